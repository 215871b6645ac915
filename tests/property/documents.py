"""Hypothesis strategies for documents: pieces of citations in any order, any characters, any labels."""

from hypothesis import strategies as st

PIECES = st.sampled_from(
    [
        "Smith, J.", "A. J. Rubin, L. Jakes e E. Schmitt", "Иванов И. И.", "محمد حسن", "רוזן", "WORLD BANK", "et al.", "(ed.)", "al-Kadhimi",
        "“Ports in a Storm,”", "« Le port ferme »", "„Hafen“", "'Quoted", "\"", "«", "”", "The Salt Road", "Title: a subtitle", "co-\noperation",
        "The Guardian", "BBC News", "Journal of Ports 4(2)", "// Хабр", "in", "London: Faber", "vol. 3, no. 2", "pp. 12–45", "p. 7", "S. 28 ff.",
        "07/04/2021", "(2010)", "2011a", "3 sett. 2020", "May 2015", "n.d.", "31/02/2019", "٢٠٢١", "accessed 4 May 2011", "[online]", "(trad.)",
        "https://example.org/a_(b).html", "https://example.org/very-long-\npath/x", "www.example.org,", "http://", "https://web.archive.org/web/2020/http://e.org",
        "doi:10.1000/xyz123", "ISBN 978-0-13-499783-4", "ISSN 1234-5679", "arXiv:2101.00001", ",-PM-Barzani-says", "Ibid.", "op. cit.", "supra note 1",
        "Id. at 7", "(n 3)", "там же", "المرجع نفسه", "see", "Vgl.", "[1]", "(", ")", "[", "]", ";", ":", ",", ".", "—", "\u00ad", "\u200b", "\u00a0", "\t", "\n",
        "\r\n", "\n\n", "1.", "12", "İ", "ß", "ﬁ", "🙂", "e\u0301", "\u202e", "\x00", "\x1f", "\x1b[31m",
    ]
)  # fmt: skip
BODY = st.lists(PIECES | st.text(max_size=12), max_size=14).map(" ".join)
LABEL = st.sampled_from(["[{n}] ", "{n}. ", "{n}) ", "({n}) ", "^{n} ", "{n} ", "[^{n}]: ", "- ", "", "* "])


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A text that calls notes, followed by the list of notes."""
    label = draw(LABEL)
    prose = draw(
        st.lists(
            st.sampled_from(["Said so [1].", "And so [2, 3].", "No note here.", "Also¹ and².", "References", "Notes:"]), max_size=4
        )
    )
    notes = draw(st.lists(BODY, max_size=6))
    numbers = draw(st.permutations(range(1, len(notes) + 1))) if draw(st.booleans()) else range(1, len(notes) + 1)
    lines = [label.format(n=n) + body for n, body in zip(numbers, notes, strict=True)]
    return draw(st.sampled_from(["\n", "\n\n", "\r\n"])).join([*prose, *lines])

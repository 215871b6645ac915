"""LaTeX: commands that make notes, cite, link and name journals, in the forms that packages give them."""

import pytest

from citecheck.citations.parse import parse
from citecheck.documents.formats.latex import LatexFormat
from citecheck.model.document import Document


def read(text: str) -> Document:
    return LatexFormat().read("a.tex", text.encode())


@pytest.mark.parametrize(
    "hidden",
    [
        r"\mintinline{tex}{\footnote{x}}",
        r"\lstinline{\footnote{x}}",
        "\\begin{tcblisting}{}\n\\footnote{x}\n\\end{tcblisting}",
        "\\begin{Verbatim*}\n\\footnote{x}\n\\end{Verbatim*}",
        "\\end{document}\nAbandoned.\\footnote{x}",
    ],
)
def test_a_command_in_code_or_behind_the_document_makes_no_note(hidden: str) -> None:
    assert [note.body for note in read(f"A.\\footnote{{A note.}} {hidden}").notes] == ["A note."]


def test_a_command_with_a_default_argument_makes_notes() -> None:
    text = "\\NewDocumentCommand{\\source}{O{p. 1} m}{\\footnote{#2}}\nA.\\source{A note.} B.\\source[p. 2]{Another.}"
    assert [note.body for note in read(text).notes] == ["A note.", "Another."]


def test_the_notes_of_the_title_have_numbers_of_their_own() -> None:
    title = r"\author{A\footnotemark[1] \and B\footnotemark[2]}\maketitle\footnotetext[1]{One town.}\footnotetext[2]{Another town.}"
    notes = read(title + r" Text.\footnote{A note.} More.\footnote{A second.}").notes
    assert [(n.label, n.status) for n in notes] == [("t1", "present"), ("t2", "present"), ("1", "present"), ("2", "present")]


@pytest.mark.parametrize(
    "call",
    [r"\citep[see][p.~3]{ito}", r"\citealt{ito}", r"\fullcite{ito}", r"\cites[3]{roe}{ito}", r"\cites{ito}{roe}", r"\nocite{*}"],
)
def test_every_command_that_cites_calls_its_entries(call: str) -> None:
    text = rf"\begin{{thebibliography}}{{9}}\bibitem{{roe}} R. Roe. One. Press, 2020.\bibitem{{ito}} P. Ito. Two. Press, 2021.\end{{thebibliography}}{call}\cite{{roe}}"
    assert [note.status for note in read(text).notes] == ["present", "present"]


def test_a_link_with_options_has_its_url_and_its_words() -> None:
    (note,) = read(r"A.\footnote{Ito, P. \href[pdfnewwindow=true]{https://h.example/~ito/}{What the gauge saw}. 2021.}").notes
    assert note.body == "Ito, P. What the gauge saw. 2021."
    assert [link.url for link in note.links] == ["https://h.example/~ito/"]


def test_commands_for_names_of_journals_are_read() -> None:
    text = r"\begin{thebibliography}{9}\bibitem{roe} Roe, R., Ito, P. 2005, \apj, 123, 45\end{thebibliography}"
    (source,) = parse(read(text))[0].sources
    assert (source.item.container_title, source.item.volume, source.item.page) == ("ApJ", "123", "45")


def test_a_key_may_hold_spaces() -> None:
    text = (
        "Boats \\cite{ISO 9141-1/-2, lin}, and \\cite{ lin }.\n\\begin{thebibliography}{9}\n"
        "\\bibitem{ISO 9141-1/-2} Road vehicles. Geneva: Quay, 1989.\n\\bibitem{lin} Doe, J. Lines. Quay Press, 1990.\n\\end{thebibliography}\n"
    )
    notes = LatexFormat().read("paper.tex", text.encode()).notes
    assert [(note.label, note.status) for note in notes] == [("ISO 9141-1/-2", "present"), ("lin", "present")]


def test_declared_italics_of_a_group_are_emphasis() -> None:
    text = r"\begin{document}A.\footnote{Jan Weir {\it Deep {low} fens\/}, Peat 2015, {\em Quay}, {\bf 12}.}\end{document}"
    (note,) = read(text).notes
    assert [note.body[start:end] for start, end in note.emphasis_in(0, len(note.body))] == ["Deep low fens", "Quay"]


def test_an_argument_of_a_definition_is_no_number_of_a_note() -> None:
    text = "\\documentclass{article}\n\\crefformat{footnote}{#2\\footnotemark[#1]#3}\n\\begin{document}\nBoats.\\footnote{Moor, 2014.}\n\\end{document}"
    assert [(note.label, note.status) for note in LatexFormat().read("a.tex", text.encode()).notes] == [("1", "present")]


def test_marks_that_stand_before_their_words_lack_no_note() -> None:
    text = "\\author{A. Lund\\footnotemark[1], B. Roth\\footnotemark[2]\\\\\n\\footnotemark[1]~Institute of Tides\\\\ \\footnotemark[2]~Pier School}\n"
    assert (
        not LatexFormat().read("a.tex", f"\\documentclass{{article}}\n\\begin{{document}}\n{text}\\end{{document}}".encode()).notes
    )


def test_a_mark_whose_text_lacks_is_a_missing_note() -> None:
    text = "\\documentclass{article}\n\\begin{document}\nSalt\\footnotemark[1] and tin\\footnotemark[2].\\footnotetext[1]{Salt.}\n\\end{document}"
    found = LatexFormat().read("a.tex", text.encode()).notes
    assert [(note.label, note.status) for note in found] == [("1", "present"), ("2", "missing")]

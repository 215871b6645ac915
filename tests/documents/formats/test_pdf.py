"""PDF documents: what their pages show becomes running text and notes."""

import pytest

pytest.importorskip("pypdfium2")

from citecheck.app import wiring
from citecheck.documents.formats.pdf import PdfFormat, pages, process
from citecheck.documents.formats.pdf.lines import Line, Styled, joined
from citecheck.documents.formats.pdf.reading import read_document
from citecheck.model.document import Document
from citecheck.model.errors import DocumentError, WriteError
from citecheck.model.finding import Edit
from tests.documents.formats.pdf_files import Page, Text, lines, packed, pdf_file

BODY = (
    "The river rose for many days, as the gauges of the whole valley",
    "showed, and nobody had seen it so high before; the council",
)


def read(*made: Page) -> Document:
    """A document read in this process, which is quicker."""
    return read_document("a.pdf", pages.read_pages("a.pdf", pdf_file(*made)))


def called(x: float, y: float, label: str) -> Text:
    return Text(x, y + 4, label, 6)


def test_a_note_at_the_foot_is_told_from_the_text_and_joined_over_lines_and_pages() -> None:
    first = Page(
        [
            *lines(*BODY),
            called(340, 688, "1"),
            called(50, 80, "1"),
            *lines("Roe, K.: The valley", "and its inhabi-", x=54, y=80, size=8),
        ],
        rules=[(50, 150, 92)],
    )
    foot = [*lines("tants, 2019.", x=54, y=80, size=8), called(50, 70, "2"), *lines("Doe, J.: Gauges, 2020.", x=54, y=70, size=8)]
    second = Page([*lines(*BODY), called(340, 688, "2"), *foot], rules=[(50, 150, 92)])
    document = read(first, second)
    assert [(note.label, note.body) for note in document.notes] == [
        ("1", "Roe, K.: The valley and its inhabitants, 2019."),
        ("2", "Doe, J.: Gauges, 2020."),
    ]
    assert [note.place.part for note in document.notes] == ["page 1", "page 2"]
    assert [len(note.markers) for note in document.notes] == [1, 1]


def test_small_text_that_nothing_calls_is_no_note() -> None:
    table = Page([*lines(*BODY), *lines("1 Gauges of the upper valley in metres", "2 Gauges of the lower valley", y=80, size=8)])
    assert read(table).notes == ()


def test_heads_feet_and_line_numbers_are_no_part_of_a_list_over_pages() -> None:
    def page(number: int, *texts: str) -> Page:
        head, foot = Text(250, 770, "The valley, chapter 3"), Text(300, 30, f"{number}")
        numbers = [Text(20, 700 - 12 * at, str(number * 10 + at), 5) for at in range(len(texts))]
        return Page([head, *numbers, *lines(*texts), foot])

    document = read(
        page(1, *BODY, *BODY),
        page(2, "References", "Doe, J. (2019). Rising rivers of the world and of the", "    valley. Press, 12."),
        page(3, "Roe, K. (2020). Gauges, and how they are read by those", "    who live there. Journal of Rivers, 3."),
    )
    assert [note.body for note in document.notes] == [
        "Doe, J. (2019). Rising rivers of the world and of the valley. Press, 12.",
        "Roe, K. (2020). Gauges, and how they are read by those who live there. Journal of Rivers, 3.",
    ]


def test_a_numbered_list_goes_on_in_the_second_column_and_ends_at_the_next_heading() -> None:
    left = lines(*BODY[:1], "as shown [2].", "References", "[1] J. Doe, Rivers, Press, 2019.", "[2] K. Roe, Gauges of")
    right = [
        *lines("    the valley, 2020.", "[3] L. Poe, Floods, 2021.", x=320),
        Text(320, 640, "Appendix", 16),
        *lines("Tables.", x=320, y=620),
    ]
    document = read(Page([*left, *right]))
    assert [(note.label, note.body) for note in document.notes] == [
        ("1", "J. Doe, Rivers, Press, 2019."),
        ("2", "K. Roe, Gauges of the valley, 2020."),
        ("3", "L. Poe, Floods, 2021."),
    ]
    assert [len(note.markers) for note in document.notes] == [0, 1, 0]


def test_a_table_of_contents_with_the_word_references_is_no_list() -> None:
    assert read(Page(lines("References", "1 Introduction", "2 The valley", "3 Gauges", "4 Conclusion"))).notes == ()


def test_a_link_belongs_to_the_citation_and_a_url_over_two_lines_is_one() -> None:
    url = "https://rivers.example/archive/2019/a-long-report.html"
    texts = lines(
        "References",
        "[1] J. Doe, Rivers, 2019, https://rivers.example/archive/",
        "2019/a-long-report.html.",
        "[2] K. Roe, Gauges, 2020.",
    )
    document = read(Page(texts, links=[(64, 662, 200, 672, "https://gauges.example/")]))
    assert url in document.notes[0].body
    assert [address.url for address in document.addresses] == [url, "https://gauges.example/"]
    assert [(link.url, document.notes[1].body[link.span.start : link.span.end]) for link in document.notes[1].links] == [
        ("https://gauges.example/", "K. Roe, Gauges, 2020.")
    ]


@pytest.mark.parametrize(
    ("one", "other", "text"),
    [
        ("the inhabi-", "tants", "the inhabitants"),
        ("the inhabi\u00ad", "tants", "the inhabitants"),
        ("a long-", "term view", "a long-term view"),
        ("pp. 12-", "15", "pp. 12-15"),
        ("Jean-", "Paul", "Jean-Paul"),
        ("https://a.example/b/", "c-d.html", "https://a.example/b/c-d.html"),
        ("<gauges.example/", "long-list/12>", "<gauges.example/long-list/12>"),
        ("see https://a.example/b.", "Then it rose", "see https://a.example/b. Then it rose"),
    ],
)
def test_words_and_urls_over_a_line_break_are_joined(one: str, other: str, text: str) -> None:
    made = [Line(1, Styled(part), 0, 100, y, 10) for part, y in ((one, 20), (other, 10))]
    assert joined(made, {"long-term", "view"}).text == text


def test_letters_of_old_fonts_are_read() -> None:
    texts = [Text(50, 700, "E\x1ecient \x1cgures of 1998\x152001 K\x94 caf\xe9 Universit \xa8at"), Text(50, 680, "\xcb\xe8\xf2\xe5\xf0\xe0\xf2\xf3\xf0\xe0 \xf0\xe5\xea")]  # fmt: skip
    text = read(Page(texts)).text
    assert "gures of" in text and "Universität" in text
    assert "Литература рек" in text


def test_sizes_that_were_guessed_for_a_scan_part_no_entries() -> None:
    written = [
        *(
            "[1] A. Okafor and K. Ito. A survey of the weirs of the valley and of",
            "    their keepers. In Proceedings of the Meeting on Rivers, pp. 1-6.",
        ),
        *(
            "[2] J. Doe. Locks and sluices in a hundred towns, with a list of all",
            "    that were built. River Press.",
            "[3] P. Kern. Mud. River Notes 4, 2012.",
        ),
    ]
    texts = [Text(one.x, one.y, one.text, 8.2 if at == 2 else 7) for at, one in enumerate(lines(*written, y=680))]
    notes = read(Page([*lines("References"), *texts], hidden=True)).notes
    assert [(note.label, note.body.split(".")[0]) for note in notes] == [("1", "A"), ("2", "J"), ("3", "P")]
    assert notes[0].body.endswith("pp. 1-6.")


@pytest.mark.parametrize("nameless", ["c", "cgst", "abcdefghijklmnopqrstuvwxyz"])
def test_a_text_whose_fonts_have_no_unicode_for_its_letters_is_refused_and_not_called_free_of_notes(nameless: str) -> None:
    text = lines(
        "The sluice was closed by the council in the second spring,",
        "since such a course could cost each of the local mills its custom.",
    )
    assert not wiring.read_document("a.pdf", pdf_file(Page(text))).notes
    with pytest.raises(DocumentError) as refused:
        wiring.read_document("a.pdf", pdf_file(Page(text), nameless=nameless))
    assert "give no Unicode for many letters" in refused.value.message


def test_a_scan_and_a_damaged_file_are_refused_with_a_reason() -> None:
    for data, reason in (
        (pdf_file(Page([])), "no text layer: run OCR first"),
        (pdf_file(Page(lines(*BODY)))[:300], "damaged"),
        (b"%PDF-1.5 nothing", "damaged"),
        (b"words", "damaged"),
    ):
        with pytest.raises(DocumentError, match=reason):
            read_document("a.pdf", pages.read_pages("a.pdf", data))


def test_a_file_that_would_take_hours_ends_with_a_reason(monkeypatch) -> None:
    monkeypatch.setattr(process, "MAX_SECONDS", 1)
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>/Length 11>>stream\n/X Do /X Do\nendstream"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    contents = "<</Length 5>>stream\n/X Do\nendstream"
    made = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, contents]
    with pytest.raises(DocumentError, match="takes more than"):
        process.read("a.pdf", packed([*made, *(form.format(number) for number in range(6, 36))]))


def test_a_raised_number_may_be_an_exponent_so_that_no_missing_note_is_sure() -> None:
    entry = "1) A. Okafor, A survey of weirs, River Notes 73 (1948), 360."
    first = Page([*lines("Rivers have energy, as many have said before us."), *lines(entry, y=600)])
    energy = lines("With v = a\xb2x\xb2 and w = u + n\xb2 the energy of the", "river is what Okafor\xb9 and others have found.")
    notes = read(first, Page([*lines("Results", y=740, size=16), *energy])).notes
    assert [(note.label, note.status, note.doubtful) for note in notes] == [("1", "present", False), ("2", "missing", True)]


def test_a_pdf_is_read_in_a_process_of_its_own_and_never_written() -> None:
    data = pdf_file(Page(lines("References", "[1] J. Doe, Rivers, Press, 2019.")))
    document = wiring.read_document("a.pdf", data)
    assert [(note.label, note.body) for note in document.notes] == [("1", "J. Doe, Rivers, Press, 2019.")]
    assert PdfFormat().write("a.pdf", data, ()) == data
    with pytest.raises(WriteError, match="not written"):
        PdfFormat().write("a.pdf", data, [Edit(0, 0, "", "x")])


def test_without_the_extra_it_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setattr("citecheck.documents.formats.pdf.find_spec", lambda _: None)
    with pytest.raises(DocumentError, match=r"pip install 'citecheck-notes\[pdf\]'"):
        wiring.read_document("a.pdf", pdf_file(Page(lines(*BODY))))

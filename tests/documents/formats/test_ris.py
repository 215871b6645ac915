"""RIS files: records of every program, their fields as CSL variables, and new tags before the end of a record."""

import codecs

import pytest

from citecheck.app import wiring
from citecheck.model.document import Document
from citecheck.model.errors import DocumentError
from citecheck.model.reference import Item, Name
from citecheck.model.repair import AddCapture, AddUrl, Capture
from tests.repairing import read

ARTICLE = (
    "TY  - JOUR\nID  - weirs\nAU  - Roe, Ann Mary\nAU  - van Dam, Jo, Jr.\nTI  - Weirs of the\n  upper river\nJO  - River Studies\n"
    "PY  - 2019\nDA  - 2019/03/05/\nVL  - 12\nIS  - 3\nSP  - 101\nEP  - 119\nSN  - 1234-5679\nDO  - https://doi.org/10.1000/weirs\n"
    "UR  - https://river.example/weirs\nER  - \n"
)


def document(text: str) -> Document:
    return wiring.read_document("a.ris", text.encode())


def only(text: str) -> Item:
    (note,) = document(text).notes
    return note.sources[0].item


def test_an_article_has_all_its_fields() -> None:
    item = only(ARTICLE)
    assert (item.id, item.type, item.title) == ("weirs", "article-journal", "Weirs of the upper river")
    assert item.author == (Name("Roe", "Ann Mary"), Name("van Dam", "Jo", suffix="Jr."))
    assert (item.container_title, item.volume, item.issue, item.page) == ("River Studies", "12", "3", "101–119")
    assert item.issued and item.issued.parts == (2019, 3, 5)
    assert (item.doi, item.issn, item.url) == ("10.1000/weirs", "1234-5679", "https://river.example/weirs")


@pytest.mark.parametrize("mark", ["\ufeff", "\u200b"])
def test_marks_that_are_not_seen_before_a_record_do_not_hide_it(mark: str) -> None:
    text = f"{mark}{ARTICLE}\n{mark}{ARTICLE.replace('ID  - weirs', 'ID  - locks')}"
    data = text.encode()
    found, (note, other) = read("a.ris", codecs.BOM_UTF8 + data)
    assert [note.label, other.label] == ["weirs", "locks"]
    (edit,) = wiring.format_for("a.ris", data).edits(found, data, note.sources[0], AddUrl("https://n.example/"))
    assert edit.replacement == "UR  - https://n.example/\n"


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("PY  - 2019///", (2019,)),
        ("Y1  - 2019/05//Spring", (2019, 5)),
        ("DA  - 5 March 2019", (2019, 3, 5)),
        ("PY  - 2019-03", (2019, 3)),
    ],
)
def test_dates_have_the_parts_that_are_written(written: str, parts: tuple[int, ...]) -> None:
    issued = only(f"TY  - BOOK\nTI  - Weirs\n{written}\nER  -\n").issued
    assert issued and issued.parts == parts


def test_the_second_title_of_a_book_is_its_series_and_of_a_chapter_its_book() -> None:
    whole, part = (only(f"TY  - {kind}\nTI  - Weirs\nT2  - Rivers\nSN  - 978-3-16-148410-0\nER  -\n") for kind in ("BOOK", "CHAP"))
    assert (whole.collection_title, whole.container_title, whole.isbn) == ("Rivers", None, "978-3-16-148410-0")
    assert (part.collection_title, part.container_title) == (None, "Rivers")


def test_an_organisation_and_others_are_no_people() -> None:
    (note,) = document("TY  - RPRT\nAU  - World River Council,\nAU  - et al.\nTI  - Weirs\nER  -\n").notes
    assert note.sources[0].item.author == (Name(literal="World River Council"),)
    assert note.sources[0].et_al


def test_persons_that_one_tag_lists_are_several() -> None:
    (note,) = document("TY  - JOUR\nAU  - Okafor, A.; Stranger, B. et al.\nTI  - Weirs\nER  -\n").notes
    assert [name.family for name in note.sources[0].item.author] == ["Okafor", "Stranger"]
    assert note.sources[0].et_al


@pytest.mark.parametrize(
    "text", [ARTICLE.replace("\n", "\r\n"), ARTICLE.replace("  - ", " - "), "\ufeff" + ARTICLE, "Exported\n\n" + ARTICLE]
)
def test_programs_differ_in_blanks_line_breaks_and_what_stands_first(text: str) -> None:
    assert only(text).title == "Weirs of the upper river"


def test_a_record_without_an_end_ends_where_the_next_begins() -> None:
    found = document("TY  - BOOK\nTI  - One\n\nTY  - BOOK\nTI  - Two\n").notes
    assert [(note.label, note.sources[0].item.title) for note in found] == [("u1", "One"), ("u2", "Two")]


def test_a_file_without_records_says_how_one_begins() -> None:
    with pytest.raises(DocumentError, match="TY  - JOUR"):
        document("A text that is no bibliography.\n")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("ending", ["ER  - ", ""])
def test_a_doi_is_added_as_a_tag_of_its_own_before_the_end(newline: str, ending: str) -> None:
    text = newline.join(["TY  - BOOK", "TI  - Weirs", ending]).rstrip("\r\n")
    found, notes = read("a.ris", text.encode())
    form = wiring.format_for("a.ris", text.encode())
    edits = form.edits(found, text.encode(), notes[0].sources[0], AddUrl("https://doi.org/10.1000/weirs"))
    lines = ["TY  - BOOK", "TI  - Weirs", "DO  - 10.1000/weirs", *([ending] if ending else [])]
    assert form.write("a.ris", text.encode(), edits).decode() == newline.join(lines)


def test_a_capture_is_a_note_of_the_record_and_read_again_as_one() -> None:
    found, notes = read("a.ris", ARTICLE.encode())
    form = wiring.format_for("a.ris", ARTICLE.encode())
    capture = Capture("https://web.archive.org/web/20200101000000/https://river.example/weirs")
    after = form.write(
        "a.ris", ARTICLE.encode(), form.edits(found, b"", notes[0].sources[0], AddCapture("https://river.example/weirs", capture))
    )
    assert f"N1  - Archived at {capture.url}\nER  - \n" in after.decode()
    assert read("a.ris", after)[1][0].sources[0].archive_url == capture.url


@pytest.mark.parametrize(("first", "second"), [("A1", "AU"), ("AU", "A1")])
def test_authors_keep_the_order_of_the_file_and_are_named_once(first: str, second: str) -> None:
    names = f"{first}  - Moor, Ann\n{second}  - Heath, Karl\n{first}  - Fenn, Eva\n{second}  - Moor, Ann\n"
    assert [name.family for name in only(f"TY  - JOUR\nTI  - Weirs\n{names}ER  - \n").author] == ["Moor", "Heath", "Fenn"]


def test_a_record_without_its_first_line_is_named_and_the_others_are_read() -> None:
    whole = "TY  - BOOK\nTI  - Salt\nER  - \n\n"
    text = f"{whole}ID  - w\nAU  - Lund, A.\nTI  - Winds\nER  - \n\nTY  - BOOK\nTI  - Fens\nER  - \nER  - \nN1  - x\n"
    document = wiring.read_document("a.ris", text.encode())
    assert [note.sources[0].item.title for note in document.notes] == ["Salt", "Fens"]
    assert [(one.label, one.place.line, one.fault) for one in document.damaged] == [
        ("w", 5, "entry w cannot be read: its first line is missing, such as `TY  - JOUR`; add it")
    ]
    assert not wiring.read_document("a.ris", whole.encode()).damaged

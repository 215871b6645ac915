"""CSL-JSON bibliographies: each item is a note."""

import json

import pytest

from citecheck.citations.parse import parse
from citecheck.documents.formats.csl_json import CslJsonFormat
from citecheck.model.errors import DocumentError
from citecheck.model.reference import Date
from citecheck.model.repair import AddUrl

TWO = '[\n  {"id": "a", "type": "report", "title": "One", "URL": "https://example.org/1", "issued": {"date-parts": [["2020", 3]]}},\n  {"id": "b", "type": "book", "title": "Two"}\n]\n'


def test_each_item_is_a_note_with_its_span() -> None:
    document = CslJsonFormat().read("x.json", TWO.encode())
    assert [(note.label, note.place.line, note.place.column) for note in document.notes] == [("a", 2, 3), ("b", 3, 3)]
    assert json.loads(document.notes[1].raw or "")["title"] == "Two"


def test_an_item_keeps_its_fields_and_lists_missing_ones() -> None:
    first, second = parse(CslJsonFormat().read("x.json", TWO.encode()))
    assert first.sources[0].item.issued is not None and first.sources[0].item.issued.parts == (2020, 3)
    assert second.sources[0].missing == ("issued", "URL")


def test_urls_have_their_spans() -> None:
    (address,) = CslJsonFormat().read("x.json", TWO.encode()).addresses
    assert TWO[address.span.start : address.span.end] == address.url == "https://example.org/1"


@pytest.mark.parametrize("text", ['[{"id": "a"', '{"title": 3}', "[" * 100_000])
def test_broken_json_is_refused_with_a_message(text: str) -> None:
    with pytest.raises(DocumentError):
        CslJsonFormat().read("x.json", text.encode())


def test_other_json_is_not_recognised_as_a_bibliography() -> None:
    assert not CslJsonFormat().recognises("package.json", '{"name": "x", "type": "module"}')


@pytest.mark.parametrize(
    ("written", "parts", "raw"),
    [
        ({"raw": "2019-05-03"}, (2019, 5, 3), None),
        ("2019-05-03", (2019, 5, 3), None),
        ({"raw": "2016/2017"}, (2016,), "2016/2017"),
        ({"literal": "May 2019"}, (2019, 5), "May 2019"),
        ({"date-parts": [[2019, 14]]}, (2019,), "2019-14"),  # summer
        ({"date-parts": [[2019, 2, 31]]}, (2019, 2), "2019-02-31"),
        ({"date-parts": [[2016, 5], [2017, 2]]}, (2016, 5), "2016-05/2017-02"),
        ({"raw": "in press"}, (), "in press"),
    ],
)
def test_dates_as_programs_write_them_are_read(written: object, parts: tuple[int, ...], raw: str | None) -> None:
    text = json.dumps([{"id": "a", "type": "book", "title": "Weirs", "issued": written}])
    assert CslJsonFormat().read("x.json", text.encode()).notes[0].sources[0].item.issued == Date(parts, raw)


@pytest.mark.parametrize(
    "data",
    [
        [{"name": "title", "description": "Title of the book"}, {"name": "date", "description": "Its date"}],
        [{"name": "book", "title": "Book", "options": [{"name": "chapters"}]}],
        [{"type": "NarrativeText", "element_id": "3f", "text": "Words, 2021."}],
    ],
)
def test_json_without_variables_of_csl_is_no_bibliography(data: object) -> None:
    with pytest.raises(DocumentError, match="no CSL items"):
        CslJsonFormat().read("x.json", json.dumps(data).encode())


PARTLY = """[
  {"id": "a", "type": "book", "title": "Salt", "issued": {"date-parts": [[2014]]}}
  {"id": "b", "type": "book", "title": "Winds", "author": [{"family": "Lund"], "URL": "https://a.example/b"},
  {"id": "c", "type": "book",
   "title": "Fens"}%s
"""


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("\n]", None),
        (",\n]", "a comma is too many behind entry c"),
        ("", "the bracket is missing that closes the array, behind entry c"),
    ],
)
def test_items_beside_a_damaged_one_are_read_and_each_fault_is_named_with_its_line(end: str, said: str | None) -> None:
    document = CslJsonFormat().read("x.json", (PARTLY % end).encode())
    assert [note.label for note in document.notes] == ["a", "c"] and not document.addresses
    faults = [(one.place.line, one.fault) for one in document.damaged]
    assert faults[0] == (2, "a comma is missing behind entry a")
    assert faults[1] == (3, "entry b cannot be read: not valid JSON: Expecting ',' delimiter; correct it there")
    assert faults[2:] == ([(5, said)] if said else [])


def test_a_repair_leaves_a_damaged_item_as_it_is() -> None:
    text = PARTLY % "\n]"
    document = CslJsonFormat().read("x.json", text.encode())
    (edit,) = CslJsonFormat().edits(document, text.encode(), document.notes[1].sources[0], AddUrl("https://a.example/c"))
    assert text[: edit.span.start].endswith('"title": "Fens"') and edit.span.start == edit.span.end

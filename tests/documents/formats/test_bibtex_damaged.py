"""BibTeX files with a damaged entry: the others are read, and repairs leave it as it is."""

import pytest

from citecheck.documents.formats.bibtex import BibtexFormat
from citecheck.model.document import Document
from citecheck.model.errors import DocumentError
from citecheck.model.repair import AddUrl

BROKEN = """@book{a, title={Salt}, author={Moor, Dora}, year={2014}}
@book{d, title={Dykes}}, author={Holm, Ada}, year={2017}}
@book{b, title={Winds of {the north}, author={Lund, Anna}, year={2015}, url={https://a.example/b}}

@book{c, title={Fens}, author={Berg, Bo}, year={2016}}
@comment{left open
  @string(open = "x
@book{e, title={Locks}, year={2018}}
"""


def read(text: str) -> Document:
    return BibtexFormat().read("refs.bib", text.encode())


def test_entries_beside_a_broken_one_are_read_and_it_is_named_with_its_line() -> None:
    document = read(BROKEN)
    assert [(note.label, note.sources[0].item.title) for note in document.notes] == [("a", "Salt"), ("c", "Fens"), ("e", "Locks")]
    assert [(one.label, one.place.line) for one in document.damaged] == [("d", 2), ("b", 3), ("", 7)]
    assert "too many" in document.damaged[0].fault and "not closed" in document.damaged[1].fault
    assert not document.addresses


def test_a_repair_leaves_a_broken_entry_as_it_is() -> None:
    document = read(BROKEN)
    (edit,) = BibtexFormat().edits(document, BROKEN.encode(), document.notes[1].sources[0], AddUrl("https://a.example/fens"))
    assert edit.span.start > BROKEN.index("{c,") and edit.span.end < BROKEN.index("@comment")
    made = BROKEN[: edit.span.start] + edit.replacement + BROKEN[edit.span.end :]
    assert read(made).notes[1].sources[0].item.url == "https://a.example/fens"
    assert BROKEN[: BROKEN.index("@book{c")] in made and BROKEN[BROKEN.index("@comment") :] in made


def test_many_broken_entries_take_no_quadratic_time() -> None:
    with pytest.raises(DocumentError, match="is not closed"):
        read("@book{a,\n title = {b},\n" * 20_000)
    assert [one.label for one in read("@book{a, title={x}}\n" + "@book{b, title={c},\n" * 9).damaged] == ["b"] * 9

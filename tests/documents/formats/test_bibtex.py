"""BibTeX and BibLaTeX: entries are sources with exact spans, repairs follow the entry's layout."""

import pytest

from citecheck.citations.parse import parse
from citecheck.documents.formats.bibtex import BibtexFormat
from citecheck.model.document import Document
from citecheck.model.errors import DocumentError
from citecheck.model.reference import Source
from citecheck.model.repair import AddCapture, AddUrl, Capture, Change, ReplaceUrl

BIB = r"""% written by hand
@string{jgr = "Journal of Great Rivers"}
@article{okafor2019,
  author  = {Okafor, Mar{\'\i}a and Erd{\H o}s, P. and {World Water Council} and others},
  title   = {River {T}owns --- Brace},
  journal = jgr # { (Online)},
  year    = 2019,
  month   = mar,
  volume  = 12, number = {3}, pages = {1--20},
  doi     = "10.1000/xyz123"
}

@online(brandt,
  author = "Ludwig van der Brandt",
  title = {Dry {docks, again}},
  date = {2020-04-02},
  urldate = {2020-05-01},
  url = {https://h.example/dry\_dock?a=1&b=2},
)
@comment{@book{none, title = {No book}}}
@misc{brandt, title={A second of the same key}, howpublished={\url{https://h.example/two}}}
"""


def read(text: str = BIB) -> Document:
    return BibtexFormat().read("refs.bib", text.encode())


def sources(text: str = BIB) -> list[Source]:
    return [note.sources[0] for note in parse(read(text))]


def test_entries_are_read_with_their_fields() -> None:
    river, docks, _ = (source.item for source in sources())
    assert (river.title, river.container_title, river.doi) == (
        "River Towns — Brace",
        "Journal of Great Rivers (Online)",
        "10.1000/xyz123",
    )
    assert [(n.family, n.given, n.literal) for n in river.author] == [
        ("Okafor", "María", None),
        ("Erdős", "P.", None),
        (None, None, "World Water Council"),
    ]
    assert river.issued and river.issued.parts == (2019, 3)
    assert (river.volume, river.issue, river.page) == ("12", "3", "1–20")
    assert (docks.type, docks.url) == ("webpage", "https://h.example/dry_dock?a=1&b=2")
    assert docks.author[0].non_dropping_particle == "van der"
    assert docks.accessed and docks.accessed.parts == (2020, 5, 1)


def test_labels_are_keys_and_a_repeated_key_is_a_duplicate() -> None:
    assert [(n.label, n.status) for n in read().notes] == [
        ("okafor2019", "present"),
        ("brandt", "present"),
        ("brandt", "duplicate"),
    ]


def test_spans_are_exact() -> None:
    document = read()
    for note in document.notes:
        assert note.span and document.text[note.span.start : note.span.end] == note.raw
    assert [a.url for a in document.addresses] == ["https://h.example/dry_dock?a=1&b=2", "https://h.example/two"]


def changed(which: int, change: Change, text: str = BIB) -> str:
    document, form = read(text), BibtexFormat()
    edits = form.edits(document, text.encode(), sources(text)[which], change)
    return form.write("refs.bib", text.encode(), edits).decode()


def test_a_url_becomes_a_field_laid_out_like_the_others() -> None:
    expected = BIB.replace('doi     = "10.1000/xyz123"', 'doi     = "10.1000/xyz123",\n  url  = {https://a.example/x}')
    assert changed(0, AddUrl("https://a.example/x")) == expected


def test_an_existing_comma_is_not_doubled() -> None:
    made = changed(1, AddCapture("", Capture("https://web.archive.org/web/2020/https://h.example/dry")))
    assert "b=2},\n  note = {Archived at \\url{https://web.archive.org/web/2020/https://h.example/dry}},\n)" in made
    assert sources(made)[1].archive_url == "https://web.archive.org/web/2020/https://h.example/dry"


def test_a_url_is_replaced_in_place() -> None:
    made = changed(1, ReplaceUrl("https://h.example/dry_dock?a=1&b=2", "https://h.example/new"))
    assert made == BIB.replace(r"https://h.example/dry\_dock?a=1&b=2", "https://h.example/new")


def test_a_url_cannot_close_its_braces() -> None:
    made = changed(0, AddUrl("https://a.example/}, title = {forged\n"))
    assert [source.item.title for source in sources(made)] == [source.item.title for source in sources()]


@pytest.mark.parametrize("text", ["@article{a, title = {b", '@misc{a, title = "b}', "x\n@book{k,\n author = {" + "{" * 100_000])
def test_an_unclosed_entry_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(DocumentError, match=r"line \d+: this entry is not closed"):
        read(text)

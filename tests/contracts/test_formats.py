"""The contract of every format, tested on the same notes in all of them."""

import pytest

from citecheck.app import wiring
from tests.made_documents import MADE, made
from tests.made_works import WORKS
from tests.repairing import AWKWARD, again, changed_elsewhere, read, reads_as_before, repaired

ADDRESSES = ("https://found.example/{}?a=1&b=2", AWKWARD)


@pytest.mark.parametrize("name", MADE)
def test_every_note_is_found_with_its_fields_and_url(name: str) -> None:
    _, notes = read(name, made(name))
    found = [source.item for note in notes for source in note.sources]
    assert [item.title for item in found] == [work[1] for work in WORKS]
    assert [item.url or "" for item in found] == [work[4] for work in WORKS]
    assert {note.text.status for note in notes} == {"present"}


@pytest.mark.parametrize("name", MADE)
def test_every_url_of_a_source_is_among_the_document_s_urls_so_that_it_is_checked_and_repaired(name: str) -> None:
    document, _ = read(name, made(name))
    assert {work[4] for work in WORKS if work[4]} <= {address.url for address in document.addresses}
    assert all(document.text[a.span.start : a.span.end] and a.label for a in document.addresses)


@pytest.mark.parametrize("name", MADE)
def test_writing_without_edits_returns_the_same_bytes(name: str) -> None:
    data = made(name)
    assert wiring.format_for(name, data).write(name, data, ()) == data


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("name", MADE)
def test_repairs_change_nothing_else_and_are_idempotent(name: str, address: str) -> None:
    done = repaired(name, made(name), address)
    assert len(done.kept) == len(WORKS)
    assert changed_elsewhere(done) == 0
    assert reads_as_before(done)
    assert again(done, address) == done.after


@pytest.mark.parametrize(
    "name", ["brackets.txt", "notes.md", "pandoc.html", "lines.wiki", "footnotes.tex", "entries.bib", "items.json"]
)
@pytest.mark.parametrize("url_style", ["crlf", "bom", "no final newline", "utf-16"])
def test_line_endings_byte_order_marks_and_encodings_stay(name: str, url_style: str) -> None:
    text = made(name).decode()
    data = {
        "crlf": text.replace("\n", "\r\n").encode(),
        "bom": text.encode("utf-8-sig"),
        "no final newline": text.rstrip("\n").encode(),
        "utf-16": text.encode("utf-16"),
    }[url_style]
    done = repaired(name, data)
    assert len(done.kept) == len(WORKS)
    assert reads_as_before(done)
    expected = repaired(name, made(name)).after.decode()
    written = done.after.decode("utf-16" if url_style == "utf-16" else "utf-8-sig").replace("\r\n", "\n")
    assert written.rstrip("\n") == expected.rstrip("\n")
    assert (done.after.count(b"\r\n") == done.after.count(b"\n")) == (url_style == "crlf") or url_style == "utf-16"
    assert done.after[:3] == data[:3]
    assert done.after.endswith(b"\n") == data.endswith(b"\n")

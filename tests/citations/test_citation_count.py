"""Repeated citations are read once, and the number of different short citations is limited."""

import pytest
from msgspec.structs import replace

from citecheck.app import wiring
from citecheck.citations import citation_count, read
from citecheck.citations.anchors import find_anchors
from citecheck.citations.parse import parse
from citecheck.model.document import Note
from citecheck.model.errors import DocumentError

SHORT = "Smith, Title, 2019."
LONG = "J. Smith, “Ports in a storm, and who keeps them”, The Guardian, 14 April 2021, https://example.org/ports."


def notes(*texts: str) -> tuple[Note, ...]:
    listed = "\n".join(f"[{number}] {text}" for number, text in enumerate(texts, 1))
    return parse(wiring.read_document("a.txt", f"Notes\n\n{listed}\n".encode()))


def different(text: str, count: int) -> list[str]:
    return [text.replace("Smith", f"Smith{number}") for number in range(count)]


def test_a_repeated_citation_has_its_own_place_and_id() -> None:
    first, second = (note.sources[0] for note in notes(LONG, LONG))
    assert (first.item.id, second.item.id) == ("1", "2")
    assert first.span and second.span and first.span.end < second.span.start
    assert replace(second, span=first.span, item=replace(second.item, id="1")) == replace(first, alternatives=second.alternatives)
    assert all(other.id == "2" for other in second.alternatives)


def test_cached_readings_do_not_change_the_result() -> None:
    read._read.cache_clear()
    alone = notes(LONG)
    assert notes(LONG, SHORT)[0].sources == alone[0].sources == notes(LONG)[0].sources


def test_a_repeated_citation_is_read_once_however_many_others_are_between(monkeypatch: pytest.MonkeyPatch) -> None:
    read._read.cache_clear()
    texts, seen = different(SHORT, 1_100), []
    monkeypatch.setattr(read, "find_anchors", lambda text, *rest: seen.append(text) or find_anchors(text, *rest))
    notes(*texts, *texts)
    assert sorted(seen) == sorted(texts)


def test_the_same_words_with_the_link_elsewhere_are_a_different_citation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citation_count, "MOST", 20)
    words = ["Smith,", "Title,", "2019,", "see", "the", "pages", "of", "it"]
    linked = [(first, last) for first in range(len(words)) for last in range(first + 1, len(words) + 1)]
    texts = [" ".join([*words[:a], "[" + " ".join(words[a:b]) + "](https://a.example/)", *words[b:]]) for a, b in linked[:25]]
    listed = "\n\n".join(f"[^{number}]: {text}" for number, text in enumerate(texts))
    with pytest.raises(DocumentError, match="more than 20 different citations"):
        parse(wiring.read_document("a.md", f"Said.[^1]\n\n{listed}\n".encode()))


def test_too_many_different_short_citations_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citation_count, "MOST", 20)
    with pytest.raises(DocumentError, match=r"^a\.txt: it has more than 20 different citations, of fewer than 80 characters"):
        notes(*different(SHORT, 21))


def test_too_many_short_citations_in_one_note_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citation_count, "MOST", 20)
    with pytest.raises(DocumentError, match="more than 20 different citations"):
        notes("; ".join(different("Smith, J., Title of a book, Post, 3 May 2000", 25)))


def test_the_same_words_with_different_links_are_different_citations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citation_count, "MOST", 20)
    links = "; ".join(f"[a](https://a.example/{number})" for number in range(25))
    with pytest.raises(DocumentError, match="more than 20 different citations"):
        parse(wiring.read_document("a.md", f"Said.[^1]\n\n[^1]: {links}\n".encode()))


def test_any_number_of_long_or_repeated_citations_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citation_count, "MOST", 20)
    assert len(notes(*different(LONG, 25))) == 25
    assert len(notes(*[SHORT] * 25)) == 25

"""Bibliographic records of dumps, and their form in an index."""

import msgspec
from msgspec import Struct

from citecheck.language.identifiers import doi_url
from citecheck.language.titles import content_words, plain_words
from citecheck.model.knowledge import Candidate
from citecheck.model.reference import Date


class Damaged(Struct, frozen=True):
    """A record that cannot be read: where it is in the dump, by line or key, and why."""

    where: str
    reason: str


class StoredRecord(msgspec.Struct, array_like=True, omit_defaults=True):
    """A record in an index, as MessagePack; ``years`` are all of the work's, the first is its own."""

    url: str
    title: str
    author: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    outlet: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    kind: str | None = None
    doi: str | None = None
    publisher: str | None = None
    editor: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def words(title: str) -> tuple[str, ...]:
    """The words by which an index has a title: those of four letters or more, or all if there is none."""
    return content_words(title) or tuple(dict.fromkeys(plain_words(title)))


def encoded(record: Candidate) -> bytes:
    """A record as bytes."""
    years = (date.parts[0] for date in (record.date, *record.dates) if date and date.parts)
    return msgspec.msgpack.encode(
        StoredRecord(
            "" if record.doi and record.url == doi_url(record.doi) else record.url,
            record.title or "",
            record.author,
            tuple(dict.fromkeys(years)),
            record.outlet,
            record.volume,
            record.issue,
            record.page,
            record.kind,
            record.doi,
            record.publisher,
            record.editor,
            record.outlets,
            tuple(title for title in record.titles if title != record.title),
        )
    )


def decoded(data: bytes, registry: str) -> Candidate | None:
    """The record that bytes hold; None if they hold none."""
    try:
        stored = msgspec.msgpack.decode(data, type=StoredRecord)
    except msgspec.DecodeError:
        return None
    dates = tuple(Date((year,)) for year in stored.years)
    return Candidate(
        url=stored.url or doi_url(stored.doi or ""),
        provider=registry,
        title=stored.title,
        author=stored.author,
        date=dates[0] if dates else None,
        dates=dates[1:],
        outlet=stored.outlet,
        volume=stored.volume,
        issue=stored.issue,
        page=stored.page,
        kind=stored.kind,
        doi=stored.doi,
        publisher=stored.publisher,
        editor=stored.editor,
        outlets=stored.outlets,
        titles=stored.titles,
        record=True,
    )

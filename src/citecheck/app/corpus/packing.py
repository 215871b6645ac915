"""Parsed documents, verdicts and resolutions as MessagePack, and back. Unlike pickles, they run no code of who wrote them."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec
from msgspec.structs import asdict, fields, replace

from citecheck.model.document import Document, Note, NoteKind
from citecheck.model.knowledge import Resolution
from citecheck.model.reference import Source
from citecheck.model.web import VERDICTS, Link, verdict

ParsedNote = tuple[NoteKind, tuple[Source, ...]]  # what parsing adds to a note
KINDS = {word: kind for kind, word in VERDICTS.items()}


def pack_document(document: Document, notes: Sequence[Note]) -> tuple[bytes, bytes]:
    """A parsed document without its bytes, and what parsing added to its notes."""
    added: list[ParsedNote] = [(note.kind, note.sources) for note in notes]
    return msgspec.msgpack.encode(replace(document, data=b"")), msgspec.msgpack.encode(added)


def unpack_document(document: bytes, notes: bytes) -> tuple[Document, tuple[Note, ...]]:
    """The reverse of ``pack_document``."""
    read = msgspec.msgpack.decode(document, type=Document)
    added = msgspec.msgpack.decode(notes, type=list[ParsedNote])
    return read, tuple(Note(note, *one) for note, one in zip(read.notes, added, strict=True))


def pack_link(link: Link) -> bytes:
    """A verdict; its name is stored beside it."""
    return msgspec.msgpack.encode(link)


def unpack_link(word: str, packed: bytes) -> Link:
    """A verdict from its name and what ``pack_link`` made."""
    found: Link = msgspec.msgpack.decode(packed, type=KINDS[word])  # type: ignore[index]
    return found


def pack_resolution(found: Resolution) -> bytes:
    """A resolution, with the name of its link's verdict."""
    kept = {name: value for name, value in asdict(found).items() if name != "link"}
    return msgspec.msgpack.encode((verdict(found.link), pack_link(found.link), msgspec.msgpack.encode(kept)))


def unpack_resolution(packed: bytes) -> Resolution:
    """The reverse of ``pack_resolution``."""
    word, link, rest = msgspec.msgpack.decode(packed, type=tuple[str, bytes, bytes])
    kept = msgspec.msgpack.decode(rest, type=_resolution_without_link())
    return Resolution(**asdict(kept), link=unpack_link(word, link))


@cache
def _resolution_without_link() -> Any:
    """The class with the other fields: msgspec does not tell the classes of a union apart."""
    own = (one for one in fields(Resolution) if one.name != "link")
    return msgspec.defstruct("Stored", [(one.name, one.type) if one.required else (one.name, one.type, one.default) for one in own])

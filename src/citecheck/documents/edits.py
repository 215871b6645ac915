"""Splicing edits into a text or its bytes: nothing changes but what the edits say."""

import codecs
from collections.abc import Iterable, Sequence

from citecheck.documents.encoding import decode
from citecheck.model.errors import WriteError
from citecheck.model.finding import Edit
from citecheck.model.place import Span

# The encodings whose byte order mark Python's codec would write anew, by their mark; the mark is kept apart from the text.
MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def insertion(at: int, text: str) -> Edit:
    """An edit that only adds."""
    return Edit(Span(at, at), "", text)


def replacement(text: str, start: int, end: int, new: str) -> Edit:
    """An edit that writes ``new`` for ``text[start:end]``."""
    return Edit(Span(start, end), text[start:end], new)


def splice(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made. Raises ``WriteError`` where it says something else than expected, or two edits overlap."""
    pieces, at = [], 0
    for edit in in_order(edits):
        span = edit.span
        if span.start < at:
            raise WriteError(f"two edits overlap at character {span.start}; nothing was written")
        if text[span.start : span.end] != edit.expected:
            raise WriteError(f"the document says something else at character {span.start} than when it was read; read it again")
        pieces += [text[at : span.start], edit.replacement]
        at = span.end
    return "".join([*pieces, text[at:]])


def in_order(edits: Iterable[Edit]) -> Sequence[Edit]:
    """Edits by place; those at one place stay in the order in which they were made."""
    return sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))


def splice_bytes(data: bytes, edits: Iterable[Edit], declared: str | None = None) -> bytes:
    """The bytes of a text file with the edits made: encoding, byte order mark, and every line end stay. Raises ``WriteError``."""
    wanted = tuple(edits)
    if not wanted:
        return data
    mark, encoding = next(((m, e) for m, e in MARKED if data.startswith(m)), (b"", ""))
    encoding = encoding or decode("", data, declared)[1]
    text = data[len(mark) :].decode(encoding)
    if mark + text.encode(encoding) != data:
        raise WriteError("the file's encoding would not survive a change; save it as UTF-8 first")
    try:
        return mark + splice(text, wanted).encode(encoding)
    except UnicodeEncodeError as error:
        raise WriteError(f"{encoding} has no {error.object[error.start]!r}; save the file as UTF-8 first") from None

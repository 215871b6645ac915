"""Splices edits into a text or its bytes; everything else stays as it is."""

from collections.abc import Iterable, Sequence

from citecheck.documents.encoding import BOMS, decode, with_line_feeds
from citecheck.model.errors import WriteError
from citecheck.model.finding import Edit
from citecheck.model.place import Span


def insertion(at: int, text: str) -> Edit:
    """An edit that inserts text."""
    return Edit(Span(at, at), "", text)


def replacement(text: str, start: int, end: int, new: str) -> Edit:
    """An edit that replaces ``text[start:end]``."""
    return Edit(Span(start, end), text[start:end], new)


def splice(text: str, edits: Iterable[Edit]) -> str:
    """The edited text. Raises ``WriteError`` if it differs from what an edit expects, or two edits overlap."""
    pieces, at = [], 0
    for edit in in_order(edits):
        span = edit.span
        if span.start < at:
            raise WriteError(f"two edits overlap at character {span.start}; nothing was written")
        if text[span.start : span.end] != edit.expected:
            raise WriteError(f"the document has changed at character {span.start} since it was read; read it again")
        pieces += [text[at : span.start], edit.replacement]
        at = span.end
    return "".join([*pieces, text[at:]])


def in_order(edits: Iterable[Edit]) -> Sequence[Edit]:
    """Edits sorted by place; those at one place keep their order."""
    return sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))


def splice_bytes(data: bytes, edits: Iterable[Edit], declared: str | None = None) -> bytes:
    """The edited bytes of a text file; encoding, byte order mark and line endings stay. Raises ``WriteError``."""
    wanted = tuple(edits)
    if not wanted:
        return data
    mark, encoding = next(((m, e) for m, _, e in BOMS if data.startswith(m)), (b"", ""))
    encoding = encoding or decode("", data, declared)[1]
    text = data[len(mark) :].decode(encoding)
    if mark + text.encode(encoding) != data:
        raise WriteError("the file's encoding would not survive a change; save it as UTF-8 first")
    read = with_line_feeds(text)
    try:
        edited = splice(read, wanted)
        if read != text:  # some lines end in carriage returns alone; the edited ones go on so, and the others keep their ends
            own = (replacement(text, edit.span.start, edit.span.end, edit.replacement.replace("\n", "\r")) for edit in wanted)
            edited = splice(text, own)
        return mark + edited.encode(encoding)
    except UnicodeEncodeError as error:
        raise WriteError(f"{encoding} has no {error.object[error.start]!r}; save the file as UTF-8 first") from None

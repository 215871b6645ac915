"""Proposes repairs from recorded results, and applies them with a check by re-reading the document.

Safe repairs use a verified page or a person's choice: add a missing URL, add a capture beside a dead link, follow a permanent redirect,
join a URL broken by a line break, add an identifier's link. Others need --unsafe.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from citecheck.citations.fingerprint import fingerprint
from citecheck.documents.markup_writer import urls_of
from citecheck.faults import error_boundary
from citecheck.language.identifiers import doi_url
from citecheck.language.secrets import why_private
from citecheck.links.archive_urls import archived
from citecheck.links.url_equality import same_url
from citecheck.links.wrapped_urls import plain
from citecheck.model.document import Document, Note
from citecheck.model.errors import DocumentError, WriteError
from citecheck.model.finding import Fix
from citecheck.model.knowledge import Resolution
from citecheck.model.reference import Source
from citecheck.model.repair import AddCapture, AddUrl, Capture, Change, CorrectField, Repair, ReplaceUrl
from citecheck.model.report import SourceResult
from citecheck.model.web import Gone, Link, Live, Moved, SoftGone, Unlinked, permanent
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Format
from citecheck.repairs.field_corrections import correct_field

Repairs = tuple[Repair, ...]
READ_AGAIN, MIN_READINGS = 20_000_000, 20  # characters and times a document is re-read to find the repairs that disturb it
BREAKS = lazy_pattern("[\\s\u00ad\u200b]")


class Proposal(Struct, frozen=True):
    """A change, whether it is safe, and its description."""

    change: Change
    safe: bool
    description: str


def repair(
    document: Document, notes: Sequence[Note], source_results: Sequence[SourceResult], form: Format, *, attributes: bool = False
) -> tuple[Repair, ...]:
    """Return every repair that the format can write; ``attributes`` makes HTML use ``data-versionurl``."""
    made = []
    for which, source_result in _with_note(notes, source_results):
        for proposal in proposals(document, source_result, attributes=attributes):
            if _adds_secret(proposal.change):
                continue
            try:
                edits = form.edits(document, document.data, source_result.source, proposal.change)
            except ValueError:  # a URL that cannot be written
                continue
            if edits:
                fix = Fix(proposal.description, proposal.safe, edits)
                made.append(Repair(which, source_result.number, source_result.label, proposal.change, fix))
    return tuple(made)


def offers(document: Document, source_results: Sequence[SourceResult], *, unsafe: bool) -> Iterator[str]:
    """The proposals for a document that cannot be written, as lines to read."""
    for source_result in source_results:
        for proposal in proposals(document, source_result, attributes=False):
            if (proposal.safe or unsafe) and not _adds_secret(proposal.change):
                yield f"{document.path}, note {source_result.label}: {proposal.description}: {_told(proposal.change)}"


def _told(change: Change) -> str:
    match change:
        case AddUrl(url, capture):
            return f"{url}{f' and {capture.url}' if capture else ''}"
        case AddCapture(capture=capture):
            return capture.url
        case ReplaceUrl(old, new) | CorrectField(old, new):
            return f"{old} -> {new}"


def _adds_secret(change: Change) -> bool:
    """Whether a change writes a URL with a secret that the document does not have."""
    match change:
        case AddUrl(url, capture):
            return bool(why_private(url) or (capture and why_private(capture.url)))
        case AddCapture(capture=capture):
            return bool(why_private(capture.url))
        case ReplaceUrl(old, new):
            return new != old and bool(why_private(new))
    return False


def _with_note(notes: Sequence[Note], source_results: Sequence[SourceResult]) -> Iterator[tuple[int, SourceResult]]:
    at = {id(note): which for which, note in enumerate(notes)}
    return ((at[id(source_result.note)], source_result) for source_result in source_results)


def proposals(document: Document, source_result: SourceResult, *, attributes: bool) -> Iterator[Proposal]:
    """Yield proposals for a source: field corrections, URLs and captures."""
    source, found = source_result.source, source_result.resolution
    if source.short or found is None:
        return
    for what, change in correct_field(source, found):
        if change.variable in source.uncertain:
            continue  # what may be misread is not corrected
        yield Proposal(change, False, f"write the {what} of the {_witness(found)}")
    link = found.link if not isinstance(found.link, Unlinked) else source_result.link
    if source.item.url is None:
        yield from _missing_url(source, found, link, attributes)
        return
    yield from _other_url(document, source, found, link)
    capture = _capture(plain(source.item.url), found, attributes)
    if capture and not source.archive_url and isinstance(link, Gone | SoftGone):
        yield Proposal(AddCapture(source.item.url, capture), True, "add the archived copy to the dead link")


def _witness(found: Resolution) -> str:
    return "record" if any(e.witness == "record" for e in found.evidence) else "page"


def _missing_url(source: Source, found: Resolution, link: Link, attributes: bool) -> Iterator[Proposal]:
    identifier = identifier_url(source)
    if source.structured and identifier and (not found.url or found.url.casefold() == identifier.casefold()):
        return  # the identifier's field is the link
    if any(e.variable == "DOI" and e.verdict == "contradicted" for e in found.evidence):
        return  # it is corrected
    if found.url and found.state in ("verified", "likely"):
        verified = found.state == "verified"
        moved = _moved(link) if verified else None
        capture = _capture(found.url, found, attributes) if isinstance(link, Gone | SoftGone) and not source.archive_url else None
        description = "add the URL that a person chose" if found.decided == "person" else f"add the {found.state} URL"
        yield Proposal(AddUrl(moved or found.url, capture), verified, description)
    elif identifier and not source.archive_url and not isinstance(link, Gone | SoftGone):
        yield Proposal(AddUrl(identifier), True, "add the link of the identifier")


def identifier_url(source: Source) -> str | None:
    """Return the link of a DOI (https://www.doi.org/the-identifier/resources/handbook) or of an arXiv number."""
    if source.item.doi:
        return doi_url(source.item.doi)
    return f"https://arxiv.org/abs/{source.item.arxiv}" if source.item.arxiv else None


def _other_url(document: Document, source: Source, found: Resolution, link: Link) -> Iterator[Proposal]:
    """The proposal to replace the source's URL."""
    written, final = source.item.url or "", _moved(link)
    own = plain(written)
    other = found.url if found.url and not _same(own, found.url) else None
    if found.decided == "person" and other:
        yield Proposal(ReplaceUrl(written, other), True, "replace the URL by the one that a person chose")
    elif other and other != source.archive_url and found.state in ("verified", "likely") and not _same(own, final):
        yield Proposal(ReplaceUrl(written, other), False, f"replace the URL by the {found.state} one")
    elif found.state == "verified" and final and not other and not _same(own, final):
        yield Proposal(ReplaceUrl(written, final), True, "follow the permanent redirect to the verified page")
    elif own != written:
        yield Proposal(ReplaceUrl(written, own), True, "write the URL that the redirector's URL contains")
    elif isinstance(link, Live | Moved) and _is_broken(document, source, own):
        yield Proposal(ReplaceUrl(own, own), True, "join the URL that a line break splits")


def _moved(link: Link) -> str | None:
    """The target of a permanent redirect, or the same URL over https; None if the target has a secret."""
    if isinstance(link, Live | Moved) and why_private(link.final_url):
        return None
    if isinstance(link, Moved):
        return link.final_url
    secure = (
        isinstance(link, Live) and link.url.startswith("http://") and link.final_url == link.url.replace("http://", "https://", 1)
    )
    return link.final_url if secure and isinstance(link, Live) and permanent(link) else None


def _is_broken(document: Document, source: Source, url: str) -> bool:
    spans = [document.text[a.span.start : a.span.end] for a in urls_of(document, source, url)]
    return any(BREAKS.search(text) and BREAKS.sub("", text) == url for text in spans)


def _capture(url: str, found: Resolution, attributes: bool) -> Capture | None:
    """The capture of this URL, if one was found."""
    if not found.archive_url:
        return None
    parts = archived(found.archive_url)
    if parts and parts[0] and not same_url(parts[0], url):
        return None
    stamp = found.memento.datetime.date() if found.memento else _day(parts[1] if parts else "")
    return Capture(found.archive_url, stamp, dead=True, attributes=attributes)


def _day(stamp: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(stamp[:8], "%Y%m%d").date()
    except ValueError:
        return None


def apply(document: Document, notes: Sequence[Note], repairs: Sequence[Repair], form: Format) -> tuple[bytes, tuple[Repair, ...]]:
    """Return the document's new bytes, and the repairs made.

    The result is re-read: a repair is left out if it does not read back, or something else reads differently after it.
    Raises ``WriteError`` if the format refuses.
    """
    readings = iter(range(max(MIN_READINGS, READ_AGAIN // max(1, len(document.text)))))
    kept = _readable(document, notes, tuple(repairs), form, readings)
    edits = [edit for one in kept for edit in one.fix.edits]
    return (form.write(document.path, document.data, edits) if edits else document.data), kept


def without_refused(document: Document, notes: Sequence[Note], repairs: Sequence[Repair], form: Format) -> Repairs:
    """The repairs without the safe ones that ``apply`` leaves out."""
    safe = [one for one in repairs if one.fix.safe]
    kept: Repairs = ()
    if safe:
        with suppress(WriteError):
            kept = apply(document, notes, safe, form)[1]
    places = {(one.note, one.source, one.fix.description) for one in kept}
    return tuple(one for one in repairs if not one.fix.safe or (one.note, one.source, one.fix.description) in places)


def _readable(
    document: Document, notes: Sequence[Note], repairs: Repairs, form: Format, readings: Iterator[int], others: Repairs = ()
) -> Repairs:
    """The repairs that read back together with ``others``, found by bisection; those for which no ``readings`` are left are dropped."""
    if next(readings, None) is None:
        return ()
    if not repairs or _reads_back(document, notes, (*others, *repairs), form):
        return repairs
    if len(repairs) == 1:
        return tuple(_moved_to_end(document, notes, repairs[0], form, others))
    half = len(repairs) // 2
    kept = _readable(document, notes, repairs[:half], form, readings, others)
    return kept + _readable(document, notes, repairs[half:], form, readings, (*others, *kept))


def _moved_to_end(document: Document, notes: Sequence[Note], one: Repair, form: Format, others: Repairs) -> Iterator[Repair]:
    """The repair with its capture at the end of the source, since inside it would split the author's sentence."""
    if not isinstance(one.change, AddCapture) or one.change.last:
        return
    change = replace(one.change, last=True)
    edits = form.edits(document, document.data, notes[one.note].sources[one.source - 1], change)
    moved = replace(one, change=change, fix=replace(one.fix, edits=edits))
    if edits and _reads_back(document, notes, (*others, moved), form):
        yield moved


def _reads_back(document: Document, notes: Sequence[Note], repairs: Sequence[Repair], form: Format) -> bool:
    if (after := _read_again(document, repairs, form)) is None:
        return False
    if document.companions:  # footnotes of other files are not re-read
        notes = notes[: len(after)]
    if [_shape(note, document) for note in after] != [_shape(note, document) for note in notes]:
        return False
    changed: dict[tuple[int, int], list[Change]] = {}
    for one in repairs:
        changed.setdefault((one.note, one.source), []).append(one.change)
    replaced = {one.change.old: one.change.new for one in repairs if isinstance(one.change, ReplaceUrl)}
    return all(
        _has_only(old, new, changed.get((which, number), []), replaced)
        for which, (was, now) in enumerate(zip(notes, after, strict=True))
        for number, (old, new) in enumerate(zip(was.sources, now.sources, strict=True), 1)
    )


def _read_again(document: Document, repairs: Sequence[Repair], form: Format) -> tuple[Note, ...] | None:
    """The footnotes of the repaired document; None if it cannot be read."""
    from citecheck.citations.parse import parse

    with suppress(DocumentError), error_boundary():
        data = form.write(document.path, document.data, [edit for one in repairs for edit in one.fix.edits])
        return parse(form.read(document.path, data))
    return None


def _shape(note: Note, document: Document) -> tuple[str, str, int]:
    return note.label, "" if document.companions else note.text.status, len(note.sources)


def _has_only(old: Source, new: Source, changes: Sequence[Change], replaced: Mapping[str, str]) -> bool:
    """Whether a source differs only by its changes, or by another's of the URL in a definition that both links name."""
    if not any(isinstance(change, CorrectField) for change in changes) and fingerprint(old) != fingerprint(new):
        return False
    url, archive_url, written = old.item.url, old.archive_url, new.item.url
    for change in changes:
        match change:
            case AddUrl(added, capture):
                url, archive_url = added, capture.url if capture else archive_url
                written = written or identifier_url(new)  # written as a separate field
            case ReplaceUrl(_, moved):
                url = moved
            case AddCapture(capture=capture):
                archive_url = capture.url
    right = any(_same(one, written) for one in (url, replaced.get(url or "", url)))
    return right and (_same(archive_url, new.archive_url) or archive_url is None)


def _same(one: str | None, other: str | None) -> bool:
    return (one is None) == (other is None) and unquote(one or "") == unquote(other or "")

"""Every decision on one citation: its anchors, the model's labels, the rules that correct them, and the resulting values."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from citecheck.citations.anchor_tokens import find_urls_in
from citecheck.citations.anchors import Anchors, find_anchors
from citecheck.citations.crf import BEGINS, FieldSpan, Labelled, label, labelled, second_labels
from citecheck.citations.decisions import Decision
from citecheck.citations.fields import Reading, best_spans, joined, read_fields
from citecheck.citations.hidden_words import REMARK
from citecheck.citations.house_style import HouseStyle, context_of
from citecheck.citations.note_parse import LONGEST_SOURCE
from citecheck.citations.publication_dates import BLANK
from citecheck.citations.read import first_reading, in_style, original_url, read_in_list, styled_spans
from citecheck.citations.rules import Parts
from citecheck.citations.segment import Segment
from citecheck.language.dates import DateMention, Order, find_dates
from citecheck.language.identifiers import find_identifiers
from citecheck.links.archive_urls import archived
from citecheck.links.urls import host
from citecheck.model.csl import to_csl
from citecheck.model.document import Hyperlink, NoteText
from citecheck.model.reference import Item, Source

DOUBTED = 0.05  # minimum probability of a runner-up label that is shown
NUMBERS = ("volume", "issue", "page", "locator")
MADE = frozenset(("id", "type", "language"))  # not read from the note


class Citation(Struct, frozen=True):
    """A citation of a note: its segment, its number among the note's sources, and the settings for reading it."""

    note: NoteText
    piece: Segment
    number: int
    order: Order | None
    language: str | None
    style: HouseStyle | None = None

    @property
    def text(self) -> str:
        """The text that is read."""
        return self.note.body[self.piece.start : self.piece.end][:LONGEST_SOURCE]

    @property
    def links(self) -> tuple[Hyperlink, ...]:
        """The links in it."""
        return self.note.links_in(self.piece.start, self.piece.end)

    @property
    def emphasis(self) -> tuple[tuple[int, int], ...]:
        """The spans of it in italics."""
        return self.note.emphasis_in(self.piece.start, self.piece.start + len(self.text))

    def decision(self, step: str, reason: str, start: int, end: int, *, before: str = "", after: str = "") -> Decision:
        """A decision on ``text[start:end]``."""
        first, last = self.piece.start + start, self.piece.start + end
        span = self.note.document_span(first, last) if self.note.span else None
        return Decision(step, reason, self.text[start:end], span, before, after, self.number)


def explain_citation(cited: Citation, source: Source) -> Iterator[Decision]:
    """The decisions on a citation that was read as ``source``."""
    if len(cited.text) < cited.piece.end - cited.piece.start:
        yield cited.decision("anchors", f"only the first {LONGEST_SOURCE} characters are read", 0, len(cited.text))
    anchors = find_anchors(cited.text, cited.order, cited.links, cited.emphasis)
    yield from _links(cited, anchors)
    yield from _anchors(cited, anchors)
    yield from _hidden(cited, anchors)
    address = anchors.url or original_url(anchors.archive_url)
    host_name = host(address) if address else ""
    yield from _labels(cited, anchors, host_name)
    readings = label(anchors.plain, cited.order, anchors.linked, host_name)
    first = first_reading(cited.text, cited.order, cited.language, cited.links, cited.emphasis)
    if cited.style and (styled := in_style(first, cited.style)):
        readings = (styled_spans(first, styled), readings[0])
        yield from _style(cited, cited.style, styled, *readings)
    yield from _fields(cited, anchors, readings[0], address)
    for other in readings[1:]:
        yield from _other(cited, readings[0], other)
    yield from _changed(cited, source)
    yield from values(source, cited.number)


def _links(cited: Citation, anchors: Anchors) -> Iterator[Decision]:
    for link in cited.links:
        is_archive = anchors.archive_url == link.url
        role = "the link's URL is that of an archived copy" if is_archive else "the link's URL is the source's"
        used = link.url in (anchors.url, anchors.archive_url)
        yield cited.decision("anchors", role if used else "an unused link", link.span.start, link.span.end, after=link.url)


def _anchors(cited: Citation, anchors: Anchors) -> Iterator[Decision]:
    """URLs, identifiers, dates and numbers, in reading order."""
    for mention in find_urls_in(cited.text):
        copy = archived(mention.url) is not None
        used = mention.url in (anchors.url, anchors.archive_url)
        role = ("URL of an archived copy" if copy else "URL") if used else "an unused URL"
        yield cited.decision("anchors", role, mention.start, mention.end, after=mention.url)
    for found in find_identifiers(cited.text):
        yield cited.decision("anchors", f"identifier: {found.kind}", found.start, found.end, after=found.id)
    for date in find_dates(cited.text, cited.order):
        either = "; day and month may be swapped" if date.swapped[0] else ""
        yield cited.decision(
            "anchors", _role(date, anchors) + either, date.start, date.end, after="-".join(f"{p:02d}" for p in date.parts)
        )
    for name in NUMBERS:
        if value := getattr(anchors, name):
            at = max(0, cited.text.find(value))
            yield cited.decision("anchors", f"{name} by its form; the model's reading takes precedence", at, at + len(value))


def _role(date: DateMention, anchors: Anchors) -> str:
    if date == anchors.accessed:
        return "access date"
    if date == anchors.archive_date:
        return "archiving date"
    if date not in anchors.dates:
        return "a date within text that was read already"
    if anchors.issued and (date.start, date.end) == (anchors.issued.start, anchors.issued.end):
        return "publication date, unless the model labels another"
    return "a possible publication date"


def _hidden(cited: Citation, anchors: Anchors) -> Iterator[Decision]:
    """What the model does not see: remarks, URL residue, archiving dates, emphasis marks."""
    if anchors.residue:
        at = max(0, cited.text.find(anchors.residue))
        yield cited.decision("anchors", "residue of a lost URL", at, at + len(anchors.residue))
    start = None
    for at in range(len(cited.text) + 1):
        hidden = at < len(cited.text) and cited.text[at] != anchors.plain[at] and anchors.plain[at] in (" ", BLANK, REMARK)
        if hidden and start is None:
            start = at
        elif not hidden and start is not None:
            yield cited.decision("anchors", "hidden from the model: a remark, an emphasis mark, or read already", start, at)
            start = None


def _labels(cited: Citation, anchors: Anchors, host_name: str) -> Iterator[Decision]:
    """The model's label of each token, its probability, and the runner-up."""
    read, labels, probability = labelled(anchors.plain, cited.order, anchors.linked, host_name)
    others = second_labels(anchors.plain, cited.order, anchors.linked, host_name) if labels else ()
    for token, name, share, (other, less) in zip(read.tokens, labels, probability, others, strict=True):
        doubt = f", else {other.removeprefix(BEGINS)} {less:.2f}" if less >= DOUBTED else ""
        seen = f" (seen as {token.anchor})" if token.anchor else ""
        begins = " begins" if name.startswith(BEGINS) else ""
        yield cited.decision("model", f"{name.removeprefix(BEGINS)}{begins} {share:.2f}{doubt}{seen}", token.start, token.end)


def _style(
    cited: Citation, style: HouseStyle, other: Labelled, preferred: Sequence[FieldSpan], own: Sequence[FieldSpan]
) -> Iterator[Decision]:
    """The fields that the style of the list decided: what the model alone read there, and how usual they are in the list."""
    read, labels, _ = other
    for part in preferred:
        was = [one for one in own if one.start < part.end and part.start < one.end]
        if [(one.label, one.start, one.end) for one in was] == [(part.label, part.start, part.end)]:
            continue
        at = next(at for at, token in enumerate(read.tokens) if token.end > part.start)
        context = context_of(read, at, labels[at - 1] if at else None)
        place = f"after {context[0]} and “{context[1]}”" if at else "at the beginning"
        share = f"{place} it has a share of {style.share(context, part.label):.0%} in the list"
        alone = ", ".join(f"{one.label} {_words(cited, one)}" for one in was)
        reason = f"{part.label} {part.probability:.2f} in the style of the other notes, where {share}; the model alone: {alone}"
        yield cited.decision("house style", reason, part.start, part.end)


def _fields(cited: Citation, anchors: Anchors, found: Sequence[FieldSpan], url: str) -> Iterator[Decision]:
    """The labels joined to fields, the rules that correct their boundaries, and the cleaning of their text."""
    parts = tuple(joined(anchors.plain, found))
    best = best_spans(parts)
    for part in parts:
        several = part.label in best and best[part.label] != part
        yield cited.decision(
            "fields", f"{part.label} {part.probability:.2f}{'; another one is used' if several else ''}", part.start, part.end
        )
    changed: list[tuple[str, Parts, Parts]] = []
    reading = read_fields(anchors.plain, found, url, anchors.linked, lambda *rule: changed.append(rule))
    for sentence, before, after in changed:
        yield from _moved(cited, sentence, before, after)
    yield from _cleaned(cited, changed[-1][2] if changed else best, reading)


def _moved(cited: Citation, sentence: str, before: Mapping[str, FieldSpan], after: Mapping[str, FieldSpan]) -> Iterator[Decision]:
    for name in {**before, **after}:
        old, new = before.get(name), after.get(name)
        if old != new:
            place = new or old
            start, end = (place.start, place.end) if place else (0, 0)
            yield cited.decision("rules", f"{name}: {sentence}", start, end, before=_words(cited, old), after=_words(cited, new))


def _words(cited: Citation, part: FieldSpan | None) -> str:
    return f"“{cited.text[part.start : part.end]}”" if part else "nothing"


def _cleaned(cited: Citation, parts: Mapping[str, FieldSpan], reading: Reading) -> Iterator[Decision]:
    for name, part in parts.items():
        printed, value = cited.text[part.start : part.end], reading[name]
        if value != printed:
            reason = f"{name}: separators, quotation marks and line breaks removed"
            yield cited.decision("field text", reason, part.start, part.end, before=f"“{printed}”", after=f"“{value}”")


def _other(cited: Citation, first: Sequence[FieldSpan], other: Sequence[FieldSpan]) -> Iterator[Decision]:
    for part in other:
        if part not in first:
            yield cited.decision("fields", f"in a close alternative reading: {part.label}", part.start, part.end)


def _changed(cited: Citation, source: Source) -> Iterator[Decision]:
    """Values changed after reading: shared with the previous source, or not in the note's text."""
    read = read_in_list(cited.text, cited.order, cited.language, cited.links, cited.emphasis, cited.style)[0].item
    for name in ("author", "container_title") if cited.piece.shares else ():
        if getattr(source.item, name) != getattr(read, name):
            reason = f"{name}: shared with the source before it"
            yield _value(cited, reason, read, source.item, name)
    shared = ("author", "container_title") if cited.piece.shares else ()
    for name in Item.__struct_fields__:
        if name not in MADE and name not in shared and getattr(source.item, name) != getattr(read, name):
            yield _value(cited, f"{name}: limited to the note's text, without words such as “idem”", read, source.item, name)


def _value(cited: Citation, reason: str, before: Item, after: Item, name: str) -> Decision:
    old, new = (getattr(item, name) or "nothing" for item in (before, after))
    return cited.decision("grounding", reason, 0, 0, before=str(old), after=str(new))


def values(source: Source, number: int) -> Iterator[Decision]:
    """The values of a source, each with its probability, and what is missing."""
    probability = dict(source.confidence)
    for variable, value in to_csl(source.item).items():
        how = f" {probability[variable]:.2f}" if variable in probability else ""
        yield Decision("values", f"{variable}{how}", after=_shown(value), source=number)
    others = (("archived copy", source.archive_url), ("URL residue", source.url_residue))
    for name, text in others:
        if text:
            yield Decision("values", name, after=text, source=number)
    if source.missing and not source.short:
        yield Decision("values", f"missing: {', '.join(source.missing)}", span=source.span, source=number)


def _shown(value: object) -> str:
    """A CSL value as short text."""
    if isinstance(value, list):
        return "; ".join(" ".join(filter(None, (one.get("given"), one.get("family"), one.get("literal")))) for one in value)
    if not isinstance(value, dict):
        return str(value)
    if "date-parts" in value and "raw" not in value:
        return "-".join(f"{part:02d}" for part in value["date-parts"][0])
    return "; ".join(f"{key}: {_shown(one)}" for key, one in value.items() if key != "date-parts")

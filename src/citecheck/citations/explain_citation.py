"""Every decision on one citation: what is read for sure, the model's labels, the rules that correct them, and the values that result."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from citecheck.citations.anchor_tokens import find_urls_in
from citecheck.citations.anchors import BLANK, Anchors, find_anchors
from citecheck.citations.crf import BEGINS, FieldSpan, label, labelled, probabilities
from citecheck.citations.decisions import Decision
from citecheck.citations.fields import joined, one_each, read_parts
from citecheck.citations.note_parse import LONGEST_SOURCE
from citecheck.citations.read import archived_of, read_source
from citecheck.citations.reading import Reading
from citecheck.citations.rules import Parts
from citecheck.citations.segment import Segment
from citecheck.language.dates import DateMention, Order, find_dates
from citecheck.language.identifiers import find_identifiers
from citecheck.links.urls import archived, host
from citecheck.model.csl import to_csl
from citecheck.model.document import Hyperlink, NoteText
from citecheck.model.reference import Item, Source

DOUBTED = 0.05  # probability from which a token's next label is told, too
NUMBERS = ("volume", "issue", "page", "locator")
MADE = frozenset(("id", "type", "language"))  # that no words of the note say


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation of a note: its piece, its number among the note's sources, and what it is read with."""

    note: NoteText
    piece: Segment
    number: int
    order: Order | None
    language: str | None

    @property
    def text(self) -> str:
        """The words that are read."""
        return self.note.body[self.piece.start : self.piece.end][:LONGEST_SOURCE]

    @property
    def links(self) -> tuple[Hyperlink, ...]:
        """The links in it."""
        return self.note.links_in(self.piece.start, self.piece.end)

    def told(self, step: str, reason: str, start: int, end: int, *, before: str = "", after: str = "") -> Decision:
        """A decision on ``text[start:end]``."""
        first, last = self.piece.start + start, self.piece.start + end
        span = self.note.document_span(first, last) if self.note.span else None
        return Decision(step, reason, self.text[start:end], span, before, after, self.number)


def explain_citation(cited: Citation, source: Source) -> Iterator[Decision]:
    """The decisions on a citation that was read as ``source``."""
    if len(cited.text) < cited.piece.end - cited.piece.start:
        yield cited.told("anchors", f"only the first {LONGEST_SOURCE} characters are read", 0, len(cited.text))
    anchors = find_anchors(cited.text, cited.order, cited.links)
    yield from _links(cited, anchors)
    yield from _anchors(cited, anchors)
    yield from _hidden(cited, anchors)
    address = anchors.url or archived_of(anchors.archive_url)
    where = host(address) if address else ""
    yield from _labels(cited, anchors, where)
    readings = label(anchors.plain, cited.order, anchors.linked, where)
    yield from _fields(cited, anchors, readings[0], where)
    for other in readings[1:]:
        yield from _other(cited, readings[0], other)
    yield from _changed(cited, source)
    yield from values(source, cited.number)


def _links(cited: Citation, anchors: Anchors) -> Iterator[Decision]:
    for link in cited.links:
        is_archive = anchors.archive_url == link.url
        role = "the link's address is that of an archived copy" if is_archive else "the link's address is the source's"
        used = link.url in (anchors.url, anchors.archive_url)
        yield cited.told("anchors", role if used else "a link that is not used", link.span.start, link.span.end, after=link.url)


def _anchors(cited: Citation, anchors: Anchors) -> Iterator[Decision]:
    """Addresses, identifiers, dates and numbers, in the order in which they are read."""
    for mention in find_urls_in(cited.text):
        copy = archived(mention.url) is not None
        used = mention.url in (anchors.url, anchors.archive_url)
        role = ("address of an archived copy" if copy else "address") if used else "an address that is not used"
        yield cited.told("anchors", role, mention.start, mention.end, after=mention.url)
    for name, match in find_identifiers(cited.text):
        yield cited.told("anchors", f"identifier: {name}", *match.span(), after=match["id"].strip())
    for date in find_dates(cited.text, cited.order):
        either = "; day and month may be the other way round" if date.swapped[0] else ""
        yield cited.told(
            "anchors", _role(date, anchors) + either, date.start, date.end, after="-".join(f"{p:02d}" for p in date.parts)
        )
    for name in NUMBERS:
        if value := getattr(anchors, name):
            at = max(0, cited.text.find(value))
            yield cited.told("anchors", f"{name} by its form; the model's reading counts before it", at, at + len(value))


def _role(date: DateMention, anchors: Anchors) -> str:
    if date == anchors.accessed:
        return "date of access"
    if date == anchors.archive_date:
        return "date of archiving"
    if date not in anchors.dates:
        return "a date within something that was read already"
    if anchors.issued and (date.start, date.end) == (anchors.issued.start, anchors.issued.end):
        return "date of publication, unless the model takes another"
    return "a date that may be one of publication"


def _hidden(cited: Citation, anchors: Anchors) -> Iterator[Decision]:
    """What the model does not see: remarks, a lost address's remnant, dates of archiving, marks of emphasis."""
    if anchors.residue:
        at = max(0, cited.text.find(anchors.residue))
        yield cited.told("anchors", "remnant of a lost address", at, at + len(anchors.residue))
    start = None
    for at in range(len(cited.text) + 1):
        hidden = at < len(cited.text) and cited.text[at] != anchors.plain[at] and anchors.plain[at] in (" ", BLANK)
        if hidden and start is None:
            start = at
        elif not hidden and start is not None:
            yield cited.told("anchors", "hidden from the model: a remark, a mark of emphasis, or read already", start, at)
            start = None


def _labels(cited: Citation, anchors: Anchors, where: str) -> Iterator[Decision]:
    """The model's label of each token, how sure it is, and what it doubted."""
    read, labels, sure = labelled(anchors.plain, cited.order, anchors.linked, where)
    others = probabilities(anchors.plain, cited.order, anchors.linked, where) if labels else ()
    for token, name, share, (other, less) in zip(read.tokens, labels, sure, others, strict=True):
        doubt = f", else {other.removeprefix(BEGINS)} {less:.2f}" if less >= DOUBTED else ""
        seen = f" (seen as {token.anchor})" if token.anchor else ""
        begins = " begins" if name.startswith(BEGINS) else ""
        yield cited.told("model", f"{name.removeprefix(BEGINS)}{begins} {share:.2f}{doubt}{seen}", token.start, token.end)


def _fields(cited: Citation, anchors: Anchors, found: Sequence[FieldSpan], where: str) -> Iterator[Decision]:
    """The labels joined to fields, the rules that correct their borders, and what is taken off a field's ends."""
    parts = tuple(joined(anchors.plain, found))
    best = one_each(parts)
    for part in parts:
        several = part.label in best and best[part.label] != part
        yield cited.told("fields", f"{part.label} {part.sure:.2f}{'; another one counts' if several else ''}", part.start, part.end)
    changed: list[tuple[str, Parts, Parts]] = []
    reading = read_parts(anchors.plain, found, where, anchors.linked, lambda *rule: changed.append(rule))
    for sentence, before, after in changed:
        yield from _moved(cited, sentence, before, after)
    yield from _cleaned(cited, changed[-1][2] if changed else best, reading)


def _moved(cited: Citation, sentence: str, before: Mapping[str, FieldSpan], after: Mapping[str, FieldSpan]) -> Iterator[Decision]:
    for name in {**before, **after}:
        old, new = before.get(name), after.get(name)
        if old != new:
            place = new or old
            start, end = (place.start, place.end) if place else (0, 0)
            yield cited.told("rules", f"{name}: {sentence}", start, end, before=_words(cited, old), after=_words(cited, new))


def _words(cited: Citation, part: FieldSpan | None) -> str:
    return f"“{cited.text[part.start : part.end]}”" if part else "nothing"


def _cleaned(cited: Citation, parts: Mapping[str, FieldSpan], reading: Reading) -> Iterator[Decision]:
    for name, part in parts.items():
        printed, value = cited.text[part.start : part.end], reading[name]
        if value != printed:
            reason = f"{name}: separators, quotation marks and breaks of lines are taken out"
            yield cited.told("field text", reason, part.start, part.end, before=f"“{printed}”", after=f"“{value}”")


def _other(cited: Citation, first: Sequence[FieldSpan], other: Sequence[FieldSpan]) -> Iterator[Decision]:
    for part in other:
        if part not in first:
            yield cited.told("fields", f"in another reading that is close: {part.label}", part.start, part.end)


def _changed(cited: Citation, source: Source) -> Iterator[Decision]:
    """Values of the source that are not as they were read: shared with the source before it, or not in the note's words."""
    read = read_source(cited.text, cited.order, cited.language, cited.links).item
    for name in ("author", "container_title") if cited.piece.shares else ():
        if getattr(source.item, name) != getattr(read, name):
            reason = f"{name}: that of the source before it, which stands before both"
            yield _value(cited, reason, read, source.item, name)
    shared = ("author", "container_title") if cited.piece.shares else ()
    for name in Item.__dataclass_fields__:
        if name not in MADE and name not in shared and getattr(source.item, name) != getattr(read, name):
            yield _value(cited, f"{name}: only what stands in the note counts, and no word such as “idem”", read, source.item, name)


def _value(cited: Citation, reason: str, before: Item, after: Item, name: str) -> Decision:
    old, new = (getattr(item, name) or "nothing" for item in (before, after))
    return cited.told("grounding", reason, 0, 0, before=str(old), after=str(new))


def values(source: Source, number: int) -> Iterator[Decision]:
    """What was read of a source, each with the probability that it is right, and what is missing."""
    sure = dict(source.confidence)
    for variable, value in to_csl(source.item).items():
        how = f" {sure[variable]:.2f}" if variable in sure else ""
        yield Decision("values", f"{variable}{how}", after=_shown(value), source=number)
    told = (("archived copy", source.archive_url), ("remnant of an address", source.url_residue))
    for name, text in told:
        if text:
            yield Decision("values", name, after=text, source=number)
    if source.missing and not source.short:
        yield Decision("values", f"missing: {', '.join(source.missing)}", span=source.span, source=number)


def _shown(value: object) -> str:
    """A CSL value in a few words: names as they are read, dates as numbers."""
    if isinstance(value, list):
        return "; ".join(" ".join(filter(None, (one.get("given"), one.get("family"), one.get("literal")))) for one in value)
    if not isinstance(value, dict):
        return str(value)
    if "date-parts" in value and "raw" not in value:
        return "-".join(f"{part:02d}" for part in value["date-parts"][0])
    return "; ".join(f"{key}: {_shown(one)}" for key, one in value.items() if key != "date-parts")

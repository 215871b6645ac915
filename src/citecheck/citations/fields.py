"""Builds one value per field from the model's spans, joining spans that the model split."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from citecheck.citations.boundary_rules import correct_boundaries
from citecheck.citations.containers import correct_container
from citecheck.citations.crf import (
    FieldSpan,
    Labelled,
    close_readings,
    known,
    labelled_tokens,
    likely_labels,
    read_tokens,
    with_attached_marks,
)
from citecheck.citations.features import features
from citecheck.citations.field_text import clean, unquoted
from citecheck.citations.house_style import Habits, habits_of, is_doubtful
from citecheck.citations.lattice import Scores
from citecheck.citations.law import printed
from citecheck.citations.rule_order import ORDER
from citecheck.citations.rules import Parts, RuleTrace, apply_rules
from citecheck.language.dates import Order
from citecheck.links.urls import host
from citecheck.patterns import lazy_pattern

SHORT_GAP = lazy_pattern(r"[\s.,:;!?–—/&()\"“”«»-]{0,4}")
NOWHERE = FieldSpan("", 0, 0, 0.0)
WORDY = frozenset(("title", "container"))
INSIDE = lazy_pattern(r" (?:in|of|and|for|de|der|des|für|und|et|y|e|i|и) | : \d{4} : ")
LONGEST_INSIDE = 12  # characters
NAMES = frozenset(("author", "editor", "translator"))
INITIAL = lazy_pattern(r"(?<![^\W\d_])[^\W\d_]$")
NUMBERS = frozenset(("volume", "issue", "pages", "number", "edition"))
# The full stop after an abbreviated name before a comma or a volume is part of the name: ``Phys. Rev. Lett. 12``.
ABBREVIATED_NAME = lazy_pattern(r"\.(?=,|\s(?!(?:1[5-9]|20)\d\d\b)\d)")
SHORT_WORD = lazy_pattern(r"(?<![^\s.])[^\W\d_]{1,5}$")
PAGES_WORD = lazy_pattern(r"^pp?\.\s?(?=\d)")
UNUSED = frozenset(("accessed", "url", "other", "note", "date"))


class Reading(Struct, frozen=True):
    """Field values by label (``author``, ``title``, ``container`` …) with their probabilities; ``dates``, ``accessed`` and ``taken``
    are the spans of publication dates, of access dates and of fields of words.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    probability: Mapping[str, float] = field(default_factory=dict)
    dates: tuple[tuple[int, int], ...] = ()
    taken: tuple[tuple[int, int], ...] = ()
    accessed: tuple[tuple[int, int], ...] = ()

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")


class ModelReading(Struct, frozen=True):
    """The model's readings, the likeliest first, and what the citation tells of its list's style.

    ``labels`` are the labels of its tokens; ``scores``, of a doubtful citation, those of their likely labels.
    """

    readings: tuple[Reading, ...]
    habits: Habits
    labels: Labelled
    scores: Scores


def read_model(text: str, order: Order | None, links: Sequence[tuple[int, int]] = (), url: str = "") -> ModelReading:
    """Read the fields of a citation; ``url`` is its URL."""
    tokens = read_tokens(text, order, links)
    seen = features(tokens, known, host(url) if url else "")
    labels = labelled_tokens(tokens, seen)
    readings = tuple(read_fields(text, parts, url, links) for parts in close_readings(*labels))
    habits = habits_of(*labels)
    return ModelReading(readings, habits, labels, likely_labels(labels, seen) if is_doubtful(habits) else ())


def read_fields(
    text: str, found: Sequence[FieldSpan], url: str, links: Sequence[tuple[int, int]], trace: RuleTrace | None = None
) -> Reading:
    """A reading from the model's spans; ``url`` is the citation's, ``trace`` receives every rule that applied."""
    host_name = host(url) if url else ""
    parts = tuple(joined(text, found))
    best = correct_container(text, correct_boundaries(text, best_spans(parts), parts, links, trace), parts, host_name, trace)
    given = {"parts": parts, "host_name": host_name, "links": links, "url": url}
    best = apply_rules(text, best, ((rule, *(given[name] for name in needed)) for rule, *needed in ORDER), trace)
    title = best.get("title", NOWHERE)
    values = {name: _value(text, part) for name, part in best.items()} | printed(text)
    return Reading(
        {name: value for name, value in values.items() if value},
        {name: part.probability for name, part in best.items()},
        tuple((part.start, part.end) for part in parts if part.label == "date" and not title.start <= part.start < title.end),
        tuple((part.start, part.end) for name, part in best.items() if name not in NUMBERS),
        tuple((part.start, part.end) for part in parts if part.label == "accessed"),
    )


def best_spans(parts: Sequence[FieldSpan]) -> Parts:
    """The span that is used for each field."""
    best: Parts = {}
    for part in parts:
        if part.label not in UNUSED and (part.label not in best or _better(part, best[part.label])):
            best[part.label] = part
    return best


def _better(part: FieldSpan, last: FieldSpan) -> bool:
    """Whether a later span replaces the first: only a scrap of a title gives way to a longer one."""
    return part.label == "title" and last.end - last.start < 12 and part.end - part.start > 2 * (last.end - last.start)


def joined(text: str, parts: Sequence[FieldSpan]) -> Iterator[FieldSpan]:
    """Join spans of one field with only punctuation, or a small word of a name, between them."""
    last: FieldSpan | None = None
    for at, part in enumerate(parts):
        if last and at + 1 < len(parts) and last.label == parts[at + 1].label in WORDY and _is_inside(text, last, parts[at + 1]):
            continue
        near = last and SHORT_GAP.fullmatch(text, last.end, part.start)
        if last and part.label == last.label and last.label != "date" and (near or _is_inside(text, last, part)):
            last = FieldSpan(last.label, *with_attached_marks(text, last.start, part.end), min(last.probability, part.probability))
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


def _is_inside(text: str, before: FieldSpan, after: FieldSpan) -> bool:
    """``Current Opinion`` in ``Psychiatry``, ``ISO 690`` : 2010 : ``Information``: the text between belongs to both."""
    return (
        before.label in WORDY
        and after.start - before.end < LONGEST_INSIDE
        and INSIDE.fullmatch(text, before.end, after.start) is not None
    )


def _value(text: str, part: FieldSpan) -> str:
    initial = part.label in NAMES and text[part.end : part.end + 1] == "." and INITIAL.search(text, part.start, part.end)
    value = clean(text[part.start : part.end]) + ("." if initial else "")
    ends = text[part.end - 1] == "." or SHORT_WORD.search(value)
    if part.label == "container" and "." in value and ends and ABBREVIATED_NAME.match(text, part.end - (text[part.end - 1] == ".")):
        value = value.removesuffix(".") + "."
    if part.label in NUMBERS:
        value = PAGES_WORD.sub("", value if ")" in value else value.partition("(")[0].rstrip(" ,"))
    return unquoted(value) if part.label in ("title", "container") else value

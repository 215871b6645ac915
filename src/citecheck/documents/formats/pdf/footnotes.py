"""Tells the notes at the feet of pages from the text above them: by a rule, by size, by place and by their labels."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

from msgspec import Struct, field

from citecheck.documents.formats.pdf.lines import Line
from citecheck.documents.formats.pdf.pages import Rule
from citecheck.documents.numbered_lists import SUPERSCRIPTS
from citecheck.documents.numbered_notes import numbers
from citecheck.patterns import lazy_pattern

SMALL = 0.95  # of the body's size: the largest size of a note that only its size tells
MAX_SKIPPED = 3  # notes between two that are found
MAX_RULE = 0.72  # of the page's width: a longer rule is one of a table or of the page's head
ABOVE, BELOW = 20.0, 2.0  # points between a rule and the first line under it, beyond its size
NEAR, MIN_NEAR = 3.0, 2  # points between the left end of a rule and of lines, and how many of these
FAR = 2.8  # of the size, between two lines of a foot
WIDE = 30.0  # of the size: a line that begins so far right is in another column
ASIDE = 4.0  # of the size, between the left ends of a rule and of the first line
LABEL = lazy_pattern(r"(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})|(?P<plain>\d{1,4})(?=[.)\]:]?\s|[^\W\d_“\"«„])|(?P<sign>[*†‡§¶‖]{1,4})")
CALL = lazy_pattern(r"(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}(?:[,;–-][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}){0,8})|(?P<sign>[*†‡§¶‖]{1,4})")
AFTER_LABEL = lazy_pattern(r"[.)\]:]?\s*")
WORD, MIN_WORDS = lazy_pattern(r"(?!(?:sin|cos|tan|log|lim|max|min|exp)\b)[^\W\d_]{3,}"), 2
SIGNS = "*†‡§‖¶"


class Footnote(Struct):
    """A note at the foot of a page: its label, its number in the order of signs or numbers, and its lines; the label begins the first."""

    label: str
    number: int
    page: int
    lines: list[Line]
    length: int  # characters of the label, and of what follows it before the text
    group: int = 0  # a numbering that starts again begins a new one


class _Found(Struct):
    """The notes so far, and the lines that are none."""

    notes: list[Footnote] = field(default_factory=list)
    body: list[list[Line]] = field(default_factory=list)


def body_size(pages: Iterable[Sequence[Line]]) -> float:
    """The size of most of the text, in points."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(2 * line.size) / 2] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def split_footnotes(
    pages: Sequence[Sequence[Line]], rules: Sequence[Sequence[Rule]], widths: Sequence[float]
) -> tuple[list[list[Line]], list[Footnote]]:
    """The lines of each page without its footnotes, and the footnotes in order. Labels are raised or signs; if none is, they may be plain."""
    size = body_size(pages)
    parting = [
        [rule for rule in drawn if _may_part(rule, lines, width)] for lines, drawn, width in zip(pages, rules, widths, strict=True)
    ]
    found = _split(pages, parting, size, plain=False)
    if not found.notes:
        found = _split(pages, parting, size, plain=True)
    _number_groups(found.notes)
    return found.body, found.notes


def _split(pages: Sequence[Sequence[Line]], rules: Sequence[Sequence[Rule]], size: float, *, plain: bool) -> _Found:
    found = _Found()
    before: set[str] = set()  # called on the page before
    for lines, drawn in zip(pages, rules, strict=True):
        calls = _calls(lines) | before
        taken: set[int] = set()
        for region, ruled in _feet(lines, drawn, size, found.notes):
            foot = ruled and _is_foot(region, lines)
            taken |= _read(region, found.notes, calls, goes_on=foot and region[0].size <= SMALL * size, plain=plain and foot)
        found.body.append([line for line in lines if id(line) not in taken])
        before = _calls(found.body[-1])
    return found


def _calls(lines: Iterable[Line]) -> set[str]:
    """The raised numbers and the signs in lines, except at their beginning."""
    called: set[str] = set()
    for line in lines:
        for match in CALL.finditer(line.text, 1):
            called.update(numbers(match["raised"].translate(SUPERSCRIPTS)) if match["raised"] else [match["sign"]])
    return called


def _feet(
    lines: Sequence[Line], rules: Sequence[Rule], size: float, notes: Sequence[Footnote]
) -> Iterator[tuple[list[Line], bool]]:
    """The regions at the feet of a page's columns that may hold notes, and whether a rule is above them; without one, small and labelled."""
    at = 0
    while at < len(lines):
        line = lines[at]
        ruled = any(_is_under(line, rule) for rule in rules)
        small = line.size <= SMALL * size
        region: list[Line] = []
        if (ruled and (_label(line) or notes)) or (small and _label(line)):
            region = list(_run(lines, at, size if ruled else SMALL * size))
        if region and (ruled or _is_foot(region, lines)):
            yield region, ruled
            at += len(region)
        else:
            at += 1


def _may_part(rule: Rule, lines: Sequence[Line], width: float) -> bool:
    """Whether a rule may stand above notes: shorter than the text, it begins where lines do; a bar of a fraction does not."""
    return rule.x1 - rule.x0 <= MAX_RULE * width and sum(abs(line.x0 - rule.x0) <= NEAR for line in lines) >= MIN_NEAR


def _is_under(line: Line, rule: Rule) -> bool:
    """Whether a line is the first under a rule, and begins near its left end."""
    return rule.y - ABOVE - line.size <= line.y < rule.y + BELOW and -ASIDE * line.size < line.x0 - rule.x0 < ASIDE * line.size


def _run(lines: Sequence[Line], at: int, size: float) -> Iterator[Line]:
    """The lines from one on, downwards in its column, that are no larger than ``size``."""
    before = first = lines[at]
    for line in lines[at:]:
        lower = -0.5 * before.size < before.y - line.y <= FAR * before.size
        if line.size > 1.02 * size or not lower or line.x0 > first.x0 + WIDE * line.size or line.x1 < first.x0:
            return
        yield line
        before = line


def _is_foot(region: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether no other line of the column stands below a region."""
    own = {id(line) for line in region}
    x0, x1 = min(line.x0 for line in region), max(line.x1 for line in region)
    low = min(line.y for line in region)
    return not any(line.y < low - 1 and line.x0 < x1 and line.x1 > x0 for line in lines if id(line) not in own)


def _label(line: Line) -> tuple[str, int, int, bool] | None:
    """The label that a line begins with: as written, its number, its length, and whether it is raised or a sign."""
    match = LABEL.match(line.text)
    if not match:
        return None
    written = match.group()
    after = AFTER_LABEL.match(line.text, match.end())
    length = after.end() if after else match.end()
    if match["sign"]:
        return written, 10 * len(written) + SIGNS.index(written[0]), length, True
    number = int(written.translate(SUPERSCRIPTS))
    return str(number), number, length, bool(match["raised"])


def _read(region: Sequence[Line], notes: list[Footnote], calls: Set[str], *, goes_on: bool, plain: bool) -> set[int]:
    """Add a region's notes to those before, if the page calls one of them; returns its lines, none if it has no note."""
    labels = [(at, label) for at, line in enumerate(region) if (label := _label(line)) and (plain or label[3])]
    called = any(label[0] in calls for _, label in labels)
    first = next((one for one in labels if called and _may_begin(one[1], notes, calls)), None)
    if first is None:
        if notes and not labels and goes_on and region[0].page <= notes[-1].page + 1:
            notes[-1].lines += region  # a long note goes on over the whole foot
            return {id(line) for line in region}
        return set()
    taken: set[int] = set()
    if first[0] and goes_on and notes and region[0].page == notes[-1].page + 1:
        notes[-1].lines += region[: first[0]]
        taken = {id(line) for line in region[: first[0]]}
    if not _says(region[first[0] :]):
        return set()
    starts = list(_starts(labels[labels.index(first) :], region))
    for (at, label), end in zip(starts, [*(at for at, _ in starts[1:]), len(region)], strict=True):
        notes.append(Footnote(label[0], label[1], region[at].page, list(region[at:end]), label[2]))
    return taken | {id(line) for line in region[first[0] :]}


def _says(lines: Sequence[Line]) -> bool:
    """Whether lines have words, or a URL; a formula has none."""
    text = " ".join(line.text for line in lines)
    return len(WORD.findall(text)) >= MIN_WORDS or "://" in text or "www." in text


def _may_begin(label: tuple[str, int, int, bool], notes: Sequence[Footnote], calls: Set[str]) -> bool:
    """Whether a label may be the first of a page: the next number, the first of a chapter or page, or a higher one that the page calls."""
    _, number, _, sure = label
    last = next((note.number for note in reversed(notes) if note.label.isdigit()), 0)
    if not label[0].isdigit():
        return True
    if sure and label[0] in calls:
        return number == 1 or number > last
    return number == 1 or 0 < number - last <= (1 + MAX_SKIPPED if sure else 1)


def _starts(
    labels: Sequence[tuple[int, tuple[str, int, int, bool]]], region: Sequence[Line]
) -> Iterator[tuple[int, tuple[str, int, int, bool]]]:
    """The lines of a region that begin notes: their numbers count up, and they look like the first."""
    _, (_, number, _, sure) = labels[0]
    left = region[labels[0][0]].x0
    yield labels[0]
    for at, label in labels[1:]:
        near = abs(region[at].x0 - left) <= 1.5 * region[at].size
        if near and (label[3] >= sure) and (not label[0].isdigit() or 0 < label[1] - number <= 1 + (MAX_SKIPPED if sure else 0)):
            number = label[1]
            yield at, label


def _number_groups(notes: Sequence[Footnote]) -> None:
    group, last = 0, 0
    for note in notes:
        if note.label.isdigit():
            group += note.number <= last
            last = note.number
        note.group = group

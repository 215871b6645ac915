"""Finds the list of notes in text without markup: which lines begin a note, where each note ends, and its calls in the running text.

Labels are ``[1]`` ``1.`` ``1)`` ``(1)`` ``¹`` ``①`` ``^1`` ``1`` ``[^name]:`` ``[ii]`` ``iv.`` ``[a]`` ``*`` ``†`` ``Note 1:``. Candidate lists score by
calls, by a heading for notes above, and by lines that look like references. Notes may follow each page or chapter, with restarted numbers.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from citecheck.citations.shortforms import find_short_forms
from citecheck.documents.lookalikes import are_dense, are_rows, begins_date, begins_paragraph, continues_sentence, is_underlined
from citecheck.documents.note_markers import (
    CALLS,
    NO_LETTER,
    ROMAN,
    SYMBOL,
    UNAMBIGUOUS,
    WORD,
    ListedNote,
    NoteCall,
    called_elsewhere,
    calling,
    find_calls,
    plain,
    value_of,
)
from citecheck.documents.numbered_lists import NumberLabel, follows, grouped_labels
from citecheck.documents.numbered_notes import could_be_reference
from citecheck.documents.page_headers import page_headers, without_headers
from citecheck.documents.reference_entries import cites as references
from citecheck.documents.run_on_entries import run_on_labels
from citecheck.documents.sections import Section, find_sections
from citecheck.documents.text_spans import trimmed_end
from citecheck.patterns import lazy_pattern

_LABELS = {
    "bracket": r"[\[［〔【](?P<label>\d{1,6})[\]］〕】](?::|\.(?=[ \t]))?(?![,;)])",
    "footnote": r"\[\^(?P<label>[^\]\s]{1,40})\]:",
    "dot": r"(?P<label>\d{1,6})\.(?=[ \t]+\S|[^\W\d])",
    "hyphen": r"(?P<label>\d{1,3})(?:[-–](?=[ \t]+\S)|、(?=\S))",
    "parenthesis": r"(?P<label>\d{1,6})\)",
    "parentheses": r"[(（](?P<label>\d{1,6})[)）]",
    "superscript": r"(?P<label>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})",
    "circled": r"(?P<label>[①-⑳㉑-㉟㊱-㊿])",
    "caret": r"\^(?P<label>\d{1,6})\.?",
    "word": rf"(?i:{WORD})[ \t]{{0,2}}(?P<label>\d{{1,6}})[.:)]?(?=[ \t])",
    "roman": rf"\[(?P<label>{ROMAN})\]:?{NO_LETTER}",
    "roman_dot": rf"\(?(?P<label>{ROMAN})[.)](?=[ \t]+\S)",
    "letter": rf"\[(?P<label>[a-z])\]:?{NO_LETTER}",
    "symbol": rf"(?P<label>{SYMBOL})(?=[ \t]\S|(?<!\*)[^\W\d_])",
    "line": r"(?P<label>\d{1,4})[ \t]*\r?\n(?=[ \t]*[^\s\d])",
    "bare": r"(?P<label>\d{1,6})(?![^\W\d_]{1,9}\d)[ \t]*(?=[ \t]\S|[^\W\d_]|[“«\"])",  # not ``8a07dd43``
}
LABELS = {style: lazy_pattern(rf"^([ \t]{{0,8}}){pattern}[ \t]*", re.MULTILINE) for style, pattern in _LABELS.items()}
FILLING = lazy_pattern(r"[ \t\r\n*\-=_]*+")
BLANK = lazy_pattern(r"(?:\r?\n[ \t]*+){2,}+")
ADDRESS = lazy_pattern(r"(?:https?://|www\.|doi)", re.IGNORECASE)
SAMPLE = 100  # first notes of a list tested for being references, and
SAMPLE_LENGTH = 600  # characters of each
MIN_SHARE = 0.6  # of a text: a list this large needs no calls
SAME_STYLE_WEIGHT, OTHER_STYLE_WEIGHT = 3, 2  # of a call, by whether it has the list's style
SIGNS = ("footnote", "word", "symbol", "superscript", "circled", "letter")  # labels that no sentence has
TYPED = ("dot", "hyphen", "parenthesis", "parentheses", "roman_dot", "bare", "line")  # labels that clauses, steps and rows have too
MIN_CITING = 0.4  # of the entries of such a list that nothing calls and no heading announces
MIN_CALLED = 0.25  # of the entries of such a list that the text calls
MAX_APART = 5_000  # characters between its entries, on average
FULL_LINE, SHORT_REST = 80, 400  # characters of a line that breaks off, and of the rest of a note behind a blank line


class _CandidateList(Struct, frozen=True):
    style: str
    labels: tuple[ListedNote, ...]
    score: float
    headed: bool
    cites: int  # how many of its first notes look like references
    chosen: bool = False


def find_note_lists(text: str, styles: Sequence[str] = ()) -> tuple[tuple[ListedNote, ...], tuple[NoteCall, ...]]:
    """The notes of a text in order, and their calls; both empty if there is no list of notes. ``styles``: only with labels in these."""
    sections = find_sections(text)
    chosen = sorted((run for run in possible_lists(text, sections, styles) if run.chosen), key=lambda run: run.labels[0].start)
    if not chosen:
        return (), ()
    notes = tuple(_ended(text, chosen, sections))
    lasts = [run.labels[-1].start for run in chosen[:-1]]
    return notes, tuple(replace(call, chapter=bisect_left(lasts, call.start)) for call in calling(text, notes, chosen[0].style))


def possible_lists(text: str, sections: Sequence[Section], styles: Sequence[str] = ()) -> list[_CandidateList]:
    """The candidate note lists; ``chosen`` are the best one and those of other chapters in its style."""
    called = {
        style: Counter(call.label for call in find_calls(text, style)) for style in (*UNAMBIGUOUS, "raised", "footnote", "symbol")
    }
    runs: list[_CandidateList] = []
    headings = {section.start for section in sections}
    for style in styles or LABELS:
        labels = (m for m in LABELS[style].finditer(text) if m.start() not in headings and _could_be_label(text, m, style))
        found = _with_run_on(text, [_label(text, m, style) for m in labels], style)
        called |= called_elsewhere(text, style, found, called)
        mine = list(_candidates(text, style, found, sections, called))
        if style == "bracket":  # what calls these entries calls no step or clause
            called[style] -= Counter(dict.fromkeys((label.label for run in mine for label in run.labels), len(text)))
        runs += mine
    best = max(runs, key=lambda run: (run.score, len(run.labels)), default=None)
    return [replace(run, chosen=run is best or (best is not None and _is_other_chapter(run, best))) for run in runs]


def _with_run_on(text: str, found: list[ListedNote], style: str) -> list[ListedNote]:
    behind = run_on_labels(text, [NumberLabel(one.label, one.start, one.body) for one in found], style)
    return sorted([*found, *(ListedNote(one.label, one.start, one.end) for one in behind)], key=lambda one: one.start)


def _candidates(
    text: str, style: str, found: Sequence[ListedNote], sections: Sequence[Section], called: Mapping[str, Counter[str]]
) -> Iterator[_CandidateList]:
    """The candidate lists in one label style: runs of rising labels."""
    kinds = [style] if style in called else (*UNAMBIGUOUS, "raised") if style == "bare" else UNAMBIGUOUS
    starts = [*(section.start for section in sections), len(text)]
    heads = [_first_word(text, section) for section in sections]
    for labels in _rising(found, style):
        until = starts[min(bisect_right(starts, labels[-1].start), len(sections))]
        ends = [*(label.start for label in labels[1:]), until]
        names = [str(label.start) if style == "symbol" else label.label for label in labels]
        entries = [text[a.body : min(end, a.body + SAMPLE_LENGTH)] for a, end in zip(labels[:SAMPLE], ends, strict=False)]
        calls = sum(any(called[kind][name] > 0 for kind in kinds) for name in names)
        cites = sum(map(references if style in TYPED and not calls else could_be_reference, entries))
        if (style in TYPED or not cites) and are_rows(entries):
            continue
        above = bisect_right(starts, labels[0].start) - 1
        headed = 0 <= above < len(sections) and sections[above].body <= labels[0].start <= heads[above]
        most = until - labels[0].start >= MIN_SHARE * len(text)
        points = 0 if calls or cites >= MIN_CITING * len(entries) else sum(bool(find_short_forms(entry)) for entry in entries)
        apart = style == "bracket" and calls == len(labels) and begins_paragraph(text, labels[0].start)
        if (headed and style != "symbol") or apart or _could_be_notes(style, labels, len(found), calls, cites, points, most=most):
            weight = SAME_STYLE_WEIGHT if style in called else OTHER_STYLE_WEIGHT
            yield _CandidateList(style, tuple(labels), weight * calls + cites + len(labels) * (headed + 0.1), headed, cites)


def _label(text: str, match: re.Match[str], style: str) -> ListedNote:
    also, body = grouped_labels(text, match.end(), style)
    return ListedNote(plain(match["label"]), match.start() + len(match[1]), body, also=also)


def _first_word(text: str, section: Section) -> int:
    """Where the text under a heading begins, after blank lines, rules and bullets."""
    filling = FILLING.match(text, section.body, section.end)
    return filling.end() if filling else section.body


def _could_be_label(text: str, label: re.Match[str], style: str) -> bool:
    """Whether a line may begin a note: no heading, no date broken over from the line before (``3. Mai 2019``), no middle of a sentence."""
    if begins_date(text, label.start("label")) or (style in TYPED and is_underlined(text, label.end())):
        return False
    return style in SIGNS or not continues_sentence(text, label.start(), label.end())


def _could_be_notes(
    style: str, labels: Sequence[ListedNote], found: int, calls: int, cites: int, points: int, *, most: bool
) -> bool:
    """Whether lines are notes though no heading says so: they begin a count or are many, and the text calls them, or they cite.

    ``points``: how many are short forms (ibid.); ``most``: they are most of the text.
    """
    sample = min(len(labels), SAMPLE)
    if style == "symbol":
        return calls > 0 and cites > 0  # an asterisk without calls is a bullet
    likely = calls > 0 or most
    if style in ("bare", "dot", "line") and len(labels[0].label) > 3:
        return False  # years
    if style == "line" and (len(labels) < 2 or cites < MIN_SHARE * sample):
        return False  # numbers of pages
    dense = are_dense([one.label for one in labels])
    if style == "bracket" and 2 * calls < len(labels) and not dense:
        return False  # times of a log
    if style in TYPED and len({one.label for one in labels}) < MIN_SHARE * len(labels):
        return False  # rows that begin with the same number
    amounts = style == "bare" and not dense and labels[0].label.lstrip("0") != "1" and 2 * cites < sample
    few = calls < MIN_CALLED * len(labels)  # a power or a word with a number may look like a call
    if amounts or (style in TYPED and few and (cites + points < MIN_CITING * sample or not dense)):
        return False  # amounts in a table; clauses, steps, functions
    if style in TYPED and 2 * calls < len(labels) and labels[-1].start - labels[0].start > MAX_APART * len(labels):
        return False  # chapters
    return len(labels) >= _least(style, labels, found, cites, likely=likely) and (
        _counts(style, labels, calls, cites) and (likely or 2 * cites >= sample)
    )


def _least(style: str, labels: Sequence[ListedNote], found: int, cites: int, *, likely: bool) -> int:
    """How many notes a list must have."""
    if style == "bare" and not (likely and cites == len(labels)):
        return 3
    if style == "roman_dot":
        return 2  # i) stands between h) and j), too
    return 1 if found == 1 or (style in UNAMBIGUOUS and cites == len(labels)) else 2


def _counts(style: str, labels: Sequence[ListedNote], calls: int, cites: int) -> bool:
    """Whether the labels count: from the first on, or more than two of them; one that the text calls if it cites."""
    if labels[0].label in ("1", "01", "a" if style == "letter" else "i") or style == "footnote":
        return True
    if labels[0].label == "0":
        return style == "bracket" and 2 * calls >= len(labels) and are_dense([one.label for one in labels])
    if cites == len(labels) and (len(labels) > 1 or (calls and style in UNAMBIGUOUS)):
        return True
    return len(labels) > 2 and style != "letter" and (style != "bare" or cites > 0)


def _rising(found: Sequence[ListedNote], style: str) -> list[list[ListedNote]]:
    """Runs of labels that count up; a first label begins a run."""
    if style == "footnote":
        return [list(found)] if found else []
    runs: list[list[ListedNote]] = []
    value = value_of(style)
    for label in found:
        number = value(label.label)
        first = 0 if style == "bracket" else 1
        fits = [run for run in runs[-8:] if number > first and follows(number, value(run[-1].label), run)]
        if number == 1:
            fits = [run for run in fits if run[-1].label == "0"]
        if style == "symbol":
            fits = [run for run in runs[-1:] if label.label not in [known.label for known in run]]
        if fits:  # prefer the run with the nearest lower number, the last of several; a repeated number only if nothing else fits
            gap = {id(run): number - value(run[-1].label) for run in fits}
            min(reversed(fits), key=lambda run: gap[id(run)] or number).append(label)
        else:
            runs.append([label])
    return runs


def _is_other_chapter(run: _CandidateList, best: _CandidateList) -> bool:
    """Whether a list is another part of the notes: same style as the best one, no overlap, made of references; its numbers begin again or go on."""
    first, last = sorted((run, best), key=lambda one: one.labels[0].start)
    if run.style != best.style or last.labels[0].start <= first.labels[-1].start:
        return False
    goes_on = run.style == "line" and int(first.labels[-1].label) < int(last.labels[0].label)
    cites = 2 * run.cites >= min(len(run.labels), SAMPLE) or run.headed or run.style == "symbol"
    return cites and (goes_on or first.labels[0].label == last.labels[0].label)


def _ended(text: str, runs: Sequence[_CandidateList], sections: Sequence[Section]) -> Iterator[ListedNote]:
    """The notes with their ends, in text order."""
    labels = [(label, chapter, run) for chapter, run in enumerate(runs) for label in run.labels]
    headers = page_headers(text)
    brackets = [(call.start(), call.end()) for call in CALLS["bracket"].finditer(text)]
    headings = iter([*(s.start for s in sections), len(text)])
    heading = next(headings)
    for (label, chapter, run), following in zip(labels, [*(label.start for label, *_ in labels[1:]), len(text)], strict=True):
        while heading < label.body:
            heading = next(headings)
        until, last = min(following, heading), label is run.labels[-1]
        end = _end(text, label.body, until, last=last, headed=run.headed, brackets=brackets)
        if last or end < trimmed_end(text, label.body, until):
            end = without_headers(text, label.body, end, headers)
        yield replace(label, end=end, chapter=chapter)


def _end(text: str, start: int, until: int, *, last: bool, headed: bool, brackets: Sequence[tuple[int, int]]) -> int:
    """Where a note ends: at a blank line, unless it continues after it, or at the next label or page. ``brackets``: all bracketed calls."""
    page = text.find("\f", start, until)
    until = page if page >= 0 else until
    for blank in BLANK.finditer(text, start, until):
        called = (at := bisect_left(brackets, (blank.end(), 0))) < len(brackets) and brackets[at][1] <= until
        if not _continues(text, start, blank, until, last=last, listed=headed and not called):
            until = blank.start()
            break
    return trimmed_end(text, start, until)


def _continues(text: str, start: int, blank: re.Match[str], until: int, *, last: bool, listed: bool) -> bool:
    """Whether the next paragraph continues the note: a URL, the rest of a sentence, indented, or ``listed`` under the notes' heading."""
    if ADDRESS.match(text, blank.end(), until):
        return True
    words = trimmed_end(text, start, blank.start())
    unfinished = text[max(start, words - 1) : words] not in '.!?…"”»'
    if unfinished and text[blank.end() : blank.end() + 1].islower():
        return True
    if not last and unfinished and _is_cut(text, start, words, text[blank.end() : until].strip()):
        return True
    indent = blank.group().rpartition("\n")[2]
    return not last and (len(indent.expandtabs(4)) >= 2 or listed)


def _is_cut(text: str, start: int, words: int, rest: str) -> bool:
    """Whether a full line breaks off, and one paragraph stands between it and the next label: text taken from pages has blank lines within notes."""
    line = text[max(start, text.rfind("\n", 0, words) + 1) : words]
    return len(line) >= FULL_LINE and (line[-1].isalpha() or line[-1] == ",") and len(rest) < SHORT_REST and not BLANK.search(rest)

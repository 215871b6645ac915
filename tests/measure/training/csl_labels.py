"""The labels of a reference that a CSL style rendered: marks of Unicode's private use area around each value become labels of characters."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from citecheck.citations.emphasis import WHOLE
from citecheck.language.dates import find_dates
from tests.measure.training.labelled import Piece, Reference

OPEN, CLOSE = "\ue020", "\ue040"  # + the number of the label below
LABELS = ("title", "container", "author", "editor", "publisher", "place", "genre", "collection", "number", "translator")
MARKS = re.compile("[\ue020-\ue05f]")
ITALIC, UPRIGHT = "\ue060", "\ue061"  # where italics or bold letters begin and end
NAMES = ("author", "editor", "translator")
AND_OTHERS = "et al and others и др u a ua autres otros altri m fl i in inni e outros ve diğerleri кол"
ET_AL = frozenset(AND_OTHERS.split())
WORD = re.compile(r"[^\W\d_]+")
NUMBER = re.compile(r"^\s*[\[(]?\d{1,3}[\])]?[.)]?\s*(?!\d)")


def labelled(text: str, work: dict[str, Any]) -> Iterator[Reference]:
    """The reference with its labels; none where the style printed hardly anything of the work."""
    text = re.sub(r"\s+", " ", NUMBER.sub("", text)).strip()
    labels: list[str] = []
    plain: list[str] = []
    held: list[str] = []
    emphasised: list[int] = []
    for char in text:
        if char in (ITALIC, UPRIGHT):
            emphasised.append(len(plain))
            continue
        if MARKS.match(char):
            number = ord(char) - ord(OPEN)
            if number < len(LABELS):
                held.append(LABELS[number])
            elif held:
                held.pop()
            continue
        plain.append(char)
        labels.append(held[-1] if held else "other")
    bare = "".join(plain)
    if "title" not in labels or len(bare) < 30 or "None" in bare:
        return
    for name in NAMES:
        _whole_names(bare, labels, name, work)
    _dates(bare, labels, work)
    _numbers(bare, labels, work)
    pairs = zip(emphasised[::2], emphasised[1::2], strict=False)
    spans = tuple((start, end) for start, end in pairs if 2 < end - start < WHOLE * len(bare))
    yield Reference("csl", tuple(_pieces(bare, labels)), marked=spans)


def _whole_names(text: str, labels: list[str], name: str, work: dict[str, Any]) -> None:
    """From the first family name to the last, with the given names and initials on both sides."""
    places = [at for at, label in enumerate(labels) if label == name]
    people = work.get(name) or []
    if not places or "given" not in people[0]:
        return
    given = {word.casefold() for one in people for word in WORD.findall(one["given"])}
    letters = {"".join(word[0] for word in WORD.findall(one["given"])).casefold() for one in people}
    known = given | letters | {word[0] for word in given}
    first, last = places[0], places[-1] + 1
    for match in reversed(list(WORD.finditer(text, 0, first))):
        if match.group().casefold() not in known or len(text[match.end() : first].strip()) > 2:
            break
        first = match.start()
    for match in WORD.finditer(text, last):
        if match.group().casefold() not in known | ET_AL or len(text[last : match.start()].strip()) > 2:
            break
        last = match.end()
    inside = range(first, last)
    if all(labels[at] in (name, "other") for at in inside):
        for at in inside:
            labels[at] = name


def _dates(text: str, labels: list[str], work: dict[str, Any]) -> None:
    issued = (work.get("issued") or {"date-parts": [[0]]})["date-parts"][0]
    accessed = (work.get("accessed") or {"date-parts": [[0]]})["date-parts"][0]
    for mention in find_dates(text):
        parts = (mention.year, mention.month, mention.day)
        name = ""
        if mention.year == accessed[0] or (not mention.year and parts[1:] == tuple(accessed[1:])):
            name = "accessed"
        elif mention.year == issued[0] or (not mention.year and parts[1:] == tuple(issued[1:])):
            name = "date"
        if name and set(labels[mention.start : mention.end]) == {"other"}:
            labels[mention.start : mention.end] = [name] * (mention.end - mention.start)


def _numbers(text: str, labels: list[str], work: dict[str, Any]) -> None:
    page = str(work.get("page") or "").partition("-")[0]
    for name, value in (("pages", page), ("volume", work.get("volume")), ("issue", work.get("issue"))):
        if not value:
            continue
        for match in re.finditer(rf"(?<![\d.]){value}(?:\s?[-–]\s?\d+)?(?!\d)", text):
            if (
                set(labels[match.start() : match.end()]) == {"other"}
                and "/" not in text[max(0, match.start() - 1) : match.end() + 1]
            ):
                labels[match.start() : match.end()] = [name] * (match.end() - match.start())
                break


def _pieces(text: str, labels: Sequence[str]) -> Iterator[Piece]:
    at = 0
    for label, run in groupby(labels):
        size = len(list(run))
        yield label, text[at : at + size]
        at += size

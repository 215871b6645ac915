"""Finds entries of a list that run on within a line, as text taken from a PDF has them: ``[1] Lund, A., Harbours, 2001.[2] Berg, B., …``."""

import re
from collections.abc import Iterator, Sequence

from citecheck.documents.note_markers import plain
from citecheck.documents.numbered_lists import NumberLabel
from citecheck.documents.reference_entries import cites
from citecheck.patterns import lazy_pattern

# How an entry begins: a capital letter, also within a name (``iNet``) or behind a particle (``van Dam``), a title in quotation marks, a script without.
_FIRST = r"(?=[^\W\d_a-zà-öø-ÿ]|[\"“„«‘《「]|[a-z]{1,3}[A-Z]|(?:van|von|de[nrl]?|d[aiou]s?|l[ae]|el|al|te[nr]|zur?)\s)"
# A number behind what may be the end of an entry.
_INLINE = {
    "bracket": lazy_pattern(
        rf"(?<=[^\s,;(\[])[^\S\n]*+(?P<at>[\[［〔【](?P<label>\d{{1,4}})[\]］〕】]:?)[^\S\n]*+\n?[^\S\n]*+{_FIRST}"
    ),
    "dot": lazy_pattern(rf"(?<=[^\s\d,;(\[])[^\S\n]++(?P<at>(?P<label>\d{{1,4}})\.)[^\S\n]++{_FIRST}"),
}
ENDS = ".!?…。．)]）］”»>/"  # of an entry; an address may lack its full stop
LEAST = {"bracket": 1, "dot": 2}  # entries that run on behind another: a full stop and a number stand within an entry, too
HALF, SHARE = 0.5, 0.75  # of the entries of a line, and of all such lines, that must be references
LENGTH = 600  # characters of an entry that are read for it
BLANK = lazy_pattern(r"\n[ \t\r]*+\n")


def run_on_labels(text: str, found: Sequence[NumberLabel], style: str) -> list[NumberLabel]:
    """The labels behind those at the beginnings of lines (``found``) whose entries run on: the next numbers, in order, before references."""
    behind: list[NumberLabel] = []
    entries = citing = 0
    for at, label in enumerate(found if style in _INLINE else ()):
        following = found[at + 1] if at + 1 < len(found) else None
        if following and int(following.label) == int(label.label) + 1:
            continue
        end = _paragraph_end(text, label.end, following.start if following else len(text))
        chain = list(_chain(text, label, end, style))
        if len(chain) < LEAST[style]:
            continue
        stops = [*(one.start for one in chain), end]
        cited = sum(cites(text[one.end : min(stop, one.end + LENGTH)]) for one, stop in zip([label, *chain], stops, strict=True))
        if cited >= HALF * len(stops):
            behind += chain
            entries, citing = entries + len(stops), citing + cited
    return behind if citing >= SHARE * entries else []


def _paragraph_end(text: str, start: int, until: int) -> int:
    blank = BLANK.search(text, start, until)
    return blank.start() if blank else until


def _chain(text: str, label: NumberLabel, end: int, style: str) -> Iterator[NumberLabel]:
    """The numbers that count up by one, each behind what may be the end of an entry."""
    last = int(label.label)
    for match in _INLINE[style].finditer(text, label.end, end):
        if int(plain(match["label"])) == last + 1 and _has_ended(text, match):
            last += 1
            yield NumberLabel(plain(match["label"]), match.start("at"), match.end())


def _has_ended(text: str, match: re.Match[str]) -> bool:
    """Whether an entry may end before a number: with a mark, or with an address."""
    before = text[max(0, match.start() - 80) : match.start()]
    return before[-1:] in ENDS or "://" in before.rsplit(None, 1)[-1]

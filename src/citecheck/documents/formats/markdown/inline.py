"""Scans Markdown's inline marks: links, notes, code, emphasis (CommonMark 0.31, GFM, Pandoc's notes).

Not a library, because those give line numbers of blocks but no offsets of inline marks. Takes linear time.
"""

import html
from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping
from typing import Literal

from msgspec import Struct, field

from citecheck.documents.formats.markdown.comments import HIDDEN
from citecheck.documents.formats.markdown.inline_tokens import (
    ATTRIBUTES,
    FIRST,
    MATHS,
    SPAN,
    TAG_ADDRESS,
    TAG_NAME,
    TAGGED_CODE,
    TICKS,
    TOKEN,
    WEB,
)
from citecheck.documents.formats.markdown.links import Target, by_reference, decoded, destination, fold_label, unescaped
from citecheck.documents.html_tags import attribute_value
from citecheck.links.urls import has_host, opened_marks, seen, trim

Kind = Literal["put", "skip", "code", "open", "close", "address", "marker", "note"]


class Mark(Struct, frozen=True):
    """Markup at ``text[start:end]``.

    ``put``: displayed as ``words`` · ``skip``: not displayed · ``code``: code between ``words``, runs of ticks · ``open`` and ``close``: around a link's
    text · ``address``: a bare URL · ``marker``: a call of the note ``words`` · ``note``: an inline note ``^[…]``.
    """

    kind: Kind
    start: int
    end: int
    words: str = ""
    target: Target | None = None


class _Token(Struct):
    """A match of ``TOKEN`` by the name of its group, in a fifth of the match object's memory."""

    kind: str | None
    start: int
    end: int


class _Scan(Struct):
    text: str
    start: int
    end: int
    definitions: Mapping[str, Target]
    labels: Container[str]
    notes: dict[int, int] = field(default_factory=dict)  # a note's opening bracket -> its closing one
    links: dict[int, tuple[int, Target, int]] = field(default_factory=dict)  # -> the closing one, its target, the end of the link
    spans: dict[int, tuple[int, int]] = field(default_factory=dict)  # -> the closing one, the end of the attributes
    marks: list[Mark] = field(default_factory=list)
    runs: list[_Token] = field(default_factory=list)  # of asterisks, underscores and tildes


def marks(text: str, start: int, end: int, definitions: Mapping[str, Target], notes: Container[str] = ()) -> tuple[Mark, ...]:
    """The marks of a paragraph, heading or item at ``text[start:end]``, in order.

    ``notes``: the folded labels of the defined notes; their calls take precedence over links with the same words: ``[^words](address)``.
    """
    scan = _Scan(text, start, end, definitions, notes)
    tokens = list(_tokens(scan))
    _pair(scan, tokens)
    at = start
    closers: dict[int, tuple[int, Kind]] = {}
    for token in tokens:
        if token.start >= at:
            at = _mark(scan, token, closers)
    scan.marks += _emphasis(text, scan.runs)
    return tuple(sorted(scan.marks, key=lambda mark: mark.start))


def _tokens(scan: _Scan) -> Iterator[_Token]:
    """The tokens outside code spans and comments; marks of these are added here."""
    ticks: dict[int, list[int]] = {}
    for run in TICKS.finditer(scan.text, scan.start, scan.end):
        ticks.setdefault(len(run.group()), []).append(run.start())
    at, comments, code_ends = scan.start, True, scan.start
    while spot := FIRST.search(scan.text, at, scan.end):
        maths = MATHS.match(scan.text, spot.start(), scan.end)
        if unread := maths or HIDDEN.match(scan.text, spot.start(), scan.end):
            at = unread.end()
            scan.marks.append(Mark("code" if maths else "skip", spot.start(), at))
            continue
        if code := TAGGED_CODE.match(scan.text, spot.start(), scan.end):
            code_ends = code.end()
        match = TOKEN.match(scan.text, spot.start(), scan.end)
        if match is None:
            at = spot.start() + 1
            continue
        at = match.end()
        if match.lastgroup == "ticks":
            places = ticks.get(len(match.group()), [])
            after = bisect_left(places, match.end())
            if after < len(places):
                at = places[after] + len(match.group())
                scan.marks.append(Mark("code", match.start(), at, match.group()))
            continue
        if match.lastgroup == "comment":
            close = scan.text.find("-->", match.end(), scan.end) if comments else -1
            comments = close >= 0
            if comments:
                at = close + 3
                scan.marks.append(Mark("skip", match.start(), at))
            continue
        if match.lastgroup != "bare" or at > code_ends:
            yield _Token(match.lastgroup, match.start(), match.end())


def _pair(scan: _Scan, tokens: list[_Token]) -> None:
    """Finds the links and notes. No link contains another: of two in one another, the inner one counts (CommonMark 0.31, 6.3)."""
    stack: list[_Token] = []
    at = around = 0  # ``around``: how many of the open brackets contain a link
    for token in tokens:
        if token.start < at:
            continue
        if token.kind in ("opening", "image", "note"):
            stack.append(token)
        elif token.kind == "closing" and stack:
            opening = stack.pop()
            if opening.kind == "note" and not destination(
                scan.text, token.start + 1, scan.end
            ):  # else a raised link: ^[words](URL)^
                scan.notes[opening.end - 1] = token.start
            elif opening.kind == "image" or len(stack) >= around:
                at = _resolve(scan, opening.end - 1, token.start)
                around = len(stack) if at and opening.kind == "opening" else around
                at = at or _span(scan, opening.end - 1, token.start)
            around = min(around, len(stack))


def _resolve(scan: _Scan, opening: int, close: int) -> int:
    """The end of the link with its words between two brackets; 0 if it is not a link."""
    found = destination(scan.text, close + 1, scan.end) or by_reference(scan.text, opening, close, scan.end, scan.definitions)
    if found is None:
        return 0
    target, end = found
    attributes = ATTRIBUTES.match(scan.text, end, scan.end)
    scan.links[opening] = close, target, attributes.end() if attributes else end
    return end


def _span(scan: _Scan, opening: int, close: int) -> int:
    """The end of the words in brackets with attributes between two brackets; 0 if they have none."""
    attributes = SPAN.match(scan.text, close + 1, scan.end)
    if attributes is None:
        return 0
    scan.spans[opening] = close, attributes.end()
    return attributes.end()


def _emphasis(text: str, runs: list[_Token]) -> Iterator[Mark]:
    """The marks of asterisks, underscores and tildes that have a partner."""
    dropped: dict[int, int] = {}
    stacks: dict[str, list[list[int]]] = {"*": [], "_": [], "~": []}
    for run in runs:
        char, left = text[run.start], run.end - run.start
        opens, closes = _flanks(text, run)
        stack = stacks[char]
        while closes and left and stack:
            used = min(left, stack[-1][1])
            for start in (stack[-1][0], run.start):
                dropped[start] = dropped.get(start, 0) + used
            left -= used
            stack[-1][1] -= used
            if not stack[-1][1]:
                stack.pop()
        if opens and left:
            stack.append([run.start, left])
    return (Mark("skip", start, start + used) for start, used in dropped.items())


def _flanks(text: str, token: _Token) -> tuple[bool, bool]:
    before, after = text[token.start - 1 : token.start] or " ", text[token.end : token.end + 1] or " "
    left = not after.isspace() and (after.isalnum() or not before.isalnum())
    right = not before.isspace() and (before.isalnum() or not after.isalnum())
    if token.kind == "underscores":  # snake_case is not emphasis
        return left and not before.isalnum(), right and not after.isalnum()
    return left, right


def _mark(scan: _Scan, token: _Token, closers: dict[int, tuple[int, Kind]]) -> int:
    """Add a token's marks; the offset to continue at."""
    text, start, end, add = scan.text, token.start, token.end, scan.marks.append
    match token.kind:
        case "escape":
            add(Mark("skip", start, start + 1))
        case "entity":
            add(Mark("put", start, end, html.unescape(text[start:end])))
        case "newline":
            add(Mark("put", start, end, " "))
        case "tag":
            add(_tag(text[start:end], start, end))
        case "auto":
            url = text[start + 1 : end - 1]
            add(Mark("skip", start, start + 1))
            add(Mark("address", start + 1, end - 1, url, Target(decoded(url), start + 1, end - 1) if WEB.match(url) else None))
            add(Mark("skip", end - 1, end))
        case "bare":
            return _bare(scan, token)
        case "marker":
            return _marker(scan, token)
        case "asterisks" | "underscores" | "tildes":
            scan.runs.append(token)
        case "note":
            _note(scan, token, closers)
        case "opening" | "image":
            _link(scan, token, closers)
        case "closing" if start in closers:
            end, kind = closers.pop(start)
            add(Mark(kind, start, end))
    return end


def _marker(scan: _Scan, token: _Token) -> int:
    """Add the call of a note, or the link that is written like one."""
    words = scan.text[token.start + 2 : token.end - 1]
    link = None if fold_label(words) in scan.labels else destination(scan.text, token.end, scan.end)
    if link is None:
        scan.marks.append(Mark("marker", token.start, token.end, words))
        return token.end
    scan.marks.append(Mark("open", token.start, token.start + 1, target=link[0]))
    scan.marks.append(Mark("close", token.end - 1, link[1]))
    return link[1]


def _tag(tag: str, start: int, end: int) -> Mark:
    """The mark of an HTML tag: the ends of a link, a line break as space, else skipped."""
    name = TAG_NAME.match(tag)
    address = TAG_ADDRESS.search(tag)
    target = None
    if address:
        group = next(g for g in (1, 2, 3) if address[g] is not None)
        target = Target(attribute_value(address[group]), start + address.start(group), start + address.end(group))
    match name[1].lower() if name else "":
        case "a" if target:
            return Mark("open", start, end, target=target)
        case "/a":
            return Mark("close", start, end)
        case "br" | "br/":
            return Mark("put", start, end, " ")
    return Mark("skip", start, end, target=target)


def _bare(scan: _Scan, token: _Token) -> int:
    url = trim(scan.text[token.start : token.end], opened_marks(scan.text, token.start)).rstrip("\\")  # of an escaped mark
    end = token.start + len(url)
    if has_host(url):
        scan.marks.append(Mark("address", token.start, end, url, Target(unescaped(seen(url)), token.start, end)))
        return end
    return token.end


def _note(scan: _Scan, token: _Token, closers: dict[int, tuple[int, Kind]]) -> None:
    close = scan.notes.get(token.end - 1)
    if close is None:
        _link(scan, _Token("opening", token.start + 1, token.end), closers)
    else:
        scan.marks.append(Mark("note", token.start, close + 1))
        scan.marks.append(Mark("skip", token.start, token.end))
        closers[close] = (close + 1, "skip")


def _link(scan: _Scan, token: _Token, closers: dict[int, tuple[int, Kind]]) -> None:
    if found := scan.links.get(token.end - 1):
        close, target, end = found
        image = token.kind == "image"
        scan.marks.append(Mark("skip" if image else "open", token.start, token.end, target=target))
        closers[close] = (end, "skip" if image else "close")
    elif attributed := scan.spans.get(token.end - 1):
        scan.marks.append(Mark("skip", token.start, token.end))
        closers[attributed[0]] = (attributed[1], "skip")

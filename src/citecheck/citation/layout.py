"""Who wrote what, where: authors, title and container, from the layout of what the anchors have left of a citation.

The layouts, with real shapes:
quoted      Jody Robbins, “Iconic Jasper resort reopens,” Canada.com, June 5, 2026.  ·  “Nach …?” – Der Standard, 2 May 2024 (Birgit Baumann)
author-date Exner, U. (2024, August 26). Landtagswahl in Thüringen. Die Welt.  ·  India fires missiles. (2025, May 7). National Post.
double slash  Шифры простой замены // Хабр URL: …                                  (GOST R 7.0.5)
in          Jürgen Richter, Schaber, in Floss (Hrsg.) Steinartefakte …, Tübingen 2012
listed      H. Zschäpitz, BIP: Diese Grafiken zeigen, Die Welt, 28/04/2023,  ·  Denise Paglinawan. 'Ends recession debate'. Financial Post, 2026-06-05.
"""

import re
from dataclasses import dataclass, replace

from citecheck.citation.anchors import BLANK
from citecheck.text import publishers
from citecheck.text.names import read_names, surely_names
from citecheck.text.quotes import Quotation, find_quotations

ABBREVIATION = re.compile(
    r"(?:\b(?:[^\W\d_]|No|Vol|pp?|ed|eds|Dr|Mr|Mrs|Ms|St|vs?|Inc|Ltd|Co|Corp|Jr|Sr|Nr|Bd|Hrsg|al|Univ|J|Int|Dept|Gov|Gen|Sen|Rep|Prof))$"
)
ABBREVIATED = re.compile(r"(?:\b[^\W\d_]\.[^\W\d_]|\b(?:Inc|Ltd|Co|Corp|Jr|Sr))$")
IN = re.compile(r"[,.]\s+(?:in|In|dans|en|em|в)\s*:?\s+(?=[A-ZÀ-ÞА-Я“«\"])|,\s+su\s+(?=\w)")
ROLES = re.compile(r"\s*\((?:eds?|Hrsg|Hg|a cura di|cur|dir|éds?|coords?|orgs?|ред)\.?\)\s*|,\s*(?:eds?|Hrsg)\.\s*", re.IGNORECASE)
DASH = re.compile(r"\s+[–—-]\s+")
CUT_WORD = re.compile(r"(?<=[^\W\d_])-[ \t]*\r?\n\s*(?=[^\W\dA-Z_])")  # a word that a line's end cuts in two
SEPARATORS = f" \t\r\n\u00a0,.(){BLANK}"
BEHIND = re.compile(rf"[\s{BLANK},.()]*[,.]\s*(?P<tail>[^{BLANK}]+)$")
EDGES = f" \t\r\n,;:.،؛，。{BLANK}*_"
MAX_CONTAINER_WORDS = 9
SERIES = re.compile(r"\b(?:coll|collection|collana|series|Reihe|serie|ser)\.?$", re.IGNORECASE)
QUOTED_LEAST = 8  # characters of a quoted title


@dataclass(frozen=True, slots=True)
class Reading:
    """What a layout yields; ``sure`` says how well the text fitted it, from 0 to 1."""

    authors: str = ""
    title: str = ""
    container: str = ""
    publisher: str = ""
    editors: str = ""
    sure: float = 0.5


def read_layout(left: str) -> Reading:
    """Reads authors, title and container; blanked characters part the text like commas."""
    for layout in (_quoted, _double_slash, _author_date, _within, _listed):
        if reading := layout(left):
            return reading
    return Reading(title=clean(left), sure=0.3)


def clean(text: str) -> str:
    """A value without blanks, separators and empty brackets at its ends."""
    text = CUT_WORD.sub("", text.replace("\u00ad", ""))
    text = re.sub(rf"[(\[][{BLANK}\s,.;]*+[)\]]", " ", text)
    text = re.sub(rf"[{BLANK}]++", " ", text)
    stripped = re.sub(r"\s+", " ", text).strip(EDGES)
    return stripped + "." if _ends_abbreviated(stripped, text) else stripped


def _ends_abbreviated(stripped: str, text: str) -> bool:
    """Whether the full stop that was stripped belongs to an initial or abbreviation: ``U.S.``, ``Inc.``"""
    return bool(ABBREVIATED.search(stripped, max(0, len(stripped) - 5))) and stripped + "." in re.sub(r"\s+", " ", text)


def unquoted(text: str) -> str:
    """A title without the quotation marks around all of it, and without the comma or full stop that style puts inside."""
    quotations = find_quotations(text)
    if len(quotations) == 1 and quotations[0].start == 0 and quotations[0].end == len(text):
        return text[1:-1].strip().rstrip(",").rstrip()
    return text


def _quoted(left: str) -> Reading | None:
    quotation = next((q for q in find_quotations(left) if _is_title(left, q)), None)
    if not quotation:
        return None
    before, after = left[: quotation.start], left[quotation.end :]
    title = left[quotation.start + 1 : quotation.end - 1].strip().rstrip(",").rstrip()
    title = title[:-1] if title.endswith(".") and not title.endswith("..") and not _ends_abbreviated(title[:-1], title) else title
    authors = clean(before)
    reading = Reading(authors=authors, title=title, sure=0.95)
    rest = IN.sub("", after, 1) if IN.match(after) else after
    if not authors and (match := re.search(r"\(([^()]+)\)[\s.]*$", rest)) and _could_be_authors(match[1]):
        reading, rest = replace(reading, authors=clean(match[1])), rest[: match.start()]
    container, publisher = _container_after(rest)
    return replace(reading, container=container, publisher=publisher)


def _is_title(left: str, quotation: Quotation) -> bool:
    """A quotation that stands as an element of its own, not words quoted within a headline."""
    before, after = left[: quotation.start].rstrip(" ("), left[quotation.end :].lstrip()
    inner = left[quotation.start + 1 : quotation.end - 1]
    if SERIES.search(before):
        return False
    if len(inner) < QUOTED_LEAST and quotation.end - quotation.start < len(left.strip(EDGES)) // 2:
        return False
    opened = not before or before[-1] in f",.)–—{BLANK}" or (before[-1] == ":" and bool(read_names(before)))
    closed = not after or after[0] in f",.;(–—-[{BLANK}" or inner.rstrip()[-1:] in ",.?!" or IN.match(f", {after}") is not None
    return opened and closed


def _could_be_authors(text: str) -> bool:
    return bool(read_names(text)) or publishers.find(text) is not None


def _container_after(rest: str) -> tuple[str, str]:
    """Container and publisher from what follows a title: the first elements that are words."""
    rest = DASH.sub(", ", rest)
    elements = [clean(part) for part in _elements(rest)]
    words = [part for part in elements if re.search(r"[^\W\d_]{2}", part) and len(part.split()) <= 2 * MAX_CONTAINER_WORDS]
    container = words[0] if words else ""
    publisher = words[1] if len(words) > 1 and words[1][:1].isupper() else ""
    return ROLES.sub(" ", container).strip(EDGES), publisher


def _elements(text: str) -> list[str]:
    """Splits at commas, semicolons, blanks and the full stops that end an element, never inside brackets or after initials."""
    parts, start, depth = [], 0, 0
    for at, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        cut = char in f",;،؛，；{BLANK}" or (
            char == "." and (text[at + 1 : at + 2] or " ").isspace() and not ABBREVIATION.search(text[max(0, at - 8) : at])
        )
        if cut and depth <= 0:
            parts.append(text[start:at])
            start = at + 1
    return [part for part in [*parts, text[start:]] if part and clean(part)]


def _double_slash(left: str) -> Reading | None:
    head, slashes, tail = left.partition("//")
    if not slashes or not head.strip() or head.rstrip().endswith(":"):
        return None
    authors, title = _split_authors(head, ".")
    container, publisher = _container_after(tail)
    return Reading(clean(authors), unquoted(clean(title)), container, publisher, sure=0.85)


def _author_date(left: str) -> Reading | None:
    match = re.search(rf"[(\[][^\S{BLANK}]*+{BLANK}[{BLANK}\s,]*+[a-z]?[)\]][.,:]?\s*", left)
    if not match or not left[match.end() :].strip(EDGES) or match.start() > 300:
        return None
    head, tail = clean(left[: match.start()]), left[match.end() :]
    quotations = find_quotations(head)
    if (
        head
        and (len(head.split()) < 12 or surely_names(head))
        and not (quotations and quotations[0].start == 0)
        and _is_author(head)
    ):
        title, container, publisher = _title_then_container(tail)
        return Reading(head, title, container, publisher, sure=0.9) if title else None
    if head and len(tail.split()) <= MAX_CONTAINER_WORDS + 2:
        container, publisher = _container_after(tail)
        return Reading(title=unquoted(head), container=container, publisher=publisher, sure=0.85)
    return None


def _is_author(head: str) -> bool:
    """Whether what stands before the year names persons or a body, not a headline."""
    if surely_names(head) or publishers.find(head) or read_names(head):
        return True
    words = re.findall(r"[^\W\d_][\w'’.-]*", head)
    return len(words) <= 8 and sum(word[0].isupper() for word in words) >= 0.6 * len(words) and not head.endswith(("?", "!"))


def _title_then_container(tail: str) -> tuple[str, str, str]:
    """``Title. Container, …`` — the last element that can be a container is one, where a sentence end stands before it."""
    ends = [
        m
        for m in re.finditer(r"(?<=[.?!])\.?\s+(?=\S)", tail)
        if not ABBREVIATION.search(tail[max(0, m.start() - 9) : m.start() - 1])
    ]
    for end in reversed(ends):
        after = tail[end.end() :]
        first = next(iter(_elements(after)), "")
        if clean(first) and _is_container(clean(first)):
            container, publisher = _container_after(after)
            return unquoted(clean(tail[: end.start()])), container, publisher
    if ends:
        return unquoted(clean(tail[: ends[0].start()])), *_container_after(tail[ends[0].end() :])
    return unquoted(clean(tail)), "", ""


def _within(left: str) -> Reading | None:
    """``Author, Title, in Container, …``"""
    match = IN.search(left)
    if not match or match.start() < 8:
        return None
    authors, title = _split_authors(left[: match.start()], ",")
    tail = left[match.end() :]
    roles = ROLES.search(tail)
    editors = ""
    if roles and read_names(tail[: roles.start()]):
        editors, tail = clean(tail[: roles.start()]), tail[roles.end() :]
    container, publisher = _container_after(tail)
    return Reading(clean(authors), unquoted(clean(title)), unquoted(container), publisher, editors, 0.75) if title else None


def _listed(left: str) -> Reading | None:
    """Elements after one another, parted by commas or full stops; the container stands next to the date."""
    body = left.strip()
    separator = "." if _is_full_stop_style(body) else ","
    authors, rest = _split_authors(body, separator)
    title, container = _split_container(rest, separator)
    if not title:
        return None
    return Reading(clean(authors), unquoted(clean(title)), clean(container), sure=0.8 if container else 0.6)


def _is_full_stop_style(body: str) -> bool:
    ends = [
        m.start() for m in re.finditer(r"[.?!]\s+(?=\S)", body) if not ABBREVIATION.search(body[max(0, m.start() - 8) : m.start()])
    ]
    if not ends:
        return False
    last = body[ends[-1] + 1 :]
    return _is_container(clean(next(iter(_elements(last)), ""))) and len(_elements(last)) == 1


def _split_authors(body: str, separator: str) -> tuple[str, str]:
    """The leading elements that are names, and the rest."""
    if separator == ".":
        for match in re.finditer(r"\.\s+", body):
            head = body[: match.start() + (1 if ABBREVIATION.search(body[: match.start()]) else 0)]
            if len(head) > 200:
                break
            if ABBREVIATION.search(body[max(0, match.start() - 8) : match.start()]) and not surely_names(head):
                continue
            if read_names(head) and not publishers.find(head) and body[match.end() :].strip(EDGES):
                return head, body[match.end() :]
            break
        return "", body
    cuts = [m.start() for m in re.finditer("[,،，]|:(?= )", body)][:12]
    best = 0
    for cut in cuts:
        head = body[:cut].strip()
        rest = body[cut + 1 :].strip(EDGES)
        if not rest or publishers.find(head):
            break
        if not read_names(head) or (body[cut] == ":" and not surely_names(head)):
            if best or len(head.split()) > 8:
                break
            continue
        if best and not _adds_a_person(body[best + 1 : cut]):
            break
        best = cut
    head = body[:best]
    if best and not surely_names(head) and len(_elements(body)) < 2:
        return "", body
    return (head, body[best + 1 :]) if best else ("", body)


def _adds_a_person(piece: str) -> bool:
    """Whether a further element between commas is a person too, and not the beginning of the title."""
    words = piece.split()
    return (
        2 <= len(words) <= 8
        and bool(read_names(piece))
        and (surely_names(piece) or len(words) <= 3)
        and publishers.find(piece) is None
    )


def _split_container(rest: str, separator: str) -> tuple[str, str]:
    """Title and container: a known outlet next to the date, else the last short element with capitals."""
    after = _behind_blank(rest)
    if after and _is_container(clean(after["tail"])) and clean(rest[: after.start()]):
        return rest[: after.start()], after["tail"]
    body = rest.rstrip(EDGES + "()[]")
    pattern = r"[.?!]\s+" if separator == "." else r"[,،]\s+|\s+[–—]\s+|[.?!]\s+"
    cuts = [m for m in re.finditer(pattern, body) if m.start() > 0]
    for cut in cuts:
        if _length(body, cut.end()) <= publishers.LONGEST and publishers.find(clean(body[cut.end() :])):
            return body[: cut.start() + (cut.group()[0] in "?!")], body[cut.end() :]
    for cut in reversed(cuts):
        if cut.group()[0] in ".?!" and separator == ",":
            continue
        tail = clean(body[cut.end() :])
        if _is_container(tail):
            return body[: cut.start() + (cut.group()[0] in "?!")], body[cut.end() :]
        break
    return body, ""


def _behind_blank(rest: str) -> re.Match[str] | None:
    """What follows the last thing that was read, from the first blank before it that only separators part from it."""
    last = rest.rfind(BLANK)
    first = rest.find(BLANK, len(rest[: max(last, 0)].rstrip(SEPARATORS)))
    return BEHIND.match(rest, first) if last >= 0 else None


def _length(body: str, start: int) -> int:
    """Characters from an offset on, apart from blanks."""
    return len(body) - start - body.count(BLANK, start)


def _is_container(text: str) -> bool:
    """Whether a text could name an outlet, journal or site: known, or short and in capitals, or an address's host."""
    words = text.split()
    if not words or len(words) > MAX_CONTAINER_WORDS:
        return False
    if publishers.find(text) or re.fullmatch(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}", text):
        return True
    long = [word for word in words if len(word.strip(".,'’()")) > 3]
    capital = sum(word.strip("(“«'’")[:1].isupper() or not word[:1].isascii() for word in long)
    return text[:1].isupper() and capital >= 0.7 * max(1, len(long)) and not text.endswith(("?", "!"))

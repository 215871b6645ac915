"""Web addresses in running text: whole, without the sentence's punctuation, and what is left of lost ones."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»{}|\\^`،؛，。；、：（）［］【】〈〉《》「」『』]+", re.IGNORECASE)
_BROKEN = re.compile(r"(?:[ \t]*\r?\n[ \t]*(?=[^\s<>\"“”«»()\[\]]*[/.?=&%_\d-])|(?<=\u00ad)[ \t]*\r?\n[ \t]*)(?=\S)")
_TRAILING = ".,;:!?'’*_…\u00ad\u200b"
_CLOSERS = {")": "(", "]": "[", "}": "{"}
_RESIDUE = re.compile(r"(?:^|[\s,(])(?P<residue>,?[-/_][\w%.~](?:[^\W_]|[%.~])*+[-_/][\w%.~/-]*\w)\s*+(?:[.,;)]\s*+)?$")

# Archives whose addresses hold the original's (their own documentation); the original follows the timestamp.
_ARCHIVED = re.compile(
    r"^https?://(?:web\.archive\.org/web|(?:www\.)?webcitation\.org|archive\.(?:today|ph|is|md|li|vn|fo)|"
    r"arquivo\.pt/wayback|www\.webarchive\.org\.uk/wayback/archive|wayback\.archive-it\.org/\w+)/"
    r"(?P<stamp>\d{4,14})?(?:[a-z]{2}_)?/?(?P<original>https?:/+.+|www\..+|(?<=\d/)[\w-]+(?:\.[\w-]+)+(?:[:/?].*)?)?$",
    re.IGNORECASE,
)
_SHORT_ARCHIVED = re.compile(
    r"^https?://(?:archive\.(?:today|ph|is|md|li|vn|fo)|perma\.cc|webcitation\.org|ghostarchive\.org)/", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class UrlMention:
    """A web address that stands at ``text[start:end]``, joined where a line broke it."""

    start: int
    end: int
    url: str


def find_urls(text: str) -> tuple[UrlMention, ...]:
    """Every web address in a text, in order."""
    if "://" not in text and "www." not in text.lower():
        return ()
    found = []
    at = 0
    while match := _URL.search(text, at):
        end = _end(text, match.start(), match.end())
        url = re.sub(r"[\s\u00ad\u200b]+", "", text[match.start() : end])
        at = max(end, match.start() + 4)
        if len(url) > 8 and "." in url[4:]:
            found.append(UrlMention(match.start(), end, url))
    return tuple(found)


def _end(text: str, start: int, end: int) -> int:
    """The end of an address: over line breaks that cut it (it ends in a joint, or goes on with one), off trailing punctuation."""
    while (gap := _BROKEN.match(text, end)) and _goes_on(text, end, gap.end()):
        rest = re.compile(r"[^\s<>\"“”«»{}|\\^`]+").match(text, gap.end())
        if not rest:
            break
        end = rest.end()
    return start + len(trim(text[start:end]))


def _goes_on(text: str, end: int, after: int) -> bool:
    head, tail = text[max(0, end - 1) : end], re.match(r"\S*", text[after : after + 200])
    piece = tail.group() if tail else ""
    return head in "/-_=&?%#\u00ad" or (piece.count("/") > 0 and not piece.startswith("http"))


def trim(url: str) -> str:
    """An address without the punctuation of the sentence around it; brackets stay where the address opens them."""
    unopened = {closer: url.count(closer) - url.count(opener) for closer, opener in _CLOSERS.items()}
    end = len(url)
    while end and (url[end - 1] in _TRAILING or unopened.get(url[end - 1], 0) > 0):
        end -= 1
        if url[end] in _CLOSERS:
            unopened[url[end]] -= 1
    return url[:end]


def find_residue(text: str) -> tuple[int, int, str] | None:
    """What is left of a lost address at a source's end, such as ``-PM-Barzani-says``: start, end and the text of it.

    It is joined by hyphens or slashes without a space and is no word of the sentence. One comma of its own belongs to it (there are
    addresses with commas); the list's separator before it does not.
    """
    match = _RESIDUE.search(text)
    if not match:
        return None
    residue = match["residue"]
    if len(re.findall(r"[^\W_]+", residue)) < 2 or "://" in residue:
        return None
    return match.start("residue"), match.end("residue"), residue


def archived(url: str) -> tuple[str | None, str] | None:
    """For the address of a capture, the original's address (None where it does not tell) and the timestamp; else None."""
    if match := _ARCHIVED.match(url):
        original = match["original"]
        if original:
            original = re.sub(r"^(https?:)/+", r"\1//", original)
        if match["stamp"] or original:
            return original, match["stamp"] or ""
    return (None, "") if _SHORT_ARCHIVED.match(url) else None


# Most addresses: a host that needs no reading, and a port that can only be one.
PLAIN = re.compile(r"https?://([a-z0-9][a-z0-9.-]*)(?::\d{1,4})?(?=[/?#]|$)")
DOI_HOSTS = frozenset(("doi.org", "dx.doi.org"))


def host(url: str) -> str:
    """The host of an address in lower case, without ``www.``; empty where it has none."""
    if plain := PLAIN.match(url):
        return plain[1].removeprefix("www.")
    try:
        name = urlsplit(url if "://" in url else f"http://{url}").hostname or ""
    except ValueError:
        return ""
    return name.removeprefix("www.")


def writable(url: str) -> str:
    """An address as it can stand in any document: only the characters of RFC 3986, without those that close something somewhere.

    White space, control characters, quotes, backslashes, braces, brackets, pipes and angle brackets are percent-encoded; doubled
    apostrophes and runs of tildes (wikitext) too. Raises ``ValueError`` where it is no http or https address.
    """
    parts = urlsplit(url.strip())
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise ValueError(f"not a web address: {url[:80]!r}")
    if not parts.netloc.isascii():
        parts = parts._replace(netloc=parts.netloc.encode("idna").decode())
    safe = quote(parts.geturl(), safe="!#$%&'()*+,/:;=?@-._~")
    if "[" in parts.netloc:  # an IPv6 host keeps its brackets
        safe = safe.replace("%5B", "[", 1).replace("%5D", "]", 1)
    return safe.replace("''", "%27%27").replace("~~~", "%7E%7E%7E")


def joined(base: str, reference: str) -> str:
    """A reference as an address of its own; empty where it is malformed."""
    try:
        return urljoin(base, reference)
    except ValueError:
        return ""


def without_fragment(url: str) -> str:
    """What a server is asked for: an address up to its ``#``."""
    return url.partition("#")[0]


def without_credentials(url: str) -> str:
    """An address without user name and password; they are neither sent, printed nor stored."""
    if "@" not in url:
        return url
    scheme, mark, rest = url.partition("://")
    end = min((at for at in (rest.find(c) for c in "/?#") if at >= 0), default=len(rest))
    return f"{scheme}{mark}{rest[:end].rpartition('@')[2]}{rest[end:]}" if mark and "@" in rest[:end] else url

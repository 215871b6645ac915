"""An address beside another one that cannot exist, and whether what it answers is the same page: then neither is there."""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from citecheck.links.redirects import is_front, same_url
from citecheck.model.web import Response
from citecheck.pages.quick_metadata import quick_metadata, visible_text

ALIKE = 0.9  # share of words that two copies of one error page have in common
LEAST_WORDS = 12  # below that a page shows nothing until its scripts have run: an application's shell is alike everywhere
_NUMBERED = re.compile(r"\d{3,}")
_WORDS = re.compile(r"[^\W_]{2,}")


def sibling(url: str) -> str | None:
    """An address in the same folder that cannot exist; None for a front page.

    Identifying numbers change too, since many sites read only those: everything from the first such part on is replaced.
    """
    parts = urlsplit(url)
    if is_front(url):
        return None
    token = _token(url)
    path = [part for part in parts.path.split("/") if part]
    if parts.query:
        query = urlencode([(name, token) for name, _ in parse_qsl(parts.query, keep_blank_values=True)[:4]])
        return parts._replace(query=query, fragment="").geturl()
    first = next((n for n, part in enumerate(path) if _NUMBERED.search(part)), len(path) - 1)
    changed = [_changed(part, token) for part in path[first:-1]]
    ending = re.search(r"\.\w{2,5}$", path[-1])
    name = _changed(path[-1], token) if _NUMBERED.fullmatch(path[-1]) else token + (ending.group() if ending else "")
    made = "/".join([*path[:first], *changed, name])
    return parts._replace(path=f"/{made}{'/' if parts.path.endswith('/') else ''}", query="", fragment="").geturl()


def group(url: str) -> str:
    """What shares one sibling: the host and the first folder."""
    parts = urlsplit(url)
    folders = [part for part in parts.path.split("/") if part][:-1]
    return f"{parts.netloc}/{folders[0] if folders else ''}"


def same_page(page: Response, other: Response) -> bool:
    """Whether a page and what a sibling of it got are one: both redirected to one place, or the same words."""
    if other.status != 200:
        return False
    if page.hops and other.hops and same_url(page.final_url, other.final_url):
        return True
    if bool(page.hops) != bool(other.hops) and not same_url(page.final_url, other.final_url):
        return False
    one, two = quick_metadata(page), quick_metadata(other)
    if not one.markup or not two.markup or _without(one.title, page.url) != _without(two.title, other.url):
        return False
    mine, theirs = _words(page), _words(other)
    if len(mine) < LEAST_WORDS or len(theirs) < LEAST_WORDS:
        return False
    return len(mine & theirs) >= ALIKE * len(mine | theirs)


def is_shell(page: Response) -> bool:
    """Whether a page shows next to nothing without its scripts."""
    return b"<script" in page.body.lower() and len(_words(page)) < LEAST_WORDS


def _words(page: Response) -> set[str]:
    return set(_WORDS.findall(visible_text(page).lower())) - set(_WORDS.findall(page.url.lower()))


def _without(title: str, url: str) -> list[str]:
    """A title's words without those of the address, which error pages like to repeat."""
    named = set(_WORDS.findall(url.lower()))
    return [word for word in _WORDS.findall(title.lower()) if word not in named]


def _token(url: str) -> str:
    """Twelve letters that no page has for a name, the same for the same address."""
    digest = hashlib.sha256(url.encode("utf-8", "surrogatepass")).digest()
    return "".join("bcdfghjklmnpqrstvwxz"[byte % 20] for byte in digest[:12])


def _changed(part: str, token: str) -> str:
    """A part of a path with other digits, of the same length, or with another name."""
    if not _NUMBERED.search(part):
        return token
    digits = iter(str(int(hashlib.sha256((part + token).encode()).hexdigest(), 16)))
    return re.sub(r"\d", lambda _: next(digits, "7"), part)

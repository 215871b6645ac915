"""Probe URLs that cannot exist, and the comparison of their responses with a page: equal means that the page is gone."""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from citecheck.links.app_shells import is_app_shell
from citecheck.links.redirects import is_front, same_address
from citecheck.model.web import Response
from citecheck.pages.quick_metadata import quick_metadata, visible_text
from citecheck.patterns import lazy_pattern

ALIKE = 0.9  # minimum share of common words of two copies of an error page
LEAST_WORDS = 12  # a page with fewer words is the shell of a script application, the same everywhere
_NUMBERED = lazy_pattern(r"\d{3,}")
_WORDS = lazy_pattern(r"[^\W_]{2,}")


def probe_url(url: str) -> str | None:
    """A URL in the same folder that cannot exist; None for a front page.

    Numeric identifiers change too, since many sites read only those: everything from the first one on is replaced.
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
    """The pages that share a probe URL: host and first folder."""
    parts = urlsplit(url)
    folders = [part for part in parts.path.split("/") if part][:-1]
    return f"{parts.netloc}/{folders[0] if folders else ''}"


def same_page(page: Response, other: Response) -> bool:
    """Whether a page and a probe's response are equal: redirected to one URL, or the same words."""
    if other.status != 200:
        return False
    if page.hops and other.hops and same_address(page.final_url, other.final_url):
        return True
    if bool(page.hops) != bool(other.hops) and not same_address(page.final_url, other.final_url):
        return False
    one, two = quick_metadata(page), quick_metadata(other)
    if not one.markup or not two.markup or _without(one.title, page.url) != _without(two.title, other.url):
        return False
    mine, theirs = _words(page), _words(other)
    if len(mine) < LEAST_WORDS or len(theirs) < LEAST_WORDS:
        return False
    return len(mine & theirs) >= ALIKE * len(mine | theirs)


def front_url(url: str) -> str:
    """The front page of a URL's site, which surely exists."""
    return urlsplit(url)._replace(path="/", query="", fragment="").geturl()


def is_shell(page: Response) -> bool:
    """Whether a page shows its text only in a browser: it has almost none, or none where its application is to appear."""
    return b"<script" in page.body.lower() and (len(_words(page)) < LEAST_WORDS or is_app_shell(page))


def _words(page: Response) -> set[str]:
    return set(_WORDS.findall(visible_text(page).lower())) - set(_WORDS.findall(page.url.lower()))


def _without(title: str, url: str) -> list[str]:
    """A title's words without those of the URL, which error pages often repeat."""
    named = set(_WORDS.findall(url.lower()))
    return [word for word in _WORDS.findall(title.lower()) if word not in named]


def _token(url: str) -> str:
    """Twelve letters that no page is named, derived from the URL."""
    digest = hashlib.sha256(url.encode("utf-8", "surrogatepass")).digest()
    return "".join("bcdfghjklmnpqrstvwxz"[byte % 20] for byte in digest[:12])


def _changed(part: str, token: str) -> str:
    """A path segment with other digits, of the same length, or with another name."""
    if not _NUMBERED.search(part):
        return token
    digits = iter(str(int(hashlib.sha256((part + token).encode()).hexdigest(), 16)))
    return re.sub(r"\d", lambda _: next(digits, "7"), part)

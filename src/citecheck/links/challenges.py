"""Detects pages sent instead of the one requested: bot challenges, and block pages of filters, providers and authorities.

The table is ``data/blocked_pages.tsv``. A page with words of its URL in its title, or with a date, is an article on that subject.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from citecheck.links.redirects import slug_words, words
from citecheck.links.urls import host
from citecheck.model.web import Response
from citecheck.pages.quick_metadata import QuickMetadata, is_html, visible_text

TABLE = "blocked_pages.tsv"
LONGEST_TITLE = 60  # maximum characters of a challenge's title
NAME = 4  # maximum words of a site's name beside it
SMALL = 15_000  # maximum bytes of a page that is only a challenge
SHORT = 60_000  # maximum bytes of a block page
FEW_WORDS, SOME_WORDS = 100, 250  # maximum words of a challenge without a known title, and of other such pages
REFUSED = frozenset((202, 403, 405, 429, 503))  # statuses of challenges
# Header, text in its value ("": any), source.
HEADERS: tuple[tuple[str, str, str], ...] = (
    ("cf-mitigated", "challenge", "Cloudflare's documentation, 2026-10"),
    ("x-amzn-waf-action", "", "AWS WAF's documentation, 2026-10"),
    ("x-datadome", "protected", "DataDome, 2026-10"),
    ("sg-captcha", "challenge", "SiteGround, 2026-12"),
    ("x-sucuri-block", "", "Sucuri, 2026-12"),
)
_ORDINARY = re.compile(
    rb"/cdn-cgi/challenge-platform/scripts/jsd|/cdn-cgi/challenge-platform/h/[a-z]/scripts/jsd"
)  # on any page of Cloudflare
_PARTS = re.compile(r"(?<!\s)\s++[|\-–—·:»]\s++|(?<=[.!?…])\s++|[|»]")
_DOTTED = " .…!?\u00a0"


@dataclass(frozen=True, slots=True)
class Signs:
    """The table: titles, titles that other pages have too, signs in the source, texts of block pages, hosts; each with its sender."""

    titles: dict[str, str]
    maybe: frozenset[str]
    source: tuple[tuple[bytes, str], ...]
    texts: tuple[tuple[str, str], ...]
    hosts: dict[str, str]


@cache
def signs() -> Signs:
    """The parsed table."""
    rows: dict[str, list[tuple[str, str]]] = {}
    for line in (files("citecheck.data") / TABLE).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, text, sender = line.split("\t")
            rows.setdefault(kind, []).append((text, sender.partition(", 20")[0]))
    return Signs(
        {text.rstrip(_DOTTED): sender for text, sender in rows["title"]},
        frozenset(text.rstrip(_DOTTED) for text, _ in rows["maybe"]),
        tuple((text.encode(), sender) for text, sender in rows["sign"]),
        tuple(rows["filter"]),
        dict(rows["host"]),
    )


def challenge(response: Response, page: QuickMetadata) -> str | None:
    """Why a page is a bot challenge, whatever its status; None if it is none."""
    for name, value, sender in HEADERS:
        if (
            (found_value := response.header(name)) is not None
            and value in found_value.lower()
            and (response.status != 200 or value)
        ):
            return f"a bot challenge ({sender.partition(',')[0].removesuffix(chr(39) + 's documentation')})"
    if page.dated or not (is_html(response) or response.status in REFUSED):
        return None
    about = response.status == 200 and _is_about(response, page)
    if not about and _has_known_title(response, page):
        return "a bot challenge"
    if not about and (response.status in REFUSED or len(response.body) < SMALL) and (sender := _sender_in_source(response)):
        return f"a bot challenge ({sender})"
    return None


def block_page(response: Response, page: QuickMetadata) -> str | None:
    """Why a page of success is a block page of a filter, a provider or an authority; None if it is none."""
    final = host(response.final_url)
    if final != host(response.url) and (sender := _of_host(final)):
        return f"it redirects to a block page ({sender})"
    if page.dated or not page.markup or len(response.body) > SHORT or _is_about(response, page):
        return None
    text = f"{page.title} {visible_text(response)}".lower().replace("’", "'")
    if len(text.split()) > SOME_WORDS:
        return None
    sender = next((sender for words_of, sender in signs().texts if words_of in text and words_of.split()[0] not in final), "")
    return f"a block page ({sender})" if sender else None


def _of_host(name: str) -> str:
    hosts = signs().hosts
    return next((hosts[one] for one in hosts if name == one or name.endswith("." + one)), "")


def _is_about(response: Response, page: QuickMetadata) -> bool:
    """Whether the title or a heading has a word of the requested URL's last part."""
    return bool(slug_words(response.url) & words(f"{page.title} {' '.join(page.headings)}"))


def _has_known_title(response: Response, page: QuickMetadata) -> bool:
    title = page.title.lower().replace("’", "'").strip()
    if not title or len(title) > LONGEST_TITLE:
        return False
    parts = [part.rstrip(_DOTTED) for part in (title, *_PARTS.split(title)) if part]
    table = signs()
    known = next((part for part in parts if part in table.titles), None)
    if known is not None:
        rest = title.replace(known, " ", 1)
        return response.status != 200 or (_is_name(rest, response) and _count(response) <= SOME_WORDS)
    maybe = parts[0] in table.maybe or (len(parts) > 1 and parts[1] in table.maybe)
    return maybe and (response.status in REFUSED or (b"<script" in response.body.lower() and _count(response) <= FEW_WORDS))


def _is_name(rest: str, response: Response) -> bool:
    """Whether the rest of a challenge's title is a site's name; after ":" only the host's."""
    named = re.findall(r"[^\W_]+", rest)
    return len(named) <= (NAME if ":" not in rest else 0) or all(word in urlsplit(response.final_url).netloc for word in named)


def _sender_in_source(response: Response) -> str:
    low = _ORDINARY.sub(b"", response.body[:SMALL].lower())
    sender = next((sender for sign, sender in signs().source if sign in low), "")
    return sender if sender and (response.status != 200 or _count(response) <= FEW_WORDS) else ""


def _count(response: Response) -> int:
    return len(visible_text(response).split())

"""Detects pages sent instead of the one requested: bot challenges, log-in, consent and age pages, paywalls, block pages of filters,
providers and authorities, and pages of sites that do not work now.

A page with words of its URL in its title, or with a date, is an article on that subject.
"""

import re
from urllib.parse import urlsplit

from citecheck.links.not_found_phrases import fold
from citecheck.links.redirects import slug_words, words
from citecheck.links.stand_ins import CHALLENGE, bare, parts, stand_ins
from citecheck.links.urls import host
from citecheck.model.web import Response
from citecheck.pages.quick_metadata import QuickMetadata, is_html, secondary_headings, visible_text
from citecheck.patterns import lazy_pattern

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
# Words in names of hosts that only show block pages, and of such pages on a provider's host. Compared with those that
# ooni/blocking-fingerprints lists, 2026-12.
_BLOCK_HOST = lazy_pattern(
    r"(?:^|[.-])(?:er|rkn|rub|my|sub)?(?:block(?:ed|ing|page|list)?|black-?list|zapret(?:-info)?|rkn|forbidden|den(?:y|ied)|prohibit|restrict(?:ed)?|"
    r"law-?filter|content-?filter|web-?filter|no-?access|stop-?page|webstop|illegal|censor(?:ed)?|internet-?positif|internet-?sehat|trustpositif|"
    r"sehat|netsafe|surfalert|blokuojama|ukispcourtorders)\d{0,2}(?:-\w{1,12})?\.|^(?:filter|warning|alert|notify)\d?\."
)
_BLOCK_PATH = lazy_pattern(
    r"/(?:[\w-]{0,40}[-_])?(?:b(?:lo[ck]{1,3}|an)(?:ed|ing|page|_?url)?|urlblock|zapret|zapr|rkn|forbidden(?:s|-access[\w-]*)?|access[-_]?denied|access-error|no[-_]?access|"
    r"den(?:y|ied)|black-?list|restricted(?:[-_]content)?|[\w-]{0,20}content[-_]?lock|over18|18plusaccess|adult-content|usercheck|blockpage|"
    r"sgerror|squidguard|censored|courts?|block_message|family-?filter|scam-?filter|phishing-?block|gesperrte-websites[\w-]*|juurdepaas-blokeeritud)"
    r"(?:[-_][\w-]{0,40})?(?:\.\w{2,5})?(?:/|$)",
    re.IGNORECASE,
)
_IPV4 = lazy_pattern(r"\d{1,3}(?:\.\d{1,3}){3}")
# On any page of Cloudflare.
_ORDINARY = lazy_pattern(rb"/cdn-cgi/challenge-platform/scripts/jsd|/cdn-cgi/challenge-platform/h/[a-z]/scripts/jsd")


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
    if not about and (what := _known_title(response, page)):
        return what
    if not about and (response.status in REFUSED or len(response.body) < SMALL) and (sender := _sender_in_source(response)):
        return f"{CHALLENGE} ({sender})"
    return None


def block_page(response: Response, page: QuickMetadata) -> str | None:
    """Why a page of success is not the one requested: a block page, a challenge or another such page; None if it is none."""
    if reason := _redirected(response):
        return reason
    text = _short_text(response, page)
    if not text:
        return None
    final, low = host(response.final_url), text.lower().replace("’", "'")
    if sender := next((sender for said, sender in stand_ins().texts if said in low and said.split()[0] not in final), ""):
        return f"a block page ({sender})"
    said = " ".join(fold(text))
    what = next((what for pattern, what in stand_ins().walls if pattern.search(said)), None)
    return what if what != CHALLENGE or len(said.split()) <= FEW_WORDS else None


def down(response: Response, page: QuickMetadata) -> str | None:
    """The title or heading by which a short page of success says that its site does not work now; None if it says nothing."""
    if not _short_text(response, page):
        return None
    return next((part for text in (page.title, *page.headings) for part in parts(text) if part in stand_ins().down), None)


def _redirected(response: Response) -> str | None:
    """The block page that a redirect to another host leads to, by its URL."""
    asked, final = host(response.url), host(response.final_url)
    if _site(asked) == _site(final):
        return None
    if sender := _of_host(final):
        return f"it redirects to a block page ({sender})"
    if (_IPV4.fullmatch(final) and not _IPV4.fullmatch(asked)) or _BLOCK_HOST.search(final):
        return f"it redirects to a block page ({final})"
    path = urlsplit(response.final_url).path
    return f"it redirects to a block page ({response.final_url})" if _BLOCK_PATH.search(path) else None


def _site(name: str) -> str:
    return ".".join(name.split(".")[-2:])


def _short_text(response: Response, page: QuickMetadata) -> str:
    """Title and text of a short page that is neither dated nor about its URL; empty for others."""
    if page.dated or not page.markup or len(response.body) > SHORT or _is_about(response, page):
        return ""
    text = f"{page.title} {visible_text(response)}"
    return text if len(text.split()) <= SOME_WORDS else ""


def _of_host(name: str) -> str:
    hosts = stand_ins().hosts
    return next((hosts[one] for one in hosts if name == one or name.endswith("." + one)), "")


def _is_about(response: Response, page: QuickMetadata) -> bool:
    """Whether the title or a heading has a word of the requested URL's last part."""
    return bool(slug_words(response.url) & words(f"{page.title} {' '.join(page.headings)}"))


def _known_title(response: Response, page: QuickMetadata) -> str | None:
    """What a page is by its title, or by its heading if that is short and nothing but known."""
    if what := _by_title(page.title, response, page):
        return what
    if response.status != 200 or len(response.body) > SHORT or _headline(page) or _count(response) > SOME_WORDS:
        return None
    known = map(stand_ins().titles.get, map(bare, page.headings or secondary_headings(response)))
    return next((what for what in known if what), None)


def _by_title(title: str, response: Response, page: QuickMetadata) -> str | None:
    low = title.lower().replace("’", "'").strip()
    if not low or len(low) > LONGEST_TITLE:
        return None
    table, named = stand_ins(), parts(low)
    known = next((part for part in named if part in table.titles), None)
    if known is not None:
        what = table.titles[known]
        alone = _is_name(low.replace(known, " ", 1), response) and _count(response) <= SOME_WORDS
        return what if response.status != 200 or (alone and (what == CHALLENGE or not _headline(page))) else None
    maybe = any(part in table.maybe for part in named[:2])
    few = b"<script" in response.body.lower() and _count(response) <= FEW_WORDS
    return CHALLENGE if maybe and (response.status in REFUSED or few) else None


def _headline(page: QuickMetadata) -> bool:
    """Whether a heading is a headline: longer than a name, and not known."""
    return any(len(heading.split()) > NAME and bare(heading) not in stand_ins().titles for heading in page.headings)


def _is_name(rest: str, response: Response) -> bool:
    """Whether the rest of a challenge's title is a site's name; after ":" only the host's."""
    named = re.findall(r"[^\W_]+", rest)
    return len(named) <= (NAME if ":" not in rest else 0) or all(word in urlsplit(response.final_url).netloc for word in named)


def _sender_in_source(response: Response) -> str:
    low = _ORDINARY.sub(b"", response.body[:SMALL].lower())
    sender = next((sender for sign, sender in stand_ins().source if sign in low), "")
    return sender if sender and (response.status != 200 or _count(response) <= FEW_WORDS) else ""


def _count(response: Response) -> int:
    return len(visible_text(response).split())

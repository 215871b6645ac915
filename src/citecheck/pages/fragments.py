"""Checks a URL's fragment: the page has an element with that name, or the words of the text fragment.

Text fragments: https://wicg.github.io/scroll-to-text-fragment/. Nothing is reported missing if the page was not read completely, or
builds its content by script.
"""

import re
from urllib.parse import unquote, urlsplit

from citecheck.model.web import Response
from citecheck.pages.quick_metadata import charset_of, is_html, visible_text
from citecheck.patterns import lazy_pattern

DIRECTIVE = ":~:"
ALWAYS = frozenset(("", "top"))  # the top of the page (HTML standard)
# Prefixes that sites add to ids; site, source, date.
PREFIXES = (("user-content-", "github.com's rendered Markdown, 2026-10"),)
_ROUTE = lazy_pattern(r"^[!/]|[=&?]")  # states of a script
# Places that scripts of code hosts and their copies make: lines, differences, comments. github.com, gitlab.com, bitbucket.org, Gitea,
# cgit and Gerrit, 2026-12.
_BY_SCRIPT = lazy_pattern(
    r"(?:L|n|line-?|lines-|cl-|file-[\w-]{1,200}-L)\d+(?:C\d+)?(?:[-:,]L?\d+(?:C\d+)?)*+|diff-[0-9a-f]+(?:[LR]\d+(?:-[LR]\d+)?)?|"
    r"(?:issue|issuecomment-|discussion_r|discussioncomment-|pullrequestreview-|commitcomment-|event-|note_)\d+"
)
# Hosts whose pages make headings' anchors, lists and comments by script; their pages without it have no anchors. The sites, 2026-12.
SCRIPTED_HOSTS = frozenset((
    "github.com", "gist.github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitea.com", "gitee.com", "git.sr.ht", "sr.ht",
    "sourceforge.net", "dev.azure.com", "source.chromium.org", "cs.opensource.google", "npmjs.com", "crates.io", "hub.docker.com",
    "marketplace.visualstudio.com", "huggingface.co", "docs.google.com", "drive.google.com", "sites.google.com", "groups.google.com",
    "notion.so", "notion.site", "figma.com", "trello.com", "app.element.io", "matrix.to", "facebook.com", "twitter.com", "x.com",
    "instagram.com", "linkedin.com", "youtube.com", "tiktok.com", "reddit.com", "mastodon.social", "bsky.app", "openstreetmap.org",
))  # fmt: skip
LEAST_NAMES = 3  # a page with scripts and fewer named elements builds its content by script
_SPACE = lazy_pattern(r"[\W_]+")


def missing_fragment(url: str, response: Response) -> bool:
    """Whether the URL names a place that the completely read page does not have."""
    fragment = url.partition("#")[2]
    if not fragment or response.truncated or not is_html(response):
        return False
    name, _, directive = fragment.partition(DIRECTIVE)
    texts = [part[5:] for part in directive.split("&") if part.startswith("text=")]
    if texts:
        return not any(_has_text(text, response) for text in texts)
    return not _is_scripted(name, response) and not _has_name(name, response)


def _is_scripted(name: str, response: Response) -> bool:
    """Whether a script makes the place, by its name or by the page's host."""
    try:
        host = (urlsplit(response.final_url).hostname or "").removeprefix("www.")
    except ValueError:
        return True
    return host in SCRIPTED_HOSTS or host.endswith(".notion.site") or _BY_SCRIPT.fullmatch(name) is not None


def _has_name(name: str, response: Response) -> bool:
    wanted = unquote(name)
    if wanted.lower() in ALWAYS or _ROUTE.search(name):
        return True
    markup = response.body.decode(charset_of(response), "replace")
    names = set(_names(markup))
    forms = {wanted, name, wanted.replace(" ", "_")}
    forms |= {prefix + form for prefix, _ in PREFIXES for form in tuple(forms)}
    if forms & names:
        return True
    return len(names) < LEAST_NAMES and "<script" in markup.lower()


def _names(markup: str) -> list[str]:
    import html

    found = re.findall(
        r"""[\s"'](?:id|name)\s{0,3}=\s{0,3}(?:"([^"<>]{1,500})"|'([^'<>]{1,500})'|([^\s"'<>=`]{1,500}))""", markup, re.IGNORECASE
    )
    return [html.unescape(next(filter(None, groups))) for groups in found]


def _has_text(directive: str, response: Response) -> bool:
    """Whether a text directive's words are on the page in order: ``[prefix-,]start[,end][,-suffix]``."""
    parts = [unquote(part) for part in directive.split(",")]
    prefix = parts.pop(0)[:-1] if parts and parts[0].endswith("-") and len(parts) > 1 else ""
    suffix = parts.pop()[1:] if parts and parts[-1].startswith("-") and len(parts) > 1 else ""
    text, at = _folded(visible_text(response, len(response.body))), 0
    if len(text) < 100 and b"<script" in response.body.lower():
        return True
    for wanted in (prefix, *parts, suffix):
        if words := _folded(wanted).strip():
            at = text.find(words, at)
            if at < 0:
                return False
            at += len(words)
    return True


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text.casefold())

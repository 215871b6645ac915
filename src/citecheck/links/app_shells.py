"""Recognises the shells of script applications: a menu and a footer, and an empty element where a browser shows the text.

A server sends the same shell for every URL, whether its application has the page or not.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from citecheck.model.web import Response
from citecheck.pages.quick_metadata import HEAD, visible_text
from citecheck.patterns import lazy_pattern

WAITING_WORDS = 6  # maximum words of an element that only waits: "Loading, please wait"
SCRIPT_NOTICE_WORDS = 100  # maximum words of a page or an element that only asks for scripts to be switched on
MOST_ELEMENTS = 40  # elements that are looked at
_TAG = lazy_pattern(rb"<(/?)([a-z][\w-]*+)(?=[\s>])")
_ELEMENT = lazy_pattern(rb"<(main|article|div|section|[a-z]{1,20}(?:-[a-z0-9]{1,20}){1,4})(?=[\s>])([^>]{0,400})>")
# Names of the elements in which React, Vue, Angular, Next, Nuxt, Gatsby, Svelte, Ember and others show an application, 2026-12.
_MOUNT = lazy_pattern(
    rb"\b(?:id|class|data-[\w-]{1,20})\s?=\s?[\"']?(?:root|app(?:lication)?|__next|__nuxt|___gatsby|svelte|ember-application|q-app|mount|"
    rb"(?:[a-z0-9]{1,20}[-_])?(?:react|vue|angular|spa|web-?app|my-?app|main-?app|app)(?:[-_](?:root|app|container|mount|main|content|wrapper))?)"
    rb"(?=[\s\"'>]|$)"
)
# The files of such applications.
_BUNDLE = lazy_pattern(
    rb"<script[^>]{0,200}(?:\btype\s?=\s?[\"']?module|/_next/|/static/js/|webpack|"
    rb"\b(?:main|app|bundle|index|runtime|vendors?|chunk)[.~_-][\w-]{6,40}(?:\.(?:bundle|chunk))?\.m?js)"
)


def is_app_shell(page: Response) -> bool:
    """Whether a page's text is missing where its application shows it."""
    text = visible_text(page)
    return _asks_for_scripts(text) or any(_waits(visible_text(replace(page, body=inside))) for inside in _mounts(page))


def has_app(page: Response) -> bool:
    """Whether a page has an element in which an application shows its text, empty or not."""
    return next(_mounts(page), None) is not None


def _waits(text: str) -> bool:
    return len(text.split()) <= WAITING_WORDS or _asks_for_scripts(text)


def _asks_for_scripts(text: str) -> bool:
    return "javascript" in text.lower() and len(text.split()) <= SCRIPT_NOTICE_WORDS


def _mounts(page: Response) -> Iterator[bytes]:
    """The contents of the elements in which an application shows its text; of any main element, if the page loads one's files."""
    low = page.body[:HEAD].lower()
    if b"<script" not in low:
        return
    bundled = bool(_BUNDLE.search(low))
    for _, match in zip(range(MOST_ELEMENTS), _ELEMENT.finditer(low), strict=False):
        name, attributes = match.groups()
        own = b"-" in name and name.endswith((b"app", b"root"))
        if own or _MOUNT.search(attributes) or (bundled and (name == b"main" or b'role="main"' in attributes)):
            yield low[match.end() : _closing(low, name, match.end())]


def _closing(low: bytes, name: bytes, at: int) -> int:
    """Where the element that is open at a position ends, or the page."""
    depth = 1
    for tag in _TAG.finditer(low, at):
        if tag.group(2) == name:
            depth += -1 if tag.group(1) else 1
        if not depth:
            return tag.start()
    return len(low)

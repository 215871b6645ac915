"""Links of a page to files of its own repository, the anchors that the page has, and the place behind a link."""

import re
from collections.abc import Iterator

from citecheck.documents.html_tags import ENTITY, HtmlPage
from citecheck.documents.local_links import is_local
from citecheck.documents.numbered_notes import Lines
from citecheck.model.document import Address
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

URL_ATTRIBUTES = dict.fromkeys(("a", "area"), "href") | dict.fromkeys(("img", "iframe", "video", "audio", "source", "embed"), "src")
CLOSING = lazy_pattern(r"</(?:a|i|em|b|strong|q|u|cite|small)\s*>", re.IGNORECASE)
WHOLE = frozenset(("html", "head", "body"))  # what a page has and a part of one lacks
TEMPLATE = ("{%", "{{")  # Jinja, Liquid, Handlebars, Go


def local_links(text: str, page: HtmlPage, lines: Lines) -> Iterator[Address]:
    """Yield the links and media that are files of the same repository; none if they are relative to another address.

    So they are in a page with a base, in a template, and in a part without ``<html>`` or ``<body>`` that other pages include.
    """
    names = {element.name for element in page.elements}
    if "base" in names or not names & WHOLE or any(mark in text for mark in TEMPLATE):
        return
    for element in page.elements:
        attribute = element.attributes.get(URL_ATTRIBUTES.get(element.name, ""))
        if attribute and is_local(attribute.value.strip()):
            yield Address(attribute.value.strip(), Span(attribute.start, attribute.end), lines.place(attribute.start))


def anchors_of(page: HtmlPage) -> frozenset[str] | None:
    """Return the names of all elements in small letters; None if scripts make the page."""
    names = frozenset(name.lower() for element in page.elements for name in (element.get("id"), element.get("name")) if name)
    return names if names or all(element.name != "script" for element in page.elements) else None


def after_tags(page: HtmlPage, at: int) -> int:
    """The offset after an entity cut by it, and after the end tags that follow."""
    entity = ENTITY.match(page.text, at - 1) if page.text[at - 1 : at] == "&" else None
    at = entity.end() if entity else at
    while closing := CLOSING.match(page.text, at):
        at = closing.end()
    return at

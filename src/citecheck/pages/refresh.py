"""Reads a page's redirect: the ``Refresh:`` field, ``<meta http-equiv=refresh>`` (HTML standard, 4.2.5.3), or a page's only script.

A refresh within seconds to another page is a redirect. Those for readers without scripts, reloads of the same page, and the steps of a
bot challenge are none.
"""

import html
import re
from urllib.parse import urlsplit

from citecheck.model.web import Response
from citecheck.pages.quick_metadata import charset_of, is_html
from citecheck.pages.script_redirect import script_target
from citecheck.patterns import lazy_pattern

SOON = 10  # maximum seconds; pages that reload news or sessions wait longer
SEARCHED = 100_000  # bytes of a page that are searched
LONGEST = 4_000  # maximum bytes of a tag
_HIDDEN = ((b"<!--", b"-->"), (b"<noscript", b"</noscript"), (b"<script", b"</script"), (b"<template", b"</template"))
_ATTRIBUTE = lazy_pattern(rb"([a-z-]{1,30}+)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))", re.IGNORECASE)
_CONTENT = lazy_pattern(
    r"\s*+(?P<seconds>\d{0,9}+)(?:\.[\d.]*+)?(?:\s*+[;,]|\s)\s*+(?:url\s*+=\s*+)?(?P<target>.*+)", re.IGNORECASE | re.DOTALL
)
_SCHEME = lazy_pattern(r"(?!https?:)[a-z][a-z\d+.-]*:", re.IGNORECASE)  # of a script, of mail
_TAG = lazy_pattern(rb"<meta(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>", re.IGNORECASE)
_CHALLENGE = lazy_pattern(r"/(?:\.well-known|cdn-cgi|_sec|_incapsula_resource)/|captcha|bm-verify|challenge", re.IGNORECASE)


def refresh_target(response: Response) -> str:
    """The URL of another page that a response refreshes to at once, relative as written; empty if there is none."""
    page = is_html(response)
    content = response.header("refresh") or (_meta(response) if page else "")
    target = _declared(content) if content else script_target(response) if page else ""
    if not target or _SCHEME.match(target) or _CHALLENGE.search(target) or _is_same_page(target, response.final_url):
        return ""
    return target


def _declared(content: str) -> str:
    """The target of a refresh's content; empty if it comes too late."""
    match = _CONTENT.fullmatch(content)
    if not match or not (match["seconds"] or content.lstrip().startswith(".")) or int(match["seconds"] or 0) > SOON:
        return ""
    target = match["target"]
    if target[:1] in ("'", '"'):
        target = target[1:].partition(target[0])[0]
    return target.strip()


def _is_same_page(target: str, url: str) -> bool:
    """Whether a target is the page itself, perhaps with another query or fragment."""
    try:
        there, here = urlsplit(target), urlsplit(url)
    except ValueError:
        return True
    return (there.netloc or here.netloc).lower() == here.netloc.lower() and (there.path or here.path) == here.path


def _meta(response: Response) -> str:
    """The content of the first refresh that a browser with scripts obeys."""
    raw = response.body[:SEARCHED]
    low = raw.lower()
    if b"refresh" not in low:
        return ""
    at = 0
    while (at := low.find(b"<", at)) >= 0:
        hidden = next((end for begin, end in _HIDDEN if low.startswith(begin, at)), None)
        if hidden:
            at = low.find(hidden, at)
            if at < 0:
                break
        elif low.startswith(b"<meta", at):
            tag = _TAG.match(raw[at : at + LONGEST])
            fields = _fields(tag.group() if tag else raw[at : at + LONGEST].partition(b">")[0])
            if fields.get(b"http-equiv", b"").strip().lower() == b"refresh":
                return html.unescape(fields.get(b"content", b"").decode(charset_of(response), "replace"))
        at += 1
    return ""


def _fields(tag: bytes) -> dict[bytes, bytes]:
    return {m[1].lower(): m[2] or m[3] or m[4] or b"" for m in reversed(list(_ATTRIBUTE.finditer(tag)))}

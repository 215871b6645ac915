"""Reads the redirect of a page that only sends its reader on by a script: ``location.replace("/new")`` and its other forms.

Only a page that is nothing else counts: little text, one script, and in it one assignment of a literal URL. Scripts that compute the
URL, set cookies or test the browser belong to applications and bot challenges.
"""

import re

from citecheck.model.web import Response
from citecheck.pages.quick_metadata import charset_of, visible_text
from citecheck.patterns import lazy_pattern

LONGEST = 8_000  # maximum bytes of such a page
MOST_WORDS = 40  # maximum words of visible text, such as "You are being redirected; click here if nothing happens"
_ONLOAD = lazy_pattern(rb"\sonload\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')", re.IGNORECASE)
_COMMENTS = lazy_pattern(r"<!--|-->|//\s*(?:<!\[CDATA\[|\]\]>|-->)|/\*[^*]*+\*/")
_LITERAL = r"(?:\"([^\"\n]*+)\"|'([^'\n]*+)'|`([^`$]*+)`)"
_KEPT = r"(?:\s*\+\s*(?:window\.|document\.)?location\.(?:search|hash))*"  # the reader's own query and fragment behind it
_OBJECT = r"(?:(?:window|self|top|parent|document|globalThis)\.){0,2}location"
_STATEMENT = lazy_pattern(rf"{_OBJECT}(?:(?:\.href)?\s*=\s*{_LITERAL}{_KEPT}|\.(?:replace|assign)\s*\(\s*{_LITERAL}{_KEPT}\s*\))")
_OTHER_ESCAPE = lazy_pattern(r"\\[^/]")
_WRAPPED = lazy_pattern(
    r"(?:setTimeout\s*\(\s*|(?:window\.)?onload\s*=\s*)(?:function\s*\w*+\s*\(\s*\)|\(\s*\)\s*=>)\s*\{(?P<inner>[^{}]*+)\}\s*(?:,\s*\d{1,4}\s*)?\)?"
)


def script_target(response: Response) -> str:
    """The URL of another page that a page's only script opens, as written; empty if the page is anything else."""
    raw = response.body
    if len(raw) > LONGEST or b"location" not in raw:
        return ""
    target = _assigned(_only_code(raw).decode(charset_of(response), "replace"))
    return target if target and len(visible_text(response).split()) <= MOST_WORDS else ""


def _only_code(raw: bytes) -> bytes:
    """The code of a page's only script or of its body's ``onload``; empty if there are several."""
    low = raw.lower()
    codes = [match[1] or match[2] or b"" for match in _ONLOAD.finditer(raw)]
    if begin := low.find(b"<script") + 1:
        start, end = low.find(b">", begin) + 1, low.find(b"</script", begin)
        codes.append(raw[start:end])
    return codes[0] if len(codes) == 1 and low.count(b"<script") <= 1 else b""


def _assigned(code: str) -> str:
    """The literal URL, if the code is nothing but its assignment."""
    plain = _COMMENTS.sub("", code).strip().rstrip("; \n")
    wrapped = _WRAPPED.fullmatch(plain)
    match = _STATEMENT.fullmatch(wrapped["inner"].strip().rstrip("; \n") if wrapped else plain)
    found = next((text for text in match.groups() if text), "") if match else ""
    return "" if _OTHER_ESCAPE.search(found) else found.replace("\\/", "/")

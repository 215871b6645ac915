"""Errors that a response with a success status gives as JSON: ``{"status": 404, "error": "Not Found"}``, ``{"error": {"code": 404}}``.

An error is sure if the response holds nothing else; data that has such a number, or such words beside others, may be what was cited.
"""

import json
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from citecheck.language.nesting import TooDeep, check_depth
from citecheck.links.not_found_phrases import heading_says
from citecheck.links.soft_404 import about_errors
from citecheck.model.web import Response
from citecheck.patterns import lazy_pattern

MAX_BYTES = 4_000  # an error has a few lines
OBJECT = lazy_pattern(rb"\s*[{\[]")
CODES = frozenset(("status", "statuscode", "code", "errorcode", "httpstatus", "httpstatuscode", "httpcode"))
WORDS = frozenset(
    ("message", "msg", "error", "detail", "reason", "errormessage", "errordescription", "statustext", "statusmessage")
)
NESTED = frozenset(("error", "errors", "fault", "meta", "response"))
# What stands beside them and is no content.
BESIDE = frozenset(
    ("title", "type", "path", "url", "uri", "method", "timestamp", "time", "instance", "requestid", "traceid", "trace", "name", "description",
     "documentationurl", "helpurl", "domain", "location", "details", "version", "apiversion", "exception", "id", "lang")
)  # fmt: skip
FLAGS = frozenset(("success", "ok"))
EMPTY = frozenset(("data", "result", "results", "items", "payload", "body"))  # of which an error has none


class JsonError(Struct, frozen=True):
    """An error: its status code, 0 if it gives none; what it says; and whether the response holds nothing else."""

    code: int
    said: str
    sure: bool


def json_error(response: Response) -> JsonError | None:
    """The error that a response gives as JSON; None for one about such errors, or at a URL that names them."""
    body = response.body
    if response.truncated or len(body) > MAX_BYTES or not OBJECT.match(body) or about_errors(response.url):
        return None
    try:
        check_depth(text := body.decode("utf-8-sig"))
        value = json.loads(text)
    except (ValueError, TooDeep, RecursionError):
        return None
    value = value[0] if isinstance(value, list) and len(value) == 1 else value
    return _of(value) if isinstance(value, dict) else None


def _of(value: dict[str, Any]) -> JsonError | None:
    pairs = list(_pairs(value))
    codes = {code for name, one in pairs if name in CODES and (code := _code(one))}
    words = [one for name, one in pairs if name in WORDS and isinstance(one, str)]
    said = next((one for one in words if heading_says(one)), "")
    failed = any(name in FLAGS and one is False for name, one in pairs) or any(
        name in NESTED and one for name, one in _folded(value)
    )
    code = min(codes, default=0)
    if len(codes) > 1 or not (code or said):
        return None
    known = all(_is_no_content(name, one) for name, one in pairs)
    if not known and not said and not failed:
        return None  # a number of something else
    whole = bool(said and heading_says(said, 0)) or (bool(code) and (failed or bool(words) or len(pairs) == 1))
    if not whole and not said:
        return None
    return JsonError(code, said or f"{code}", known and whole)


def _pairs(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The names, without capitals and signs, and values of an object and of the errors in it."""
    for name, one in _folded(value):
        inner = one[0] if isinstance(one, list) and len(one) == 1 else one
        if name in NESTED and isinstance(inner, dict):
            yield from _folded(inner)
        else:
            yield name, one


def _folded(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((name.lower().replace("_", "").replace("-", ""), one) for name, one in value.items())


def _code(value: object) -> int:
    """A status code of an error; 0 if it is none."""
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return int(text) if len(text) == 3 and text.isdecimal() and text[0] in "45" else 0


def _is_no_content(name: str, value: object) -> bool:
    if name in EMPTY:
        return not value
    return (
        name in CODES or name in WORDS or name in BESIDE or name in FLAGS or (name in NESTED and not isinstance(value, dict | list))
    )

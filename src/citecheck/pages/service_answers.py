"""Decodes service responses into declared types; anything else raises ``NoAnswer``."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from typing import TypeVar
from urllib.parse import urlencode, urlsplit

import msgspec

from citecheck.language import printable
from citecheck.language.nesting import check_depth
from citecheck.language.titles import unmarked
from citecheck.model.errors import NoAnswer
from citecheck.model.web import Request, Response
from citecheck.patterns import lazy_pattern

T = TypeVar("T")
CONTROLS = lazy_pattern(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# A valid escape, which stays, or the backslash of an invalid one ("\'", "\_"): GDELT writes such in titles.
ESCAPES = lazy_pattern(rb"(\\[\"\\/bfnrt]|\\u[0-9A-Fa-f]{4})|\\")
MAX_URL = 2_000
JSON = "application/json"


def json_request(url: str, body: bytes | None = None) -> Request:
    """A request for JSON; a response that is no JSON is then not cached."""
    accept = (("Accept", JSON),)
    if body is None:
        return Request(url, headers=accept)
    return Request(url, "POST", (*accept, ("Content-Type", JSON)), body)


def fetch_json(send: Callable[[Request], Response], url: str, parameters: Mapping[str, str], kind: type[T]) -> T:
    """Send a GET request for JSON and decode the response. Raises ``NoAnswer``."""
    return decode(send(json_request(f"{url}?{urlencode(parameters)}")), kind)


def is_kept(request: Request, response: Response) -> bool:
    """Whether a response may be cached: challenge pages or truncated JSON instead of JSON may not."""
    if ("Accept", JSON) not in request.headers or response.status != 200:
        return True
    body = response.body.removeprefix(BOM_UTF8).strip()
    return (body[:1], body[-1:]) in ((b"{", b"}"), (b"[", b"]"))


def decode(response: Response, kind: type[T]) -> T:
    """Decode a JSON response into a declared type. Raises ``NoAnswer`` if it is an error, something else, or truncated."""
    if response.status >= 400:
        raise NoAnswer(str(response.status))
    body = response.body.removeprefix(BOM_UTF8)
    if body.lstrip()[:1] not in (b"{", b"["):
        raise NoAnswer("not JSON")
    try:
        check_depth(body)
        # Services send raw control characters in strings; elsewhere the escape makes the JSON invalid, as it should.
        body = ESCAPES.sub(rb"\1", CONTROLS.sub(rb"\\u0020", body))
        return msgspec.json.decode(body, type=kind, strict=False)
    except msgspec.ValidationError:
        return _without_nulls(body, kind)
    except (ValueError, RecursionError):  # msgspec's DecodeError, TooDeep, invalid UTF-8, huge integers
        raise NoAnswer("malformed JSON") from None


def _without_nulls(body: bytes, kind: type[T]) -> T:
    """Decode a response without its null values: services write null for what they do not know. Raises ``NoAnswer``."""
    try:
        return msgspec.convert(_known(msgspec.json.decode(body)), type=kind, strict=False)
    except msgspec.ValidationError as error:
        raise NoAnswer(f"unexpected JSON: {error}") from None
    except (ValueError, RecursionError):
        raise NoAnswer("malformed JSON") from None


def _known(value: object) -> object:
    """A JSON value without nulls in its objects and lists."""
    if isinstance(value, dict):
        return {name: _known(inner) for name, inner in value.items() if inner is not None}
    return [_known(inner) for inner in value if inner is not None] if isinstance(value, list) else value


def web_url(value: str | None) -> str | None:
    """A URL offered by a service, if it may be shown and requested: http(s), one line, no white space or brackets, no control or
    bidirectional characters.
    """
    if not value or len(value) > MAX_URL or not value.isprintable() or re.search(r"[\s<>\"\\{}|^`\[\]]", value):
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    return value if parts.scheme in ("http", "https") and "." in (parts.hostname or "") else None


def title_line(value: str | None) -> str | None:
    """A title offered by a service on one line, without markup and entities."""
    return one_line(unmarked(value)) if value else None


def one_line(value: str | None) -> str | None:
    """A text offered by a service, without line breaks and control characters."""
    return printable.one_line(value) or None if value is not None else None

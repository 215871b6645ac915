"""Finds secrets in URLs and header fields: keys, passwords and sessions. They are neither stored nor printed.

A masked secret is ``MASK``. A masked URL stays private and is never requested (``is_masked``).
"""

import ipaddress
import re
from collections.abc import Callable
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from msgspec.structs import replace

from citecheck.model.reference import Item
from citecheck.patterns import lazy_pattern

# Names of query parameters with a key: OAuth (RFC 6749, 6750), AWS Signature 4, Google and Azure signed URLs, and common usage.
_KEYS = lazy_pattern(
    r"(?:.*[_-])?(?:token|apikey|api[_-]key|secret|password|passwd|pwd|signature|jwt|bearer|credential|auth|sessionid|session[_-]id|"
    r"authkey|accesskey|access[_-]key)|x-(?:amz|goog)-.+|sig|phpsessid|jsessionid",
    re.IGNORECASE,
)
# Parameters that are called like keys and open nothing: Google Books signs the public address of a page.
_NO_KEY = lazy_pattern(r"//books\.google\.(?:com?\.)?[a-z]{2,3}/[^\s?#]{0,200}[?#&](?:[^\s?#]{0,2000}[&#])?sig$", re.IGNORECASE)
MASK = "…"
_MAY_HOLD = lazy_pattern(r"[@?&#;\[\]]|eyJ|%3[dD]|[^\x00-\x7f]")  # texts without a match contain no key and nothing malformed
_JWT = lazy_pattern(r"(?<![\w-])((?>[\w-]*?\b(?=eyJ)))(eyJ[\w-]{10,}+\.eyJ[\w-]{10,}+\.[\w-]*+)")
# A value ends where another parameter begins, also after a ``?``: the path may have parameters (RFC 3986, 3.3).
_PARAMETER = lazy_pattern(r"(?<=[?&#;])([^=&#;\s?]++)=((?:(?!\?[^=&#;\s?]++=)[^&#;\s])*+)")
# A parameter of a URL that is itself a percent-encoded parameter value.
_NESTED = lazy_pattern(r"((?:%3F|%26|%23|%3B)[\w.~-]{1,80}%3D)((?:(?!%26|%23)[^&#;\s\"'<>])++)", re.IGNORECASE)
# Header fields that contain or set keys (RFC 6265, 9110); others by their suffix.
_FIELDS = frozenset(("authorization", "proxy-authorization", "cookie", "cookie2", "set-cookie", "set-cookie2", "proxy-connection"))
_FIELD_ENDS = ("-token", "-secret", "-api-key", "-apikey", "-password", "-session-id", "-sessionid", "authentication-info")
_PATH_SESSION = lazy_pattern(r";jsessionid=", re.IGNORECASE)


def why_private(url: str) -> str | None:
    """Why a URL must not be passed on: it contains a password, a key or a session; None if it contains none."""
    if not _MAY_HOLD.search(url):
        return None
    try:
        parts = urlsplit(url)
        named = parse_qsl(parts.query, keep_blank_values=False) + parse_qsl(parts.fragment if "=" in parts.fragment else "")
    except ValueError:
        return "it is malformed"
    if "@" in parts.netloc:
        return "it contains a user name"
    opens = [
        name for name, value in (*named, *_nested_parameters(url)) if value and _is_key(name) and not _opens_nothing(url, name)
    ]
    opens += [found[1] for found in _PARAMETER.finditer(url) if found[2] and _names_key(found)]
    if name := next(iter(opens), None):
        return f"it contains a key ({name})"
    if _JWT.search(url) or _PATH_SESSION.search(parts.path):
        return "it contains a session"
    return None


def shown(text: str) -> str:
    """A text with URLs as it may be printed: without user names and passwords, and with keys masked."""
    if not _MAY_HOLD.search(text):
        return text
    return masked(text, lambda _: MASK)


def masked(text: str, mask: Callable[[str], str]) -> str:
    """A text without user names and passwords in URLs, and with every key replaced by ``mask(key)``."""
    text = _PARAMETER.sub(lambda m: f"{m[1]}={mask(m[2])}" if _names_key(m) else m[0], _without_user(text))
    text = _NESTED.sub(lambda m: m[1] + mask(m[2]) if _is_key(m[1][3:-3]) else m[0], text)
    return _without_user(_JWT.sub(lambda m: m[1] + mask(m[2]), text))  # again: the masked text may precede an @


def is_masked(url: str) -> bool:
    """Whether a key in a URL is masked, so that the URL cannot be requested."""
    if MASK not in url and quote(MASK) not in url.upper():
        return False
    return any(
        _is_key(name) and unquote(value).startswith(MASK) for name, value in (*_PARAMETER.findall(url), *_nested_parameters(url))
    )


def is_secret_field(name: str) -> bool:
    """Whether a header field contains a key and must not be stored."""
    return name.lower() in _FIELDS or name.lower().endswith(_FIELD_ENDS)


def without_keys(url: str) -> str:
    """A URL without user name, password and parameters that are keys."""
    url = re.sub(r"\s", lambda space: quote(space[0]), url)  # a parameter's name may begin with white space
    plain = _PARAMETER.sub(lambda m: "" if _names_key(m) or _JWT.search(m[2]) else m[0], _without_user(url))
    plain = _JWT.sub(r"\1", _NESTED.sub(lambda m: "" if _is_key(m[1][3:-3]) else m[0], plain))
    return re.sub(r"(?<![?&])[?&]++(?=#|$)|#$", "", re.sub(r"(?<=[?&#])&+", "", plain))


def public(url: str) -> str:
    """A URL as it may be stored and passed on: unchanged, or without its secrets.

    If a key cannot be removed because of its unusual spelling, everything after the path is removed.
    """
    if not why_private(url):
        return url
    plain = without_keys(url)
    return re.split(r"[?#;]|%3[BFbf]|%2[36]", plain, maxsplit=1)[0] if why_private(plain) else plain


def public_item(item: Item) -> Item:
    """An item with a URL that may be passed on."""
    return item if item.url is None else replace(item, url=public(item.url))


def shown_item(item: Item) -> Item:
    """An item with its URL as the note prints it, with keys masked."""
    return item if item.url is None else replace(item, url=shown(item.url))


def _without_user(text: str) -> str:
    return re.sub(r"(?<=//)[^/?#\s]*@", "", text)


def _is_key(name: str) -> bool:
    """Whether a parameter's name is that of a key, also percent-encoded or escaped for LaTeX."""
    return _KEYS.fullmatch(unquote(name).replace("\\", "").strip()) is not None


def _names_key(found: re.Match[str]) -> bool:
    """Whether a parameter that was found in a text is a key."""
    return _is_key(found[1]) and not _NO_KEY.match(found.string, found.string.rfind("://", 0, found.start()) + 1, found.end(1))


def _opens_nothing(url: str, name: str) -> bool:
    """Whether a parameter of a URL only looks like a key."""
    return any(found[1] == name and not _names_key(found) for found in _PARAMETER.finditer(url))


def _nested_parameters(url: str) -> list[tuple[str, str]]:
    """The parameters of a percent-encoded URL within a URL."""
    return [(head[3:-3], value) for head, value in _NESTED.findall(url)]


# Domains of private networks (RFC 6761, 6762, 8375, 9476, and common usage).
_INSIDE_TEXT = """
.localhost .local .internal .intranet .lan .home .corp .private .home.arpa .onion .localdomain
"""
_INSIDE = tuple(_INSIDE_TEXT.split())


def is_inside(url: str) -> bool:
    """Whether a URL's host is on a private network, so that no service is sent it."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return True
    if ":" in host or re.fullmatch(r"(?:0x[0-9a-f]+|\d+)", host.rpartition(".")[2]):
        return not _is_public(host)
    return "." not in host or host.endswith(_INSIDE)


def _is_public(address: str) -> bool:
    """Whether a literal IP address is global unicast, in standard notation."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None) or ip
    return mapped.is_global and not mapped.is_multicast and not (ip.version == 6 and not str(ip).startswith(("2", "3")))

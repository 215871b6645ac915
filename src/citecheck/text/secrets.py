"""Addresses that are somebody's own: keys in them open something, so they are neither stored nor told to others."""

import ipaddress
import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from citecheck.model.reference import Item

# Names of query parameters that carry a key: OAuth (RFC 6749, 6750), AWS Signature 4, Google and Azure signed addresses, and habit.
_KEYS = re.compile(
    r"(?:.*[_-])?(?:token|apikey|api[_-]key|secret|password|passwd|pwd|signature|jwt|bearer|credential|auth|sessionid|session[_-]id|"
    r"authkey|accesskey|access[_-]key)|x-(?:amz|goog)-.+|sig|phpsessid|jsessionid",
    re.IGNORECASE,
)
_MAY_HOLD = re.compile(r"[@?&#;\[\]]|eyJ|[^\x00-\x7f]")  # without one of these there is neither a key nor anything malformed
_JWT = re.compile(r"(?<![\w-])(?>[\w-]*?\beyJ)[\w-]{10,}+\.eyJ[\w-]{10,}+\.")
_PATH_SESSION = re.compile(r";jsessionid=", re.IGNORECASE)


def why_private(url: str) -> str | None:
    """Why an address is not to be handed on: it holds a password, a key or a session; None where it holds none."""
    if not _MAY_HOLD.search(url):
        return None
    try:
        parts = urlsplit(url)
        named = parse_qsl(parts.query, keep_blank_values=False) + parse_qsl(parts.fragment if "=" in parts.fragment else "")
    except ValueError:
        return "it is malformed"
    if "@" in parts.netloc:
        return "it holds a user name"
    if name := next((name for name, _ in named if _KEYS.fullmatch(name)), None):
        return f"it holds a key ({name})"
    if _JWT.search(url) or _PATH_SESSION.search(parts.path):
        return "it holds a session"
    return None


def shown(text: str) -> str:
    """A text with addresses as it may be printed: without user names and passwords, and without what their keys are."""
    if not _MAY_HOLD.search(text):
        return text
    return _parameters(_without_user(text), "…")


def without_keys(url: str) -> str:
    """An address without user name, password, and the parameters that are keys."""
    plain = _parameters(_without_user(url), None)
    return re.sub(r"(?<![?&])[?&]++(?=#|$)|#$", "", re.sub(r"(?<=[?&#])&+", "", plain))


def public(url: str) -> str:
    """An address as it may be kept and handed on: as it is, or without what in it is somebody's own."""
    return without_keys(url) if why_private(url) else url


def public_item(item: Item) -> Item:
    """An item whose address may be handed on."""
    return item if item.url is None else replace(item, url=public(item.url))


def _without_user(text: str) -> str:
    return re.sub(r"(?<=//)[^/?#\s]*@", "", text)


def _parameters(text: str, value: str | None) -> str:
    """The text with a value for those of its keys, or without these parameters."""

    def change(match: re.Match[str]) -> str:
        if not _KEYS.fullmatch(match[1]):
            return match[0]
        return "" if value is None else f"{match[1]}={value}"

    return re.sub(r"(?<=[?&#;])([^=&#;\s?]++)=[^&#;\s]*+", change, text)


# Names that lead nowhere outside a house (RFC 6761, 6762, 8375, 9476, and what is used for it).
_INSIDE = (
    ".localhost",
    ".local",
    ".internal",
    ".intranet",
    ".lan",
    ".home",
    ".corp",
    ".private",
    ".home.arpa",
    ".onion",
    ".localdomain",
)


def is_inside(url: str) -> bool:
    """Whether an address is of a host that only its owner's network reaches, so that nobody else is told of it."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return True
    if ":" in host or re.fullmatch(r"(?:0x[0-9a-f]+|\d+)", host.rpartition(".")[2]):
        return not _is_public(host)
    return "." not in host or host.endswith(_INSIDE)


def _is_public(address: str) -> bool:
    """Whether a literal address is global unicast, written in the one usual way."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(ip, "ipv4_mapped", None) or ip
    return mapped.is_global and not mapped.is_multicast and not (ip.version == 6 and not str(ip).startswith(("2", "3")))

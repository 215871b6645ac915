"""Addresses as keys: SURT, for look-up only; whether two are the same is decided on the address."""

import hashlib
import ipaddress
import os
import re
from urllib.parse import quote, urlsplit, urlunsplit

from citecheck.language.secrets import MASK, masked

_ASCII = "".join(map(chr, range(0x21, 0x7F)))
_MASK = quote(MASK)
_UNTOLD = os.urandom(16)  # of this process: nobody can try out which key a mask stands for


def uri(url: str) -> str:
    """An address as records hold it (RFC 3986): no fragment, no user name, keys masked, ASCII only."""
    plain = masked_uri(url.partition("#")[0])
    try:
        parts = urlsplit(plain)
    except ValueError:  # in a record of somebody else's; it is kept as it is
        return quote(plain, safe=_ASCII)
    place = parts.netloc.rpartition("@")[2]
    try:
        place = place.encode("idna").decode("ascii") if not place.isascii() else place
    except UnicodeError:
        place = quote(place, safe=_ASCII)
    return quote(urlunsplit((parts.scheme, place, parts.path or "/", parts.query, "")), safe=_ASCII)


def masked_uri(text: str) -> str:
    """A text with the keys of its addresses masked. Within one run one key has one mask, so that a redirect's target is found again."""

    def mask(value: str) -> str:
        if value.startswith(_MASK):
            return value
        return _MASK + hashlib.blake2b(value.encode("utf-8", "surrogatepass"), digest_size=4, key=_UNTOLD).hexdigest()

    return masked(text, mask)


def surt(url: str) -> str:
    """The key under which pywb and the Wayback Machine look an address up: ``org,example)/index.html?a=1``."""
    import surt as surts

    try:
        if not _is_name_or_address(urlsplit(url).hostname or ""):
            return quote(url, safe=_ASCII)
        key: str = surts.surt(url)
    except (ValueError, UnicodeError, IndexError, TypeError):
        key = url
    return re.sub(r"\s+", "%20", key)


def _is_name_or_address(host: str) -> bool:
    """Whether a host of digits and dots is an IPv4 address; the package would ask the name service about another one."""
    if host.strip("0123456789."):
        return True
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True

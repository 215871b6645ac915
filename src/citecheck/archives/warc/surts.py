"""URLs in records, and their index keys (SURT)."""

import hashlib
import ipaddress
import os
import re
from urllib.parse import quote, urlsplit, urlunsplit

from citecheck.language.secrets import MASK, masked

_ASCII = "".join(map(chr, range(0x21, 0x7F)))
_MASK = quote(MASK)
_SALT = os.urandom(16)  # per process, so that masks cannot be used to guess keys


def uri(url: str) -> str:
    """Return a URL for records (RFC 3986): without fragment and user name, keys masked, ASCII only."""
    plain = masked_uri(url.partition("#")[0])
    try:
        parts = urlsplit(plain)
    except ValueError:  # in a record of other software
        return quote(plain, safe=_ASCII)
    place = parts.netloc.rpartition("@")[2]
    try:
        place = place.encode("idna").decode("ascii") if not place.isascii() else place
    except UnicodeError:
        place = quote(place, safe=_ASCII)
    return quote(urlunsplit((parts.scheme, place, parts.path or "/", parts.query, "")), safe=_ASCII)


def masked_uri(text: str) -> str:
    """Return a text with the keys in its URLs masked. A key has the same mask during a run, so that redirects' targets are found."""

    def mask(value: str) -> str:
        if value.startswith(_MASK):
            return value
        return _MASK + hashlib.blake2b(value.encode("utf-8", "surrogatepass"), digest_size=4, key=_SALT).hexdigest()

    return masked(text, mask)


def surt(url: str) -> str:
    """Return a URL's index key in pywb and the Wayback Machine: ``org,example)/index.html?a=1``."""
    import surt as surts

    try:
        if not _is_name_or_address(urlsplit(url).hostname or ""):
            return quote(url, safe=_ASCII)
        key: str = surts.surt(url)
    except (ValueError, UnicodeError, IndexError, TypeError):
        key = url
    return re.sub(r"\s+", "%20", key)


def _is_name_or_address(host: str) -> bool:
    """Whether a host is a name or a valid IPv4 address; the package would resolve other hosts of digits and dots."""
    if host.strip("0123456789."):
        return True
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True

"""URLs as they are sent: without credentials and fragment, with an ASCII host, percent-encoded."""

import contextlib
import re
from functools import lru_cache
from urllib.parse import quote, unquote, urljoin, urlsplit

from citecheck.language.secrets import is_masked
from citecheck.links.urls import without_credentials
from citecheck.net.guard import MAX_URL, Refused
from citecheck.patterns import lazy_pattern

ESCAPED = lazy_pattern(r"%(?:[a-f][0-9A-Fa-f]|[0-9A-F][a-f])")
DOTS = lazy_pattern(r"/(?:\.|%2e){1,2}(?:/|$)", re.IGNORECASE)
# Not percent-encoded (RFC 3986, 2.2 and 2.3).
SAFE = "!#$%&'()*+,/:;=?@[]~|"


def on_the_wire(url: str) -> str:
    """Return the URL in the form that is sent; raises ``Refused`` if it has none."""
    if len(url) > MAX_URL:
        raise Refused("scheme", f"the URL is over {MAX_URL:,} characters")
    if is_masked(url):
        raise Refused("scheme", "a secret in the URL is masked")
    plain = without_credentials(url).partition("#")[0]
    if plain.isascii() and plain.isprintable() and " " not in plain and "%" not in plain[:64]:
        return plain
    try:
        parts = urlsplit(plain)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Refused("scheme", "the URL is malformed") from None
    name = ascii_host(unquote(host))
    if ":" in name:
        name = f"[{name}]"
    netloc = f"{name}:{port}" if port else name
    try:
        made = parts._replace(netloc=netloc, path=quote(parts.path, safe=SAFE), query=quote(parts.query, safe=SAFE)).geturl()
    except UnicodeEncodeError:  # a lone surrogate, as JSON may contain
        raise Refused("scheme", "the URL is malformed") from None
    return made + "?" if plain.endswith("?") and "?" not in made else made  # an empty query is part of what is asked


def printed_target(url: str) -> str:
    """The path and query of a URL if libcurl would change them: it writes ``%e4`` as ``%E4``, which some servers do not know; else empty.

    Dot segments are resolved by libcurl, as browsers do.
    """
    path = "/" + url.partition("://")[2].partition("/")[2]
    return path if ESCAPED.search(path.partition("?")[0]) and not DOTS.search(path.partition("?")[0]) else ""


@lru_cache(maxsize=4096)
def ascii_host(host: str) -> str:
    """Return a host in ASCII (UTS 46, as browsers map it); raises ``Refused`` if it is not a valid name."""
    if host.isascii():
        return host
    import idna

    try:
        return idna.encode(host, uts46=True, transitional=False).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise Refused("scheme", "the host name is not valid") from None


def redirected(base: str, location: str) -> str:
    """Return the target of a redirect, sent as UTF-8 or Latin-1. The fragment is inherited (RFC 9110, 10.2.2)."""
    with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        target = urljoin(base, location.strip().replace(" ", "%20"))
    except ValueError:
        raise Refused("scheme", "the URL is malformed") from None
    if location.strip().endswith("?") and "?" not in target:
        target += "?"
    fragment = base.partition("#")[2]
    return target if "#" in target or not fragment else f"{target}#{fragment}"

"""A web address as it goes over the wire: no credentials, no fragment, an ASCII host, everything else percent-encoded."""

import contextlib
from functools import lru_cache
from urllib.parse import quote, unquote, urljoin, urlsplit

from citecheck.language.secrets import is_masked
from citecheck.links.urls import without_credentials
from citecheck.net.guard import MAX_URL, Refused

# Left as they are; everything else that is not ASCII or not printable is encoded (RFC 3986, 2.2 and 2.3).
KEPT = "!#$%&'()*+,/:;=?@[]~|"


def on_the_wire(url: str) -> str:
    """The address that a server is asked for; raises ``Refused`` where it has no such form."""
    if len(url) > MAX_URL:
        raise Refused("scheme", f"the address is over {MAX_URL:,} characters")
    if is_masked(url):
        raise Refused("scheme", "a key of the address is masked")
    plain = without_credentials(url).partition("#")[0]
    if plain.isascii() and plain.isprintable() and " " not in plain and "%" not in plain[:64]:
        return plain
    try:
        parts = urlsplit(plain)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Refused("scheme", "the address is malformed") from None
    name = ascii_host(unquote(host))
    if ":" in name:
        name = f"[{name}]"
    netloc = f"{name}:{port}" if port else name
    try:
        return parts._replace(netloc=netloc, path=quote(parts.path, safe=KEPT), query=quote(parts.query, safe=KEPT)).geturl()
    except UnicodeEncodeError:  # half a character, as JSON may spell it
        raise Refused("scheme", "the address is malformed") from None


@lru_cache(maxsize=4096)
def ascii_host(host: str) -> str:
    """A host as the domain name system knows it (UTS 46, as browsers map it); raises ``Refused`` where it is no name."""
    if host.isascii():
        return host
    import idna

    try:
        return idna.encode(host, uts46=True, transitional=False).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise Refused("scheme", "the host is no valid name") from None


def redirected(base: str, location: str) -> str:
    """The target of a redirect; raw bytes above ASCII were sent as UTF-8 or Latin-1. The fragment goes along (RFC 9110, 10.2.2)."""
    with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        target = urljoin(base, location.strip().replace(" ", "%20"))
    except ValueError:
        raise Refused("scheme", "the address is malformed") from None
    fragment = base.partition("#")[2]
    return target if "#" in target or not fragment else f"{target}#{fragment}"

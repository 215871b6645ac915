"""The guard: only http and https, and only public unicast addresses unless the settings allow private ones.

``ipaddress.is_global`` accepts multicast, NAT64, 6to4 and others, so this is an allow-list without the ranges in IANA's registries
of special-purpose addresses (RFC 6890, as of 2026).
"""

import ipaddress
import socket
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

from citecheck.links.urls import PLAIN

NOT_PUBLIC_4 = tuple(map(ipaddress.IPv4Network, (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
    "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
    "203.0.113.0/24", "224.0.0.0/3",
)))  # fmt: skip
PUBLIC_6 = ipaddress.IPv6Network("2000::/3")
NOT_PUBLIC_6 = tuple(map(ipaddress.IPv6Network, ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"]))
MAX_URL = 8_000  # characters
HostPort = tuple[str, int]  # host in lower case, port
NOT_PUBLIC = "the host name resolves to a private or special address"


class Refused(Exception):
    """The URL or address must not be requested."""

    def __init__(self, kind: Literal["scheme", "address"], reason: str) -> None:
        super().__init__(kind, reason)
        self.kind = kind
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


def is_public(address: str) -> bool:
    """Whether an IP address in text form is public unicast."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in network for network in NOT_PUBLIC_4)
    return ip in PUBLIC_6 and not any(ip in network for network in NOT_PUBLIC_6)


def is_loopback(host: str) -> bool:
    """Whether a host is a spelling of localhost."""
    literal = _literal(host) or ""
    return host.endswith("localhost") or literal.startswith("127.") or literal == "::1"


def host_port(url: str) -> HostPort:
    """Return the host and port of a URL. Raises ``ValueError`` for an invalid port."""
    parts = urlsplit(url)
    return (parts.hostname or "").rstrip("."), parts.port or (443 if parts.scheme == "https" else 80)


def check_url(url: str, *, allow_private: bool) -> str:
    """Return the host of a URL; raises ``Refused`` for other schemes, no host, and literal private addresses."""
    if len(url) > MAX_URL or " " in url or not url.isprintable():
        raise Refused("scheme", "the URL contains white space or control characters, or is too long")
    if plain := PLAIN.match(url):
        return _allowed(plain[1], allow_private=allow_private)
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        raise Refused("scheme", "the URL is malformed") from None
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise Refused("scheme", "only http and https URLs are requested")
    return _allowed(host, allow_private=allow_private)


def _allowed(host: str, *, allow_private: bool) -> str:
    if not allow_private and _is_inside(host.rstrip(".")):
        raise Refused(
            "address",
            "private and special addresses are not requested; [network] allow_private = true in your own settings allows it",
        )
    return host


@lru_cache(maxsize=8192)
def _is_inside(host: str) -> bool:
    literal = _literal(host)
    return bool(literal and not is_public(literal)) or host.endswith("localhost")


def _literal(host: str) -> str | None:
    """The IP address that a host is written as: IPv6, or dotted, decimal, octal, hexadecimal or short as inet_aton reads it."""
    if ":" in host:
        return host
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, ValueError):  # ValueError: a NUL
        return None


def resolve(host: str, port: int, *, allow_private: bool) -> tuple[tuple[int, str], ...]:
    """Return family and address of each of a host's addresses; raises ``Refused`` if any is not public, ``OSError`` if there is none."""
    try:
        found = tuple((int(f), str(a[0])) for f, _, _, _, a in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except UnicodeError:  # an empty label, or one over 63 characters (RFC 1035, 2.3.4)
        raise Refused("address", "its host name is not valid") from None
    if not allow_private and not all(is_public(address) for _, address in found):
        raise Refused("address", NOT_PUBLIC)
    return found

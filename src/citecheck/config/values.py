"""Checks of the values of settings, and messages about values of the wrong type."""

import unicodedata
from collections.abc import Iterator
from typing import Literal, get_args, get_origin, get_type_hints

from citecheck.model.errors import UsageError
from citecheck.patterns import lazy_pattern

URL_KEYS = frozenset(("base_url", "timegate", "archive_url", "doi_registry", "proxy"))  # last parts of keys whose values are URLs
SCHEMES = frozenset(("http", "https"))
PROXY_SCHEMES = SCHEMES | {"socks4", "socks4a", "socks5", "socks5h"}
AT_LEAST_ONE = frozenset(("network.max_connections", "network.max_per_host"))
MOST = 10**12  # maximum of any number: bytes, or seconds
NOT_IN_TEXT = frozenset(("Cc", "Cs", "Zl", "Zp"))  # Unicode categories of control characters, surrogates and line breaks
EXPECTED = lazy_pattern(r"Expected `([^`]+)`, got `([^`]+)`")
TYPE_WORDS = {
    "float": "a number",
    "int": "a whole number",
    "bool": "true or false",
    "str": "text",
    "array": "a list",
    "object": "a table",
    "null": "nothing",
}  # by msgspec's name of the type


def type_error(table: str, kind: type, error: str) -> str:
    """The message of a ``msgspec.ValidationError`` on a table of settings, with the setting's name and plain words for types."""
    message, _, place = error.rstrip("`").partition(" - at `$")
    hint = get_type_hints(kind).get(place.lstrip("."))
    if expected := EXPECTED.fullmatch(message):
        wanted, got = (" or ".join(TYPE_WORDS.get(one, one) for one in types.split(" | ")) for types in expected.groups())
        return f"{table}{place} must be {wanted}, not {got}"
    if get_origin(hint) is Literal:
        return f"{table}{place} must be one of {', '.join(map(str, get_args(hint)))}"
    if message.startswith("Invalid enum value "):
        name = place.lstrip(".").partition("[")[0]
        words = ", ".join(_words_of(get_type_hints(kind).get(name)))
        return f"{table}.{name}: {message.removeprefix('Invalid enum value ')} is none of {words}"
    return f"[{table}{place}] {message}"


def _words_of(hint: object) -> Iterator[str]:
    """The words that a type allows, in whatever it is contained."""
    if get_origin(hint) is Literal:
        yield from map(str, get_args(hint))
    else:
        yield from (word for one in get_args(hint) for word in _words_of(one))


def check_number(key: str, value: object, origin: str) -> None:
    """Raise ``UsageError`` for a number that is no limit: negative, endless, or 0 where nothing could then be asked."""
    least = 1 if key in AT_LEAST_ONE else 0
    if isinstance(value, int | float) and not least <= value <= MOST:  # also "nan"
        raise UsageError(f"{origin}: {key} must be a number from {least} to {MOST:,}")


# [links] headers: ``host`` or ``host:port``, a field's name (RFC 9110, 5.6.2), and the variable that has its value.
HOST = lazy_pattern(r"[A-Za-z0-9_.-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")
FIELD = lazy_pattern(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
VARIABLE = lazy_pattern(r"env:[A-Za-z_][A-Za-z0-9_]*")
CURLS_OWN = frozenset(("host", "content-length", "transfer-encoding", "connection"))  # fields that libcurl writes


def check_headers(value: object, origin: str) -> None:
    """Raise ``UsageError`` for malformed ``[links] headers``; a value is never shown, since it may be a secret."""
    for host, fields in value.items() if isinstance(value, dict) else ():
        if not HOST.fullmatch(host):
            raise UsageError(f'{origin}: links.headers: {host!r} is not a host; write a name such as "api.example.org"')
        for name, variable in fields.items() if isinstance(fields, dict) else ():
            if not FIELD.fullmatch(name) or name.lower() in CURLS_OWN:
                raise UsageError(f"{origin}: links.headers: {name!r} cannot be set; write a field such as Authorization")
            if not isinstance(variable, str) or not VARIABLE.fullmatch(variable):
                raise UsageError(
                    f'{origin}: links.headers: the value of {name} for {host} comes from the environment; write "env:NAME"'
                )


def check_text(key: str, value: object, origin: str) -> None:
    """Raise ``UsageError`` for control characters, which could start a new line or header, and for malformed URLs."""
    if key == "links.headers":
        check_headers(value, origin)
    for text in _texts(value):
        if any(unicodedata.category(c) in NOT_IN_TEXT for c in text):
            raise UsageError(f"{origin}: {key} contains a line break or another control character; remove it")
        if key == "network.contact" and not text.isascii():  # it goes into a header
            raise UsageError(f"{origin}: {key} may contain only ASCII characters")
        if key.rpartition(".")[2] in URL_KEYS and not _is_url(text, key):
            raise UsageError(f"{origin}: {key} is not a URL; write https://host or https://host:port")


def _is_url(text: str, key: str) -> bool:
    """Whether a text is a URL that can be requested, or empty; a proxy may have no scheme."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(text if "://" in text else f"//{text}")
        _ = parts.port
    except ValueError:
        return False
    proxy = key == "network.proxy"
    known = parts.scheme.lower() in (PROXY_SCHEMES if proxy else SCHEMES) or (proxy and "://" not in text)
    return not text or (known and bool(parts.hostname))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for part in pair for text in _texts(part))
    elif isinstance(value, list | tuple):
        yield from (text for part in value for text in _texts(part))

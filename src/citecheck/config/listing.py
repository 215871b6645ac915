"""The settings as text: all of them as TOML for `citecheck config`, and the changed ones for a report."""

import os
from collections.abc import Iterator
from typing import Any

from citecheck.config import trust
from citecheck.config.settings import Families, Loaded, known_keys, value_of
from citecheck.language.printable import printable

# Environment variables that the network honours besides the settings; no secrets.
HONOURED = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "NO_PROXY", "no_proxy", "SSL_CERT_FILE")
PRIVATE = frozenset(("contact", "proxy", "path", "base_url", "headers"))  # reports do not show their values
SECRET = ("key", "token", "secret", "password")  # parts of names of settings that are never shown


def lines(loaded: Loaded, families: Families) -> Iterator[str]:
    """A valid settings file, with the origin of each changed setting as a comment."""
    yield from (f"# {printable(line)}" for line in _origins(loaded))
    table = ""
    for key in known_keys(families):
        head, _, name = key.rpartition(".")
        if head != table:
            yield ""
            yield f"[{head}]"
            table = head
        yield _line(name, value_of(loaded.settings, key), printable(loaded.origins.get(key, "")))


def _origins(loaded: Loaded) -> Iterator[str]:
    yield f"settings file: {loaded.file or 'none in this folder or above'}"
    if loaded.own:
        yield f"your own settings file: {loaded.own}"
    for key in loaded.refused:
        yield f"not used: {trust.limited(key)} of {loaded.file}, which was found and not named with --config"
    for name in HONOURED:
        if value := os.environ.get(name):
            yield f"environment: {name}={_without_password(value)}"


def changed(loaded: Loaded) -> tuple[str, ...]:
    """The changed settings for a report, without URLs and folders of the user."""
    values = ((key, key.rpartition(".")[2], value_of(loaded.settings, key)) for key in sorted(loaded.origins))
    return tuple(f"{key} = {'(set, not shown)' if _is_private(name, value) else toml(value)}" for key, name, value in values)


def _is_private(name: str, value: object) -> bool:
    return name in PRIVATE or any(word in name for word in SECRET) or (isinstance(value, str) and ("://" in value or "/" in value))


def _line(name: str, value: Any, origin: str) -> str:
    secret = value and (any(word in name for word in SECRET) or _has_password(value))
    shown = "(set, not shown)" if secret else toml(value)
    return f"{'# ' if secret else ''}{name} = {shown}{f'  # {origin}' if origin else ''}"


def _has_password(value: object) -> bool:
    """Whether a value is a URL with credentials; proxies may lack ``http://``."""
    return isinstance(value, str) and "@" in value and ("://" in value or ":" in value.partition("@")[0])


def _without_password(value: str) -> str:
    """A proxy's URL without credentials."""
    scheme, mark, rest = value.rpartition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}"


def toml(value: Any) -> str:
    """A setting's value as TOML (https://toml.io/en/v1.0.0)."""
    import json

    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(str(key))} = {toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, tuple | list | frozenset):
        return "[" + ", ".join(toml(one) for one in value) + "]"
    return json.dumps("" if value is None else str(value), ensure_ascii=False)

"""Show the effective settings and their origins."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from citecheck.cli._options import config_option, settings
from citecheck.config.settings import Loaded, value_of

# Environment variables that the network honours besides the settings; no secrets.
HONOURED = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "NO_PROXY", "no_proxy", "SSL_CERT_FILE")

PRIVATE = frozenset(("contact", "proxy", "path", "base_url"))  # reports do not show their values
SECRET = ("key", "token", "secret", "password")  # parts of names of settings that are never shown


@click.command(name="config")
@config_option
def command(config: Path | None) -> None:
    """Show the effective settings as TOML, with the origin of each changed one.

    The output is a valid settings file.
    """
    from citecheck.app import wiring
    from citecheck.cli._output import emit, one_line
    from citecheck.config import trust
    from citecheck.config.settings import known_keys

    loaded = settings(config)
    emit(one_line(f"# settings file: {loaded.file or 'none in this folder or above'}"))
    if loaded.own:
        emit(one_line(f"# your own settings file: {loaded.own}"))
    for key in loaded.refused:
        emit(one_line(f"# not used: {trust.limited(key)} of {loaded.file}, which was found and not named with --config"))
    for line in _environment():
        emit(line)
    table = ""
    for key in known_keys(wiring.configurable()):
        head, _, name = key.rpartition(".")
        if head != table:
            emit(f"\n[{head}]")
            table = head
        emit(_line(name, value_of(loaded.settings, key), one_line(loaded.origins.get(key, ""))))


def changed(loaded: Loaded) -> tuple[str, ...]:
    """The changed settings for a report, without URLs and folders of the user."""
    values = ((key, key.rpartition(".")[2], value_of(loaded.settings, key)) for key in sorted(loaded.origins))
    return tuple(f"{key} = {'(set, not shown)' if _is_private(name, value) else toml(value)}" for key, name, value in values)


def _is_private(name: str, value: object) -> bool:
    return name in PRIVATE or any(word in name for word in SECRET) or (isinstance(value, str) and ("://" in value or "/" in value))


def _line(name: str, value: Any, origin: str | None) -> str:
    secret = value and (any(word in name for word in SECRET) or _holds_password(value))
    return (
        ("# " if secret else "") + f"{name} = {'(set, not shown)' if secret else toml(value)}" + (f"  # {origin}" if origin else "")
    )


def _holds_password(value: object) -> bool:
    """Whether a value is a URL with credentials; proxies may lack ``http://``."""
    return isinstance(value, str) and "@" in value and ("://" in value or ":" in value.partition("@")[0])


def _environment() -> Iterator[str]:
    import os

    from citecheck.cli._output import one_line

    for name in HONOURED:
        if value := os.environ.get(name):
            yield f"# environment: {name}={one_line(_without_password(value))}"


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

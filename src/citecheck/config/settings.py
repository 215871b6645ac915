"""Settings, read once: flags, then ``CITECHECK_*``, then ``citecheck.toml`` or ``[tool.citecheck]``, then the user's file, then defaults.

The user's file is ``citecheck.toml`` in their configuration folder; ``citecheck.config.trust`` says what a file from a checkout may
set. Keys are ``table.key``, or ``family.plugin.key`` for plug-ins, whose settings are the fields of their class; environment variables
are ``CITECHECK_NETWORK_TIMEOUT``, ``CITECHECK_PROVIDERS_SEARXNG_BASE_URL``.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct, field

from citecheck.config import trust
from citecheck.config.files import find, read, user_file
from citecheck.config.plugin_settings import setting_names
from citecheck.config.values import check_number, check_text, type_error
from citecheck.io.checkout import bounds_of, check_inside
from citecheck.model.errors import UsageError
from citecheck.model.finding import Severity
from citecheck.protocols import Archive, LinkSettings, NetworkSettings, Provider, Send, SubmitSettings

PREFIX = "CITECHECK_"
# For tests, the path of the browser, tracebacks of internal errors, and trust in the checkout.
NOT_SETTINGS = frozenset({"CITECHECK_RIGS", "CITECHECK_CHROMIUM", "CITECHECK_TRACEBACK", trust.VARIABLE})
SECRET_KEYS = (".api_key",)  # ends of keys whose values are secrets
OTHER_NAMES = {"OPENALEX_API_KEY": "providers.openalex.api_key"}  # variables that other clients of a service use
Families = Mapping[str, Mapping[str, type]]


class Privacy(Struct, frozen=True):
    """What is sent to services about a draft: titles, only identifiers such as DOIs, or nothing."""

    send: Send = "title"


class Documents(Struct, frozen=True):
    """``max_bytes``: the size limit of one document. ``exclude``: paths with ``*`` for any characters that a folder's run leaves out."""

    max_bytes: int = 20_000_000
    exclude: tuple[str, ...] = ()


class Output(Struct, frozen=True):
    """The paths of reports, lock and baseline, relative to the working directory."""

    reports: str = "reports"
    lock: str = "citecheck.lock"
    baseline: str = "citecheck-baseline.json"


class LockSettings(Struct, frozen=True):
    """What `report --update` refreshes: answers older than ``days``, oldest first, at most ``budget`` sources per run.

    ``split``: the lock is a folder with a file for each document.
    """

    days: float = 30
    budget: int = 500
    split: bool = False


class ArchiveSettings(Struct, frozen=True):
    """The local archive: its folder, the size limit of a page and of a WARC file (bytes)."""

    folder: str = "archive"
    max_bytes: int = 32_000_000
    max_file: int = 1_000_000_000


class RepairSettings(Struct, frozen=True):
    """How repairs are written. ``robust_links``: captures in HTML as ``data-versionurl`` and ``data-versiondate``."""

    robust_links: bool = False


class CacheSettings(Struct, frozen=True):
    """The cache of answers. An empty ``path`` means the user's cache folder; ``max_bytes`` bounds the file."""

    path: str = ""
    max_bytes: int = 500_000_000


class RuleSettings(Struct, frozen=True):
    """Which rules run: codes, prefixes of codes, or names; ``severity`` maps them to error, warning or info (or ``note``).

    ``per_file_ignores`` maps patterns of paths, or of ``path#label`` for one note, to codes to ignore there.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: dict[str, tuple[str, ...]] = field(default_factory=dict)
    severity: dict[str, Severity | Literal["info"]] = field(default_factory=dict)


class Settings(Struct, frozen=True):
    """All settings with their defaults."""

    network: NetworkSettings = field(default_factory=NetworkSettings)
    links: LinkSettings = field(default_factory=LinkSettings)
    privacy: Privacy = Privacy()
    documents: Documents = Documents()
    output: Output = Output()
    lock: LockSettings = LockSettings()
    archive: ArchiveSettings = ArchiveSettings()
    save_page_now: SubmitSettings = field(default_factory=SubmitSettings)
    repair: RepairSettings = RepairSettings()
    cache: CacheSettings = CacheSettings()
    rules: RuleSettings = field(default_factory=RuleSettings)
    providers: tuple[Provider, ...] = ()
    archives: tuple[Archive, ...] = ()


class Loaded(Struct, frozen=True):
    """Settings with the origin of each changed one: ``{"network.timeout": "citecheck.toml"}``.

    ``file``: the one found or named; ``own``: the one in the user's configuration folder; ``refused``: keys of ``file`` not used.
    """

    settings: Settings
    origins: dict[str, str]
    file: Path | None = None
    own: Path | None = None
    refused: tuple[str, ...] = ()


def load(
    families: Families, *, file: Path | None = None, flags: Mapping[str, object] | None = None, broken: tuple[str, ...] = ()
) -> Loaded:
    """Read the settings. ``flags`` are by dotted key; settings of ``broken`` plug-ins (``providers.name``) are ignored.

    Raises ``UsageError``, and ``LeadsOut`` if the file is a symbolic link out of the checkout.
    """
    values: dict[str, object] = {}
    origins: dict[str, str] = {}

    def add(origin: str, found: Mapping[str, object]) -> None:
        if origin != "environment":
            _check_secrets(origin, found)
        values.update(found)
        origins.update(dict.fromkeys(found, origin))

    own = user_file()
    if own:
        add(str(own), _known(str(own), read(own), families, broken))
    path = file or find(Path.cwd())
    refused: tuple[str, ...] = ()
    if path and not (own and path.resolve() == own.resolve()):
        untrusted = file is None and not trust.found_files_are_trusted()
        if untrusted:
            check_inside(path, bounds_of(path))
        given = _known(str(path), read(path), families, broken)
        if untrusted:
            refused = _refused(path, given, (values, origins), families)
        add(str(path), {key: value for key, value in given.items() if key not in refused})
    for origin, found in (("environment", dict(_from_environment(families))), ("command line", dict(flags or {}))):
        add(origin, _known(origin, found, families, broken))
    settings = _build(values, origins, families)
    for key, origin in origins.items():
        check_number(key, value_of(settings, key), origin)
    return Loaded(settings, origins, path, own, refused)


def value_of(settings: Settings, key: str) -> Any:
    """The value of a dotted key."""
    table, _, name = key.partition(".")
    value = getattr(settings, table)
    if isinstance(value, tuple):  # a family of plug-ins
        plugin, _, name = name.partition(".")
        value = next(one for one in value if one.name == plugin)
    return getattr(value, name)


def _refused(
    path: Path, given: Mapping[str, object], own: tuple[Mapping[str, object], Mapping[str, str]], families: Families
) -> tuple[str, ...]:
    """The keys of a file from the checkout that it may not set, given the user's own values and origins."""
    values, origins = own
    before = _build(values, origins, families)
    after = _build({**values, **given}, {**origins, **dict.fromkeys(given, str(path))}, families)
    place = trust.place_of(path, Path.cwd())

    def allowed(key: str) -> bool:
        wanted, own_value = value_of(after, key), value_of(before, key)
        return wanted == own_value or trust.row(key).limit.allows(wanted, own_value, place)

    return tuple(key for key in given if not allowed(key))


def known_keys(families: Families) -> Iterator[str]:
    """All dotted keys."""
    for table in Settings.__struct_fields__:
        if table in families:
            for plugin, kind in families[table].items():
                yield from (f"{table}.{plugin}.{name}" for name in setting_names(kind))
        else:
            yield from (f"{table}.{name}" for name in _table(table).__struct_fields__)


def _from_environment(families: Families) -> Iterator[tuple[str, object]]:
    names = {PREFIX + key.upper().replace(".", "_"): key for key in known_keys(families)}
    for name, value in os.environ.items():
        if name.startswith(PREFIX) and name not in NOT_SETTINGS:
            yield names.get(name, name), value
    for name, key in OTHER_NAMES.items():
        other = os.environ.get(name, "")
        if other and key in names.values() and not os.environ.get(PREFIX + key.upper().replace(".", "_")):
            yield key, other


def _known(origin: str, found: Mapping[str, object], families: Families, broken: tuple[str, ...]) -> dict[str, object]:
    """The values of an origin by key. Raises ``UsageError`` for unknown keys and malformed values."""
    spelt = {written.replace("-", "_"): value for written, value in found.items()}
    known = {key: value for key, value in spelt.items() if not _is_of(key, broken)}
    for key, value in known.items():
        _check_key(key, origin, families)
        check_text(key, value, origin)
    return known


def _check_secrets(origin: str, found: Mapping[str, object]) -> None:
    """Raise ``UsageError`` for a secret that does not come from the environment."""
    if key := next((key for key, value in found.items() if value and key.endswith(SECRET_KEYS)), None):
        raise UsageError(
            f"{origin}: {key} is a secret and is read from the environment only: {PREFIX}{key.upper().replace('.', '_')}"
        )


def _is_of(key: str, plugins: tuple[str, ...]) -> bool:
    """Whether a key or environment variable belongs to one of these plug-ins (``providers.name``)."""
    return any(key.startswith((f"{one}.", f"{PREFIX}{one.upper().replace('.', '_')}_")) for one in plugins)


def _check_key(key: str, origin: str, families: Families) -> None:
    from difflib import get_close_matches

    known = list(known_keys(families))
    if key in known:
        return
    if inside := next((one for one in known if one.startswith(f"{key}.")), None):
        raise UsageError(f"{origin}: {key} is a table of settings, such as {inside}; write [{key}] and the settings below it")
    if key.startswith(PREFIX):  # an unknown environment variable: suggest one
        known = [PREFIX + one.upper().replace(".", "_") for one in known]
    nearest = get_close_matches(key if key.startswith(PREFIX) else key.lower(), known, 1, 0.5)
    hint = f"; did you mean {nearest[0]!r}?" if nearest else "; `citecheck config` lists all"
    raise UsageError(f"{origin}: unknown setting {key!r}{hint}")


def _table(name: str) -> type[Struct]:
    return type(getattr(Settings(), name))


def _build(values: Mapping[str, object], origins: Mapping[str, str], families: Families) -> Settings:
    tables: dict[str, Any] = {}
    for table in Settings.__struct_fields__:
        if table in families:
            tables[table] = tuple(_convert(f"{table}.{plugin}", kind, values, origins) for plugin, kind in families[table].items())
        else:
            tables[table] = _convert(table, _table(table), values, origins)
    return Settings(**tables)


def _convert(prefix: str, kind: type, values: Mapping[str, object], origins: Mapping[str, str]) -> Any:
    given = {key[len(prefix) + 1 :]: value for key, value in values.items() if key.startswith(prefix + ".")}
    try:
        return msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        where = ", ".join(sorted({origins[f"{prefix}.{key}"] for key in given if f"{prefix}.{key}" in origins})) or "settings"
        raise UsageError(f"{where}: {type_error(prefix, kind, str(error))}") from None

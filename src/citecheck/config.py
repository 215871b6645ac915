"""Settings, read once: flags, then ``CITECHECK_*``, then ``citecheck.toml`` or ``[tool.citecheck]``, then defaults.

A key is ``table.key``, or ``family.plugin.key`` for plug-ins, whose settings are the fields of their class. Environment variables
spell it in capitals with underscores: ``CITECHECK_NETWORK_TIMEOUT``, ``CITECHECK_PROVIDERS_SEARXNG_BASE_URL``.
"""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any

import msgspec

from citecheck.errors import UsageError
from citecheck.model.finding import Severity
from citecheck.ports import Archive, LinkSettings, NetworkSettings, Provider, Send, SubmitSettings

FILE = "citecheck.toml"
PREFIX = "CITECHECK_"
NOT_SETTINGS = frozenset(
    {"CITECHECK_RIGS", "CITECHECK_CHROMIUM", "CITECHECK_TRACEBACK"}
)  # where the measuring data are, read by tests only; which browser; whether internal errors are shown whole
Families = Mapping[str, Mapping[str, type]]


@dataclass(frozen=True, slots=True)
class Privacy:
    """What services may be told of a draft: its titles, identifiers such as DOIs only, or nothing."""

    send: Send = "title"


@dataclass(frozen=True, slots=True)
class Documents:
    """Limits on what is read. ``max_bytes`` is the size of one document."""

    max_bytes: int = 20_000_000


@dataclass(frozen=True, slots=True)
class Output:
    """Where reports, the lock and the accepted findings are, relative to the working directory."""

    reports: str = "reports"
    lock: str = "citecheck.lock"
    baseline: str = "citecheck-baseline.json"


@dataclass(frozen=True, slots=True)
class LockSettings:
    """How `report --update` refreshes the lock: answers older than ``days``, oldest first, at most ``budget`` sources a run."""

    days: float = 30
    budget: int = 500


@dataclass(frozen=True, slots=True)
class ArchiveSettings:
    """The local archive: its ``folder``, the largest page or file that is kept whole, and where a new WARC file begins (bytes)."""

    folder: str = "archive"
    max_bytes: int = 32_000_000
    max_file: int = 1_000_000_000


@dataclass(frozen=True, slots=True)
class RepairSettings:
    """How repairs are written. ``robust_links``: captures in HTML as ``data-versionurl`` and ``data-versiondate``."""

    robust_links: bool = False


@dataclass(frozen=True, slots=True)
class CacheSettings:
    """The cache of answers. An empty ``path`` means the user's cache folder; ``max_bytes`` bounds the file."""

    path: str = ""
    max_bytes: int = 500_000_000


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """Which rules run: codes, their beginnings, or names; ``severity`` maps them to error, warning or note.

    ``per_file_ignores`` maps patterns of paths, or of ``path#label`` for one note, to codes that are passed over there.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: dict[str, tuple[str, ...]] = field(default_factory=dict)
    severity: dict[str, Severity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, with its defaults."""

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


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings with where each that is not a default came from: ``{"network.timeout": "citecheck.toml"}``."""

    settings: Settings
    origins: dict[str, str]
    file: Path | None = None


def load(
    families: Families, *, file: Path | None = None, flags: Mapping[str, object] | None = None, broken: tuple[str, ...] = ()
) -> Loaded:
    """Reads the settings. ``flags`` are given by dotted key; what is set of ``broken`` plug-ins is passed over. Raises ``UsageError`` that names key, place and the nearest key."""
    path = file or find(Path.cwd())
    values: dict[str, object] = {}
    origins: dict[str, str] = {}
    sources = [
        (str(path), _from_file(path) if path else {}),
        ("environment", dict(_from_environment(families))),
        ("command line", dict(flags or {})),
    ]
    for origin, found in sources:
        for written, value in found.items():
            key = written.replace("-", "_")
            if _is_of(key, broken):
                continue
            _check_key(key, origin, families)
            values[key], origins[key] = value, origin
    return Loaded(_build(values, origins, families), origins, path)


def _is_of(key: str, plugins: tuple[str, ...]) -> bool:
    """Whether a key, or an environment variable that is none, is of one of these plug-ins (``providers.name``)."""
    return any(key.startswith((f"{one}.", f"{PREFIX}{one.upper().replace('.', '_')}_")) for one in plugins)


def find(folder: Path) -> Path | None:
    """The settings file of a working directory: in it, or in the nearest folder above that has one."""
    for place in (folder, *folder.parents):
        if (place / FILE).is_file():
            return place / FILE
        pyproject = place / "pyproject.toml"
        if pyproject.is_file() and "[tool.citecheck" in pyproject.read_text(encoding="utf-8", errors="replace"):
            return pyproject
    return None


def known_keys(families: Families) -> Iterator[str]:
    """Every dotted key that may be set."""
    for table in fields(Settings):
        if table.name in families:
            for plugin, kind in families[table.name].items():
                yield from (f"{table.name}.{plugin}.{f.name}" for f in fields(kind))
        else:
            yield from (f"{table.name}.{f.name}" for f in fields(_table(table.name)))


def _from_file(path: Path) -> dict[str, object]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:  # ValueError: no TOML, no UTF-8, an integer of thousands of digits
        told = "its values are nested too deeply" if isinstance(error, RecursionError) else str(error)
        reason = error.strerror if isinstance(error, OSError) else told
        raise UsageError(f"{path}: the settings cannot be read: {reason}; mend the file or name another with --config") from None
    if path.name == "pyproject.toml":
        tools = data.get("tool", {})
        data = tools.get("citecheck", {}) if isinstance(tools, dict) else {}
    if not isinstance(data, dict):
        raise UsageError(f"{path}: [tool.citecheck] is no table; write its settings below that heading")
    return dict(_flat(data))


def _flat(data: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for table, content in data.items():
        if not isinstance(content, dict):
            yield table, content
            continue
        for key, value in content.items():
            if table in ("providers", "archives") and isinstance(value, dict):
                yield from ((f"{table}.{key}.{name}", setting) for name, setting in value.items())
            else:
                yield f"{table}.{key}", value


def _from_environment(families: Families) -> Iterator[tuple[str, object]]:
    names = {PREFIX + key.upper().replace(".", "_"): key for key in known_keys(families)}
    for name, value in os.environ.items():
        if name.startswith(PREFIX) and name not in NOT_SETTINGS:
            yield names.get(name, name), value


def _check_key(key: str, origin: str, families: Families) -> None:
    from difflib import get_close_matches

    known = list(known_keys(families))
    if key in known:
        return
    nearest = get_close_matches(key.lower(), known, 1, 0.5)
    hint = f"; did you mean {nearest[0]!r}?" if nearest else "; `citecheck config` lists all"
    raise UsageError(f"{origin}: unknown setting {key!r}{hint}")


def _table(name: str) -> type:
    default = next(f for f in fields(Settings) if f.name == name)
    made = default.default_factory() if callable(default.default_factory) else default.default
    if not is_dataclass(made):
        raise TypeError(f"settings table {name} is not a dataclass")
    return type(made)


def _build(values: Mapping[str, object], origins: Mapping[str, str], families: Families) -> Settings:
    tables: dict[str, Any] = {}
    for table in fields(Settings):
        if table.name in families:
            tables[table.name] = tuple(
                _convert(f"{table.name}.{plugin}", kind, values, origins) for plugin, kind in families[table.name].items()
            )
        else:
            tables[table.name] = _convert(table.name, _table(table.name), values, origins)
    return Settings(**tables)


def _convert(prefix: str, kind: type, values: Mapping[str, object], origins: Mapping[str, str]) -> Any:
    given = {key[len(prefix) + 1 :]: value for key, value in values.items() if key.startswith(prefix + ".")}
    try:
        return msgspec.convert(given, kind, strict=False)
    except msgspec.ValidationError as error:
        where = ", ".join(sorted({origins[f"{prefix}.{key}"] for key in given if f"{prefix}.{key}" in origins})) or "settings"
        raise UsageError(f"{where}: [{prefix}] {error}") from None

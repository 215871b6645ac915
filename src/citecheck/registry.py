"""Finds plug-ins: the modules of a family's folder, then entry points of the group ``citecheck.<family>``.

A plug-in that cannot be imported, or does not implement its protocol in ``citecheck.protocols``, is reported as broken and not used.
"""

import pkgutil
import re
import sys
from ast import literal_eval
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stdout
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import msgspec
from msgspec import Struct

from citecheck.config.plugin_settings import has_settings
from citecheck.faults import error_boundary
from citecheck.io.installed_packages import may_have_entry_points
from citecheck.model.finding import Severity
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Archive, Format, Needs, Provider, Reporter, Rule, ServiceLimits

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

FAMILIES = {
    "formats": "citecheck.documents.formats",
    "providers": "citecheck.sources.providers",
    "archives": "citecheck.archives.services",
    "rules": "citecheck.findings.rules",
    "reporters": "citecheck.reporters",
}  # package by family
PROTOCOLS: dict[str, type] = {"formats": Format, "providers": Provider, "archives": Archive, "rules": Rule, "reporters": Reporter}
OURS = "citecheck"
WITH_SETTINGS = ("providers", "archives")
WORDS: dict[str, tuple[Any, ...]] = {
    "severity": get_args(Severity),
    "needs": get_args(Needs),
}  # attributes with few possible values
SUFFIXES = lazy_pattern(
    r"^    suffixes: ClassVar\[tuple\[str, \.\.\.\]\] = (\([^()]*\))", re.MULTILINE
)  # as our formats declare them
TYPES: dict[str, type] = {"limits": ServiceLimits, "order": int}


class BrokenPlugin(Struct, frozen=True):
    """A plug-in that cannot be used: its family, name, origin (module or entry point) and the cause."""

    family: str
    name: str
    origin: str
    cause: str


Found = tuple[dict[str, type[Any]], tuple[BrokenPlugin, ...]]
# By family and built-in module, or suffix of formats; None: the whole family.
LOADED: dict[tuple[str, str | None], Found] = {}


class UnfitPlugin(TypeError):
    """A plug-in that does not implement its family's protocol."""


def found(family: str) -> Found:
    """The plug-ins of a family by name, and the broken ones; cached."""
    if (family, None) not in LOADED:
        LOADED[family, None] = _together(_load(family, *one) for one in _candidates(family))
    return LOADED[family, None]


def plugin(family: str, name: str) -> type[Any]:
    """The plug-in of a family with this name. Raises ``KeyError``.

    Imports only the module of that name, unless third parties have plug-ins of the family, one of which may have the name.
    """
    module = name.replace("-", "_")
    if (family, None) not in LOADED and ((family, module) in LOADED or not _points(family)):
        good, _ = LOADED.get((family, module)) or _together(_load(family, *one) for one in _candidates(family) if one[0] == module)
        if name in good:
            return good[name]
    return found(family)[0][name]


def claiming(suffix: str) -> list[type[Format]]:
    """The formats that claim a suffix. Of ours only these are imported, unless third parties have formats."""
    if ("formats", None) not in LOADED and ("formats", suffix) not in LOADED:  # asked for every file of a folder
        LOADED["formats", suffix] = found("formats") if _points("formats") else _of_suffix(suffix)
    kinds, _ = LOADED.get(("formats", None)) or LOADED["formats", suffix]
    return [kind for kind in kinds.values() if suffix in kind.suffixes]


def _of_suffix(suffix: str) -> Found:
    wanted = {name for name, claimed in _claimed_suffixes().items() if claimed is None or suffix in claimed}
    return _together(_load("formats", *one) for one in _candidates("formats") if one[0] in wanted)


@cache
def _claimed_suffixes() -> dict[str, tuple[str, ...] | None]:
    """The suffixes by module of our formats, read from the source without importing it; None where it does not tell them."""
    return {name: _suffixes_in(f"{FAMILIES['formats']}.{name}") for name, _, _ in _candidates("formats")}


def _suffixes_in(module: str) -> tuple[str, ...] | None:
    spec = find_spec(module)
    try:
        declared = SUFFIXES.search(Path(spec.origin).read_text(encoding="utf-8")) if spec and spec.origin else None
    except (OSError, UnicodeError):  # an installation without sources
        return None
    return literal_eval(declared[1]) if declared else None


def _together(loaded: Iterable[Found]) -> Found:
    every = tuple(loaded)
    return {name: kind for good, _ in every for name, kind in good.items()}, tuple(one for _, bad in every for one in bad)


def _load(family: str, name: str, origin: str, load: Callable[[], Any]) -> Found:
    """Load one candidate; built-in modules are cached."""
    if origin == OURS and (family, name) in LOADED:
        return LOADED[family, name]
    made: Found = {}, ()
    with error_boundary(ours=origin == OURS) as fault:
        if (kind := load()) is not None:
            check(family, kind)
            made = {kind.name: kind}, ()
    if fault.cause:
        made = {}, (BrokenPlugin(family, name, origin, fault.cause),)
    if origin == OURS:
        LOADED[family, name] = made
    return made


def broken() -> tuple[BrokenPlugin, ...]:
    """The broken plug-ins among those loaded so far."""
    return tuple(dict.fromkeys(one for _, bad in LOADED.values() for one in bad))


def _candidates(family: str) -> Iterator[tuple[str, str, Callable[[], Any]]]:
    """Name, origin and load function of each candidate; a module without ``PLUGIN`` is none."""
    folder = import_module(FAMILIES[family])
    for name in sorted(m.name for m in pkgutil.iter_modules(folder.__path__) if not m.name.startswith("_")):
        yield name, OURS, partial(_built_in, f"{FAMILIES[family]}.{name}")
    for point in _points(family):
        yield point.name, point.value, partial(_third_party, point)


def _points(family: str) -> "tuple[EntryPoint, ...]":
    """The plug-ins that third parties have of a family."""
    return tuple(point for point in _all_points() if point.group == f"{OURS}.{family}")


@cache
def _all_points() -> "tuple[EntryPoint, ...]":
    """The entry points of third parties for citecheck."""
    if not may_have_entry_points(f"{OURS}."):
        return ()
    from importlib.metadata import entry_points  # slow to import

    groups = [f"{OURS}.{family}" for family in FAMILIES]
    return tuple(point for group in groups for point in entry_points(group=group))


def _built_in(module: str) -> Any:
    return getattr(import_module(module), "PLUGIN", None)


def _third_party(point: "EntryPoint") -> Any:
    """Load a plug-in of a third party; what its module prints is no part of our output."""
    with redirect_stdout(sys.stderr):
        return point.load()


def check(family: str, kind: Any) -> None:
    """Raise ``UnfitPlugin`` if a plug-in is not a class that implements the protocol and needs no arguments."""
    if not isinstance(kind, type):
        raise UnfitPlugin("it is not a class")
    protocol = PROTOCOLS[family]
    members = {*protocol.__annotations__, *(name for name in vars(protocol) if not name.startswith("_"))}
    if family in WITH_SETTINGS and not has_settings(kind):
        raise UnfitPlugin("it must be a msgspec.Struct or a dataclass with its settings as fields")
    made = msgspec.convert({}, kind) if family in WITH_SETTINGS else kind()
    if missing := sorted(name for name in members if not hasattr(made, name)):
        raise UnfitPlugin(f"it has no {', '.join(missing)}")
    for name, wanted in TYPES.items():
        if name in members and not isinstance(getattr(made, name), wanted):
            raise UnfitPlugin(f"its {name} is not of type {wanted.__name__}")
    for name in {"name", "code", "suffix"} & members:
        if (
            not isinstance(getattr(made, name), str)
            or not getattr(made, name).isprintable()
            or (name != "suffix" and not getattr(made, name))
        ):
            raise UnfitPlugin(f"its {name} is not a text")
    for name in WORDS.keys() & members:
        if getattr(made, name) not in WORDS[name]:
            raise UnfitPlugin(f"its {name} is not one of {', '.join(WORDS[name])}")

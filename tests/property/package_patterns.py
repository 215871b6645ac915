"""Finds every regular expression of the package, in modules and source code, and how it is used."""

import ast
import fnmatch
import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from msgspec import Struct
from msgspec.structs import astuple

import citecheck
from citecheck.patterns import LazyPattern
from tests.source_trees import source_tree

SEARCHING = {"search", "finditer", "findall", "sub", "subn", "split"}  # methods that try a match at every offset
METHODS = {*SEARCHING, "match", "fullmatch"}


class Unreachable(Exception):
    """A pattern built at run time from unknown parts."""


@dataclass(frozen=True, slots=True)
class Used:
    """A pattern, one of its names, and its use: ``search``, ``match`` or ``fullmatch``."""

    name: str
    pattern: re.Pattern[Any]
    use: str


@cache
def patterns() -> list[Used]:
    """Every pattern of the package with its uses; an unknown use counts as a search."""
    modules = [importlib.import_module(name) for name in sorted(_module_names())]
    named: dict[re.Pattern[Any], str] = {}
    for module in modules:
        for name, held in _named(module).items():
            for pattern in held:
                named.setdefault(pattern, f"{module.__name__}.{name}")
    uses: dict[re.Pattern[Any], set[str]] = {}
    for module in modules:
        for pattern, use in _uses(module):
            uses.setdefault(pattern, set()).add(use)
    found = [Used(name, pattern, use) for pattern, name in named.items() for use in sorted(uses.get(pattern) or {"search"})]
    found += [used for module in modules if re.search(r"\bre\.", _source(module)) for used in _in_functions(module)]
    return list({_structure(used): used for used in reversed(found)}.values())


def _structure(used: Used) -> tuple[object, ...]:
    """A key that is equal for patterns of one table that differ only in literal words."""
    source = used.pattern.pattern
    if isinstance(source, str):
        source = re.sub(r"\[[^\]]*\]|(?<![\\\w])[^\W\d_]{2,}", lambda m: m[0] if m[0][0] == "[" else "x", source)
    return used.name, used.use, used.pattern.flags, source


def _module_names() -> Iterator[str]:
    """All modules; without ``citecheck.patterns``, which compiles what the others give it."""
    names = (info.name for info in pkgutil.walk_packages(citecheck.__path__, "citecheck."))
    return (name for name in names if not name.endswith((".__main__", ".patterns")))


@cache
def _named(module: ModuleType) -> dict[str, list[re.Pattern[Any]]]:
    """The patterns held by each name of a module."""
    return {name: held for name, value in vars(module).items() if (held := list(_held(value, module, set())))}


def _held(value: object, module: ModuleType, seen: set[int]) -> Iterator[re.Pattern[Any]]:
    """The patterns that a value is or holds: in containers, classes, objects, a function's defaults and closure."""
    if pattern := _pattern(value):
        yield pattern
        return
    if id(value) in seen or isinstance(value, str | bytes | int | float | ModuleType):
        return
    seen.add(id(value))
    for part in _parts(value, module):
        if not isinstance(part, str | int | float):
            yield from _held(part, module, seen)


def _parts(value: object, module: ModuleType) -> Iterable[object]:
    match value:
        case dict():
            return [*value.keys(), *value.values()]
        case tuple() | list() | set() | frozenset():
            return value
        case FunctionType() if value.__module__ == module.__name__:
            cells = [cell.cell_contents for cell in value.__closure__ or ()]
            return [*(value.__defaults__ or ()), *(value.__kwdefaults__ or {}).values(), *cells]
        case type() if value.__module__ == module.__name__:
            return vars(value).values()
        case staticmethod() | classmethod():
            return [value.__func__]
        case _ if _is_kept(value) and getattr(value, "__module__", "") == module.__name__:
            return [value()]  # type: ignore[operator]
        case Struct():
            return astuple(value)
    return ()


def _is_kept(value: object) -> bool:
    """Whether this is a cached function without parameters (``functools.cache``)."""
    inner = getattr(value, "__wrapped__", None)
    return hasattr(value, "cache_info") and isinstance(inner, FunctionType) and inner.__code__.co_argcount == 0


def _source(module: ModuleType) -> str:
    return Path(str(module.__file__)).read_text(encoding="utf-8")


def _tree(module: ModuleType) -> ast.Module:
    return source_tree(Path(str(module.__file__)))


def _value(node: ast.AST, module: ModuleType) -> object:
    """The value of an expression in a function, if it uses only the module's names; else None."""
    try:
        return eval(compile(ast.Expression(node), "", "eval"), vars(module))  # the package's own source
    except Exception:  # noqa: BLE001 - it uses local names
        return None


def _uses(module: ModuleType) -> Iterator[tuple[re.Pattern[Any], str]]:
    nodes = [node for node in ast.walk(_tree(module)) if isinstance(node, ast.Attribute | ast.Name)]
    direct = set()
    for node in nodes:
        for owner in _owners(node):
            if isinstance(node, ast.Attribute) and (found := _pattern(_object(owner, module))):
                direct.add(owner)
                if node.attr in METHODS:
                    yield found, "search" if node.attr in SEARCHING else node.attr
    for node in nodes:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in direct:
            yield from ((pattern, "search") for pattern in _named(module).get(node.id, ()))


def _owners(node: ast.AST) -> list[ast.expr]:
    """The objects whose attribute this is: two in ``(A if short else B).match``."""
    value = getattr(node, "value", None)
    return [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value] if isinstance(value, ast.expr) else []


def _pattern(value: object) -> re.Pattern[Any] | None:
    return value if isinstance(value, re.Pattern) else value.compiled() if isinstance(value, LazyPattern) else None


def _object(node: ast.AST, module: ModuleType) -> object:
    match node:
        case ast.Name(id=name):
            return vars(module).get(name)
        case ast.Attribute(value=value, attr=attr):
            return getattr(_object(value, module), attr, None)
        case ast.Call(func=ast.Name(id=name), args=[], keywords=[]):
            made: Any = vars(module).get(name)
            return made() if _is_kept(made) else None
    return None


def patterns_of_source(source: str) -> list[Used]:
    """The patterns in the functions of a module given as source text."""
    module = ModuleType("given")
    exec(source, vars(module))
    return list(_in_functions(module, ast.parse(source)))


def _in_functions(module: ModuleType, tree: ast.Module | None = None) -> Iterator[Used]:
    """The patterns in calls of ``re``'s functions inside functions."""
    for function in _functions(tree or _tree(module)):
        if _is_kept(vars(module).get(function.name)):
            continue  # its result was found by calling it
        nodes = list(ast.walk(function))
        called_on = {node.value: node.attr for node in nodes if isinstance(node, ast.Attribute)}
        for call in nodes:
            if isinstance(call, ast.Call) and (method := _method_of_re(call)):
                text = _text(call.args[0], module, call)
                method = called_on.get(call, "") if method == "compile" else method
                use = method if method in ("match", "fullmatch") else "search"
                yield Used(f"{module.__name__}:{call.lineno}", re.compile(text, _flags(call, module)), use)


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from (part for part in node.body if isinstance(part, ast.FunctionDef))


def _method_of_re(call: ast.Call) -> str | None:
    match call.func:
        case ast.Attribute(value=ast.Name(id="re"), attr=attr) if attr in METHODS or attr == "compile":
            return attr
    return None


def _text(node: ast.AST, module: ModuleType, call: ast.Call) -> Any:
    """The source of a pattern. Interpolated values must be escaped or numbers, so that they add no repeats."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part, module, call) for part in node.values)
    if isinstance(node, ast.FormattedValue) and ast.unparse(node.format_spec or ast.Constant("")).endswith("d'"):
        return "7"
    if isinstance(node, ast.FormattedValue):
        node = node.value
    match node:
        case ast.Call(
            func=ast.Attribute(value=ast.Constant(value=str() as between), attr="join"), args=[ast.GeneratorExp(elt=one)]
        ):
            return between.join(_text(one, module, call) for _ in range(2))
        case ast.Call(func=ast.Name(id="translate")):  # a user's wildcards ``*``, ``?`` and ``[…]``
            return fnmatch.translate("*x*?y")
        case ast.Call() if ast.unparse(node.func) == "re.escape":
            return "x"
    value = _value(node, module)
    if not isinstance(value, str | bytes):
        raise Unreachable(
            f"{module.__name__}:{call.lineno}: write this pattern as a constant of the module, or escape interpolated values"
        )
    return value


def _flags(call: ast.Call, module: ModuleType) -> int:
    at = {"compile": 1, "sub": 4, "subn": 4, "split": 3}.get(_method_of_re(call) or "", 2)
    given = [word.value for word in call.keywords if word.arg == "flags"] or call.args[at : at + 1]
    return int(_value(given[0], module) or 0) if given else 0  # type: ignore[call-overload]

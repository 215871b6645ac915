"""The declared dependencies are the imported ones."""

import ast
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.source_trees import source_tree

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / "src" / "citecheck"
OPTIONAL = frozenset(("brotli", "brotlicffi", "zstandard", "pyarrow", "pypdfium2", "duckdb"))  # used where somebody installed them


def declared() -> set[str]:
    """The names of the distributions in ``[project] dependencies``."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {requirement.split(">")[0].split("=")[0].split("<")[0].strip().lower() for requirement in project["dependencies"]}


@cache
def imported() -> dict[str, str]:
    """By top-level module outside of the standard library, a file that imports it."""
    found = {}
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(source_tree(file)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            found |= {name.split(".")[0]: file.name for name in names}
    return {name: file for name, file in found.items() if name not in sys.stdlib_module_names and name != "citecheck"}


@cache
def installed() -> Mapping[str, list[str]]:
    return packages_distributions()


def distribution(module: str) -> str:
    """The distribution that a module comes from."""
    return installed().get(module, [module])[0].lower()


def test_every_package_that_is_imported_is_declared() -> None:
    assert {
        f"{module} in {file}" for module, file in imported().items() if distribution(module) not in declared() | OPTIONAL
    } == set()


def test_every_package_that_is_declared_is_imported() -> None:
    assert declared() - {distribution(module) for module in imported()} == set()

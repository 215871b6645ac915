"""The package's source code as syntax trees, each parsed once for all tests that look through it."""

import ast
from functools import cache
from pathlib import Path


@cache
def source_tree(file: Path) -> ast.Module:
    """The syntax tree of a module, which nobody changes."""
    return ast.parse(file.read_text(encoding="utf-8"))

"""The structure of the package: folders and their share of the lines, import cycles between folders, and the modules that three tasks enter.

    python -m tests.measure.structure

A task is measured over a small input, after one run that loads everything. Its modules are those of citecheck that Python enters, its moves
the calls from one module to another (sys.setprofile). They indicate how much a reader must open; nothing is merged for their sake.
"""

import ast
import sys
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import citecheck
from tests import sample_reports

SOURCE = Path(citecheck.__file__).parent
NOTE = 'Text.[^1]\n\n[^1]: See J. Doe, "Minister resigns over the budget", *Reuters*, 14 April 2021, https://example.org/a; ibid., 3.\n'
LINKS = "One [page](https://example.org/a) and [another](https://example.org/b).\n"


def room(module: str) -> str:
    """The folder under the package that holds a module, else the module itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else parts[0]


def module_of(file: Path) -> str:
    """The dotted name of a file of the package."""
    parts = file.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def lines_by_room() -> Counter[str]:
    """Lines of Python by room."""
    counted: Counter[str] = Counter()
    for file in SOURCE.rglob("*.py"):
        counted[room(module_of(file))] += len(file.read_text(encoding="utf-8").splitlines())
    return counted


def arrows() -> dict[str, set[str]]:
    """By room, the rooms whose modules it imports."""
    folders = {folder.name for folder in SOURCE.iterdir() if folder.is_dir()}
    found: dict[str, set[str]] = defaultdict(set)
    for file in SOURCE.rglob("*.py"):
        here = room(module_of(file))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("citecheck."):
                found[here].add(room(node.module or ""))
    return {
        here: {there for there in others if there in folders and there != here} for here, others in found.items() if here in folders
    }


def circles(graph: dict[str, set[str]]) -> list[tuple[str, str]]:
    """Pairs of rooms that reach each other."""

    def reach(start: str) -> set[str]:
        seen, left = set(), [start]
        while left:
            for there in graph.get(left.pop(), ()):
                if there not in seen:
                    seen.add(there)
                    left.append(there)
        return seen

    reached = {here: reach(here) for here in graph}
    return [(a, b) for a in sorted(graph) for b in sorted(reached[a]) if a < b and a in reached.get(b, ())]


def way(run: Callable[[], object]) -> tuple[int, int]:
    """Modules of the package that a call enters, and moves between them; the first call only loads."""
    run()
    seen: set[str] = set()
    moves = 0

    def watch(frame: FrameType, event: str, _: Any) -> None:
        nonlocal moves
        name = str(frame.f_globals.get("__name__", ""))
        if event == "call" and name.startswith("citecheck"):
            seen.add(name)
            before = frame.f_back.f_globals.get("__name__", "") if frame.f_back else ""
            moves += str(before).startswith("citecheck") and before != name

    threading.setprofile(watch)
    sys.setprofile(watch)
    try:
        run()
    finally:
        sys.setprofile(None)
        threading.setprofile(None)  # type: ignore[arg-type]
    return len(seen), moves


def ways() -> Iterator[str]:
    """Three ways, a line each."""
    note, links, report = citecheck.read("a.md", NOTE), citecheck.read("b.md", LINKS), sample_reports.report(2)
    for name, run in (
        ("note text to sources", lambda: citecheck.parse(note)),
        ("two addresses to findings, offline", lambda: citecheck.check(links, offline=True)),
        ("report to SARIF", lambda: citecheck.render(report, "sarif")),
    ):
        modules, moves = way(run)
        yield f"{name}: {modules} modules, {moves} moves"


def main() -> None:
    """Prints the numbers."""
    counted = lines_by_room()
    total = sum(counted.values())
    for name, lines in counted.most_common():
        print(f"{name:12} {lines:6,} lines {lines / total:6.1%}")
    print(f"{'total':12} {total:6,} lines")
    formats = Counter(
        {f.name.removesuffix(".py"): 0 for f in (SOURCE / "documents" / "formats").iterdir() if not f.name.startswith("_")}
    )
    for file in (SOURCE / "documents" / "formats").rglob("*.py"):
        formats[file.relative_to(SOURCE / "documents" / "formats").parts[0].removesuffix(".py")] += len(
            file.read_text("utf-8").splitlines()
        )
    name, lines = formats.most_common(1)[0]
    print(f"largest format: {name}, {lines / total:.1%}")
    print(f"circles between rooms: {circles(arrows()) or 'none'}")
    print(*ways(), sep="\n")


if __name__ == "__main__":
    main()

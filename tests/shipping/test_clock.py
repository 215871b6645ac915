"""Only the clock that is passed in reads the time, so that tests can set it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import citecheck
from tests.source_trees import source_tree

CLOCK = "net/clock.py"
WAITS = frozenset(
    ("net/offline.py", "net/chromium.py")
)  # how long an answer of a socket or a process is waited for, no time of a run
SYSTEM = frozenset(("now", "utcnow", "today", "time", "monotonic", "perf_counter", "clock_gettime"))


def readings(file: Path) -> Iterator[str]:
    """The calls that read the system's clock: ``datetime.now()``, ``date.today()``, ``time.time()``."""
    for node in ast.walk(source_tree(file)):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="datetime" | "date" | "time" as module), attr=name)) if (
                name in SYSTEM
            ):
                yield f"{module}.{name}"


def test_only_the_clock_reads_the_systems_time() -> None:
    root = Path(citecheck.__file__).parent
    read = {name: list(readings(root / name)) for name in (f.relative_to(root).as_posix() for f in root.rglob("*.py"))}
    assert {name for name, found in read.items() if found} == {CLOCK, *WAITS}

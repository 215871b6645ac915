"""Which tests stand guard over which threshold, and whether they notice when it is changed."""

import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

from citecheck.sources import thresholds

Test = Callable[[], None]
GUARDS: dict[str, list[Test]] = {}
TINY = 0.05  # the smallest change of a share, a probability or a likeness that must be noticed


def guards(*names: str) -> Callable[[Test], Test]:
    """Marks a test whose cases lie just on both sides of thresholds."""

    def marked(test: Test) -> Test:
        for name in names:
            GUARDS.setdefault(name, []).append(test)
        return test

    return marked


def load() -> None:
    """Import all tests of this folder, so that each guard is known whichever test runs first."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name.startswith("test_"):
            import_module(f"{__package__}.{module.name}")


def all_thresholds() -> dict[str, float]:
    """Every threshold with its value."""
    return {name: value for name, value in vars(thresholds).items() if name.isupper()}


def mutations(value: float) -> Iterator[float]:
    """Fourfold, a quarter, and a little more and less; a count stays a count."""
    if isinstance(value, int):
        step = max(1, round(TINY * value))
        yield from (4 * value, value // 4, value + step, value - step)
    else:
        yield from (4 * value, value / 4, value * (1 + TINY), value * (1 - TINY))


def unnoticed(name: str) -> Iterator[float]:
    """The changed values of a threshold with which all of its tests pass."""
    for value in mutations(all_thresholds()[name]):
        with patch.object(thresholds, name, value):
            if not any(_fails(test) for test in GUARDS.get(name, ())):
                yield value


def _fails(test: Test) -> bool:
    try:
        test()
    except Exception:  # noqa: BLE001 (a test that ends in an error notices the change, too)
        return True
    return False

"""Repeated and nested units of about a size in bytes."""

from collections.abc import Callable

Shape = Callable[[int], bytes]
NOTE = "J. Smith, “Ports in a storm”, The Guardian, 14 April 2021, https://example.org/ports."


def many(unit: str, size: int) -> str:
    """A unit repeated to a size, with ``§`` numbered."""
    numbered = "§" in unit
    length = len((unit.replace("§", "99999") if numbered else unit).encode())
    times = max(1, size // length)
    return "".join(unit.replace("§", str(number)) for number in range(1, times + 1)) if numbered else unit * times


def nested(opening: str, closing: str, size: int) -> str:
    """Openings, then as many closings."""
    opened = many(opening, int(size * len(opening) / (len(opening) + len(closing))))
    times = max(1, size // len((opening + closing).encode()))
    return opened + "x" + closing * times

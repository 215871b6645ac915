"""Detects processing time that grows faster than the input."""

from tests.measure.fuzz.attempt import Finding, Target, seconds

FACTOR = 3.0  # of the time of twice the input, over which reading is not linear
WORTH = 0.3  # minimum seconds for the doubled input
LEAST = 4_000  # bytes that the doubled stretch has


def grows(target: Target, data: bytes) -> Finding | None:
    """The finding that twice as much takes far more than twice the time: the input's middle half, two and four times over."""
    quarter = len(data) // 4
    middle = data[quarter : 3 * quarter]
    if not middle or len(data) > 2 * LEAST:
        return None
    times = max(1, LEAST // len(middle))

    def longer(by: int) -> bytes:
        return data[:quarter] + middle * (times * by) + data[3 * quarter :]

    if seconds(target, longer(4)) < WORTH:
        return None
    two, four = (min(seconds(target, longer(by)) for _ in range(2)) for by in (2, 4))
    if four > WORTH and four > FACTOR * two:
        return Finding(
            target.name, f"grows faster than its input ({data[:12]!r})", f"{four / two:.1f} times as long for twice as much", data
        )
    return None

"""The 14-digit timestamps of web archives."""

from datetime import UTC, datetime


def parse_timestamp(timestamp: str) -> datetime | None:
    """Return the time of a timestamp, in UTC; None if it is not valid."""
    try:
        return datetime.strptime(timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None

"""Real names of the publisher table, for invented references."""

from functools import cache

from citecheck.language import publishers

NEWS_TYPES = frozenset(("newspaper", "broadcaster", "agency", "magazine", "online", "media"))


@cache
def outlets_of(code: str) -> tuple[str, ...]:
    """Real outlets that publish in a language, from the table."""
    return tuple(row.name for row in publishers.everything() if row.type in NEWS_TYPES and code in row.languages)


@cache
def bodies_of(code: str) -> tuple[str, ...]:
    """Ministries, institutes and the like, from the table."""
    return tuple(row.name for row in publishers.everything() if row.type not in NEWS_TYPES and code in row.languages)

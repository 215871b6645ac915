"""How much one run may ask of a service: tries for one question, requests in all. The table is data, with its reasons."""

from dataclasses import dataclass

FAILURES = 3  # questions in a row without an answer after which a service is left alone for the run


@dataclass(frozen=True, slots=True)
class Manner:
    """``tries`` for one question, ``budget`` of requests a run (0: none); ``many`` where the name stands for many hosts."""

    tries: int = 3
    budget: int = 0
    many: bool = False


# Service, its manner. Where a service publishes no figure the number is our own caution (2026-11).
MANNERS: dict[str, Manner] = {
    "gdelt": Manner(tries=1, budget=500),  # sheds load; opportunistic: one try
    "openalex": Manner(budget=100),  # keyless: 0.10 dollars a day, a search costs 0.001 (2026-02)
    "sitemaps": Manner(tries=1, budget=400, many=True),  # publishers' own sites
    "wayback_news": Manner(tries=1, budget=300),  # no promise: treated as a gift
    "wikidata": Manner(budget=300),  # a time budget a client
    "arxiv": Manner(budget=300),  # one call in three seconds: a quarter of an hour
    "open_library": Manner(budget=500),
}


def manner(name: str) -> Manner:
    """The manner of a service; three tries and no budget where the table has none."""
    return MANNERS.get(name, Manner())

"""Addresses that a run has come across, by site: how an outlet builds its addresses is learnt once for all sources that cite it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from citecheck.links.urls import host

MANY = 40  # addresses of one site that are remembered


@dataclass(slots=True)
class KnownUrls:
    """Addresses by their host and by every domain above it."""

    _by_site: dict[str, list[str]] = field(default_factory=dict)

    def add(self, urls: Iterable[str]) -> None:
        """Remembers some addresses, the first of each site only."""
        for url in urls:
            labels = host(url).split(".")
            for at in range(len(labels) - 1):
                held = self._by_site.setdefault(".".join(labels[at:]), [])
                if len(held) < MANY and url not in held:
                    held.append(url)

    def of(self, domains: Iterable[str]) -> tuple[str, ...]:
        """Those at any of some domains."""
        return tuple(dict.fromkeys(url for domain in domains for url in self._by_site.get(domain, ())))[:MANY]

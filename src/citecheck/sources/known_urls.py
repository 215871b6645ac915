"""URLs seen in a run, by site, from which a publication's URL patterns are derived."""

from collections.abc import Iterable

from msgspec import Struct, field

from citecheck.links.urls import host

MANY = 40  # URLs per site


class KnownUrls(Struct):
    """URLs by host and by each parent domain."""

    _by_site: dict[str, list[str]] = field(default_factory=dict)

    def add(self, urls: Iterable[str]) -> None:
        """Add URLs, at most ``MANY`` per site."""
        for url in urls:
            labels = host(url).split(".")
            for at in range(len(labels) - 1):
                held = self._by_site.setdefault(".".join(labels[at:]), [])
                if len(held) < MANY and url not in held:
                    held.append(url)

    def of(self, domains: Iterable[str]) -> tuple[str, ...]:
        """Return the URLs at these domains."""
        return tuple(dict.fromkeys(url for domain in domains for url in self._by_site.get(domain, ())))[:MANY]

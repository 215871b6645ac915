"""The URLs that documents cite, with what their check needs to know of the citations."""

from collections.abc import Container, Mapping

from msgspec import Struct, field

from citecheck.citations.parsed import Key, Parsed, own_url, sources_of, urls_of
from citecheck.links.wrapped_urls import plain
from citecheck.sources.title_precheck import compared


class CitedUrls(Struct):
    """The URLs of documents, which are added batch by batch. ``titles`` are the cited ones by URL."""

    titles: dict[str, list[str]] = field(default_factory=dict)
    _languages: dict[str, str | None] = field(default_factory=dict)
    _of_sources: set[str] = field(default_factory=set)  # a citation's language has precedence over its document's
    _chosen: dict[str, None] = field(default_factory=dict)

    def add(self, parsed: Parsed, resolved: Container[Key] = (), chosen: Mapping[str, None] | None = None) -> None:
        """Add the URLs of documents. The titles of ``resolved`` sources are not compared; ``chosen`` are people's URLs for sources."""
        for document, notes in parsed:
            for address in urls_of(document, notes):
                if (url := plain(address.url)) not in self._of_sources:
                    self._languages[url] = document.language
        for key, source in sources_of(parsed):
            if cited := own_url(source):
                self._languages[cited] = source.item.language
                self._of_sources.add(cited)
                if key not in resolved:
                    title = compared(source)
                    self.titles.setdefault(cited, []).extend([title] if title else [])
        self._chosen.update(chosen or {})

    @property
    def languages(self) -> dict[str, str | None]:
        """The URLs, each with the language of its citation."""
        return self._languages | {url: None for url in self._chosen if url not in self._languages}

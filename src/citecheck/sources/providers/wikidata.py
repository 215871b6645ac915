"""Wikidata: the official site (P856) of a publication that is not in the table of publishers, for the providers that need a domain.

``wbsearchentities`` and ``wbgetentities`` (https://www.wikidata.org/w/api.php). Names are often ambiguous, so several sites are returned.
"""

from typing import Any, ClassVar

import msgspec
from msgspec import Struct

from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Candidate
from citecheck.pages.service_answers import fetch_json, web_url
from citecheck.protocols import Provider, Query, RateLimit, Service, ServiceLimits

ENTITIES = 3  # read per name
LEAST = 3  # minimum letters of a name
OFFICIAL_SITE = "P856"


class Hit(msgspec.Struct):
    """An entity found by name."""

    id: str


class Value(msgspec.Struct):
    """A statement's value; a string for a URL."""

    value: Any = None


class Snak(msgspec.Struct):
    """A statement's main part."""

    datavalue: Value | None = None


class Statement(msgspec.Struct):
    """A statement."""

    mainsnak: Snak
    rank: str = "normal"


class Entity(msgspec.Struct):
    """An entity with its statements."""

    claims: dict[str, list[Statement]] = {}


class WikidataResponse(msgspec.Struct):
    """A response; errors have status 200."""

    search: list[Hit] = []
    entities: dict[str, Entity] = {}
    error: dict[str, Any] | None = None


class Wikidata(Struct, frozen=True):
    """``base_url`` is the site without a path."""

    name: ClassVar[str] = "wikidata"
    order: ClassVar[int] = 10
    limits: ClassVar[ServiceLimits] = ServiceLimits(
        (RateLimit("query.wikidata.org/", 1.0, "Wikimedia: time budget per client (2026-03)"),), budget=300
    )
    decisive: ClassVar[frozenset[str]] = frozenset()
    enabled: bool = True
    base_url: str = "https://www.wikidata.org"

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        """Return the sites of entities with the publication's name, if its domain is not known."""
        publication = query.source.item.container_title or ""
        if query.domains or len(publication) < LEAST or query.source.item.type not in ("article-newspaper", "webpage", "report"):
            return ()
        found = self._ask(
            service,
            {
                "action": "wbsearchentities",
                "search": publication,
                "language": (query.language or "en")[:2],
                "uselang": "en",
                "limit": str(ENTITIES),
            },
        ).search
        if not found:
            return ()
        entities = self._ask(
            service, {"action": "wbgetentities", "ids": "|".join(hit.id for hit in found[:ENTITIES]), "props": "claims"}
        ).entities
        sites = (_site(claim) for entity in entities.values() for claim in entity.claims.get(OFFICIAL_SITE, [])[:2])
        return tuple(Candidate(site, self.name, role="site") for site in dict.fromkeys(sites) if site)

    def _ask(self, service: Service, parameters: dict[str, str]) -> WikidataResponse:
        parameters = {**parameters, "format": "json", "maxlag": "5"}
        answer = fetch_json(service.send, f"{self.base_url.rstrip('/')}/w/api.php", parameters, WikidataResponse)
        if answer.error:
            raise NoAnswer(str(answer.error.get("code", "error"))[:60])
        return answer


def _site(claim: Statement) -> str | None:
    value = claim.mainsnak.datavalue.value if claim.mainsnak.datavalue and claim.rank != "deprecated" else None
    return web_url(value) if isinstance(value, str) else None


PLUGIN: type[Provider] = Wikidata

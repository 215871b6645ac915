"""Wikidata: the official site (P856) of an outlet that the table of publishers does not know, so that others know where to look.

``wbsearchentities`` and ``wbgetentities`` (https://www.wikidata.org/w/api.php). Homonyms are common: several sites are told, none is sure.
"""

from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode

import msgspec

from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Candidate
from citecheck.pages.service_answers import decode, json_request, web_url
from citecheck.protocols import Provider, Query, RateLimit, Service, ServiceLimits

ENTITIES = 3  # of one name that are looked at
LEAST = 3  # letters of a name that is searched
OFFICIAL_SITE = "P856"


class Hit(msgspec.Struct):
    """An entity that a name leads to."""

    id: str


class Value(msgspec.Struct):
    """A statement's value; of a web address it is a string."""

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
    """The API's answers; an error comes with status 200."""

    search: list[Hit] = []
    entities: dict[str, Entity] = {}
    error: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Wikidata:
    """``base_url`` is the site without a path."""

    name: ClassVar[str] = "wikidata"
    order: ClassVar[int] = 10
    limits: ClassVar[ServiceLimits] = ServiceLimits(
        (RateLimit("query.wikidata.org/", 1.0, "Wikimedia: time budget a client (2026-03)"),), budget=300
    )  # a time budget a client
    decisive: ClassVar[frozenset[str]] = frozenset()
    enabled: bool = True
    base_url: str = "https://www.wikidata.org"

    def search(self, query: Query, service: Service) -> tuple[Candidate, ...]:
        """The sites of those that have the outlet's name, for outlets whose site nobody has told yet."""
        outlet = query.source.item.container_title or ""
        if query.domains or len(outlet) < LEAST or query.source.item.type not in ("article-newspaper", "webpage", "report"):
            return ()
        found = self._ask(
            service,
            {
                "action": "wbsearchentities",
                "search": outlet,
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
        wanted = urlencode({**parameters, "format": "json", "maxlag": "5"})
        answer = decode(service.send(json_request(f"{self.base_url.rstrip('/')}/w/api.php?{wanted}")), WikidataResponse)
        if answer.error:
            raise NoAnswer(str(answer.error.get("code", "error"))[:60])
        return answer


def _site(claim: Statement) -> str | None:
    value = claim.mainsnak.datavalue.value if claim.mainsnak.datavalue and claim.rank != "deprecated" else None
    return web_url(value) if isinstance(value, str) else None


PLUGIN: type[Provider] = Wikidata

"""The Wayback Machine: captures of a page, nearest to a date first, and their original bytes.

CDX server with ``sort=closest`` and playback ``/web/<timestamp>id_/<url>``; a revisit row's status is ``-``.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar
from urllib.parse import urlencode

from msgspec import Struct

from citecheck.archives.timestamps import parse_timestamp
from citecheck.documents.numerals import whole_number
from citecheck.links.url_equality import same_url
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Memento
from citecheck.model.web import Request
from citecheck.pages.service_answers import decode, json_request, web_url
from citecheck.protocols import Archive, RateLimit, Service, ServiceLimits

ROWS = 4  # captures returned
FIELDS = "timestamp,original,statuscode,digest"


class Wayback(Struct, frozen=True):
    """``base_url`` replaces https://web.archive.org."""

    name: ClassVar[str] = "wayback"
    order: ClassVar[int] = 10
    limits: ClassVar[ServiceLimits] = ServiceLimits(
        (
            RateLimit("web.archive.org/cdx", 2.5, "EDGI wayback client 0.5.1: 24 a minute, at the Archive's request (2026-06)"),
            RateLimit("web.archive.org/web/timemap", 2.5, "shares the CDX limit (EDGI wayback client, 2026-06)"),
            RateLimit("web.archive.org/", 0.125, "EDGI wayback client: 480 playbacks a minute (2026-06)"),
            RateLimit("archive.org/wayback/available", 1.0, "no published figure; our own limit (2026-09)"),
        )
    )
    enabled: bool = True
    base_url: str = "https://web.archive.org"

    def recall(self, url: str, near: date, service: Service) -> tuple[Memento, ...]:
        """Return a URL's captures with status 200, and revisits, nearest first. Raises ``NoAnswer``."""
        closest = near.strftime("%Y%m%d") + "120000"
        parameters = {
            "url": url,
            "output": "json",
            "fl": FIELDS,
            "sort": "closest",
            "closest": closest,
            "filter": "!statuscode:[345]..",  # revisits have no status
            "limit": str(50 * ROWS),  # the index repeats rows, and a page keeps its content for weeks
        }
        answer = service.send(json_request(f"{self.base_url.rstrip('/')}/cdx/search/cdx?{urlencode(parameters)}"))
        if answer.status == 403:
            raise NoAnswer("the archive does not show this site")
        rows = decode(answer, list[list[str]])
        same = [row for row in rows[1:] if len(row) == 4 and row[2] in ("200", "-") and same_url(row[1], url)]
        return tuple(made for row in _distinct(same) if (made := self._memento(*row)))[:ROWS]

    def _memento(self, timestamp: str, original: str, status: str, digest: str) -> Memento | None:
        made = parse_timestamp(timestamp)
        if made is None or web_url(original) is None:
            return None
        return Memento(
            original, f"https://web.archive.org/web/{timestamp}/{original}", made, self.name, whole_number(status, 3), digest
        )

    def playback(self, memento: Memento) -> Request:
        """Return the request for a capture's original bytes."""
        return Request(f"{self.base_url.rstrip('/')}/web/{memento.datetime:%Y%m%d%H%M%S}id_/{memento.uri_r}", follow=False)


def _distinct(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """The rows without those of a capture, or of a content, that a nearer row has: the index repeats rows, and most revisits."""
    times: set[str] = set()
    contents: set[str] = set()
    for row in rows:
        timestamp, digest = row[0], row[3]
        if timestamp not in times and (digest not in contents or not digest.strip("-")):
            yield row
        times.add(timestamp)
        contents.add(digest)


PLUGIN: type[Archive] = Wayback

"""Captures of any Memento archive (RFC 7089): the nearest from its TimeGate, others from its TimeMap.

A TimeGate redirects to the capture, or returns it with its Content-Location.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import ClassVar
from urllib.parse import urlsplit

from msgspec import Struct

from citecheck.links.link_header import WebLink, http_date, read_links
from citecheck.links.url_equality import same_url
from citecheck.links.urls import joined
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Memento
from citecheck.model.web import Request, Response
from citecheck.pages.service_answers import web_url
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Service, ServiceLimits

MAX_HOPS = 3  # from the TimeGate to the capture
MORE_CAPTURES = 4  # from a TimeMap
# Captures' URLs of the Wayback Machine, pywb and OpenWayback: 14 digits, a modifier, the original URL.
_REPLAY = lazy_pattern(r"/(?P<stamp>\d{14})(?P<modifier>[a-z]{2}_)?/(?P<original>https?:/+.+)$")


class TimeGateAnswer(Struct, frozen=True):
    """The capture found by a TimeGate, and the links of its responses."""

    memento: Memento
    status: int
    links: tuple[WebLink, ...]


class TimeGateArchive(Struct, frozen=True):
    """An archive with its TimeGate at ``base_url`` + ``path``; used if the settings enable it."""

    name: ClassVar[str]
    order: ClassVar[int]
    limits: ClassVar[ServiceLimits]
    path: ClassVar[str] = ""
    enabled: bool = False
    base_url: str = ""

    @property
    def timegate_url(self) -> str:
        """The URL that a page's URL is appended to; empty if the archive is off."""
        return self.base_url.rstrip("/") + self.path

    def recall(self, url: str, near: date, service: Service) -> Iterator[Memento]:
        """Yield the TimeGate's nearest capture, then those of the TimeMap, nearest first; the TimeMap is requested only if needed.

        Raises ``NoAnswer``.
        """
        wanted = datetime.combine(near, datetime.min.time(), UTC)
        timegate = self.timegate_url
        found = _from_timegate(self.name, timegate, url.partition("#")[0], wanted, service) if timegate else None
        if found is None:
            return
        if found.status == 200:
            yield found.memento
        seen = {found.memento.uri_m}
        for link in _time_map_captures(found, wanted, service):
            made = link.moment()
            if made and link.uri not in seen and _may_request(link.uri, timegate):
                seen.add(link.uri)
                yield Memento(found.memento.uri_r, link.uri, made, self.name)

    def playback(self, memento: Memento) -> Request:
        """Return the request for a capture's original bytes if its URL allows that, else for the capture as the archive shows it."""
        raw = _REPLAY.sub(lambda m: f"/{m['stamp']}id_/{m['original']}", memento.uri_m)
        return Request(raw, follow=False)


def _from_timegate(name: str, timegate: str, url: str, wanted: datetime, service: Service) -> TimeGateAnswer | None:
    """Follow the TimeGate to a capture of this URL; None if it has none. Raises ``NoAnswer``."""
    from email.utils import format_datetime  # slow to import

    headers = (("Accept-Datetime", format_datetime(wanted, usegmt=True)),)
    target = timegate + url
    links: list[WebLink] = []
    for _ in range(1 + MAX_HOPS):
        answer = service.send(Request(target, headers=headers, follow=False))
        links += read_links(answer.header("link") or "")
        made = http_date(answer.header("memento-datetime") or "")
        if made:  # captures of errors have one too, the archive's errors do not
            place = joined(target, answer.header("content-location") or "")
            original = next((link.uri for link in links if "original" in link.rels), url)
            memento = Memento(original, place if _may_request(place, timegate) else target, made, name, answer.status)
            return TimeGateAnswer(memento, answer.status, tuple(links)) if same_url(original, url) else None
        if answer.status == 404:
            return None
        location = answer.header("location")
        target = joined(target, location) if location else ""
        if answer.status >= 400 or not _may_request(target, timegate):
            raise NoAnswer(str(answer.status))
    raise NoAnswer("too many redirects")


def _time_map_captures(found: TimeGateAnswer, wanted: datetime, service: Service) -> list[WebLink]:
    """The captures in the TimeMap, nearest first; if it has several parts, in the part for that time."""
    links = _time_map(found.links, service)
    if not any("memento" in link.rels for link in links):
        parts = [link for link in links if "timemap" in link.rels and "self" not in link.rels and link.moment("from")]
        parts.sort(key=lambda part: _seconds_from(part, wanted))
        links = _time_map(parts, service)
    captures = [link for link in links if "memento" in link.rels and link.moment()]
    captures.sort(key=lambda link: abs((link.moment() or wanted) - wanted))
    return captures[: MORE_CAPTURES + 1]


def _time_map(links: tuple[WebLink, ...] | list[WebLink], service: Service) -> tuple[WebLink, ...]:
    """The links in the first TimeMap of ``links``; none if there is no TimeMap or no answer."""
    target = next((link.uri for link in links if "timemap" in link.rels), "")
    if not web_url(target):
        return ()
    try:
        answer: Response = service.send(Request(target))
    except NoAnswer:
        return ()
    return tuple(read_links(answer.body.decode("utf-8", "replace"))) if answer.status == 200 else ()


def _seconds_from(part: WebLink, wanted: datetime) -> float:
    """Seconds from a time to the period of a TimeMap's part."""
    start = part.moment("from") or wanted
    end = part.moment("until") or start
    return max(0.0, (start - wanted).total_seconds(), (wanted - end).total_seconds())


def _may_request(target: str, timegate: str) -> bool:
    """Whether a URL may be requested: a public one, or one of the TimeGate's host, which may be private."""
    try:
        return bool(web_url(target)) or urlsplit(target).netloc == urlsplit(timegate).netloc
    except ValueError:
        return False

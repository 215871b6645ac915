"""What every archive that speaks Memento (RFC 7089) is asked: its TimeGate for the nearest capture, its TimeMap where that is none.

A TimeGate answers with a redirect to the capture, or with the capture itself and its Content-Location.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import ClassVar
from urllib.parse import urlsplit

from citecheck.links.link_header import WebLink, read_links
from citecheck.links.url_equality import same_url
from citecheck.links.urls import joined
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Memento
from citecheck.model.web import Request, Response
from citecheck.pages.service_answers import web_url
from citecheck.protocols import Service, ServiceLimits

HOPS_TO_CAPTURE = 3  # from the TimeGate to the capture
MORE = 4  # captures that a TimeMap adds
# Captures in the way of the Wayback Machine, which pywb and OpenWayback have too: 14 digits, a modifier, the original's address.
_REPLAY = re.compile(r"/(?P<stamp>\d{14})(?P<modifier>[a-z]{2}_)?/(?P<original>https?:/+.+)$")


@dataclass(frozen=True, slots=True)
class TimeGateAnswer:
    """The capture that a TimeGate led to, and all that it said on the way."""

    memento: Memento
    status: int
    links: tuple[WebLink, ...]


def recall(name: str, timegate: str, url: str, near: date, service: Service) -> Iterator[Memento]:
    """The capture that the TimeGate thinks nearest; then those of its TimeMap, nearest first, which is asked only if somebody goes on."""
    wanted = datetime.combine(near, datetime.min.time(), UTC)
    found = _at_gate(name, timegate, url.partition("#")[0], wanted, service)
    if found is None:
        return
    if found.status == 200:
        yield found.memento
    seen = {found.memento.uri_m}
    for link in _others(found, wanted, service):
        made = link.moment()
        if made and link.uri not in seen and _ours(link.uri, timegate):
            seen.add(link.uri)
            yield Memento(found.memento.uri_r, link.uri, made, name)


def playback(memento: Memento) -> Request:
    """The capture's original bytes where the archive's addresses tell how they are had, else the capture as the archive shows it."""
    raw = _REPLAY.sub(lambda m: f"/{m['stamp']}id_/{m['original']}", memento.uri_m)
    return Request(raw, follow=False)


@dataclass(frozen=True, slots=True)
class TimeGateArchive:
    """An archive whose TimeGate is ``path`` behind ``base_url``; asked where the settings enable it."""

    name: ClassVar[str]
    order: ClassVar[int]
    limits: ClassVar[ServiceLimits]
    path: ClassVar[str] = ""
    enabled: bool = False
    base_url: str = ""

    @property
    def gate(self) -> str:
        """The address that a page's address is appended to; empty where the archive is not to be asked."""
        return self.base_url.rstrip("/") + self.path

    def recall(self, url: str, near: date, service: Service) -> Iterator[Memento]:
        """The captures that the archive has of an address, nearest first."""
        if self.gate:
            yield from recall(self.name, self.gate, url, near, service)

    def playback(self, memento: Memento) -> Request:
        """The request for a capture's original bytes."""
        return playback(memento)


def _at_gate(name: str, timegate: str, url: str, wanted: datetime, service: Service) -> TimeGateAnswer | None:
    """Follows the TimeGate to a capture of this very address; None where it has none. Raises ``NoAnswer``."""
    headers = (("Accept-Datetime", format_datetime(wanted, usegmt=True)),)
    address = timegate + url
    links: list[WebLink] = []
    for _ in range(1 + HOPS_TO_CAPTURE):
        answer = service.send(Request(address, headers=headers, follow=False))
        links += read_links(answer.header("link") or "")
        made = _moment(answer.header("memento-datetime"))
        if made:  # an archived error has one too, an archive's own error has not
            place = joined(address, answer.header("content-location") or "")
            original = next((link.uri for link in links if "original" in link.rels), url)
            memento = Memento(original, place if _ours(place, timegate) else address, made, name, answer.status)
            return TimeGateAnswer(memento, answer.status, tuple(links)) if same_url(original, url) else None
        if answer.status == 404:
            return None
        location = answer.header("location")
        address = joined(address, location) if location else ""
        if answer.status >= 400 or not _ours(address, timegate):
            raise NoAnswer(str(answer.status))
    raise NoAnswer("too many redirects")


def _others(found: TimeGateAnswer, wanted: datetime, service: Service) -> list[WebLink]:
    """The captures of the TimeMap, nearest first; of one in several parts the part about that time."""
    links = _time_map(found.links, service)
    if not any("memento" in link.rels for link in links):
        parts = [link for link in links if "timemap" in link.rels and "self" not in link.rels and link.moment("from")]
        parts.sort(key=lambda part: _away(part, wanted))
        links = _time_map(parts, service)
    captures = [link for link in links if "memento" in link.rels and link.moment()]
    captures.sort(key=lambda link: abs((link.moment() or wanted) - wanted))
    return captures[: MORE + 1]


def _time_map(links: tuple[WebLink, ...] | list[WebLink], service: Service) -> tuple[WebLink, ...]:
    """The first TimeMap of some links, read; empty where there is none, or it does not answer: the TimeGate has done so."""
    address = next((link.uri for link in links if "timemap" in link.rels), "")
    if not web_url(address):
        return ()
    try:
        answer: Response = service.send(Request(address))
    except NoAnswer:
        return ()
    return tuple(read_links(answer.body.decode("utf-8", "replace"))) if answer.status == 200 else ()


def _away(part: WebLink, wanted: datetime) -> float:
    """Seconds from a moment to the span that a part of a TimeMap is about."""
    start = part.moment("from") or wanted
    end = part.moment("until") or start
    return max(0.0, (start - wanted).total_seconds(), (wanted - end).total_seconds())


def _ours(address: str, timegate: str) -> bool:
    """Whether an address may be asked: a web address, or one of the TimeGate's own host, which may be inside a house."""
    try:
        return bool(web_url(address)) or urlsplit(address).netloc == urlsplit(timegate).netloc
    except ValueError:
        return False


def _moment(value: str | None) -> datetime | None:
    try:
        made = parsedate_to_datetime(value or "")
    except (ValueError, OverflowError):  # the latter of a year or an offset that no clock has
        return None
    return made.replace(tzinfo=UTC) if made.tzinfo is None else made

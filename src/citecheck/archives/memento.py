"""Any archive that speaks Memento (RFC 7089): a library's own pywb, Arquivo.pt, the UK Web Archive. Off without a TimeGate.

A TimeGate answers with a redirect to the capture, or with the capture itself and its Content-Location.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import ClassVar
from urllib.parse import urljoin

from citecheck.errors import NoAnswer
from citecheck.model.knowledge import Memento as Capture
from citecheck.model.web import Request, Response
from citecheck.ports import Archive, Service
from citecheck.text.answers import web_address


@dataclass(frozen=True, slots=True)
class Memento:
    """``timegate`` is the address that a page's address is appended to."""

    name: ClassVar[str] = "memento"
    enabled: bool = True
    base_url: str = ""
    timegate: str = ""

    def recall(self, url: str, near: date | None, service: Service) -> tuple[Capture, ...]:
        """The capture that the TimeGate thinks nearest; none where it knows none."""
        if not self.timegate:
            return ()
        wanted = datetime.combine(near, datetime.min.time(), UTC) if near else datetime.now(UTC)
        headers = (("Accept-Datetime", format_datetime(wanted, usegmt=True)),)
        answer = service.send(Request(self.timegate + url, headers=headers, follow=False))
        if answer.status == 404:
            return ()
        location = answer.header("location") or answer.header("content-location")
        address = web_address(urljoin(self.timegate, location)) if location else None
        if answer.status >= 400 or not address:
            raise NoAnswer(str(answer.status))
        read = service.send(Request(address, follow=False))
        made = _made(read)
        return (Capture(url, address, made, self.name, read.status, None),) if made else ()

    def playback(self, memento: Capture) -> Request:
        """The capture itself."""
        return Request(memento.uri_m, follow=False)


def _made(answer: Response) -> datetime | None:
    try:
        return parsedate_to_datetime(answer.header("memento-datetime") or "")
    except ValueError:
        return None


PLUGIN: type[Archive] = Memento

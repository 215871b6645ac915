"""Any archive that speaks Memento (RFC 7089), such as a library's own pywb. Off without a TimeGate."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from citecheck.archives.services import _timegate
from citecheck.model.knowledge import Memento as Capture
from citecheck.model.web import Request
from citecheck.protocols import Archive, Service, ServiceLimits


@dataclass(frozen=True, slots=True)
class Memento:
    """``timegate`` is the address that a page's address is appended to."""

    name: ClassVar[str] = "memento"
    order: ClassVar[int] = 20
    limits: ClassVar[ServiceLimits] = ServiceLimits()
    enabled: bool = True
    base_url: str = ""
    timegate: str = ""

    def recall(self, url: str, near: date, service: Service) -> Iterator[Capture]:
        """The captures that the archive has of an address, nearest first."""
        if self.timegate:
            yield from _timegate.recall(self.name, self.timegate, url, near, service)

    def playback(self, memento: Capture) -> Request:
        """The request for a capture."""
        return _timegate.playback(memento)


PLUGIN: type[Archive] = Memento

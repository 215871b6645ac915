"""The UK Web Archive of the British libraries; asked where the settings enable it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from citecheck.archives.services import _timegate
from citecheck.model.knowledge import Memento
from citecheck.model.web import Request
from citecheck.protocols import Archive, Service, ServiceLimits

TIMEGATE = "/wayback/archive/"


@dataclass(frozen=True, slots=True)
class UkWebArchive:
    """``base_url`` stands for https://www.webarchive.org.uk."""

    name: ClassVar[str] = "ukwa"
    order: ClassVar[int] = 20
    limits: ClassVar[ServiceLimits] = ServiceLimits()
    enabled: bool = False
    base_url: str = "https://www.webarchive.org.uk"

    def recall(self, url: str, near: date, service: Service) -> Iterator[Memento]:
        """The captures that the archive has of an address, nearest first."""
        yield from _timegate.recall(self.name, self.base_url.rstrip("/") + TIMEGATE, url, near, service)

    def playback(self, memento: Memento) -> Request:
        """The request for a capture's original bytes."""
        return _timegate.playback(memento)


PLUGIN: type[Archive] = UkWebArchive

"""The UK Web Archive of the British libraries; used if the settings enable it."""

from typing import ClassVar

from citecheck.archives.services._timegate import TimeGateArchive
from citecheck.protocols import Archive, ServiceLimits


class UkWebArchive(TimeGateArchive, frozen=True):
    """``base_url`` replaces https://www.webarchive.org.uk."""

    name: ClassVar[str] = "ukwa"
    order: ClassVar[int] = 20
    limits: ClassVar[ServiceLimits] = ServiceLimits()
    path: ClassVar[str] = "/wayback/archive/"
    base_url: str = "https://www.webarchive.org.uk"


PLUGIN: type[Archive] = UkWebArchive

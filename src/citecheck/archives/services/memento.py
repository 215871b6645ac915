"""Any archive with Memento (RFC 7089), such as a library's pywb. Off without a TimeGate."""

from typing import ClassVar

from citecheck.archives.services._timegate import TimeGateArchive
from citecheck.protocols import Archive, ServiceLimits


class MementoArchive(TimeGateArchive, frozen=True):
    """``timegate`` is the URL that a page's URL is appended to."""

    name: ClassVar[str] = "memento"
    order: ClassVar[int] = 20
    limits: ClassVar[ServiceLimits] = ServiceLimits()
    enabled: bool = True
    timegate: str = ""

    @property
    def timegate_url(self) -> str:
        """The TimeGate of the settings."""
        return self.timegate


PLUGIN: type[Archive] = MementoArchive

"""Any archive that speaks Memento (RFC 7089), such as a library's own pywb. Off without a TimeGate."""

from dataclasses import dataclass
from typing import ClassVar

from citecheck.archives.services._timegate import TimeGateArchive
from citecheck.protocols import Archive, ServiceLimits


@dataclass(frozen=True, slots=True)
class MementoArchive(TimeGateArchive):
    """``timegate`` is the address that a page's address is appended to."""

    name: ClassVar[str] = "memento"
    order: ClassVar[int] = 20
    limits: ClassVar[ServiceLimits] = ServiceLimits()
    enabled: bool = True
    timegate: str = ""

    @property
    def gate(self) -> str:
        """The TimeGate of the settings."""
        return self.timegate


PLUGIN: type[Archive] = MementoArchive

"""Arquivo.pt, the Portuguese web archive, which has many pages of other countries too; used if the settings enable it."""

from typing import ClassVar

from citecheck.archives.services._timegate import TimeGateArchive
from citecheck.protocols import Archive, ServiceLimits


class Arquivo(TimeGateArchive, frozen=True):
    """``base_url`` replaces https://arquivo.pt."""

    name: ClassVar[str] = "arquivo"
    order: ClassVar[int] = 20
    limits: ClassVar[ServiceLimits] = ServiceLimits()
    path: ClassVar[str] = "/wayback/"
    base_url: str = "https://arquivo.pt"


PLUGIN: type[Archive] = Arquivo

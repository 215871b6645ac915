"""A new provider: its plug-in alone provides all that is needed."""

import pytest

from citecheck.app import wiring
from citecheck.app.rate_limits import request_intervals, service_limits
from citecheck.config.settings import load

TINY = """
from dataclasses import dataclass
from typing import ClassVar
from citecheck.protocols import RateLimit, ServiceLimits

@dataclass(frozen=True)
class PLUGIN:
    name: ClassVar[str] = "tiny"
    order: ClassVar[int] = 15
    limits: ClassVar[ServiceLimits] = ServiceLimits((RateLimit("tiny.example/api", 7.0, "its manual"),), budget=9)
    archive: ClassVar[str] = "wayback"
    decisive: ClassVar[frozenset[str]] = frozenset()
    enabled: bool = True
    base_url: str = ""

    def search(self, query, service):
        return ()
"""


def test_it_is_used_in_its_order_and_at_its_rate_limit(citecheck, install) -> None:
    install("providers", TINY, "tiny")
    settings = load(wiring.configurable()).settings
    providers = wiring.plugins_of(settings).providers
    assert [provider.name for provider in providers][:4] == ["registries", "wikidata", "tiny", "crossref"]
    assert service_limits()["tiny"].budget == 9
    seconds = request_intervals(settings)
    assert (seconds("https://tiny.example/api/search"), seconds("https://tiny.example/")) == (7.0, settings.network.interval)


RECORD = TINY.replace("from dataclasses import dataclass", "import msgspec")
RECORD = RECORD.replace("@dataclass(frozen=True)\n", "").replace("class PLUGIN:", "class PLUGIN(msgspec.Struct, frozen=True):")


@pytest.mark.parametrize("source", [TINY, RECORD], ids=["dataclass", "Struct"])
def test_it_may_use_the_url_of_an_archive(citecheck, install, source: str) -> None:
    install("providers", source, "tiny")
    settings = load(wiring.configurable(), flags={"archives.wayback.base_url": "https://archive.example"}).settings
    at = {provider.name: provider for provider in wiring.plugins_of(settings).providers}
    assert {at["tiny"].base_url, at["wayback_cdx"].base_url, at["sitemaps"].archive_url} == {"https://archive.example"}  # type: ignore[attr-defined]


def test_a_provider_without_limits_is_not_used(citecheck, install) -> None:
    install("providers", "\n".join(line for line in TINY.splitlines() if "ServiceLimits(" not in line), "tiny")
    status, out, _ = citecheck("plugins")
    assert status == 0 and "  tiny                   broken: " in out and "it has no limits" in out

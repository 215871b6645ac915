"""Documents to judge, and what a run has learnt of them, without a run."""

from collections.abc import Callable
from datetime import date

import pytest
from msgspec.structs import replace

from citecheck import pipeline
from citecheck.app import wiring
from citecheck.app.policy import policy_of
from citecheck.findings.evaluate import judge
from citecheck.model.finding import Finding
from citecheck.model.knowledge import Resolution
from citecheck.model.report import DocumentResult
from citecheck.model.web import Link

Learn = Callable[..., DocumentResult]


@pytest.fixture
def learn() -> Learn:
    """Reads a text; ``links`` are by address, ``resolutions`` by label."""

    def read(
        text: str | bytes,
        *,
        links: dict[str, Link] | None = None,
        resolutions: dict[str, Resolution] | None = None,
        name: str = "notes.txt",
        **more: object,
    ) -> DocumentResult:
        document = wiring.read_document(name, text if isinstance(text, bytes) else text.encode())
        (result,) = pipeline.read_only([document])
        source_results = tuple(
            replace(d, link=(links or {}).get(d.source.item.url or "", d.link), resolution=(resolutions or {}).get(d.label))
            for d in result.source_results
        )
        known = tuple((a, (links or {}).get(a.url, link)) for a, link in result.links)
        return replace(result, source_results=source_results, links=known, **{"today": date(2026, 6, 1)} | more)  # type: ignore[arg-type]

    return read


@pytest.fixture
def findings() -> Callable[..., list[Finding]]:
    """The findings of a document, of the rules whose codes begin as asked."""
    from citecheck.config.settings import RuleSettings

    def found(result: DocumentResult, *select: str, **settings: object) -> list[Finding]:
        policy = policy_of(RuleSettings(select=select, **settings))  # type: ignore[arg-type]
        return list(judge(result, policy).findings)

    return found

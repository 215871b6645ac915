"""What a report promises "once repaired" is what the repair gives."""

import pytest
from msgspec.structs import replace

from citecheck.app import wiring
from citecheck.model.completeness import of_document
from citecheck.model.knowledge import Resolution
from citecheck.model.web import Live
from citecheck.pipeline import Plugins, read_only, with_repairs
from citecheck.repairs import proposals

NOTES = b'One.[^1] Two.[^2]\n\n[^1]: E. Roth, "The mill turns", The Post, 3 May 2019\n[^2]: E. Roth, "The mill stops", The Post, 4 May 2019\n'
URL = "https://post.example/mill"


def promised(state: str) -> tuple[int, int]:
    """Complete now, and once repaired, in per cent, where both sources are known and have the state."""
    (result,) = read_only([wiring.read_document("a.md", NOTES)])
    known = Resolution(state, URL, Live(URL, 200, URL))  # type: ignore[arg-type]
    found = replace(result, source_results=tuple(replace(d, resolution=known) for d in result.source_results))
    form = wiring.format_for("a.md", NOTES)
    counts = of_document(with_repairs(found, Plugins(formats={form.name: form}), tried=True))
    return counts.percent, counts.repaired_percent


def test_verified_sources_without_a_url_are_complete_once_repaired() -> None:
    assert promised("verified") == (0, 100)


def test_a_repair_that_needs_a_person_is_not_promised() -> None:
    assert promised("likely") == (0, 0)


def test_a_repair_that_is_refused_is_not_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposals, "_reads_back", lambda document, notes, repairs, form: all(one.note == 0 for one in repairs))
    assert promised("verified") == (0, 50)

"""A source that may well be read wrongly says so in every report that people read."""

import pytest
from msgspec.structs import replace

from citecheck.model.reference import Item, Source
from citecheck.model.report import Report
from citecheck.reporters import json_output
from tests.reporters.rendering import render

ITEM = Item("1", title="Ports of the North")


def doubtful(report: Report) -> Report:
    """The report with no title that is surely right."""
    document = report.documents[0]
    results = [
        replace(one, source=replace(one.source, confidence=(("title", 0.3), ("author", 0.9)))) for one in document.source_results
    ]
    return replace(report, documents=(replace(document, source_results=tuple(results)),))


def test_fields_with_little_confidence_are_uncertain_and_dates_are_not_asked_about() -> None:
    source = Source("x", ITEM, confidence=(("title", 0.3), ("author", 0.7), ("issued", 0.2)))
    assert source.uncertain == ("title",)
    assert json_output.source(source)["uncertain"] == ["title"]


def test_short_forms_and_what_a_format_has_as_fields_are_not_uncertain() -> None:
    source = Source("x", ITEM, confidence=(("title", 0.3),))
    assert not replace(source, short=True).uncertain
    assert not replace(source, structured=True).uncertain


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_reports_ask_to_check_the_reading(name: str, hostile: Report) -> None:
    assert "please check the reading: title" in " ".join(render(name, doubtful(hostile)).split())
    assert "please check" not in render(name, hostile)

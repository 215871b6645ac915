"""The anchors that publishers make of headings."""

import pytest

from citecheck.documents.local_links import heading_anchors, slugs


@pytest.mark.parametrize(
    ("heading", "made"),
    [
        ("Größe & Maß: v1.2", "größe--maß-v12"),  # GitHub
        ("Größe & Maß: v1.2", "größe-maß-v12"),  # GitLab
        ("Größe & Maß: v1.2", "groe-ma-v12"),  # Python-Markdown
        ("Größe & Maß: v1.2", "grosze-masz-v1-2"),  # docutils
        ("Größe & Maß: v1.2", "große-maß-v1-2"),  # VitePress
        ("Øre og æble", "ore-og-aeble"),  # docutils
        ("Łódź", "lodz"),  # docutils
        ("1. Aufbau", "_1-aufbau"),  # VitePress
        ("1. Aufbau", "aufbau"),  # docutils
    ],
)
def test_a_heading_has_the_anchor_that_a_publisher_makes_of_it(heading: str, made: str) -> None:
    assert made in slugs(heading)
    assert made in heading_anchors([heading])


def test_a_heading_has_no_anchor_that_no_publisher_makes_of_it() -> None:
    assert heading_anchors(["Größe & Maß"]).isdisjoint({"groesse-mass", "größe-und-maß", "masz"})

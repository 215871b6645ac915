"""What holds for every rule."""

import re

import pytest

from citecheck.app import wiring
from citecheck.findings import rule_docs

RULES = sorted(wiring.plugins("rules").values(), key=lambda kind: kind.code)
PAGES = [rule_docs.rule_page(kind) for kind in RULES]
# Everything else is a note: what could not be checked is never more.
WEIGHTS = {
    "error": ("missing-note", "damaged-entry", "dead-link", "soft-dead-link", "another-work", "unresolved-doi"),
    "warning": (
        "missing-url",
        "missing-file",
        "missing-anchor",
        "url-residue",
        "moved-link",
        "title-mismatch",
        "author-mismatch",
        "outlet-mismatch",
        "date-mismatch",
        "future-date",
        "number-mismatch",
    ),
}


def test_codes_and_names_are_used_once() -> None:
    assert len({kind.code for kind in RULES}) == len({kind.name for kind in RULES}) == len(RULES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_a_page_says_in_a_sentence_what_is_found_and_what_to_do(page) -> None:
    assert re.fullmatch(r"CC\d{3}", page.code) and re.fullmatch(r"[a-z]+(-[a-z]+)*", page.name)
    assert page.summary.endswith(".") and len(page.summary) <= 160
    assert "\n\nTo fix: " in page.text


@pytest.mark.parametrize("kind", RULES, ids=lambda kind: kind.code)
def test_a_rule_weighs_what_is_promised(kind) -> None:
    assert kind.severity == next((weight for weight, names in WEIGHTS.items() if kind.name in names), "note")


def test_codes_that_a_page_names_exist_and_settings_too() -> None:
    codes = {kind.code for kind in RULES}
    for page in PAGES:
        assert set(re.findall(r"CC\d{3}", page.text)) <= codes

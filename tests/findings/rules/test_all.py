"""What holds for every rule."""

import re

import pytest

from citecheck.app import wiring
from citecheck.findings import rule_docs

RULES = sorted(wiring.plugins("rules").values(), key=lambda kind: kind.code)
PAGES = [rule_docs.rule_page(kind) for kind in RULES]
# Everything else is a note: what could not be checked is never more.
WEIGHTS = {
    "error": ("missing-note", "dead-link", "soft-dead-link", "another-work", "unresolved-doi"),
    "warning": (
        "missing-url",
        "url-residue",
        "moved-link",
        "title-mismatch",
        "author-mismatch",
        "outlet-mismatch",
        "date-mismatch",
        "future-date",

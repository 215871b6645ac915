"""Quotations are found despite omissions, insertions and spelling variants."""

import pytest

from citecheck.language.quotations import look_for, quoted_near
from citecheck.model.place import Span
from citecheck.sources.quotation_check import is_evidence
from citecheck.sources.thresholds import QUOTATION_LIKENESS

PAGE = (
    "The harbour board met on Tuesday. “We will not sell the northern quay to anyone who cannot show us where the money comes from,” "
    "said Marta Olsen, its chair, adding that the dredging programme would go on."
)


@pytest.mark.parametrize(
    "quoted",
    [
        "We will not sell the northern quay to anyone",
        "we will not sell the northern quay",
        "We will not sell the northern quay … where the money comes from",
        "We will not sell [it] to anyone who cannot show us [...] the money comes from",
        "the dredging programe would go on",
    ],
)
def test_words_are_found_as_writers_quote_them(quoted: str) -> None:
    assert look_for(quoted, PAGE, QUOTATION_LIKENESS).found


def test_missing_words_are_not_found_and_the_most_similar_passage_is_returned() -> None:
    sought = look_for("We shall gladly give away the southern pier for free", PAGE, QUOTATION_LIKENESS)
    assert not sought.found
    assert sought.nearest and sought.nearest in PAGE


def test_parts_must_be_in_order() -> None:
    assert not look_for("the dredging programme would go on … We will not sell the northern quay", PAGE, QUOTATION_LIKENESS).found


@pytest.mark.parametrize(
    ("words", "enough"), [("no comment", False), ("we will not sell it", True), ("an extraordinary deal", True)]
)
def test_a_few_common_words_prove_nothing(words: str, enough: bool) -> None:
    assert is_evidence(words) is enough


def test_a_quotation_belongs_to_the_marker_that_closes_its_sentence() -> None:
    text = "She said “the quay is not for sale to them”.[1] Others spoke of “a wise and very late decision”. Nobody else came.[2]"
    one, two = Span(text.index("[1]"), text.index("[1]") + 3), Span(text.index("[2]"), text.index("[2]") + 3)
    (first,) = quoted_near(text, (one,), (one, two))
    assert first.text == "the quay is not for sale to them"
    assert text[first.span.start : first.span.end] == first.text
    assert quoted_near(text, (two,), (one, two)) == ()

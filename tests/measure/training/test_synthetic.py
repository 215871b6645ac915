"""Invented references have the labels of their fields, in every language and every template, and marked spans within their text."""

import pytest

from citecheck.citations.crf import BEGINS
from tests.measure.training.labelled import Reference, tokens_and_labels
from tests.measure.training.templates import KINDS
from tests.measure.training.works import Works

pytest.importorskip("faker")

TITLES = Reference("made", (("title", "Notes on the Harbours of the North"), ("container", "Journal of Harbour Studies")))


def _made(count: int) -> list[Reference]:
    from tests.measure.training.synthetic import synthetic

    return synthetic(count, [TITLES], Works())


def test_the_same_seed_makes_the_same_references() -> None:
    assert _made(40) == _made(40)


def test_marked_spans_are_whole_fields() -> None:
    marked = [one for one in _made(300) if one.marked]
    assert marked
    for one in marked:
        texts = {text for _, text in one.pieces}
        assert all(one.text[start:end] in texts for start, end in one.marked)


def test_tokens_of_a_title_are_labelled_as_one() -> None:
    for one in _made(100):
        read, labels = tokens_and_labels(one)
        assert len(read.tokens) == len(labels)
        if any(label == "title" for label, _ in one.pieces):
            assert f"{BEGINS}title" in labels


def test_every_language_has_a_template_of_every_kind_but_laws() -> None:
    from tests.measure.training.faked import languages
    from tests.measure.training.synthetic import fits

    for language in languages():
        assert all(any(fits(one, language) for one in templates) for _, templates, _ in KINDS)


def test_words_before_and_behind_a_citation_are_none_of_its_fields() -> None:
    from tests.measure.training.wild import LEADS

    words = [lead for lead in LEADS.split("|") if lead[0].isalpha() and lead[:2].isalpha()]
    led = [one for one in _made(400) if one.pieces[0][0] == "other" and one.pieces[0][1] in words]
    assert led
    assert all(tokens_and_labels(one)[1][0] == "other" for one in led)

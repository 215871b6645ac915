"""Copies of labelled sources have other words in their fields, and the same order, punctuation and forms of names."""

import random

from citecheck.citations.crf import read_tokens
from tests.measure.training.labelled import Reference
from tests.measure.training.noted import NotedSource
from tests.measure.training.renewed import Stock, renewed

TEXT = "LEE, A.; Roe, Bo: A Made Title. Oslo: Press, 2014."
LABELS = ["B-author", *["author"] * 3, "B-title", "title", "title", "place", "publisher", "date"]
OTHER = {"title": "On Rivers, Again", "publisher": "Harbour House", "place": "Rome"}


def _source(linked: tuple[tuple[int, int], ...] = ()) -> NotedSource:
    return NotedSource(read_tokens(TEXT, None, linked), "", (), linked)


def _another(label: str, text: str) -> str:
    return OTHER.get(label, text)


def test_fields_have_other_words_between_the_same_punctuation() -> None:
    source, labels = renewed(_source(), LABELS, _another)
    assert source.tokens.text == "LEE, A.; Roe, Bo: On Rivers, Again. Rome: Harbour House, 2014."
    assert [name.removeprefix("B-") for name in labels] == [
        *["author"] * 4,
        *["title"] * 3,
        "place",
        *["publisher"] * 2,
        "date",
    ]


def test_a_link_stays_on_the_words_that_it_was_on() -> None:
    title = TEXT.index("A Made"), TEXT.index(". Oslo")
    source, _ = renewed(_source((title,)), LABELS, _another)
    assert [source.tokens.text[slice(*place)] for place in source.linked] == ["On Rivers, Again"]


def test_names_keep_initials_capitals_and_script() -> None:
    names = [Reference("made", (("author", "Tanaka, K."), ("title", "A Title")))] * 10
    stock = Stock(names, (), random.Random(1))
    assert stock.another("author", "LEE, A.; Roe, Bo and Ли") == "TANAKA, A.; Tanaka, Tanaka and Ли"


def test_fields_come_from_labelled_notes_too_and_few_are_not_enough() -> None:
    noted = [NotedSource(read_tokens("Книга", None), "", (("title", 0, 5),))]
    assert Stock((), noted * 10, random.Random(1)).another("title", "Другая") == "Книга"
    assert Stock((), noted, random.Random(1)).another("title", "Другая") == "Другая"

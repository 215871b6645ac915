"""Answers of services are read as they are sent: with nulls, control characters and invalid escapes, and nothing else."""

import msgspec
import pytest

from citecheck.model.errors import NoAnswer
from citecheck.model.web import Response
from citecheck.pages.service_answers import decode


class Article(msgspec.Struct):
    """One article."""

    title: str = ""
    years: list[int] = []


class Answer(msgspec.Struct):
    """The answer."""

    articles: list[Article] = []


def answer(body: bytes) -> Answer:
    return decode(Response("https://s.example/", "https://s.example/", 200, (), body), Answer)


def test_a_null_is_what_a_service_does_not_know() -> None:
    read = answer(b'{"articles": [{"title": null, "years": [2019, null]}, null, {"title": "Rye", "years": null}]}')
    assert read.articles == [Article("", [2019]), Article("Rye")]
    assert answer(b'{"articles": null}').articles == []


def test_invalid_escapes_are_the_characters_behind_them_and_valid_ones_stay() -> None:
    (read,) = answer(rb'{"articles": [{"title": "The mayor\'s \_plan\_ \"x\" \\n \u00e9 C:\\temp"}]}').articles
    assert read.title == 'The mayor\'s _plan_ "x" \\n é C:\\temp'


@pytest.mark.parametrize(
    "body", [b'{"articles": [', b'{"articles": 7}', b'{"articles": [{"title": {}}]}', b"<html>", b"", b'{"articles": [{"title": "a']
)
def test_what_is_no_such_answer_is_none(body: bytes) -> None:
    with pytest.raises(NoAnswer):
        answer(body)

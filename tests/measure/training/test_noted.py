"""Labelled notes become training data: labels where the reader labelled, a model's where it did not."""

from citecheck.citations.crf import read_tokens
from tests.measure.labels.alone import alone
from tests.measure.labels.form import DatedPlace, LabelledDocument, Note, Place, Source
from tests.measure.labels.restore import Restored
from tests.measure.training.noted import NotedSource, _sources, completed

RAW = "Lee, Ann, and Bo Roe. A Made Title. Oslo: Press, 2014, 12-15."


class Tagger:
    """Says of every token that it is the title, then pages, then a place."""

    def set(self, seen: object) -> None: ...

    def labels(self) -> list[str]:
        return ["title", "B-title", "pages", "place", "other"]

    def marginal(self, name: str, at: int) -> float:
        return {"title": 0.7, "pages": 0.2, "place": 0.1}.get(name, 0.0)


def _at(words: str) -> Place:
    return RAW.index(words), RAW.index(words) + len(words)


def _noted() -> NotedSource:
    fields = (("title", _at("A Made Title")), ("publisher", _at("Press")))
    dates = (("date", DatedPlace(_at("2014"), "2014")),)
    source = Source((0, len(RAW)), "book", (_at("Lee, Ann"), _at("Bo Roe")), fields, dates)
    note = Note("someone/paper/list.txt", (0, len(RAW)), "", "", "citation", (source,))
    here = alone(Restored(LabelledDocument("someone/paper", "0" * 40, "list.txt", "en", "made"), b"", RAW, (note,)), note)
    assert here
    return next(_sources(here, note))


def test_tokens_have_the_labels_of_the_fields_that_they_stand_in() -> None:
    noted = _noted()
    labels = {noted.tokens.text[token.start : token.end]: noted.under(at) for at, token in enumerate(noted.tokens.tokens)}
    assert labels == {
        **dict.fromkeys(("Lee", "Ann", "and", "Bo", "Roe"), "author"),
        **dict.fromkeys(("A", "Made", "Title"), "title"),
        **{"Oslo": "", "Press": "publisher", "2014": "date", "12-15": ""},
    }


def test_tokens_without_a_label_get_the_likeliest_one_that_no_reader_would_have_given() -> None:
    noted = _noted()
    labels = completed(Tagger(), noted, None)  # type: ignore[arg-type]
    assert labels[:3] == ["B-author", "author", "author"]
    assert labels[-1] == "pages"


def test_an_address_is_labelled_as_one_whatever_the_reader_labelled() -> None:
    tokens = read_tokens("A Title. https://example.org/a", None)
    assert NotedSource(tokens, "", (("title", 0, 30),)).under(2) == "url"

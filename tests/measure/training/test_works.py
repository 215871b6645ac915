"""Real works in the habits of invented references."""

from random import Random

import pytest

from tests.measure.training.works import USED, Works, works_of

pytest.importorskip("faker")

ITEM = {
    "type": "article-journal",
    "title": "On the rivers of Elmland",
    "author": [{"family": "Roe", "given": "Bo"}, {"family": "Berg", "non-dropping-particle": "van der", "given": "A. B."}],
    "container-title": "Journal of Rivers",
}


def _printed(works: Works) -> list[str]:
    from tests.measure.training.synthetic import Maker

    maker = Maker(3, ["The trees of the old harbour"], ["Annals of Elms"], works)
    return [maker.reference().text for _ in range(300)]


def test_a_work_is_printed_with_its_own_people_and_publication() -> None:
    texts = [text for text in _printed(works_of([ITEM] * 30)) if "On the rivers of Elmland" in text]
    assert any("Bo Roe" in text and "van der Berg" in text and "Journal of Rivers" in text for text in texts)


def test_works_without_a_title_or_with_marks_of_tex_are_left_out() -> None:
    damaged = [ITEM | {"title": ""}, ITEM | {"title": "On \\emph{rivers} of Elmland"}, ITEM | {"type": "map"}]
    assert not works_of(damaged).found


def test_a_work_stands_in_references_of_its_script_only() -> None:
    from tests.measure.training.faked import languages

    works = works_of([ITEM] * 30)
    russian = next(one for one in languages() if one.code == "ru")
    english = next(one for one in languages() if one.code == "en")
    chance = Random(1)
    assert not any(works.drawn(russian, "journal", chance) for _ in range(50))
    drawn = [works.drawn(english, "journal", chance) for _ in range(500)]
    assert abs(sum(one is not None for one in drawn) / 500 - USED) < 0.1


def test_references_are_invented_without_works() -> None:
    assert len(_printed(Works())) == 300

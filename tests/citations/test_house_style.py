"""The notes of a list are read in one style: doubtful ones as the others."""

import math

import pytest

from citecheck.app import wiring
from citecheck.app.explain_note import decisions
from citecheck.citations import crf
from citecheck.citations.features import features
from citecheck.citations.house_style import FEWEST, house_style
from citecheck.citations.lattice import edges, lattice, shares, transitions
from citecheck.citations.parse import parse
from citecheck.citations.read import _read, first_reading, read_source
from citecheck.model.document import Document
from citecheck.model.reference import Source

WORKS = (
    ("Harbours of the North", "Anna Holt", 2011),
    ("Storm at Sea", "Peter Ray", 2012),
    ("Lights and Towers", "Jane Moss", 2014),
    ("Ferry Days", "Olaf Lund", 2010),
    ("Night Boats", "Rose Field", 2016),
    ("Baker Street Crossing", "Tom Reed", 2013),
)
TITLE_FIRST = [f"{title}. {author}. {year}. https://ports.example/{at}" for at, (title, author, year) in enumerate(WORKS)]
DOUBTFUL = TITLE_FIRST[4]  # alone, its author is read as the title
AUTHOR_FIRST = [f"{author}, “{title}”, Valley Times, 3 May {year}." for title, author, year in WORKS]


def document(notes: list[str]) -> Document:
    calls = " ".join(f"Said [{at}]." for at in range(1, len(notes) + 1))
    listed = "\n".join(f"[{at}] {note}" for at, note in enumerate(notes, 1))
    return wiring.read_document("notes.txt", f"{calls}\n\nNotes\n\n{listed}\n".encode())


def sources(notes: list[str]) -> list[Source]:
    return [source for note in parse(document(notes)) for source in note.sources]


def named(source: Source) -> tuple[str | None, list[str]]:
    return source.item.title, [f"{name.given} {name.family}" for name in source.item.author]


def test_doubtful_notes_are_read_in_the_style_of_the_others() -> None:
    assert [named(source) for source in sources(TITLE_FIRST)] == [(title, [author]) for title, author, _ in WORKS]


def test_a_citation_read_alone_is_read_by_the_model_alone() -> None:
    assert named(read_source(DOUBTFUL, None, None)) != (WORKS[4][0], [WORKS[4][1]])


def test_a_short_list_has_no_style() -> None:
    short = [*TITLE_FIRST[: FEWEST - 2], DOUBTFUL]
    assert named(sources(short)[-1]) == named(read_source(DOUBTFUL, None, None))


def test_notes_of_another_style_do_not_change_a_doubtful_one() -> None:
    assert named(sources([*AUTHOR_FIRST, DOUBTFUL])[-1]) == named(read_source(DOUBTFUL, None, None))


def test_two_styles_in_a_list_do_not_disturb_each_other() -> None:
    mixed = [note for pair in zip(TITLE_FIRST, AUTHOR_FIRST, strict=True) for note in pair]
    right = [(title, [author]) for title, author, _ in WORKS for _ in (1, 2)]
    alone = [named(read_source(note, None, None)) for note in mixed]
    found = [named(source) for source in sources(mixed)]
    assert all(one in (own, best) for one, own, best in zip(found, alone, right, strict=True))
    assert sum(map(tuple.__eq__, found, right)) > sum(map(tuple.__eq__, alone, right))


def test_notes_without_a_common_style_give_none() -> None:
    notes = [
        *(TITLE_FIRST[0], AUTHOR_FIRST[1], "Moss J. Lights and towers. J Coast Stud 2014;12(3):4–9."),
        "Lund, O. (2010). Ferry days: A history. Pine Press.",
        "2016, Rose Field / Night Boats / Gannet, Bergen",
    ]
    assert house_style(first_reading(note, None, None, (), ()).habits for note in notes) is None


def test_what_the_style_decided_is_less_sure_than_what_the_model_read() -> None:
    said = dict(sources(TITLE_FIRST)[4].confidence)
    assert said["author"] < 0.8


def test_the_model_s_own_reading_is_an_alternative() -> None:
    assert read_source(DOUBTFUL, None, None).item.title in [other.title for other in sources(TITLE_FIRST)[4].alternatives]


def test_the_same_document_is_read_the_same_way_whatever_was_read_before() -> None:
    before = sources(TITLE_FIRST)
    sources(AUTHOR_FIRST)
    assert sources(TITLE_FIRST) == before
    _read.cache_clear()
    assert sources(TITLE_FIRST) == before


def test_it_is_explained_where_the_style_decided() -> None:
    found = [one for one in decisions(document(TITLE_FIRST), 4) if one.step == "house style"]
    assert [one.text for one in found] == ["Night Boats", "Rose Field"]
    assert found[1].reason.startswith("author")
    assert found[1].reason.endswith("the model alone: title “Rose Field”")
    assert not [one for one in decisions(document(AUTHOR_FIRST), 4) if one.step == "house style"]


@pytest.mark.parametrize("text", [DOUBTFUL, "Holt A, Night. Boats, Ray; Pine - Press 2011, 4"])
def test_without_a_preference_the_lattice_gives_the_model_s_labels_and_probabilities(text: str) -> None:
    read = crf.read_tokens(text, None)
    seen = features(read, crf.known)
    found = crf.labelled_tokens(read, seen)
    scores = crf.likely_labels(found, seen)
    assert crf.relabelled(found, scores, lambda at, before, label: 0.0) is None
    tagger, _ = crf._model()
    tagger.set(seen)
    moves = transitions(tagger)
    tagger.tag(seen)
    steps = edges(lattice(tagger, seen, *found[1:]), lambda at, old, new: moves[old, new] if old and new else 0.0)
    assert all(math.isclose(one, other, abs_tol=0.05) for one, other in zip(shares(steps, found[1]), found[2], strict=True))

"""A note is split into its sources and the author's own sentences."""

from pathlib import Path

import pytest

from citecheck.app import wiring
from citecheck.citations.parse import parse
from citecheck.citations.segment import segment
from citecheck.model.document import Hyperlink
from citecheck.model.place import Span

NOTES = (Path(__file__).parent.parent / "cases" / "notes.txt").read_text("utf-8").splitlines()


def cited(text: str, *links: str) -> list[str]:
    spans = tuple(
        Hyperlink(Span(text.index(words), text.index(words) + len(words)), f"https://{n}.example/") for n, words in enumerate(links)
    )
    return [text[s.start : s.end] for s in segment(text, spans) if not s.prose]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A. Ray, “Storm; calm,” Valley Times, 3 May 2019; B. Ode, “After the storm,” Capital Post, 4 May 2019.", 2),
        ("A. Ray, “Storm at sea,” Valley Times, 3 May 2019. See also B. Ode, “After the storm,” Capital Post, 4 May 2019.", 2),
        ("(1) A. Ray, “Storm at sea,” Valley Times, 3 May 2019 (2) B. Ode, “After the storm,” Capital Post, 4 May 2019.", 2),
        ("“Storm at Sea,” Valley Times, 3 May 2019, https://v.example/1. “After the Storm,” Capital Post, 4 May 2019.", 2),
        ("A. Ray, «Una tempesta; due porti», La Voce del Porto, 3 maggio 2019.", 1),
        ("A. Ray, “Storm at sea,” Valley Times, 3 May 2019.\nB. Ode, “After the storm,” Capital Post, 4 May 2019.", 2),
        ("Ray, A. The storm at sea. Moorhaven: Quay, 2019.\nOde, B. The quiet harbour. Moorhaven: Quay, 2020.", 2),
        ("A. Ray, “Storm at sea,” Valley Times,\nB. Ode’s edition, 4 May 2019.", 1),
        ("Ray, A. 2019.\n“Storm at sea.” Valley Times 12: 3–4.", 1),
        ("Ray, A. The storm at sea,\nwith a preface by B. Ode. Moorhaven: Quay, 2019.", 1),
        ("Ray, A.; Ode, B. (2019). Storm at sea. Valley Times.", 1),
        ("V. Sommer, Sturm auf See, Hafenkurier, 3.5.2019", 1),
        ("S. Ode, The quiet harbour, Capital Post, 4 May 2019", 1),
        ("Ode S. The quiet harbour. Port J. 2019;12(3):1-9. doi: 10.5555/ode.1. PMID: 12345678; PMCID: PMC1234567.", 1),
        ("S. Ode, “The quiet harbour,” Port Journal 12 (2019): 1–9; DOI 10.5555/ode.1; ISSN 0317-8471.", 1),
        ("S. Ode, “The quiet harbour,” 2019; https://doi.org/10.5555/ode.1", 1),
        ("S. Ode, The quiet harbour, doi:10.5555/ode.1; A. Ray, doi:10.5555/ray.1.", 2),
        ("arXiv:2001.01234", 1),
        (
            "Vgl. Ada Ode / Jan Ray: „A model for the safety of harbours under the storms of a long winter“, in: Port Journal 12 (2019), S. 1–9.",
            1,
        ),
        (
            "Voir A. Ode, « A model for the safety of harbours under the storms of a long winter », dans : Port Journal 12 (2019), p. 1–9.",
            1,
        ),
        ("S. Ode, The quiet harbour, doi:10.5555/ode.1; doi:10.5555/ray.1.", 2),
        ("Ode S. The quiet harbour. Port J. 2019;(3):CD001234. doi: 10.5555/ode.1.", 1),
        ("Ode S. The quiet harbour. Port J. 2019;(Suppl 2):S12-4. doi: 10.5555/ode.1.", 1),
        ("Ode S. The quiet harbour. Port J. 2019; (12-13): 4-9; Ray A. Storm at sea. Port J. 2018;12(3):1-4.", 2),
    ],
)
def test_each_source_is_found_once(text: str, count: int) -> None:
    assert len(cited(text)) == count


def test_the_authors_words_about_a_source_are_not_part_of_it() -> None:
    text = (
        "See Ray, A., “Storm at Sea”, Valley Times, 3 May 2019 for a report that tells the whole of what the town lost that night."
    )
    assert cited(text) == ["Ray, A., “Storm at Sea”, Valley Times, 3 May 2019"]


def test_all_authors_of_a_long_list_belong_to_a_source_within_the_authors_sentence() -> None:
    people = "Ada Holt, Bea Moor, Carl Ode, Dora Quay, Ernst Mill, Fay Lock, Gerd Weir, Hugo Sand, Ida Reed, Jan Stone and Kim Wood"
    text = f"See {people}, “Storm at Sea”, Valley Times, 3 May 2019; on the wider debate, compare what the introduction above has to say."
    assert cited(text)[0].startswith(people)


def test_a_link_in_a_sentence_is_a_separate_source() -> None:
    text = (
        "The harbour plan calls itself a promise to everybody who lives by the water, and Tide Watch was one of its first children."
    )
    assert cited(text, "harbour plan", "Tide Watch") == ["harbour plan", "Tide Watch"]


def test_adjacent_links_share_the_words_before_them() -> None:
    text = "Encyclopedia of Ports: Lighthouses and Quays."
    found = [
        s
        for s in segment(text, (Hyperlink(Span(23, 34), "https://a.example/"), Hyperlink(Span(39, 44), "https://b.example/")))
        if not s.prose
    ]
    assert [text[s.start : s.end] for s in found] == ["Encyclopedia of Ports: Lighthouses", "Quays"]
    assert [s.shares for s in found] == [False, True]


def test_a_title_that_is_a_sentence_is_no_prose() -> None:
    text = "Ray, A. (2019). Reducing the harm that storms do to harbours and the people in them. Coastal Science, 3(2), 98-99."
    assert [s.prose for s in segment(text)] == [False]


@pytest.mark.parametrize("row", [line for line in NOTES if "|" in line])
def test_notes_of_many_styles_have_as_many_sources_as_the_table_says(row: str) -> None:
    said, _, text = row.partition(" | ")
    document = f"[1] X. Unrelated, A Title, The Paper, 1 January 1999.\n[2] {text}\n[3] Y. Unrelated, B Title, The Sheet, 1 January 1998.\n"
    note = parse(wiring.read_document("case.txt", document.encode()))[1]
    kind = "citation" if note.kind == "shortform" else note.kind
    assert f"{len(note.sources)} {kind}" == said


@pytest.mark.parametrize(
    "text",
    [
        "V. Moor is with the School of Coasts, North University, Leeds. E-mail: v.moor@coast.example",
        "Vera Moor, Eva Lund (School of Coasts, North University, Leeds LS1 4SQ, UK; email: {vmoor,elund}@coast.example); Rita Holt (Quay Lab).",
        "Manuscript received April 19, 2009; revised January 11, 2010.",
        "Current affiliation: Coasts and Ports, North University, Leeds, UK.",
        "Autora para correspondência: Departamento de Portos, Universidade do Norte, Porto.",
        "通讯作者：北方大学，港口系。",
        "These authors contributed equally, in 2014 and 2015.",
    ],
)
def test_a_note_about_the_author_of_the_text_cites_nothing(text: str) -> None:
    assert cited(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Moor, V., e-mail to the author (v.moor@coast.example), 3 May 2014.",
        "V. Moor, “Harbours of the North,” v.moor@coast.example, Leeds: Pine Press.",
        "V. Moor (v.moor@coast.example), Harbours of the North, https://coast.example/harbours",
    ],
)
def test_a_source_with_a_mail_address_is_cited(text: str) -> None:
    assert len(cited(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ana Moor, Los puertos del norte, Madrid, Pino, 2019, y Eva Ruiz, Las mareas, Madrid, Taurus, 2004.",
        "Jean Moor, Les ports du nord, Paris, Pin, 2019, et Eva Lund, Les marées, Paris, Seuil, 2004.",
        "Luís Moor, Os portos do norte, Pinho, 2019, e Vera Lund, Harbours: A History, Leeds: Pine Press, 2014.",
    ],
)
def test_a_second_work_of_one_author_behind_a_year_and_a_word_for_and_is_a_source(text: str) -> None:
    assert len(cited(text)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Jean Moor, Les ports du nord de 1914 à 2019 et Eva Lund, Paris, Seuil, 2004.",
        "V. Moor, Harbours 1914 and Eva Lund, her heroine, Leeds, 2004.",
    ],
)
def test_a_year_and_a_name_within_a_title_begin_no_second_source(text: str) -> None:
    assert len(cited(text)) == 1

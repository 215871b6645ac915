"""Journals and series in forms that hide them: sections, years and editors before them, places behind them, names that look like persons."""

import pytest

from citecheck.app.wiring import read_document
from citecheck.citations.crf import FieldSpan
from citecheck.citations.journal_sections import book_before_pages
from citecheck.citations.parse import parse
from citecheck.citations.read import read_source
from citecheck.model.reference import Item


def read(text: str) -> Item:
    return read_source(text, None, None).item


@pytest.mark.parametrize(
    ("text", "title", "container"),
    (
        (
            "MARCHE Marcel et ROC Edward, “The hanging weirs of the fen”, (2008) The Moor Law Journal, Vol. 96, 1227.",
            "The hanging weirs of the fen",
            "The Moor Law Journal",
        ),
        (
            "Knopf, A., and Warl, R. Distinct weirs over a finite fen. Trans. Amer. Moor. Soc. 347, (1995), 2235-2243.",
            "Distinct weirs over a finite fen",
            "Trans. Amer. Moor. Soc.",
        ),
        (
            "Gilles Caron and Emmanuel Pedo. On the form of hyperbolic fens. Annali della Scuola Normale di Moro, Classe di Scienze, 3(4):705–747, 2004.",
            "On the form of hyperbolic fens",
            "Annali della Scuola Normale di Moro, Classe di Scienze",
        ),
        ("–––––. “The Man of the Fen.” Complete Tales and Poems, 475-481.", "The Man of the Fen", "Complete Tales and Poems"),
        (
            "______. Vita Mori abbatis, ed. W. Heath. FGH Scriptores rerum palustrium, VII (1920): 81–141.",
            "Vita Mori abbatis",
            "FGH Scriptores rerum palustrium",
        ),
        (
            "Herder, Johann Moor. Journal meiner Reise im Jahre 1769. In Sturm und Kai: Eine Auswahl. Edited by Erich Heath. Ulm: Lambert, 1972.",
            "Journal meiner Reise im Jahre 1769",
            "Sturm und Kai: Eine Auswahl",
        ),
        (
            "Taug, J. M., and Monad, P. (1989). 'Modelling of peat transport with elements.' La Houille Brune, Paris, France, Vol. 3-4, pp. 263-267.",
            "Modelling of peat transport with elements",
            "La Houille Brune",
        ),
        ("Moor International, Vol. 49 (1996), pp. 1642—1648", None, "Moor International"),
    ),
)
def test_the_journal_or_the_book_is_found(text: str, title: str | None, container: str) -> None:
    item = read(text)
    assert (item.title, item.container_title) == (title, container)


@pytest.mark.parametrize(
    "text",
    (
        "Moor, A. (2020). The fens of the north. Advance online publication. https://doi.org/10.1234/abc",
        "Moor, A. The fens of the north. Early View. https://doi.org/10.1234/abc",
        "Moor, A. The fens of the north. Im Druck.",
        "Moor, A. The fens of the north. V tisku.",
    ),
)
def test_what_a_paper_waits_for_is_no_journal_and_no_publisher(text: str) -> None:
    item = read(text)
    assert (item.title, item.container_title, item.publisher) == ("The fens of the north", None, None)
    assert read("Moor, Ada. Le deuil des marais. Paris: In Press, 2004.").publisher == "In Press"


def test_a_series_and_a_publishing_body_are_no_part_of_the_title_and_no_journal() -> None:
    item = read("ALLEN (J.P.), The Verb in the Fen Texts, Bibliotheca Palustris 2, Malibu, 1984.")
    assert (item.title, item.collection_title) == ("The Verb in the Fen Texts", "Bibliotheca Palustris")
    assert (item.author[0].family, item.author[0].given) == ("ALLEN", "J.P.")
    item = read("McGuire, R. K. (2004). Peat Hazard and Risk Analysis. Fen Engineering Research Institute, Berkeley, CA.")
    assert (item.publisher, item.container_title) == ("Fen Engineering Research Institute", None)


def test_the_names_behind_one_with_a_particle_in_capitals_are_authors_too() -> None:
    item = read(
        "Tosca, L., Tomba, B., Van den Moor, T., Van Der Fen, H., De Weir, G., Joniau, S. (2017). The peat classifier. Fen Focus, 12, 3-9."
    )
    assert [one.family for one in item.author] == ["Tosca", "Tomba", "Van den Moor", "Van Der Fen", "De Weir", "Joniau"]


def test_a_translator_is_no_author_and_a_particle_belongs_to_the_given_name() -> None:
    item = read(
        "______. Excerpts from the works of Saint Moor on the Letters, trans. David Hurst. Fen Studies 183. Kalamazoo, 1999."
    )
    assert (item.author, item.translator[0].family) == ((), "Hurst")
    item = read("Valence, Françoise de, Médecins de fortune : des tourbiers. Témoins et témoignages, Paris, Orme, 2000.")
    assert (item.author[0].given, item.title) == ("Françoise de", "Médecins de fortune : des tourbiers. Témoins et témoignages")


def test_a_year_behind_pages_is_no_page() -> None:
    assert read("Peat Engineering, Design & Selection vol. 23 no. 4 pp. 229–241, 2010").page == "229–241"
    assert read("Moor, A. “Peat.” Fen Letters 3 (2001), pp. 12, 15–18.").page == "12, 15–18"


def test_two_publishers_of_a_book_are_one_source() -> None:
    document = read_document(
        "a.md", b"A.[^1]\n\n[^1]: ---. Peat Radicalism: Literature and Fens. Macmillan; New York: Elm Press, 2000.\n"
    )
    (note,) = parse(document)
    assert len(note.sources) == 1


def test_a_reporter_in_capitals_is_no_short_form_and_a_particle_no_sentence() -> None:
    document = read_document("a.md", b"A.[^1]\n\n[^1]: Doe v. Roe, 12 CIT 345, 347 (1987).\n")
    (source,) = parse(document)[0].sources
    assert (source.item.title, source.item.volume, source.item.page) == ("Doe v. Roe", "12", "345")
    text = "Valence, Françoise de, Médecins de fortune et d’infortune : des tourbiers français en Inde au marais. Témoins, Paris, Orme, 2000."
    document = read_document("a.md", f"A.[^1]\n\n[^1]: {text}\n".encode())
    (source,) = parse(document)[0].sources
    assert (source.item.author[0].family, source.item.author[0].given) == ("Valence", "Françoise de")


@pytest.mark.parametrize(
    ("words", "label"),
    (("The Complete Tales and Poems of the Moors in One Volume", "container"), ("Karl Heath and Ada Moor", "author")),
)
def test_what_is_before_pages_and_has_no_persons_is_a_book(words: str, label: str) -> None:
    text = f"“The Man of the Fen.” {words}, 475-481."
    start = text.index(words)
    parts = {"title": FieldSpan("title", 1, 19, 0.9), "author": FieldSpan("author", start, start + len(words), 0.9)}
    book_before_pages(text, parts)
    assert parts.keys() == {"title", label}

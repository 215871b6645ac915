"""Habits of lists, notes and courts in western languages: each case stands for a kind, with words of its own."""

import pytest

from citecheck.app import wiring
from citecheck.citations.parse import parse
from citecheck.model.document import Note
from citecheck.model.reference import Item


def note(text: str) -> Note:
    return parse(wiring.read_document("case.md", f"Text.[^1]\n\n[^1]: {text}\n".encode()))[0]


def items(text: str) -> list[Item]:
    return [source.item for source in note(text).sources]


def names(item: Item) -> list[str]:
    return [name.literal or f"{name.given} {name.family}" for name in item.author]


@pytest.mark.parametrize(
    ("text", "author", "publication"),
    [
        ("[The quay that moved](https://a.example/x), by [Ada Moor](https://ada.example) on [Quay Weekly](https://q.example)", "Ada Moor", "Quay Weekly"),
        ("[The quay that moved](https://a.example/x) by Ada Q. Moor on Quay Weekly", "Ada Q. Moor", "Quay Weekly"),
        ("[Warum der Hafen zieht](https://a.example/x), ein Artikel von [Jan Brook](https://b.example) auf [Kai Online](https://k.example)", "Jan Brook", "Kai Online"),
        ("[Le port se déplace](https://a.example/x), par [Luc Morel](https://l.example) sur [Le Quai](https://q.example)", "Luc Morel", "Le Quai"),
        ("[El puerto se mueve](https://a.example/x), un artículo de [Ana Ruiz](https://r.example) en [El Muelle](https://m.example)", "Ana Ruiz", "El Muelle"),
        ("[Il porto si sposta](https://a.example/x), di [Ugo Neri](https://n.example) su [Il Molo](https://m.example)", "Ugo Neri", "Il Molo"),
        ("[Hamnen flyttar](https://a.example/x), av [Eva Lund](https://l.example) på [Kajen](https://k.example)", "Eva Lund", "Kajen"),
    ],
)  # fmt: skip
def test_the_byline_of_a_linked_title_gives_its_author_and_publication(text: str, author: str, publication: str) -> None:
    (item,) = items(text)
    assert (names(item), item.container_title, item.url) == ([author], publication, "https://a.example/x")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Harbour Board. N.d. Dredging in winter. Accessed 3 May 2021. https://h.example/d", "Dredging in winter"),
        ("Moor, Ada. [n. d.] Dredging in winter. Quay Weekly. https://h.example/d", "Dredging in winter"),
        ("Junta Portuaria. (s. f.-b). Dragado de invierno. https://h.example/d", "Dragado de invierno"),
        ("Autorità portuale, s.d. Dragaggi. Disponibile su: https://h.example/d", "Dragaggi"),
        ("Hamnstyrelsen. U.å. Muddring om vintern. Hämtad 3 maj 2021 från https://h.example/d", "Muddring om vintern"),
    ],
)
def test_words_in_place_of_a_year_are_part_of_no_field(text: str, title: str) -> None:
    (item,) = items(text)
    assert item.title == title
    assert not any("." in name.split()[-1] for name in names(item))


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Paul Ode: Sturm auf See. Kiel 2000, zitiert nach Jan Brook: Der Hafen. 2015, S. 7.", ["Sturm auf See", "Der Hafen"]),
        (
            "Jean Morel, Le Quai, Paris, Seuil, 1980, p. 12, cité par Luc Port, La Digue, Paris, Puf, 1999, p. 3.",
            ["Le Quai", "La Digue"],
        ),
        (
            "SILVA, Ana. O cais. São Paulo: Atlas, 1990 apud SOUZA, Rui. O porto. Rio de Janeiro: Record, 2001.",
            ["O cais", "O porto"],
        ),
        (
            "Ada Moor, The Quay (London: Elm, 1980), 5, quoted in Ben Ode, The Dock (London: Oak, 1999), 8.",
            ["The Quay", "The Dock"],
        ),
    ],
)
def test_a_work_and_the_one_through_which_it_is_cited_are_two_sources(text: str, titles: list[str]) -> None:
    assert [item.title for item in items(text)] == titles


@pytest.mark.parametrize(
    "remark",
    [
        "Cytat: docks are high.",
        "Originalzitat: „Docks are high“",
        "** Résumé : Bref",
        "Note that, as of May, the docks are closed to most visitors.",
    ],
)
def test_a_labelled_quotation_or_remark_behind_a_citation_is_not_part_of_it(remark: str) -> None:
    read = note(f"Moor, Ada. “Storms at sea.” Quay Journal 5, no. 1 (2020). {remark}")
    assert (read.kind, [source.item.title for source in read.sources]) == ("mixed", ["Storms at sea"])


@pytest.mark.parametrize(
    ("text", "authors", "title"),
    [
        ("SOUZA, Rui; LIMA FILHO, José dos Santos. O cais. São Paulo: Atlas, 2019.", ["Rui SOUZA", "José dos Santos LIMA FILHO"], "O cais"),
        ("SOUZA, Rui & LIMA, Ana. O cais. São Paulo: Atlas, 2019.", ["Rui SOUZA", "Ana LIMA"], "O cais"),
        ("SOUZA, Rui Dio e LIMA, Ana. O cais. São Paulo: Atlas, 2019.", ["Rui Dio SOUZA", "Ana LIMA"], "O cais"),
        ("LIU, Bing. Storm Analysis and Opinion Mining. Morgan & Quay, 2012.", ["Bing LIU"], "Storm Analysis and Opinion Mining"),
        ("KOVÁŘ, Jan, NOVÁK, Petr a DVOŘÁK, Ivo. Bagrování v zimě. Praha: Academia, 2009.", ["Jan KOVÁŘ", "Petr NOVÁK", "Ivo DVOŘÁK"], "Bagrování v zimě"),
        ("Knorr Ceti, Karin. Epistemic Quays. Harbour University Press, 2001.", ["Karin Knorr Ceti"], "Epistemic Quays"),
        ("15- Rusell, Bertram. A History of Quays, New York: Elm, 1972.", ["Bertram Rusell"], "A History of Quays"),
    ],
)  # fmt: skip
def test_lists_of_inverted_names_end_where_the_title_begins(text: str, authors: list[str], title: str) -> None:
    (item,) = items(text)
    assert (names(item), item.title) == (authors, title)


@pytest.mark.parametrize(
    ("text", "kind", "title", "container"),
    [
        ("BRASIL. Lei nº 12.345, de 3 de maio de 2010. Dispõe sobre cais. Diário Oficial da União, Brasília, 4 maio 2010.", "legislation", "Lei nº 12.345, de 3 de maio de 2010", "Diário Oficial da União"),
        ("Legge 7 agosto 1990, n. 999, Nuove norme sui moli. Gazzetta Ufficiale n. 192 del 18 agosto 1990.", "legislation", "Legge 7 agosto 1990, n. 999, Nuove norme sui moli", "Gazzetta Ufficiale"),
        ("Loi n° 2004-999 du 21 juin 2004 pour les ports, JORF n° 143 du 22 juin 2004.", "legislation", "Loi n° 2004-999 du 21 juin 2004 pour les ports", "JORF"),
        ("Verordnung (EU) 2016/999 des Rates vom 27. April 2016, ABl. L 119.", "legislation", "Verordnung (EU) 2016/999 des Rates vom 27. April 2016", "ABl."),
        ("UN General Assembly Resolution 99/249, December 24, 2017.", "legislation", "UN General Assembly Resolution 99/249", None),
        ("ISO 99115-3:2016, Dredging — Depths.", "standard", "ISO 99115-3:2016, Dredging — Depths", None),
        ("BGH, Urteil vom 16. Juli 2015 – I ZR 99/13, GRUR 2015, 1189.", "legal_case", "Urteil vom 16. Juli 2015 – I ZR 99/13", "GRUR"),
        ("Corte cost., sentenza 3 maggio 1990, n. 999.", "legal_case", "sentenza 3 maggio 1990, n. 999", "Corte cost."),
        ("Sentenza 9999/2020 pubblicata il 2/10/2020, TAR del Lazio, Roma", "legal_case", "Sentenza 9999/2020", "TAR del Lazio"),
        ("Case C-999/12, Quay SL v Dock, EU:C:2014:999.", "legal_case", "Quay SL v Dock", None),
    ],
)  # fmt: skip
def test_statutes_rulings_and_official_papers_are_known_by_their_form(
    text: str, kind: str, title: str, container: str | None
) -> None:
    (item,) = items(text)
    assert (item.type, item.title, item.container_title) == (kind, title, container)


def test_the_year_of_a_neutral_citation_is_the_case_s() -> None:
    (item,) = items("R (Moor) v Harbour Master [2019] UKSC 99, [2020] AC 373.")
    assert (item.type, item.issued and item.issued.parts) == ("legal_case", (2019,))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Lund, Eva. Harbours of the north. Lisbon, 1990.", "book"),
        ("Lund, Eva. Harbours of the north. PhD diss., Kiel University, 1990.", "thesis"),
        ("LUND, Eva. Portos do norte. 2005. Tese (Doutorado) - Universidade do Cais, Rio de Janeiro, 2005.", "thesis"),
        ("Lund, E. (2019). Harbour depths [Data set]. Zenodo.", "dataset"),
        ("Lund, E. (2019). Harbourmap (Version 2) [Computer software]. Quay Labs.", "software"),
        ("Eva Lund, personal communication, 3 May 2019.", "personal_communication"),
        ("Eva Lund, personal conversation, 3 May 2019.", "personal_communication"),
        ("Interview with Eva Lund, Lisbon, 3 May 2019.", "interview"),
        ("Lund, E. (2019). Harbours in winter [Video]. YouTube. https://www.youtube.com/watch?v=abcdefghijk", "motion_picture"),
        (
            "Lund, Eva. “Better Dredging of Networks.” In Harbours and Quays, edited by Jan Brook, 3–9. London: Elm, 2021.",
            "chapter",
        ),
    ],
)
def test_kinds_of_works_are_told_by_words_and_issuers(text: str, kind: str) -> None:
    assert items(text)[0].type == kind


def test_the_number_of_a_standard_is_no_publication() -> None:
    (item,) = items("Moor, A., “Dock cookies”, RFC 9109, February 1997.")
    assert (item.title, item.container_title) == ("Dock cookies", None)


@pytest.mark.parametrize(
    ("text", "title", "container", "publisher"),
    [
        ("Cf. L. Moor, La quarta marea: come cambia il porto, Elm Editore, Milano 2017, 99-100.", "La quarta marea: come cambia il porto", None, "Elm Editore"),
        ("RYŠA, O., 2015. Stuby. In git [online]. [cit. 2023-03-21]. Dostupné z: https://h.example/x", "Stuby", "git", None),
    ],
)  # fmt: skip
def test_presses_are_publishers_and_what_follows_in_is_the_site(
    text: str, title: str, container: str | None, publisher: str | None
) -> None:
    (item,) = items(text)
    assert (item.title, item.container_title, item.publisher) == (title, container, publisher)


def test_a_year_in_brackets_behind_a_file_is_not_part_of_its_address() -> None:
    (item,) = items("https://h.example/articles/quay.html(2006)")
    assert (item.url, item.issued and item.issued.parts) == ("https://h.example/articles/quay.html", (2006,))


def test_an_address_is_given_back_with_its_parameters() -> None:
    url = "https://books.google.com/books?id=abc&pg=PP1&sig=4iguX"
    assert items(f"Lund, Eva. Harbours of the north. Lisbon, 1990. {url}")[0].url == url

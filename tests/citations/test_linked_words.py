"""Links that give an address and no title: "link", "here", "PDF", host names, outlets."""

import pytest

from citecheck.app.wiring import read_document
from citecheck.citations.link_only import link_only_note
from citecheck.citations.linked_words import is_linked_word
from citecheck.citations.parse import parse
from citecheck.model.document import Note

CITED = 'K. Lund, "Ports close for the winter", Tide Post, 3 May 2019'
URL = "https://tide.example/ports"


def note(body: str) -> Note:
    (found,) = parse(read_document("a.md", f"Said.[^1]\n\n[^1]: {body}\n".encode()))
    return found


@pytest.mark.parametrize(
    "words",
    [
        "link",
        "Here",
        "PDF",
        "read more",
        "full text (PDF)",
        "tide.example",
        "Online",
        "hier abrufbar",
        "lire en ligne",
        "texto completo",
        "здесь",
        "链接",
        "全文链接",
        "続きを読む",
        "full article",
        "Original report",
        "the article",
        "See original",
        "voir ici",
        "czytaj dalej",
        "Permalink",
        "PubMed",
        "1",
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "{}, [{}]({}).",
        "{}, available [{}]({}).",
        "{} ([{}]({})).",
        "{}. [[{}]({})]",
        "{}; [{}]({}).",
        "{}, [{}]({}) (accessed 4 June 2020).",
    ],
)
def test_a_linked_word_gives_the_url_of_its_citation(words: str, form: str) -> None:
    (source,) = note(form.format(CITED, words, URL)).sources
    assert (source.item.title, source.item.url, source.item.container_title) == ("Ports close for the winter", URL, "Tide Post")
    assert source.item.issued and source.item.issued.parts == (2019, 5, 3)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", f'<p>x<a href="#fn1"><sup>1</sup></a></p><ol><li id="fn1">{CITED}, <a href="{URL}">read online</a>.</li></ol>'),
        ("a.wiki", f"x<ref>{CITED}, [{URL} link].</ref>"),
        ("a.tex", rf"x\footnote{{K. Lund, ``Ports close for the winter'', Tide Post, 3 May 2019, \href{{{URL}}}{{link}}.}}"),
    ],
)
def test_it_does_so_in_every_format(name: str, text: str) -> None:
    (found,) = parse(read_document(name, text.encode()))
    assert [(s.item.title, s.item.url) for s in found.sources] == [("Ports close for the winter", URL)]


def test_a_link_on_the_publication_beside_a_quoted_title_is_its_url() -> None:
    (source,) = note(f'K. Lund, "Ports close for the winter," [Tide Post]({URL}), 3 May 2019.').sources
    assert (source.item.title, source.item.container_title, source.item.url) == ("Ports close for the winter", "Tide Post", URL)


def test_links_on_the_author_and_the_front_page_beside_a_linked_title_are_no_sources() -> None:
    body = f"[Ports close for the winter]({URL}), by [Karin Lund](https://tide.example/authors/lund) on [Tide Post](https://tide.example/)."
    assert [s.item.url for s in note(body).sources] == [URL]
    assert [
        s.item.url for s in note(f"[Tide Post](https://tide.example/): [Ports close for the winter]({URL}), 2019.").sources
    ] == [URL]


@pytest.mark.parametrize("linked", [f"[Tide Post]({URL}): ", f"[PDF]({URL}) ", f"[read it here]({URL}) "])
def test_a_short_link_before_a_citation_is_its_url(linked: str) -> None:
    (source,) = note(linked + CITED).sources
    assert (source.item.title, source.item.url) == ("Ports close for the winter", URL)


def test_a_url_behind_a_semicolon_is_that_of_the_citation_before() -> None:
    (source,) = note(f"{CITED}; {URL}.").sources
    assert (source.item.title, source.item.url) == ("Ports close for the winter", URL)
    assert len(note(f"{CITED}, {URL}; {URL}/2019/05/03/quays.").sources) == 2


def test_a_linked_archived_is_the_copy() -> None:
    capture = f"https://web.archive.org/web/20190504/{URL}"
    (source,) = note(f"{CITED}, [link]({URL}) ([archived]({capture})).").sources
    assert (source.item.url, source.archive_url) == (URL, capture)


@pytest.mark.parametrize("mark", [". ", "; "])
def test_each_of_several_citations_has_its_linked_word(mark: str) -> None:
    other = 'B. Roth, "Quays reopen in the spring", Tide Post, 4 May 2019'
    sources = note(f"{CITED}, [link]({URL}){mark}{other}, [link]({URL}2).").sources
    assert [(s.item.title, s.item.url) for s in sources] == [
        ("Ports close for the winter", URL),
        ("Quays reopen in the spring", f"{URL}2"),
    ]


@pytest.mark.parametrize(
    "body", ["More on this can be read [here]({}).", "The minister said so on 3 May 2019, as can be seen [here]({})."]
)
def test_a_linked_word_in_a_sentence_is_a_source_without_a_title(body: str) -> None:
    found = note(body.format(URL))
    assert found.kind == "mixed"
    assert [(s.item.title, s.item.url) for s in found.sources] == [(None, URL)]


def test_a_list_of_links_on_words_is_parsed() -> None:
    document = read_document("a.md", f"Said.[^1]\n\n[^1]: [read it here]({URL}), Tide Post, 2019\n".encode())
    assert link_only_note(document, 2026) is None


@pytest.mark.parametrize(
    "words",
    [
        "Here Comes the Sun",
        "The Missing Link",
        "tide.example",
        "Archive Fever",
        "Reading Lolita in Tehran",
        "Webster",
        "1984",
        "The Open Report on Trams",
        "Story",
    ],
)
def test_titles_are_no_linked_words(words: str) -> None:
    assert not is_linked_word(words, "https://other.example/x")


def test_a_link_on_a_publisher_to_an_encyclopedia_is_not_the_sources_url() -> None:
    wiki = "https://en.wikipedia.org/wiki"
    body = f"Lund, Karin (2015). *Salt and Ports*. [Tide & Company]({wiki}/Tide). [ISBN]({wiki}/ISBN) [9780786478071]({wiki}/Special:BookSources/9780786478071)"
    (source,) = note(body).sources
    assert (source.item.title, source.item.url, source.item.isbn) == ("Salt and Ports", None, "9780786478071")
    assert note(f"[Duck]({wiki}/Duck), Wikipedia, 3 May 2019.").sources[0].item.url == f"{wiki}/Duck"


def test_a_host_that_begins_a_citation_is_read() -> None:
    (source,) = note("[Tide.example](https://tide.example/x), Tide Post (2004). Retrieved 2007-07-08.").sources
    assert source.item.url == "https://tide.example/x"


@pytest.mark.parametrize("number", ["RFC 1808", "RFC 822", "ISO 2026", "STD 13", "IEEE 2030"])
def test_the_linked_number_of_a_standard_is_part_of_its_citation_even_where_it_looks_like_a_year(number: str) -> None:
    (source,) = note(f'Roth, B., "Relative Locators", [{number}](https://standards.example/1), June 1995.').sources
    assert source.item.title == "Relative Locators"
    assert source.item.url == "https://standards.example/1"

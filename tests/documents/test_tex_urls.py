"""URLs of LaTeX and BibTeX: escapes and percent signs belong to them, so that what is requested is what is printed."""

import pytest

from citecheck.citations.parse import parse
from citecheck.documents.formats.bibtex import BibtexFormat
from citecheck.documents.formats.latex import LatexFormat
from citecheck.documents.tex_urls import find_tex_urls
from citecheck.model.document import Document
from citecheck.model.repair import ReplaceUrl


def latex(words: str) -> Document:
    return LatexFormat().read("d.tex", f"\\documentclass{{article}}\n\\begin{{document}}\n{words}\n\\end{{document}}\n".encode())


def bibtex(fields: str) -> Document:
    return BibtexFormat().read("d.bib", f"@misc{{a, title = {{Locks}}, author = {{Ames, Ann}}, {fields}}}\n".encode())


def urls(document: Document) -> list[str]:
    return [address.url for address in document.addresses]


@pytest.mark.parametrize(
    "words",
    [
        r"See \url{https://h.example/a%20b} there.",
        r"See \href{https://h.example/a%20b}{the page} there.",
        r"See \href[page=3]{https://h.example/a%20b}{the page} there.",
        r"\footnote{See \url{https://h.example/a%20b}, and more.}",
        r"See \url{https://h.example/a\%20b} there.",
        r"See \url|https://h.example/a%20b| there.",
        r"See \weblink{https://h.example/a%20b} there.",
        r"See https://h.example/a\%20b there.",
        r"See \texttt{https://h.example/a\%20b}, there.",
    ],
)
def test_a_percent_sign_within_a_url_begins_no_comment(words: str) -> None:
    document = latex(words + "\\footnote{A. Ames, \\emph{Locks}, 2001.}")
    assert urls(document) == ["https://h.example/a%20b"]
    assert parse(document)[-1].sources[0].item.title == "Locks"


def test_a_percent_sign_behind_a_url_begins_a_comment() -> None:
    document = latex("\\url{https://h.example/a} % \\url{https://h.example/b}\n\\url{https://h.example/c%\n}")
    assert urls(document) == ["https://h.example/a", "https://h.example/c"]


@pytest.mark.parametrize(
    "written",
    [r"~u\_v\#w", r"\~{}u{\_}v{\#}w", r"\textasciitilde u\_v\#w", r"{\textasciitilde}u\textunderscore{}v\#w", r"$\sim$u\_\-v\#w", r"\string~u\_\allowbreak v\#w"],
)  # fmt: skip
def test_signs_that_tex_reserves_are_read_in_every_form(written: str) -> None:
    (found,) = find_tex_urls(rf"At https://h.example/{written}, \emph{{last}} seen.")
    assert found.url == "https://h.example/~u_v#w"
    assert rf"At https://h.example/{written}, \emph{{last}} seen."[found.start : found.end] == f"https://h.example/{written}"
    assert urls(bibtex(f"url = {{https://h.example/{written}}}")) == ["https://h.example/~u_v#w"]


@pytest.mark.parametrize("name", ["note", "howpublished", "annote", "doi", "eprint", "pdf"])
def test_escapes_are_undone_in_every_field_of_bibtex(name: str) -> None:
    assert urls(bibtex(rf"{name} = {{At https://h.example/a\_b and \url{{https://h.example/c\%20d}}}}")) == [
        "https://h.example/a_b",
        "https://h.example/c%20d",
    ]


def test_an_entry_has_the_url_and_the_doi_that_are_printed() -> None:
    item = parse(bibtex(r"note = {See https://h.example/a\_b and \emph{more}}, doi = {10.5555/978-1{\_}7}"))[0].sources[0].item
    assert (item.url, item.doi) == ("https://h.example/a_b", "10.5555/978-1_7")


def test_two_urls_in_one_field_are_two() -> None:
    document = bibtex("url = {https://h.example/a https://h.example/b}")
    assert urls(document) == ["https://h.example/a", "https://h.example/b"]
    assert parse(document)[0].sources[0].item.url == "https://h.example/a"


def test_a_url_that_is_broken_in_its_field_is_one() -> None:
    assert urls(bibtex("url = {https://h.example/a/\n  b}")) == ["https://h.example/a/b"]


@pytest.mark.parametrize(
    ("field", "repaired"),
    [
        (r"note = {https://h.example/a\_b}", r"note = {https://h.example/c\_d\%20e}"),
        (r"note = {\url{https://h.example/a_b}}", r"note = {\url{https://h.example/c_d%20e}}"),
    ],
)
def test_a_url_is_replaced_with_the_escapes_of_the_one_before(field: str, repaired: str) -> None:
    document = bibtex(field)
    change = ReplaceUrl("https://h.example/a_b", "https://h.example/c_d%20e")
    edits = BibtexFormat().edits(document, b"", parse(document)[0].sources[0], change)
    assert repaired in BibtexFormat().write("d.bib", document.text.encode(), edits).decode()


@pytest.mark.parametrize(
    ("written", "repaired"),
    [
        (r"https://h.example/a\_b", r"https://h.example/\~{}c\_d\%20e"),
        (r"\texttt{https://h.example/a\_b}", r"\texttt{https://h.example/\~{}c\_d\%20e}"),
        (r"\url{https://h.example/a_b}", r"\url{https://h.example/~c_d\%20e}"),
        (r"\href[page=2]{https://h.example/a_b}{here}", r"\href[page=2]{https://h.example/~c_d\%20e}{here}"),
        (
            r"\href{https://h.example/a_b}{https://h.example/a_b}",
            r"\href{https://h.example/~c_d\%20e}{https://h.example/\~{}c\_d\%20e}",
        ),
    ],
)
def test_a_replaced_url_is_escaped_as_its_place_in_latex_needs(written: str, repaired: str) -> None:
    document = latex(rf"Text.\footnote{{A. Ames, \emph{{Locks}}, 2001, {written}.}}")
    change = ReplaceUrl("https://h.example/a_b", "https://h.example/~c_d%20e")
    edits = LatexFormat().edits(document, b"", parse(document)[0].sources[0], change)
    made = LatexFormat().write("d.tex", document.text.encode(), edits)
    assert rf"2001, {repaired}.}}" in made.decode()
    assert set(urls(LatexFormat().read("d.tex", made))) == {change.new}


def test_a_tilde_of_mathematics_is_one_in_the_note_too() -> None:
    document = latex(r"Text.\footnote{A. Ames, \emph{Locks}, 2001, http://h.example/$\sim$ames/x.}")
    assert parse(document)[0].sources[0].item.url == "http://h.example/~ames/x"

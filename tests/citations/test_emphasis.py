"""Words in italics are a hint on the title, in every format; a name that is a whole citation is a title."""

import pytest

from citecheck.app.wiring import read_document
from citecheck.citations.emphasis import title_hints
from citecheck.citations.parse import parse
from citecheck.model.reference import Item

TITLE, REST = "Paris, London, Rome", "Elm Press, 2010"  # without italics, names of places


def item(name: str, text: str) -> Item:
    (note,) = parse(read_document(name, text.encode()))
    (source,) = note.sources
    return source.item


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "Said.[^1]\n\n[^1]: Ann Okafor, *{}*, {}.\n"),
        ("a.md", "Said.[^1]\n\n[^1]: Ann Okafor, _{}_, {}.\n"),
        ("a.html", '<p>x<a href="#fn1"><sup>1</sup></a></p><ol><li id="fn1">Ann Okafor, <em>{}</em>, {}.</li></ol>'),
        ("a.tex", "x\\footnote{{Ann Okafor, \\emph{{{}}}, {}.}}"),
        ("a.tex", "x\\footnote{{Ann Okafor, \\textit{{{}}}, {}.}}"),
        ("a.adoc", "Said.footnote:[Ann Okafor, _{}_, {}.]\n"),
        ("a.org", "Said.[fn:1]\n\n[fn:1] Ann Okafor, /{}/, {}.\n"),
        ("a.typ", "Said.#footnote[Ann Okafor, _{}_, {}.]\n"),
        ("a.rst", "Said [1]_.\n\n.. [1] Ann Okafor, *{}*, {}.\n"),
        ("a.wiki", "x<ref>Ann Okafor, ''{}'', {}.</ref>"),
    ],
)
def test_a_title_in_italics_is_read_whole(name: str, text: str) -> None:
    read = item(name, text.format(TITLE, REST))
    assert (read.title, [one.family for one in read.author]) == (TITLE, ["Okafor"])


def test_italics_behind_a_title_in_guillemets_are_no_title() -> None:
    text = "Ann Okafor, « Rivers of grain and salt », Elm Review, 2010"
    at = text.index("Elm Review")
    assert list(title_hints(text, [(at, at + 10)], ())) == []
    assert list(title_hints(text.replace("«", "“").replace("»", "”"), [(at, at + 10)], ())) == [(at, at + 10)]


def test_italics_around_or_in_a_link_give_way_to_the_link() -> None:
    assert list(title_hints("Ann Okafor, Rivers of grain, 2010", [(12, 27)], [(12, 18)])) == []


@pytest.mark.parametrize("words", ["Igaunija", "Built-in Forms"])
def test_words_that_are_a_whole_citation_with_a_url_are_its_title(words: str) -> None:
    assert item("a.md", f"Said.[^1]\n\n[^1]: [{words}](https://a.example/x)\n").title == words


@pytest.mark.parametrize("words", ["United Nations", "Okafor, A."])
def test_a_body_or_an_inverted_name_is_no_title(words: str) -> None:
    assert item("a.md", f"Said.[^1]\n\n[^1]: [{words}](https://a.example/x)\n").author


def test_a_sentence_in_japanese_is_no_source() -> None:
    (note,) = parse(
        read_document("a.md", "本文[^1]\n\n[^1]: この値は Masscan Version 2.0 の結果として集計から除外している。\n".encode())
    )
    assert note.kind == "explanatory" and not note.sources


@pytest.mark.parametrize(
    ("note", "author", "title"),
    [
        ("Brand’s *Voyages of the Two Ferrymen,* London, 1841, vol. ii.", "Brand", "Voyages of the Two Ferrymen"),
        ("Dr. Ada Moor's *Quays of the North*, Brede, 1879, p. 11.", "Ada Moor", "Quays of the North"),
        ("*The Ferries, Quays, etc., of the Outer Islands,* Brede, 1879, p. 11.", "", "The Ferries, Quays, etc., of the Outer Islands"),
        ("P. Kolb, *The Present State of the Quay,* translated from the German by Mr. Holt, 1731.", "P. Kolb", "The Present State of the Quay"),
    ],
)  # fmt: skip
def test_an_emphasised_title_ends_with_the_emphasis_and_an_author_in_the_genitive_stands_before_it(
    note: str, author: str, title: str
) -> None:
    read = item("a.md", f"Said.[^1]\n\n[^1]: {note}\n")
    names = [" ".join(filter(None, (name.literal, name.given, name.family))) for name in read.author]
    assert (names, read.title) == ([author] if author else [], title)


@pytest.mark.parametrize("attribute", ['class="i"', 'class="ital small"', 'style="font-style: italic"'])
def test_a_span_in_italics_is_emphasis(attribute: str) -> None:
    note = f'<li id="f1">Brand’s <span {attribute}>Voyages of the Two Ferrymen,</span> London, 1841.</li>'
    page = f'<p>Said.<a href="#f1" id="r1">1</a></p><ol class="footnotes">{note}</ol>'
    assert item("a.html", page).title == "Voyages of the Two Ferrymen"


def test_emphasis_of_all_but_the_address_is_no_hint() -> None:
    text = "_Millwork. (2018). Audience Insights: North, Age: 18+._ https://mill.example/ads/insights/and/a/long/address/of/a/page/on/mills"
    found = item("a.md", f"Said.[^1]\n\n[^1]: {text}\n")
    assert (found.title, found.author[0].literal) == ("Audience Insights: North, Age: 18+", "Millwork")

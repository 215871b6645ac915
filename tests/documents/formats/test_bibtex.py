"""BibTeX and BibLaTeX: entries are sources with exact spans, repairs follow the entry's layout."""

import pytest

from citecheck.citations.parse import parse
from citecheck.documents.formats.bibtex import BibtexFormat
from citecheck.model.document import Document
from citecheck.model.errors import DocumentError
from citecheck.model.reference import Date, Item, Name, Source
from citecheck.model.repair import AddCapture, AddUrl, Capture, Change, CorrectField, ReplaceUrl

BIB = r"""% written by hand
@string{jgr = "Journal of Great Rivers"}
@article{okafor2019,
  author  = {Okafor, Mar{\'\i}a and Erd{\H o}s, P. and {World Water Council} and others},
  title   = {River {T}owns --- Brace},
  journal = jgr # { (Online)},
  year    = 2019,
  month   = mar,
  volume  = 12, number = {3}, pages = {1--20},
  doi     = "10.1000/xyz123"
}

@online(brandt,
  author = "Ludwig van der Brandt",
  title = {Dry {docks, again}},
  date = {2020-04-02},
  urldate = {2020-05-01},
  url = {https://h.example/dry\_dock?a=1&b=2},
)
@comment{@book{none, title = {No book}}}
@misc{brandt, title={A second of the same key}, howpublished={\url{https://h.example/two}}}
"""


def read(text: str = BIB) -> Document:
    return BibtexFormat().read("refs.bib", text.encode())


def sources(text: str = BIB) -> list[Source]:
    return [note.sources[0] for note in parse(read(text))]


def test_entries_are_read_with_their_fields() -> None:
    river, docks, _ = (source.item for source in sources())
    assert (river.title, river.container_title, river.doi) == (
        "River Towns — Brace",
        "Journal of Great Rivers (Online)",
        "10.1000/xyz123",
    )
    assert [(n.family, n.given, n.literal) for n in river.author] == [
        ("Okafor", "María", None),
        ("Erdős", "P.", None),
        (None, None, "World Water Council"),
    ]
    assert river.issued and river.issued.parts == (2019, 3)
    assert (river.volume, river.issue, river.page) == ("12", "3", "1–20")
    assert (docks.type, docks.url) == ("webpage", "https://h.example/dry_dock?a=1&b=2")
    assert docks.author[0].non_dropping_particle == "van der"
    assert docks.accessed and docks.accessed.parts == (2020, 5, 1)


def test_labels_are_keys_and_a_repeated_key_is_a_duplicate() -> None:
    assert [(n.label, n.status) for n in read().notes] == [
        ("okafor2019", "present"),
        ("brandt", "present"),
        ("brandt", "duplicate"),
    ]


def test_spans_are_exact() -> None:
    document = read()
    for note in document.notes:
        assert note.span and document.text[note.span.start : note.span.end] == note.raw
    assert [a.url for a in document.addresses] == ["https://h.example/dry_dock?a=1&b=2", "https://h.example/two"]


def changed(which: int, change: Change, text: str = BIB) -> str:
    document, form = read(text), BibtexFormat()
    edits = form.edits(document, text.encode(), sources(text)[which], change)
    return form.write("refs.bib", text.encode(), edits).decode()


def test_a_url_becomes_a_field_laid_out_like_the_others() -> None:
    expected = BIB.replace('doi     = "10.1000/xyz123"', 'doi     = "10.1000/xyz123",\n  url  = {https://a.example/x}')
    assert changed(0, AddUrl("https://a.example/x")) == expected


def test_the_link_of_a_doi_becomes_the_field_doi() -> None:
    made = changed(1, AddUrl("https://doi.org/10.5555/%28SICI%29elm.2015"))
    assert "doi = {10.5555/(SICI)elm.2015}" in made and "url = {https://doi.org" not in made
    forged = changed(0, AddUrl("https://doi.org/10.5555/a}, title={forged"))
    assert [source.item.title for source in sources(forged)] == [source.item.title for source in sources()]


def test_an_existing_comma_is_not_doubled() -> None:
    made = changed(1, AddCapture("", Capture("https://web.archive.org/web/2020/https://h.example/dry")))
    assert "b=2},\n  note = {Archived at \\url{https://web.archive.org/web/2020/https://h.example/dry}},\n)" in made
    assert sources(made)[1].archive_url == "https://web.archive.org/web/2020/https://h.example/dry"


def test_a_url_is_replaced_in_place() -> None:
    made = changed(1, ReplaceUrl("https://h.example/dry_dock?a=1&b=2", "https://h.example/new"))
    assert made == BIB.replace(r"https://h.example/dry\_dock?a=1&b=2", "https://h.example/new")


def test_a_url_cannot_close_its_braces() -> None:
    made = changed(0, AddUrl("https://a.example/}, title = {forged\n"))
    assert [source.item.title for source in sources(made)] == [source.item.title for source in sources()]


@pytest.mark.parametrize("text", ["@article{a, title = {b", '@misc{a, title = "b}', "x\n@book{k,\n author = {" + "{" * 100_000])
def test_an_unclosed_entry_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(DocumentError, match=r"line \d+: this entry is not closed"):
        read(text)


def item(text: str, at: int = 0) -> Item:
    return sources(text)[at].item


@pytest.mark.parametrize(
    ("written", "parts", "raw"),
    [
        ("2016/2017", (2016,), "2016/2017"),
        ("2016-05/2017-02", (2016, 5), "2016-05/2017-02"),
        ("2016/17", (2016,), "2016/17"),
        ("../1990", (1990,), "../1990"),
        ("2001-21", (2001,), "2001-21"),  # spring
        ("2004-02-31", (2004, 2), "2004-02-31"),
        ("2004-XX", (2004,), "2004-XX"),
        ("1723~", (1723,), "1723~"),
        ("2004-04-25T14:34:00", (2004, 4, 25), None),
        ("2016/05/07", (2016, 5, 7), None),
    ],
)
def test_a_date_has_only_the_parts_that_a_calendar_has(written: str, parts: tuple[int, ...], raw: str | None) -> None:
    assert item(f"@book{{a, title={{T}}, date={{{written}}}}}").issued == Date(parts, raw)


@pytest.mark.parametrize(
    ("month", "parts"),
    [
        ('jul # "~30"', (2002, 7, 30)),
        ("{2 sep}", (2002, 9, 2)),
        ("{March/April}", (2002, 3)),
        ("13", (2002,)),
        ("{Mai}", (2002, 5)),
        ("{Dez.}", (2002, 12)),
        ("{juillet}", (2002, 7)),
        ("{3--5 jul}", (2002, 7, 3)),
        ("{Jul 30--Aug 2}", (2002, 7, 30)),
    ],
)
def test_the_month_may_contain_the_day_too(month: str, parts: tuple[int, ...]) -> None:
    assert item(f"@article{{a, title={{T}}, year=2002, month={month}}}").issued == Date(parts)


def test_a_part_takes_what_it_lacks_from_the_book_that_crossref_names() -> None:
    chapter = item(
        """@inbook{c, title={Locks}, author={Roe, Jane}, crossref={B}, pages={3--9}}
        @book{b, title={Canals}, subtitle={A History}, author={Fenn, Max}, editor={Poe, Ann}, year=2001, publisher={Elm}, doi={10.1/whole}}"""
    )
    assert (chapter.title, chapter.container_title, chapter.publisher) == ("Locks", "Canals: A History", "Elm")
    assert (chapter.author, chapter.editor) == ((Name("Roe", "Jane"),), (Name("Poe", "Ann"),))
    assert (chapter.issued, chapter.page, chapter.doi) == (Date((2001,)), "3–9", None)


def test_an_article_is_in_the_periodical_of_its_crossref_and_data_entries_are_no_notes() -> None:
    text = """@article{p, title={In it}, crossref={q}, xdata={shared}} @xdata{shared, location={Oslo}}
    @periodical{q, title={A Periodical}, year=2000}"""
    assert [note.label for note in read(text).notes] == ["p", "q"]
    assert (item(text).container_title, item(text).publisher_place) == ("A Periodical", "Oslo")


def test_entries_that_name_each_other_end() -> None:
    assert item("@book{a, crossref=b, title={T}} @book{b, crossref=a, year=1999}").issued == Date((1999,))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"Search of $\Sigma^{0}$ and $^{18}$O", "Search of Σ0 and 18O"),
        (r"DNA$_{\textrm{2}}$ at the 4$^{\mathrm{th}}$ congress", "DNA2 at the 4th congress"),
        (r"Costs of \$5 and \$6 for H$_2$O", "Costs of $5 and $6 for H2O"),
        (r"\href{https://e.example/x}{A linked title}", "A linked title"),
        (r"The flux of $\nu_e$ at 30$^\circ$C", "The flux of νe at 30°C"),
        (r"On \texttt{malloc} and \LaTeX{}, \copyright{} for \pounds 3", "On malloc and LaTeX, © for £3"),
        (r"\enquote{Locks} of \S 3, 5\degree{} off\-set", "“Locks” of §3, 5° offset"),
    ],
)
def test_a_title_is_read_as_it_is_printed(written: str, shown: str) -> None:
    assert item(f"@article{{a, title={{{written}}}, year=2001}}").title == shown


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("given=Ann, family=Bee", Name("Bee", "Ann")),
        ("Ann Bee 0002", Name("Bee", "Ann")),
        ("Bee 0002, Ann", Name("Bee", "Ann")),
        ("Bee, Ann 0002", Name("Bee", "Ann")),
        ("A. {Moor de Bruin}", Name("Moor de Bruin", "A.")),
        ("Ann V. {Bee, II}", Name("Bee, II", "Ann V.")),
        (r"Ann Marie de la Mo{\'e}re Bruin", Name("Moére Bruin", "Ann Marie", non_dropping_particle="de la")),
        (r"Ann~B.\ Moor", Name("Moor", "Ann B.")),
        (
            "given={Jean, Charles}, prefix=de la, family=Vallée Poussin",
            Name("Vallée Poussin", "Jean, Charles", non_dropping_particle="de la"),
        ),
        ('"family={Robert and Sons, Inc.}"', Name("Robert and Sons, Inc.")),
        ("{American {\\'E}cole}", Name(literal="American École")),
    ],
)
def test_extended_names_and_bodies_are_read(written: str, name: Name) -> None:
    assert item(f"@book{{a, title={{T}}, author={{{written}}}}}").author == (name,)


@pytest.mark.parametrize("line", ["% Encoding: x-MacCyrillic", "%% Encoding: Cp1251", "%Encoding: windows-1251"])
def test_the_encoding_that_jabref_declares_is_obeyed(line: str) -> None:
    encoding = "mac_cyrillic" if "Mac" in line else "cp1251"
    data = f"{line}\n@book{{a, title={{Война и мир}}}}".encode(encoding)
    document = BibtexFormat().read("refs.bib", data)
    assert document.notes[0].sources[0].item.title == "Война и мир"


@pytest.mark.parametrize(
    ("fields", "parts"),
    [
        ("date={17 May 2001}", (2001, 5, 17)),
        ("date={17.05.2001}", (2001, 5, 17)),
        ("date={2001.05.17}", (2001, 5, 17)),
        ("date={2001 May 17}", (2001, 5, 17)),
        ("date={{2001-05}}", (2001, 5)),
        ("date={2001/05}", (2001,)),
        ("year={May 2001}", (2001, 5)),
        ("year={2001--2002}", (2001,)),
        ("year={2001}, month={May/June}", (2001, 5)),
    ],
)
def test_a_date_in_words_is_read(fields: str, parts: tuple[int, ...]) -> None:
    (note,) = BibtexFormat().read("a.bib", f"@book{{a, title={{Weirs}}, {fields}}}".encode()).notes
    issued = note.sources[0].item.issued
    assert issued and issued.parts == parts


@pytest.mark.parametrize(
    "field", ["urldate={2 January 2020}", "urldate={02.01.2020}", "note={[Online; accessed 2-January-2020]}", "howpublished={Accessed: 2020-01-02}"]
)  # fmt: skip
def test_the_date_of_access_is_read_where_it_stands(field: str) -> None:
    (note,) = BibtexFormat().read("a.bib", f"@misc{{a, title={{Weirs}}, year=2001, {field}}}".encode()).notes
    item = note.sources[0].item
    assert item.accessed and item.accessed.parts[0] == 2020
    assert item.issued and item.issued.parts == (2001,)


@pytest.mark.parametrize(
    ("written", "family", "given"),
    [("山田 太郎", "山田", "太郎"), ("김 철수", "김", "철수"), ("Family=Doe, Given=Jane", "Doe", "Jane")],
)
def test_east_asian_names_begin_with_the_family_and_keys_of_parts_have_no_case(written: str, family: str, given: str) -> None:
    (note,) = BibtexFormat().read("a.bib", f"@book{{a, title={{Weirs}}, author={{{written}}}}}".encode()).notes
    (author,) = note.sources[0].item.author
    assert (author.family, author.given) == (family, given)


@pytest.mark.parametrize(
    ("variable", "old", "new", "line"),
    (
        ("page", "12–19", "375-384", "pages = {375--384}"),
        ("volume", "12", "13", "volume = {13}"),  # not the first page
        ("container-title", "Rivers & Locks", "Weirs & Dykes", r"journal = {Weirs \& Dykes}"),
        ("title", "Quiet rivers", "Rapid rivers", "title = {Rapid rivers}"),  # with braces in it
        ("issued", "2012", "2019", "year = 2019"),
        ("DOI", "10.1000/a_1", "10.1000/b_2", "doi = {10.1000/b_2}"),
    ),
)
def test_a_corrected_field_is_replaced_whole_and_no_other(variable: str, old: str, new: str, line: str) -> None:
    text = (
        "@article{a,\n  title = {{Q}uiet rivers},\n  journal = {Rivers \\& Locks},\n  volume = {12},\n  pages = {12--19},\n"
        "  year = 2012,\n  doi = {10.1000/a_1}\n}\n"
    )
    document, form = read(text), BibtexFormat()
    edits = form.edits(document, text.encode(), document.notes[0].sources[0], CorrectField(old, new, variable))
    after = form.write("refs.bib", text.encode(), edits).decode()
    changed = [now for was, now in zip(text.splitlines(), after.splitlines(), strict=True) if was != now]
    assert changed == [f"  {line}" + ("" if variable == "DOI" else ",")]

"""Bibliographies in YAML, of pandoc and of Typst: items, values as they are quoted, and what is no bibliography."""

import pytest

from citecheck.app import wiring
from citecheck.model.document import Document
from citecheck.model.errors import DocumentError
from citecheck.model.reference import Item, Name
from citecheck.model.repair import AddUrl, Change, CorrectField, ReplaceUrl
from tests.repairing import read

PANDOC = """---
references:
- id: weirs
  type: article-journal
  author:
  - family: Roe
    given: Ann
  title: "Weirs: a study"
  container-title: River Studies
  volume: 12
  issued:
    date-parts: [[2019, 3, 5]]
  DOI: 10.1000/weirs
...
"""
TYPST = """
weirs:
  type: Article
  title: Weirs of the {Upper} River
  author: ["Roe, Ann", World River Council]
  date: 2019-03-05
  page-range: 101-119
  serial-number:
    doi: 10.1000/weirs
  parent:
    type: Periodical
    title: River Studies
    volume: 12
    issue: 3
river:
  type: Web
  title: A river
  url:
    value: https://river.example/a
    date: 2024-05-06
"""


def document(text: str) -> Document:
    return wiring.read_document("a.yaml", text.encode())


def items(text: str) -> list[Item]:
    return [source.item for note in document(text).notes for source in note.sources]


def after(text: str, change: Change) -> str:
    found, notes = read("a.yaml", text.encode())
    form = wiring.format_for("a.yaml", text.encode())
    return form.write("a.yaml", text.encode(), form.edits(found, text.encode(), notes[0].sources[0], change)).decode()


def test_an_item_of_pandoc_has_its_fields() -> None:
    (item,) = items(PANDOC)
    assert (item.id, item.type, item.title, item.volume, item.doi) == (
        "weirs",
        "article-journal",
        "Weirs: a study",
        "12",
        "10.1000/weirs",
    )
    assert item.author == (Name("Roe", "Ann"),)
    assert item.issued and item.issued.parts == (2019, 3, 5)


def test_an_entry_of_typst_has_what_its_parent_says() -> None:
    article, page = items(TYPST)
    assert (article.id, article.type, article.title) == ("weirs", "article-journal", "Weirs of the Upper River")
    assert article.author == (Name("Roe", "Ann"), Name(literal="World River Council"))
    assert (article.container_title, article.volume, article.issue, article.page) == ("River Studies", "12", "3", "101-119")
    assert article.doi == "10.1000/weirs"
    assert (page.type, page.url, page.accessed and page.accessed.parts) == ("webpage", "https://river.example/a", (2024, 5, 6))


@pytest.mark.parametrize(
    "written", ["[{id: weirs, title: Weirs, issued: 2019}]", '[{"id": "weirs", "title": "Weirs", "issued": "2019"}]']
)
def test_a_list_in_brackets_is_read_and_gets_its_url_in_them(written: str) -> None:
    assert items(written)[0].issued
    assert after(written, AddUrl("https://river.example/a")) == written.replace("}]", ', URL: "https://river.example/a"}]')


@pytest.mark.parametrize("quoted", ["https://old.example/", "'https://old.example/'", '"https://old.example/"'])
def test_a_url_is_replaced_with_its_quotation_marks(quoted: str) -> None:
    text = f"- id: weirs\n  title: Weirs\n  URL: {quoted} # printed\n"
    new = "https://new.example/it's#a: b"
    (again,) = items(after(text, ReplaceUrl("https://old.example/", new)))
    assert again.url and again.url.startswith("https://new.example/it")
    assert after(text, ReplaceUrl("https://old.example/", new)).endswith(" # printed\n")


def test_a_doi_is_added_to_an_entry_of_typst_as_its_serial_number() -> None:
    text = "weirs:\n  type: book\n  title: Weirs\n  note: |\n    Read it.\n"
    written = after(text, AddUrl("https://doi.org/10.1000/weirs"))
    assert items(written)[0].doi == "10.1000/weirs"
    assert written.replace('  serial-number: { doi: "10.1000/weirs" }\n', "") == text


def test_a_value_is_corrected_where_it_stands_once() -> None:
    assert 'title: "Dams: a study"' in after(PANDOC, CorrectField("Weirs: a study", "Dams: a study"))
    assert after("- title: A\n  id: A\n", CorrectField("A", "B")) == "- title: A\n  id: A\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("references:\n- id: [\n", "not valid YAML at line"),
        ("on: push\njobs:\n  test:\n    type: a\n", "no bibliography"),
        ("[" * 100 + "]" * 100, "too deeply"),
        ("- " * 100 + "a", "too deeply"),
        (
            "references:\n- &a [x,x,x,x,x,x,x,x,x,x]\n"
            + "".join(f"- &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 10)}]\n" for n in range(8))
            + "- {id: k, title: *i}\n",
            "aliases",
        ),
        ("references:\n- &a\n  id: k\n  title: [*a]\n", "aliases"),
        ("a: \x07\n", "binary|not valid"),
    ],
)
def test_what_is_no_bibliography_or_too_much_is_said(text: str, said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        document(text)


LISTED = "# Works\n---\n- id: a\n  type: book\n  title: Fens\n"
BOOK = "---\ntitle:\n- type: main\n  text: Fens\ncreator:\n- role: author\n  text: A. Moor\n..."  # of pandoc, for an EPUB
MENU = "items:\n  - title: Home\n    url: /\n  - title: About us\n    url: /about\n"
WORKFLOW = "on: push\njobs:\n  test:\n    type: a\n    title: b\n"


@pytest.mark.parametrize(
    ("text", "known"),
    [(PANDOC, True), (TYPST, True), (LISTED, True), (f"\ufeff{LISTED}", True), (BOOK, False), (MENU, False), (WORKFLOW, False)],
)
def test_only_bibliographies_among_yaml_files_are_documents_of_a_folder(text: str, known: bool) -> None:
    assert wiring.is_document("a.yml", text.encode()) is known


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("'https://old.example/rock_''n''_roll'", "https://old.example/rock_'n'_roll"),
        ('"https://old.example/caf\\u00e9"', "https://old.example/café"),
        ('"https:\\/\\/old.example\\/a"', "https://old.example/a"),
        ('"https://old.example/a"', "https://old.example/a"),
    ],
)
def test_a_url_with_escapes_is_the_one_that_yaml_reads_and_is_replaced_whole(written: str, url: str) -> None:
    text = f"- id: a\n  type: webpage\n  title: Locks\n  URL: {written}\n"
    assert [address.url for address in document(text).addresses] == [url] == [item.url for item in items(text)]
    assert "old.example" not in after(text, ReplaceUrl(url, "https://new.example/b"))


PARTLY = """references:
- id: a
  type: book
  title: Salt
- id: b
  type: book
  title: Winds: of the north
  URL: https://a.example/b
- id: c
  type: book
  title: "Fens
- id: d
  type: book
  title: Dykes
other: 1
"""
PARTLY_TYPST = (
    "salt:\n  type: book\n  title: Salt\nwinds:\n  type: book\n  title: Winds: north\nfens:\n  type: book\n  title: Fens\n"
)


@pytest.mark.parametrize(
    ("text", "read", "damaged"),
    [(PARTLY, ["Salt", "Dykes"], [("b", 7), ("c", 12)]), (PARTLY_TYPST, ["Salt", "Fens"], [("winds", 6)])],
)
def test_items_beside_a_damaged_one_are_read_and_it_is_named_with_its_line(text: str, read: list[str], damaged: list) -> None:
    found = document(text)
    assert [item.title for item in items(text)] == read and not found.addresses
    assert [(one.label, one.place.line) for one in found.damaged] == damaged
    assert all("not valid YAML" in one.fault for one in found.damaged)


def test_a_repair_leaves_a_damaged_item_as_it_is() -> None:
    made = after(PARTLY, AddUrl("https://a.example/new"))
    assert made.replace('\n  URL: "https://a.example/new"', "", 1) == PARTLY

"""Tables whose columns are named for authors, titles and dates are lists of works, in every row."""

import pytest

import citecheck
from citecheck.documents.works_tables import lists_works


def bodies(name: str, text: str) -> list[str]:
    return [note.body for note in citecheck.read(name, text).notes]


ROWS = "| Lund, Eva | 1954 | *Harbours of the North* |\n| Bell, Anna | 1999 | Rivers |\n| Dahl, C. |  | Seas |\n"


def test_every_row_of_such_a_table_under_a_heading_for_references_is_an_entry() -> None:
    text = f"# Literatur\n\n## Kapitel 1\n\n| Autor | Jahr | Titel |\n|---|---|---|\n{ROWS}\n## Kapitel 2\n\n- Ek, D. (2003). Lakes. Fir Press.\n"
    assert bodies("a.md", text) == [
        "Lund, Eva | 1954 | Harbours of the North",
        "Bell, Anna | 1999 | Rivers",
        "Dahl, C. |  | Seas",
        "Ek, D. (2003). Lakes. Fir Press.",
    ]


def test_a_table_of_authors_titles_and_years_needs_no_heading() -> None:
    text = "# Talks\n\nWe spoke.\n\n| Talk title | Author(s) | Year |\n|---|---|---|\n| [Tides](https://example.org/t) | Eva Lund | 2004 |\n"
    assert bodies("a.md", text) == ["Tides | Eva Lund | 2004"]


def test_other_tables_are_no_lists_of_works() -> None:
    for columns in ("Title | Price | Year", "Name | Year | Size", "Author | Commit | Date", "Date | Speaker | Title"):
        assert bodies("a.md", f"# Shop\n\nWe sell.\n\n| {columns} |\n|---|---|---|\n| Boat | 3 | 1954 |\n") == []


def test_rows_of_a_page_are_read_with_bars_between_their_cells() -> None:
    rows = "<tr><td>Harbours of the North</td><td>Eva Lund</td><td>1954</td></tr><tr><td>Rivers</td><td>Anna Bell</td><td>1999</td></tr>"
    head = "<thead><tr><th>Title</th><th>Author</th><th>Year</th></tr></thead>"
    page = f"<html><body><h2>References</h2><table>{head}<tbody>{rows}</tbody></table><h2>Prices</h2><p>Low.</p></body></html>"
    assert bodies("a.html", page) == ["Harbours of the North | Eva Lund | 1954", "Rivers | Anna Bell | 1999"]


@pytest.mark.parametrize(
    "columns",
    [
        "Автор|Название|Год",
        "著者|タイトル|発行年",
        "Yazar|Başlık|Yıl",
        "Autor|Tytuł|Rok",
        "المؤلف|العنوان|السنة",
        "**Author(s)**|Paper title|Venue",
    ],
)
def test_columns_are_known_in_many_languages(columns: str) -> None:
    assert lists_works(columns.split("|"), announced=False)
    assert not lists_works(columns.split("|")[:1], announced=True)


def test_a_table_of_titles_venues_and_dates_needs_no_author() -> None:
    table = "| Paper | Conference | Date |\n|---|---|---|\n| [Tides](https://example.org/t) | Harbour Days | 2004 |\n"
    assert bodies("a.md", f"# Tool\n\nWe sail.\n\n{table}") == ["Tides | Harbour Days | 2004"]

"""Shapes of lists of references in HTML: parts in paragraphs of their own, lines, rows with a siglum, sources without a date."""

import pytest

from citecheck.documents.formats.html import HtmlFormat

LUND, ROE, BERG = (
    "Lund, Eva. Harbours of the North. Pine Press, 2004.",
    "Roe, Karl. Locks and Weirs. Elm Press, 1999.",
    "Berg, Nils. Docks and Tides. Oak House, 2011.",
)
ARCHIVES = ("City Archive, Brede, box 12, minutes of the board.", "National Library, Dale, MS 734, letters of captains.")


def found(body: str) -> list[str]:
    return [" ".join(note.body.split()) for note in read(body)]


def read(body: str) -> list:  # type: ignore[type-arg]
    page = f"<!doctype html><html><body><h1>Ports</h1><p>The harbour was built long ago.</p>{body}</body></html>"
    return list(HtmlFormat().read("a.html", page.encode()).notes)


@pytest.mark.parametrize("tag", ["p", "li", "div"])
@pytest.mark.parametrize("where", ["{0}", '<a href="{0}">{0}</a>', "Available at: {0}", "DOI: 10.1234/a"])
def test_an_address_in_a_block_of_its_own_belongs_to_the_reference_before_it(tag: str, where: str) -> None:
    blocks = [f"<{tag}>{one}</{tag}><{tag}>{where.format('https://doi.org/10.1234/a')}</{tag}>" for one in (LUND, ROE, BERG)]
    entries = found(f"<h2>References</h2>{''.join(blocks)}")
    assert [entry[: len(one)] for entry, one in zip(entries, (LUND, ROE, BERG), strict=True)] == [LUND, ROE, BERG]
    assert all("10.1234/a" in entry for entry in entries)


def test_addresses_that_follow_each_other_are_entries() -> None:
    items = "".join(f"<li>https://{name}.example/harbour/page.html</li>" for name in "abc")
    assert len(found(f"<h2>References</h2><ul>{items}</ul>")) == 3


@pytest.mark.parametrize("words", ["<b>Sources:</b>", "<strong>Bibliographie</strong>", "Quellen:", "<i><b>Литература</b></i>"])
@pytest.mark.parametrize("tag", ["p", "div", "td"])
def test_lines_of_a_block_whose_first_line_announces_references_are_entries(words: str, tag: str) -> None:
    body = f"<{tag}>{words}<br>{LUND}<br/>{ROE}<br>{BERG}</{tag}><p>Words, and more words.</p>"
    assert found(f"<table><tr>{body}</tr></table>" if tag == "td" else body) == [LUND, ROE, BERG]


@pytest.mark.parametrize("first", ["Our harbours:", "<b>Opening hours</b>", "Sources of the river:"])
def test_lines_of_other_blocks_are_none(first: str) -> None:
    assert found(f"<p>{first}<br>{LUND}<br>{ROE}<br>{BERG}</p><p>{'Words and words. ' * 40}</p>") == []


def test_a_paragraph_between_items_is_an_item() -> None:
    assert found(f"<h2>References</h2><ul><li>{LUND}</li><p>{ROE}</p><li>{BERG}</li></ul>") == [LUND, ROE, BERG]


@pytest.mark.parametrize(
    "heading", ["Primary Sources", "Archival Sources", "Fonti archivistiche", "Ungedruckte Quellen", "Архивные источники"]
)
@pytest.mark.parametrize("tag", ["li", "p"])
def test_sources_of_archives_need_no_date(heading: str, tag: str) -> None:
    first, second = ("".join(f"<{tag}>{one}</{tag}>" for one in part) for part in (ARCHIVES, (LUND, ROE)))
    lists = f"<h2>{heading}</h2><ul>{first}</ul><h2>Secondary Sources</h2><ul>{second}</ul>"
    assert found(lists if tag == "li" else lists.replace("<ul>", "").replace("</ul>", "")) == [*ARCHIVES, LUND, ROE]


@pytest.mark.parametrize("heading", ["Archives", "Primary Schools", "Notes"])
def test_other_items_without_a_date_are_no_sources(heading: str) -> None:
    assert found(f"<h2>{heading}</h2><ul>{''.join(f'<li>{one}</li>' for one in ARCHIVES)}</ul><p>{'Words. ' * 60}</p>") == []


@pytest.mark.parametrize("undated", ["s. f.", "n.d.", "o. J.", "s.d.", "б. г.", "z.d.", "t.y.", "u.å.", "é. n."])
def test_a_last_entry_that_has_no_date_is_kept(undated: str) -> None:
    last = f"Harbour Board ({undated}). Rules of the quay. Brede."
    assert found(f"<h2>References</h2><p>{LUND}</p><p>{ROE}</p><p>{BERG}</p><p>{last}</p>") == [LUND, ROE, BERG, last]


def test_the_siglum_of_a_row_is_the_label_of_its_work() -> None:
    rows = "".join(f"<tr><td>{key}</td><td>{one}</td></tr>" for key, one in zip(("HN", "LW", "DT"), (LUND, ROE, BERG), strict=True))
    notes = read(f"<h2>References</h2><table>{rows}</table>")
    assert [(note.label, note.body) for note in notes] == [("HN", LUND), ("LW", ROE), ("DT", BERG)]


def test_a_table_of_words_and_numbers_has_no_works() -> None:
    rows = "".join(f"<tr><td>{key}</td><td>{number}.5, 3, 20</td></tr>" for number, key in enumerate(("Brede", "Dale", "Moor")))
    assert found(f"<h2>Sources</h2><table>{rows}</table>") == []


@pytest.mark.parametrize(
    "name", ["src-item", "reference-entry", "citation", "MsoBibliography", "quellen-eintrag", "wide source-card"]
)
@pytest.mark.parametrize("tag", ["div", "p"])
def test_blocks_whose_class_calls_them_entries_are_entries_and_others_among_them_are_not(name: str, tag: str) -> None:
    entries = "".join(f'<{tag} class="{name}"><b>{one}</b></{tag}>' for one in (LUND, "Statutes of the Port — rolls, vol. 1.", ROE))
    card = f'<div class="source-card"><div class="kind">Books, maps, and 3 more</div>{entries}</div>'
    assert found(f"<h2>X. Sources</h2><div>{card}</div>") == [LUND, "Statutes of the Port — rolls, vol. 1.", ROE]


def test_a_card_of_several_blocks_is_one_entry() -> None:
    cards = "".join(
        f'<div class="source-card"><div>{author}</div><div>{title}, Pine Press, {year}</div><a href="https://a.example/{year}">Open</a></div>'
        for author, title, year in (("Lund, Eva", "Harbours of the North", 2004), ("Roe, Karl", "Locks and Weirs", 1999))
    )
    first, second = found(f"<h2>Sources</h2>{cards}")
    assert first.startswith("Lund, Eva Harbours") and second.startswith("Roe, Karl Locks")


def test_blocks_of_other_classes_and_of_words_are_none() -> None:
    words = "".join(f'<div class="source-item">{one}</div>' for one in ("Water", "Wind", "Sun"))
    assert found(f"<h2>Sources</h2>{words}") == []

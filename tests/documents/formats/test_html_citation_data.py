"""What a page says of what it cites in metadata is read as data: COinS, Highwire's list, linked data of schema.org."""

import html
import json
from urllib.parse import urlencode

import pytest

from citecheck.documents.formats.html import HtmlFormat
from citecheck.model.document import NoteText
from citecheck.model.reference import Source
from citecheck.model.repair import AddUrl

JOURNAL, BOOK = "info:ofi/fmt:kev:mtx:journal", "info:ofi/fmt:kev:mtx:book"


def notes_of(page: str) -> tuple[NoteText, ...]:
    return HtmlFormat().read("p.html", f"<!DOCTYPE html><html><body>{page}</body></html>".encode()).notes


def coins(**values: object) -> str:
    pairs = [("ctx_ver", "Z39.88-2004")]
    for name, value in values.items():
        key = name if name.startswith(("rft_", "rfr_")) else f"rft.{name}"
        pairs += [(key, str(one)) for one in (value if isinstance(value, list) else [value])]
    return f'<span class="Z3988" title="{html.escape(urlencode(pairs))}"></span>'


def wiki_note(*citations: str, number: int = 1) -> str:
    return (
        f'<p>A<sup id="cite_ref-{number}" class="reference"><a href="#cite_note-{number}">[{number}]</a></sup></p>'
        f'<ol class="references"><li id="cite_note-{number}"><a href="#cite_ref-{number}">^</a> '
        f'<span class="reference-text">{" ".join(citations)}</span></li></ol>'
    )


NEWS = (
    '<cite class="citation news cs1">Reed, Ann; Olm, Jo (5 March 2014). <a class="external text" href="https://wharf.example/a">"The tide '
    'at Elm Quay"</a>. <i><a href="/wiki/Wharf_Post">Wharf Post</a></i>. Retrieved 3 May 2015.</cite>'
)
NEWS_DATA = coins(
    rft_val_fmt=JOURNAL,
    genre="article",
    jtitle="Wharf Post",
    atitle="The tide at Elm Quay",
    date="2014-03-05",
    aulast="Reed",
    aufirst="Ann",
    au="Olm, Jo",
    rft_id="https://wharf.example/a",
)


def source_of(page: str) -> Source:
    (note,) = notes_of(page)
    (source,) = note.sources
    return source


def test_a_citation_of_mediawiki_has_the_fields_of_its_coins() -> None:
    item = source_of(wiki_note(NEWS + NEWS_DATA)).item
    assert [(one.family, one.given) for one in item.author] == [("Reed", "Ann"), ("Olm", "Jo")]
    assert (item.title, item.container_title, item.type) == ("The tide at Elm Quay", "Wharf Post", "article-newspaper")
    assert item.issued and item.issued.parts == (2014, 3, 5)


def test_what_the_data_lacks_is_taken_from_what_is_printed() -> None:
    source = source_of(wiki_note(NEWS + NEWS_DATA))
    assert source.item.accessed and source.item.accessed.parts == (2015, 5, 3)
    archived = NEWS.replace("https://wharf.example/a", "https://web.archive.org/web/20150101000000/https://wharf.example/a")
    source = source_of(wiki_note(archived + NEWS_DATA))
    assert source.item.url is None
    assert source.archive_url == "https://web.archive.org/web/20150101000000/https://wharf.example/a"


def test_what_a_repair_writes_behind_a_citation_belongs_to_it() -> None:
    unlinked = NEWS.replace('<a class="external text" href="https://wharf.example/a">', "").replace('Quay"</a>', 'Quay"')
    page = f"<!DOCTYPE html><html><body>{wiki_note(unlinked + NEWS_DATA.replace('rft_id', 'rft.x'))}</body></html>".encode()
    document = HtmlFormat().read("p.html", page)
    edits = HtmlFormat().edits(document, page, document.notes[0].sources[0], AddUrl("https://wharf.example/b"))
    (note,) = HtmlFormat().read("p.html", HtmlFormat().write("p.html", page, edits)).notes
    assert [one.item.url for one in note.sources] == ["https://wharf.example/b"]
    assert note.data_spans[0].end == len(note.body)


def test_each_of_several_citations_in_a_note_has_its_own_data() -> None:
    other = '<cite class="citation book cs1">Lund, Per (1999). <i>Harbours of the north</i>. Oslo: Elm.</cite>' + coins(
        rft_val_fmt=BOOK, genre="book", btitle="Harbours of the north", place="Oslo", pub="Elm", date=1999, au="Lund, Per"
    )
    (note,) = notes_of(wiki_note("See also", NEWS + NEWS_DATA + ";", other))
    assert [one.item.title for one in note.sources] == ["The tide at Elm Quay", "Harbours of the north"]
    assert note.sources[1].item.publisher_place == "Oslo"
    assert [note.body[one.start : one.end][:4] for one in note.data_spans] == ["Reed", "Lund"]


def test_an_entry_of_a_list_has_the_data_behind_it_as_zotero_exports_it() -> None:
    entry = (
        '<div class="csl-entry">Reed, Ann, and Jo Olm. “The Tide at Elm Quay.” <i>Coastal Studies</i> 12, no. 3 (2014): 7–9.</div>'
    )
    data = coins(
        rft_val_fmt=JOURNAL, genre="article", atitle="The tide at Elm Quay", jtitle="Coastal Studies", volume=12, issue=3, pages="7-9",
        date="2014", aufirst="Ann", aulast="Reed", au=["Ann Reed", "Jo Olm"], issn="1234-5679", rft_id="info:doi/10.1234/tide.7",
    )  # fmt: skip
    page = f"<h2>References</h2><ol><li>{entry}{data}</li></ol>"
    item = source_of(page).item
    assert [(one.family, one.given) for one in item.author] == [("Reed", "Ann"), ("Olm", "Jo")]
    assert (item.volume, item.issue, item.page, item.doi, item.type) == ("12", "3", "7-9", "10.1234/tide.7", "article-journal")
    behind = f"<h2>References</h2><ol><li>{entry}</li>{data}</ol>"
    assert source_of(behind).item.doi == "10.1234/tide.7"


@pytest.mark.parametrize(
    "data",
    [
        coins(rft_val_fmt=JOURNAL, atitle="Another work altogether", jtitle="Wharf Post"),
        coins(rft_val_fmt=JOURNAL, jtitle="Wharf Post"),
        '<span class="Z3988"></span>',
        '<span class="Z3988" title="' + "rft.au=x&amp;" * 1_000 + 'rft.atitle=The+tide+at+Elm+Quay"></span>',
        '<span class="Z3988" title="' + "x" * 30_000 + '"></span>',
    ],
)
def test_data_of_another_work_or_of_none_is_not_used(data: str) -> None:
    (note,) = notes_of(wiki_note(NEWS + data))
    assert note.sources == ()


def test_a_coins_that_is_no_utf_8_is_read_as_windows_1252() -> None:
    cite = '<cite class="citation web">"Caf&eacute; au bord"</cite>'
    data = '<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft.btitle=Caf%E9+au+bord&amp;rft.genre=unknown"></span>'
    assert source_of(wiki_note(cite + data)).item.title == "Café au bord"


def test_a_year_that_is_printed_otherwise_is_a_difference() -> None:
    source = source_of(wiki_note(NEWS.replace("2014", "2011") + NEWS_DATA))
    assert [(one.variable, one.printed, one.data) for one in source.differs] == [("issued", "2011", "2014")]


def test_the_year_of_the_standard_that_a_coins_names_is_no_year_of_its_work() -> None:
    source = source_of(wiki_note(NEWS.replace("2014", "2004") + NEWS_DATA))
    assert [(one.variable, one.printed, one.data) for one in source.differs] == [("issued", "2004", "2014")]


ENTRY = "Reed, Ann, and Jo Olm. “The Tide at Elm Quay.” <i>Coastal Studies</i> 12, no. 3 (2014): 7–9."
LIST = f"<h2>References</h2><ol><li>{ENTRY}</li><li>Lund, Per. <i>Harbours of the North</i>. Oslo: Elm, 1999.</li></ol>"


def head(content: str) -> tuple[NoteText, ...]:
    page = f"<!DOCTYPE html><html><head>{content}</head><body>{LIST}</body></html>"
    return HtmlFormat().read("p.html", page.encode()).notes


def test_highwires_list_of_references_gives_the_entries_it_names() -> None:
    first, second = head(
        '<meta name="citation_reference" content="citation_title=The tide at Elm Quay; citation_author=A. Reed; citation_author=J. Olm; '
        'citation_journal_title=Coastal Studies; citation_volume=12; citation_doi=10.1234/tide.7; citation_publication_date=2014">'
        '<meta name="citation_reference" content="Somebody: something, 2001">'
    )
    (source,) = first.sources
    assert (source.item.doi, source.item.container_title, source.item.volume) == ("10.1234/tide.7", "Coastal Studies", "12")
    assert second.sources == ()


def test_linked_data_of_schema_org_gives_the_entries_it_names() -> None:
    work = {
        "@type": "Article",
        "citation": [
            {"@type": "ScholarlyArticle", "name": "The tide at Elm Quay", "author": [{"name": "Ann Reed"}, {"name": "Jo Olm"}],
             "isPartOf": {"name": "Coastal Studies"}, "datePublished": "2014", "sameAs": "https://doi.org/10.1234/tide.7"},
            "Somebody: something, 2001",
        ],
    }  # fmt: skip
    first, second = head(f'<script type="application/ld+json">{json.dumps(work)}</script>')
    assert [one.item.doi for one in first.sources] == ["10.1234/tide.7"]
    assert second.sources == ()


@pytest.mark.parametrize("content", ["{", "[" * 5_000, '{"citation": 7}', '{"citation": [null, {"name": 7}, {}]}', "null"])
def test_damaged_linked_data_says_nothing(content: str) -> None:
    assert all(note.sources == () for note in head(f'<script type="application/ld+json">{content}</script>'))

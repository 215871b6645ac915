"""Fields and links of Word: the URL is that of the citation, whatever the switches."""

from xml.sax.saxutils import escape

import pytest

from citecheck.citations.parse import parse
from citecheck.documents.formats.docx import DocxFormat
from citecheck.model.repair import AddCapture, AddUrl, Capture, ReplaceUrl
from tests.documents.formats.word_files import changed, field, link, mark, members, note, one, paragraph, run, word_file

URL = "https://example.org/storm?a=1&b=2"


def test_a_linked_word_gives_the_url_of_its_citation() -> None:
    url = "https://tide.example/ports"
    simple = f'<w:fldSimple w:instr=" HYPERLINK &quot;{url}&quot; ">{run("here")}</w:fldSimple>'
    for linked in (link("rId9", "link"), field(url, "tide.example"), simple):
        text = 'K. Lund, "Ports close for the winter", Tide Post, 3 May 2019, '
        data = word_file(paragraph(run("Said."), mark(2)), note(2, run(text), linked, run(".")), links={"rId9": url})
        (source,) = parse(DocxFormat().read("a.docx", data))[0].sources
        assert (source.item.title, source.item.url) == ("Ports close for the winter", url)


def complex_field(*code: str) -> str:
    """A complex field with the result "link"; ``code``: runs, or the text of a ``w:instrText``."""
    signs = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    runs = [one if one.startswith("<") else f"<w:r><w:instrText>{escape(one)}</w:instrText></w:r>" for one in code]
    return "".join([signs[0], *runs, signs[1], run("link"), signs[2]])


NESTED = complex_field(' QUOTE "https://tide.example/ports" ').replace("link", "https://tide.example/ports")


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ([' HYPERLINK \\o "Read it: ports" "https://tide.example/ports" '], ""),
        ([' HYPERLINK \\t "_blank" "https://tide.example/ports" '], ""),
        ([' HYPERLINK "https://tide.example/ports" \\o "Read it" \\h '], ""),
        ([' HYPERLINK "https://tide.example/ports" \\* MERGEFORMAT '], ""),
        (["HYPERLINK “https://tide.example/ports”"], ""),
        (["hyperlink https://tide.example/ports"], ""),
        ([" HYPERLINK", "<w:r><w:tab/></w:r>", '"https://tide.example/ports"'], ""),
        (['HYPERLINK "https://tide.', 'example/ports"'], ""),
        ([' HYPERLINK "', NESTED, '" '], ""),
        ([' HYPERLINK "https://tide.example/ports" \\l "north" '], "#north"),
        ([' HYPERLINK \\l "north" "https://tide.example/ports" '], "#north"),
    ],
)
def test_the_url_of_a_field_is_read_whatever_its_switches(code: list[str], place: str) -> None:
    text = 'K. Lund, "Ports close for the winter", Tide Post, 3 May 2019, '
    document = DocxFormat().read("a.docx", one(note(2, run(text), complex_field(*code), run("."))))
    (source,) = parse(document)[0].sources
    assert (source.item.title, source.item.url) == ("Ports close for the winter", f"https://tide.example/ports{place}")
    assert [address.url for address in document.addresses] == [f"https://tide.example/ports{place}"]


def test_a_field_that_links_to_a_place_in_the_document_has_no_url() -> None:
    text = 'K. Lund, "Ports close for the winter", Tide Post, 3 May 2019, '
    inner, outer = complex_field(' HYPERLINK \\l "_ENREF_5" '), field("https://tide.example/ports", "here")
    document = DocxFormat().read("a.docx", one(note(2, run(text), inner, run(" "), outer)))
    assert [link.url for link in document.notes[0].links] == ["https://tide.example/ports"]


def test_a_link_with_a_place_keeps_it_when_its_url_is_replaced() -> None:
    linked = link("rId7", "here").replace("w:history", 'w:anchor="north" w:history')
    simple = f'<w:fldSimple w:instr=" HYPERLINK &quot;{escape(URL)}&quot; \\l &quot;north&quot; ">{run("here")}</w:fldSimple>'
    text = run("K. Lund, “Ports close for a day”, Le Monde, 3 May 2020, ")
    for piece in (linked, simple):
        data = one(note(2, text, piece), links={"rId7": URL})
        (address,) = DocxFormat().read("a.docx", data).addresses
        assert address.url == f"{URL}#north"
        written = changed(data, ReplaceUrl(f"{URL}#north", "https://example.org/new#north"))
        assert [a.url for a in DocxFormat().read("a.docx", written).addresses] == ["https://example.org/new#north"]
        assert b"new#north" not in b"".join(members(written).values())


@pytest.mark.parametrize(
    "code", [['HYPERLINK "https://tide.', 'example/ports" \\h'], ["HYPERLINK https", "://tide.exam", "ple/ports "]]
)
def test_a_url_that_a_code_has_in_pieces_is_replaced(code: list[str]) -> None:
    data = one(note(2, run('K. Lund, "Ports close for the winter", Tide Post, 3 May 2019, '), complex_field(*code), run(".")))
    written = changed(data, ReplaceUrl("https://tide.example/ports", "https://tide.example/new"))
    assert [a.url for a in DocxFormat().read("a.docx", written).addresses] == ["https://tide.example/new"]


def test_what_is_added_to_a_source_stays_in_its_paragraph_though_a_field_has_all_the_list() -> None:
    """As the bibliographies that reference managers write: one field with a paragraph for each source."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = '<w:r><w:instrText xml:space="preserve"> ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY </w:instrText></w:r>'
    first = f"Lund, K. (2019, May 3). Ports close for the winter. Tide Post. {URL}"
    entries = [
        paragraph(begin, code, separate, run(first)),
        paragraph(run("Moor, A. (2004). Salt and silver. Weir Press.")),
        paragraph(run("Roth, A. (2011). The old canal. Weir Press."), end),
    ]
    data = word_file(paragraph(run("References")) + "".join(entries))
    capture = Capture(f"https://web.archive.org/web/20220304000000/{URL}", None, dead=True, attributes=False)
    for number, (url, change) in enumerate(
        [
            (capture.url, AddCapture(URL, capture)),
            ("https://weir.example/1", AddUrl("https://weir.example/1", None)),
            ("https://weir.example/2", AddUrl("https://weir.example/2", None)),
        ]
    ):
        notes = DocxFormat().read("a.docx", changed(data, change, number)).notes
        assert [url in found.body for found in notes] == [at == number for at in range(3)]

"""Citations that documents have as data: read as they are, told from the text around them, compared with what is printed."""

import base64
import json
from xml.sax.saxutils import escape, quoteattr

import pytest

from citecheck.app import wiring
from citecheck.citations.parse import parse
from citecheck.documents.printed_data import difference, years
from citecheck.model.csl import from_csl
from citecheck.model.document import Note
from citecheck.model.reference import RefersTo
from citecheck.model.repair import AddUrl
from tests.documents.formats.citation_codes import citation, complex_field, item, zotero
from tests.documents.formats.odt_files import note as odt_note
from tests.documents.formats.odt_files import odt_file, p
from tests.documents.formats.word_files import changed, note, one, paragraph, run, word_file

PORTS = item("Ports close for a day", URL="https://tide.example/ports")
SALT = item("Salt and the sea", "Roth", 2011)
PRINTED = "Lund, “Ports close for a day” (2020)"


def notes_of(data: bytes, name: str = "a.docx") -> tuple[Note, ...]:
    return parse(wiring.read_document(name, data))


def titles(notes: tuple[Note, ...]) -> list[list[tuple[str | None, bool]]]:
    return [[(source.item.title, source.structured) for source in one.sources] for one in notes]


MARK = quoteattr(f"ZOTERO_ITEM CSL_CITATION {citation(PORTS)} RNDa1b2c3d4e5")
BASE64 = base64.b64encode(citation(PORTS).encode()).decode().rstrip("=")
FORMS = {
    "zotero": zotero(PRINTED, PORTS),
    "mendeley": complex_field(f"ADDIN CSL_CITATION {citation(PORTS)}", run(PRINTED)),
    "simple": f"<w:fldSimple w:instr={quoteattr('ADDIN ZOTERO_ITEM CSL_CITATION ' + citation(PORTS))}>{run(PRINTED)}</w:fldSimple>",
    "control": f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_{BASE64}"/></w:sdtPr><w:sdtContent>{run(PRINTED)}</w:sdtContent></w:sdt>',
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_in_word_is_read_as_data(form: str) -> None:
    (found,) = notes_of(one(note(2, FORMS[form], run("."))))
    (source,) = found.sources
    assert (source.item.title, source.item.author[0].family, source.item.url) == (
        "Ports close for a day",
        "Lund",
        "https://tide.example/ports",
    )
    assert (source.structured, source.text, found.kind) == (True, PRINTED, "citation")


def test_bookmarks_have_their_data_in_the_properties_of_the_file() -> None:
    code = f"ZOTERO_ITEM CSL_CITATION {citation(PORTS)}"
    marked = f'<w:bookmarkStart w:id="4" w:name="ZOTERO_BREF_abc"/>{run(PRINTED)}<w:bookmarkEnd w:id="4"/>'
    pieces = "".join(
        f'<property name="ZOTERO_BREF_abc_{number}"><vt:lpwstr>{escape(piece)}</vt:lpwstr></property>'
        for number, piece in ((2, code[50:]), (1, code[:50]))
    )
    properties = f'<Properties xmlns:vt="v">{pieces}</Properties>'
    body = paragraph(marked)
    assert titles(notes_of(word_file(body, **{"docProps/custom.xml": properties}))) == [[("Ports close for a day", True)]]


def test_marks_of_opendocument_are_read_as_data() -> None:
    marked = f"<text:reference-mark-start text:name={MARK}/>{PRINTED}<text:reference-mark-end text:name={MARK}/>"
    assert titles(notes_of(odt_file(p("Said.", odt_note(1, marked, "."))), "a.odt")) == [[("Ports close for a day", True)]]
    own = '<text:bibliography-mark text:identifier="Lun20" text:bibliography-type="book" text:author="Lund, Kai" text:title="Salt" text:year="2020">[Lun20]</text:bibliography-mark>'
    (found,) = notes_of(odt_file(p("Said ", own, ".")), "a.odt")
    assert (found.sources[0].item.title, found.sources[0].item.issued) == (
        "Salt",
        from_csl({"issued": {"date-parts": [[2020]]}}).issued,
    )


def test_fields_of_rtf_are_read_as_data() -> None:
    code = citation(PORTS).replace("{", "\\{").replace("}", "\\}")
    field = rf"{{\field{{\*\fldinst {{ADDIN ZOTERO_ITEM CSL_CITATION {code}}}}}{{\fldrslt {{Lund, Ports close for a day}}}}}}"
    data = rf"{{\rtf1 Said.{{\super\chftn{{\footnote\pard {{\super\chftn}} {field}.}}}}\par}}".encode("ascii")
    assert titles(notes_of(data, "a.rtf")) == [[("Ports close for a day", True)]]


def test_word_s_own_citations_have_their_sources_in_a_part() -> None:
    source = (
        '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source><b:Tag>Lun20</b:Tag>'
        "<b:SourceType>JournalArticle</b:SourceType><b:Author><b:Author><b:NameList><b:Person><b:Last>Lund</b:Last><b:First>Kai</b:First></b:Person>"
        "</b:NameList></b:Author></b:Author><b:Title>Ports close for a day</b:Title><b:Year>2020</b:Year><b:JournalName>Tides</b:JournalName></b:Source></b:Sources>"
    )
    body = paragraph(run("Said "), complex_field(r" CITATION Lun20 \p 4 \l 1033 ", run("(Lund, 2020, p. 4)")))
    (found,) = notes_of(word_file(body, **{"customXml/item1.xml": source}))
    cited = found.sources[0].item
    assert (cited.type, cited.title, cited.container_title, cited.author[0].given) == (
        "article-journal",
        "Ports close for a day",
        "Tides",
        "Kai",
    )


def test_several_works_of_a_citation_are_several_sources_and_the_text_around_is_read_as_ever() -> None:
    by_hand = run("; A. Okafor, “Rivers rise again”, BBC News, 3 May 2019.")
    (found,) = notes_of(
        one(
            note(
                2,
                run("See also "),
                zotero("Lund, “Ports close for a day” (2020); Roth, Salt and the sea (2011)", PORTS, SALT),
                by_hand,
            )
        )
    )
    assert titles((found,)) == [[("Ports close for a day", True), ("Salt and the sea", True), ("Rivers rise again", False)]]
    assert [source.text for source in found.sources[:2]] == [
        "Lund, “Ports close for a day” (2020)",
        "Roth, Salt and the sea (2011)",
    ]
    assert [source.item.id for source in found.sources] == ["1.1", "1.2", "1.3"]


def test_later_citations_of_a_work_refer_to_the_one_in_full_or_to_the_bibliography() -> None:
    data = one(
        note(2, zotero(PRINTED, PORTS)),
        note(3, zotero("Lund, Ports, 4", PORTS)),
        note(4, run("Ibid., 5.")),
        note(5, zotero("(Roth 2011)", SALT)),
    )
    first, second, third, _ = notes_of(data)
    assert (first.sources[0].short, second.kind, second.sources[0].refers_to) == (False, "shortform", RefersTo("1", 1))
    assert third.sources[0].refers_to == RefersTo("1", 1)
    entries = complex_field(" ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY ", run("Roth, K. 2011. Salt and the sea."))
    body = paragraph(run("Said"), '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph(entries)
    cited, entry = notes_of(word_file(body, note(2, zotero("Roth 2011, 4", SALT))))
    assert (cited.sources[0].refers_to, entry.label, titles((entry,))) == (RefersTo("u1", 1), "u1", [[("Salt and the sea", True)]])


def test_a_text_that_cites_in_brackets_has_the_entries_of_its_list_else_its_citations() -> None:
    said = paragraph(run("Said "), zotero("(Lund 2020)", PORTS), run(" and "), zotero("(Lund 2020, Roth 2011)", PORTS, SALT))
    listed = paragraph(complex_field("ADDIN ZOTERO_BIBL {}", run("Roth, K. (2011). Salt and the sea. Press.")))
    assert titles(notes_of(word_file(said + listed))) == [[("Salt and the sea", True)]]
    assert titles(notes_of(word_file(said))) == [[("Ports close for a day", True)], [("Salt and the sea", True)]]


def test_an_entry_is_that_of_a_work_only_with_its_author_and_another_title_only_in_a_list_that_a_program_made() -> None:
    parts = [item(f"Storms and floods of the north, part {which}", "Roth", 2011) for which in ("one", "two")]
    said = paragraph(run("Said "), zotero("(Roth 2011)", parts[0]), zotero("(Lund 2020)", PORTS))
    words = ("Roth, K. (2011). Storms and floods of the north, part two. Press.", "Meer, O. (2020). Ports close for a day. Press.")
    by_hand = paragraph(run("References")) + "".join(paragraph(run(one)) for one in words)
    assert [source.structured for found in notes_of(word_file(said + by_hand)) for source in found.sources] == [False, False]
    generated = paragraph(complex_field("ADDIN ZOTERO_BIBL {}", run(words[0])))
    (found,) = notes_of(word_file(said + generated))
    assert (found.sources[0].structured, [one.variable for one in found.sources[0].differs]) == (True, [])
    both = complex_field("ADDIN ZOTERO_BIBL {}", f"{run(words[0].replace('two', 'one'))}</w:p><w:p>{run(words[0])}")
    assert [source.structured for found in notes_of(word_file(said + paragraph(both))) for source in found.sources] == [True, False]


def test_a_url_is_written_behind_the_field_and_only_where_the_work_is_printed() -> None:
    plain = item("Ports close for a day")
    data = one(note(2, zotero("Lund, “Ports close for a day” (2020).", plain)))
    written = changed(data, AddUrl("https://found.example/1"))
    (found,) = notes_of(written)
    assert found.text.body == "Lund, “Ports close for a day” (2020). https://found.example/1"
    assert found.sources[0].item.url == "https://found.example/1"
    for short in (zotero("(Lund 2020)", plain), zotero("Lund, “Ports close for a day”, Roth, “Salt and the sea”", plain, SALT)):
        data = one(note(2, short))
        assert changed(data, AddUrl("https://found.example/1")) == data


def test_data_that_cannot_be_read_leave_the_text() -> None:
    for code in (
        "ADDIN CSL_CITATION {broken",
        "ADDIN ZOTERO_ITEM CSL_CITATION " + "[" * 5000,
        'ADDIN CSL_CITATION {"citationItems":[{"id":1}]}',
        "ADDIN EN.CITE x",
    ):
        (found,) = notes_of(one(note(2, complex_field(code, run("K. Lund, “Ports close for a day”, Le Monde, 3 May 2020.")))))
        assert titles((found,)) == [[("Ports close for a day", False)]]


LONG = "Storms and floods in the northern seas of Europe"


@pytest.mark.parametrize(
    ("title", "printed", "found"),
    [
        (LONG, "Lund, K. (2021). Storms and floods in the northern seas of Europe. Tides.", [("issued", "2021")]),
        (LONG, "Lund, K. (2020). Storms and tides in the northern seas of Europe. Tides.", [("title", "Storms and tides in the northern seas of Europe")]),
        (LONG, "Lund, K. (2020a). Storms and Floods in the Northern Seas of Europe. Tides.", []),
        (LONG, "Lund, Storms and floods, 1998–2003.", []),
        (LONG, "Lund, Storms and Floods", []),
        (LONG, "Lund, forthcoming", []),
        (LONG, "Ibid., 2019", [("issued", "2019")]),
        ("The colour of storms and of organised floods", "Lund, The Color of Storms and of Organized Floods (2020)", []),
        ("Storms: a history of 1953 and later floods", "Lund, Storms (1953 edition)", []),
        ("Storms of the north", "Lund, Storms of the south (2020)", []),
    ],
)  # fmt: skip
def test_only_what_no_style_changes_differs_from_the_data(title: str, printed: str, found: list[tuple[str, str]]) -> None:
    data = item(title, page="1823-30")
    told = difference(from_csl(data), years(json.dumps(data)), printed, whole=True)
    assert [(one.variable, one.printed) for one in told] == found

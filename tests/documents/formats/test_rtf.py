"""RTF: what is text, what is a note, and what a repair writes."""

import pytest

from citecheck.app import wiring
from citecheck.citations.parse import parse
from citecheck.model.document import Document, Note
from citecheck.model.errors import DocumentError
from citecheck.model.repair import AddUrl, CorrectField, ReplaceUrl

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Cyr;}{\f2\fcharset128 Jp;}}{\*\generator No text;}"
FIELD = r'{\field{\*\fldinst {HYPERLINK "https://post.example/a"}}{\fldrslt {\ul https://post.example/a}}}'


def rtf(text: str) -> bytes:
    return f"{HEAD}{text}}}".encode("ascii")


def noted(text: str) -> bytes:
    return rtf(rf"Said so.{{\super\chftn{{\footnote\pard {{\super\chftn}} {text}}}}}\par")


def read(data: bytes) -> tuple[Document, tuple[Note, ...]]:
    document = wiring.read_document("a.rtf", data)
    return document, parse(document)


def repaired(data: bytes, change: object) -> bytes:
    document, notes = read(data)
    form = wiring.format_for("a.rtf", data)
    return form.write("a.rtf", data, form.edits(document, data, notes[0].sources[0], change))  # type: ignore[arg-type]


TEXTS = [
    (r"caf\'e9 \u233?t\u233\'e9", "café été"),
    (r"{\f1\'cf\'f0\'e0\'e2\'e4\'e0}", "Правда"),
    (r"{\f2\'93\'fa\'96\'7b}", "日本"),
    (r"\uc0\u8220 a\u8221 ", "“a”"),
    (r"\u55357?\u56832?", "\U0001f600"),
    (r"a\~b\emdash c\{\}\\", "a\u00a0b—c{}\\"),
    (r"a{\v hidden}{\*\unknown none}{\pict 0123}b", "ab"),
    (r"a\bin3 }}}b", "ab"),
    ("a & b &amp; c", "a & b &amp; c"),
]


@pytest.mark.parametrize(("written", "text"), TEXTS)
def test_characters_are_read_as_word_processors_show_them(written: str, text: str) -> None:
    document, _ = read(noted(f"x {written} y"))
    assert document.notes[0].body == f"x {text} y"


def test_footnotes_and_endnotes_have_their_numbers_links_and_italics() -> None:
    one = rf"One{{\super\chftn{{\footnote {{\super\chftn}} Ann Roe, \ldblquote Trams\rdblquote , {{\i The Post}}, 3 May 2019, {FIELD}.}}}} two"
    _, notes = read(
        rtf(
            one
            + r"{\super\chftn{\*\footnote\ftnalt \chftn\tab Piet Ito, {\i Buses}, Oxford: OUP, 2001.}} three*{\footnote * Own sign.}"
        )
    )
    assert [(note.label, note.text.status) for note in notes] == [("1", "present"), ("*", "present"), ("i", "present")]
    item = notes[0].sources[0].item
    assert (item.title, item.container_title, item.url) == ("Trams", "The Post", "https://post.example/a")
    assert notes[2].text.body.startswith("Piet Ito") and notes[2].sources[0].item.title == "Buses"


def test_a_typed_list_below_a_heading_is_read_and_the_headings_own_numbers_are_no_labels() -> None:
    body = r"\pard\outlinelevel0 1. Trams\par\pard They ran [1].\par\outlinelevel0 References\par\pard [1] Ann Roe, \ldblquote Trams\rdblquote , The Post, 3 May 2019.\par"
    _, notes = read(rtf(body))
    assert [(note.label, note.text.status) for note in notes] == [("1", "present")]


def test_a_url_is_added_behind_the_source_as_a_link_and_nothing_else_changes() -> None:
    data = noted(r"Zo\'eb Roe, \ldblquote Trams\rdblquote , {\i The Post}, 3 May 2019.")
    written = repaired(data, AddUrl("https://post.example/ä?a={1}"))
    source = read(written)[1][0].sources[0]
    assert source.item.url == "https://post.example/%C3%A4?a=%7B1%7D" and source.item.title == "Trams"
    at = next(n for n, (a, b) in enumerate(zip(data, written, strict=False)) if a != b)
    assert written.startswith(data[:at]) and written.endswith(data[at:])


@pytest.mark.parametrize("cut", [b"}}}\\par}", b"}", b".}}}\\par}"])
def test_a_file_that_was_cut_or_has_a_brace_too_many_keeps_its_notes(cut: bytes) -> None:
    data = noted(r"Ann Roe, \ldblquote Trams\rdblquote , The Post, 3 May 2019.")
    for changed in (data.removesuffix(cut), data + cut):
        assert [note.label for note in read(changed)[1]] == ["1"]


def test_a_url_is_replaced_in_its_field_and_its_text_and_a_field_is_corrected() -> None:
    data = noted(rf"Zo\'eb Roe, \ldblquote Trams\rdblquote , The Post, 3 May 2019, {FIELD}.")
    assert repaired(data, ReplaceUrl("https://post.example/a", "https://new.example/b")) == data.replace(
        b"post.example/a", b"new.example/b"
    )
    assert repaired(data, CorrectField("Zoë", "Žoë")) == data.replace(rb"Zo\'eb", rb"{\uc1\u381?}o{\uc1\u235?}")


@pytest.mark.parametrize("code", ['{HYPERLINK "https://post.exam}{ple/a"}', 'HYPERLINK "https://post.\nexample/a"'])
def test_a_url_that_a_field_has_in_pieces_is_replaced(code: str) -> None:
    data = noted(rf"Ann Roe, \ldblquote Trams\rdblquote , {{\field{{\*\fldinst {code}}}{{\fldrslt The Post}}}}, 3 May 2019.")
    changed = repaired(data, ReplaceUrl("https://post.example/a", "https://new.example/b"))
    assert [address.url for address in read(changed)[0].addresses] == ["https://new.example/b"]


@pytest.mark.parametrize("others", [r"Lund, K. (2020). Ports of old. Weir Press.", ""])
def test_a_url_is_added_to_its_entry_in_a_bibliography_that_zotero_writes(others: str) -> None:
    entries = rf"Roe, A. (2019). Trams of old. Weir Press.\par {others}"
    rest = "" if others else "Lund, K. (2020). Ports of old. Weir Press.\\par"
    data = rtf(rf"References\par {{\field{{\*\fldinst ADDIN ZOTERO_BIBL CSL_BIBLIOGRAPHY}}{{\fldrslt {entries}}}}}{rest}\par")
    assert ["a.example" in note.text.body for note in read(repaired(data, AddUrl("https://a.example/b")))[1]] == [True, False]


def test_a_citation_that_zotero_keeps_as_data_is_read_as_data_and_written_behind_its_field() -> None:
    item = '{"type":"book","title":"Trams \\u233?","author":[{"family":"Roe","given":"Ann"}],"issued":{"date-parts":[[2019]]}}'
    code = f'{{"citationItems":[{{"id":1,"itemData":{item}}}]}}'.replace("{", "\\{").replace("}", "\\}")
    data = noted(rf"{{\field{{\*\fldinst ADDIN ZOTERO_ITEM CSL_CITATION {code}}}{{\fldrslt Ann Roe, {{\i Trams \'e9}} (2019)}}}}.")
    source = read(data)[1][0].sources[0]
    assert source.structured and source.item.title == "Trams é" and source.item.author[0].family == "Roe"
    assert rb"(2019)}}, {\field{\*\fldinst HYPERLINK" in repaired(data, AddUrl("https://a.example/b"))


@pytest.mark.parametrize(("data", "message"), [(b"Words.", "it is no RTF file"), (rtf("{" * 2_000), "nested too deeply")])
def test_what_is_no_rtf_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        wiring.read_document("a.rtf", data)

"""OpenDocument texts: notes with their printed numbers, links, repairs in ``content.xml`` alone, refused hostile files."""

import io
import time
import zipfile

import pytest

from citecheck.citations.parse import parse
from citecheck.documents.formats.odt import OdtFormat
from citecheck.model.document import Document
from citecheck.model.errors import DocumentError, WriteError
from citecheck.model.repair import AddCapture, AddUrl, Capture, Change, CorrectField, ReplaceUrl
from tests.documents.formats.odt_files import h, italic, link, note, odt_file, p
from tests.documents.formats.word_files import members

URL = "https://example.org/storm?a=1&b=2"
CAPTURE = Capture(f"https://web.archive.org/web/20210503000000/{URL}")
WORDS = ("K. Lund, “Ports close for a day”, ", italic("Le Monde"), ", 3 May 2020.")


def read(data: bytes) -> Document:
    return OdtFormat().read("a.odt", data)


def changed(data: bytes, change: Change, number: int = 0) -> bytes:
    document = read(data)
    source = parse(document)[number].sources[0]
    return OdtFormat().write("a.odt", data, OdtFormat().edits(document, data, source, change))


def test_notes_have_the_numbers_that_are_printed_and_their_parts() -> None:
    own = note(2, "Own sign.").replace("<text:note-citation>2", '<text:note-citation text:label="*">2')
    document = read(odt_file(p("One.", note(1, "First."), " Two.", note("i", "At the end.", kind="endnote")) + p("Three.", own)))
    assert [(n.label, n.body, n.status, n.place.part) for n in document.notes] == [
        ("1", "First.", "present", "footnote 1"),
        ("*", "Own sign.", "present", "footnote *"),
        ("i", "At the end.", "present", "endnote i"),
    ]
    assert [m.place.part for n in document.notes for m in n.markers] == ["paragraph 1", "paragraph 2", "paragraph 1"]
    assert all(document.text[n.span.start : n.span.end] == n.raw for n in document.notes if n.span)


def test_white_space_counts_once_and_what_is_not_displayed_is_left_out() -> None:
    deleted = f"<text:tracked-changes><text:changed-region><text:deletion>{p('gone')}</text:deletion></text:changed-region></text:tracked-changes>"
    contents = f"<text:table-of-content><text:index-body>{p('1. Storms 3')}</text:index-body></text:table-of-content>"
    body = p("Po", "<text:span>rts\n   &amp; </text:span>", ' <text:s text:c="3"/>ships', "<text:tab/>sail") + "\n  "
    assert read(odt_file(deleted + contents + body)).text == "Ports & ships sail\n\n".replace("& ", "&  ")


def test_links_are_those_of_the_citation_and_italics_a_hint_on_its_title() -> None:
    data = odt_file(
        p("Said.", note(1, "Ann Okafor, ", italic("Paris, Lon"), italic("don, Rome"), ", ", link(URL, "Elm Press"), ", 2010."))
    )
    document = read(data)
    (found,) = document.notes
    assert [(found.body[h.span.start : h.span.end], h.url) for h in found.links] == [("Elm Press", URL)]
    assert [(a.url, a.label) for a in document.addresses] == [(URL, "1")]
    assert parse(document)[0].sources[0].item.title == "Paris, London, Rome"


def test_a_bibliography_and_numbered_headings_are_told_apart() -> None:
    numbered = "".join(h(f"{n}. Storms of the year") + p("Words.") for n in range(1, 5))
    document = read(odt_file(numbered + p("Said.", note(1, *WORDS)) + h("Bibliography") + p("Roth, A. (2004). Salt. Press.")))
    assert [(n.label, n.place.part) for n in document.notes] == [("1", "footnote 1"), ("u1", "paragraph 11")]


def test_a_url_is_written_as_a_link_after_its_source_and_only_the_content_changes() -> None:
    data = odt_file(p("Said.", note(1, *WORDS)), styles__xml="<a/>")
    written = changed(data, AddUrl(URL))
    document = read(written)
    assert document.notes[0].body == f"K. Lund, “Ports close for a day”, Le Monde, 3 May 2020, {URL}."
    assert [(a.url, a.label) for a in document.addresses] == [(URL, "1")]
    before, after = members(data), members(written)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["content.xml"]
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert (archive.infolist()[0].filename, archive.infolist()[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_captures_corrections_and_new_urls_keep_the_elements_around_them() -> None:
    linked = odt_file(p("Said.", note(1, "K. Lund, “", link(URL, "Ports close for a day"), "”, Le Monde, 3 May 2020.")))
    assert f"day (archived at {CAPTURE.url})”" in read(changed(linked, AddCapture(URL, CAPTURE))).notes[0].body
    assert (
        read(changed(linked, ReplaceUrl(URL, "https://example.org/new?a&b"))).notes[0].links[0].url == "https://example.org/new?a&b"
    )
    shown = odt_file(p("Said.", note(1, "K. Lund, “Ports close”, Le Monde, 3 May 2020, ", link(URL, URL), ".")))
    assert read(changed(shown, ReplaceUrl(URL, "https://example.org/new"))).notes[0].body.endswith("2020, https://example.org/new.")
    split = odt_file(p("Said.", note(1, "K. Lund, “Ports close”, Le ", italic("Mon"), "de, 3 May 2020.")))
    corrected = changed(split, CorrectField("Le Monde", "La Presse & Cie"))
    assert read(corrected).notes[0].body == "K. Lund, “Ports close”, La Presse & Cie, 3 May 2020."


def test_new_urls_are_on_the_titles_where_the_other_notes_have_them_there() -> None:
    told = [
        p("Said.", note(n, f"A. Roth, “{link(f'https://a.example/{n}', f'Storm number {n}')}”, BBC News, 3 May 2020."))
        for n in (1, 2, 3)
    ]
    data = odt_file("".join(told) + p("Said.", note(4, *WORDS)))
    assert [
        (h.url, read(data).notes[0].body[h.span.start : h.span.end]) for h in read(changed(data, AddUrl(URL), 3)).notes[3].links
    ] != []
    (title,) = read(changed(data, AddUrl(URL), 3)).notes[3].links
    assert title.url == URL


def test_values_from_services_cannot_inject_markup() -> None:
    document = read(changed(odt_file(p("Said.", note(1, *WORDS))), AddUrl('https://example.org/"></text:a>&quot;<text:p>')))
    assert [a.url.startswith("https://example.org/%22") for a in document.addresses] == [True]


def test_a_signed_file_is_read_but_not_written() -> None:
    data = odt_file(p("Said.", note(1, *WORDS)), **{"META-INF__documentsignatures.xml": "<x/>"})
    with pytest.raises(WriteError, match="signed"):
        changed(data, AddUrl(URL))


def test_comments_in_the_margin_can_suppress_findings() -> None:
    comment = (
        f'<office:annotation office:name="c"><dc:creator>Roe</dc:creator>{p("citecheck-ignore CC101: known")}</office:annotation>'
    )
    document = read(odt_file(p(comment, "Said", '<office:annotation-end office:name="c"/>', " so.", note(1, *WORDS))))
    (found,) = document.margin_comments
    assert (found.text, document.text[found.span.start : found.span.end]) == ("citecheck-ignore CC101: known", "Said")
    assert "Roe" not in document.text


def hostile() -> dict[str, bytes]:
    good = odt_file(p("Said.", note(1, *WORDS)))
    bomb = io.BytesIO(good)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Pictures/bomb.bin", b"\0" * 5_000_000)
    locked = '<manifest:manifest><manifest:file-entry><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry></manifest:manifest>'
    return {
        "truncated": good[: len(good) // 2],
        "bomb": bomb.getvalue(),
        "slip": odt_file(p(), **{"..__evil.xml": "<x/>"}),
        "entities": odt_file(p("a"), **{"content.xml": '<!DOCTYPE x [<!ENTITY a "aaaa">]><office:document-content/>'}),
        "not well-formed": odt_file("<text:p>"),
        "a sheet": odt_file(p("a"), mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        "locked": odt_file(p("a"), **{"META-INF__manifest.xml": locked}),
        "text": b"just text",
    }


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("truncated", "damaged"), ("bomb", "ZIP bomb"), ("slip", "outside the archive"), ("entities", "declares XML entities"),
        ("not well-formed", "not valid XML"), ("a sheet", "not an OpenDocument text"), ("locked", "password-protected"), ("text", "not an OpenDocument text"),
    ],
)  # fmt: skip
def test_hostile_and_broken_files_are_refused_with_one_line(name: str, said: str) -> None:
    with pytest.raises(DocumentError, match=said) as told:
        read(hostile()[name])
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<text:span>", "</text:span>"), ('<text:a xlink:href="https://a.b/">', "</text:a>"), ("<text:p>", "</text:p>"),
        ("<text:note><text:note-body>", "</text:note-body></text:note>"), ("<office:annotation>", "</office:annotation>"),
        ("<text:table-of-content>", "</text:table-of-content>"),
    ],
)  # fmt: skip
def test_deep_nesting_is_read_quickly(opening: str, closing: str) -> None:
    begun = time.process_time()
    read(odt_file(p(opening * 20_000, "x", closing * 20_000)))
    assert time.process_time() - begun < 3

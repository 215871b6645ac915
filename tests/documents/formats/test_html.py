"""HTML: notes in every markup, displayed labels, URLs with their spans, repairs."""

import time
from datetime import date

import pytest

from citecheck.citations.parse import parse
from citecheck.documents.formats.html import HtmlFormat
from citecheck.model.document import Document, NoteText
from citecheck.model.repair import AddCapture, AddUrl, Capture, Change, ReplaceUrl

URL = "https://example.org/storm"
CAPTURE = Capture(f"https://web.archive.org/web/20210503000000/{URL}", date(2021, 5, 3))

PANDOC = """<p>Said.<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a></p>
<section id="footnotes" class="footnotes" role="doc-endnotes"><hr /><ol>
<li id="fn1"><p>K. Lund, <em>Ports &amp; <a href="https://example.org/p">ships</a></em>, 2020.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li>
</ol></section>"""
MEDIAWIKI = """<p>Said.<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup> <sup id="cite_ref-x_2-0" class="reference"><a href="#cite_note-x-2">[2]</a></sup>
<sup id="cite_ref-x_2-1" class="reference"><a href="#cite_note-x-2">[2]</a></sup></p><ol class="references">
<li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b></span> <span class="reference-text">One, BBC.</span></li>
<li id="cite_note-x-2"><span class="mw-cite-backlink">^ <a href="#cite_ref-x_2-0"><sup><i><b>a</b></i></sup></a> <a href="#cite_ref-x_2-1"><sup><i><b>b</b></i></sup></a></span>
<span class="reference-text">Two, BBC.<span title="ctx_ver=Z39" class="Z3988"><span style="display:none;">&#160;</span></span></span></li></ol>"""
WORD = """<p>Said<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>.</p><div><br clear=all><hr>
<div id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> A. Roth, Title, 2020.</p></div></div>"""
SPIP = """<p>Dit [<a href="#nb1" id="nh1" class="spip_note" rel="footnote">1</a>].</p><div class="notes"><div id="nb1"><p><span class="spip_note_ref">[<a href="#nh1" class="spip_note">1</a>]&nbsp;</span>Voir Roth, 2020.</p></div></div>"""
EPUB = """<p>Said<a epub:type="noteref" href="#n1">*</a></p><aside epub:type="footnote" id="n1"><p>* A. Roth, Title, 2020.</p></aside>"""
OLD = """<p>Said <a href="#1">[1]</a>, again <a href="#2">[2]</a>.</p><p><a name="1">[1]</a> A. Roth, Title, 2020.<br><a name="2">[2]</a> B. Roth, Other, 2021.</p>"""


def read(text: str) -> Document:
    return HtmlFormat().read("a.html", text.encode())


def bodies(text: str) -> dict[str, str]:
    return {note.label: note.body for note in read(text).notes}


def changed(text: str, change: Change, note: int = 0, source: int = 0) -> str:
    document = read(text)
    cited = parse(document)[note].sources[source]
    return HtmlFormat().write("a.html", text.encode(), HtmlFormat().edits(document, text.encode(), cited, change)).decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PANDOC, {"1": ("K. Lund, Ports & ships, 2020.", 1)}),
        (MEDIAWIKI, {"1": ("One, BBC.", 1), "2": ("Two, BBC.", 2)}),
        (WORD, {"1": ("A. Roth, Title, 2020.", 1)}),
        (SPIP, {"1": ("Voir Roth, 2020.", 1)}),
        (EPUB, {"*": ("A. Roth, Title, 2020.", 1)}),
        (OLD, {"1": ("A. Roth, Title, 2020.", 1), "2": ("B. Roth, Other, 2021.", 1)}),
    ],
    ids=["pandoc", "mediawiki", "word", "spip", "epub", "anchors"],
)
def test_notes_in_every_markup_are_found(text: str, expected: dict[str, tuple[str, int]]) -> None:
    notes = read(text).notes
    assert {n.label: (n.body, len(n.markers)) for n in notes} == expected
    assert all(n.status == "present" and n.span and text[n.span.start : n.span.end] == n.raw for n in notes)


def test_every_character_of_a_body_has_its_offset() -> None:
    (note,) = read(PANDOC).notes
    assert all(
        PANDOC[at] == char or (char, PANDOC[at]) == ("&", "&") or char == " "
        for char, at in zip(note.body, note.offsets, strict=True)
    )
    (link,) = note.links
    assert (note.body[link.span.start : link.span.end], link.url) == ("ships", "https://example.org/p")


def test_a_marker_without_its_note_is_a_missing_note() -> None:
    text = PANDOC.replace("<p>Said.", '<p>More.<a href="#fn2" class="footnote-ref"><sup>2</sup></a> Said.')
    missing: NoteText = next(n for n in read(text).notes if n.label == "2")
    assert (missing.status, len(missing.markers), missing.markers[0].place.line) == ("missing", 1, 1)


def test_a_numbered_menu_is_not_a_list_of_notes() -> None:
    text = '<ul><li><a href="#a">1</a></li><li><a href="#b">2</a></li></ul><h2 id="a">One</h2><p>x</p><h2 id="b">Two</h2><p>y</p>'
    assert read(text).notes == ()


def test_references_under_their_heading_and_numbered_paragraphs_are_read() -> None:
    items = "<li>Lund, K. (2020). Bread. BBC.</li><li>Roth, A. (2021). Salt. BBC.</li>"
    assert bodies(f"<h1>Bread</h1><ol><li>Mix.</li></ol><h2>References</h2><ul>{items}</ul>") == {
        "u1": "Lund, K. (2020). Bread. BBC.",
        "u2": "Roth, A. (2021). Salt. BBC.",
    }
    text = "<p>Said [1] so [2].</p><p>[1] A. Roth, Title, BBC, 1 May 2020.</p><p>[2] B. Roth, <i>Other</i>, BBC, 2 May 2021.</p>"
    assert bodies(text) == {"1": "A. Roth, Title, BBC, 1 May 2020.", "2": "B. Roth, Other, BBC, 2 May 2021."}


def test_every_url_is_found_with_its_span_except_in_scripts_and_comments() -> None:
    text = (
        "<a href='https://example.org/a?x=1&amp;y=2'>https://example.org/shown</a> https://example.org/b, <img src=//example.org/c.png>"
        '<script>var a = "https://example.org/no";</script><!-- https://example.org/no --><a href="/relative">r</a>'
    )
    addresses = read(text).addresses
    assert [a.url for a in addresses] == ["https://example.org/a?x=1&y=2", "https://example.org/b", "https://example.org/c.png"]
    assert [text[a.span.start : a.span.end] for a in addresses] == [
        "https://example.org/a?x=1&amp;y=2",
        "https://example.org/b",
        "//example.org/c.png",
    ]


def test_the_declared_encoding_is_used_and_kept() -> None:
    data = '<meta charset="iso-8859-5"><ol class="references"><li>Рот, Соль, 2020</li></ol>'.encode("iso-8859-5")
    document = HtmlFormat().read("a.html", data)
    assert document.notes[0].body == "Рот, Соль, 2020"
    assert HtmlFormat().write("a.html", data, ()) == data


def test_a_url_is_written_as_a_link_after_its_source_or_on_the_title_as_in_the_other_notes() -> None:
    bare = '<ol class="references"><li>K. Lund, “Ports close for a day”, <i>Le Monde</i>, 3 May 2020.</li></ol>'
    assert changed(bare, AddUrl(URL)) == bare.replace("2020.", f'2020, <a href="{URL}">{URL}</a>.')
    linked = '<ol class="references">' + "".join(
        f'<li>A. Roth, “<a href="https://example.org/{n}">Title number {n}</a>”, <i>BBC News</i>, {n} May 2020.</li>'
        for n in (1, 2)
    )
    text = f"{linked}<li>K. Lund, “Ports close for a day”, <i>Le Monde</i>, 3 May 2020.</li></ol>"
    assert changed(text, AddUrl(URL), note=2) == text.replace("Ports close for a day", f'<a href="{URL}">Ports close for a day</a>')


def test_a_capture_is_a_link_or_on_request_attributes() -> None:
    text = (
        f'<ol class="references"><li>K. Lund, “<a href="{URL}">Ports close for a day</a>”, <i>Le Monde</i>, 3 May 2020.</li></ol>'
    )
    assert changed(text, AddCapture(URL, CAPTURE)) == text.replace(
        "</a>", f'</a> (archived at <a href="{CAPTURE.url}">{CAPTURE.url}</a>)'
    )
    asked = Capture(CAPTURE.url, CAPTURE.date, attributes=True)
    written = changed(text, AddCapture(URL, asked))
    assert written == text.replace(f'"{URL}">', f'"{URL}" data-versionurl="{CAPTURE.url}" data-versiondate="2021-05-03">')
    assert read(written).notes[0].links[0].archive_url == CAPTURE.url
    assert changed(written, AddCapture(URL, asked)) == written


def test_a_link_text_that_shows_the_old_url_is_replaced() -> None:
    text = '<ol class="references"><li>K. Lund, “Ports close for a day”, 3 May 2020, <a href="http://example.org/storm">http://example.org/storm</a></li></ol>'
    assert changed(text, ReplaceUrl("http://example.org/storm", URL)) == text.replace("http:", "https:")


@pytest.mark.parametrize(
    "url", ['https://example.org/"><script>x</script>', "https://example.org/' onclick='x", "https://example.org/&quot;&lt;"]
)
def test_values_from_services_cannot_inject_markup(url: str) -> None:
    text = '<ol class="references"><li>K. Lund, “Ports close for a day”, <i>Le Monde</i>, 3 May 2020.</li></ol>'
    written = changed(text, AddUrl(url))
    assert "<script" not in written
    assert "onclick='" not in written
    assert len(read(written).addresses) == 1


HOSTILE = pytest.mark.parametrize(
    "text",
    ["<div>" * 100_000, "<" * 500_000, '<a href="' * 50_000, "<p><b>" * 50_000, "<!--" * 50_000, "<script>" * 20_000, "&" * 300_000, "<li><span>" * 30_000, '<a href="#fn1"><sup>1</sup></a>' * 10_000],
    ids=["nested", "brackets", "quotes", "open", "comments", "scripts", "entities", "items", "markers"],
)  # fmt: skip


@HOSTILE
def test_hostile_pages_are_read_quickly(text: str) -> None:
    text = text[: len(text) // 4]
    begun = time.process_time()
    read(f'{text}<ol class="references"><li>{text[:1000]}</li></ol>')
    assert time.process_time() - begun < 2


@pytest.mark.slow
@HOSTILE
def test_long_hostile_pages_are_read_quickly(text: str) -> None:
    begun = time.process_time()
    read(f'{text}<ol class="references"><li>{text[:1000]}</li></ol>')
    assert time.process_time() - begun < 8


def test_bibliography_entries_have_their_keys_and_need_not_be_called() -> None:
    page = (
        '<p>So <span class="bibtex-citation">[<a class="reference internal" href="#id11">Doe21</a>]</span>.'
        '<a class="footnote-reference" href="#n1" role="doc-noteref"><span>[</span>1<span>]</span></a></p>'
        '<div role="list"><div class="citation" id="id11" role="doc-biblioentry"><span class="label"><span>[</span>'
        '<a role="doc-backlink" href="#id1">Doe21</a><span>]</span></span><p>Jane Doe. Closing mills. 2021.</p></div>'
        '<div id="ref-roe2020" class="csl-entry" role="doc-biblioentry">Roe, Kim. 2020. <em>Bread</em>.</div></div>'
        '<aside id="n1" role="doc-footnote"><span class="label">[<a role="doc-backlink" href="#r1">1</a>]</span><p>A note.</p></aside>'
    )
    told = [
        (note.label, note.status, note.body.strip(), len(note.markers)) for note in HtmlFormat().read("a.html", page.encode()).notes
    ]
    assert told == [
        ("Doe21", "present", "Jane Doe. Closing mills. 2021.", 1),
        ("roe2020", "present", "Roe, Kim. 2020. Bread.", 0),
        ("1", "present", "A note.", 1),
    ]


def test_an_unquoted_url_continues_after_its_first_equals_sign() -> None:
    text = "<p><a href=https://a.example/w?v=1&b=2>x</a> <a class=k href=https://a.example/?q='a'=/>y</a></p>"
    assert [a.url for a in read(text).addresses] == ["https://a.example/w?v=1&b=2", "https://a.example/?q='a'=/"]
    assert [text[a.span.start : a.span.end] for a in read(text).addresses] == [a.url for a in read(text).addresses]


def test_a_parameter_of_a_url_is_no_entity() -> None:
    text = '<a href="https://a.example/?a=1&section=2&copy=3&amp;d=4&lt">x</a> https://b.example/?a=1&section=2'
    assert [a.url for a in read(text).addresses] == [
        "https://a.example/?a=1&section=2&copy=3&d=4<",
        "https://b.example/?a=1&section=2",
    ]


@pytest.mark.parametrize("tag", ["code", "pre", "kbd", "samp"])
def test_a_url_in_code_is_no_link(tag: str) -> None:
    around = f"<p>{'Words. ' * 30}</p>"
    assert not read(f"{around}<{tag}>curl https://a.example/x</{tag}>").addresses
    assert len(read(f'{around}<{tag}><a href="https://a.example/x">x</a></{tag}>').addresses) == 1


def test_an_arrow_back_is_no_part_of_a_url() -> None:
    for arrow in ("↩", "&#8617;&#xFE0E;", "⏎", "^"):
        text = f'<p>x<sup><a href="#fn1" id="r1">1</a></sup></p><ol><li id="fn1">A. Roth, 2020, https://a.example/x.<a href="#r1">{arrow}</a></li></ol>'
        (note,) = read(text).notes
        assert note.body == "A. Roth, 2020, https://a.example/x."
        assert [a.url for a in read(text.replace('<a href="#r1">', "<b>")).addresses] == ["https://a.example/x"]


def test_line_ends_in_an_address_are_no_part_of_it() -> None:
    text = '<p>See <a href="https://a.example/long\n\tpath">the report</a>.</p>'
    assert [address.url for address in HtmlFormat().read("a.html", text.encode()).addresses] == ["https://a.example/longpath"]


def test_latin_1_of_a_page_is_windows_1252_as_in_browsers() -> None:
    data = '<meta charset="iso-8859-1"><p>The “last” word.</p>'.encode("cp1252")
    assert "“last”" in HtmlFormat().read("a.html", data).text

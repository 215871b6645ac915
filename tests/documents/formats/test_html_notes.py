"""HTML: which elements are notes and calls, and which only look like them."""

import pytest

from citecheck.app import wiring
from citecheck.documents.formats.html import HtmlFormat
from citecheck.model.document import Document

NOTED = (
    '<p>x<a href="#n1" role="doc-noteref">1</a></p><section role="doc-endnotes"><ol><li id="n1">A. Roth, 2020.</li></ol></section>'
)


def read(text: str) -> Document:
    return HtmlFormat().read("a.html", text.encode())


def bodies(text: str) -> dict[str, str]:
    return {note.label: note.body for note in read(text).notes}


def test_a_box_with_the_role_note_is_no_note() -> None:
    box = '<div role="note" class="hatnote">This is about ships.</div>'
    assert bodies(box + NOTED) == bodies(NOTED) == {"1": "A. Roth, 2020."}
    assert not bodies(box)
    assert bodies(box + '<p>x<a href="#n1" role="doc-noteref">1</a></p><aside role="note" id="n1">A. Roth, 2020.</aside>') == {
        "1": "A. Roth, 2020."
    }


DOCUTILS = """<p>One <a class="brackets" href="#f-1" id="r-1" role="doc-noteref">[1]</a>.</p>
<aside class="footnote brackets" id="f-1" role="doc-footnote"><span class="label">[<a role="doc-backlink" href="#r-1">1</a>]</span><p>A. Roth, 2020.</p></aside>
<aside class="footnote brackets" id="f-2" role="doc-footnote"><span class="label">[2]</span><span class="backrefs">(<a role="doc-backlink" href="#r-2">1</a>,<a role="doc-backlink" href="#r-3">2</a>)</span><p>B. Roth, 2021.</p></aside>
<p>Two <a class="brackets" href="#f-2" id="r-2" role="doc-noteref">[2]</a> and <a class="brackets" href="#f-2" id="r-3" role="doc-noteref">[2]</a>.</p>"""
BEFORE = """<p><a id="fn1" href="#r1">1</a>. A. Roth, 2020.</p><p><a id="fn2" href="#r2">2</a>. B. Roth, 2021.</p>
<p>One<sup><a id="r1" href="#fn1">1</a></sup> and two<sup><a id="r2" href="#fn2">2</a></sup>.</p>"""


@pytest.mark.parametrize(("text", "calls"), [(DOCUTILS, (1, 2)), (BEFORE, (1, 1))], ids=["docutils", "anchors"])
def test_notes_may_precede_their_calls(text: str, calls: tuple[int, int]) -> None:
    notes = read(text).notes
    assert [(n.label, n.status, n.body, len(n.markers)) for n in notes] == [
        ("1", "present", "A. Roth, 2020.", calls[0]),
        ("2", "present", "B. Roth, 2021.", calls[1]),
    ]


def test_an_uncalled_note_beside_called_ones_is_read() -> None:
    text = """<p>One<sup><a href="#fn1" name="r1">1</a></sup>.</p><div>
<p><a href="#r1" name="fn1">1</a>. A. Roth, Salt, 2020.</p><p><a href="#r2" name="fn2">2</a>. B. Roth, Tin, 2021.</p></div>"""
    assert [(n.label, n.status) for n in read(text).notes] == [("1", "present"), ("2", "unreferenced")]


def test_groups_of_mediawiki_have_the_labels_that_a_reader_sees() -> None:
    call = '<sup class="reference" id="cite_ref-{0}"><a href="{2}#cite_note-{0}"><span>[</span>{1}<span>]</span></a></sup>'
    back = '<span class="mw-cite-backlink" rel="mw:referencedBy"><a href="./P#cite_ref-{0}"><span>1 </span></a><a href="./P#cite_ref-{0}b"><span>2 </span></a></span>'
    for page in ("", "./P"):
        labels = {"1": "note 1", "2": "nb 2", "x-3": "1", "4": "a"}
        calls = "".join(call.format(key, label, page) for key, label in labels.items())
        items = "".join(f'<ol class="references"><li id="cite_note-{key}">{back.format(key)} N{key}.</li></ol>' for key in labels)
        assert bodies(f"<p>{calls}</p>{items}") == {label: f"N{key}." for key, label in labels.items()}


def test_definition_lists_contain_references() -> None:
    terms = """<dl><dt id="E1">[E1]</dt><dd>A. Roth, “<a href="https://a.example/">Salt</a>”, March 1997.</dd>
<dt id="E2">[E2]</dt><dd>B. Roth, “Tin”, May 2000.</dd></dl>"""
    headed = f"<h2>References</h2><h3>Normative</h3>{terms}<h2>Contact</h2><p>Us.</p>"
    expected = {"E1": "A. Roth, “Salt”, March 1997.", "E2": "B. Roth, “Tin”, May 2000."}
    assert bodies(f"<p>Words.</p>{headed}") == expected
    called = read(f'<p>See [<a href="#E1">E1</a>].</p>{terms}')
    assert {n.label: (n.body, n.status, len(n.markers)) for n in called.notes} == {
        "E1": (expected["E1"], "present", 1),
        "E2": (expected["E2"], "present", 0),
    }
    behind = read(f'{terms}<p>See [<a href="#E2">E2</a>].</p>')
    assert {n.label: (n.status, len(n.markers)) for n in behind.notes} == {"E1": ("present", 0), "E2": ("present", 1)}
    numbered = '<p>x<a class="footnote-reference brackets" href="#id2" id="id1">1</a></p><dl class="footnote"><dt class="label" id="id2"><span class="brackets"><a class="fn-backref" href="#id1">1</a></span></dt><dd><p>A. Roth, 2020.</p></dd></dl>'
    assert bodies(numbered) == {"1": "A. Roth, 2020."}


def test_code_headings_and_numbers_in_tables_are_no_notes() -> None:
    around = f"<p>See [1] and [2]. {'Words. ' * 30}</p>"
    for apart in (
        "<pre>1. First, 2020\n2. Second, 2021\n</pre>",
        "<h2>1. What, then, is it?</h2><p>x</p><h2>2. What, then, was it?</h2><p>x</p>",
        "<table><tr>\n<td>1</td>\n<td>2, 2020</td></tr>\n<tr>\n<td>2</td>\n<td>3, 2020</td></tr></table>",
    ):
        assert not bodies(around + apart)


def test_dates_of_a_list_of_stories_are_no_labels() -> None:
    stories = "".join(
        f"<p>{day} Nov 2017, 6:17pm</p><p><a href='/s{day}'>Ports close, again, for the winter</a></p>" for day in (20, 21, 22)
    )
    assert not bodies(f"<p>{'Words. ' * 30}</p>{stories}")


AROUND = f"<p>{'Words. ' * 30}</p>"


@pytest.mark.parametrize(
    "text",
    [
        '<nav><ul class="references"><li><a href="/a">One, 2020, by us.</a></li></ul></nav>',
        '<div class="notes"><h3>Release</h3><ul><li>Fixed a fault</li><li>Added a thing</li></ul></div>',
        '<p id="note-1">First remark</p><p id="note-2">Second</p>',
    ],
)
def test_a_class_or_an_identifier_alone_makes_no_notes(text: str) -> None:
    assert not bodies(AROUND + text)


def test_letters_in_brackets_are_labels() -> None:
    text = """<p>One<a href="#_edn1" name="_ednref1">[i]</a> two<a href="#_edn2" name="_ednref2">[ii]</a></p>
<p><a href="#_ednref1" name="_edn1">[i]</a> A. Roth, 2020.</p><p><a href="#_ednref2" name="_edn2">[ii]</a> B. Roth, 2021.</p>"""
    assert bodies(text) == {"i": "A. Roth, 2020.", "ii": "B. Roth, 2021."}


def test_rows_of_a_table_are_notes_if_they_are_long_enough() -> None:
    rows = "".join(f"<tr><td>[{n}]</td><td>A. Roth, Salt, Tide Post, 3 May 202{n}.</td></tr>" for n in (1, 2))
    assert bodies(f"<p>One [1], two [2].</p><table>{rows}</table>") == {n: f"A. Roth, Salt, Tide Post, 3 May 202{n}." for n in "12"}


def test_a_link_back_of_a_page_that_names_itself_is_no_text() -> None:
    text = (
        '<p>x<sup><a href="p.html#fn1">1</a></sup></p><p><a name="fn1"></a>1. A. Roth, 2020. <a href="p.html#ref1">(back)</a></p>'
    )
    assert bodies(text) == {"1": "A. Roth, 2020."}


LETTERED = '<p>One<a id="a{n}" href="#f{n}">[{label}]</a>.</p>'
NOTE = '<div class="footnote"><p><a id="f{n}"></a><a href="#a{n}">[{label}]</a> K. Roe, Weirs, 200{n}.</p></div>'


def test_a_lost_note_with_a_letter_is_missing_beside_others_with_letters() -> None:
    calls = "".join(LETTERED.format(n=n, label=label) for n, label in enumerate("ABC"))
    notes = "".join(NOTE.format(n=n, label=label) for n, label in enumerate("ABC") if label != "B")
    assert [(note.label, note.status) for note in read(calls + notes).notes if note.status == "missing"] == [("B", "missing")]


def test_a_link_back_is_no_call_whatever_its_role() -> None:
    call = '<p>One<sup><a href="#e1" id="r1" class="footnote_link">1</a></sup> goes on.</p>'
    note = '<p id="e1"><a epub:type="noteref" href="#r1"><sup>1</sup></a>K. Roe, Weirs, 2001.</p>'
    assert bodies(call + note) == {"1": "K. Roe, Weirs, 2001."}


@pytest.mark.parametrize(
    "back",
    [
        '<span rel="mw:referencedBy"><a href="./A#cite_ref-x_1-0"><span>1 </span></a><a href="./A#cite_ref-x_1-1"><span>2 </span></a></span>',
        '<em>(<a class="fn-backref" href="#cite_ref-x_1-0">1</a>, <a class="fn-backref" href="#cite_ref-x_1-1">2</a>)</em>',
        '<a href="#cite_ref-x_1-0">↩</a> <a href="#cite_ref-x_1-1">↩<sup>2</sup></a>',
    ],
)
def test_links_back_to_two_calls_are_no_text(back: str) -> None:
    call = '<sup id="cite_ref-x_1-{}"><a href="#cite_note-x-1">[1]</a></sup>'
    text = (
        f'<p>A{call.format(0)} B{call.format(1)}</p><ol class="references"><li id="cite_note-x-1">{back} A. Roth, 2020.</li></ol>'
    )
    assert bodies(text) == {"1": "A. Roth, 2020."}


@pytest.mark.parametrize("number", ["1", '<a class="fn-backref" href="#id1">1</a>'])
def test_the_term_of_a_sphinx_note_is_its_label(number: str) -> None:
    term = f'<dt class="label" id="id2"><span class="brackets">{number}</span><span class="fn-backref">(<a href="#id1">1</a>)</span></dt>'
    text = f'<p>A<a class="footnote-reference" href="#id2" id="id1">1</a></p><dl class="footnote">{term}<dd><p>A. Roth, 2020.</p></dd></dl>'
    assert bodies(text) == {"1": "A. Roth, 2020."}


@pytest.mark.parametrize(("main", "also"), [("", {}), (' id="cite_note-r-1"', {"1": "A. Roth, 2020."})], ids=["detail", "both"])
def test_a_sub_reference_of_mediawiki_has_the_text_that_it_is_a_detail_of(main: str, also: dict[str, str]) -> None:
    calls = '<sup id="cite_ref-r-0"><a href="#cite_note-r-1">[1]</a></sup>' if main else ""
    calls += '<sup id="cite_ref-2"><a href="#cite_note-2">[1.1]</a></sup>'
    detail = '<ol class="mw-subreference-list"><li id="cite_note-2"><span class="mw-cite-backlink"><a href="#cite_ref-2">↑</a></span> p. 5</li></ol>'
    head = '<span class="mw-cite-backlink"><a href="#cite_ref-r-0">↑</a></span>' if main else ""
    text = f'<p>A{calls}</p><ol class="references"><li{main}>{head} A. Roth, 2020.{detail}</li></ol>'
    assert bodies(text) == {**also, "1.1": "A. Roth, 2020. p. 5"}


def test_the_main_text_of_sub_references_is_a_note_only_if_it_is_called() -> None:
    detail = '<ol class="mw-subreference-list"><li id="cite_note-2">p. 5</li></ol>'
    call = '<sup id="cite_ref-2"><a href="./Salt#cite_note-2">[1.1]</a></sup>'
    text = f'<p>A{call}</p><ol class="references"><li id="cite_note-r-1">A. Roth, 2020.{detail}</li></ol>'
    assert bodies(text) == {"1.1": "A. Roth, 2020. p. 5"}


@pytest.mark.parametrize("name", ["a_&amp;_b", "O'Brien_(2001)", "Smith,_p._5", "%C3%84", "{{x}}"])
def test_notes_of_a_saved_page_may_have_any_name(name: str) -> None:
    call = f'<sup class="reference" id="cite_ref-{name}_1-0"><a href="./Salt#cite_note-{name}-1">[1]</a></sup>'
    notes = read(f'<p>A{call}</p><ol class="references"><li id="cite_note-{name}-1">A. Roth, 2020.</li></ol>').notes
    assert [(note.label, note.body, len(note.markers)) for note in notes] == [("1", "A. Roth, 2020.", 1)]


def test_a_note_may_call_one_before_it() -> None:
    call = '<sup class="reference" id="cite_ref-{0}"><a href="#cite_note-{0}">[{0}]</a></sup>'
    items = "".join(
        f'<li id="cite_note-{n}">{body}</li>' for n, body in ((1, "A. Roth, 2020."), (2, f"B. Moor, 2021.{call.format(1)}"))
    )
    notes = read(f'<p>A{call.format(2)}</p><ol class="references">{items}</ol>').notes
    assert [(note.label, note.status) for note in notes] == [("1", "present"), ("2", "present")]


def test_an_index_of_the_sites_own_pages_is_no_list_of_references() -> None:
    items = "".join(f'<li><a href="{{0}}#m{n}">method{n}</a></li>' for n in range(4))
    assert not bodies(f"<ul>{items.format('api.html')}</ul>")
    assert len(bodies(f"<ul>{items.format('https://a.example/')}</ul>")) == 4


def test_a_row_whose_head_has_the_number_is_a_note() -> None:
    rows = "".join(
        f'<tr><th><a id="footnote_plugin_reference_1_{n}" href="#r+1+{n}" class="footnote_backlink"><span>↑</span>{n}</a></th>'
        f"<td>{words}</td></tr>"
        for n, words in ((1, "Okafor, A. Rivers. 2010."), (2, "Ito, B. Bread. 2012."))
    )
    calls = "".join(f'<sup><a href="#footnote_plugin_reference_1_{n}">{n}</a></sup>' for n in (1, 2))
    assert bodies(f"<p>Text.{calls}</p><table>{rows}</table>") == {"1": "Okafor, A. Rivers. 2010.", "2": "Ito, B. Bread. 2012."}


def test_notes_whose_calls_are_in_another_file_are_notes() -> None:
    notes = "".join(
        f'<div class="footnote"><a href="chapter_3.html#ref_ftn_fn{n}" id="ftn_fn{n}">{n}</a>\n<p>{words}</p></div>'
        for n, words in ((72, "Okafor, A. Rivers. 2010."), (73, "Ito, B. Bread. 2012."))
    )
    assert bodies(f'<div class="footnotes">{notes}</div>') == {"72": "Okafor, A. Rivers. 2010.", "73": "Ito, B. Bread. 2012."}


def test_lists_under_several_headings_and_in_a_file_named_for_references_are_all_found() -> None:
    items = "".join(f"<li>Lund, Eva. Harbours of the North {n}. Pine Press, 200{n}.</li>" for n in (1, 2))
    page = f"<nav><ul><li>Home, 2004, more, and more</li></ul></nav><h2>Old</h2><ul>{items}</ul><h2>New</h2><ul>{items}</ul>"
    assert [note.label for note in wiring.read_document("bibliography.html", page.encode()).notes] == ["u1", "u2", "u3", "u4"]
    two = f"<h2>Sources</h2><ul>{items}</ul><h2>Text</h2><p>Mills.</p><h2>Further reading</h2><ul>{items}</ul>"
    assert [note.label for note in wiring.read_document("a.html", two.encode()).notes] == ["u1", "u2", "u3", "u4"]


@pytest.mark.parametrize(
    "notes",
    [
        "<h3>Notes</h3><p><sup>1</sup> A. Roth, “Salt”, 3 May 2020.</p><p><sup>2</sup> B. Roth, “Tin”, 3 May 2021.</p>",
        "<hr><p><sup>1</sup> A. Roth, “Salt”, 3 May 2020.</p><p><sup>2</sup> B. Roth, “Tin”, 3 May 2021.</p>",
        "<h3>Notes</h3><p><sup>1</sup> A. Roth, “Salt”, 3 May 2020.<br><sup>2</sup> B. Roth, “Tin”, 3 May 2021.</p>",
        "<div><sup>1</sup> A. Roth, “Salt”, 3 May 2020.</div><div><sup>2</sup> B. Roth, “Tin”, 3 May 2021.</div>",
        "<h3>Notes</h3><ol><li>A. Roth, “Salt”, 3 May 2020.</li><li>B. Roth, “Tin”, 3 May 2021.</li></ol>",
    ],
)
def test_raised_numbers_without_links_are_labels_and_calls(notes: str) -> None:
    found = read(f"<p>Words<sup>1</sup> and 10<sup>2</sup> more.<sup>2</sup></p>{notes}").notes
    assert [(n.label, n.status, len(n.markers), n.body) for n in found] == [
        ("1", "present", 1, "A. Roth, “Salt”, 3 May 2020."),
        ("2", "present", 1, "B. Roth, “Tin”, 3 May 2021."),
    ]


def test_notes_that_stand_where_they_are_called_are_read() -> None:
    tufte = '<label for="s" class="sidenote-number"></label><input id="s"/><span class="sidenote">A. Roth, <a href="https://a.example/">Salt</a>, 2020.</span>'
    latexml = (
        '<span id="footnote2" class="ltx_note ltx_role_footnote"><sup class="ltx_note_mark">2</sup><span class="ltx_note_outer"><span class="ltx_note_content">'
        '<sup class="ltx_note_mark">2</sup><span class="ltx_tag ltx_tag_note">2</span>B. Roth, Tin, 2021.</span></span></span>'
    )
    found = read(
        f'<p>One.{tufte} Two.{latexml} See [<a href="#bib.bib1">1</a>].</p><ul><li id="bib.bib1" class="ltx_bibitem">[1] C. Lund.</li></ul>'
    )
    assert [(n.label, n.body, len(n.markers)) for n in found.notes] == [
        ("1", "A. Roth, Salt, 2020.", 1),
        ("2", "B. Roth, Tin, 2021.", 1),
        ("1 (2)", "C. Lund.", 1),
    ]
    assert bodies('<div class="sidenote"><p>A box beside the text, 3 May 2020, <b>bold</b>.</p></div><p>Words.</p>') == {}


def test_a_called_note_without_a_role_beside_notes_with_one_is_read() -> None:
    text = '<p>One<a role="doc-noteref" href="#a">1</a> two<a role="doc-noteref" href="#b">2</a>.</p><aside role="doc-footnote" id="a">A. Roth, Salt, 2020.</aside><p id="b">B. Roth, Tin, 2021.</p>'
    assert bodies(text) == {"1": "A. Roth, Salt, 2020.", "2": "B. Roth, Tin, 2021."}


def test_raised_numbers_that_restart_in_each_chapter_are_no_duplicates() -> None:
    chapter = "<h1>{0}</h1><p>Words<sup>1</sup>.</p><p><sup>1</sup> A. Roth, “Salt”, {1} May 2020.</p>"
    found = read(chapter.format("One", 3) + chapter.format("Two", 4)).notes
    assert [(n.status, n.body) for n in found] == [
        ("present", "A. Roth, “Salt”, 3 May 2020."),
        ("present", "A. Roth, “Salt”, 4 May 2020."),
    ]


def test_a_call_of_a_note_on_another_page_tells_none_as_missing() -> None:
    call = '<sup><a href="{}#fn{}">{}</a></sup>'.format
    text = f'<p>A{call("", 1, 1)} and B{call("notes.html", 12, 12)}.</p><ol><li id="fn1">Eva Lund, Harbours (Oslo: Pine, 1999).</li></ol>'
    assert [(note.label, note.status) for note in read(text).notes] == [("1", "present")]


def test_typed_calls_of_notes_on_another_page_make_no_notes_of_a_list() -> None:
    text = "".join(f'<p>It says so.<a href="notes.htm#0{at}"><sup>[{at}]</sup></a></p>' for at in range(1, 8))
    assert not read(f"{text}<p>Because:</p><p>1. He told him so;</p><p>2. She did so;</p><p>3. They gave all.</p>").notes


@pytest.mark.parametrize("word", ["{}", "[{}]", "back"])
def test_notes_that_answer_the_calls_of_other_pages_are_notes(word: str) -> None:
    link = '<a href="chapter1.html#ref{0}" id="ftn{0}">{1}</a>'.format
    notes = ["See Appendix I.", "Brehm, iv. 567.", "An old friend told me so.", "Bates, p. 151."]
    text = "".join(f'<div class="footnote">{link(at, word.format(at))} <p>{note}</p></div>' for at, note in enumerate(notes, 1))
    assert [note.status for note in read(f"<div>{text}</div>").notes] == ["present"] * 4

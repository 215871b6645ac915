"""Lists of references in HTML that no markup identifies: their entries are found, and what stands around them is none."""

import pytest

from citecheck.app import wiring

CITED = (
    "Roth, A. (1997). <em>Salt</em>. Moor Press.",
    "Lund, C. (2004). “Tin.” <em>Harbour Studies</em> 12, 3–9.",
    "Okafor, B. (2011). <em>Rivers</em>. Dale: Quay.",
)


def listed(around: str) -> str:
    return "".join(around.format(one) for one in CITED)


def notes_of(body: str) -> int:
    return len(wiring.read_document("a.html", f"<body>{body}</body>".encode()).notes)


@pytest.mark.parametrize(
    "around", ["<p>{}</p>", "<div>{}</div>", '<div class="ref">{}</div>', "<div><div>{}</div></div>", "<li>{}</li>"]
)
@pytest.mark.parametrize(
    "heading", ["<h1>References</h1>", "<header><h1>Referanser</h1></header>", "<h2>Annotated Bibliography</h2>"]
)
def test_blocks_of_every_kind_under_a_heading_for_references_are_entries(heading: str, around: str) -> None:
    menu = '<nav><h4>References</h4><ul><li><a href="a.html">Home</a></li><li><a href="b.html">Maps</a></li></ul></nav>'
    assert notes_of(f"{menu}<h1>Rivers</h1><p>Text.</p>{heading}{listed(around)}") == len(CITED)


@pytest.mark.parametrize(
    "around",
    [
        "<section>{}</section>",
        "<article>{}</article>",
        "<blockquote>{}</blockquote>",
        "<div>{}<br></div>",
        "<div><b>1</b><br>{}</div>",
    ],
)
def test_blocks_that_hold_only_text_and_line_breaks_are_entries(around: str) -> None:
    assert notes_of(f"<h2>References</h2>{listed(around)}") == len(CITED)


def test_blocks_of_a_page_named_as_one_of_references_are_entries() -> None:
    page = f"<body><div class='title'>Text</div>{listed('<div>{}</div>')}"
    assert len(wiring.read_document("literatuurlijst.html", page.encode()).notes) == len(CITED)


def test_entries_of_a_csl_processor_are_entries_whatever_stands_above_them() -> None:
    entries = "".join(f'<div id="ref-{at}" class="csl-entry" role="listitem">{one}</div>' for at, one in enumerate(CITED))
    page = f"<h1>Rivers</h1><p>Text.</p><div id='refs' class='references csl-bib-body' role='list'>{entries}</div>"
    assert notes_of(page) == len(CITED)


def test_the_list_under_a_main_heading_is_whole_though_a_sub_heading_is_one_too() -> None:
    one, two, three = (f"<p>{text}</p>" for text in CITED)
    page = f"<h1>Quellen- und Literaturverzeichnis</h1><h3>Quellen</h3>{one}<h3>Edierte Werke der Zeit</h3>{two}{three}"
    assert notes_of(page) == len(CITED)


@pytest.mark.parametrize(
    "around", ["<p>{}</p>", "<div>{}</div>", "<li>{}</li>", "<dt>{}</dt>", "<table><tr><td>{}</td></tr></table>"]
)
@pytest.mark.parametrize(
    "behind",
    [
        '<nav><ul><li><a href="a.html">Home</a></li><li><a href="https://a.example/b">Maps</a></li></ul></nav>',
        '<footer><div><a href="https://a.example/a">Home</a></div><p>Written on 3 May 2020, by A. Roth.</p></footer>',
        '<div><div><a href="a.html">Home</a></div><div>© 2020 Moor</div></div>',
    ],
)
def test_menus_and_other_text_behind_a_list_are_no_entries(around: str, behind: str) -> None:
    assert notes_of(f"<h1>Rivers</h1><p>Text.</p><h2>References</h2>{listed(around)}{behind}") == len(CITED)


@pytest.mark.parametrize("behind", ["<p>{}</p>", "<div>{}</div>"])
@pytest.mark.parametrize(
    "words", ["This page was last edited on 3 May 2020, at 10:15.", "Posted on 3 May 2020 by A. Roth, in: Rivers"]
)
def test_a_dated_line_of_another_kind_behind_a_list_is_no_entry(behind: str, words: str) -> None:
    assert notes_of(f"<h2>References</h2><ul>{listed('<li>{}</li>')}</ul>{behind.format(words)}") == len(CITED)


@pytest.mark.parametrize("around", ["<p>{}</p>", "<div>{}</div>", "<dt>{}</dt>"])
def test_a_list_of_links_behind_paragraphs_that_cite_holds_no_entries(around: str) -> None:
    links = '<ul><li><a href="https://a.example/a">Home</a></li><li><a href="https://a.example/b">Maps</a></li></ul>'
    assert notes_of(f"<h2>References</h2>{listed(around)}<div>{links}</div>") == len(CITED)


def test_a_list_in_a_footer_below_its_heading_is_read() -> None:
    assert notes_of(f"<p>Text.</p><footer><h2>References</h2><ol>{listed('<li>{}</li>')}</ol></footer>") == len(CITED)


def test_sub_headings_in_blocks_of_their_own_are_no_entries() -> None:
    salt, rivers = (f"<div>{words}</div>{listed('<div>{}</div>')}" for words in ("Salt", "Rivers"))
    assert notes_of(f"<h2>References</h2>{salt}{rivers}") == 2 * len(CITED)


def test_parts_of_references_in_blocks_of_their_own_are_no_entries() -> None:
    card = "<div><h3>{0}</h3><p>A book about {0} and the boats that carried it.</p><div>A. Roth, {1}, ISBN: 91-87160-20-X</div><div>Out of print</div></div>"
    cards = card.format("Salt", 1997) + card.format("Tin", 2004) + card.format("Rope", 2011)
    assert not wiring.read_document("literature.html", f"<body><h1>Literature about the river</h1>{cards}</body>".encode()).notes


LINKED = "<br>".join(f'<a href="https://quay.example/{one}">quay.example</a>' for one in range(3))
BARE = "<br>\n".join(f"https://quay.example/{one}" for one in range(3))


@pytest.mark.parametrize("lines", [LINKED, BARE, "<br>".join(CITED)])
@pytest.mark.parametrize(
    "around", ["{}", "<p>{}</p>", "<div>{}</div>", "<main><h3>{}</h3></main>", "<div><article><div>{}</div></article></div>"]
)
def test_lines_under_a_heading_for_references_that_only_breaks_part_are_entries(around: str, lines: str) -> None:
    menu = '<nav><a href="https://moor.example/">Home</a><br><a href="https://dale.example/">Maps</a></nav>'
    assert notes_of(f"{menu}<h2>Quellen</h2>{around.format(lines)}") == 3


@pytest.mark.parametrize("name", ["kallor.html", "zdroje.html", "webgrafía.html", "my-sources.html"])
def test_lines_of_a_page_named_as_one_of_references_are_entries(name: str) -> None:
    assert len(wiring.read_document(name, f"<body><h1>Rivers</h1>{LINKED}</body>".encode()).notes) == 3


def test_lives_and_local_links_are_no_references() -> None:
    assert not notes_of("<h2>Literature</h2>E. Lund<br>12 March 1491 - 3 May 1572<br>A. Roth<br>1503 - 1560")
    assert not notes_of('<h2>Sources</h2><a href="a.html">Home</a><br><a href="b.html">Maps</a><br><a href="c.html">Tides</a>')


def test_blocks_behind_a_block_whose_only_words_announce_references_are_entries() -> None:
    page = f"<div>Rivers</div><div class='title'>Literatuurlijst</div><div>Analysis</div>{listed('<div class=entry>{}</div>')}"
    assert notes_of(page) == len(CITED)


def test_an_address_on_the_line_below_its_title_is_no_entry_of_its_own() -> None:
    lines = "<br>".join(f"{one}<br>https://quay.example/{at}" for at, one in enumerate(CITED[:1]))
    assert notes_of(f"<h2>Sources</h2><p>{lines}</p>") == 1


@pytest.mark.parametrize(
    "around", ['<div id="footer">{}</div>', '<div class="copyright card"><div>{}</div></div>', "<footer>{}</footer>"]
)
def test_what_stands_in_a_footer_behind_a_heading_for_references_is_no_entry(around: str) -> None:
    said = '<p>made with <a href="https://tool.example/">Tool</a>, 2019</p><p>2 Quay Street, <a href="https://map.example/">map</a></p>'
    assert not notes_of(f"<h2>Bibliography</h2><ol></ol>{around.format(said)}")


def test_the_link_behind_a_printed_number_is_the_entrys() -> None:
    items = "".join(f'<li>[{at}] <a href="https://quay.example/{at}">Tide tables, {at}. edition, 1999</a></li>' for at in (1, 2, 3))
    page = f"<body><h2>References</h2><ul>{items}</ul></body>"
    found = wiring.read_document("a.html", page.encode()).notes
    assert [(note.label, [link.url for link in note.links]) for note in found] == [
        (str(at), [f"https://quay.example/{at}"]) for at in (1, 2, 3)
    ]


def test_a_line_that_tells_where_the_source_was_found_goes_on_with_it() -> None:
    lines = "<br>".join(
        f"{one} [Online]<br>Available at: https://quay.example/{at}<br>[Accessed {at} May 2021]." for at, one in enumerate(CITED, 1)
    )
    assert notes_of(f"<h2>Bibliography</h2><p>{lines}</p>") == len(CITED)


def test_the_numbered_items_of_a_page_named_for_notes_are_notes_though_few_of_them_cite() -> None:
    remarks = ("As the miller said himself.", "That was later disproved.", CITED[0], "The word is used here for all wheels.")
    listed = "<ol>" + "".join(f"<li>{one}</li>" for one in remarks) + "</ol>"
    typed = "".join(f"<p>[{at}] {one}</p>" for at, one in enumerate(remarks, 1))
    for body in (listed, typed):
        document = wiring.read_document("endnotes.html", f"<body>{body}</body>".encode())
        assert [note.label for note in document.notes] == ["1", "2", "3", "4"]
        assert not notes_of(body)


CALLED = '<p>A claim.<a href="#fn1" id="r1"><sup>1</sup></a> Another.<a href="#fn2" id="r2"><sup>2</sup></a></p>'
NOTES = '<ol><li id="fn1">Roth 1997, 3. <a href="#r1">↩</a></li><li id="fn2">Lund 2004, 5. <a href="#r2">↩</a></li></ol>'


@pytest.mark.parametrize("around", ["<p>{}</p>", "<li>{}</li>", "<div>{}</div>"])
def test_a_bibliography_stands_beside_notes(around: str) -> None:
    body = f"{CALLED}<h2>Bibliography</h2>{listed(around)}<h2>Further reading</h2>{listed(around)}"
    for page in (f"{body}<section>{NOTES}</section>", f"{CALLED}<h2>Notes</h2>{NOTES}{body.removeprefix(CALLED)}"):
        document = wiring.read_document("a.html", f"<body>{page}</body>".encode())
        assert [note.label for note in document.notes] == ["1", "2", "u1", "u2", "u3", "u4", "u5", "u6"]
        assert {note.status for note in document.notes} == {"present"}


def test_notes_under_a_heading_for_references_are_no_bibliography_and_neither_is_text_that_calls_them() -> None:
    assert notes_of(f"{CALLED}<h2>References</h2>{NOTES}") == 2
    text = CALLED.replace("A claim.", "Roth, A. (1997). Salt. Moor Press.").replace(
        "<p>", "<p>In 2004 Lund, C. said this. See Quay, 2011. "
    )
    assert notes_of(f"<h2>Sources</h2>{text}{text}{NOTES}") == 2


def test_a_typed_bullet_is_no_part_of_an_entry() -> None:
    items = "".join(f"<li>• <b>{one}</b></li><li><a href='https://quay.example'>•&nbsp;{one}</a></li>" for one in CITED)
    document = wiring.read_document("a.html", f"<body><h2>Sources</h2><ul>{items}</ul></body>".encode())
    assert {note.body[0] for note in document.notes} == {"R", "L", "O"}


def test_numbered_headings_are_no_notes_though_the_text_has_a_number_in_brackets() -> None:
    parts = "".join(f"<p>{at}. {one}</p>" for at, one in enumerate(("General rule", "Comparisons", "The chosen record"), 1))
    assert not notes_of(f"<p>As the first paper [1] says, mills turn.</p>{parts}")
    assert notes_of(f"<p>As the first papers [1] and [2] say, mills turn.</p>{parts}") == 3


@pytest.mark.parametrize("broken", ["<br></br>", "</br>", "<br></p></img>"])
def test_end_tags_that_end_nothing_are_no_text(broken: str) -> None:
    document = wiring.read_document("a.html", f"<body><h2>Sources</h2><div>{broken.join(CITED)}{broken}</div></body>".encode())
    assert [note.body[0] for note in document.notes] == ["R", "L", "O"]
    assert not any("<" in note.body for note in document.notes)


def test_an_end_tag_that_ends_nothing_is_not_displayed() -> None:
    items = "".join(
        f'<li><a href="https://a.example/{name}">{name}<div><img src="{name}.jpg"></a></div></b></li>' for name in ("Quay", "Salt")
    )
    page = f"<html><body><h1>Források</h1><ul>{items}</ul></body></html>"
    assert [note.body for note in wiring.read_document("a.html", page.encode()).notes] == ["Quay", "Salt"]


@pytest.mark.parametrize("ending", ["</p>", "</P >", "</p>\n\n"])
def test_end_tags_of_paragraphs_without_beginnings_part_entries(ending: str) -> None:
    assert notes_of(f"<h2>Works Cited</h2>{listed('{}' + ending)}") == len(CITED)


@pytest.mark.parametrize("word", ["link", "Zum Artikel", "[PDF]"])
def test_a_linked_word_that_more_entries_have_belongs_to_the_entry_before_it(word: str) -> None:
    below = '<div class="more"><a href="https://example.org/{}">{}</a></div>'
    text = "".join(f'<div class="ref">{one}</div>{below.format(at, word)}' for at, one in enumerate(CITED))
    found = wiring.read_document("a.html", f"<body><h2>References</h2>{text}</body>".encode()).notes
    assert [note.links[0].url for note in found] == [f"https://example.org/{at}" for at in range(len(CITED))]


def test_linked_names_of_the_same_site_are_entries_of_their_own() -> None:
    sites = "".join(f'<li><a href="https://pier.example/{at}">Pier Trust</a></li>' for at in range(4))
    assert notes_of(f"<h2>Sources</h2><ul>{sites}</ul>") == 4


@pytest.mark.parametrize(
    "number", ["<sup>{}</sup>", "<B><SUP><FONT FACE='Geneva'>{}</FONT></SUP></B>", "<sup><small><b>{}</b></small></sup>"]
)
def test_raised_numbers_behind_a_space_call_numbered_terms(number: str) -> None:
    text = "".join(f"<p>The harbour froze in that winter. {number.format(at)} Salt was dear.</p>" for at in range(1, 8))
    terms = "".join(
        f"<dt><b>&nbsp;</b><dt><b><font>{at}</font></b><font>. Lund, Harbours, p. {at}; Roth.</font>" for at in range(1, 8)
    )
    found = wiring.read_document("a.html", f"<body>{text}<h2>Winter</h2><dl>{terms}</dl></body>".encode()).notes
    assert [(note.label, note.status) for note in found] == [(str(at), "present") for at in range(1, 8)]


def test_few_raised_numbers_call_no_steps() -> None:
    steps = "".join(f"<p>{at}. Moor the boat and mend the net.</p>" for at in range(1, 8))
    assert not notes_of(f"<p>It is 3 m <sup>2</sup> wide, and 4 m <sup>3</sup> hold the salt.</p>{steps}")

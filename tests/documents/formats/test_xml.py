"""References and footnotes in JATS, TEI and EndNote's XML: what is read, refused and repaired."""

import pytest

from citecheck.app import wiring
from citecheck.citations.parse import parse
from citecheck.model.document import Document, Note
from citecheck.model.errors import DocumentError
from citecheck.model.repair import AddCapture, AddUrl, Capture, ReplaceUrl

JATS = '<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="other">{}</article>'
JOURNAL = (
    '<ref id="r1"><label>[4].</label><element-citation publication-type="journal"><person-group person-group-type="author"><name><surname>Dóe</surname>'
    "<given-names>J</given-names></name><collab>Tram Group</collab><etal/></person-group><article-title>Trams <italic>and</italic> buses &amp; more</article-title>"
    "<source>J Transp</source><year>2019</year><month>May</month><volume>12</volume><fpage>45</fpage><lpage>67</lpage>"
    '<pub-id pub-id-type="doi">10.1000/xyz</pub-id></element-citation></ref>'
)
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><biblStruct><monogr><title>Own</title></monogr></biblStruct></teiHeader><text>{}</text></TEI>'
STRUCT = (
    '<listBibl><biblStruct xml:id="b1"><analytic><title level="a">Trams</title><author><persName><forename>Ann</forename><surname>Roe</surname></persName></author>'
    '</analytic><monogr><title level="j">Transport</title><imprint><date when="2019-05-03"/><biblScope unit="page" from="4" to="9"/></imprint></monogr></biblStruct></listBibl>'
)
RECORD = (
    '<xml><records><record><rec-number>7</rec-number><ref-type name="Book Section">5</ref-type><contributors><authors><author><style face="normal">Roe, Ann</style></author>'
    "</authors></contributors><titles><title>Trams</title><secondary-title>Big book</secondary-title></titles><dates><year>2019</year></dates>{}</record></records></xml>"
)


def read(text: str, path: str = "a.xml") -> tuple[Document, tuple[Note, ...]]:
    document = wiring.read_document(path, text.encode())
    return document, parse(document)


def repaired(text: str, change: object, path: str = "a.xml") -> str:
    document, notes = read(text, path)
    form, source = wiring.format_for(path, text.encode()), notes[0].sources[0]
    edits = form.edits(document, text.encode(), source, change)  # type: ignore[arg-type]
    return form.write(path, text.encode(), edits).decode()


def test_a_reference_with_fields_is_read_as_data() -> None:
    _, (note,) = read(JATS.format(f"<ref-list>{JOURNAL}</ref-list>"))
    item = note.sources[0].item
    assert (note.label, item.type, item.title, item.container_title) == (
        "4",
        "article-journal",
        "Trams and buses & more",
        "J Transp",
    )
    assert [name.family or name.literal for name in item.author] == ["Dóe", "Tram Group"]
    assert item.issued and item.issued.parts == (2019, 5)
    assert (item.volume, item.page, item.doi) == ("12", "45–67", "10.1000/xyz")
    assert note.sources[0].et_al and note.sources[0].structured


def test_a_reference_without_fields_is_read_as_text_with_its_links_and_italics() -> None:
    words = '<ref id="r"><mixed-citation>Ann Roe, “Trams”, <italic>The Post</italic>,\n   3 May 2019, <ext-link xlink:href="https://post.example/a?b&amp;c">online</ext-link>.</mixed-citation></ref>'
    document, (note,) = read(JATS.format(f"<ref-list>{words}</ref-list>"))
    item = note.sources[0].item
    assert (item.title, item.container_title, item.url) == ("Trams", "The Post", "https://post.example/a?b&c")
    assert [address.url for address in document.addresses] == ["https://post.example/a?b&c"]


def test_calls_and_footnotes_are_joined_and_a_call_of_nothing_is_a_missing_note() -> None:
    body = '<body><p>So.<xref ref-type="bibr" rid="r1">4</xref><xref ref-type="fn" rid="f">*</xref><xref ref-type="bibr" rid="r9">9</xref><fn id="f"><p>Ann Roe, Trams, 2019.</p></fn></p></body>'
    _, notes = read(JATS.format(f"{body}<ref-list>{JOURNAL}</ref-list>"))
    assert {note.label: note.text.status for note in notes} == {"f": "present", "4": "present", "9": "missing"}


def test_an_uncalled_entry_of_a_list_is_no_finding_and_footnotes_of_the_authors_are_no_notes() -> None:
    front = (
        '<front><author-notes><fn id="c"><p>Write to us.</p></fn></author-notes></front><body><xref ref-type="fn" rid="c"/></body>'
    )
    _, notes = read(JATS.format(f'{front}<ref-list>{JOURNAL}<ref id="r2"><label>5</label></ref></ref-list>'))
    assert [(note.label, note.text.status) for note in notes] == [("4", "present"), ("5", "present")]


def test_tei_has_footnotes_in_their_place_and_bibliographies_but_not_its_own_header() -> None:
    _, notes = read(
        TEI.format(f'<p>So.<note place="foot" n="1">Ann Roe, <hi rend="italic">Trams</hi>, Oxford 2019.</note></p>{STRUCT}')
    )
    assert [note.label for note in notes] == ["1", "b1"]
    item = notes[1].sources[0].item
    assert (item.title, item.container_title, item.page, item.type) == ("Trams", "Transport", "4–9", "article-journal")
    assert item.author[0].family == "Roe" and item.issued and item.issued.parts == (2019, 5, 3)


def test_records_of_endnote_are_read_as_data() -> None:
    _, (note,) = read(RECORD.format("<urls><web-urls><url>https://a.example/b</url></web-urls></urls>"))
    item = note.sources[0].item
    assert (note.label, item.type, item.title, item.container_title, item.url) == (
        "7",
        "chapter",
        "Trams",
        "Big book",
        "https://a.example/b",
    )


OLDER = (
    "<XML><RECORDS><RECORD><REFERENCE_TYPE>7</REFERENCE_TYPE><REFNUM>7</REFNUM><AUTHORS><AUTHOR>Roe, Ann</AUTHOR></AUTHORS><YEAR>2019</YEAR>"
    "<TITLE>Trams</TITLE><SECONDARY_AUTHORS><SECONDARY_AUTHOR>Mill, Jo</SECONDARY_AUTHOR></SECONDARY_AUTHORS><SECONDARY_TITLE>Big book</SECONDARY_TITLE>"
    "<PLACE_PUBLISHED>Leeds</PLACE_PUBLISHED><PUBLISHER>Moor Press</PUBLISHER><DATE>3 May</DATE>{}</RECORD></RECORDS></XML>"
)


def test_records_of_endnote_7_have_the_same_fields_under_names_in_capitals() -> None:
    _, (note,) = read(OLDER.format("<URL>https://a.example/b</URL>"))
    item = note.sources[0].item
    assert (note.label, item.type, item.title, item.container_title, item.publisher_place) == (
        "7",
        "chapter",
        "Trams",
        "Big book",
        "Leeds",
    )
    assert [name.family for name in (*item.author, *item.editor)] == ["Roe", "Mill"]
    assert (item.issued and item.issued.parts, item.url) == ((2019, 5, 3), "https://a.example/b")


ADDED = [
    (OLDER.format(""), "<URL>https://n.example/?a=1&amp;b=2</URL><NOTES>Archived at "),
    (JATS.format(f"<ref-list>{JOURNAL}</ref-list>"), '<ext-link ext-link-type="uri" xlink:href="https://n.example/?a=1&amp;b=2">'),
    (TEI.format(STRUCT), '<ptr target="https://n.example/?a=1&amp;b=2"/></analytic>'),
    (RECORD.format("<urls/>"), "<urls><related-urls><url>https://n.example/?a=1&amp;b=2</url></related-urls></urls>"),
    (RECORD.format(""), "<urls><related-urls><url>https://n.example/?a=1&amp;b=2</url></related-urls></urls>"),
]


@pytest.mark.parametrize(("text", "markup"), ADDED)
def test_a_url_is_added_where_the_format_has_it_and_read_again(text: str, markup: str) -> None:
    capture = Capture("https://web.archive.org/web/2019/https://n.example/")
    written = repaired(text, AddUrl("https://n.example/?a=1&b=2", capture))
    assert markup in written
    source = read(written)[1][0].sources[0]
    assert source.item.url == "https://n.example/?a=1&b=2" and source.archive_url == capture.url
    assert len(written) > len(text) and [c for c in text if c not in written] == []


def test_a_url_is_replaced_in_its_attribute_and_where_the_link_shows_it() -> None:
    link = '<ext-link xlink:href="https://old.example/">https://old.example/</ext-link>'
    text = JATS.format(
        f'<ref-list><ref id="r"><mixed-citation>Ann Roe, “Trams”, The Post, 2019, {link}.</mixed-citation></ref></ref-list>'
    )
    assert repaired(text, ReplaceUrl("https://old.example/", "https://new.example/")) == text.replace("old", "new")


@pytest.mark.parametrize(
    "text",
    [
        JATS.format(
            '<ref-list><ref id="r"><mixed-citation>Ann Roe, “<ext-link xlink:href="https://old.example/">Trams</ext-link>”, The Post, 2019.'
            "</mixed-citation></ref></ref-list>"
        ),
        TEI.format(
            '<p>So.<note place="foot" n="1">Ann Roe, “<ref target="https://old.example/">Trams</ref>”, The Post, 2019.</note></p>'
        ),
    ],
)
def test_a_capture_is_written_behind_the_link_that_has_the_url_in_an_attribute(text: str) -> None:
    capture = Capture("https://web.archive.org/web/20220304000000/https://old.example/", None, dead=True, attributes=False)
    written = repaired(text, AddCapture("https://old.example/", capture))
    assert read(written)[1][0].sources[0].archive_url == capture.url
    assert written.startswith(text[: text.index("</", text.index("Trams"))])


REFUSED = [
    ("<records><record>", "line 1, column 18: it is no well-formed XML: no element found"),
    (
        '<!DOCTYPE TEI [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><TEI>&c;</TEI>',
        "line 1: the entity 'c' that it defines is more than a short text",
    ),
    ('<!DOCTYPE TEI [<!ENTITY a "<p/>">]><TEI>&a;</TEI>', "line 1: the entity 'a' that it defines is more than a short text"),
    (
        f'<!DOCTYPE TEI [<!ENTITY a "{"b" * 100}">]><TEI>&a;</TEI>',
        "line 1: the entity 'a' that it defines is more than a short text",
    ),
    (f'<!DOCTYPE TEI [<!ENTITY a "{"b" * 50}">]><TEI>{"&a;" * 50}</TEI>', "its entities stand for more text than the file has"),
    ("<TEI>" + "<a>" * 300 + "</a>" * 300 + "</TEI>", "line 1: elements are nested too deeply"),
    ("<project/>", "of .xml files citecheck reads only these kinds, and this is none: endnote, jats, sitemap, tei"),
]


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_what_cannot_be_read_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(DocumentError) as refused:
        wiring.read_document("a.xml", text.encode())
    assert message in str(refused.value)


def test_entities_of_the_document_type_are_read() -> None:
    head = '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "JATS.dtd">'
    _, (note,) = read(
        head
        + JATS.format(
            '<ref-list><ref id="r"><mixed-citation>Zo&eacute; Roe, “Trams”, The Post, 2019.</mixed-citation></ref></ref-list>'
        )
    )
    assert note.sources[0].item.author[0].given == "Zoé"


def test_entities_that_the_document_defines_as_short_texts_are_read_and_stay_in_repairs() -> None:
    head = '<!DOCTYPE TEI [<!ENTITY mdash "&#8212;"><!ENTITY press "Moor Press"><!ENTITY amp "&#38;#38;"><!ENTITY site "https://old.example">]>'
    text = f"""{head}
<TEI><text><note place="foot" n="1">Ann Roe, <title>Trams &amp; moors&mdash;a history</title> (&press;, 2019), <ref target="&site;/1">there</ref>.</note></text></TEI>"""
    document, (note,) = read(text)
    assert note.text.body == "Ann Roe, Trams & moors—a history (Moor Press, 2019), there."
    assert [(one.url, document.text[one.span.start : one.span.end]) for one in document.addresses] == [
        ("https://old.example/1", "&site;/1")
    ]
    assert repaired(text, ReplaceUrl("https://old.example/1", "https://new.example/2")) == text.replace(
        "&site;/1", "https://new.example/2"
    )


PRINTED = "<mixed-citation>4. Dóe J, Tram Group. {title}. J Transp. {year};12:45-67.</mixed-citation>"


def beside(title: str = "Trams and buses &amp; more", year: str = "2019", more: str = "") -> str:
    entry = JOURNAL.replace("<element-citation", PRINTED.format(title=title, year=year) + more + "<element-citation")
    return JATS.format(f"<ref-list>{entry}</ref-list>")


def test_fields_beside_the_printed_text_of_a_reference_are_its_data() -> None:
    _, (note,) = read(beside())
    (source,) = note.sources
    assert source.structured and not source.differs
    assert (source.item.title, source.item.volume, source.item.doi) == ("Trams and buses & more", "12", "10.1000/xyz")


def test_fields_that_differ_from_the_printed_text_are_told() -> None:
    _, (note,) = read(beside(year="2018"))
    (one,) = note.sources[0].differs
    assert (one.variable, one.printed, one.data) == ("issued", "2018", "2019")


def test_fields_of_another_work_than_the_printed_one_are_no_data_of_it() -> None:
    text = "<mixed-citation>5. Roe A. Another story. Bonn, 2004.</mixed-citation>"
    entry = JOURNAL.replace("<element-citation", text + "<element-citation")
    _, (note,) = read(JATS.format(f"<ref-list>{entry}</ref-list>"))
    assert not any(source.structured for source in note.sources)


def test_a_url_that_only_the_printed_text_has_is_the_reference_s_and_is_replaced_wherever_its_entry_has_it() -> None:
    link = '<ext-link xlink:href="https://old.example/a">https://old.example/a</ext-link>'
    printed = beside().replace("</mixed-citation>", f" {link}</mixed-citation>")
    _, (note,) = read(printed)
    assert note.sources[0].item.url == "https://old.example/a"
    both = printed.replace("</element-citation>", f"{link}</element-citation>")
    for text in (printed, both):
        after = repaired(text, ReplaceUrl("https://old.example/a", "https://new.example/b"))
        assert after == text.replace("https://old.example/a", "https://new.example/b")


def test_a_url_is_added_behind_the_elements_that_end_with_a_source_s_text() -> None:
    entry = '<ref id="r"><mixed-citation>Ann Roe, “Trams”, 3 May 2019, <italic>The Post</italic></mixed-citation></ref>'
    text = JATS.format(f"<ref-list>{entry}</ref-list>")
    after = repaired(text, AddUrl("https://post.example/a"))
    assert "<italic>The Post</italic>" in after
    assert after.index("<ext-link") < after.index("</mixed-citation>")


def test_a_url_is_added_behind_an_entity_that_ends_a_source() -> None:
    entry = '<ref id="r"><mixed-citation>Ann Roe, The Post, 3 May 2019, &quot;<italic>Trams of Bonn</italic>&quot;</mixed-citation></ref>'
    after = repaired(JATS.format(f"<ref-list>{entry}</ref-list>"), AddUrl("https://post.example/a"))
    assert "</italic>&quot;" in after and "<ext-link" in after
    assert read(after)[1][0].sources[0].item.url == "https://post.example/a"


BROKEN_RECORDS = (
    '<?xml version="1.0"?><xml><records>\n'
    "<record><rec-number>1</rec-number><titles><title>Salt</title></titles></record>\n"
    "<record><rec-number>2</rec-number><titles><title>Winds & more</title></titles><urls><web-urls><url>https://a.example/b</url></web-urls></urls></record>\n"
    "<record><rec-number>3</rec-number><titles><title>Fens</titles></record>\n"
    "<record><rec-number>4</rec-number><titles><title>Dykes</title></titles></record>\n</records></xml>\n"
)


def test_records_beside_a_damaged_one_are_read_and_it_is_named_with_its_line() -> None:
    document, notes = read(BROKEN_RECORDS)
    assert [note.sources[0].item.title for note in notes] == ["Salt", "Dykes"] and not document.addresses
    assert [(one.label, one.place.line) for one in document.damaged] == [("2", 3), ("3", 4)]
    assert document.damaged[0].fault.startswith("entry 2 cannot be read: it is no well-formed XML")
    made = repaired(BROKEN_RECORDS, AddUrl("https://a.example/new"))
    markup = "<urls><related-urls><url>https://a.example/new</url></related-urls></urls>"
    assert made.replace(markup, "", 1) == BROKEN_RECORDS and markup in made.splitlines()[1]

"""Hostile OpenDocument texts and EPUB books: repeated and nested elements, many members, bombs."""

from collections.abc import Iterator, Sequence

from tests.documents.formats.epub_files import CONTAINER, epub_file
from tests.documents.formats.odt_files import h, link, note, odt_file, p
from tests.made_hostile_text import NOTE, Shape, many, nested

IN_TEXT = (
    "<text:p>a</text:p>", "<text:p/>", "<text:span>a</text:span>", "<text:s text:c='99999999'/>", "<text:tab/>", "<text:line-break/>",
    "<text:note text:id='n§' text:note-class='footnote'><text:note-citation>§</text:note-citation><text:note-body><text:p>a</text:p></text:note-body></text:note>",
    "<text:note-ref text:ref-name='n1'>1</text:note-ref>", "<text:a xlink:href='https://a.b/§'>a</text:a>",
    "<text:reference-mark-start text:name='ZOTERO_ITEM CSL_CITATION {} R§'/>a<text:reference-mark-end text:name='ZOTERO_ITEM CSL_CITATION {} R§'/>",
    "<text:reference-mark-start text:name='a§'/>", "<text:bookmark-start text:name='ZOTERO_BREF_§'/>", "<text:bibliography-mark text:identifier='k§'/>",
    "<text:list-item><text:p>a</text:p></text:list-item>", "<text:h text:outline-level='1'>References</text:h><text:p>Doe, J. (2010). Title. Journal.</text:p>",
    "<office:annotation><text:p>a</text:p></office:annotation>", "<text:p>[§] Doe, Title, 2019.</text:p>",
)  # fmt: skip
AROUND = (
    ("<text:span>", "</text:span>"), ("<text:list><text:list-item>", "</text:list-item></text:list>"), ("<text:section>", "</text:section>"),
    ("<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>", "</text:note-body></text:note>"),
    ("<text:a xlink:href='https://a.b/'>", "</text:a>"), ("<x>", "</x>"),
)  # fmt: skip
ASIDE = '<p>a<a epub:type="noteref" href="#n1">1</a></p><aside epub:type="footnote" id="n1"><p>{}</p></aside>'

SPINE = '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine>{}</spine></package>'


def odt_shapes() -> Iterator[tuple[str, Shape]]:
    """OpenDocument texts."""
    for unit in IN_TEXT:
        yield f"{unit[:40]!r}", lambda size, unit=unit: odt_file(p("a", note(1, NOTE)) + many(unit, size))
        yield f"{unit[:40]!r} in a note", lambda size, unit=unit: odt_file(p("a", note(1, many(unit, size))))
    for opening, closing in AROUND:
        yield f"nested {opening[:40]!r}", lambda size, pair=(opening, closing): odt_file(p(nested(*pair, size)))
    yield "citations in a note", lambda size: odt_file(p("a", note(1, many(NOTE + "; ", size))))
    yield "links in a note", lambda size: odt_file(p("a", note(1, many(link("https://a.b/§", "a"), size))))
    yield "headings, then notes", lambda size: odt_file(h("Notes") * (size // 100) + p("a", note(1, NOTE)))
    yield "styles", lambda size: odt_file(p("a", note(1, NOTE)), styles=many("<a/>", size))
    yield "many members", lambda size: odt_file(p("a", note(1, NOTE)), **{f"m{n}.xml": "<a/>" for n in range(size // 110)})
    yield "a bomb", lambda size: odt_file(p("a" * size * 400))
    yield "entities", lambda size: odt_file('<!DOCTYPE a [<!ENTITY a "b">]>' + many("&a;", size))
    yield "cut off", lambda size: odt_file(p("a", note(1, NOTE * (size // 90))))[: size // 300]


def epub_shapes(units: Sequence[str], around: Sequence[tuple[str, str]]) -> Iterator[tuple[str, Shape]]:
    """Books; ``units`` are those of hostile pages, ``around`` what they nest."""
    for unit in units:
        yield f"{unit[:40]!r} in a note", lambda size, unit=unit: epub_file({"a.xhtml": ASIDE.format(many(unit, size))})
    for opening, closing in around:
        yield (
            f"nested {opening[:40]!r} in a note",
            lambda size, pair=(opening, closing): epub_file({"a.xhtml": ASIDE.format(nested(*pair, size))}),
        )
    yield "entities", lambda size: epub_file({"a.xhtml": '<!DOCTYPE a [<!ENTITY a "b">]>' + ASIDE.format(many("&a;", size))})
    yield (
        "one page, often",
        lambda size: epub_file(
            {"a.xhtml": ASIDE.format(NOTE)}, **{"OEBPS__book.opf": SPINE.format("<itemref idref='a'/>" * (size // 20))}
        ),
    )
    yield (
        "many lines with a link",
        lambda size: epub_file({"a.xhtml": ASIDE.format(NOTE) + many("<a href='https://a.b/§'>a</a>\n", size)}),
    )
    yield "pages with a note", lambda size: epub_file({f"a{n}.xhtml": ASIDE.format(NOTE) for n in range(max(1, size // 400))})
    yield (
        "calls of other pages",
        lambda size: epub_file(
            {"a.xhtml": many('<a href="b.xhtml#n§">§</a> ', size // 2), "b.xhtml": many('<p id="n§">§ a</p>', size // 2)}
        ),
    )
    yield (
        "many members",
        lambda size: epub_file({"a.xhtml": ASIDE.format(NOTE)}, **{f"m{n}.xml": "<a/>" for n in range(size // 110)}),
    )
    yield "a bomb", lambda size: epub_file({"a.xhtml": "a" * size * 400})
    yield (
        "items of the package",
        lambda size: epub_file({"a.xhtml": ASIDE.format(NOTE)}, META_INF__container__xml=CONTAINER + many("<a/>", size)),
    )
    yield "cut off", lambda size: epub_file({"a.xhtml": ASIDE.format(NOTE * (size // 90))})[: size // 300]

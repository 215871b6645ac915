"""Word files designed to be slow; sizes are those of one part's XML before compression."""

import io
import zipfile
from collections.abc import Iterator

from tests.documents.formats.citation_codes import complex_field, item, zotero
from tests.documents.formats.word_files import field, link, mark, note, paragraph, run, word_file
from tests.made_hostile_text import NOTE, Shape, many, nested

MARK = mark(7).replace('"7"', '"§"')
NUMBERED = note(7, run("a")).replace('"7"', '"§"')
BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK "https://a.b/" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def word_shapes() -> Iterator[tuple[str, Shape]]:
    """The shapes of Word files by name."""

    def inside(unit: str) -> Shape:
        return lambda size: word_file(paragraph(run("Said so."), mark(1)) + many(unit, size), note(1, run(NOTE)))

    def in_note(unit: str) -> Shape:
        return lambda size: word_file(paragraph(run("Said so."), mark(1)), note(1, many(unit, size)))

    def around(opening: str, closing: str) -> Shape:
        return lambda size: word_file(
            paragraph(run("Said so."), mark(1))
            + f"<w:p>{nested(opening, closing, size).replace('x' + closing, run('a') + closing, 1)}</w:p>",
            note(1, run(NOTE)),
        )

    def both(first: str, second: str) -> Shape:
        return lambda size: word_file(paragraph(many(first, size // 2)), many(second, size // 2))

    for name, unit in {
        "paragraphs": paragraph(run("a")), "empty paragraphs": "<w:p/>", "runs": paragraph(run("a") * 50), "one paragraph of runs": run("a"),
        "marks of one note": mark(1), "marks of many notes": MARK, "breaks": "<w:r><w:br/></w:r>", "tabs": "<w:r><w:tab/></w:r>",
        "fields begun": BEGIN, "fields ended": END, "fields": field("https://a.b/", "a"), "fields not separated": BEGIN[:43], "words": run("Said so, by and by. " * 40), "entities": run("& " * 100),
        "hyperlinks": '<w:hyperlink r:id="rId1"><w:r><w:t>a</w:t></w:r></w:hyperlink>', "hidden": "<w:del><w:r><w:t>a</w:t></w:r></w:del>", "properties": "<w:r><w:rPr><w:b/></w:rPr></w:r>",
        "sections": "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>", "comments": '<w:commentRangeStart w:id="§"/><w:r><w:t>a</w:t></w:r><w:commentRangeEnd w:id="§"/>', "typed notes": paragraph(run("[§] Smith, Title, Post, 2 May 2019.")),
        "addresses": paragraph(run("https://a.b/§ and so on")), "references": paragraph(run("Smith, J. (2010). Title §. Journal, 1(2), 3.")), "instructions": "<w:r><w:instrText>HYPERLINK a </w:instrText></w:r>",
        "tables": "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", "citations": zotero("(Roe 2010§)", item("Title § of floods", "Roe", 2010)),
        "lists of works": complex_field("ADDIN ZOTERO_BIBL {}", run("Roe, K. (2010). Title of floods.")), "notes in the text": '<w:footnote w:id="§"><w:p/></w:footnote>',
    }.items():  # fmt: skip
        yield name, inside(unit)
        yield f"{name} in a note", in_note(f"</w:p>{unit}<w:p>" if unit.startswith(("<w:p", "<w:tbl")) else unit)
    for name, opening, closing in (
        ("hyperlinks", '<w:hyperlink r:id="rId1">', "</w:hyperlink>"), ("fields", BEGIN, END), ("simple fields", '<w:fldSimple w:instr="HYPERLINK &quot;https://a.b&quot;">', "</w:fldSimple>"),
        ("hyperlinks with runs", '<w:hyperlink r:id="rId1">' + run("a"), "</w:hyperlink>"), ("runs", "<w:r>", "</w:r>"), ("deletions", "<w:del>", "</w:del>"), ("tables", "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("paragraphs", "<w:p>", "</w:p>"), ("content controls", "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"), ("fields in a code", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>a</w:instrText></w:r>', END),
    ):  # fmt: skip
        yield f"nested {name}", around(opening, closing)
    yield "marks and notes", both(MARK, NUMBERED)
    yield "marks of one, many notes", both(mark(1), note(7, run(NOTE)).replace('"7"', '"§"'))
    yield "notes of one identifier", both(mark(1), note(1, run(NOTE + " §")))
    yield (
        "links in many notes",
        lambda size: word_file(
            paragraph(many(MARK, size // 2)),
            many(note(7, field("https://a.b/§", "a")).replace('w:id="7"', 'w:id="§"'), size // 2),
        ),
    )
    yield (
        "notes with identifiers",
        lambda size: word_file(
            paragraph(many(MARK, size // 2)), many(NUMBERED.replace("a</w:t>", "Smith, see 10.1000/a§ in full.</w:t>"), size // 2)
        ),
    )
    yield (
        "a long text",
        lambda size: word_file(paragraph(run("Said so, by and by, in 2019. " * (size // 29)), mark(1)), note(1, run(NOTE))),
    )
    yield (
        "numbers in signs",
        lambda size: word_file(
            paragraph(many(MARK, size // 2)),
            many(NUMBERED, size // 2),
            settings='<w:footnotePr><w:numFmt w:val="chicago"/></w:footnotePr>',
        ),
    )
    yield (
        "numbers from a billion",
        lambda size: word_file(
            paragraph(many(MARK, size // 2)),
            many(NUMBERED, size // 2),
            settings=f'<w:footnotePr><w:numFmt w:val="upperRoman"/><w:numStart w:val="{"9" * (size // 1000 + 8)}"/></w:footnotePr>',
        ),
    )
    yield (
        "relationships",
        lambda size: word_file(
            paragraph(run("a"), mark(1)),
            note(1, link("rId5", "a")),
            links={f"rId{n}": f"https://a.b/{n}" for n in range(5, size // 180)},
        ),
    )
    yield (
        "styles",
        lambda size: word_file(
            paragraph(run("a"), mark(1)),
            note(1, run(NOTE)),
            styles=many('<w:style w:styleId="s§"><w:name w:val="a§"/></w:style>', size),
        ),
    )
    yield (
        "settings",
        lambda size: word_file(
            paragraph(run("a"), mark(1)),
            note(1, run(NOTE)),
            settings=many("<w:footnotePr>", size // 2) + many("</w:footnotePr>", size // 2),
        ),
    )
    yield (
        "many members",
        lambda size: word_file(
            paragraph(run("a"), mark(1)), note(1, run(NOTE)), **{f"word/m{n}.xml": "<a/>" for n in range(size // 110)}
        ),
    )
    yield "a bomb", lambda size: word_file(paragraph(run("a" * size * 400)))
    yield "no text in one part", lambda size: _zip({"[Content_Types].xml": "<Types/>", "word/document.xml": " " * size})


def _zip(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()

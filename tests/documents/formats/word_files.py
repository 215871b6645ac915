"""Minimal Word files for tests."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from citecheck.citations.parse import parse
from citecheck.documents.formats.docx import DocxFormat
from citecheck.model.repair import Change

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SEPARATORS = (
    '<w:{k} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{k}>'
    '<w:{k} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{k}>'
)


NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'


def run(words: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def mark(identifier: int, kind: str = "footnote") -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:{kind}Reference w:id="{identifier}"/></w:r>'


def note(identifier: int, *runs: str, kind: str = "footnote") -> str:
    head = f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Ref/></w:r>{run(" ")}'
    return f'<w:{kind} w:id="{identifier}"><w:p>{head}{"".join(runs)}</w:p></w:{kind}>'


def link(identifier: str, words: str) -> str:
    return f'<w:hyperlink r:id="{identifier}" w:history="1">{run(words)}</w:hyperlink>'


def field(url: str, words: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> HYPERLINK "{escape(url)}" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(words)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def word_file(
    body: str,
    footnotes: str = "",
    endnotes: str = "",
    links: Mapping[str, str] | None = None,
    settings: str = "",
    styles: str = "",
    numbering: str = "",
    **more: str,
) -> bytes:
    """A Word file; ``links`` are relationships of the footnotes, ``more`` other members."""
    parts = {"footnotes": footnotes, "endnotes": endnotes, "settings": settings, "styles": styles, "numbering": numbering}
    parts = {name: xml for name, xml in parts.items() if xml}
    kinds = "".join(
        f'<Override PartName="/word/{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{n}+xml"/>'
        for n in parts
    )
    related = "".join(f'<Relationship Id="rId{i}" Type="{OFFICE}/{n}" Target="{n}.xml"/>' for i, n in enumerate(parts, 1))
    external = "".join(
        f'<Relationship Id="{i}" Type="{OFFICE}/hyperlink" Target="{escape(u)}" TargetMode="External"/>'
        for i, u in (links or {}).items()
    )
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        f"{kinds}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELS}">{related}</Relationships>',
    }
    for name, xml in parts.items():
        inner = xml if name in ("settings", "styles", "numbering") else SEPARATORS.format(k=name.removesuffix("s")) + xml
        members[f"word/{name}.xml"] = f"<w:{name} {W}>{inner}</w:{name}>"
    if links:
        members["word/_rels/footnotes.xml.rels"] = f'<Relationships xmlns="{RELS}">{external}</Relationships>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, xml in (members | more).items():
            archive.writestr(zipfile.ZipInfo(member, (2024, 1, 2, 3, 4, 6)), HEAD + xml, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def one(*notes: str, **more: str) -> bytes:
    """A Word file with one sentence that calls these notes."""
    identifiers = [int(n.split('w:id="')[1].split('"')[0]) for n in notes]
    return word_file(paragraph(run("Said."), *(mark(i) for i in identifiers)), "".join(notes), **more)


def changed(data: bytes, change: Change, number: int = 0, source: int = 0) -> bytes:
    """The file after a change of a source."""
    document = DocxFormat().read("a.docx", data)
    cited = parse(document)[number].sources[source]
    return DocxFormat().write("a.docx", data, DocxFormat().edits(document, data, cited, change))

"""Files that are of another kind than their name says, or begin oddly: read, or refused with what they are; never called free of notes."""

import codecs

import pytest

from citecheck.app import wiring
from citecheck.model.errors import DocumentError
from tests.made_documents import MADE, made

TEXTS = [name for name in MADE if not name.endswith((".docx", ".odt", ".epub", ".rtf"))]
MHTML = b"""From: <Saved by a browser>\r
Subject: The river\r
Content-Type: multipart/related;\r
\ttype="text/html";\r
\tboundary="--B"\r
\r
----B\r
Content-Type: text/html\r
Content-Transfer-Encoding: quoted-printable\r
\r
<html><body><p>A note.<a href=3D"#n1">1</a></p></body></html>\r
"""


def labels(name: str, data: bytes) -> list[str]:
    return [note.label for note in wiring.read_document(name, data).notes]


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_every_text_is_read_with_a_byte_order_mark_and_in_wider_encodings(name: str, encoding: str) -> None:
    mark = codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b""
    assert labels(name, mark + made(name).decode().encode(encoding)) == labels(name, made(name))


@pytest.mark.parametrize("name", ["footnotes.rtf", "list.rtf"])
def test_rtf_is_read_behind_a_byte_order_mark_and_keeps_it(name: str) -> None:
    data = codecs.BOM_UTF8 + made(name)
    assert labels(name, data) == labels(name, made(name))
    assert wiring.format_for(name, data).write(name, data, ()) == data
    assert wiring.is_document(name, data)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", made("footnotes.rtf"), "an RTF file; give it the suffix .rtf"), ("a.docx", made("footnotes.rtf"), "not a Word file but an RTF file"),
        ("a.docx", made("footnotes.odt"), "not a Word file but an OpenDocument text; give it the suffix .odt"),
        ("a.md", made("footnotes.odt"), "an OpenDocument text; give it the suffix .odt"), ("a.odt", made("asides.epub"), "an EPUB; give it the suffix .epub"),
        ("a.epub", made("footnotes.docx"), "a Word file; give it the suffix .docx"), ("a.docx", made("pandoc.html"), "not a Word file but something else"),
        ("a.html", MHTML, "a web page in one file (MHTML); save the page as .html"), ("a.txt", MHTML, "a web page in one file (MHTML)"),
        ("a.md", b"MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\nHello\n", "a mail"),
        ("a.rtf", made("footnotes.docx"), "no RTF file"), ("a.bib.docx", b"%PDF-1.7", "a PDF; give it the suffix .pdf"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_refused_with_what_it_is(name: str, data: bytes, said: str) -> None:
    with pytest.raises(DocumentError) as refused:
        wiring.read_document(name, data)
    assert said in refused.value.message


def test_a_text_with_lines_like_a_mails_head_is_a_text() -> None:
    head = b"Title: Rivers\nContent-Type: text/markdown\n\nThe river.[^1]\n\n[^1]: Ada Okafor, Mud, 2009. Content-Type: multipart/related\n"
    assert labels("a.md", head) == ["1"]


@pytest.mark.parametrize(
    ("name", "other", "suffix"),
    [
        ("a.txt", "records.ris", ".ris"), ("a.txt", "entries.bib", ".bib"), ("a.txt", "items.json", ".json"), ("a.txt", "footnotes.tex", ".tex"),
        ("a.txt", "endnote.xml", ".xml"), ("a.bib", "pandoc.html", ".html"), ("a.bib", "records.ris", ".ris"), ("a.bib", "items.json", ".json"),
        ("a.md", "pandoc.html", ".html"), ("a.tex", "pandoc.html", ".html"), ("a.html", "notes.md", ""),
    ],
)  # fmt: skip
def test_a_file_without_notes_that_begins_like_another_kind_is_said_to(name: str, other: str, suffix: str) -> None:
    document = wiring.read_document(name, made(other).replace(b"@comment{made}\n\n", b""))
    assert (document.notes, document.looks_like) == ((), suffix)


def test_a_text_that_quotes_an_entry_further_down_looks_like_itself() -> None:
    text = (
        "# Rivers\n\nA program that measures rivers and their weirs.\n"
        + "It is fast.\n" * 20
        + "\nCite it so:\n\n@article{rivers,\n}\n"
    )
    assert not wiring.read_document("README.md", text.encode()).looks_like

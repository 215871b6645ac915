"""EPUB books: notes across files, places in pages, repairs of the touched pages alone, refused files."""

import io
import zipfile

import pytest

from citecheck.citations.parse import parse
from citecheck.documents.formats.epub import EpubFormat
from citecheck.model.document import Document
from citecheck.model.errors import DocumentError, WriteError
from citecheck.model.repair import AddUrl
from tests.documents.formats.epub_files import CONTAINER, epub_file
from tests.documents.formats.odt_files import odt_file
from tests.documents.formats.word_files import members

LUND = "K. Lund, “Ports close for a day”, Le Monde, 3 May 2020."
ROTH = "A. Roth, “Salt and the sea”, BBC News, 4 May 2020."


def read(data: bytes) -> Document:
    return EpubFormat().read("a.epub", data)


def aside(text: str, name: str = "fn1") -> str:
    return f'<aside epub:type="footnote" id="{name}"><p>{text}</p></aside>'


def call(target: str) -> str:
    return f'<p>Said so.<a epub:type="noteref" href="{target}">1</a></p>'


def test_chapters_that_number_their_notes_alike_have_notes_of_their_own() -> None:
    book = epub_file({"ch1.xhtml": call("#fn1") + aside(LUND), "ch2.xhtml": call("#fn1") + aside(ROTH)})
    assert [(n.label, n.body[:4], n.status, len(n.markers)) for n in read(book).notes] == [
        ("1", "K. L", "present", 1),
        ("1 (2)", "A. R", "present", 1),
    ]


def test_places_name_the_page_and_its_line() -> None:
    book = epub_file({"ch1.xhtml": "<p>One.</p>\n" + call("end/notes.xhtml#fn1"), "end/notes.xhtml": f"\n{aside(LUND)}"})
    (found,) = read(book).notes
    assert (found.place.part, found.markers[0].place.part) == ("OEBPS/end/notes.xhtml, line 7", "OEBPS/ch1.xhtml, line 7")
    assert found.status == "present"


def test_a_call_without_a_note_is_missing_and_contents_call_nothing() -> None:
    book = epub_file({"ch1.xhtml": call("#fn1") + '<p>More.<a epub:type="noteref" href="notes.xhtml#fn2">2</a></p>' + aside(LUND)})
    assert [(n.label, n.status) for n in read(book).notes] == [("1", "present"), ("2", "missing")]


def test_a_repair_changes_the_page_of_its_note_alone() -> None:
    data = epub_file({"ch1.xhtml": call("#fn1") + aside(LUND), "ch2.xhtml": call("#fn1") + aside(ROTH)})
    document = read(data)
    source = parse(document)[1].sources[0]
    edits = EpubFormat().edits(document, data, source, AddUrl('https://found.example/1?a="&b'))
    written = EpubFormat().write("a.epub", data, edits)
    before, after = members(data), members(written)
    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == ["OEBPS/ch2.xhtml"]
    assert [a.url for a in read(written).addresses] == ["https://found.example/1?a=%22&b"]
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert (archive.infolist()[0].filename, archive.infolist()[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)


def locked(page: str) -> str:
    return f'<encryption xmlns:enc="x"><enc:EncryptedData><enc:CipherData><enc:CipherReference URI="{page}"/></enc:CipherData></enc:EncryptedData></encryption>'


def test_encrypted_pages_are_refused_and_encrypted_fonts_are_not() -> None:
    pages = {"ch1.xhtml": call("#fn1") + aside(LUND)}
    with pytest.raises(DocumentError, match="encrypted"):
        read(epub_file(pages, **{"META-INF__encryption.xml": locked("OEBPS/ch1.xhtml")}))
    assert len(read(epub_file(pages, **{"META-INF__encryption.xml": locked("OEBPS/font.otf")})).notes) == 1


def test_a_signed_book_is_not_written() -> None:
    data = epub_file({"ch1.xhtml": call("#fn1") + aside(LUND)}, **{"META-INF__signatures.xml": "<x/>"})
    document = read(data)
    edits = EpubFormat().edits(document, data, parse(document)[0].sources[0], AddUrl("https://found.example/1"))
    with pytest.raises(WriteError, match="signed"):
        EpubFormat().write("a.epub", data, edits)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (epub_file({"a.xhtml": "x"})[:300], "damaged"),
        (epub_file({"a.xhtml": "x"}, **{"..__evil.xhtml": "x"}), "outside the archive"),
        (odt_file("<text:p/>"), "not an EPUB"),
        (b"text", "not an EPUB"),
        (epub_file({}), "lists no pages"),
        (
            epub_file({"a.xhtml": "x"}, **{"META-INF__container.xml": CONTAINER.replace("OEBPS/book.opf", "../../etc/passwd")}),
            "not an EPUB",
        ),
    ],
)
def test_hostile_and_broken_files_are_refused_with_one_line(data: bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=said) as told:
        read(data)
    assert "\n" not in str(told.value)

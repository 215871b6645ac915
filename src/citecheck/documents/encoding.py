"""Decodes UTF-8, UTF-16, Windows-1252 and declared encodings.

Others are refused, not guessed, but for two that differ from Windows-1252 in letters that leave no doubt, Turkish and Latin 9, and those of
``undeclared_encodings``.
"""

import codecs
import re

from citecheck.documents import undeclared_encodings
from citecheck.language.charsets import document_codec
from citecheck.model.errors import DocumentError
from citecheck.patterns import lazy_pattern

# Each byte order mark with two of Python's codecs: one that drops it, and one that leaves it alone.
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
SIGNATURES = {
    b"%PDF-": "a PDF; give it the suffix .pdf, or check its source document",
    b"PK\x03\x04": "a ZIP archive or office file of another kind; save it as .docx, .txt or .md",
    b"{\\rtf": "an RTF file; give it the suffix .rtf",
    b"\x1f\x8b": "gzip-compressed; unpack it first",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
# What tells a ZIP archive's kind by its first entries (Office Open XML; OpenDocument 1.3, part 2, 3.3; EPUB 3.3, 4.3).
ARCHIVES = {
    b"mimetypeapplication/vnd.oasis.opendocument.text": "an OpenDocument text; give it the suffix .odt",
    b"mimetypeapplication/epub+zip": "an EPUB; give it the suffix .epub",
    b"word/document.xml": "a Word file; give it the suffix .docx",
}
ARCHIVE, ARCHIVE_HEAD = b"PK\x03\x04", 4_000
# The head of a mail, or of a web page that a browser saved as one file (RFC 2557).
MAIL = lazy_pattern(
    rb"(?:(?!Content-Type:)[A-Za-z][\w-]{0,40}+:[^\n]{0,990}+\n(?:[ \t][^\n]{0,990}+\n){0,99}+){0,40}+Content-Type:[ \t]*+multipart/(?:related|alternative|mixed)\b",
    re.IGNORECASE,
)
COMPOUND = b"\xd0\xcf\x11\xe0"  # OLE compound file (MS-CFB 2.2)
C1 = lazy_pattern(rb"[\x80-\x9f]")
HIGH = bytes(range(0x80, 0x100))
# Letters that ASCII lacks, and what no word of a language in Windows-1252 has: Cyrillic, Greek, Polish or East Asian text was read as that.
WORD = lazy_pattern(r"[\w¡-¿]+")
MARKED = lazy_pattern(r"[À-ÖØ-öø-ÿŒœŠšŽžŸ]")
STRANGE = lazy_pattern(
    r"[À-ÖØ-öø-ÿ]{3}|(?<=[^\W\d_])[¡-©«-¶¸»-¿](?=[^\W\d_])|(?<=[a-zß-öø-ÿ])[À-ÖØ-ÞŒŠŽŸ](?=[a-zß-öø-ÿ])|(?<=[A-Za-z])[„”](?=[a-zß-ÿ])"
)
LEAST_STRANGE, STRANGE_SHARE = 3, 0.3
RUN = lazy_pattern(rb"[\x80-\xff]{6,}")  # so many bytes in a row are no word of a language in Windows-1252
LEAST_DISTINCT = 4  # of a run; fewer are a line or a row of signs
# Turkish (Windows-1254, ISO 8859-9) read as Windows-1252 has ý, þ, ð for ı, ş, ğ beside ç, ö, ü; Icelandic has vowels with acutes.
TURKISH = lazy_pattern(r"[ýþðÝÞÐ]")
NOT_TURKISH = lazy_pattern(r"[áéíóúæÁÉÍÓÚÆøåãõñ]")
LEAST_TURKISH = 3
LATIN_9 = lazy_pattern(r"(?<=\d)\s?¤|¤\s?(?=\d)|(?<=[a-z])½(?=[a-z])")  # € and œ of ISO 8859-15
RETURN = lazy_pattern(r"\r(?!\n)")
TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1a")
CONTROLS_ALLOWED = 0.01  # share of control characters; more is binary


class NotText(ValueError):
    """The bytes cannot be decoded; the message says what they look like."""


def decode(path: str, data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text without byte order mark, and the encoding's Python name. Raises ``DocumentError``.

    ``declared``, the encoding that the document names, is tried after UTF-8.
    """
    try:
        text, encoding = _decode(data, declared)
    except NotText as error:
        raise DocumentError(path, str(error)) from None
    return with_line_feeds(text), encoding


def beginning(data: bytes, length: int) -> str:
    """The first characters, for recognising a format."""
    codec = next((encoding for mark, encoding, _ in BOMS if data.startswith(mark)), "utf-8")
    return with_line_feeds(data[: 4 * length].decode(codec, errors="replace")[:length])


def with_line_feeds(text: str) -> str:
    """The text, of the same length, with line feeds in place of carriage returns that end most of its lines alone.

    So did the Macintosh before Mac OS X; text pasted into such a file has line feeds, too. Doubled ends, ``\\r\\r\\n``, are as many as line feeds.
    """
    if "\r" not in text:
        return text
    feeds, pairs = text.count("\n"), text.count("\r\n")
    return RETURN.sub("\n", text) if text.count("\r") - pairs > feeds else text


def _decode(data: bytes, declared: str | None) -> tuple[str, str]:
    if what := kind_of(data):
        raise NotText(f"this is {what}")
    for bom, encoding, _ in BOMS:
        if data.startswith(bom):
            return _strict(data, encoding), encoding
    if b"\0" in data:
        return _utf16(data)
    if not declared and (at := _mixed(data)) is not None:
        line = data.count(b"\n", 0, at) + 1
        raise NotText(f"it is UTF-8, but for byte {at} in line {line}: its encodings are mixed; save it as UTF-8")
    for encoding in ("utf-8", *_named(data, declared), "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if _share_of_controls(text) > CONTROLS_ALLOWED:
            raise NotText("this is a binary file; name a text document")
        if encoding == "cp1252" and not declared:
            if _is_misread(data, text):
                break
            return _recognised(data, text)
        return text, encoding
    if not declared and (sure := undeclared_encodings.recognised(data)):
        return data.decode(sure), sure
    raise NotText("its encoding is unknown (neither UTF-8, UTF-16 nor Windows-1252); save it as UTF-8")


def _named(data: bytes, declared: str | None) -> list[str]:
    """The codec of a declared encoding; as browsers do, Latin 1 with bytes of Windows-1252 is that."""
    named = document_codec(declared) if declared else None
    if named == "iso8859-1" and C1.search(data):
        return ["cp1252", named]
    return [named] if named else []


def _is_misread(data: bytes, text: str) -> bool:
    """Whether words look like another encoding read as Windows-1252: of many letters with accents, or with signs among their letters."""
    words = WORD.findall(text)
    marked, strange = (sum(pattern.search(word) is not None for word in words) for pattern in (MARKED, STRANGE))
    if strange >= LEAST_STRANGE and strange > STRANGE_SHARE * marked:
        return True
    within = sum(len(run) for run in RUN.findall(data) if len(set(run)) >= LEAST_DISTINCT)
    return within > STRANGE_SHARE * (len(data) - len(data.translate(None, HIGH)))


def _recognised(data: bytes, text: str) -> tuple[str, str]:
    """The text and its encoding: Windows-1254 or ISO 8859-15 instead of Windows-1252, if its letters leave no doubt."""
    if len(TURKISH.findall(text)) >= LEAST_TURKISH and re.search("[çöüÇÖÜ]", text) and not NOT_TURKISH.search(text):
        return data.decode("cp1254"), "cp1254"
    if LATIN_9.search(text) and not C1.search(data):
        return data.decode("iso8859-15"), "iso8859-15"
    return text, "cp1252"


def kind_of(data: bytes) -> str | None:
    """What kind of binary file the bytes are, and what to do; None if unknown."""
    if data.startswith(COMPOUND):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "a password-protected Office file; open it, and save it without a password"
        what = "an old Word file (.doc)" if "WordDocument".encode("utf-16-le") in data else "an old Office file"
        return f"{what}; save it as .docx"
    if packed := kind_of_archive(data):
        return packed
    if MAIL.match(data):
        return "a mail or a web page in one file (MHTML); save the page as .html, or its text as .txt"
    return next((what for signature, what in SIGNATURES.items() if data.startswith(signature)), None)


def kind_of_archive(data: bytes) -> str | None:
    """What a ZIP archive is that citecheck reads by another suffix, and what to do; None if unknown."""
    head = data[:ARCHIVE_HEAD] if data.startswith(ARCHIVE) else b""
    return next((what for sign, what in ARCHIVES.items() if sign in head), None)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(f"it declares {encoding}, but byte {error.start} is invalid; save it as UTF-8") from None


def _mixed(data: bytes) -> int | None:
    """The offset of the first invalid byte in a text that is mostly UTF-8: more of its non-ASCII characters are valid than not."""
    text = data.decode("utf-8", "surrogateescape")
    wrong = re.search("[\udc80-\udcff]", text)
    if wrong is None:
        return None
    invalid = len(re.findall("[\udc80-\udcff]", text))
    valid = sum(map(len, re.findall("[\u0080-\ud7ff\ue000-\U0010ffff]+", text)))
    return len(text[: wrong.start()].encode("utf-8")) if valid > invalid else None


def _utf16(data: bytes) -> tuple[str, str]:
    """Decode UTF-16 without byte order mark, known by NUL in every other byte; other data with NUL is binary."""
    even, odd = data[:4096:2].count(0), data[1:4096:2].count(0)
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high > 4 * (low + 1) and len(data) % 2 == 0:
            return _strict(data, encoding), encoding
    raise NotText("it holds NUL bytes: this is a binary file, or a damaged one; name a text document")


def _share_of_controls(text: str) -> float:
    head = text[:65536]
    return sum(c < " " and c not in TEXT_CONTROLS for c in head) / max(1, len(head))

"""Bytes to text: UTF-8 with or without a byte order mark, UTF-16, Windows-1252; anything else, or a mixture, is not guessed at."""

import codecs
import hashlib
import re

from citecheck.language.charsets import codec
from citecheck.model.errors import DocumentError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SIGNATURES = {
    b"%PDF-": "a PDF; citecheck does not read PDF yet: save it as text, or check its source document",
    b"PK\x03\x04": "a ZIP archive or office file of another kind; save it as .docx, .txt or .md",
    b"{\\rtf": "an RTF file; save it as .docx or .txt",
    b"\x1f\x8b": "gzip-compressed; unpack it first",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
COMPOUND = b"\xd0\xcf\x11\xe0"  # OLE compound file (MS-CFB 2.2)
TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1a")
CONTROLS_ALLOWED = 0.01  # share of control characters over which bytes are no text


class NotText(ValueError):
    """The bytes are no text that can be read; the message says what they look like."""


def decode(path: str, data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text without byte order mark, and the encoding's Python name. Raises ``DocumentError``.

    ``declared`` is what the document says of itself; it counts where the bytes are no UTF-8, and it names an encoding of texts in which
    they can be.
    """
    try:
        return _decode(data, declared)
    except NotText as error:
        raise DocumentError(path, str(error)) from None


def _decode(data: bytes, declared: str | None) -> tuple[str, str]:
    if what := kind_of(data):
        raise NotText(f"this is {what}")
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strict(data, encoding), encoding
    if b"\0" in data:
        return _utf16(data)
    if not declared and (at := _mixed(data)) is not None:
        line = data.count(b"\n", 0, at) + 1
        raise NotText(f"it is UTF-8, but for byte {at} in line {line}: its encodings are mixed; save it as UTF-8")
    named = codec(declared) if declared else None
    for encoding in ("utf-8", *([named] if named else []), "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if _share_of_controls(text) > CONTROLS_ALLOWED:
            raise NotText("this is a binary file; name a text document")
        return text, encoding
    raise NotText("its encoding is unknown (neither UTF-8, UTF-16 nor Windows-1252); save it as UTF-8")


def kind_of(data: bytes) -> str | None:
    """What bytes that are no text look like, and what to do; None for anything else."""
    if data.startswith(COMPOUND):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "a password-protected Office file; open it, and save it without a password"
        what = "an old Word file (.doc)" if "WordDocument".encode("utf-16-le") in data else "an old Office file"
        return f"{what}; save it as .docx"
    return next((what for signature, what in SIGNATURES.items() if data.startswith(signature)), None)


def sha256(data: bytes) -> str:
    """The hash by which a document is known to be the one that was read."""
    return hashlib.sha256(data).hexdigest()


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(f"it says it is {encoding}, but breaks at byte {error.start}; save it as UTF-8") from None


def _mixed(data: bytes) -> int | None:
    """The first byte that is no UTF-8 in a text that mostly is: most of its other characters are whole sequences."""
    text = data.decode("utf-8", "surrogateescape")
    wrong = re.search("[\udc80-\udcff]", text)
    if wrong is None:
        return None
    count = len(re.findall("[\udc80-\udcff]", text))
    whole = sum(map(len, re.findall("[\u0080-\ud7ff\ue000-\U0010ffff]+", text)))
    return len(text[: wrong.start()].encode("utf-8")) if whole > count else None


def _utf16(data: bytes) -> tuple[str, str]:
    """UTF-16 without a mark shows as NUL in every other byte; anything else with NUL is binary."""
    even, odd = data[:4096:2].count(0), data[1:4096:2].count(0)
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high > 4 * (low + 1) and len(data) % 2 == 0:
            return _strict(data, encoding), encoding
    raise NotText("it holds NUL bytes: this is a binary file, or a damaged one; name a text document")


def _share_of_controls(text: str) -> float:
    head = text[:65536]
    return sum(c < " " and c not in TEXT_CONTROLS for c in head) / max(1, len(head))

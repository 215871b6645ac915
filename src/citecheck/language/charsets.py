"""Maps encoding labels to Python codecs: one table for pages, service responses and documents.

Only encodings that browsers support (https://encoding.spec.whatwg.org/#names-and-labels), by their labels and Python's names.
Python's other codecs are no text encodings (``rot13``, ``zlib``, ``base64``, ``idna``, ``unicode_escape``, ``undefined``), or do
not round-trip (``mac_arabic``).
"""

import codecs
from collections.abc import Iterable

_TEXT_TEXT = """
utf-8 utf-16 utf-16-le utf-16-be ascii cp866 iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8
iso8859-9 iso8859-10 iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic cp874 tis-620
cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 gb2312 gbk gb18030 big5 big5hkscs euc_jp iso2022_jp shift_jis
cp932 euc_kr cp949
"""
TEXT = frozenset(_TEXT_TEXT.split())
# Labels of browsers that Python lacks.
LABELS = {
    "unicode-1-1-utf-8": "utf-8", "unicode11utf8": "utf-8", "unicode20utf8": "utf-8", "x-unicode20utf8": "utf-8",
    "csunicode": "utf-16-le", "iso-10646-ucs-2": "utf-16-le", "ucs-2": "utf-16-le", "unicode": "utf-16-le", "unicodefeff": "utf-16-le",
    "unicodefffe": "utf-16-be", "iso-8859-6-e": "iso8859-6", "iso-8859-6-i": "iso8859-6", "csiso88596e": "iso8859-6", "csiso88596i": "iso8859-6",
    "iso-8859-8-e": "iso8859-8", "iso-8859-8-i": "iso8859-8", "csiso88598e": "iso8859-8", "csiso88598i": "iso8859-8", "logical": "iso8859-8",
    "visual": "iso8859-8", "sun_eu_greek": "iso8859-7", "koi": "koi8-r", "koi8": "koi8-r", "koi8-ru": "koi8-u", "x-mac-roman": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic", "x-mac-ukrainian": "mac-cyrillic", "dos-874": "cp874", "windows-874": "cp874", "x-cp1250": "cp1250",
    "x-cp1251": "cp1251", "x-cp1252": "cp1252", "x-cp1253": "cp1253", "x-cp1254": "cp1254", "x-cp1255": "cp1255", "x-cp1256": "cp1256",
    "x-cp1257": "cp1257", "x-cp1258": "cp1258", "x-gbk": "gbk", "gb_2312": "gbk", "cn-big5": "big5", "x-x-big5": "big5", "x-euc-jp": "euc_jp",
    "cseucpkdfmtjapanese": "euc_jp", "x-sjis": "shift_jis", "windows-949": "cp949", "cseuckr": "euc_kr",
    "iso88592": "iso8859-2", "iso88593": "iso8859-3", "iso88594": "iso8859-4", "iso88595": "iso8859-5", "iso88596": "iso8859-6",
    "iso88597": "iso8859-7", "iso88598": "iso8859-8", "iso88599": "iso8859-9", "iso885910": "iso8859-10", "iso885911": "iso8859-11",
    "iso885913": "iso8859-13", "iso885914": "iso8859-14", "iso885915": "iso8859-15", "iso88591": "iso8859-1", "csisolatin9": "iso8859-15",
    "csmacintosh": "mac-roman", "mac": "mac-roman", "csgb2312": "gb2312", "gb_2312-80": "gb2312", "windows-31j": "cp932",
    "csksc56011987": "cp949", "iso-ir-149": "cp949", "ks_c_5601-1989": "cp949", "ksc5601": "cp949", "ksc_5601": "cp949",
}  # fmt: skip
# What the labels of East Asian encodings mean to browsers: the encoding with its vendors' characters.
SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs"}
# The same for pages' Latin and Thai labels, where browsers show printable characters for control codes.
PAGE_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874"}
# Of documents only: the names of LaTeX's inputenc (its manual, section 1), of Java, as JabRef writes them, and of TeXShop's menu,
# letters and digits alone.
DOCUMENT_CODECS = frozenset(
    {"cp437", "cp850", "cp852", "cp858", "cp865", "cp857", "mac-latin2", "mac-turkish", "mac-greek", "hp-roman8"}
)
DOCUMENT_LABELS = {
    "ansinew": "cp1252", "applemac": "mac-roman", "latin9": "iso8859-15", "latin10": "iso8859-16", "maccyr": "mac-cyrillic", "macukr": "mac-cyrillic",
    "macce": "mac-latin2", "cp437de": "cp437", "ibm437": "cp437", "ibm850": "cp850", "ibm852": "cp852", "ibm857": "cp857", "cp1252": "cp1252",
    "xmacroman": "mac-roman", "macroman": "mac-roman", "xmaccentraleurope": "mac-latin2", "xmaccyrillic": "mac-cyrillic", "xmacturkish": "mac-turkish",
    "xmacgreek": "mac-greek", "koi8ru": "koi8-u", "macosroman": "mac-roman", "isolatin": "iso8859-1", "isolatin1": "iso8859-1", "isolatin2": "iso8859-2",
    "isolatin5": "iso8859-9", "isolatin9": "iso8859-15", "windowslatin1": "cp1252", "windowslatin2": "cp1250", "windowscyrillic": "cp1251",
    "windowsgreek": "cp1253", "windowsturkish": "cp1254", "dosrussian": "cp866", "doscyrillic": "cp866", "dosjapanese": "cp932", "doslatinus": "cp437",
    "doslatin1": "cp850", "doslatin2": "cp852", "maccyrillic": "mac-cyrillic", "sjisx0213": "cp932", "dosksc": "cp949", "xwindows949": "cp949", "xsjis": "cp932",
}  # fmt: skip
LONGEST = 40  # characters of a label


def codec(label: str) -> str | None:
    """The Python codec for a label; None for what is no text encoding. It decodes any bytes with ``errors="replace"``."""
    plain = label.strip(" \t\r\n\f").lower()
    if plain in LABELS:
        return SUPERSETS.get(LABELS[plain], LABELS[plain])
    if not plain.isascii() or not plain.isprintable() or len(plain) > LONGEST:
        return None
    try:
        name = codecs.lookup(plain).name
    except LookupError:
        return None
    return SUPERSETS.get(name, name) if name in TEXT else None


def document_codec(label: str) -> str | None:
    """The Python codec for an encoding that a document declares: also one of DOS and of the old Mac, which no browser knows."""
    plain = label.strip().lower()
    plain = DOCUMENT_LABELS.get("".join(filter(str.isalnum, plain)), plain)
    return plain if plain in DOCUMENT_CODECS else codec(plain)


def page_codec(body: bytes, labels: Iterable[str]) -> str | None:
    """The Python codec of a page with these declared labels, the header's first; None if nothing usable is declared.

    A page that is valid UTF-8 and not only ASCII is UTF-8, since templates often keep an old declaration.
    """
    boms = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
    if marked := next((name for bom, name in boms if body.startswith(bom)), None):
        return marked
    if not body.isascii() and b"\0" not in body and _is_utf8(body):
        return "utf-8"
    declared = next((name for label in labels if (name := codec(label))), None)
    return PAGE_SUPERSETS.get(declared, declared) if declared else None


def _is_utf8(body: bytes) -> bool:
    """Whether bytes are valid UTF-8; the last character may be cut."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(body)
    except UnicodeDecodeError:
        return False
    return True

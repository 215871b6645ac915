"""How much of a page's markup is parsed: so many tags, and none with thousands of attributes.

Parsers make an object of every tag, and compare each attribute of a tag with all before it. Measured with lxml 6 and Beautiful Soup
4.14: 100,000 tags take 3 s of CPU; 60,000 attributes of one tag take 80 s.
"""

import re

from citecheck.language.charsets import codec

MOST_TAGS = 100_000  # start tags that are read; of a page with more the beginning is
LONG_TAG = 10_000  # bytes of a tag besides its quoted values; some 1,500 attributes
# A start tag up to its end: quotation marks count where they follow an equals sign, as in HTML (13.1.2.3).
_TAG = re.compile(rb"<[a-zA-Z](?:[^>=]|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+>?")
_VALUE = re.compile(rb"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_START = re.compile(rb"<[a-zA-Z]")
_ASCII = "".join(map(chr, range(0x20, 0x7F)))


def bounded(body: bytes, charset: str | None) -> tuple[bytes, str | None, bool]:
    """What of a page may be parsed, its encoding, and whether that is all of it. ``charset`` is the one that the header names.

    An encoding in which ASCII is not ASCII is undone first, since signs could hide in it.
    """
    charset = _encoding(body, charset)
    if charset and not _keeps_ascii(charset):
        body, charset = (_decodes(body, charset) or "").encode("utf-8", "replace"), "utf-8"
    body, whole = _first_tags(body)
    return _without_long_tags(body), charset, whole


def _encoding(body: bytes, charset: str | None) -> str | None:
    """The encoding that Beautiful Soup would take: the first of those that are encodings of texts."""
    from bs4.dammit import EncodingDetector

    told = EncodingDetector(body, [charset] if charset else [], is_html=True).encodings
    return next((name for one in told if (name := codec(one))), None)


def _keeps_ascii(charset: str) -> bool:
    return _decodes(_ASCII.encode("ascii"), charset) == _ASCII


def _decodes(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset, "replace").lstrip("\ufeff")
    except (LookupError, ValueError):  # no encoding, one that decodes nothing, or a name with a NUL in it
        return None


def _first_tags(body: bytes) -> tuple[bytes, bool]:
    if body.count(b"<") <= MOST_TAGS:
        return body, True
    for number, tag in enumerate(_START.finditer(body)):
        if number == MOST_TAGS:
            return body[: tag.start()], False
    return body, True


def _without_long_tags(body: bytes) -> bytes:
    if len(body) <= LONG_TAG:
        return body
    return _TAG.sub(lambda tag: b"" if _is_long(tag[0]) else tag[0], body)


def _is_long(tag: bytes) -> bool:
    return len(tag) > LONG_TAG and len(_VALUE.sub(b"=", tag)) > LONG_TAG

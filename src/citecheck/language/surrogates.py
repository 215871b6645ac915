"""Lone surrogates: undecodable bytes of a text, and malformed JSON from services."""

from citecheck.patterns import lazy_pattern

_BYTE = lazy_pattern("[\udc80-\udcff]")  # bytes of a file's name that are not UTF-8, in Python (PEP 383)
_HALF = lazy_pattern("[\ud800-\udfff]")


def well_formed(text: str) -> str:
    """The text with U+FFFD for every lone surrogate: UTF-8 cannot encode one, and JSON readers reject its escape (RFC 8259, 8.2)."""
    return _HALF.sub("\ufffd", text)


def well_formed_name(name: str) -> str:
    """A file's name in UTF-8: an invalid byte becomes U+FFFD and its two hexadecimal digits, so that names stay different."""
    return well_formed(_BYTE.sub(lambda byte: f"\ufffd{ord(byte[0]) - 0xDC00:02X}", name))

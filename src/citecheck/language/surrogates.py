"""Lone surrogates: undecodable bytes of a text, and malformed JSON from services."""

import re

_HALF = re.compile("[\ud800-\udfff]")


def well_formed(text: str) -> str:
    """The text with U+FFFD for every lone surrogate: UTF-8 cannot encode one, and JSON readers reject its escape (RFC 8259, 8.2)."""
    return _HALF.sub("\ufffd", text)

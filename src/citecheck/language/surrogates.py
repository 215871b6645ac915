"""Half surrogate pairs: what stands in a text for a byte that is none of its encoding, and in JSON that a service wrote badly."""

import re

_HALF = re.compile("[\ud800-\udfff]")


def well_formed(text: str) -> str:
    """A text with U+FFFD for every half pair: UTF-8 has no bytes for one, and readers of JSON refuse its escape (RFC 8259, 8.2)."""
    return _HALF.sub("\ufffd", text)

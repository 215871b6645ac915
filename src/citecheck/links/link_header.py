"""Parses web links in headers and TimeMaps: ``<uri>; rel="first memento"; datetime="…", <uri>; …`` (RFC 8288, RFC 6690).

URLs and quoted values may contain commas and semicolons, so the text is scanned, not split.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from msgspec import Struct

MOST = 50_000  # maximum links of one text


class WebLink(Struct, frozen=True):
    """One link: its URL, its relations in lower case, and its other attributes."""

    uri: str
    rels: frozenset[str] = frozenset()
    attributes: tuple[tuple[str, str], ...] = ()

    def moment(self, name: str = "datetime") -> datetime | None:
        """An attribute as a datetime; None if it has none."""
        return http_date(next((value for key, value in self.attributes if key == name), ""))


def http_date(value: str) -> datetime | None:
    """The time in a header or attribute (RFC 7089: RFC 1123 in GMT); None if it is not valid."""
    from email.utils import parsedate_to_datetime  # slow to import

    try:
        made = parsedate_to_datetime(value)
    except (ValueError, OverflowError):  # OverflowError: an impossible year or offset
        return None
    return made.replace(tzinfo=UTC) if made.tzinfo is None else made


def read_links(text: str) -> Iterator[WebLink]:
    """The links of a text in order, up to the first syntax error."""
    at = 0
    for _ in range(MOST):
        at = _skip(text, at, ", \t\r\n")
        end = text.find(">", at)
        if text[at : at + 1] != "<" or end < 0:
            return
        uri = text[at + 1 : end].strip()
        at, attributes = _attributes(text, end + 1)
        rels = next((value for key, value in attributes if key == "rel"), "")
        yield WebLink(uri, frozenset(rels.lower().split()), tuple((k, v) for k, v in attributes if k != "rel"))


def _attributes(text: str, at: int) -> tuple[int, list[tuple[str, str]]]:
    found: list[tuple[str, str]] = []
    while True:
        at = _skip(text, at, " \t\r\n")
        if text[at : at + 1] != ";":
            return at, found
        start = at = _skip(text, at + 1, " \t\r\n;")
        while at < len(text) and text[at] not in "=;, \t\r\n":
            at += 1
        name = text[start:at].lower()
        at = _skip(text, at, " \t")
        if text[at : at + 1] == "=":
            at, value = _value(text, _skip(text, at + 1, " \t"))
            found.append((name, value))


def _value(text: str, at: int) -> tuple[int, str]:
    if text[at : at + 1] == '"':
        end = text.find('"', at + 1)
        return (end + 1, text[at + 1 : end]) if end >= 0 else (len(text), text[at + 1 :])
    start = at
    while at < len(text) and text[at] not in ";, \t\r\n":
        at += 1
    return at, text[start:at]


def _skip(text: str, at: int, signs: str) -> int:
    while at < len(text) and text[at] in signs:
        at += 1
    return at

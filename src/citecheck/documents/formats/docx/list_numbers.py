"""The numbers that Word shows before the entries of an automatically numbered list (ECMA-376 part 1, 17.9)."""

import re
from collections.abc import Mapping

from msgspec import Struct, field

from citecheck.documents.formats.docx.headings import STYLE, USED
from citecheck.documents.numerals import whole_number
from citecheck.patterns import lazy_pattern

_VAL = r"\b[^<>]*?\bval=[\"'](?P<value>[^\"'<>]{0,40})[\"']"
_ABSTRACT = lazy_pattern(
    r"<\w+:abstractNum\b[^<>]*?\babstractNumId=[\"'](?P<id>\d{1,9})[\"'][^<>]*>(?P<body>(?:[^<]|<(?!/?\w+:abstractNum\b))*+)"
)
_NUM = lazy_pattern(r"<\w+:num\b[^<>]*?\bnumId=[\"'](?P<id>\d{1,9})[\"'][^<>]*>(?P<body>(?:[^<]|<(?!/?\w+:num\b))*+)")
_LEVEL = lazy_pattern(r"<\w+:lvl\b[^<>]*?\bilvl=[\"']0[\"'][^<>]*>(?P<body>(?:[^<]|<(?!/\w+:lvl\b))*+)")
_START, _FORMAT, _TEXT = (lazy_pattern(rf"<\w+:{name}{_VAL}") for name in ("start", "numFmt", "lvlText"))
_OF, _OVERRIDE = (lazy_pattern(rf"<\w+:{name}{_VAL}") for name in ("abstractNumId", "startOverride"))
_LIST, _DEEP = lazy_pattern(rf"<\w+:numId{_VAL}"), lazy_pattern(r"<\w+:ilvl\b[^<>]*?\bval=[\"'][1-9][\"']")
SHOWN = lazy_pattern(r"[\[(]?%1[\]).:]{0,2}")  # what of a level's text is read: ``[%1]``, ``%1.``
NO_LIST = "0"  # ends the numbering of a style


class NumberedList(Struct):
    """A list: how its numbers are written, and the next of them."""

    shown: str
    following: int


class ListNumbers(Struct):
    """The numbered lists of a document: by the identifier that paragraphs name, by style, and the numbers that the first use of one sets anew."""

    lists: Mapping[str, NumberedList] = field(default_factory=dict)
    styles: Mapping[str, str] = field(default_factory=dict)
    anew: dict[str, int] = field(default_factory=dict)

    def next_of(self, properties: str) -> tuple[str, str] | None:
        """The list of a paragraph with these properties, and its number as shown; None for one of an inner level and one without."""
        used = USED.search(properties)
        named = _LIST.search(properties)
        identifier = named["value"] if named else self.styles.get(used["id"], NO_LIST) if used else NO_LIST
        found = self.lists.get(identifier)
        if found is None or _DEEP.search(properties):
            return None
        number = self.anew.pop(identifier, found.following)
        found.following = number + 1
        return identifier, found.shown.replace("%1", str(number))


def list_numbers(numbering: str, styles: str) -> ListNumbers:
    """The numbered lists that the XML of these two parts defines; bullets, letters and roman numbers are none."""
    abstract = {m["id"]: found for m in _ABSTRACT.finditer(numbering) if (found := _numbered(m["body"]))}
    lists: dict[str, NumberedList] = {}
    anew: dict[str, int] = {}
    for one in _NUM.finditer(numbering):
        of, start = _OF.search(one["body"]), _OVERRIDE.search(one["body"])
        if of and of["value"] in abstract:
            lists[one["id"]] = abstract[of["value"]]
            if start and (number := whole_number(start["value"])) is not None:
                anew[one["id"]] = number
    named = {one["id"]: used["value"] for one in STYLE.finditer(styles) if (used := _LIST.search(one["body"]))}
    return ListNumbers(lists, named, anew)


def _numbered(abstract: str) -> NumberedList | None:
    level = _LEVEL.search(abstract)
    if level is None or _value(_FORMAT.search(level["body"])) not in ("decimal", "decimalZero"):
        return None
    text = _value(_TEXT.search(level["body"]))
    number = whole_number(_value(_START.search(level["body"])) or "1")
    return NumberedList(text if SHOWN.fullmatch(text) else "%1.", 1 if number is None else number)


def _value(found: re.Match[str] | None) -> str:
    return found["value"].strip() if found else ""

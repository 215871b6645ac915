"""The numbers that Word shows for notes: by order of use, with start, restarts and style (ECMA-376 part 1, 17.11)."""

from collections.abc import Sequence

from msgspec import Struct

from citecheck.documents.formats.docx.part_text import NoteReference
from citecheck.documents.numerals import alphabetic, roman, whole_number
from citecheck.patterns import lazy_pattern

PROPERTY = lazy_pattern(r"<\w+:(?P<name>numFmt|numStart|numRestart)\b[^<>]*?\bval=[\"'](?P<value>\w+)[\"']")
SYMBOLS = "*†‡§"  # w:val="chicago"
MAX_SYMBOLS = 20  # in one mark; later notes get their number instead
MAX_START = 16_383  # Word's limit


class Numbering(Struct, frozen=True):
    """How notes of a kind are numbered. Restarts on each page are ignored, since the file does not contain the pages."""

    style: str = "decimal"
    start: int = 1
    each_section: bool = False


def numbering(kind: str, settings: str, document: str) -> Numbering:
    """The numbering of a kind of notes. Endnotes are roman by default; section properties override the document's settings."""
    properties = {"numFmt": "lowerRoman"} if kind == "endnote" else {}
    for xml in (settings, document):
        start = xml.find(f"{kind}Pr>")
        end = xml.find(f"{kind}Pr>", start + 1)
        if 0 <= start < end:
            properties |= {match["name"]: match["value"] for match in PROPERTY.finditer(xml, start, end)}
    first = properties.get("numStart", "1")
    number = whole_number(first, 5)
    begin = number if number is not None and number <= MAX_START else 1
    return Numbering(properties.get("numFmt", "decimal"), begin, properties.get("numRestart") == "eachSect")


def labels(references: Sequence[NoteReference], how: Numbering) -> dict[str, str]:
    """The label of each note by its identifier, in order of use; empty for custom marks, which are not counted."""
    out: dict[str, str] = {}
    number, section = how.start - 1, 0
    for reference in references:
        if how.each_section and reference.section != section:
            number, section = how.start - 1, reference.section
        if reference.custom:
            out.setdefault(reference.id, "")
        elif reference.id not in out:
            number += 1
            out[reference.id] = shown(number, how.style)
    return out


def shown(number: int, style: str) -> str:
    """A number in one of Word's number formats."""
    match style:
        case "lowerRoman" | "upperRoman":
            return roman(number).upper() if style == "upperRoman" else roman(number)
        case "lowerLetter" | "upperLetter":
            return alphabetic(number).upper() if style == "upperLetter" else alphabetic(number)
        case "chicago" if number <= MAX_SYMBOLS * len(SYMBOLS):
            return SYMBOLS[(number - 1) % 4] * ((number - 1) // 4 + 1)
    return str(number)

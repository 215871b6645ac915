"""Lists of persons where a record's field has one name: "Okafor A, Berg J", "Okafor, A.; Berg, J.", "Okafor et al."."""

import re

from citecheck.language.inverted_names import inverted_name
from citecheck.language.names import ET_AL, read_names
from citecheck.language.person_name import SUFFIX, read_name
from citecheck.model.reference import Name
from citecheck.patterns import lazy_pattern

_AMPERSAND = lazy_pattern(r",?\s&\s")
_MARK = lazy_pattern(r";|\s&\s|,[^,]+,\s*$|[^\W\d_],[^,]+,[^,]+,")  # of a list; a name has two commas at most, one before a suffix
_SHORT = lazy_pattern(r"[^\W\d_][^,\s]+(?: [^,\s]+)? (?:[A-ZÀ-Þ]{1,3}|(?:[A-ZÀ-Þ]\.[\s-]?){1,4})")  # "Okafor AM", "Van Berg J."
_WHOLE = lazy_pattern(r"(?:^|[\s-])[A-ZÀ-Þ]\.[\s-]?[^\W\d_][^\s.]+(?:\s[^\s.]+)?$")  # "A. M. Okafor", "Ada M. Okafor"
_OTHERS = lazy_pattern(
    r"(?:(?:and|\d{1,3}) )*(?:others|more|al|et al|colleagues|co-?workers|andere|weitere|autres|otros|altri|outros)\.?",
    re.IGNORECASE,
)
LONGEST = 10_000  # characters of a field that are read as a list


def listed_names(text: str) -> tuple[Name, ...]:
    """The persons in a text that certainly has several, or one and "et al."; else none."""
    plain = without_others(text) if len(text) <= LONGEST else ""
    pieces = [piece.strip() for piece in plain.split(",")]
    short = len(pieces) > 1 and (all(map(_SHORT.fullmatch, pieces)) or _are_whole(pieces))
    three = len(pieces) == 3 and not SUFFIX.fullmatch(pieces[1]) and not SUFFIX.fullmatch(pieces[2])
    if not plain or not (plain != text or short or three or _MARK.search(plain)):
        return ()
    if plain.count(",") == 1 and not short and not _AMPERSAND.search(plain):
        return (inverted_name(plain),)  # one with "et al."
    if ";" in plain:
        return tuple(inverted_name(piece) if "," in piece else _whole(piece) for piece in plain.split(";") if piece.strip())
    return _separated(plain)


def _are_whole(pieces: list[str]) -> bool:
    """Whether the first piece has initials before the family name, so that it is no family name, and the others may be whole too."""
    return _WHOLE.search(pieces[0]) is not None and all(" " in piece and not SUFFIX.fullmatch(piece) for piece in pieces)


def are_others(name: str) -> bool:
    """Whether what stands in the place of a name is "others", "3 others", "et al." or "colleagues"."""
    return _OTHERS.fullmatch(name.strip(" .{}")) is not None


def _separated(plain: str) -> tuple[Name, ...]:
    """The names of a list with commas: whole ones, or family names and given names in turn."""
    pieces = [piece.strip() for piece in _AMPERSAND.sub(", ", plain).split(",") if piece.strip()]
    if all(" " in piece for piece in pieces):
        return tuple(map(_whole, pieces))
    last = _AMPERSAND.split(plain)[-1]
    if last != plain and "," in last and not len(pieces) % 2:
        return tuple(Name(family, given) for family, given in zip(pieces[::2], pieces[1::2], strict=True))
    return read_names(plain) or (Name(literal=plain.strip(" ,")),)


def without_others(text: str) -> str:
    """A list of names without "et al." at its end."""
    found = next((m for m in ET_AL.finditer(text) if not text[m.end() :].strip(" .,;")), None)
    return text[: found.start()].rstrip(" ,;") if found and found.start() else text


def _whole(piece: str) -> Name:
    return read_name(piece.strip()) or Name(literal=piece.strip(" ,"))

"""Rules for references in the style of the Modern Language Association, seventh edition, and its relatives.

``Moor, Jane. “Tides.” Quay Letters 5.4 (1963): 360–71. Print.`` · ``Moor, Jane. Tides. Ed. Ann Heath. Dale: Quay, 1984. Print.``
"""

from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts
from citecheck.language.names import read_names
from citecheck.patterns import lazy_pattern

MEDIUM = lazy_pattern(r"(?:Print|Web|DVD|Film|Television|Performance|CD|E-book|Kindle)")
EDITED = lazy_pattern(r"(?P<role>Eds?|Trans)\. (?P<names>[^\W\d_a-z][^.;:\d]{3,60}(?:(?<= [^\W\d_a-z])\.[^.;:\d]{2,40})?)\.(?= |$)")
ABBREVIATED = lazy_pattern(r"Trans\.\s(?:[A-Z][\w-]{0,8}\.\s){1,6}(?:[A-Z][\w-]{0,12}\.?)(?=,?\s\d|\s[A-Z]?,?\s?\d|$|[,.]?\s)")
ROLES = {"Ed": "editor", "Eds": "editor", "Trans": "translator"}
HOLDERS = ("collection", "container", "publisher", "place")  # what the model takes a role with its names for
SURE = 0.9  # the form leaves hardly another reading


def medium(text: str, parts: Parts) -> None:
    """``… 360–71. Print.``: the medium at the end is neither a place nor a publisher."""
    for name in HOLDERS:
        part = parts.get(name)
        if part and MEDIUM.fullmatch(text, part.start, part.end) and not text[part.end :].strip(" ."):
            del parts[name]


def named_role(text: str, parts: Parts) -> None:
    """``Tides. Ed. Ann Heath. Dale: Quay``: who edited or translated a book is no series and no publisher."""
    for name in HOLDERS:
        part = parts.get(name)
        match = EDITED.match(text, part.start) if part else None
        if not part or not match or ROLES[match["role"]] in parts or not read_names(match["names"]):
            continue
        if "volume" in parts and ABBREVIATED.match(text, part.start):
            continue  # ``Trans. Amer. Math. Soc. 347``
        parts[ROLES[match["role"]]] = FieldSpan(ROLES[match["role"]], *match.span("names"), SURE)
        del parts[name]
        place, begins = parts.get("place"), match.end() + 1
        if begins < part.end and (not place or (part.end <= place.start and text[part.end : place.start] == "; ")):
            parts["place"] = FieldSpan("place", begins, place.end if place else part.end, part.probability)
        return

"""Rules for citations in which the model found no title, or something that is none in the place of a publication."""

from citecheck.citations.boundary_rules import EDITION
from citecheck.citations.cities import CITIES
from citecheck.citations.containers import ABBREVIATED, is_site
from citecheck.citations.features import hosted
from citecheck.citations.linked_words import STANDARD
from citecheck.citations.rules import Parts, relabel
from citecheck.citations.work_kinds import THESIS
from citecheck.language import publishers, venues
from citecheck.language.work_forms import is_form
from citecheck.patterns import lazy_pattern

SERIAL = frozenset(("volume", "issue", "pages", "editor"))
ONLY_EDITION = lazy_pattern(r"(?:\d{1,2}(?:st|nd|rd|th|ª|º|\.?\s?Aufl(?:age)?\.?)|[Oo]nline|[Ii]nternet|Web)")
# Who edited or translated a book, where the model has a publication: ``Trad. Ana Moor``, ``Ed. crítica de J. Weir``; ``Red Pepper`` is one
ROLE_AND_NAMES = lazy_pattern(
    r"(?:(?:Transl?|Trad|Übers|Eds?|Hrsg|Hg|Coord|Introd?|Préf|Pref|[Uu]tg|Red|Prze[łl]|Přel|Ford|Пер|Под ред|Ред|Сост)\.|Translated|Edited|Compilado|Compiled)\s"
    r"(?:crítica\s|lit\.\s)?(?:(?:by|von|par|por|de|di|av|af|van|przez)\s)?(?P<names>[^\W\d_a-z][^.;:\d]{2,60})"
)


def container_as_title(text: str, parts: Parts, host: str) -> None:
    """``Fens of the north (1984)``: a name without a title is the title, unless it is a known publication, has numbers, or is the site's."""
    container = parts.get("container")
    if not container or "title" in parts or SERIAL & (parts.keys() - {"editor"}) or ABBREVIATED.match(text, container.start):
        return
    words = text[container.start : container.end]
    named = host and hosted(words.split(), host) != "0"
    if not (is_site(words) or named or venues.read(words).entries or (len(words.split()) == 1 and publishers.find(words))):
        relabel(parts, "container", "title", 0.5)


def thesis_as_container(text: str, parts: Parts) -> None:
    """``… São Paulo, 2004. Tese de Doutorado``: the kind of a thesis is no publication."""
    container = parts.get("container")
    if container and THESIS.match(text, container.start, container.end):
        _moved(parts, "container", "genre")


def form_as_container(text: str, parts: Parts) -> None:
    """``Salt marshes. Preprint``, ``… , im Druck``: the form or the state of a work is no publication."""
    container = parts.get("container")
    if container and is_form(text[container.start : container.end]):
        _moved(parts, "container", "genre")


def edition_as_container(text: str, parts: Parts) -> None:
    """``9th``, ``18ª``, ``Online``, ``Helsinki``: an edition, a medium and a city are no publication."""
    container = parts.get("container")
    words = text[container.start : container.end].strip(" .,") if container else ""
    if EDITION.fullmatch(f" {words}") or ONLY_EDITION.fullmatch(words):
        del parts["container"]
    elif words in CITIES and "title" in parts:
        _moved(parts, "container", "place")


def role_as_container(text: str, parts: Parts) -> None:
    """``Fens. Trad. Ana Moor, Dale: Quay``: who translated or edited a book is no publication; ``Trans. Moor. Soc. 347`` is one."""
    container = parts.get("container")
    if container and "title" in parts and not SERIAL & parts.keys() and ROLE_AND_NAMES.match(text, container.start, container.end):
        del parts["container"]


def standard_as_author(text: str, parts: Parts) -> None:
    """``IEC 61966-2-1 (1999), Colour measurement``: the number of a standard is nobody's name."""
    author = parts.get("author")
    if (
        author
        and "title" in parts
        and STANDARD.fullmatch(text[author.start : author.end].strip(" ,.").removeprefix("Recommendation "))
    ):
        _moved(parts, "author", "number")


def _moved(parts: Parts, old: str, new: str) -> None:
    if new in parts:
        del parts[old]
    else:
        relabel(parts, old, new)

"""Words that a field holds by mistake: a translator's role before the names, and a city behind a book's full stop.

``Quays / Tradução de Ana Moor. Dale: Elm`` · ``In: Quays of the North. São Paulo. Elm, 2016``.
"""

from citecheck.citations.cities import CITIES
from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts
from citecheck.patterns import lazy_pattern

TRANSLATION_OF = lazy_pattern(
    r"(?:[Tt]raduç(?:ão|ões)|[Tt]raducci[óo]n|[Tt]raducció|[Tt]raduction|[Tt]raduzione|[Tt]ranslat(?:ion|ed)|[Üü]bersetzung|[Üü]bersetzt|[Vv]ertaling|[Oo]versat|[Öö]versättning|"
    r"[Tt]łumaczenie|[Pp]rzekład|[Pp]řeklad|[Pp]reklad|[Pp]rijevod|[Pp]revod|[Tt]raducere|[Ff]ordította|[Çç]eviren|[Çç]ev\.|[Пп]еревод|[Пп]ереклад|[Пп]ревод)\s?:?\s(?:(?:de|por|di|par|by|von|van|door|av|af|na)\s)?(?=[^\W\d_a-z])"
)

# ``… North. São Paulo``, ``… North. São Paulo. Elm``
CITY_LAST = lazy_pattern(
    r"(?<!\s)\.\s(?P<place>[A-ZÀ-Þ][^.,;:()\d]{2,24})(?:\.\s(?P<publisher>[A-ZÀ-Þ][^.,;:()\d]{2,60}))?[.,\s]*$"
)


def translator_before_place(text: str, parts: Parts) -> None:
    """``Quays / | Tradução de Ana Moor``: who translated a work did not write it."""
    author = parts.get("author")
    match = TRANSLATION_OF.match(text, author.start, author.end) if author and "title" in parts else None
    if author and match:
        if "translator" not in parts:
            parts["translator"] = FieldSpan("translator", match.end(), author.end, author.probability)
        del parts["author"]


def city_behind_book(text: str, parts: Parts) -> None:
    """``In: Quays of the North. | São Paulo. | Elm, 2016``: a city behind a full stop at a book's end is the place of the publisher."""
    container = parts.get("container")
    match = CITY_LAST.search(text, container.start, container.end) if container and "place" not in parts else None
    if not container or not match or match["place"] not in CITIES or ("publisher" in parts) is (match["publisher"] is not None):
        return
    for name in ("place", "publisher"):
        if match[name]:
            parts[name] = FieldSpan(name, *match.span(name), container.probability)
    parts["container"] = FieldSpan("container", container.start, match.start(), container.probability)

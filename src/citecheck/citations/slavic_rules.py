"""Rules for the marks by which East European standards part a title from what it appeared in: two slashes, a dash, "В:", a quotation.

``Колм М. Старая дамба // Берега: сб. ст. М.: Вяз, 2010`` · ``Колм, М. Старата дига. – В: Брегове. София: Бряст, 2010`` · ``Kolm M.: Wały. „Kwartalnik” 2010``
"""

from msgspec.structs import replace

from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts
from citecheck.patterns import lazy_pattern

LEAST = 4  # characters of a title
SLASHES = lazy_pattern(r"\s//\s(?:В\s(?:кн|сб)\.:?\s)?(?P<container>[^\W_][^/]{2,200})$")
KIND = lazy_pattern(
    r"\s?[:.]\s(?:сб(?:орник|ірник|\.)|мат(?:ериал|еріал|\.)|тр(?:уды|\.)|тез(?:исы|\.)|зб(?:ірник|\.)|тематич|межвуз|колл?\.|колективн|коллективн)"
)
# ``Заглавие. – В: Книга. Град``; "В" alone begins titles too.
BOOK = lazy_pattern(
    r"\s?[.?!]\s?(?:[–—-]\s)?(?:В|У|Във|U|V|W|I|In):\s(?P<container>[^\W\d_a-z][^.;]{2,160}?)\.\s(?=[^\W\d_a-z][^\W_]{0,14}[.,:]|(?:1[5-9]|20)\d\d)"
)
DASH = lazy_pattern(r"\.\s[–—-]\s")
WITHIN = lazy_pattern(r",\s(?:w|W|в|В|у|У|i|I|v|V|u):\s(?=[^\W\d_a-z])")
DASH_WITHIN = lazy_pattern(r"\.\s[–—-]\s(?P<container>[^\W\d_a-z][^.–—]{3,80})$")
NUMBER_FOLLOWS = lazy_pattern(r",\s(?:(?:1[5-9]|20)\d\d,\s(?:№|кн\.|бр\.|т\.|вып\.|Вып\.|nr\s)|(?:№|кн\.|бр\.)\s?\d)")
ITS_YEAR = lazy_pattern(r",\s(?:1[5-9]|20)\d\d,\s")
QUOTED = lazy_pattern(r"[.,]\s[„“«\"](?P<container>[^„“”«»\"]{3,100})[”“»\"],?\s\(?(?:(?:1[5-9]|20)\d\d|nr\s\d|[RtT]\.\s[\dIVXL])")


def behind_slashes(text: str, parts: Parts) -> None:
    """``Старая дамба | // Берега: сб. ст.``: two slashes within a title part it from what it appeared in."""
    title = parts.get("title")
    match = SLASHES.search(text, title.start, title.end) if title and "container" not in parts else None
    if not title or not match or match.start() - title.start < LEAST:
        return
    kind = KIND.search(text, match.start("container"), title.end)
    end = kind.start() if kind else title.end
    parts["title"] = replace(title, end=match.start())
    parts["container"] = replace(title, label="container", start=match.start("container"), end=end)


def book_behind_dash(text: str, parts: Parts) -> None:
    """``Старата дига. – В: | Брегове. София: Бряст, 2010``: what "В:" introduces behind a title is the book."""
    title = parts.get("title")
    if not title or "container" in parts:
        return
    within = WITHIN.search(text, title.start, title.end)
    numbered = DASH_WITHIN.search(text, title.start, title.end) if NUMBER_FOLLOWS.match(text, title.end) else None
    if found := within or numbered:
        start = found.end() if within else found.start("container")
        parts["title"] = replace(title, end=found.start())
        parts["container"] = replace(title, label="container", start=start)
        return
    match = BOOK.match(text, title.end)
    if not match:
        return
    for name in [name for name, part in parts.items() if match.start() <= part.start < match.end("container")]:
        del parts[name]
    parts["container"] = FieldSpan("container", *match.span("container"), title.probability)

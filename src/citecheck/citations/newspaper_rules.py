"""Rules for newspapers that no mark sets apart from the headline before them.

``Ten ferries lost in the storm New York Times 12 March 2019`` · ``Riedmoor, Anna, Der Damm bricht, FAZ v. 07.02.2024``
"""

from msgspec.structs import replace

from citecheck.citations.crf import NEWS, FieldSpan
from citecheck.citations.rules import Parts
from citecheck.language import publishers
from citecheck.language.date_patterns import normalised
from citecheck.patterns import lazy_pattern

LEAST_WORDS, MOST_WORDS = 4, 4  # of a headline that is left, and of a newspaper
YEAR_NEAR = lazy_pattern(r"(?!\s?$)[^\n]{2,24}?(?:19|20)\d\d(?!\d)")
DAY_FOLLOWS = lazy_pattern(
    r",?\s\(?(?:[0-3]?\d(?:st|nd|rd|th|\.)?\s[\ue001-\ue00c]|[\ue001-\ue00c]+\.?\s[0-3]?\d,?\s|[0-3]?\d[./][01]?\d[./](?:19|20)\d\d)"
)
# Behind these words a newspaper is what the headline is about.
_LEADS_TEXT = "the a an of in at by for from to with on and & vs v der die das von bei im und le la de du et"
DAY_LAST = lazy_pattern(
    r",?\s(?:[0-3]?\d(?:st|nd|rd|th|\.)?\s[\ue001-\ue00c]+\.?,?|[\ue001-\ue00c]+\.?\s[0-3]?\d,?)\s(?:19|20)\d\d$"
)
LEADS = frozenset(_LEADS_TEXT.split())
ABOUT = LEADS - frozenset(("in", "at", "from", "im", "bei"))  # ``Ferries in The Guardian 12 March 2019`` names where it was printed
_NAME = r"(?P<container>[^\W\d_a-z][\w&.’' -]{1,40}?)"
_OF = r"(?:v\.|vom|van|z(?:\sdnia)?|от)"
BEFORE_DAY = lazy_pattern(rf"[.,]?[”“»\"]?,?\s{_NAME}[,.]?\s{_OF}\s(?=[0-3]?\d[./ ])")
# The same within what the model has as the title.
DAY_WITHIN = lazy_pattern(rf",\s{_NAME}\s{_OF}$")
DAY = lazy_pattern(r"\.?\s[0-3]?\d[./ ]")
# With the day, too; and behind a word for newspapers and journals: ``в-к Труд, 7.02.2014``.
WITH_DAY = lazy_pattern(rf",\s{_NAME}\s{_OF}\s(?=[0-3]?\d\.\s?[01]?\d\.\s?(?:19|20)\d\d$)")
PAPER = lazy_pattern(
    r"[.,]\s(?:–\s)?(?:в-к|вестник|в\.|сп\.|списание|газ(?:ета|\.))\s[„“«\"]?(?P<container>[^\W\d_a-z][^„“”«»\",.]{1,60})[“”»\"]?,\s"
)


def newspaper_behind_headline(text: str, parts: Parts) -> None:
    """``Ten ferries lost in the storm | New York Times 12 March 2019``: a known newspaper at a headline's end, before a day, published it."""
    title, container = parts.get("title"), parts.get("container")
    if (
        title
        and container
        and DAY_FOLLOWS.match(normalised(text), container.end)
        and text[title.end : container.start].strip() in ABOUT
    ):
        parts["title"] = replace(title, end=container.end)  # ``… by | The Guardian 12 March 2019``: the headline is about it
        del parts["container"]
        return
    if not title or {"container", "publisher", "place"} & parts.keys():
        return
    if dated := DAY_LAST.search(normalised(text), title.start, title.end):
        title = replace(title, end=dated.start())
    if not YEAR_NEAR.match(text, title.end):
        return
    name = _newspaper(text[title.start : title.end].split(" "))
    if name and DAY_FOLLOWS.match(normalised(text), title.end):
        start = title.end - len(name)
        parts["title"] = replace(title, end=start - 1)
        parts["container"] = FieldSpan("container", start, title.end, title.probability)


def _newspaper(words: list[str]) -> str:
    """The longest name of a newspaper at the end of a headline, unless the headline is about it; one of a single word only in capitals."""
    for count in range(min(MOST_WORDS, len(words) - LEAST_WORDS), 0, -1):
        name = " ".join(words[-count:])
        found = publishers.find(name) if name[:1].isupper() and (count > 1 or name.isupper()) else None
        if found and found.type in NEWS:
            return "" if words[-count - 1].casefold() in LEADS else name
    return ""


def newspaper_before_day(text: str, parts: Parts) -> None:
    """``…, Der Damm bricht, | FAZ | v. 07.02.2024``: the name between a title and the word before the day is the newspaper."""
    title = parts.get("title")
    if not title or "container" in parts:
        return
    if (
        match := WITH_DAY.search(text, title.start, title.end)
        or PAPER.search(text, title.start + 1, title.end + 2)
        or PAPER.match(text, title.end)
    ):
        parts["title"] = replace(title, end=min(title.end, match.start()))
        parts["container"] = FieldSpan("container", *match.span("container"), title.probability)
        return
    end = title.end + (text[title.end : title.end + 1] == ".")
    match = DAY_WITHIN.search(text, title.start, end) if DAY.match(text, title.end) else BEFORE_DAY.match(text, title.end)
    inside = [
        name for name, one in parts.items() if match and one.start < match.end("container") and match.start("container") < one.end
    ]
    if match and set(inside) <= {"title", "place", "publisher"}:
        for name in set(inside) - {"title"}:
            del parts[name]
        parts["title"] = replace(title, end=min(title.end, match.start()))
        parts["container"] = FieldSpan("container", *match.span("container"), title.probability)

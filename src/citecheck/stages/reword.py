"""Words of a citation that its verified page says otherwise, as the page has them: offered, never written unasked."""

import re
from collections.abc import Iterator

from citecheck.model.knowledge import Resolution
from citecheck.model.reference import Source
from citecheck.model.repair import Reword
from citecheck.text.dates import find_dates
from citecheck.text.writing import one_line

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
LONGEST_TITLE = 300  # characters


def reword(source: Source, found: Resolution) -> Iterator[tuple[str, Reword]]:
    """Title and date, each with its name, where the page of a verified source contradicts them and they can be written as printed."""
    if found.state != "verified":
        return
    for evidence in found.evidence:
        if evidence.verdict != "contradicted":
            continue
        title, page = source.item.title, one_line(evidence.found)
        if evidence.variable == "title" and title and title != page and 0 < len(page) <= LONGEST_TITLE:
            yield "title", Reword(title, page)
        elif evidence.variable == "issued" and (change := _date(source, page)):
            yield "date", change


def _date(source: Source, page: str) -> Reword | None:
    """The printed date with the page's numbers in it; None where that would take other words, or may be read in two ways."""
    told, issued = DAY.match(page), source.item.issued
    mention = next((m for m in find_dates(source.text) if issued and len(m.parts) == 3 and m.parts == issued.parts), None)
    if told is None or mention is None:
        return None
    new = tuple(int(part) for part in told.groups())
    printed = source.text[mention.start : mention.end]
    numbers = [int(number) for number in re.findall(r"\d+", printed)]
    places = [
        order for order in ((0, 1, 2), (1, 2, 0), (2, 1, 0), (2, 0), (0, 2)) if numbers == [mention.parts[part] for part in order]
    ]
    if len(places) != 1 or (len(numbers) == 2 and new[1] != mention.parts[1]):
        return None
    order = iter(places[0])

    def put(old: re.Match[str]) -> str:
        width = len(old.group()) if len(numbers) == 3 or old.group().startswith("0") else 1
        return f"{new[next(order)]:0{width}d}"

    return Reword(printed, re.sub(r"\d+", put, printed)) if new != mention.parts else None

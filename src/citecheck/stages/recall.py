"""Who has kept the page? The capture nearest to the cited date, read before it counts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from citecheck.errors import NoAnswer
from citecheck.model.knowledge import Candidate, Memento, Silent
from citecheck.model.reference import Date, Source
from citecheck.model.web import Live, Moved, Page, Response
from citecheck.ports import Archive, World
from citecheck.stages.check import judge_answer
from citecheck.stages.verify import verify
from citecheck.stages.weigh import Seen
from citecheck.text.html import read_page

READ_AT_MOST = 3  # captures of one page that are read until one shows it


def nearest(url: str, source: Source, archives: Sequence[Archive], world: World) -> tuple[Memento | None, tuple[Silent, ...]]:
    """The nearest capture that shows the cited page, and the archives that were silent."""
    silent: list[Silent] = []
    for archive in archives:
        if not archive.enabled:
            continue
        try:
            for memento, page in captures(url, source.item.issued, archive, world):
                if _shows(source, url, page):
                    return replace(memento, read=True), tuple(silent)
        except NoAnswer as error:
            silent.append(Silent(archive.name, error.reason))
    return None, tuple(silent)


def read_capture(url: str, issued: Date | None, archives: Sequence[Archive], world: World) -> Page | None:
    """The page as the nearest capture that can be read shows it, under its original address."""
    for archive in archives:
        if not archive.enabled:
            continue
        try:
            if found := next(iter(captures(url, issued, archive, world)), None):
                return replace(found[1], url=url)
        except NoAnswer:
            continue
    return None


def captures(url: str, issued: Date | None, archive: Archive, world: World) -> list[tuple[Memento, Page]]:
    """The nearest captures that are no error, wall or redirect, with their pages, nearest first; the first good one ends the search."""
    service = world.service(archive.name)
    for memento in archive.recall(url, as_day(issued), service)[:READ_AT_MOST]:
        answer = service.send(archive.playback(memento))
        if isinstance(answer, Response) and answer.status == 200 and isinstance(judge_answer(answer), Live | Moved):
            return [(memento, read_page(answer))]
    return []


def _shows(source: Source, url: str, page: Page) -> bool:
    """Whether a capture shows the cited work; one whose title cannot be compared counts as shown."""
    (scored,) = verify(source, [Seen(Candidate(url, "archive"), (replace(page, url=url),))])
    verdict = next((e.verdict for e in scored.evidence if e.variable == "title"), "undecided")
    return verdict != "contradicted"


def as_day(issued: Date | None) -> date | None:
    """The day of a date, the first of what it leaves open; none where no calendar has it."""
    if not issued or not issued.parts:
        return None
    year, month, day = (*issued.parts, 1, 1)[:3]
    try:
        return date(year, month, day)
    except ValueError:
        return None

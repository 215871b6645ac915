"""The capture of a page nearest to the date of the citation, verified by reading it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from itertools import islice
from operator import itemgetter

from msgspec.structs import replace

from citecheck.faults import silence
from citecheck.language.secrets import is_inside, why_private
from citecheck.links.verdict import judge_answer
from citecheck.links.wrapped_urls import names_recipient, plain
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Candidate, Memento, Resolution, Silent
from citecheck.model.reference import Date, Source
from citecheck.model.web import Gone, Link, Live, Moved, Page, Request, Response, SoftGone
from citecheck.pages.metadata import read_page
from citecheck.protocols import Archive, Network
from citecheck.sources import thresholds
from citecheck.sources.evidence import CandidatePages
from citecheck.sources.verify import verify


def recall(
    found: Resolution, source: Source, archives: Sequence[Archive], network: Network, links: Mapping[str, Link]
) -> Resolution:
    """Return the resolution with the capture nearest to the day of access, else of publication.

    The footnote's own archive link stays, unless it is dead (``links``) or shows another work. A service's capture
    (``found.archive_url``) is used if no archive has one, and only if it shows the page.
    """
    own = source.archive_url
    if own and not isinstance(links.get(own), Gone | SoftGone) and not _shows_another(source, own, links, network):
        return replace(found, archive_url=own)
    if not found.url or found.state == "contradicted":
        return replace(found, archive_url=None)
    memento, silent = nearest(found.url, source, archives, network)
    address = memento.uri_m if memento else _services_capture(found, source, network)
    return replace(found, memento=memento, archive_url=address, silent=(*found.silent, *silent))


def _shows_another(source: Source, own: str, links: Mapping[str, Link], network: Network) -> bool:
    """Whether the footnote's own archive link was read and is another work."""
    if not isinstance(links.get(own), Live | Moved):
        return False
    ((_, answer),) = network.pages.fetch([Request(own, language=source.item.language)])
    readable = isinstance(answer, Response) and isinstance(judge_answer(answer), Live | Moved)
    return isinstance(answer, Response) and readable and not _shows(source, source.item.url or own, read_page(answer))


def _services_capture(found: Resolution, source: Source, network: Network) -> str | None:
    """The service's capture, if it can be read and shows the page."""
    if not found.archive_url or not found.url:
        return None
    for _, answer in network.pages.fetch([Request(found.archive_url, language=source.item.language)]):
        good = isinstance(answer, Response) and isinstance(judge_answer(answer), Live | Moved)
        if good and isinstance(answer, Response) and _shows(source, found.url, read_page(answer)):
            return found.archive_url
    return None


def nearest(url: str, source: Source, archives: Sequence[Archive], network: Network) -> tuple[Memento | None, tuple[Silent, ...]]:
    """Return the nearest capture that shows the cited page, and the archives that did not answer."""
    silent: list[Silent] = []
    for memento, page in captures(url, source.item.accessed or source.item.issued, source, archives, network, silent):
        if _shows(source, url, page):
            return replace(memento, read=True), tuple(silent)
    return None, tuple(silent)


def read_capture(url: str, source: Source, archives: Sequence[Archive], network: Network, silent: list[Silent]) -> Page | None:
    """Read the capture nearest to the cited date as a page with its original URL; adds to ``silent``."""
    found = next(captures(url, source.item.issued, source, archives, network, silent), None)
    return replace(found[1], url=url) if found else None


def captures(
    url: str, near: Date | None, source: Source, archives: Sequence[Archive], network: Network, silent: list[Silent]
) -> Iterator[tuple[Memento, Page]]:
    """Yield captures with their pages, nearest first, without errors, log-in pages and redirects; adds to ``silent``.

    A capture says with ``Memento-Datetime`` that it is one (RFC 7089, 2.1.1): without, an answer may be a page of the archive itself, and
    counts only with the cited title. URLs with a secret or an e-mail address, or of a private network, are not sent to archives.
    """
    url = plain(url)
    if why_private(url) or is_inside(url) or names_recipient(url):
        return
    day = as_day(near)
    wanted = datetime.combine(day, time(12), UTC) if day else network.clock.now()
    offers = [_offered(services, url, (wanted.date(), wanted), network, silent) for services in _by_archive(archives)]
    for _, archive, memento in merge(*offers, key=itemgetter(0)):
        page = None
        with _record_silence(archive, silent):
            answer = network.service(archive.name).send(archive.playback(memento))
            if answer.status == 200 and isinstance(judge_answer(answer), Live | Moved):
                page = read_page(answer)
        if page and (answer.header("memento-datetime") or _title(source, url, page) == "confirmed"):
            yield memento, page


def _offered(
    services: Sequence[Archive], url: str, near: tuple[date, datetime], network: Network, silent: list[Silent]
) -> Iterator[tuple[timedelta, Archive, Memento]]:
    """The captures of one archive by its first service that answers, nearest first, each with its distance."""
    for archive in services:
        with _record_silence(archive, silent):
            found = archive.recall(url, near[0], network.service(archive.name))
            for memento in islice(found, thresholds.CAPTURES_PER_ARCHIVE):
                yield abs(memento.datetime - near[1]), archive, memento
            return


@contextmanager
def _record_silence(archive: Archive, silent: list[Silent]) -> Iterator[None]:
    """Record an archive that does not answer, or whose answer causes an internal error, with the first reason."""
    try:
        with silence():
            yield
    except NoAnswer as error:
        if archive.name not in {one.service for one in silent}:
            silent.append(Silent(archive.name, error.reason))


def _by_archive(archives: Sequence[Archive]) -> list[list[Archive]]:
    """The services of each archive: an index and a TimeGate may belong to one archive."""
    found: list[list[Archive]] = []
    for archive in archives:
        if archive.enabled:
            same = next((services for services in found if _same_archive(archive, services[0])), None)
            same.append(archive) if same else found.append([archive])
    return found


def _same_archive(archive: Archive, other: Archive) -> bool:
    return bool(other.base_url) and (getattr(archive, "timegate", "") or archive.base_url).startswith(other.base_url)


def _shows(source: Source, url: str, page: Page) -> bool:
    """Whether a capture shows the cited work, or has no title to compare."""
    return _title(source, url, page) != "contradicted"


def _title(source: Source, url: str, page: Page) -> str:
    """The verdict on a page's titles."""
    (scored,) = verify(source, [CandidatePages(Candidate(url, "archive"), (replace(page, url=url),))])
    return next((e.verdict for e in scored.evidence if e.variable == "title"), "undecided")


def as_day(near: Date | None) -> date | None:
    """Return the first day of a date, None for an invalid one."""
    if not near or not near.parts:
        return None
    year, month, day = (*near.parts, 1, 1)[:3]
    try:
        return date(year, month, day)
    except ValueError:
        return None

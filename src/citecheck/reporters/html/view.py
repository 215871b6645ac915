"""What the page shows of a document: entries, totals, next steps, hosts, archived copies."""

from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from msgspec import Struct

from citecheck.model.completeness import Completeness, of_document
from citecheck.model.finding import SEVERITIES, Finding
from citecheck.model.report import DocumentResult
from citecheck.model.web import Link, Unlinked, verdict
from citecheck.reporters.display_text import no_notes
from citecheck.reporters.html.entry import STATE_STYLES, UNCOUNTED, ReportEntry, entries
from citecheck.reporters.html.next_steps import NextStep, next_steps

BAR = (
    "verified", "decided", "to repair", "likely", "ambiguous", "not found", "dead link", "another work", "note missing", "not checked",
)  # fmt: skip


class BarPart(Struct, frozen=True):
    """A part of the bar: a number of sources; ``start`` and ``share`` are percentages of the bar."""

    name: str
    count: int
    style: str
    mark: str
    start: float
    share: float


class Host(Struct, frozen=True):
    """The links to one host, by verdict."""

    name: str
    links: int
    verdicts: tuple[tuple[str, int], ...]
    slowest: float | None  # answer, in seconds


class View(Struct, frozen=True):
    """One document as the page shows it."""

    number: int
    result: DocumentResult
    no_notes: str | None
    counts: Completeness
    parts: tuple[BarPart, ...]
    states: tuple[tuple[str, int], ...]
    entries: tuple[ReportEntry, ...]  # worst first
    in_order: tuple[ReportEntry, ...]  # as the document has them
    findings: tuple[Finding, ...]  # that belong to no entry
    next_steps: tuple[NextStep, ...]
    hosts: tuple[Host, ...]
    archives: tuple[tuple[str, int], ...]
    not_archived: tuple[ReportEntry, ...]
    silent: tuple[tuple[str, int], ...]  # service, and for how many sources
    source_url: str | None  # of the document, where a forge shows it

    @property
    def path(self) -> str:
        return self.result.document.path


def view(result: DocumentResult, number: int, *, several: bool, source_url: str | None = None) -> View:
    """A document, its entries worst first."""
    in_order = tuple(entries(result, f"d{number}-" if several else ""))
    ordered = tuple(sorted(in_order, key=_badness))
    mine = {id(f) for entry in in_order for f in entry.findings}
    return View(
        number,
        result,
        no_notes(result),
        of_document(result),
        parts(in_order),
        tuple(Counter(e.state for e in ordered).items()),
        ordered,
        in_order,
        tuple(f for f in result.findings if id(f) not in mine),
        next_steps(ordered, result),
        hosts(result),
        tuple(Counter(_host(e.row.archived) for e in in_order if e.row.archived).most_common()),
        tuple(e for e in ordered if e.state not in UNCOUNTED and e.row.source_result and not e.row.archived),
        _silent(result),
        source_url,
    )


def _silent(result: DocumentResult) -> tuple[tuple[str, int], ...]:
    known = (d.resolution for d in result.source_results if d.resolution)
    return tuple(sorted(Counter(name for one in known for name in {s.service for s in one.silent}).items()))


def _badness(entry: ReportEntry) -> tuple[int, int]:
    """Errors first, then by state."""
    worst = min((SEVERITIES.index(f.severity) for f in entry.findings), default=len(SEVERITIES))
    return (min(worst, 1), list(STATE_STYLES).index(entry.state))


def parts(shown: Sequence[ReportEntry]) -> tuple[BarPart, ...]:
    """The parts of the bar, complete sources first; short forms and explanations are not counted."""
    counts = Counter(entry.state for entry in shown if entry.state not in UNCOUNTED)
    whole, start, made = counts.total(), 0.0, []
    for name in BAR:
        if counts[name]:
            share = 100 * counts[name] / whole
            made.append(BarPart(name, counts[name], *STATE_STYLES[name], start, share))
            start += share
    return tuple(made)


def hosts(result: DocumentResult) -> tuple[Host, ...]:
    """The hosts of all URLs, cited or found, by descending number of URLs."""
    verdicts: dict[str, Counter[str]] = {}
    for url, link in _asked(result):
        verdicts.setdefault(_host(url), Counter())[verdict(link)] += 1
    slowest: dict[str, float] = {}
    for url, seconds in result.seconds:
        slowest[_host(url)] = max(seconds, slowest.get(_host(url), 0.0))
    ordered = sorted(verdicts.items(), key=lambda item: (-item[1].total(), item[0]))
    return tuple(Host(name, counts.total(), tuple(sorted(counts.items())), slowest.get(name)) for name, counts in ordered)


def _asked(result: DocumentResult) -> Iterable[tuple[str, Link]]:
    links = {address.url: link for address, link in result.links}
    for source_result in result.source_results:
        known = source_result.resolution
        if known and known.url and not isinstance(known.link, Unlinked):
            links.setdefault(known.url, known.link)
        if not isinstance(source_result.link, Unlinked):
            links.setdefault(source_result.link.url, source_result.link)
    return links.items()


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "(no host)"
    except ValueError:
        return "(no host)"

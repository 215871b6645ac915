"""What to do next, most useful first, with the notes concerned and the command."""

from collections.abc import Iterator, Sequence
from shlex import quote

from msgspec import Struct

from citecheck.model.report import DocumentResult
from citecheck.reporters.html.entry import ReportEntry

NAMED = 12  # notes per step, at most


class NextStep(Struct, frozen=True):
    """One step: a sentence, its first entries, the number of all its entries, and a command."""

    text: str
    entries: tuple[ReportEntry, ...]
    count: int
    command: str | None = None


def next_steps(entries: Sequence[ReportEntry], result: DocumentResult) -> tuple[NextStep, ...]:
    """The next steps for a document."""
    return tuple(_next_steps(entries, quote(result.document.path)))


def _next_steps(entries: Sequence[ReportEntry], path: str) -> Iterator[NextStep]:
    def of(*states: str) -> list[ReportEntry]:
        return [entry for entry in entries if entry.state in states]

    yield from _next_step("Write the missing notes", of("note missing"))
    yield from _next_step("Check the URLs that lead to another work", of("another work"))
    yield from _next_step("Replace the dead links", of("dead link"))
    ready = [e for e in entries if any(copy.safe for copy in e.repairs)]
    yield from _next_step("Apply the safe repairs", ready, f"citecheck repair {path}")
    choose = of("ambiguous", "likely")
    command = f"citecheck decide {quote(f'{path}#{choose[0].row.label}')} URL" if choose else None
    yield from _next_step("Choose among the candidates", choose, command)
    yield from _next_step("Look up what no service knows; it may be miscited, or may not exist", of("not found"))
    kept = [e for e in of("verified", "decided", "to repair", "likely") if not e.row.archived]
    yield from _next_step("Archive sources that have no capture yet", kept, f"citecheck archive {path}")
    yield from _next_step(
        "Run again later or with a network: these could not be checked", of("not checked"), f"citecheck report {path}"
    )


def _next_step(text: str, entries: Sequence[ReportEntry], command: str | None = None) -> Iterator[NextStep]:
    if entries:
        yield NextStep(text, tuple(entries[:NAMED]), len(entries), command)

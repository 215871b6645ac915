"""What to do next: the most useful first, each with the notes it is about and the command that does it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from shlex import quote

from citecheck.model.report import Examined
from citecheck.reporters.html.entry import Entry

TOLD = 12  # notes named a step


@dataclass(frozen=True, slots=True)
class Errand:
    """One thing to do: a sentence, the first entries that it is about, how many there are in all, a command."""

    text: str
    entries: tuple[Entry, ...]
    many: int
    command: str | None = None


def errands(entries: Sequence[Entry], examined: Examined) -> tuple[Errand, ...]:
    """The steps that this document needs."""
    return tuple(_errands(entries, quote(examined.document.path)))


def _errands(entries: Sequence[Entry], path: str) -> Iterator[Errand]:
    def of(*states: str) -> list[Entry]:
        return [entry for entry in entries if entry.state in states]

    yield from _errand("Write the missing notes", of("note missing"))
    yield from _errand("Look at the addresses that lead to another work", of("another work"))
    yield from _errand("Replace the dead links", of("dead link"))
    ready = [e for e in entries if any(copy.safe for copy in e.repairs)]
    yield from _errand("Take the safe repairs", ready, f"citecheck repair {path}")
    choose = of("ambiguous", "likely")
    command = f"citecheck decide {quote(f'{path}#{choose[0].row.label}')} URL" if choose else None
    yield from _errand("Choose among the candidates", choose, command)
    yield from _errand("Look up what no service knows; it may be misquoted, or was never there", of("not found"))
    kept = [e for e in of("verified", "to repair", "likely") if not e.row.archived]
    yield from _errand("Keep a copy of what nobody has archived", kept, f"citecheck archive {path}")
    yield from _errand(
        "Run again later or with a network: these could not be checked", of("not checked"), f"citecheck report {path}"
    )


def _errand(text: str, entries: Sequence[Entry], command: str | None = None) -> Iterator[Errand]:
    if entries:
        yield Errand(text, tuple(entries[:TOLD]), len(entries), command)

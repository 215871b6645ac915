"""Asking a person about each uncertain source, as `git add -p` does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

from citecheck.app import wiring
from citecheck.app.lock_file import change_lock, path_in_lock
from citecheck.app.output import say
from citecheck.config.settings import Settings
from citecheck.lock.decisions import NONE, address, decide
from citecheck.model.document import Note
from citecheck.model.errors import UsageError
from citecheck.model.report import Dossier, Examined
from citecheck.reporters.display_text import plain

HELP = """\
y or a number   this page is the cited one
n, s            skip; nothing is recorded
x               there is no such page; do not ask again
an address      this one instead
q               stop asking; answers so far are kept
"""


@dataclass(frozen=True, slots=True)
class Question:
    """One uncertain source, with the pages that fit in part."""

    path: str
    notes: tuple[Note, ...]
    dossier: Dossier
    urls: tuple[str, ...]


def questions(examined: Sequence[Examined]) -> Iterator[Question]:
    """Sources that are likely or ambiguous, and those whose own page says otherwise; what a person decided is not asked again."""
    for one in examined:
        for dossier in one.dossiers:
            found = dossier.resolution
            if found is None or found.decided == "person" or found.state not in ("likely", "ambiguous", "contradicted"):
                continue
            urls = dict.fromkeys((*((found.url,) if found.url else ()), *(s.candidate.url for s in found.candidates)))
            yield Question(one.document.path, one.notes, dossier, tuple(urls))


def ask_all(asked: Sequence[Question], settings: Settings) -> int:
    """Asks about each, records the answers; how many."""
    answered = 0
    for number, question in enumerate(asked, 1):
        show(question, number, len(asked))
        answer = _answer(question)
        if answer is None:
            break
        if answer:
            _record(question, answer, settings)
            answered += 1
    return answered


def _record(question: Question, url: str, settings: Settings) -> None:
    now, inside = wiring.clock().now(), path_in_lock(question.path, settings)
    change_lock(settings, lambda lock: decide(lock, inside, question.dossier, question.notes, url, now))


def show(question: Question, number: int, total: int) -> None:
    """What is cited, beside what was found."""
    found = question.dossier.resolution
    say("")
    say(f"({number}/{total}) {question.path}#{question.dossier.label}: {found.state if found else ''}")
    say(f"  cited: {plain(question.dossier.source.text)}")
    for evidence in found.evidence if found else ():
        say(f"  {evidence.variable}: cited {plain(evidence.cited)!r}, found {plain(evidence.found)!r} ({evidence.verdict})")
    for at, url in enumerate(question.urls, 1):
        say(f"  {at}. {plain(url)}")


def _answer(question: Question) -> str | None:
    """An address, ``none``, an empty string to skip, or None to stop."""
    while True:
        try:
            said = click.prompt("Is it this page? [y,1-9,n,x,URL,q,?]", default="n", err=True, show_default=False).strip()
        except (click.Abort, EOFError):
            return None
        if said in ("n", "s"):
            return ""
        if said == "q":
            return None
        if said == "x":
            return NONE
        if (said == "y" and len(question.urls) == 1) or (said.isdecimal() and 0 < int(said) <= len(question.urls)):
            return question.urls[0 if said == "y" else int(said) - 1]
        if said.startswith(("http://", "https://")):
            try:
                return address(said)
            except UsageError as error:
                say(str(error))
                continue
        say(HELP)

"""Asks about each uncertain source, like `git add -p`."""

import click

from citecheck.app.questions import Question
from citecheck.cli._output import say
from citecheck.language.printable import one_line
from citecheck.lock.decisions import NONE, checked_url
from citecheck.model.errors import UsageError

HELP = """\
y or a number   this page is the cited one
n, s            skip; nothing is recorded
x               there is no such page; do not ask again
a URL           this page instead
q               stop asking; answers so far are kept
"""


def ask(question: Question, number: int, total: int) -> str | None:
    """Show a question and return the answer: a URL, ``none``, an empty string to skip, or None to stop."""
    show(question, number, total)
    return _answer(question)


def show(question: Question, number: int, total: int) -> None:
    """Print what is cited and what was found."""
    found = question.source_result.resolution
    say("")
    say(f"({number}/{total}) {question.path}#{question.source_result.label}: {found.state if found else ''}")
    say(f"  cited: {one_line(question.source_result.source.text)}")
    for evidence in found.evidence if found else ():
        say(f"  {evidence.variable}: cited {one_line(evidence.cited)!r}, found {one_line(evidence.found)!r} ({evidence.verdict})")
    for at, url in enumerate(question.urls, 1):
        say(f"  {at}. {one_line(url)}")


def _answer(question: Question) -> str | None:
    while True:
        try:
            answer = click.prompt("Is it this page? [y,1-9,n,x,URL,q,?]", default="n", err=True, show_default=False).strip()
        except (click.Abort, EOFError):
            return None
        if answer in ("n", "s"):
            return ""
        if answer == "q":
            return None
        if answer == "x":
            return NONE
        if (answer == "y" and len(question.urls) == 1) or (answer.isdecimal() and 0 < int(answer) <= len(question.urls)):
            return question.urls[0 if answer == "y" else int(answer) - 1]
        if answer.startswith(("http://", "https://")):
            try:
                return checked_url(answer)
            except UsageError as error:
                say(str(error))
                continue
        say(HELP)

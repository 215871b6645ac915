"""The sources to ask a person about, and recording the answers in the lock."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from citecheck.app import wiring
from citecheck.app.lock_file import change_lock, path_in_lock
from citecheck.config.settings import Settings
from citecheck.lock.decisions import decide
from citecheck.model.document import Note
from citecheck.model.report import DocumentResult, SourceResult

Ask = Callable[["Question", int, int], str | None]  # gets a question, its number, and the number of questions


class Question(Struct, frozen=True):
    """An uncertain source with its candidate URLs."""

    path: str
    notes: tuple[Note, ...]
    source_result: SourceResult
    urls: tuple[str, ...]


def questions(results: Iterable[DocumentResult]) -> Iterator[Question]:
    """The sources that are likely, ambiguous or contradicted and not decided by a person."""
    for one in results:
        for source_result in one.source_results:
            found = source_result.resolution
            if found is None or found.decided == "person" or found.state not in ("likely", "ambiguous", "contradicted"):
                continue
            urls = dict.fromkeys((*((found.url,) if found.url else ()), *(s.candidate.url for s in found.candidates)))
            yield Question(one.document.path, one.notes, source_result, tuple(urls))


def ask_all(asked: Sequence[Question], settings: Settings, ask: Ask) -> int:
    """Ask each question and record the answers; return their number.

    ``ask`` returns a URL, ``none``, an empty string to skip, or None to stop.
    """
    answered = 0
    for number, question in enumerate(asked, 1):
        answer = ask(question, number, len(asked))
        if answer is None:
            break
        if answer:
            _record(question, answer, settings)
            answered += 1
    return answered


def _record(question: Question, url: str, settings: Settings) -> None:
    now, inside = wiring.clock().now(), path_in_lock(question.path, settings)
    change_lock(settings, lambda lock: decide(lock, inside, question.source_result, question.notes, url, now))

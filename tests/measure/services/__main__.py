"""Judges all recorded answers of a folder and writes reports/services.md.

    python -m tests.measure.services FOLDER [--details FILE]

FOLDER has checkouts of public repositories, named OWNER+NAME, whose test suites recorded answers of services. The peer that reads
Wikipedia's templates: ``pip install mwparserfromhell``. Nothing of the answers is kept; ``--details`` names a file for what went wrong.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.measure.services import archives, wikis, works
from tests.measure.services.judged import OUTCOMES, Judged
from tests.measure.services.recorded import Recorded, recorded, repositories

REPORT = Path(__file__).resolve().parents[3] / "reports" / "services.md"
JUDGES = {**works.JUDGES, **archives.JUDGES, "wikipedia": wikis.wikipedia, "wikidata": wikis.wikidata}
Result = tuple[Recorded, list[Judged]]


def main() -> None:
    """Measures and writes."""
    parser = argparse.ArgumentParser("python -m tests.measure.services")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--details", type=Path)
    given = parser.parse_args()
    results = list(_judged(list(recorded(given.folder))))
    if given.details:
        given.details.write_text("\n".join(_faults(results)) + "\n", encoding="utf-8")
    page = _page(results, repositories(given.folder))
    REPORT.write_text(page, encoding="utf-8")
    sys.stdout.write(page)


def _judged(answers: Sequence[Recorded]) -> Iterator[Result]:
    for answer in answers:
        if answer.service in JUDGES:
            yield answer, list(_contained(answer))
    yield from archives.capture_pages([answer for answer in answers if answer.service == "wayback"])


def _contained(answer: Recorded) -> Iterator[Judged]:
    try:
        yield from JUDGES[answer.service](answer)
    except Exception as error:  # noqa: BLE001 (a crash is what is measured)
        yield Judged("crashed", f"{type(error).__name__}: {error}")


def _outcome(items: Sequence[Judged]) -> str:
    """An answer is what the worst of its items is."""
    return next((outcome for outcome in OUTCOMES if any(item.outcome == outcome for item in items)), "nothing to read")


def _faults(results: Sequence[Result]) -> Iterator[str]:
    for answer, items in results:
        yield from (
            f"{answer.service}\t{item.outcome}\t{answer.repository}/{answer.file}\t{answer.url[:200]}\t{item.detail}"
            for item in items
            if item.outcome != "right"
        )


def _page(results: Sequence[Result], commits: dict[str, str]) -> str:
    counted: dict[str, Counter[str]] = {}
    items: dict[str, Counter[str]] = {}
    for answer, judged in results:
        counted.setdefault(answer.service, Counter())[_outcome(judged)] += 1
        items.setdefault(answer.service, Counter()).update(item.outcome for item in judged)
    used = Counter(answer.repository for answer, _ in results)
    shown, total = (*reversed(OUTCOMES), "nothing to read"), sum(counted.values(), Counter[str]())
    return "\n".join(
        (
            "# Recorded answers of services",
            "",
            f"Made by `python -m tests.measure.services`: {sum(total.values())} answers of real services, as test suites of public repositories recorded",
            "them, are given to our providers and archives as the transport's answer. Each item of an answer is cited by its own fields, or told by a",
            "second reader. Right: the citation is found, with every field confirmed; wrong: a field is read otherwise; ignored: it is dropped. An",
            "answer is what the worst of its items is; answers without a title, a capture or a citation have nothing to read.",
            "",
            "## Answers",
            "",
            f"| service | answers | {' | '.join(shown)} |",
            "|---|" + "---|" * (len(shown) + 1),
            *_rows(counted, shown),
            f"| all | {sum(total.values())} | {' | '.join(str(total[one]) for one in shown)} |",
            "",
            "## Items",
            "",
            f"| service | items | {' | '.join(reversed(OUTCOMES))} |",
            "|---|" + "---|" * (len(OUTCOMES) + 1),
            *_rows(items, tuple(reversed(OUTCOMES))),
            "",
            f"No answer was found of: {', '.join(sorted({*JUDGES, 'wayback'} - set(counted))) or 'none'}.",
            "",
            "## Where they were recorded",
            "",
            "| repository | commit | answers |",
            "|---|---|---|",
            *(f"| {name.replace('+', '/')} | {commits[name][:12]} | {many} |" for name, many in sorted(used.items())),
            "",
        )
    )


def _rows(counted: dict[str, Counter[str]], outcomes: Sequence[str]) -> Iterator[str]:
    for name, row in sorted(counted.items()):
        yield f"| {name} | {sum(row.values())} | {' | '.join(str(row[one]) for one in outcomes)} |"


if __name__ == "__main__":
    main()

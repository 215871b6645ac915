"""Citations beside registries' records: writes the part "Records" of reports/matching.md.

    CITECHECK_RIGS=… PYTHONPATH=src python -m tests.measure.records [--write] [--list] [--scored SCORES.json] [FILE.json …]

Every record is cited as people write it, with one natural variation, and then with one field changed by each of 45 operators. The records
are the rig's, or Crossref's works in the files named (an answer, a list of works, or one work). Nothing is sent. ``--scored`` adds
the results of whole runs over right and wrong references, as the rig's scorer writes them (``score.py DATA OUT --json SCORES.json``).
"""

import gzip
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from citecheck.language.titles import unmarked
from citecheck.model.knowledge import Candidate, Evidence
from citecheck.model.reference import Item, Name, Source
from citecheck.sources.evidence import best_record_evidence
from citecheck.sources.providers import crossref
from citecheck.sources.record_evidence import record_evidence
from citecheck.sources.record_years import last_year
from tests.measure import record_changes
from tests.measure.coverage import write_part
from tests.measure.record_forms import FAULTS, FORMS
from tests.measure.record_styles import STYLES, written
from tests.measure.replay_pages import rigs

HEADING = "## Records"
NATURAL = record_changes.NATURAL | FORMS
OPERATORS = record_changes.OPERATORS | FAULTS
TYPES = {"article-journal": "article-journal", "paper-conference": "paper-conference", "chapter": "chapter"}
BETWEEN = re.compile(r"[\s,]*")  # two values
VARIABLES = ("title", "author", "container-title", "issued", "volume", "issue", "page")


def works(paths: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Crossref's works in the rig's pool, or in files of any form that holds them."""
    if not paths:
        pool = json.loads((rigs() / "meta" / "dev" / "pool.json").read_text(encoding="utf-8"))
        yield from (record["crossref"] for record in pool)
    for path in paths:
        data = Path(path).read_bytes()
        yield from _within(list(_values((gzip.decompress(data) if path.endswith(".gz") else data).decode("utf-8"))))


def _values(text: str) -> Iterator[Any]:
    """The JSON values of a text: one, or one on each line."""
    decoder, at, end = json.JSONDecoder(), 0, len(text.rstrip())
    while at < end:
        value, at = decoder.raw_decode(text, at)
        at = BETWEEN.match(text, at).end()  # type: ignore[union-attr]
        yield value


def _within(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict) and "DOI" in value and isinstance(value.get("title"), list):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _within(inner)


def records(paths: Sequence[str]) -> Iterator[tuple[Candidate, Source]]:
    """Each article, paper and chapter once, with a citation that has all of its fields."""
    seen = set()
    for raw in works(paths):
        try:
            work = msgspec.convert(raw, crossref.CrossrefWork, strict=False)
        except msgspec.ValidationError:
            continue
        found = crossref.candidate_of(work)
        if found is None or found.kind not in TYPES or found.doi in seen or not found.title or not found.date:
            continue
        seen.add(found.doi)
        people = tuple(Name(p.family or None, p.given or None, literal=None if p.family else p.name or None) for p in work.author)
        item = Item(
            type=found.kind, title=found.title, author=people, container_title=found.outlet, issued=found.date,
            volume=found.volume, issue=found.issue, page=found.page,
        )  # fmt: skip
        yield found, Source(found.title, item, structured=True)


def verdicts(source: Source, record: Candidate) -> dict[str, Evidence]:
    return {e.variable: e for e in record_evidence(source, (record,))}


def measured(paths: Sequence[str]) -> Iterator[str]:
    chance = random.Random(16)
    pairs = list(records(paths))
    yield f"{len(pairs):,} records of articles, papers and chapters. A citation that has them as people write them must be contradicted in nothing."
    yield ""
    yield from _natural(pairs, chance)
    yield ""
    yield from _written(pairs, chance)
    yield ""
    yield from _operators(pairs, chance)
    yield ""
    yield from _years(pairs)


NOTES = 500  # records that are written as notes
WRONG_FIELD = 0.1  # share of citations of the right work in which one field is wrong
OTHERS = 20  # other records that each citation is weighed against, half of them of its publication


def levels(paths: Sequence[str] = ()) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """How often each level of a variable comes out for the cited work's record, and for others: for ``fit_weights``."""
    chance = random.Random(61)
    pairs = list(records(paths))
    by_outlet: dict[str, list[Candidate]] = defaultdict(list)
    for record, _ in pairs:
        by_outlet[record.outlet or ""].append(record)
    right: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: dict[str, Counter[str]] = defaultdict(Counter)
    for record, source in pairs:
        made = chance.choice(list(NATURAL.values()))(source, record, chance) or source
        if chance.random() < WRONG_FIELD:
            made = chance.choice(list(OPERATORS.values()))[1](made, record, chance) or made
        kin = [r for r in by_outlet[record.outlet or ""] if r is not record] or [pair[0] for pair in pairs]
        drawn = [*chance.choices(kin, k=OTHERS // 2), *(pair[0] for pair in chance.choices(pairs, k=OTHERS // 2))]
        for table, which in ((right, [record]), (wrong, [r for r in drawn if r is not record])):
            for other in which:
                found = verdicts(made, other)
                for variable in VARIABLES:
                    table[variable][found[variable].level if variable in found else "silent"] += 1
    return right, wrong


def _natural(pairs: list[tuple[Candidate, Source]], chance: random.Random) -> Iterator[str]:
    yield "| right, written so | cited | contradicted | in |"
    yield "|---|--:|--:|---|"
    for name, change in NATURAL.items():
        wrong: Counter[str] = Counter()
        cited = accused = 0
        for record, source in pairs:
            made = change(source, record, chance)
            if made:
                against = [v for v, e in verdicts(made, record).items() if e.verdict == "contradicted"]
                cited, accused = cited + 1, accused + bool(against)
                wrong.update(against)
                if against and "--list" in sys.argv:
                    shown = {v: (e.cited, e.found) for v, e in verdicts(made, record).items() if v in against}
                    sys.stderr.write(f"{name}: {record.doi} {shown}\n")
        yield f"| {name} | {cited:,} | {accused} ({accused / max(1, cited):.4f}) | {', '.join(f'{v} {n}' for v, n in wrong.items())} |"


def _written(pairs: list[tuple[Candidate, Source]], chance: random.Random) -> Iterator[str]:
    """Some records as notes in each style, read again. Where the title was not read, nothing is held against the note."""
    yield f"The same for {NOTES:,} of them as notes, which are read as any other note:"
    yield ""
    yield "| written in | cited | title found | contradicted | in |"
    yield "|---|--:|--:|--:|---|"
    drawn = chance.sample(pairs, min(NOTES, len(pairs)))
    for name, style in STYLES.items():
        cited = known = accused = 0
        wrong: Counter[str] = Counter()
        for record, source in drawn:
            made = written(replace(source.item, title=unmarked(source.item.title or "")), style)
            found = {e.variable: e for e in best_record_evidence(made, (record,))} if made else {}
            against = [v for v, e in found.items() if e.verdict == "contradicted"]
            titled = "title" in found and found["title"].bits > 0
            cited, known, accused = cited + bool(made), known + titled, accused + bool(titled and against)
            wrong.update(against if titled else ())
        yield f"| {name} | {cited:,} | {known:,} | {accused} ({accused / max(1, cited):.4f}) | {', '.join(f'{v} {n}' for v, n in wrong.items())} |"


def _years(pairs: list[tuple[Candidate, Source]]) -> Iterator[str]:
    """Where a year after the right one is noticed, by what the record has; and how often the printed issue is of the year after."""
    noticed: dict[str, Counter[str]] = defaultdict(Counter)
    later: Counter[bool] = Counter()
    for record, source in pairs:
        made = OPERATORS["one year later"][1](source, record, random.Random())
        if made and (found := verdicts(made, record).get("issued")):
            known = "its year in print" if record.kind == "article-journal" and record.print_year else ""
            known = known or ("the conference's year" if record.kind == "paper-conference" and last_year(record) else "neither")
            noticed[f"{record.kind} | {known}"][found.verdict] += 1
        online = [date.parts[0] for date in record.dates if date.parts[0] != record.print_year]
        if record.kind == "article-journal" and record.print_year and record.date:
            first = min([record.date.parts[0], *online])
            if record.print_year - first in (0, 1) and (online or record.dates):
                later[record.print_year > first] += 1
    yield "| one year later: the record of an | has | cited | noticed | doubtful | right by another date |"
    yield "|---|---|--:|--:|--:|--:|"
    for name, count in sorted(noticed.items()):
        shares = " | ".join(f"{count[v] / count.total():.3f}" for v in ("contradicted", "undecided", "confirmed"))
        yield f"| {name} | {count.total():,} | {shares} |"
    if later:
        yield ""
        yield f"Of {later.total():,} articles with two dates, one of them in print, {later[True] / later.total():.3f} have the printed issue in the year after:"
        yield "so a year after the only one that a registry has is no error, and its citation is *likely*, with that reason."


def _operators(pairs: list[tuple[Candidate, Source]], chance: random.Random) -> Iterator[str]:
    yield "| one field changed | field | cited | noticed in that field | doubtful | agrees | other fields accused |"
    yield "|---|---|--:|--:|--:|--:|--:|"
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for name, (field, change) in OPERATORS.items():
        count: Counter[str] = Counter()
        for record, source in pairs:
            made = change(source, record, chance)
            if made is None or made == source:
                continue
            found = verdicts(made, record)
            mine = found[field].verdict if field in found else "undecided"
            others = any(v != field and e.verdict == "contradicted" for v, e in found.items())
            count.update(["cited", mine, *(["others"] if others else [])])
        sums[field] += count
        yield _row(name, field, count)
    for field, count in sums.items():
        yield _row("**all of them**", field, count)


def _row(name: str, field: str, count: Counter[str]) -> str:
    many = max(1, count["cited"])
    verdicts = " | ".join(f"{count[verdict] / many:.3f}" for verdict in ("contradicted", "undecided", "confirmed"))
    shares = f"{verdicts} | {count['others'] / many:.4f}"
    return f"| {name} | {field} | {count['cited']:,} | {shares} |"


PUBLISHED = """
Published figures for other tools, not measured here, on other entries. HALLMARK's README (https://github.com/rpatrik96/hallmark, commit
86df726, dev_public, 1,005 entries), beside which ours above are for those of its wrong entries whose original or DOI can be asked for:

| tool | detection | F1 | false positive rate |
|---|--:|--:|--:|
| bibtex-updater | 0.954 | 0.962 | 0.024 |
| DOI and bibtex-updater together | 0.208 | 0.342 | 0.007 |
| HaRC (20 of 840 entries) | 0.155 | 0.268 | 0.000 |
| DOI only | 0.223 | 0.312 | 0.178 |
| verify-citations (71 of 840 entries) | 0.042 | 0.071 | 0.024 |

Later versions of that README (v1.0) and the tools' own pages, 2026; detection / false alarms / F1: citecheck-refs 0.4 on test_public .950 /
.026 / .967; on dev_public bibtexupdater, built beside the benchmark, .946 / .179 / .908 and, in version 1.2, 0.6 % of wrong ones called
verified; Claude Sonnet 4.6 .777 / .095 / .840, with bibtexupdater as a tool .970 / .426 / .845.
"""
SCORES = (
    "wrong",
    "detected",
    "detection",
    "of them naming a wrong field",
    "leak",
    "false alarm rate",
    "info rate",
    "right",
    "right verified",
    "F1",
)


def scored(path: str) -> Iterator[str]:
    """The table of whole runs: wrong references that registries can tell, invented ones, and right ones."""
    yield "Whole runs over right and wrong references, as a bibliography and as notes, with stand-ins for Crossref, OpenAlex, arXiv and doi.org:"
    yield ""
    yield "| references | set | " + " | ".join(SCORES) + " |"
    yield "|---|---|" + "--:|" * len(SCORES)
    for name, parts in json.loads(Path(path).read_text(encoding="utf-8")).items():
        for part in ("can be told", "invented", "all", "told, with DOI", "told, without DOI"):
            cells = (f"{v:.3f}" if isinstance(v := parts[part][column], float) else str(v) for column in SCORES)
            yield f"| {name} | {part} | {' | '.join(cells)} |"
    yield from PUBLISHED.splitlines()


def main() -> None:
    arguments = sys.argv[1:]
    at = arguments.index("--scored") if "--scored" in arguments else None
    scores = arguments[at : at + 2] if at is not None else []
    lines = list(measured([arg for arg in arguments if not arg.startswith("--") and arg not in scores]))
    lines += ["", *scored(scores[1])] if scores else []
    sys.stdout.write("\n".join(lines) + "\n")
    if "--write" in sys.argv:
        write_part(HEADING, lines)


if __name__ == "__main__":
    main()

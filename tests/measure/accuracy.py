"""The accuracy of reading notes: ``python tests/measure/accuracy.py`` writes ``reports/accuracy.md``.

It needs ``CITECHECK_RIGS``: the gold notes with their scorer, and the labelled sets, of which every tenth reference was held out of training.
Everything is measured with the table of publishers and without it.
"""

import os
import re
import statistics
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from citecheck.app import wiring  # noqa: E402
from citecheck.citations.parse import parse  # noqa: E402
from citecheck.citations.read import _read, read_source  # noqa: E402
from citecheck.citations.segment import _segments  # noqa: E402
from citecheck.language import journals, publishers  # noqa: E402
from citecheck.model.csl import to_csl  # noqa: E402
from citecheck.model.report import DocumentResult  # noqa: E402
from citecheck.reporters import json_output  # noqa: E402
from tests.measure.reading_speed import table  # noqa: E402
from tests.measure.training.csl import rendered  # noqa: E402
from tests.measure.training.labelled import Reference, read_sets  # noqa: E402
from tests.measure.training.train import split  # noqa: E402
from tests.measure.training.works import Works  # noqa: E402

FIELDS = ("author", "title", "container", "date", "accessed", "url")
CORE = ("author", "title", "container", "date", "url")
VARIABLES = {"author": "author", "title": "title", "container": "container-title", "date": "issued", "url": "URL"}
ACADEMIC = {
    "author": "author",
    "title": "title",
    "container": "container-title",
    "publisher": "publisher",
    "place": "publisher-place",
    "date": "issued",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
}
RENDERED = 1_000  # references in CSL styles that were held out of training
TEXTS = "text and Markdown"
SPEED = "\n## Speed\n\nOne core; every note another one; a process a run, the median of five (of the largest size one run).\n"
COST = """
The model of today is as quick as the one before: in the same minutes, on a busy machine, 1,000 notes took 2.78 seconds (three runs; the one
before 2.86). The table was measured with the one before, on a quiet machine.

What accuracy costs: rules alone, the state before the model, read 1.07 times as many notes a second in the same minutes on the same machine
(mean F1 0.75, 83 of 191 gold notes wholly right). Of a note's time four tenths go to the model and what it sees, a fifth to parting sources from
prose, a tenth to short forms, the rest to anchors and names."""
SEED = "002_a910f866a43a161c.txt"


@dataclass
class Score:
    """Counts of one run over the gold notes."""

    fields: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    notes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    said: list[tuple[str, float, bool]] = field(default_factory=list)  # field, confidence, right


def main() -> None:
    """Measures and writes."""
    from tests.measure import one_hand
    from tests.measure.labels.measured import section

    rigs = Path(os.environ.get("CITECHECK_RIGS") or sys.exit("set CITECHECK_RIGS to the folder of the gold notes"))
    judge = scorer(rigs)
    real = split(read_sets(rigs / "gold/train"))[1]
    held = [*real, *rendered(RENDERED, real, Works(), held=True, seed=77)]
    full, academic, said = notes(rigs, judge), *references(held, judge)
    with_table, with_journals = publishers._by_name, journals._table
    publishers._by_name = dict  # type: ignore[assignment]
    journals._table = lambda: array("I")  # type: ignore[assignment]
    for cached in (publishers.find, _read, _segments):
        cached.cache_clear()
    bare, bare_academic = notes(rigs, judge), references(held, judge)[0]
    publishers._by_name, journals._table = with_table, with_journals
    publishers.find.cache_clear()
    told = [
        *head(full, bare),
        *by_group(full, bare),
        *academics(academic, bare_academic, len(held)),
        *trust(full.said, said),
        *one_hand.section(),
        *section(),
    ]
    text = "\n".join([*told, SPEED, *table(), COST])
    (ROOT / "reports/accuracy.md").write_text(text + "\n", encoding="utf-8")
    print(text)


def scorer(rigs: Path) -> ModuleType:
    """The gold's own scorer as a module."""
    module = ModuleType("score")
    source = (rigs / "gold/score.py").read_text(encoding="utf-8").replace("sys.exit(main())", "")
    exec(compile(source, "score.py", "exec"), module.__dict__)
    return module


def gold(rigs: Path) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """Documents and their labelled notes."""
    import json

    for path, folder in (
        (rigs / "gold/notes/gold.jsonl", rigs / "gold/notes/docs"),
        (rigs / "gold/seed/gold.jsonl", rigs / "seeds"),
    ):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for name in dict.fromkeys(row["doc"] for row in rows):
            yield folder / name, [row for row in rows if row["doc"] == name]


def notes(rigs: Path, judge: ModuleType) -> Score:
    """Reads and compares every gold document."""
    score = Score()
    for path, rows in gold(rigs):
        document = wiring.read_document(str(path), path.read_bytes())
        told = json_output.parse(DocumentResult(document, parse(document), ()))
        found = {str(note["label"]): note for note in told["notes"]}
        for row in rows:
            compare(score, judge, row, found.get(str(row["label"]), {"sources": []}))
    return score


def compare(score: Score, judge: ModuleType, row: dict[str, Any], note: dict[str, Any]) -> None:
    """Adds one note to the counts, as the scorer does it."""
    groups: tuple[str, ...] = (f"doc {row['doc']}", f"style {row['style']}", "all")
    if row["doc"].endswith((".txt", ".md")) and row["doc"] != SEED:
        groups = (*groups, TEXTS)
    count(score, groups, "notes", 1)
    count(score, groups, "kind", note.get("kind") == row["kind"])
    if row["kind"] == "shortform":
        return
    want = [judge.expected(s) | {"short": s.get("short", False)} for s in row["sources"]]
    got = [judge.predicted(s) | {"said": s["confidence"]} for s in note["sources"]]
    whole = len(want) == len(got)
    count(score, groups, "scored", 1)
    count(score, groups, "sources", whole)
    lenient = "org-first" in (row.get("remark") or "") or any("org-first" in (s.get("remark") or "") for s in row["sources"])
    for w, g in judge.pair(want, got):
        if w and w["short"]:
            continue
        for name in FIELDS:
            whole &= one_field(score, groups, judge, (name, w, g, lenient))
    count(score, groups, "whole", whole)


def one_field(score: Score, groups: tuple[str, ...], judge: ModuleType, pair: tuple[str, Any, Any, bool]) -> bool:
    """Adds one field of one pair of sources; whether it is right."""
    name, w, g, lenient = pair
    wanted, got = (w or {}).get(name), (g or {}).get(name)
    same = w is not None and g is not None and judge.agree(name, w, g, lenient)
    if got and g and (sure := g["said"].get(VARIABLES.get(name, ""))) is not None:
        score.said.append((name, sure, bool(same)))
    if not wanted and not got:
        return True
    said = (bool(got) or (same and bool(wanted))) and not (same and not wanted)
    for group in groups:
        counts = score.fields[group, name]
        for at, value in enumerate((same and bool(wanted), said, bool(wanted))):
            counts[at] += value
    return bool(same)


def count(score: Score, groups: tuple[str, ...], name: str, value: int) -> None:
    """Adds to a count of notes."""
    for group in groups:
        score.notes[group][name] += value


def references(held: list[Reference], judge: ModuleType) -> tuple[dict[tuple[str, str], list[int]], list[tuple[str, float, bool]]]:
    """Reads the held-out references: counts by set and field, and what was said of each field with whether it is right."""
    out: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    said = []
    for reference in held:
        source = read_source(reference.text, None, None)
        item, sure = to_csl(source.item), dict(source.confidence)
        for name, variable in ACADEMIC.items():
            want, got = wanted(reference, name), answer(item, variable)
            same = bool(want) and letters(judge, want) == letters(judge, got)
            if variable in sure:
                said.append((name, sure[variable], same))
            for group in (reference.origin, "all"):
                for at, value in enumerate((same, bool(got), bool(want))):
                    out[group, name][at] += value
    return out, said


def wanted(reference: Reference, name: str) -> str:
    """A field as labelled, without the words that lead it; of a date the year."""
    text = next((text for label, text in reference.pieces if label == name), "")
    if name == "date":
        years = re.findall(r"1[5-9]\d\d|20\d\d", " ".join(t for label, t in reference.pieces if label == "date"))
        return years[0] if years else ""
    if name in ("volume", "issue", "pages"):
        numbers = re.search(r"[\dIVXLC]\S*(?:\s*[-–]+\s*\S*\d+)?", text)
        return numbers.group() if numbers else ""
    return re.sub(r"^\W*(?:in|In|dans)\b:?|\bet al\.?", " ", text)


def answer(item: dict[str, Any], variable: str) -> str:
    """A field as read."""
    value = item.get(variable)
    if variable == "author":
        return " ".join(" ".join(str(part) for part in name.values()) for name in value or [])
    if variable == "issued":
        return str(value["date-parts"][0][0]) if value else ""
    return value or ""


def letters(judge: ModuleType, text: str) -> object:
    """What is compared: the letters; of names the words in any order."""
    return sorted(w for w in re.findall(r"[^\W_]+", judge.fold(text)) if w not in ("and", "et", "e", "und"))


def f1(counts: list[int]) -> float:
    """The harmonic mean of precision and recall."""
    right, said, there = counts
    return 2 * right / (said + there) if said + there else 1.0


def mean(score: Score, group: str) -> float:
    """The mean F1 of the five fields that count."""
    values = [f1(score.fields[group, name]) for name in CORE if any(score.fields[group, name])]
    return statistics.fmean(values) if values else 1.0


def head(full: Score, bare: Score) -> Iterator[str]:
    """The title and the table of fields."""
    yield "# How well notes are read\n"
    yield "Written by `python tests/measure/accuracy.py`. The gold notes were labelled by hand; none of them was trained on.\n"
    yield "| field | precision | recall | F1 | in the notes | F1, tables of publishers and journals emptied |\n|---|---|---|---|---|---|"
    for name in FIELDS:
        right, said, there = full.fields["all", name]
        yield f"| {name} | {right / max(1, said):.3f} | {right / max(1, there):.3f} | {f1([right, said, there]):.3f} | {there} | {f1(bare.fields['all', name]):.3f} |"
    n, b = full.notes["all"], bare.notes["all"]
    yield f"| **mean of {', '.join(CORE)}** | | | **{mean(full, 'all'):.3f}** | | {mean(bare, 'all'):.3f} |\n"
    yield f"Of {n['scored']} notes with sources in full, {n['whole']} are wholly right ({n['whole'] / n['scored']:.1%}; emptied {b['whole'] / b['scored']:.1%}), "
    yield f"{n['sources']} have the right number of sources ({n['sources'] / n['scored']:.1%}); of {n['notes']} notes {n['kind']} are of the right kind.\n"
    t = full.notes[TEXTS]
    yield f"Of the text and Markdown documents alone: mean F1 {mean(full, TEXTS):.3f}, {t['whole']} of {t['scored']} wholly right "
    yield f"({t['whole'] / t['scored']:.1%}), {t['sources']} with the right number of sources ({t['sources'] / t['scored']:.1%}).\n"


def by_group(full: Score, bare: Score) -> Iterator[str]:
    """Tables by document and by style."""
    for kind, title in (("doc ", "document"), ("style ", "style")):
        yield f"## By {title}\n\n| {title} | notes | wholly right | mean F1 | emptied |\n|---|---|---|---|---|"
        for group in sorted(g for g in full.notes if g.startswith(kind)):
            n = full.notes[group]
            yield f"| {group.removeprefix(kind)} | {n['notes']} | {n['whole']} of {n['scored']} | {mean(full, group):.3f} | {mean(bare, group):.3f} |"
        yield ""


def academics(full: dict[tuple[str, str], list[int]], bare: dict[tuple[str, str], list[int]], size: int) -> Iterator[str]:
    """F1 of the held-out references by set and field."""
    groups = [*sorted({group for group, _ in full} - {"all"}), "all"]
    yield f"## {size} references that were held out of training\n\nF1, the fields compared by their letters; a date by its year.\n"
    yield f"| set | {' | '.join(ACADEMIC)} |\n|---{'|---' * len(ACADEMIC)}|"
    for group in groups:
        yield f"| {group} | {' | '.join(f'{f1(full[group, name]):.3f}' for name in ACADEMIC)} |"
    emptied = " | ".join(f"{f1(bare['all', name]):.3f}" for name in ACADEMIC)
    yield f"| all, emptied | {emptied} |\n"


def trust(gold_said: list[tuple[str, float, bool]], held_said: list[tuple[str, float, bool]]) -> Iterator[str]:
    """Confidence against truth, on the gold notes and on the held-out references."""
    yield "\n## Confidence against truth\n\n| said | fields of gold notes | right | of held-out references | right |\n|---|---|---|---|---|"
    for low, high in ((0, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.98), (0.98, 1.01)):
        cells = [share([right for _, sure, right in said if low <= sure < high]) for said in (gold_said, held_said)]
        yield f"| {low:.2f} to {min(high, 1):.2f} | {' | '.join(cells)} |"
    yield "\n| field | mean said of gold notes | right |\n|---|---|---|"
    for name in VARIABLES:
        here = [(sure, right) for field_name, sure, right in gold_said if field_name == name]
        if here:
            yield f"| {name} | {statistics.fmean(s for s, _ in here):.3f} | {statistics.fmean(r for _, r in here):.3f} |"


def share(right: list[bool]) -> str:
    """How many, and the share that is right."""
    return f"{len(right)} | {sum(right) / len(right):.1%}" if right else "0 | –"


if __name__ == "__main__":
    main()

"""The page of the measurement: counts by format, then every error and every difference by document."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tests.measure.notes.measured import errors_of
from tests.measure.notes.sample import FORMATS, Sample

JUDGEMENTS = Path(__file__).with_name("judgements.tsv")
Rows = Sequence[tuple[Sample, dict[str, Any]]]


def page(rows: Rows, removals: Rows, preface: Iterable[str]) -> str:
    """The whole page."""
    noted, without, others = ([(one, row) for one, row in rows if one.part == part] for part in ("notes", "without", "any"))
    listed = [(one, row) for one, row in noted if not _is_misread(one)]
    taken = [(one, row) for one, row in removals if not _is_misread(one)]
    parts = (preface, _found(listed), _without(without, others), _removed(taken), _errors(rows), _differences(noted))
    return "\n".join(line for part in parts for line in (*part, "")).rstrip() + "\n"


@cache
def judgements() -> dict[tuple[str, str, str], str]:
    """A person's judgement by document, line and rule: ``true``, or ``false`` and why."""
    if not JUDGEMENTS.exists():
        return {}
    split = (line.split("\t") for line in JUDGEMENTS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return {(name, line, rule): ": ".join(said) for name, line, rule, *said in split}


def _is_misread(one: Sample) -> bool:
    """Whether a person judged that what the reader takes for notes is something else, such as the output of a program."""
    return judgements().get((one.name, "", "reader"), "").startswith("false")


def _found(rows: Rows) -> list[str]:
    lines = [
        "## What readers of the formats have",
        "",
        "Found: a note with the same or nearly the same words. Invented: no reader has it, and a person judged that it is no note or source; one that",
        "begins as the format's notes do counts as invented unless a person judged that it is a note which the readers miss. Left out are text files",
        "where the reader, a regular expression, takes the output of a program for notes.",
        "",
        "| format | documents | with notes | notes | found | text equal | invented | further notes and entries of lists | of them not judged | could not be read |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    known, total = judgements(), [0] * 9
    for name in FORMATS:
        mine = [(one, row) for one, row in rows if one.format == name]
        counts = _counts(mine, *({one.name: known.get((one.name, "", kind), "") for one, _ in mine} for kind in ("list", "notes")))
        total = [a + b for a, b in zip(total, counts, strict=True)]
        lines.append(_found_row(name, counts))
    return [*lines, _found_row("all", total)]


def _counts(rows: Rows, lists: dict[str, str], notes: dict[str, str]) -> list[int]:
    """Documents, those with notes, notes, found, equal, invented, further notes and entries, of them not judged, unread."""
    read = [(one, row) for one, row in rows if row.get("reference")]
    entries = {one.name: len(row["other_lists"]) for one, row in read}
    wrong = sum(number for name, number in entries.items() if lists[name].startswith("false"))
    own = {one.name: len(row["invented"]) for one, row in read}
    right = sum(number for name, number in own.items() if notes[name].startswith("true"))
    return [
        len(rows),
        sum(row["wanted"] > 0 for _, row in read),
        sum(row["wanted"] for _, row in read),
        sum(row["equal"] + len(row["different"]) for _, row in read),
        sum(row["equal"] for _, row in read),
        sum(own.values()) - right + wrong,
        sum(entries.values()) - wrong + right,
        sum(number for name, number in entries.items() if not lists[name]),
        len(rows) - len(read),
    ]


def _found_row(name: str, counts: Sequence[int]) -> str:
    documents, noted, wanted, found, equal, invented, *others = counts
    return (
        f"| {name} | {documents} | {noted} | {wanted} | {found} ({_percent(found, wanted)}) | {equal} ({_percent(equal, wanted)}) "
        f"| {invented} ({_percent(invented, wanted)}) | {' | '.join(map(str, others))} |"
    )


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _without(rows: Rows, others: Rows) -> list[str]:
    known, errors, any_errors = judgements(), errors_of(rows), errors_of(others)
    wrong = sum(known.get((name, str(line or ""), code), "").startswith("false") for name, line, code, _ in any_errors)
    return [
        "## Documents without notes",
        "",
        f"{len(rows)} licences, laws, readmes, changelogs, API pages and the like: **{len(errors)} errors** in {len({name for name, *_ in errors})} of them.",
        "",
        f"{len(others)} documents of any kind, which were only checked: {len(any_errors)} errors, {wrong} of them judged false.",
        "",
        "Lists of notes or sources that were found in them all the same:",
        "",
        "| document | entries | judgement |",
        "|---|---|---|",
        *(
            f"| {_cell(one.name)} | {row['notes']} | {_cell(known.get((one.name, '', 'list'), 'not judged'))} |"
            for one, row in sorted([*rows, *others], key=lambda pair: pair[0].name)
            if row.get("notes")
        ),
    ]


def _removed(rows: Rows) -> list[str]:
    lines = [
        "## One note taken away",
        "",
        "One note is taken out of a document; its call stays. Reported: a finding says that this note is missing.",
        "",
        "| format | documents | reported | as an error | something else was reported, too |",
        "|---|---|---|---|---|",
    ]
    taken = [(one, row) for one, row in rows if row.get("taken") or "fault" in row]
    for name in [*FORMATS, "all"]:
        mine = [row for one, row in taken if name in (one.format, "all")]
        reported, errors, others = (sum(bool(row.get(key)) for row in mine) for key in ("reported", "error", "others"))
        if mine:
            lines.append(f"| {name} | {len(mine)} | {reported} ({_percent(reported, len(mine))}) | {errors} | {others} |")
    silent = [f"- {one.name}: note {row.get('label')}{_fault(row)}" for one, row in taken if not row.get("reported")]
    return [*lines, "", *(["Not reported:", "", *sorted(silent)] if silent else [])]


def _errors(rows: Rows) -> list[str]:
    known, errors = judgements(), errors_of(rows)
    said = [known.get((name, str(line or ""), code), "not judged") for name, line, code, _ in errors]
    lines = [
        "## Every error",
        "",
        f"{len(errors)} errors: {sum(one.startswith('true') for one in said)} true, {sum(one.startswith('false') for one in said)} false, "
        f"{said.count('not judged')} not judged. Judged by a person with the document open.",
        "",
        "| document | line | rule | message | judgement |",
        "|---|---|---|---|---|",
    ]
    shown = sorted(zip(errors, said, strict=True), key=lambda pair: (pair[0][0], pair[0][1] or 0, pair[0][2:]))
    return lines + [
        f"| {_cell(name)} | {line or ''} | {code} | {_cell(message)} | {_cell(word)} |"
        for (name, line, code, message), word in shown
    ]


def _differences(rows: Rows) -> list[str]:
    lines = [
        "## Where they differ",
        "",
        "| document | notes | missed | text differs | invented | entries of other lists | judgement |",
        "|---|---|---|---|---|---|---|",
    ]
    known = judgements()
    for one, row in sorted(rows, key=lambda pair: pair[0].name):
        if fault := _fault(row):
            lines.append(f"| {_cell(one.name)} |{_cell(fault)} | | | | | |")
        elif row.get("reference") and (row["missed"] or row["different"] or row["invented"] or row["other_lists"]):
            counts = f"{row['wanted']} | {len(row['missed'])} | {len(row['different'])} | {_places(row['invented'])} | {_places(row['other_lists'])}"
            kinds = [kind for kind, found in (("list", "other_lists"), ("notes", "invented")) if row[found]]
            kinds += ["reader"] if _is_misread(one) else []
            judged = ", ".join(dict.fromkeys(known.get((one.name, "", kind), "not judged") for kind in kinds))
            lines.append(f"| {_cell(one.name)} | {counts} | {_cell(judged)} |")
    return lines


def _places(found: Sequence[Sequence[str]]) -> str:
    """How many, and where the first ones are."""
    return f"{len(found)} ({_cell(', '.join(place or label for place, label in found[:3]))})" if found else ""


def _fault(row: dict[str, Any]) -> str:
    fault = row.get("fault") or row.get("unread")
    return f" ({fault.splitlines()[0][:120]})" if fault else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")

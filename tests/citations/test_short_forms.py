"""The table of short forms: what each refers to, and which stay unresolved. None may be resolved wrongly."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from citecheck.citations.parse import parse
from citecheck.documents.formats.plain import PlainFormat

TABLE = Path(__file__).parent.parent / "cases" / "short_forms.txt"


@dataclass(frozen=True)
class SourceSearch:
    name: str
    text: str
    targets: tuple[tuple[str, str], ...]  # "2.1" and "1.1", "open" or "full"
    kinds: tuple[tuple[str, str], ...]


def cases() -> Iterator[SourceSearch]:
    for block in re.split(r"^-{4,}\n", TABLE.read_text("utf-8"), flags=re.MULTILINE):
        head, _, body = block[block.index("## ") + 3 :].partition("\n")
        text = "".join(line for line in body.splitlines(keepends=True) if not line.startswith("=>"))
        targets = re.findall(r"^=> (\S+) is (\S+)$", body, re.MULTILINE)
        kinds = re.findall(r"^=> (\S+) kind (\S+)$", body, re.MULTILINE)
        yield SourceSearch(head, text, tuple(targets), tuple(kinds))


def found(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """What every short form stands for, and the kinds of the notes."""
    notes = parse(PlainFormat().read("case.txt", text.encode()))
    said = {}
    for note in notes:
        for number, source in enumerate(note.sources, 1):
            target = source.refers_to
            said[f"{note.label}.{number}"] = f"{target.label}.{target.source}" if target else "open" if source.short else "full"
    return said, {note.label: note.kind for note in notes}


def verdicts() -> Iterator[tuple[str, str, str, str]]:
    for case in cases():
        said, _ = found(case.text)
        for place, wanted in case.targets:
            yield case.name, place, wanted, said.get(place, "nothing")


def test_no_short_form_is_resolved_wrongly() -> None:
    wrong = [row for row in verdicts() if row[3] not in (row[2], "open", "full", "nothing")]
    assert wrong == []


def test_nine_short_forms_in_ten_are_resolved() -> None:
    rows = [row for row in verdicts() if row[2] not in ("open", "full")]
    missed = [row for row in rows if row[3] != row[2]]
    assert len(rows) >= 60
    assert len(missed) <= 0.1 * len(rows), missed


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_each_short_form_refers_to_the_source_that_the_table_gives(case: SourceSearch) -> None:
    said, kinds = found(case.text)
    assert {place: said.get(place, "nothing") for place, _ in case.targets} == dict(case.targets)
    assert {label: kinds.get(label) for label, _ in case.kinds} == dict(case.kinds)

"""What the style of a list adds to reading its notes: ``python -m tests.measure.one_hand CHECKOUTS``.

CHECKOUTS has the git directories of the labelled notes (``tests/measure/labels``); ``CITECHECK_RIGS`` the gold notes and their scorer. Each set is
read with the style and without. The labelled notes of a document are put together into one list, each read in its format; for the last two
sets, notes of two documents, or of as many as there are notes, are put together. It writes ``one_hand.json``, which ``accuracy.py`` prints.
"""

import contextlib
import json
import os
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from unittest import mock

from msgspec.structs import replace

from citecheck.app import wiring
from citecheck.citations import parse as reading
from citecheck.model.document import Document, NoteText
from citecheck.model.report import DocumentResult
from citecheck.reporters import json_output
from tests.measure import accuracy
from tests.measure.labels.alone import alone
from tests.measure.labels.form import Row, is_held_out, read
from tests.measure.labels.measured import _row
from tests.measure.labels.restore import Restored, restored

NUMBERS = Path(__file__).with_suffix(".json")
HEADING = "## One document is one hand"
MIXED = 9  # notes of a list that is put together from as many documents: the mean of the labelled ones
WAYS = """
What else was tried on the labelled notes of training documents (718 notes with sources in full; 376 wholly right without a style) and on 41 other
documents (453; 219). The wholly right reading is among the 5, 10 and 20 best of the model for 446, 465 and 474 (of 696; the best 360), and for
282, 292 and 304.

| way | labelled | other |
|---|--:|--:|
| taken: steps (field, marks, quoted, next field) in the lattice of likely labels, weight 0.8 | 384 | 227 |
| the same in every list, also without a common style (of lists put together from nine documents 12 fewer are right) | 387 | 226 |
| weight 0.3, 0.5, 1.2 | 383, 384, 387 | 226, 227, 230 |
| steps without marks; marks without the field before | 384; 376 | 225; 211 |
| steps with the form of the words beside them; with the word that follows; backed off to fewer conditions | 387; 380; 376 | 229; 223; 224 |
| classes of chunks (place, kind, marks) instead of steps | 377 | 222 |
| the same word, the same field | 376 | 222 |
| expected counts instead of the best reading's | 387 | 213 |
| learnt from the fields after the rules, not from the labels | 387 | 228 |
| two rounds, three rounds | 387, 387 | 228, 229 |
| labels of at least 0.05, 0.1 only | 383, 380 | 225, 224 |
| only lists of at least three, five sure notes | 378, 382 | 222, 222 |
| ten best readings ordered anew, weights learnt (five folds): steps | 386 | 227 |
| … and order, words, fields present, whole pattern, form of names, quoted titles | 380 | 225 |
| … and 11 properties of a reading (has a title, two authors, …) | 391 | 230 |

The last one is slower and loses four of the gold notes; what the others add is chance.

Of 98 and 50 fields that the style changed, 48 % and 42 % are right; of those that were there before, 21 % and 14 % were. The probability of
both together said 62 % and 57 %; it is multiplied by 0.75. Where nearly all notes of a list are read wrongly (less than a third right), 2 more
of 718 are right with the style. Wrong fields that are said to be at least 90 % sure: 65 without, 71 with the style (of 1,172 and 1,210
fields), before that factor.

Time: invented notes 5 to 11 % more, 548 notes of other documents 24 %. Memory for 10,000 notes: 120 MB, without 109 MB.
"""


def main() -> None:
    """Measures, writes the numbers, and replaces the part of the report."""
    checkouts, rigs = (
        Path(sys.argv[1]),
        Path(os.environ.get("CITECHECK_RIGS") or sys.exit("set CITECHECK_RIGS to the folder of the gold notes")),
    )
    judge = accuracy.scorer(rigs)
    rows = [
        {"set": name, "off": _score(lists, judge, on=False), "on": _score(lists, judge, on=True)}
        for name, lists in _sets(checkouts, rigs)
    ]
    NUMBERS.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    text = "\n".join(section())
    report = accuracy.ROOT / "reports/accuracy.md"
    before, _, rest = report.read_text(encoding="utf-8").partition(f"{HEADING}\n")
    before, _, after = (before, "", rest.partition("\n## ")[2]) if rest else before.partition("\n## Labelled notes")
    head = "\n## " if rest else "\n## Labelled notes"
    report.write_text(f"{before.rstrip()}\n\n{text.rstrip()}\n{head}{after}", encoding="utf-8")
    print(text)


List = tuple[Document, Sequence[Row]]


def _sets(checkouts: Path, rigs: Path) -> Iterator[tuple[str, list[List]]]:
    yield "gold notes", _gold(rigs / "gold/notes")
    yield "other documents, in their formats", _gold(rigs / "gold/wild")
    training, held = ([_as_list(one) for one in _restored(checkouts, held=held)] for held in (False, True))
    yield "labelled notes, documents for training", training
    yield "labelled notes, held-out documents", held
    chance = random.Random(5)
    order = chance.sample(training, len(training))
    yield (
        "two styles in a list",
        [_together([*_notes(one), *_notes(other)], chance) for one, other in zip(order[::2], order[1::2], strict=False)],
    )
    notes = [note for one in training for note in _notes(one)]
    chance.shuffle(notes)
    yield "no common style", [_together(notes[at : at + MIXED], chance) for at in range(0, len(notes), MIXED)]


def _gold(folder: Path) -> list[List]:
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    names = dict.fromkeys(row["doc"] for row in rows)
    return [
        (wiring.read_document(name, (folder / "docs" / name).read_bytes()), [row for row in rows if row["doc"] == name])
        for name in names
    ]


def _restored(checkouts: Path, *, held: bool) -> list[Restored]:
    found, missing = restored([one for one in read() if is_held_out(one.name) is held], checkouts)
    if missing:
        sys.exit("\n".join(missing))
    return found


def _as_list(one: Restored) -> List:
    """The labelled notes of a document as one list."""
    parts = [(here.document, here.note, _row(one, note, here)) for note in one.notes if (here := alone(one, note))]
    return _list(parts[0][0], [(note, row) for _, note, row in parts])


def _notes(one: List) -> list[tuple[Document, NoteText, Row]]:
    return [(one[0], note, row) for note, row in zip(one[0].notes, one[1], strict=True)]


def _together(notes: Sequence[tuple[Document, NoteText, Row]], chance: random.Random) -> List:
    mixed = chance.sample(notes, len(notes))
    return _list(mixed[0][0], [(note, row) for _, note, row in mixed])


def _list(document: Document, notes: Sequence[tuple[NoteText, Row]]) -> List:
    named = [(replace(note, label=str(at)), row | {"label": str(at)}) for at, (note, row) in enumerate(notes, 1)]
    return replace(document, notes=tuple(note for note, _ in named)), [row for _, row in named]


def _score(lists: Sequence[List], judge: ModuleType, *, on: bool) -> Row:
    score = accuracy.Score()
    off = contextlib.nullcontext() if on else mock.patch.object(reading, "house_style", return_value=None)
    with off:
        for document, rows in lists:
            told = json_output.parse(DocumentResult(document, reading.parse(document), ()))
            found = {str(note["label"]): note for note in told["notes"]}
            for row in rows:
                accuracy.compare(score, judge, row, found.get(str(row["label"]), {"sources": []}))
    notes = score.notes["all"]
    return {"scored": notes["scored"], "whole": notes["whole"], "mean": round(accuracy.mean(score, "all"), 4)}


def section() -> Iterator[str]:
    """The part of the report."""
    yield f"{HEADING}\n"
    yield "Doubtful notes are read again in the style of their list (`citations/house_style.py`). Each set with it and without.\n"
    yield "| notes | mean F1 without | with | wholly right without | with |\n|---|--:|--:|--:|--:|"
    for row in json.loads(NUMBERS.read_text(encoding="utf-8")):
        off, on = row["off"], row["on"]
        yield f"| {row['set']} | {off['mean']:.3f} | {on['mean']:.3f} | {off['whole']} of {off['scored']} | {on['whole']} |"
    yield WAYS


if __name__ == "__main__":
    main()

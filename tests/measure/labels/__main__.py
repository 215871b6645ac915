"""``python -m tests.measure.labels check``, ``… held-out``, ``… restore CHECKOUTS [FILE]``: see ``README.md``."""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from tests.measure.labels.check import faults
from tests.measure.labels.form import HELD_OUT, HERE, is_held_out, read


def main() -> int:
    """Runs one command; the exit status is 0 if nothing is wrong or missing, 1 otherwise, 2 if something cannot be read."""
    given = _arguments()
    if not (given.labels / "documents.jsonl").exists():
        print(f"{given.labels} has no documents.jsonl: name the folder of the labels with --labels", file=sys.stderr)
        return 2
    return {"check": check, "held-out": held_out, "restore": restore}[given.command](given)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.measure.labels", description=__doc__)
    parser.add_argument("--labels", type=Path, default=HERE, help="folder of the labels (default: this one)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="check offsets, fields, overlaps, dates and the list of held-out documents")
    commands.add_parser("held-out", help="write the list of held-out documents")
    restore = commands.add_parser("restore", help="restore the notes' characters from git directories")
    restore.add_argument("checkouts", type=Path, help="a folder of git directories, each named owner+name or owner/name")
    restore.add_argument("file", type=Path, nargs="?", help="JSON lines to write, in the form of the gold notes (default: none)")
    return parser.parse_args()


def check(given: argparse.Namespace) -> int:
    """Prints what is wrong, and how much there is of what."""
    found = faults(given.labels)
    print("\n".join(found) or "no fault")
    if not found:
        documents = read(given.labels)
        kinds = Counter(note.kind for document in documents for note in document.notes)
        languages = {document.language.partition("-")[0] for document in documents}
        print(f"{len(documents)} documents, {len({one.style for one in documents})} styles, {len(languages)} languages")
        print(f"{kinds.total()} notes: " + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()))
    return int(bool(found))


def held_out(given: argparse.Namespace) -> int:
    """Writes the list."""
    names = sorted(document.name for document in read(given.labels) if is_held_out(document.name))
    (given.labels / HELD_OUT).write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    return 0


def restore(given: argparse.Namespace) -> int:
    """Restores, writes where a file is named, and says what is missing."""
    from tests.measure.labels.restore import gold, restored

    found, missing = restored(read(given.labels), given.checkouts)
    if given.file:
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for one in found for row in gold(one))
        given.file.write_text("".join(lines), encoding="utf-8")
    print("\n".join(missing) or "nothing is missing")
    print(f"{sum(len(one.notes) for one in found)} notes of {len(found)} documents restored")
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main())

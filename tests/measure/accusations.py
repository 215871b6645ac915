"""False positives on correct citations: ``python -m tests.measure.accusations`` writes reports/accusations.md.

Every gold note whose page the replay web serves gets that page's URL: no finding may call it wrong. The same notes with each other's URLs
show that wrong ones are found. Needs CITECHECK_RIGS, the folder of the measuring data.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.replay.serving import copied, serving

Row = dict[str, Any]
# What a finding says of a citation: that it is wrong, or that a field is.
WRONG = ("CC102", "CC107", "CC201", "CC202", "CC301", "CC308", "CC502")
FIELD = ("CC302", "CC303", "CC304", "CC305")


def main() -> None:
    """Measures and writes the report."""
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(Path(os.environ["CITECHECK_RIGS"]), Path(folder))
        with serving(copy, "data") as rig:
            gold = (copy / "data" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
            rows = [row for row in map(json.loads, gold) if row["live"] == "ok"]
            lines = [line for mode in ((), ("--locate",)) for line in _section(rows, mode, rig["config"], Path(folder))]
    text = "\n".join(("# Are right citations left in peace?", "", *_preface(rows), *lines)).rstrip() + "\n"
    Path("reports/accusations.md").write_text(text, encoding="utf-8")
    print(text)


def _preface(rows: Sequence[Row]) -> list[str]:
    flags = Counter(flag for row in rows for flag in row["flags"])
    return [
        "Written by `python -m tests.measure.accusations` from the gold notes of the replay web whose pages answer, each with its page's own",
        "address behind it. Some of the notes have a flaw of their own, which may be told as a field that differs "
        f"({', '.join(f'{number} {flag}' for flag, number in flags.most_common() if flag in EXCUSED)}).",
        "The same notes with the address of another page in their language show that errors are found.",
        "",
    ]


EXCUSED = {
    "date-off-by-one": "CC305",
    "title-cut": "CC302",
    "cites-twin": "CC305",
    "publisher-short": "CC304",
    "no-author": "CC303",
}


def _section(rows: Sequence[Row], mode: tuple[str, ...], config: str, folder: Path) -> list[str]:
    documents = sorted({row["document"] for row in rows})
    right = _told(rows, [row["live_url"] for row in rows], mode, config, folder)
    shifted = [_other_page(at, rows) for at in range(len(rows))]
    other = [row["live_url"] != url for row, url in zip(rows, shifted, strict=True)]
    wrong = _told(rows, shifted, mode, config, folder)
    told = [bool({*found} & {"CC301", "CC309", "CC307", *FIELD}) for found in wrong]
    lines = [
        f"## citecheck check {' '.join(mode)}".rstrip(),
        "",
        "| document | notes | called wrong | a field said to differ | address of another page: called another work | told in any way |",
        "|---|---|---|---|---|---|",
    ]
    for name in [*documents, "all"]:
        at = [n for n, row in enumerate(rows) if name in (row["document"], "all")]
        counts = (
            len(at),
            sum(bool({*right[n]} & {*WRONG}) for n in at),
            sum(bool({*right[n]} & {*FIELD}) for n in at),
            f"{sum('CC301' in wrong[n] for n in at if other[n])} of {sum(other[n] for n in at)}",
            sum(told[n] for n in at if other[n]),
        )
        lines.append(f"| {name} | {' | '.join(map(str, counts))} |")
    accused = [(rows[n], code) for n in range(len(rows)) for code in right[n] if code in (*WRONG, *FIELD)]
    return [*lines, "", *_listed(accused)]


def _other_page(at: int, rows: Sequence[Row]) -> str:
    """The address of the next page in the same language; the note's own where there is none."""
    after = [*rows[at + 1 :], *rows[:at]]
    return next(
        (o["live_url"] for o in after if o["language"] == rows[at]["language"] and o["url"] != rows[at]["url"]),
        rows[at]["live_url"],
    )


def _listed(accused: Sequence[tuple[Row, str]]) -> list[str]:
    """The accusations one by one, as document and label, which tell nothing of the notes' text."""
    if not accused:
        return ["Nothing was said against a right citation.", ""]
    told = [
        f"- {row['document']} {row['label']}: {code}{' (the note has that flaw)' if any(EXCUSED.get(f) == code for f in row['flags']) else ''}"
        for row, code in accused
    ]
    return ["Said against right citations:", "", *told, ""]


def _told(rows: Sequence[Row], urls: Sequence[str], mode: tuple[str, ...], config: str, folder: Path) -> list[list[str]]:
    """The codes of the findings on each note, which stands in a list of its document's style."""
    found: list[list[str]] = [[] for _ in rows]
    for name in sorted({row["document"] for row in rows}):
        members = [n for n, row in enumerate(rows) if row["document"] == name]
        text = "".join(f"[{i}] {rows[n]['raw'].rstrip(' .,')}, {urls[n]}\n" for i, n in enumerate(members, 1))
        (folder / name).write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "citecheck", "check", *mode, "--config", config, "--format", "json", str(folder / name)]
        environment = os.environ | {"CITECHECK_CACHE_PATH": str(folder / "answers.sqlite")}
        environment.pop("CITECHECK_RIGS", None)
        made = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert made.returncode in (0, 1), made.stderr
        for finding in json.loads(made.stdout)["findings"]:
            if finding["label"] and finding["label"].isdigit():
                found[members[int(finding["label"]) - 1]].append(finding["rule"])
            print(name, finding["label"], finding["rule"], finding["message"], file=sys.stderr)
    return found


if __name__ == "__main__":
    main()

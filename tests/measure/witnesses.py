"""What pages and records say of right and of wrong citations: writes the part "Witnesses" of reports/matching.md.

    CITECHECK_RIGS=… PYTHONPATH=src python -m tests.measure.witnesses [--write] [FILE.json …]

A citation is compared with the page or record of its work, and with others, half of them of its publication, as for ``fit_weights``. For
each variable: how often the witness agrees, differs, decides nothing and is silent, and the weight of each answer. The records are the
rig's, or those of the files.
"""

import sys
from collections import Counter
from collections.abc import Iterator

from citecheck.model.knowledge import Witness
from citecheck.sources import weights
from tests.measure import fit_weights, records
from tests.measure.coverage import write_part

HEADING = "## Witnesses"
OTHERS = 10  # other pages that each citation is compared with
ANSWERS = ("confirmed", "contradicted", "undecided", fit_weights.SILENT)


def table(witness: Witness, levels: fit_weights.Levels) -> Iterator[str]:
    """A row for each variable of a witness."""
    right, wrong = levels
    for variable in right:
        cells = [_shares(witness, variable, counts[variable]) for counts in (right, wrong)]
        known = [
            weights.table()[witness, variable, level] for level in right[variable] | wrong[variable] if level != fit_weights.SILENT
        ]
        bits = [
            f"{min(some):+.1f} … {max(some):+.1f}" if some else ""
            for some in ([b for b, v in known if v == a] for a in ANSWERS[:2])
        ]
        yield f"| {witness} | {variable} | {cells[0]} | {cells[1]} | {bits[0]} | {bits[1]} |"


def _shares(witness: Witness, variable: str, counts: Counter[str]) -> str:
    said: Counter[str] = Counter()
    for level, many in counts.items():
        said[fit_weights.SILENT if level == fit_weights.SILENT else weights.table()[witness, variable, level][1]] += many
    return " / ".join(f"{said[answer] / max(1, said.total()):.3f}" for answer in ANSWERS)


def main() -> None:
    paths = [one for one in sys.argv[1:] if not one.startswith("--")]
    head = "agrees / differs / undecided / silent"
    lines = [
        f"| witness | variable | right: {head} | wrong: {head} | bits if it agrees | bits if it differs |",
        "|---|---|---|---|---|---|",
        *table("page", fit_weights.page_levels(OTHERS)),
        *table("record", records.levels(paths)),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    if "--write" in sys.argv:
        write_part(HEADING, lines)


if __name__ == "__main__":
    main()

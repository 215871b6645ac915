"""Fits the weights of the evidence again: writes src/citecheck/data/weights.csv.

    CITECHECK_RIGS=… python tests/measure/fit_weights.py [--write] [--all]

Each recorded page is cited as in notes (complete, cut, with typewriter punctuation, a day off, without an author) and compared with the page
itself and with other pages, half of them of the same publication if possible. A weight is log2 (m / u) of a level's frequency for the right
page and for wrong ones, with half a count added to each. Levels that are rare in the data keep their weight; no weight is beyond ±15 bits, or
has another sign than its verdict. ``--all`` fits the levels that are kept by hand, too, to compare.
"""

import csv
import random
import re
import sys
from collections import Counter, defaultdict
from datetime import date, timedelta
from math import log2
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[2]))
from citecheck.language.names import read_names
from citecheck.model.knowledge import Candidate, Evidence
from citecheck.model.reference import Date, Item, Source
from citecheck.model.web import Page
from citecheck.pages.metadata import read_page
from citecheck.sources import weights
from citecheck.sources.evidence import evidence
from tests.measure import records
from tests.measure.replay_pages import Recorded, recorded, rigs

TABLE = Path(__file__).parents[2] / "src" / "citecheck" / "data" / "weights.csv"
WRONG = 60  # other pages that each citation is weighed against
ENOUGH = 30  # citations in which a level came out, for its weight to be fitted
MOST = 15.0
SILENT = "silent"  # one side does not have the variable
FITTED = ("title", "issued", "author", "container-title")
# Kept as they are, since random pages would say too good things of them: follow-ups and rivals' reports share most words of a title; and
# the authors of these pages were read from the pages themselves, while those that notes name often stand nowhere on them.
KEPT = (("title", "words"), ("title", "half"), ("author", "other"), ("author", "another"), ("author", "added"))

OF_RECORDS = ("title", "author", "container-title", "issued", "volume", "issue", "page")
# Titles that recur in a publication ("Editorial") are short, and limited by their words. What differs or cannot be compared is kept by
# hand: services offer records by their titles, so the others that a citation is weighed against are nearer than random ones, and a
# citation with one wrong field must still find its record.
KEPT_OF_RECORDS = (("title", "same"), ("title", "explained"))


def citations(page: Recorded, chance: random.Random) -> list[Source]:
    """A page as notes cite it."""
    words = page.title.split()
    cut = " ".join(words[: max(4, 2 * len(words) // 3)])
    plain = re.sub("[“”„«»]", '"', re.sub("[‘’]", "'", page.title))
    day = date.fromisoformat(page.date[:10])
    titles = (page.title, plain, chance.choice((page.title, cut)), " ".join(w for w in words if chance.random() > 0.15))
    made = []
    for title in titles:
        near = day + timedelta(chance.choice((0, 0, 0, 0, 1)))
        issued = Date((near.year, near.month, near.day))
        authors = tuple(n for name in page.authors[:2] for n in read_names(name)) if chance.random() > 0.3 else ()
        item = Item(type="article-newspaper", title=title, author=authors, container_title=page.outlet, issued=issued)
        made.append(Source(title, item))
    return made


def levels(source: Source, url: str, page: Page) -> dict[str, str]:
    """The level that each variable comes out at."""
    found: dict[str, str] = {}

    def noted(variable: str, level: str, *more: str) -> Evidence:
        found[variable] = level
        return told(variable, level, *more)

    told = weights.evidence
    with patch.object(weights, "evidence", noted):
        tuple(evidence(source, Candidate(url, "measure"), page))
    return found


Levels = tuple[dict[str, Counter[str]], dict[str, Counter[str]]]  # of right pairs and of wrong ones, by variable


def page_levels(others_each: int = WRONG) -> Levels:
    """How often each level of a variable comes out for the cited page, and for others; ``silent`` where it does not come out."""
    chance = random.Random(11)
    pages = [(page, read_page(page.response())) for page in recorded(rigs() / "replay" / "data")]
    right: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: dict[str, Counter[str]] = defaultdict(Counter)
    for page, read in pages:
        others = [p for p in pages if p[0].url != page.url]
        kin = [p for p in others if p[0].outlet == page.outlet]
        for source in citations(page, chance):
            _count(right, levels(source, page.url, read))
            for other, its in chance.choices(others, k=others_each // 2) + chance.choices(kin or others, k=others_each // 2):
                _count(wrong, levels(source, other.url, its))
    return right, wrong


def _count(table: dict[str, Counter[str]], found: dict[str, str]) -> None:
    for variable in FITTED:
        table[variable][found.get(variable, SILENT)] += 1


def main() -> None:
    tables = {"page": page_levels(), "record": records.levels()}
    rows = [_fitted(row, *tables[row["witness"]]) for row in csv.DictReader(TABLE.open(encoding="utf-8"))]
    out = sys.stdout if "--write" not in sys.argv else TABLE.open("w", encoding="utf-8", newline="")
    writer = csv.DictWriter(out, ["witness", "variable", "level", "bits", "verdict", "source"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def _fitted(row: dict[str, str], right: dict[str, Counter[str]], wrong: dict[str, Counter[str]]) -> dict[str, str]:
    variable, level = row["variable"], row["level"]
    m, u = right[variable][level], wrong[variable][level]
    kept = KEPT if row["witness"] == "page" else KEPT_OF_RECORDS
    every = "--all" in sys.argv
    if row["witness"] == "record" and row["verdict"] != "confirmed" and not every:
        return row
    if variable not in (FITTED if row["witness"] == "page" else OF_RECORDS) or ((variable, level) in kept and not every):
        return row
    if m + u < ENOUGH:
        return row
    pairs = [table[variable].total() - table[variable][SILENT] for table in (right, wrong)]
    bits = log2((m + 0.5) / (pairs[0] + 1)) - log2((u + 0.5) / (pairs[1] + 1))
    bits = max(-MOST, min(MOST, bits))
    if row["verdict"] == "confirmed":
        bits = max(0.0, bits)
    elif row["verdict"] == "contradicted":
        bits = min(0.0, bits)
    said = f"fitted: {m} of {pairs[0]} right pairs, {u} of {pairs[1]} wrong"
    return {**row, "bits": f"{bits:.1f}", "source": said}


if __name__ == "__main__":
    main()

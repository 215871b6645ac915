"""How many works registries know, by kind and time: writes data/coverage.csv and the part "Coverage" of reports/matching.md.

    PYTHONPATH=src python -m tests.measure.coverage [--write] MATCHED.json … [VENUE/YEAR.bib …]

MATCHED.json are references from reference lists with the DOI that people found for each, or none: ``unstructured_orig.json`` and
``dataset_sbmv.json`` of Crossref's evaluation of its matching (https://github.com/CrossRef/reference-matching-evaluation, MIT; 2018). VENUE/YEAR.bib
are complete lists of the papers of a venue and year with the identifiers that services gave them
(https://github.com/b-vitamins/bibliography). Nothing is sent.
"""

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from citecheck.citations.read import read_source
from citecheck.language.languages import detect
from citecheck.language.titles import content_words
from citecheck.model.reference import Date, Item
from citecheck.sources import thresholds
from citecheck.sources.coverage import is_listed

ROOT = Path(__file__).parents[2]
TABLE, REPORT = ROOT / "src" / "citecheck" / "data" / "coverage.csv", ROOT / "reports" / "matching.md"
HEADING = "## Coverage"
SPANS = ((0, 1979), (1980, 1999), (2000, 2100))
SOURCE = "Crossref, of references in journals of 2018 (reference-matching-evaluation)"
BY_VENUE = frozenset(("paper-conference",))  # kinds that are counted apart for publications in the table of venues
LEAST = 10  # works of a row
YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
ENTRY = re.compile(r"(?m)^@(?!string|comment|preamble)")
FIELD = re.compile(r"(?m)^\s+(\w+)\s*=")
Row = tuple[str, str, int, int]


def cited(path: Path) -> Iterator[tuple[Item, bool]]:
    """The items of a file, and whether Crossref knows each."""
    for row in json.loads(path.read_text(encoding="utf-8"))["dataset"]:
        item = read_source(row["ref_string"], None, None).item if "ref_string" in row else _item(row["reference"])
        if item:
            yield item, bool(row["target_gt"]["DOI"])


def _item(fields: dict[str, Any]) -> Item | None:
    """An article that a publisher deposited in fields; other kinds of works are not told apart there."""
    year = YEAR.search(fields.get("year", ""))
    if not fields.get("article-title") or not fields.get("journal-title") or not year:
        return None
    title, journal = fields["article-title"], fields["journal-title"]
    return Item(type="article-journal", title=title, container_title=journal, issued=Date((int(year[0]),)))


def is_clear(item: Item) -> bool:
    """Whether an item has a year, and a title in English that can be searched for."""
    title = item.title or ""
    known = bool(item.issued and item.issued.parts) and len(content_words(title)) >= thresholds.NOT_FOUND_TITLE_WORDS
    return known and (detect(title) or "en").startswith("en")


def counted(paths: Sequence[Path]) -> dict[Row, list[int]]:
    """How many works were cited, and how many of them are known."""
    rows: dict[Row, list[int]] = defaultdict(lambda: [0, 0])
    for path in paths:
        for item, known in cited(path):
            if is_clear(item) and item.issued:
                since, until = next(span for span in SPANS if span[0] <= item.issued.parts[0] <= span[1])
                venue = ("listed" if is_listed(item.container_title) else "other") if item.type in BY_VENUE else "any"
                row = rows[item.type, venue, since, until]
                row[0] += 1
                row[1] += known
    return {row: count for row, count in sorted(rows.items()) if count[0] >= LEAST}


def lists(paths: Sequence[Path]) -> Iterator[str]:
    """The share of the papers of each venue that have an identifier of each service."""
    yield "| venue | years | papers | DOI | arXiv | Semantic Scholar |"
    yield "|---|---|--:|--:|--:|--:|"
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    years: dict[str, list[int]] = defaultdict(list)
    for path in paths:
        years[path.parent.name].append(int(path.stem[:4]))
        for entry in ENTRY.split(path.read_text(encoding="utf-8"))[1:]:
            has = set(FIELD.findall(entry))
            counts[path.parent.name].update(["all", *(name for name in ("doi", "arxiv", "s2id") if name in has)])
    for venue, count in sorted(counts.items()):
        shares = " | ".join(f"{count[name] / count['all']:.3f}" for name in ("doi", "arxiv", "s2id"))
        yield f"| {venue} | {min(years[venue])}–{max(years[venue])} | {count['all']:,} | {shares} |"


def told(rows: dict[Row, list[int]]) -> Iterator[str]:
    yield "References with an English title of at least three content words. *Covered*: a work that no service knows may be said to be unknown"
    yield f"though the registries have nothing else of its publication (at least {thresholds.COVERED:.0%} are known)."
    yield ""
    yield "| type | publication | years | cited | Crossref knows | share | covered |"
    yield "|---|---|---|--:|--:|--:|---|"
    for (kind, venue, since, until), (many, known) in rows.items():
        covered = "yes" if known / many >= thresholds.COVERED and kind in ("article-journal", "paper-conference") else ""
        years = f"since {since}" if until == SPANS[-1][1] else f"{since or ''}–{until}"
        yield f"| {kind} | {venue} | {years} | {many:,} | {known:,} | {known / many:.3f} | {covered} |"


def main() -> None:
    paths = [Path(one) for one in sys.argv[1:] if not one.startswith("--")]
    rows = counted([path for path in paths if path.suffix == ".json"])
    lines = list(told(rows))
    if bibs := [path for path in paths if path.suffix == ".bib"]:
        lines += ["", "Complete lists of papers, and which of them have an identifier of a service:", "", *lists(bibs)]
    sys.stdout.write("\n".join(lines) + "\n")
    if "--write" in sys.argv:
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("type", "venue", "since", "until", "cited", "known", "source"))
            writer.writerows((*row, *count, SOURCE) for row, count in rows.items())
        write_part(HEADING, lines)


def write_part(heading: str, lines: Sequence[str]) -> None:
    """Replace the part of the report under a heading, or append it."""
    before, found, after = REPORT.read_text(encoding="utf-8").partition(f"\n{heading}\n")
    rest = after[after.index("\n## ") :] if found and "\n## " in after else "\n"
    REPORT.write_text(
        "\n".join((before.rstrip(), "", heading, "", *lines, "")).rstrip()
        + "\n"
        + rest.rstrip("\n")
        + ("\n" if rest.strip() else ""),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()

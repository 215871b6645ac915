"""Titles, authors and dates of real pages, beside trafilatura and htmldate: ``python -m tests.measure.page_reading`` writes reports/page_reading.md.

    python -m tests.measure.page_reading TRAFILATURA HTMLDATE READABILITY POSTLIGHT [--jobs 2]

The folders are checkouts of the public repositories adbar/trafilatura, adbar/htmldate, mozilla/readability and postlight/parser, whose test
pages are labelled. The peers: ``pip install trafilatura lxml_html_clean``. Nothing of the pages is kept.
"""

import argparse
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from citecheck.model.web import Response
from citecheck.pages.metadata import read_page
from tests.measure.labelled_pages import Labelled, labelled_pages
from tests.measure.notes.isolated import in_children

REPORT = Path(__file__).resolve().parents[2] / "reports" / "page_reading.md"
BETWEEN = re.compile(r"\s+(?:und|and|et|y|e|&)\s+|[,;/|]\s*")
SAME = 90  # of 100: two spellings of a name
SECONDS = 60  # for one page
OUTCOMES = ("right", "first right", "wrong", "nothing")
HEAD = "| | pages | right | the first is right | wrong | nothing |\n|---|---|---|---|---|---|"
HELD_OUT = "held-out half"
FIELDS = ("title", "author", "date")


def main() -> None:
    """Measures and writes."""
    parser = argparse.ArgumentParser("python -m tests.measure.page_reading")
    for folder in ("trafilatura", "htmldate", "readability", "postlight"):
        parser.add_argument(folder, type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    pages = labelled_pages(given.trafilatura, given.htmldate, given.readability, given.postlight)
    _measured(pages[0])  # what is imported here need not be imported in every process
    counted: dict[tuple[str, str], Counter[str]] = {}
    for done, (number, told) in enumerate(in_children(_measured, pages, given.jobs, SECONDS), 1):
        print(f"\r{done} of {len(pages)}", end="", flush=True)
        for field, reader, outcome in told.get("told", ()):
            for name in (reader, f"{reader}, {HELD_OUT}") if pages[number].held_out else (reader,):
                counted.setdefault((field, name), Counter()).update(
                    (outcome, "pages") if outcome != "first right" else ("right", outcome, "pages")
                )
    REPORT.write_text(_page(pages, counted), encoding="utf-8")
    print("\n" + _page(pages, counted))


def _measured(page: Labelled) -> dict[str, Any]:
    """What each reader says: field, reader, outcome."""
    body = Path(page.path).read_bytes()
    read = read_page(Response(page.url, page.url, 200, (("Content-Type", "text/html"),), body))
    claims = {
        name: [claim.value for claim in values]
        for name, values in zip(FIELDS, (read.titles, read.authors, read.dates), strict=True)
    }
    told = list(_outcomes(page, "citecheck", claims))
    told += _outcomes(page, "trafilatura", _by_trafilatura(body, page.url))
    told += _outcomes(page, "htmldate", {"date": _by_htmldate(body, page.url)})
    return {"told": told}


def _outcomes(page: Labelled, reader: str, claims: dict[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    for field in FIELDS:
        label = getattr(page, field)
        if field in claims and label:
            yield field, reader, _outcome(field, label, claims[field])
    if page.author == "" and "author" in claims:
        yield "no author", reader, "wrong" if claims["author"] else "nothing"


def _outcome(field: str, label: str, claims: Sequence[str]) -> str:
    if not claims:
        return "nothing"
    right = [_agrees(field, label, claim) for claim in claims]
    return "first right" if right[0] else "right" if any(right) else "wrong"


def _agrees(field: str, label: str, claim: str) -> bool:
    if field == "date":
        return claim[:10] in _days(label)
    if field == "title":
        return _letters(label) == _letters(claim) or fuzz.ratio(_letters(label), _letters(claim)) >= SAME
    names = [name for name in BETWEEN.split(label) if name.strip()]
    return any(fuzz.token_set_ratio(_words(name), _words(claim)) >= SAME for name in names)


def _days(label: str) -> set[str]:
    """The day of a label; of an instant in UTC each day on which it is somewhere, since pages give the day of their place."""
    if not label.endswith("Z"):
        return {label[:10]}
    instant = datetime.fromisoformat(label)
    return {f"{instant + timedelta(hours=hours):%Y-%m-%d}" for hours in (-12, 0, 14)}


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def _by_trafilatura(body: bytes, url: str) -> dict[str, list[str]]:
    from trafilatura.metadata import extract_metadata  # type: ignore[import-not-found,unused-ignore]

    made = extract_metadata(body, default_url=url)
    values = (made.title, made.author, made.date) if made else (None, None, None)
    return {field: [value] if value else [] for field, value in zip(FIELDS, values, strict=True)}


def _by_htmldate(body: bytes, url: str) -> list[str]:
    from htmldate import find_date

    found = find_date(body.decode("utf-8", "replace"), url=url, original_date=True)
    return [found] if found else []


def _page(pages: Sequence[Labelled], counted: dict[tuple[str, str], Counter[str]]) -> str:
    lines = [
        "# Titles, authors and dates of real pages",
        "",
        f"Made by `python -m tests.measure.page_reading`: {len(pages)} labelled test pages of trafilatura, htmldate, readability and postlight's",
        "parser. citecheck gathers all that a page claims and compares a citation with every claim; right: one of the claims is the label; wrong:",
        "there are claims, and none is. The held-out half was not looked at when the reader was last changed.",
        "",
        *(line for field in (*FIELDS, "no author") for line in _section(field, counted)),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _section(field: str, counted: dict[tuple[str, str], Counter[str]]) -> Iterable[str]:
    title = {"title": "Titles", "author": "Authors", "date": "Dates"}.get(
        field, "Pages whose author is nobody (wrong: one was given)"
    )
    rows = [
        f"| {reader} | {count['pages']} | " + " | ".join(f"{count[outcome]}" for outcome in OUTCOMES) + " |"
        for (of, reader), count in sorted(counted.items())
        if of == field
    ]
    return [f"## {title}", "", HEAD, *rows, ""]


if __name__ == "__main__":
    main()

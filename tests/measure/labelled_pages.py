"""Real pages with the title, author and date that people say they have: test pages of four public repositories."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

FIXTURE = re.compile(r"readFileSync\(\s*['\"]\./(fixtures/[^'\"]+)")
ADDRESS = re.compile(r"['\"](https?://[^'\"\s]+)['\"]")
EXPECTED = re.compile(
    r"assert\.equal\(\s*(title|author|date_published),\s*(?:'((?:[^'\\]|\\.)*+)'|\"((?:[^\"\\]|\\.)*+)\"|`([^`]*+)`)"
)
ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page with what people say of it; None: they do not say; an empty author: it has none."""

    url: str
    path: str
    title: str | None = None
    author: str | None = None
    date: str | None = None

    @property
    def held_out(self) -> bool:
        """Whether the page is in the half that nobody looks at when the reader is changed."""
        return sha256(self.url.encode()).digest()[0] % 2 == 1


def labelled_pages(trafilatura: Path, htmldate: Path, readability: Path, postlight: Path) -> Sequence[Labelled]:
    """The pages of all repositories, each once: the first that has it counts."""
    found: list[Labelled] = [
        *trafilatura_pages(trafilatura),
        *htmldate_pages(htmldate),
        *readability_pages(readability),
        *postlight_pages(postlight),
    ]
    return list({page.url: page for page in reversed(found)}.values())[::-1]


def _day(label: object) -> str | None:
    """A label's day or instant; None for what is no date: "2022-29-11", not a number."""
    try:
        datetime.fromisoformat(str(label)[:10])
    except ValueError:
        return None
    return str(label)


def trafilatura_pages(folder: Path) -> Iterator[Labelled]:
    """Pages with title, author and date; an author that is empty is none."""
    for url, label in _json(folder / "tests" / "evaldata.json").items():
        path = _existing(folder / "tests", label["file"])
        if path and "title" in label:
            author = label["author"]
            yield Labelled(
                url, path, label["title"] or None, "; ".join(author) if isinstance(author, list) else author, _day(label["date"])
            )


def htmldate_pages(folder: Path) -> Iterator[Labelled]:
    """Pages with a date."""
    for name in ("eval_default.json", "eval_mediacloud_2020.json"):
        for url, label in _json(folder / "tests" / name).items():
            path = _existing(folder / "tests", label["file"])
            if path:
                yield Labelled(url, path, date=_day(label["date"]))


def readability_pages(folder: Path) -> Iterator[Labelled]:
    """Pages with title, byline and publication time, under addresses without meaning; what is null was not found, which says nothing."""
    for path in sorted((folder / "test" / "test-pages").glob("*/expected-metadata.json")):
        label = _json(path)
        url = f"https://test-page.example/{path.parent.name}"
        yield Labelled(
            url, str(path.with_name("source.html")), label["title"] or None, label["byline"] or None, _day(label["publishedTime"])
        )


def postlight_pages(folder: Path) -> Iterator[Labelled]:
    """The pages of the extractors' tests with the values that these expect of each; null says nothing."""
    for test in sorted((folder / "src" / "extractors" / "custom").glob("*/index.test.js")):
        text = test.read_text(encoding="utf-8")
        fixtures = list(FIXTURE.finditer(text))
        for this, following in zip(fixtures, [*(f.start() for f in fixtures[1:]), len(text)], strict=True):
            values: dict[str, str] = {}
            for found in EXPECTED.finditer(text, this.end(), following):
                values.setdefault(found[1], ESCAPED.sub(r"\1", found[2] or found[3] or found[4] or ""))
            address = _nearest_address(text, this.start(), following)
            if address and (folder / this[1]).is_file():
                yield Labelled(
                    address,
                    str(folder / this[1]),
                    values.get("title") or None,
                    values.get("author") or None,
                    _day(values.get("date_published")),
                )


def _nearest_address(text: str, fixture: int, end: int) -> str | None:
    """The address that is written just before or behind a fixture's name."""
    addresses = list(ADDRESS.finditer(text, max(0, fixture - 600), min(end, fixture + 600)))
    return min(addresses, key=lambda found: abs(found.start() - fixture))[1] if addresses else None


def _existing(folder: Path, name: str) -> str | None:
    found = (path for place in ("cache", "eval", "test_set") if (path := folder / place / name).is_file())
    return next(map(str, found), None)


def _json(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read

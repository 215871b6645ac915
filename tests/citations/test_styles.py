"""Invented citations in many styles and languages: author, title, container and date are read as printed."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from citecheck.citations.read import read_source
from citecheck.model.reference import Item, Name

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "cases/styles.jsonl").read_text(encoding="utf-8").splitlines()]


def fold(text: str | None) -> str:
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text or "").casefold()).strip()


def words(names: tuple[Name, ...]) -> list[list[str]]:
    return sorted(sorted(fold(" ".join(filter(None, (n.literal, n.given, n.family, n.suffix)))).split()) for n in names)


def iso(parts: tuple[int, ...]) -> str:
    return "-".join(f"{part:02d}" for part in parts)


def known(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason="not read rightly yet", strict=True)] if case.get("open") else []
    return pytest.param(case, marks=marks, id=f"{case['style']}: {case['text'][:40]}")


@pytest.mark.parametrize("case", [known(case) for case in CASES])
def test_a_citation_is_read_as_it_is_printed(case: dict[str, Any]) -> None:
    item: Item = read_source(case["text"], None, None).item
    assert words(item.author) == sorted(sorted(fold(name).split()) for name in case["author"])
    assert fold(item.title) == fold(case["title"])
    if "container" in case:
        assert fold(case["container"]) in (fold(item.container_title), fold(item.publisher))
    if "publisher" in case:
        assert fold(item.publisher) == fold(case["publisher"])
    assert iso(item.issued.parts if item.issued else ()) == case.get("date", "")
    assert iso(item.accessed.parts if item.accessed else ()) == case.get("accessed", "")
    assert (item.url or "") == case.get("url", "")

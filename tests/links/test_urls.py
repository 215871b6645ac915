"""URLs in running text: where they end, what is no part of them, and what is asked."""

import pytest

from citecheck.app.wiring import read_document
from citecheck.links.urls import find_urls
from citecheck.links.verdict import judge_answer
from citecheck.model.web import Hop, Live, Response


@pytest.mark.parametrize("mark", ["。然后", "，", "）。", "！", "？", "｜x", "」", "、"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.wiki", "a.tex"])
def test_a_url_ends_before_east_asian_marks(mark: str, name: str) -> None:
    assert _addresses(name, f"请看https://a.example/x{mark}") == ["https://a.example/x"]


@pytest.mark.parametrize("marks", ["\u2066{}\u2069", "\u202a{}\u202c", "\u200f{}\u200e.", "{}\ufeff"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.wiki"])
def test_marks_of_direction_are_no_part_of_a_url(marks: str, name: str) -> None:
    assert _addresses(name, f"See {marks.format('https://a.example/x')} there.") == ["https://a.example/x"]


@pytest.mark.parametrize("arrow", ["↩", "↩︎", " ↩", "↑", "⏎"])
def test_an_arrow_back_to_a_call_is_no_part_of_a_url(arrow: str) -> None:
    assert [u.url for u in find_urls(f"Title. https://a.example/x.{arrow}")] == ["https://a.example/x"]


def test_a_url_without_a_scheme_that_redirects_to_https_is_live() -> None:
    hops = (Hop("http://www.a.example/x", 301, "https://www.a.example/x"),)
    page = (("content-type", "text/html"),), b"<title>Salt</title>"
    answer = Response("www.a.example/x", "https://www.a.example/x", 200, *page, hops)
    assert isinstance(judge_answer(answer), Live)


def _addresses(name: str, text: str) -> list[str]:
    return [address.url for address in read_document(name, text.encode()).addresses]

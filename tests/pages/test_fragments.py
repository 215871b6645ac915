"""Which places of a page are missing."""

import pytest

from citecheck.model.web import Response
from citecheck.pages.fragments import missing_fragment

PAGE = b'<html><body><h1 id="top-of-it">A</h1><h2 id="plain">B</h2><h2 id="caf\xc3\xa9">C</h2><p id="L7">D</p></body></html>'


def missing(url: str, body: bytes = PAGE) -> bool:
    page = url.partition("#")[0]
    return missing_fragment(url, Response(page, page, 200, (("Content-Type", "text/html; charset=utf-8"),), body))


@pytest.mark.parametrize("name", ["nowhere", "plain/", "plain/more", "Plain", "L7b", "note-1", "section-3"])
def test_a_place_that_no_element_has_is_missing(name: str) -> None:
    assert missing(f"https://moor.example/a#{name}")


@pytest.mark.parametrize("name", ["", "top", "plain", "caf%C3%A9", "L7", ":~:text=B", "plain:~:text=C"])
def test_a_place_that_the_page_has_is_not(name: str) -> None:
    assert not missing(f"https://moor.example/a#{name}")


@pytest.mark.parametrize("name", ["!/route", "/route/to", "view=map", "tab?x=1"])
def test_states_of_a_script_are_no_places(name: str) -> None:
    assert not missing(f"https://moor.example/a#{name}")


@pytest.mark.parametrize(
    "name",
    ["L10", "L10-L20", "L10C5-L12C1", "lines-10:12", "line-10", "diff-0a1b2cR12", "issuecomment-12345", "note_123", "file-a-py-L3"],
)
def test_lines_and_comments_of_code_hosts_are_made_by_script_wherever_they_run(name: str) -> None:
    assert not missing(f"https://code.moor.example/o/r/-/blob/main/f.py#{name}")


@pytest.mark.parametrize("host", ["github.com", "www.npmjs.com", "gitlab.com", "docs.google.com"])
def test_headings_of_hosts_that_build_their_pages_by_script_are_not_missing(host: str) -> None:
    assert not missing(f"https://{host}/o/r#installation", b"<html><body><div id='app'></div></body></html>")

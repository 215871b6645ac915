"""Hostile and broken text in every format is read in bounded time, or refused with one line."""

import time

import pytest

from citecheck.app import wiring
from citecheck.citations.parse import parse
from citecheck.model.errors import DocumentError

NAMES = (
    "a.txt",
    "a.md",
    "a.html",
    "a.wiki",
    "a.rst",
    "a.adoc",
    "a.org",
    "a.typ",
    "a.tex",
    "a.bib",
    "a.ris",
    "a.ipynb",
    "a.yaml",
    "a.json",
)
UNITS = (
    "[", "{", "(", "<", "*", "`", "_a", "“", "«", "{{", "[[", "^[", "<b>", "<ref>", "<sup>", "<li>", "> ", "- ", "1. ", "&", "\\", "![", "[a](",
    "footnote:[", "[fn::", "#footnote[", "#a(", "#+begin_src\n", "{a}", "----\n", "\\footnote{", "\\begin{verbatim}", "@a{b,", "{{cite|", "{|", '<a href="', "<!--", "<![CDATA[", "http://", "ibid. ", "[^1]: ", "[1] ", "} ] ) >", "]]}}",
    '{"a":', "[[[", "''", "\x00", "\u2028", "\x85", "\ufeff", "$", "%", "~~~\n", "---\n", "| ",
)  # fmt: skip
SHORT, LONG = (1_000, 0.5), (4_000, 1.5)  # repetitions, and seconds of processor time
NOTE = "\n\n[1] A. Man, A title, Post, 1 May 2020.\n"


def seconds(name: str, text: str) -> float:
    started = time.process_time()
    try:
        document = wiring.read_document(name, text.encode("utf-8", "surrogatepass"))
        parse(document)
        assert wiring.format_for(name, document.data).write(name, document.data, ()) == document.data
    except DocumentError as error:
        assert error.message and "\n" not in error.message
    return time.process_time() - started


@pytest.mark.parametrize(("times", "bound"), [SHORT, pytest.param(*LONG, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", NAMES)
def test_a_repeated_unit_is_read_quickly(name: str, times: int, bound: float) -> None:
    seconds(name, NOTE)  # tables load once
    assert [(unit, spent) for unit in UNITS if (spent := seconds(name, f"x {unit * times}{NOTE}")) > bound] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_hundred_thousand_brackets_take_seconds(name: str) -> None:
    for unit in ("[", "{", "(", "<b>", "{{", "[[", "^[", "\\footnote{", "[a](", "<ref>"):
        assert seconds(name, f"x {unit * 100_000}{NOTE}") < 10, unit


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_one_line_of_nine_megabytes_takes_under_a_minute(name: str) -> None:
    assert seconds(name, "words and words, “a title” (2020) and [1] more. " * 200_000) < 60

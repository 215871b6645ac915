"""Texts of Word and of web editors converted to Markdown: calls and numbers that link to one another, anchors and words with attributes."""

import pytest

import citecheck


def found(text: str) -> dict[str, tuple[str, int]]:
    """The text of each note and how often it is called, by label."""
    return {note.label: (note.body, len(note.markers)) for note in citecheck.read("a.md", text).notes}


BELL, LUND = "A. Bell, *Rivers*, Oak Press 1999.", "Eva Lund, *Harbours*, Pine Press 1954."
READ = {"1": (LUND.replace("*", ""), 1), "2": (BELL.replace("*", ""), 1)}


@pytest.mark.parametrize(
    ("call", "label"),
    [
        ("[[{0}]](#_ftn{0})", "[]{{#_ftn{0} .anchor}}[[{0}]](#_ftnref{0})"),
        ("[\\[{0}\\]](#_ftn{0})", "[\\[{0}\\]](#_ftnref{0})"),
        ('<a name="_ftnref{0}"></a>[[{0}]](#_ftn{0})', '<a name="_ftn{0}"></a>[[{0}]](#_ftnref{0})'),
        ("[^\\[{0}\\]^](#_ftn{0})", "[^\\[{0}\\]^](#_ftnref{0})"),
        ("[^{0}^](#fn{0}){{#fnref{0}}}", "{0}. []{{#fn{0}}}"),
    ],
)
def test_numbers_that_link_between_call_and_note_are_labels(call: str, label: str) -> None:
    text = f"Boats were lent.{call.format(1)} They were sold.{call.format(2)}\n\n{label.format(1)} {LUND}\n\n{label.format(2)} {BELL}\n"
    assert found(text) == READ


def test_a_number_that_links_to_a_note_is_a_call_and_one_that_links_elsewhere_is_none() -> None:
    text = f"Lent.[1](#fn1) See table [2](#sales). Sold.\n\n## Notes\n\n[1](#fnref1) {LUND}\n\n[2](#fnref2) {BELL}\n"
    assert {label: calls for label, (_, calls) in found(text).items()} == {"1": 1, "2": 0}


def test_words_with_attributes_are_read_without_them() -> None:
    text = "Lent.[^1]\n\n[^1]: [Lund]{.smallcaps}, Eva. [Harbours [of] the North]{.underline #h}, 1954, [p. 3] {not}.\n"
    assert found(text)["1"][0] == "Lund, Eva. Harbours [of] the North, 1954, [p. 3] {not}."

"""The explained decisions are those of parsing."""

import pytest

from citecheck.app import wiring
from citecheck.app.explain_note import decisions
from citecheck.citations.decisions import Decision
from citecheck.citations.parse import parse
from tests.made_documents import MADE, made


def explained(text: str, step: str, which: int = 0) -> list[Decision]:
    """The decisions of a step on one note of a plain list."""
    document = wiring.read_document("notes.txt", text.encode())
    return [one for one in decisions(document, which) if one.step == step]


@pytest.mark.parametrize("name", MADE)
def test_the_explained_values_are_those_that_parsing_reads_in_every_format(name: str) -> None:
    document = wiring.read_document(name, made(name))
    for which in (0, len(document.notes) - 1):
        values = {one.reason.split()[0]: one.after for one in decisions(document, which) if one.step == "values"}
        item = parse(document)[which].sources[0].item
        assert (values.get("title"), values.get("container-title"), values.get("URL")) == (
            item.title,
            item.container_title,
            item.url,
        )


def test_every_decision_on_words_has_their_span_in_the_document() -> None:
    text = "[1] J. Doe, “Minister resigns over taxes”, Reuters, 14/04/2021\n"
    for one in explained(text, "model"):
        assert one.span and text[one.span.start : one.span.end] == one.text


def test_the_list_of_a_note_is_explained_with_its_labels_and_their_style() -> None:
    steps = "1. Open the gate.\n2. Close the gate.\n\nNotes\n\n[1] J. Doe, Ports close, Le Monde, 14 May 2020.\n[2] A. Roe, Ports open, CNN, 15 May 2020.\n"
    found = [one.reason for one in explained(f"Said [1] so [2].\n\n{steps}", "list")]
    assert found[0].startswith("a list of notes: 2 labels in the style “bracket”, from 1 to 2")


def test_a_refused_cut_has_its_reason() -> None:
    within = explained("[1] J. Doe, “Ports close; ships wait”, Reuters, 14/04/2021\n", "cuts")
    assert [one.reason.rpartition(": ")[2] for one in within] == ["it lies within quotation marks, brackets, a URL or a link"]
    before = explained("[1] The port of the north; K. Roe, “Ships wait outside”, Reuters, 14/04/2021\n", "cuts")
    assert before[0].reason.startswith("not cut at a separator") and "no date, URL" in before[0].reason


def test_a_rule_that_moves_a_boundary_is_explained_with_the_previous_text() -> None:
    moved = explained("[1] Гринев К. Дом и сад. Л., 1974\n", "rules")
    author = next(one for one in moved if one.reason.startswith("author: "))
    assert (author.before, author.after) == ("“Гринев К. Дом и сад. Л”", "“Гринев К”")
    assert "the title begins after the last initials" in author.reason


def test_text_removed_from_a_fields_ends_is_explained() -> None:
    (title,) = explained("[1] Marta Ellison, “Ferry Workers Vote to Strike,” Northern Herald, March 3, 2019.\n", "field text")
    assert (title.before, title.after) == ("“Ferry Workers Vote to Strike,”", "“Ferry Workers Vote to Strike”")


def test_text_hidden_from_the_model_is_explained() -> None:
    hidden = [one.text for one in explained("[1] Il governo annuncia nuove elezioni (trad.), Al Jazeera, 14/04/2021\n", "anchors")]
    assert "(trad.)" in hidden


def test_a_doubtful_label_is_explained_with_the_runner_up() -> None:
    labels = [
        one.reason
        for one in explained(
            "[1] J. Doe, “Minister resigns over taxes”, Reuters, https://a.example/b (accessed 3 May 2021)\n", "model"
        )
    ]
    assert any(", else " in reason for reason in labels)


def test_the_order_of_day_and_month_is_explained() -> None:
    (order,) = explained(
        "[1] A. Doe, Ports close, BBC News, 25/04/2021\n[2] B. Roe, Ports open, BBC News, 03/04/2021\n", "dates", 1
    )
    assert order.reason.startswith("numeric dates have the day first")


def test_a_rejected_short_form_has_its_reason() -> None:
    (form,) = explained("[1] Nobody knows, as Smith (2010) shows for the whole of the northern coast, who paid.\n", "short forms")
    assert form.reason == "no short form, though names and a year: it fits no work of another note"

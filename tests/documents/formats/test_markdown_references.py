"""References in the front matter of Markdown: they are data, cited by key."""

import pytest

from citecheck.documents.formats.markdown import MarkdownFormat
from citecheck.model.document import Document
from citecheck.model.repair import AddUrl, CorrectField

ITEMS = """references:
- id: okafor2010
  type: article-journal
  title: A survey of weirs
  author:
  - {family: Okafor, given: Ada}
  issued: {date-parts: [[2010, 5]]}
- id: ito2011
  type: webpage
  title: "Locks"
  URL: https://river.example/locks
"""
TEXT = f"---\ntitle: Rivers\n{ITEMS}...\n\nAs shown [@okafor2010, p. 4] and @ito2011; see @kern2012.[^1]\n\n[^1]: Ada Okafor, “Mud”, *River Notes*, 2009.\n"


def read(text: str) -> Document:
    return MarkdownFormat().read("a.md", text.encode())


def test_references_in_the_front_matter_are_notes_with_data_and_calls() -> None:
    document = read(TEXT)
    found = {note.label: note for note in document.notes}
    assert list(found) == ["okafor2010", "ito2011", "1"]
    assert [(note.status, len(note.markers)) for note in document.notes] == [("present", 1)] * 3
    item = found["okafor2010"].sources[0].item
    assert (item.title, item.author[0].family, item.issued and item.issued.parts) == ("A survey of weirs", "Okafor", (2010, 5))
    assert [(one.url, one.label, TEXT[one.span.start : one.span.end]) for one in document.addresses] == [
        ("https://river.example/locks", "ito2011", "https://river.example/locks")
    ]
    assert [call.label for call in document.calls] == ["kern2012"]


@pytest.mark.parametrize("before", ["\n", "\n \t\n\n", "\ufeff", "\u200b", "\r\n"])
def test_blank_lines_and_marks_that_are_not_seen_may_come_before_the_front_matter(before: str) -> None:
    document = read(before + TEXT)
    assert [note.label for note in document.notes] == ["okafor2010", "ito2011", "1"]
    assert [document.text[one.span.start : one.span.end] for one in document.addresses] == ["https://river.example/locks"]


@pytest.mark.parametrize("head", ["", "---\ntitle: Rivers\n---\n\n", "Rivers rise.\n\n***\n\n"])
def test_metadata_with_references_may_stand_anywhere_behind_a_blank_line(head: str) -> None:
    text = f"{head}As shown [@okafor2010] and @ito2011.\n\n---\n{ITEMS}---\n\nAfter it.[^1]\n\n[^1]: Ada Okafor, “Mud”, *River Notes*, 2009.\n"
    document = read(text)
    assert [(note.label, len(note.markers)) for note in document.notes] == [("okafor2010", 1), ("ito2011", 1), ("1", 1)]
    (added,) = MarkdownFormat().edits(document, b"", document.notes[0].sources[0], AddUrl("https://river.example/weirs"))
    again = read(text[: added.span.start] + added.replacement + text[added.span.end :])
    assert again.notes[0].sources[0].item.url == "https://river.example/weirs"


def test_rules_without_references_between_them_and_code_are_no_metadata() -> None:
    assert not read("Rivers rise.\n\n---\nSee [@ito2011].\n\n---\n\nMore.\n").notes
    assert not read(f"Write so:\n\n~~~\n\n---\n{ITEMS}---\n\n~~~\n\nSee @ito2011.\n").notes


def test_a_reference_that_no_text_cites_is_unreferenced_unless_all_are_printed() -> None:
    once = f"---\n{ITEMS}---\n\nSee [@ito2011].\n"
    assert [note.status for note in read(once).notes] == ["unreferenced", "present"]
    assert [note.status for note in read(once.replace("---\nref", "---\nnocite: '@*'\nref")).notes] == ["present", "present"]


def test_references_are_repaired_as_yaml_where_they_stand() -> None:
    document, form = read(TEXT), MarkdownFormat()
    weirs, locks = (document.notes[n].sources[0] for n in (0, 1))
    (added,) = form.edits(document, b"", weirs, AddUrl("https://river.example/weirs"))
    assert TEXT[: added.span.start].endswith("issued: {date-parts: [[2010, 5]]}") or TEXT[added.span.start :].startswith("issued:")
    assert "URL: " in added.replacement
    (corrected,) = form.edits(document, b"", locks, CorrectField("Locks", "Sluices"))
    assert (TEXT[corrected.span.start : corrected.span.end], corrected.replacement) == ('"Locks"', '"Sluices"')


@pytest.mark.parametrize(
    "head",
    [
        "references:\n- title: no identifier\n  url: https://river.example/\n", "references: no list\n", "references:\n- id: x\n  weight: 3\n", "references:\n- id: [broken\n",
        "items:\n- id: okafor2010\n  title: A survey\n", "see:\n  references:\n  - id: okafor2010\n    title: A survey\n",
    ],
)  # fmt: skip
def test_other_metadata_is_no_reference(head: str) -> None:
    document = read(f"---\n{head}---\n\nText [@okafor2010].\n")
    assert not document.notes
    assert [call.label for call in document.calls] == ["okafor2010"]

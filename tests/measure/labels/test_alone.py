"""A labelled note is read alone in its document's format, and places of the document are found in its body."""

import pytest

from tests.measure.labels.alone import alone
from tests.measure.labels.form import LabelledDocument, Note
from tests.measure.labels.restore import Restored

NOTES = [
    ("list.md", "- Lee, Ann. *A Made\n  Title*. Oslo: Press, 2014."),
    ("notes.md", "[^7]: See Lee, Ann. *A Made\nTitle*. Oslo: Press, 2014."),
    ("list.tex", "\\bibitem{lee} Lee, Ann. \\emph{A Made\nTitle}. Oslo: Press, 2014."),
    ("notes.tex", "\\footnote{Lee, Ann. \\emph{A Made\nTitle}. Oslo: Press, 2014.}"),
    ("page.html", "<li>Lee, Ann. <em>A Made\nTitle</em>. Oslo: Press, 2014.</li>"),
    ("page.mediawiki", "<ref>Lee, Ann. ''A Made\nTitle''. Oslo: Press, 2014.</ref>"),
    ("list.txt", "12. Lee, Ann. A Made\n    Title. Oslo: Press, 2014."),
    ("list.rst", ".. [Lee] Lee, Ann. A Made\n   Title. Oslo: Press, 2014."),
]


@pytest.mark.parametrize(("path", "raw"), NOTES)
def test_a_field_is_found_in_the_body_of_the_note_alone(path: str, raw: str) -> None:
    text = f"Before.\n\n{raw}\n"
    note = Note("someone/paper/" + path, (text.index(raw), text.index(raw) + len(raw)), "", "", "citation", ())
    here = alone(Restored(LabelledDocument("someone/paper", "0" * 40, path, "en", "made"), b"", text, (note,)), note)
    assert here
    title, author = (
        here.body((text.index(first), text.index(last) + len(last))) for first, last in (("A Made", "Title"), ("Lee, Ann", "Ann"))
    )
    assert title and " ".join(here.note.body[slice(*title)].split()) == "A Made Title"
    assert author and here.note.body[slice(*author)] == "Lee, Ann"


def test_a_place_outside_of_the_note_has_no_part_of_its_body() -> None:
    text = "Before.\n\n- Lee, Ann. Title. 2014.\n"
    note = Note("someone/paper/list.md", (9, 33), "", "", "citation", ())
    here = alone(Restored(LabelledDocument("someone/paper", "0" * 40, "list.md", "en", "made"), b"", text, (note,)), note)
    assert here and here.body((0, 6)) is None

"""The position of a capture's link in a sentence that contains the URL."""

import pytest

from citecheck.app.wiring import format_for, read_document
from citecheck.citations.parse import parse
from citecheck.model.knowledge import Resolution
from citecheck.model.report import SourceResult
from citecheck.model.web import Gone
from citecheck.repairs.proposals import apply, repair

URL = "https://courier.example/2020/flood"
CAPTURE = f"https://web.archive.org/web/20210503000000/{URL}"


@pytest.mark.parametrize(
    ("note", "mended"),
    [
        (
            f"The mayor said so at {URL} and later denied it.",
            f"The mayor said so at {URL} (archived at {CAPTURE}) and later denied it.",
        ),
        (f"As “River towns brace” says ({URL}), he knew.", f"As “River towns brace” says ({URL}; archived at {CAPTURE}), he knew."),
        (
            f"As [J. Doe reports]({URL}), BBC News, 3 May 2020, the mayor knew.",
            f"As [J. Doe reports]({URL}), BBC News, 3 May 2020, the mayor knew (archived at {CAPTURE}).",
        ),
    ],
)
def test_a_capture_is_not_inserted_inside_a_sentence(note: str, mended: str) -> None:
    data = f"So.[^1]\n\n[^1]: {note}\n".encode()
    document, form = read_document("a.md", data), format_for("a.md", data)
    notes, gone = parse(document), Gone(URL, 404, "404")
    known = Resolution("verified", URL, gone, archive_url=CAPTURE)
    repairs = repair(document, notes, [SourceResult(notes[0], 1, notes[0].sources[0], gone, known)], form)
    written, kept = apply(document, notes, repairs, form)
    assert written.decode() == f"So.[^1]\n\n[^1]: {mended}\n" and len(kept) == 1

"""`report --watch` reports again when a document has changed."""

from contextlib import suppress
from pathlib import Path

from citecheck.app.watch import changes


def test_a_file_that_changed_and_is_whole_is_told_once(tmp_path: Path) -> None:
    file = tmp_path / "library.bib"
    file.write_text("@book{a}")
    writes = iter([None, "@book{a, ti", "@book{a, title={A}}", None, None, "", None])
    waited = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) > 7:
            raise KeyboardInterrupt
        if (text := next(writes)) is not None:
            file.write_text(text) if text else file.unlink()

    told = []
    with suppress(KeyboardInterrupt):
        told.extend((len(waited), file.exists()) for _ in changes([str(file)], wait))
    assert told == [(4, True), (7, False)]

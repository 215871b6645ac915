"""What fuzzing found once stays found: every file in ``tests/cases/fuzz`` is read without an exception and says nothing of its own."""

from pathlib import Path

import pytest

from citecheck import wiring
from citecheck.errors import DocumentError
from citecheck.stages.parse import parse
from tests.property.test_parse import squeezed, values

FOUND = sorted((Path(__file__).parent.parent / "cases" / "fuzz").glob("*.*"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_a_finding_of_the_fuzzer_is_read(path: Path) -> None:
    try:
        notes = parse(wiring.read_document(path.name, path.read_bytes()))
    except DocumentError as error:
        assert error.message
        return
    for note in notes:
        if path.suffix == ".txt":
            body = squeezed(note.text.body)
            assert [value for source in note.sources for value in values(source) if squeezed(value) not in body] == []

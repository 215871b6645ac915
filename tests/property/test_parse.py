"""Properties of parsing: no exceptions, no text that is not in the note, deterministic results."""

import json
import re
import subprocess
import sys
from pathlib import Path

from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from citecheck import pipeline
from citecheck.app import wiring
from citecheck.citations.parse import parse
from citecheck.documents.formats.plain import PlainFormat
from citecheck.language.identifiers import DASH
from citecheck.model.document import Document, Note
from citecheck.model.errors import DocumentError
from citecheck.model.reference import Source
from citecheck.reporters import json_output
from tests.property.documents import documents

FIELDS = (
    "title", "container_title", "publisher", "publisher_place", "volume", "issue", "page", "locator", "edition", "number", "genre",
    "collection_title", "original_title", "url", "doi", "isbn", "issn", "pmid", "arxiv",
)  # fmt: skip
PADDING = (
    "The ships lay in the harbour all winter, and nobody knew why they did not sail. " * 40 + "\n\n"
)  # keeps control characters rare
# Derandomised, so that a change fails only for its own faults; tests/measure/fuzz searches for new ones.
QUICK = settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def read(text: str) -> tuple[Document, tuple[Note, ...]]:
    try:
        document = PlainFormat().read("case.txt", (PADDING + text.replace("\0", "")).encode("utf-8", errors="replace"))
    except DocumentError as error:  # too many control characters
        assert "binary" in error.message
        reject()
    return document, parse(document)


def squeezed(text: str) -> str:
    """The text without white space and dashes, which are hyphens in the numbers that identify works."""
    return re.sub(rf"[\s\u200b]+|{DASH}", "", text)


def values(source: Source) -> list[str]:
    item = source.item
    names = [
        part
        for name in item.author + item.editor + item.translator
        for part in (name.family, name.given, name.literal, name.suffix)
    ]
    found = [*(getattr(item, field) for field in FIELDS), source.archive_url, source.url_residue, *names, source.text]
    return [value for value in found if value]


@QUICK
@given(documents())
def test_any_document_is_read_without_an_exception(text: str) -> None:
    document, _ = read(text)
    (result,) = pipeline.read_only([document])
    json.dumps(json_output.parse(result))


@QUICK
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_reason(data: bytes) -> None:
    try:
        parse(wiring.read_document("case.txt", data))
    except DocumentError as error:
        assert error.message


@QUICK
@given(documents())
def test_a_source_has_only_text_of_its_note(text: str) -> None:
    _, notes = read(text)
    for note in notes:
        body = squeezed(note.text.body)
        for source in note.sources:
            assert [value for value in values(source) if squeezed(value) not in body] == []


@QUICK
@given(documents())
def test_spans_are_offsets_in_the_document(text: str) -> None:
    document, notes = read(text)
    for note in notes:
        if note.text.span:
            assert document.text[note.text.span.start : note.text.span.end] == note.text.raw
        for source in note.sources:
            assert source.span is not None
            assert document.text[source.span.start : source.span.end] == source.text


@QUICK
@given(documents())
def test_short_forms_refer_to_full_sources_that_exist(text: str) -> None:
    _, notes = read(text)
    by_label = {note.label: note for note in reversed(notes)}
    for source in (source for note in notes for source in note.sources if source.refers_to):
        assert source.short
        assert source.refers_to is not None
        assert not by_label[source.refers_to.label].sources[source.refers_to.source - 1].short


def test_the_result_does_not_depend_on_the_hash_seed() -> None:
    table = Path(__file__).parent.parent / "cases" / "short_forms.txt"
    script = (
        "import sys, json, pathlib; from citecheck import pipeline; from citecheck.app import wiring; from citecheck.reporters import json_output; "
        "document = wiring.read_document('x.txt', pathlib.Path(sys.argv[1]).read_bytes()); "
        "print(json.dumps(json_output.parse(pipeline.read_only([document])[0])))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script, str(table)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1

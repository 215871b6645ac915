"""How the package's records are printed, and cross processes."""

import pickle

from citecheck.model.document import Document, Hyperlink, NoteText
from citecheck.model.place import Span
from citecheck.model.web import Request
from citecheck.sources.providers.openalex import OpenAlex


def test_what_is_printed_of_a_record_has_its_fields_without_secrets_and_contents() -> None:
    assert repr(OpenAlex(api_key="hushhush")) == "OpenAlex(enabled=True, base_url='https://api.openalex.org')"
    assert "hushhush" not in f"{Request('https://a.example/', keys=(('key', 'hushhush'),))}"
    assert "contents" not in repr(Document("a.md", "markdown", "text", data=b"contents"))


def test_links_of_a_note_are_sorted_by_their_end_also_in_another_process() -> None:
    late, early = Hyperlink(Span(9, 12), "https://b.example/"), Hyperlink(Span(0, 4), "https://a.example/")
    note = NoteText("1", links=(late, early))
    assert note.links == (early, late) and pickle.loads(pickle.dumps(note)) == note


def test_records_of_equal_values_are_equal_and_one_key() -> None:
    assert {Span(1, 2): "found"}[Span(1, 2)] == "found" and Span(1, 2) != Span(1, 3)

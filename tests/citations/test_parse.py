"""Notes become sources: several to a note, prose apart, nothing invented."""

import gc

from citecheck.citations.parse import parse
from citecheck.documents.formats.plain import PlainFormat
from citecheck.model.document import Note


def notes(text: str) -> dict[str, Note]:
    return {note.label: note for note in parse(PlainFormat().read("notes.txt", text.encode()))}


def test_two_sources_in_a_note_are_two_sources() -> None:
    (note,) = notes(
        "[1] Storm hits coast, The Guardian, 13/05/2020; K. Lund, Ports close for a day, Le Monde, 14/05/2020,"
    ).values()
    assert [s.item.title for s in note.sources] == ["Storm hits coast", "Ports close for a day"]
    assert [s.item.id for s in note.sources] == ["1.1", "1.2"]


def test_a_sentence_before_a_citation_is_prose_and_not_its_title() -> None:
    text = (
        "[1] According to several people who were present at the meeting the minister never asked for a vote on the plan: "
        "A. Roth, The meeting that never was, The Guardian, 23/05/2020,"
    )
    note = notes(text)["1"]
    assert note.kind == "mixed"
    assert note.sources[0].item.title == "The meeting that never was"


def test_a_note_without_a_publication_gets_none_invented() -> None:
    source = notes("[1] Secretary General opens the annual meeting of ministers from the member states, 30/03/2021,")["1"].sources[
        0
    ]
    assert source.item.container_title is None
    assert "container-title" in source.missing


def test_a_title_that_is_a_translation_says_so() -> None:
    source = notes("[1] Il governo annuncia nuove elezioni (trad.), Al Jazeera, 14/04/2021,")["1"].sources[0]
    assert source.translated_title
    assert source.item.title == "Il governo annuncia nuove elezioni"


def test_the_end_of_a_lost_url_is_a_residue_and_no_url() -> None:
    source = notes("[1] J. Doe, Minister resigns after vote, Reuters, 14/04/2021,,-after-vote-says-aide")["1"].sources[0]
    assert source.url_residue == ",-after-vote-says-aide"
    assert source.item.url is None


def test_a_number_that_the_list_skips_is_a_missing_note() -> None:
    found = notes("[1] A title here, BBC News, 14/04/2021\n\n[3] Another title, BBC News, 15/04/2021\n")
    assert (found["2"].text.status, found["2"].kind, found["2"].sources) == ("missing", "empty", ())


def test_a_missing_note_says_where_the_text_calls_it() -> None:
    text = "The vote failed [1]. Nobody knows why [2].\n\n[1] A title here, BBC News, 14/04/2021\n"
    (marker,) = notes(text)["2"].text.markers
    assert (marker.place.line, marker.place.column) == (1, 39)


def test_what_follows_the_list_belongs_to_no_note() -> None:
    text = "Said so [1] and so [2].\n\n[1] A, BBC News, 14/04/2021\n[2] B here, BBC News, 15/04/2021\n\nShare this article\n\nAbout us\n"
    assert notes(text)["2"].text.raw == "[2] B here, BBC News, 15/04/2021"


def test_a_text_without_notes_has_none() -> None:
    assert notes("Just an article.\n\nIt has paragraphs, and it says things about 2021. None of them is cited.\n") == {}


def test_reading_creates_no_reference_cycles_for_the_garbage_collector() -> None:
    document = PlainFormat().read(
        "notes.txt", "".join(f"[{n}] K. Lund, Ports close for {n} days, Le Monde, 14/05/2020.\n" for n in range(1, 60)).encode()
    )
    parse(document)
    gc.collect()
    gc.disable()
    try:
        read = parse(document)
        assert len(read) == 59
        assert gc.collect() == 0
        assert not gc.isenabled()
    finally:
        gc.enable()
    parse(document)
    assert gc.isenabled()

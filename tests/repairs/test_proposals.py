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
    ("note", "after"),
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
def test_a_capture_is_not_inserted_inside_a_sentence(note: str, after: str) -> None:
    assert mended(f"So.[^1]\n\n[^1]: {note}\n".encode()) == f"So.[^1]\n\n[^1]: {after}\n"


@pytest.mark.parametrize(
    ("claim", "note", "words"),
    [
        (
            "Die Mühle läuft wieder, und die Leute sind froh.",
            "Eva Roth, „Die Mühle läuft“, Der Bote, 3. Mai 2019",
            "archiviert unter",
        ),
        (
            "Le moulin tourne encore et les gens sont contents.",
            "Ève Roux, « Le moulin tourne », Le Messager, 3 mai 2019",
            "archivé à",
        ),
        (
            "El molino gira otra vez y la gente está contenta.",
            "Eva Ruiz, «El molino gira», El Correo, 3 de mayo de 2019",
            "archivado en",
        ),
        (
            "Il mulino gira di nuovo e la gente è contenta.",
            "Eva Rossi, «Il mulino gira», Il Corriere, 3 maggio 2019",
            "archiviato in",
        ),
        (
            "O moinho gira de novo e as pessoas estão felizes.",
            "Eva Reis, “O moinho gira”, O Correio, 3 de maio de 2019",
            "arquivado em",
        ),
        (
            "Мельница снова работает, и все этому рады.",
            "Рот Е., «Мельница работает», Вестник, 3 мая 2019",
            "архивировано по адресу",
        ),
    ],
)
@pytest.mark.parametrize("url", ["{}", "<{}>"])
def test_a_capture_is_added_in_the_documents_language_and_leaves_the_citation_the_same(
    claim: str, note: str, words: str, url: str
) -> None:
    written = mended(f"{claim}[^1]\n\n[^1]: {note}, {url.format(URL)}\n".encode())
    assert f" ({words} {CAPTURE})" in written
    (source,) = parse(read_document("a.md", written.encode()))[0].sources
    assert (source.item.url, source.archive_url) == (URL, CAPTURE)


def mended(data: bytes) -> str:
    """A document after the repair of its first source, whose page is gone and has a capture."""
    document, form = read_document("a.md", data), format_for("a.md", data)
    notes, gone = parse(document), Gone(URL, 404, "404")
    known = Resolution("verified", URL, gone, archive_url=CAPTURE)
    repairs = repair(document, notes, [SourceResult(notes[0], 1, notes[0].sources[0], gone, known)], form)
    return apply(document, notes, repairs, form)[0].decode()

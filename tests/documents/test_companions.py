"""Notes in companion files."""

import time

import pytest
from bounded import LINEAR, growth

from citecheck.app import wiring
from citecheck.documents.companion_search import NotesFiles, could_hold
from citecheck.documents.companions import join
from citecheck.documents.formats.latex import LatexFormat
from citecheck.documents.formats.markdown import MarkdownFormat
from citecheck.documents.formats.plain import PlainFormat
from citecheck.model.document import Document

NOTES = b"[^1]: M. Okafor, River towns, *Courier*, 14 March 2019.\n\n[^2]: L. Brandt, Docks, *Weekly*, 2 April 2020.\n"
KEYS = b"@book{okafor, title={River towns}, year=2019}\n@book{brandt, title={Docks}, year=2020}\n"


def text(path: str, words: str = "It rose.[^1] It fell.[^2]\n") -> Document:
    return MarkdownFormat().read(path, words.encode())


def statuses(document: Document) -> list[tuple[str, str]]:
    return [(note.label, note.status) for note in document.notes]


def test_notes_in_a_companion_file_are_present_and_have_their_markers() -> None:
    article, notes = join([text("a/article.md"), MarkdownFormat().read("a/notes.md", NOTES)])
    assert not article.notes
    assert [(path, m.place.line, m.place.column) for note in notes.notes for path, m in note.called_from] == [
        ("a/article.md", 1, 9),
        ("a/article.md", 1, 22),
    ]


def test_a_note_in_neither_file_is_missing_and_an_uncalled_one_unreferenced() -> None:
    article, notes = join([text("article.md", "It rose.[^1] It fell.[^7]\n"), MarkdownFormat().read("article-notes.md", NOTES)])
    assert statuses(article) == [("7", "missing")]
    assert statuses(notes) == [("1", "present"), ("2", "unreferenced")]


def test_files_in_other_folders_other_texts_and_ambiguous_lists_are_not_joined() -> None:
    for others in (
        [MarkdownFormat().read("b/notes.md", NOTES)],
        [text("a/other.md", "Also.[^1] And.[^2]\n\n" + NOTES.decode())],
        [MarkdownFormat().read("a/one.md", NOTES), MarkdownFormat().read("a/two.md", NOTES)],
    ):
        assert statuses(join([text("a/article.md"), *others])[0]) == [("1", "missing"), ("2", "missing")]


def test_notes_that_are_called_by_name_are_found_in_several_lists() -> None:
    notes = MarkdownFormat().read("notes.md", b"[^ox-1]: M. Okafor, River towns, 2019.\n\n[^ox-2]: L. Brandt, Docks, 2020.\n")
    editor = MarkdownFormat().read("ed-notes.md", b"[^ed-1]: So in all copies.\n")
    first = text("1.md", "It rose.[^ox-1] It fell.[^ed-1] It stood.[^ed-9]\n")
    second = text("2.md", "It went.[^own] It came.[^ox-2]\n\n[^own]: L. Brandt, Locks, 2021.\n")
    first, second, notes, editor = join([first, second, notes, editor])
    assert statuses(first) == [("ed-9", "missing")]
    assert statuses(second) == [("own", "present")]
    assert statuses(notes) == [("ox-1", "present"), ("ox-2", "present")]
    assert statuses(editor) == [("ed-1", "present")]


def test_a_name_that_two_lists_have_is_found_in_neither() -> None:
    both = [MarkdownFormat().read(f"{which}-notes.md", b"[^fn1]: M. Okafor, River towns, 2019.\n") for which in "ab"]
    assert statuses(join([text("c.md", "It rose.[^fn1]\n"), *both])[0]) == [("fn1", "missing")]


def test_a_missing_note_of_a_text_with_notes_is_not_searched_in_other_files() -> None:
    article = text("article.md", "It rose.[^1] It fell.[^2]\n\n[^1]: Okafor, River towns, Courier, 2019.\n")
    assert statuses(join([article, MarkdownFormat().read("notes.md", NOTES)])[0]) == [("1", "present"), ("2", "missing")]


def test_a_plain_text_is_joined_with_its_list() -> None:
    article = PlainFormat().read("article.txt", b"It rose.[1] It fell.[2]\n")
    (_, notes) = join([article, PlainFormat().read("notes.txt", NOTES.replace(b"[^", b"[").replace(b"]:", b"]"))])
    assert all(note.called_from for note in notes.notes)


LIST = b"".join(b"[%d] A. Okafor, River towns %d, Courier, %d March 2019.\n" % (n, n, n) for n in range(1, 6))
RISING = b"It rose [1]. It fell [2]. It froze [3]. It dried [4].\n"


@pytest.mark.parametrize(
    ("words", "notes", "missing"),
    [
        (RISING + b"It rose again [5]. It fell again [6].\n", "river-notes.txt", [("6", False)]),
        (RISING + b"An index is [0], data [0, 7], a pattern [0-9][0-9]?\n", "notes.txt", []),
        (RISING + b"It rose again [5]. It fell again [6].\n", "steps.txt", [("6", True)]),
        (b"x = [[1, 2], [3, 4]], mask = [7]\n", "steps.txt", [("7", True)]),
    ],
)
def test_typed_numbers_are_missing_for_sure_only_in_a_list_of_notes_that_is_named_after_the_text(
    words: bytes, notes: str, missing: list[tuple[str, bool]]
) -> None:
    river, _ = join([wiring.read_document("river.txt", words), wiring.read_document(notes, LIST)])
    assert sorted((note.label, note.doubtful) for note in river.notes) == missing


def test_citation_keys_are_found_in_the_named_bibliography() -> None:
    paper = LatexFormat().read("paper.tex", rb"It rose \cite{okafor} and fell \citep[3]{lost}.\bibliography{refs}")
    quarto = text(
        "paper.qmd", "---\nbibliography: refs.bib\n---\nIt rose [see @okafor, p. 3; @lost], as in @fig-1, mail a@okafor.\n"
    )
    for document in (paper, quarto):
        read, entries = join([document, wiring.read_document("refs.bib", KEYS)])
        assert statuses(read) == [("lost", "missing")]
        assert [(note.label, note.status, len(note.called_from)) for note in entries.notes] == [
            ("okafor", "present", 1),
            ("brandt", "present", 0),
        ]


@pytest.mark.parametrize(
    ("header", "named"),
    [
        ("bibliography: refs.bib", ("refs.bib",)),
        ("bibliography: 'a b/refs.bib' # ours", ("a b/refs.bib",)),
        ("bibliography: works.yaml", ("works.yaml",)),
        ("bibliography:\n  # ours\n  - one.bib\n\n  - two.json\ntitle: A", ("one.bib", "two.json")),
        ("bibliography:\r\n- one.bib\r\n- two.bib", ("one.bib", "two.bib")),
        ("metadata:\n  bibliography:\n    - refs.bib\n  tags:\n    - a.json", ("refs.bib",)),
        ("tags:\n- a.json\n- v1.0", ()),
        ("bibliography: none", ()),
    ],
)
def test_front_matter_names_bibliographies_of_any_format(header: str, named: tuple[str, ...]) -> None:
    assert text("a.md", f"---\n{header}\n---\nIt rose.\n").bibliographies == named


def test_citation_keys_are_not_missing_if_the_named_bibliography_was_not_read() -> None:
    assert not join([LatexFormat().read("paper.tex", rb"It rose \cite{okafor}.\bibliography{refs,more}")])[0].notes
    read, entries = join([text("a.md", "[@okafor; @lost]"), wiring.read_document("other.bib", KEYS)])
    assert not read.notes
    assert entries.notes[0].called_from


MAIN = (
    rb"\input{chapters/one} \cite{k} \begin{thebibliography}{9} \bibitem{k} K. \bibitem{l} L. \bibitem{m} M. \end{thebibliography}"
)


def test_a_part_that_a_document_includes_cites_its_bibliography() -> None:
    main, part = join([LatexFormat().read("a/main.tex", MAIN), LatexFormat().read("a/chapters/one.tex", rb"More \cite{l,lost}.")])
    assert statuses(main) == [("k", "present"), ("l", "present"), ("m", "unreferenced")]
    assert statuses(part) == [("lost", "missing")]
    assert (main.partial, main.companions, part.companions) == (False, ("a/chapters/one.tex",), ("a/main.tex",))


def test_a_document_with_unread_parts_is_partial() -> None:
    assert join([LatexFormat().read("a/main.tex", MAIN)])[0].partial


@pytest.mark.parametrize(
    "names",
    [
        ("a/ch1", "a/ch1-notes"),
        ("a/ch1-", "a/ch1--notes"),
        ("a/foot", "a/footnotes"),
        ("a/CH1", "a/ch1 . Endnotes"),
        ("a/b", "a/_Notes_"),
    ],
)
def test_a_file_is_found_by_every_form_of_its_name(names: tuple[str, str]) -> None:
    text_path, notes_path = (f"{name}.md" for name in names)
    paths = ["a/ch2-notes.md", notes_path, "a/n.md", text_path]
    assert could_hold(text_path, notes_path)
    assert NotesFiles(paths).of(text_path) == [at for at, path in enumerate(paths) if could_hold(text_path, path)]


def test_joining_takes_time_linear_in_the_number_of_documents() -> None:
    def seconds(size: int) -> float:
        texts = [text(f"a/t{number}.md", f"It rose.[^{number % 7}] It fell.[^0]\n") for number in range(size)]
        lists = [MarkdownFormat().read(f"a/t{number}-notes.md", NOTES) for number in range(0, size, 2)]
        begun = time.process_time()
        join([*texts, *lists])
        return time.process_time() - begun

    assert growth(seconds, 300) <= LINEAR


def test_keys_are_not_missing_if_an_entry_of_the_bibliography_is_damaged() -> None:
    paper = LatexFormat().read("paper.tex", rb"It rose \cite{okafor} and fell \citep[3]{lost}.\bibliography{refs}")
    broken = b"@book{okafor, title={A}}\n@book{lost, title={B\n@book{c, title={C}}\n"
    read, _ = join([paper, wiring.read_document("refs.bib", broken)])
    assert not [note for note in read.notes if note.status == "missing"]
    read, _ = join([paper, wiring.read_document("refs.bib", b"@book{okafor, title={A}}\n")])
    assert [note.label for note in read.notes if note.status == "missing"] == ["lost"]

"""Which documents a run reads, and what it says of the others."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from citecheck.app.documents import read_documents
from citecheck.app.wiring import is_document
from citecheck.config.settings import Documents, Settings
from tests.made_documents import MADE


@pytest.mark.parametrize("name", ["refs.nbib", "book.lyx", "book.textile", "paper.wpd", "refs.enw"])
def test_a_named_file_of_a_format_that_is_not_read_is_refused(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("TY  - JOUR\nTI  - Trams\nER  - \n")
    documents, unread = read_documents([str(file)], Settings(), lambda _: None)
    assert documents == () and name.partition(".")[2] in unread[0].message


@pytest.mark.parametrize("name", ["main.py", "notes.xyz", "page.HTX"])
def test_a_named_file_of_an_unknown_kind_is_refused_with_the_list_of_kinds(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("Said so [1].\n\nNotes\n\n[1] A. Roe, Weirs, 2001.\n")
    documents, unread = read_documents([str(file)], Settings(), lambda _: None)
    assert documents == () and ".docx" in unread[0].message and file.suffix.lower() in unread[0].message


@pytest.mark.parametrize("name", ["README", "notes.2019", "of Dr. Roe"])
def test_a_text_without_the_suffix_of_a_kind_is_read(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("Said so [1].\n\nNotes\n\n[1] A. Roe, Weirs, 2001.\n")
    documents, unread = read_documents([str(file)], Settings(), lambda _: None)
    assert [len(one.notes) for one in documents] == [1] and unread == ()


def test_a_folder_with_such_files_names_their_formats_in_one_line(tmp_path: Path) -> None:
    for name in ("a.textile", "b.textile", "c.enw", "d.md", "e.py"):
        (tmp_path / name).write_text("Words.\n")
    said: list[str] = []
    documents, unread = read_documents([str(tmp_path)], Settings(), said.append)
    assert [Path(one.path).name for one in documents] == ["d.md"] and unread == ()
    assert len(said) == 1 and said[0].endswith("formats: .enw (1), .textile (2); other files left out: .py (1)")


def test_a_folder_says_how_many_files_of_which_endings_it_left_out(tmp_path: Path) -> None:
    for name in (
        "d.md",
        "a.PNG",
        "b.png",
        "Makefile",
        "data.json",
        "kept.css",
        "empty.md",
        ".hidden.css",
        *(f"{n}.e{n}" for n in range(12)),
    ):
        (tmp_path / name).write_text({"empty.md": "", "data.json": "{}"}.get(name, "Words.\n"))
    said: list[str] = []
    read_documents([str(tmp_path)], replace(Settings(), documents=Documents(exclude=("*kept.css",))), said.append)
    endings = ".e0 (1), .e1 (1), .e10 (1), .e11 (1), .e2 (1), .e3 (1), .e4 (1), .e5 (1), .e6 (1), .e7 (1), .e8 (1), .png (2)"
    assert [one.partition(": files left out: ")[2] for one in said if "left out" in one] == [f"{endings}, 3 of other endings"]


def test_an_empty_file_of_a_folder_is_said_and_is_no_failure(tmp_path: Path) -> None:
    for name, data in {"a.md": b"Words.\n", "b.md": b"", "c.docx": b"", "d.bib": b" \n\t\n", "e.ipynb": b"\n"}.items():
        (tmp_path / name).write_bytes(data)
    said: list[str] = []
    documents, unread = read_documents([str(tmp_path)], Settings(), said.append)
    assert [Path(one.path).name for one in documents] == ["a.md"] and unread == ()
    assert [one.partition(f"{tmp_path}/")[2] for one in said] == [
        f"{name}: skipped: the file is empty; nothing to check" for name in ("b.md", "c.docx", "d.bib", "e.ipynb")
    ]


def test_a_folder_of_empty_files_has_nothing_to_check(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    documents, unread = read_documents([str(tmp_path)], Settings(), lambda _: None)
    assert not documents and [one.path for one in unread] == [str(tmp_path)]


def test_only_a_document_that_was_named_alone_is_alone(tmp_path: Path) -> None:
    first, second = tmp_path / "a.md", tmp_path / "b.md"
    for file in (first, second):
        file.write_text("Words.\n")

    def alone(*given: Path) -> set[bool]:
        return {one.alone for one in read_documents([str(one) for one in given], Settings(), lambda _: None)[0]}

    assert (alone(first), alone(first, second), alone(tmp_path)) == ({True}, {False}, {False})


def test_the_parts_that_a_document_includes_are_read_with_it(tmp_path: Path) -> None:
    (tmp_path / "main.tex").write_text(
        r"\input{one} \begin{thebibliography}{9} \bibitem{k} K. Roe, Weirs, 2001. \end{thebibliography}"
    )
    (tmp_path / "one.tex").write_text(r"\input{two} \cite{k}")
    (tmp_path / "two.tex").write_text(r"A\footnote{J. Doe, Locks, 2002.}")
    documents, _ = read_documents([str(tmp_path / "main.tex")], Settings(), lambda _: None)
    assert [Path(one.path).name for one in documents] == ["main.tex", "one.tex", "two.tex"]
    assert [note.status for one in documents for note in one.notes] == ["present", "present"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize(
    "name", [name for name in MADE if name.endswith((".json", ".ipynb", ".yaml", ".xml", ".bib", ".ris", ".md"))]
)
def test_a_file_with_a_byte_order_mark_is_a_document_of_its_folder(name: str, encoding: str) -> None:
    made = MADE[name]()
    data = made.encode() if isinstance(made, str) else made
    assert is_document(name, data.decode().encode(encoding)) is is_document(name, data)

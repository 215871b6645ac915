"""Words that are only set like a heading, and not marked as one, announce a list of references in every format."""

import pytest

import citecheck

REFERENCES = (
    "Moor, A. (2014). Harbours of the North. Leeds: Pine Press.",
    "Lund, E. (2009). Tides and towns. Journal of Coasts, 12(3), 45–67.",
    "Holt, R. (2018). The salt road. Oxford: Ley.",
)
BEFORE = "The harbour grew in those years, and nobody wrote about it.\n\n"


def bodies(name: str, text: str) -> tuple[str, ...]:
    """The bodies of a text's notes."""
    return tuple(note.body.rstrip() for note in citecheck.read(name, text).notes)


@pytest.mark.parametrize(
    "heading",
    [
        r"\textbf{References}",
        r"\noindent\textbf{\large References:}\\[1ex]",
        r"{\Large\bf Bibliografía}",
        "\\begin{center}\n\\textsc{Kaynakça}\n\\end{center}",
        r"\begin{center}\textbf{IRODALOMJEGYZÉK}\end{center}",
        r"\centerline{\underline{Works cited}}",
        r"References\newline",
        "Daftar Pustaka:",
        r"\section*{\centering References}",
        r"\chapter*{\textbf{\Huge 参考文献}}",
        r"\paragraph{Sources.}",
    ],
)
@pytest.mark.parametrize(
    "entries",
    [
        "\n\n".join(REFERENCES),
        "\n\\newline\n".join(f"{number}.\t{one}" for number, one in enumerate(REFERENCES, 1)),
        "\\\\\n".join(f"[{number}] {one}" for number, one in enumerate(REFERENCES, 1)),
        "\\begin{itemize}\n" + "\n".join(f"\\item {one}" for one in REFERENCES) + "\n\\end{itemize}",
    ],
)
def test_a_line_or_a_decorated_section_of_latex_announces_references(heading: str, entries: str) -> None:
    text = f"\\begin{{document}}\n{BEFORE}{heading}\n\n{entries}\n\n\\chapter{{Outlook}}\nMore ships, in 2031, at sea.\n\\end{{document}}"
    assert bodies("paper.tex", text) == REFERENCES


@pytest.mark.parametrize(
    "text",
    [
        "\\begin{document}\nThe town kept its old books and its\nsources\nof 1912, 1913, and 1914, as Moor says, in a chest.\n\\end{document}",
        "\\begin{document}\n\\textbf{Sources}\n\nThe current flows from left to right, and all of it is lost.\n\nIt has no other way.\n\\end{document}",
        "\\begin{document}\n\\input{references}\n\n\\label{sources}\n\nThe town, in 1912, was small, and grew.\n\\end{document}",
    ],
)
def test_such_words_within_a_text_and_names_of_files_announce_nothing(text: str) -> None:
    assert bodies("paper.tex", text) == ()


ITEMS = {"-": "\n".join(f"- {one}" for one in REFERENCES), "*": "\n".join(f"* {one}" for one in REFERENCES)}


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("notes.org", "/References/"),
        ("notes.org", "*Fuentes:*"),
        ("notes.adoc", ".References"),
        ("notes.adoc", "*Bibliografía*:"),
        ("notes.rst", "*Source:*"),
        ("notes.rst", "**Forrás**:"),
        ("notes.md", "**Kaynak:**"),
        ("notes.md", "**References**:"),
        ("notes.wiki", "'''Sources'''"),
        ("notes.wiki", ";Bibliografia"),
        ("notes.wiki", "<b>Fonte:</b>"),
    ],
)
def test_words_set_as_a_heading_announce_references_in_light_markup(name: str, heading: str) -> None:
    gap = "\n" if heading.startswith(".") else "\n\n"
    assert bodies(name, f"{BEFORE}{heading}{gap}{ITEMS['*']}\n") == REFERENCES


@pytest.mark.parametrize("heading", ["== Sources ==", "'''Bibliography'''"])
def test_paragraphs_under_a_heading_of_wikitext_are_entries(heading: str) -> None:
    assert bodies("town.wiki", f"== Town ==\n{BEFORE}{heading}\n\n" + "\n\n".join(REFERENCES) + "\n") == REFERENCES


@pytest.mark.parametrize(
    "text",
    [
        "== Tools ==\n\n== Sources ==\n\nThe river comes from the hills, in 1912 it fell dry, and the town moved. Nobody knows why it did.\n",
        "Source:\n\nThe river comes from the hills.\n",
        "; Source code\n\n* compile it, in 2014, with care: all of it\n",
        "../references/\n\n* Moor, A. (2014). Harbours of the North. Leeds: Pine Press.\n",
    ],
)
def test_prose_paths_and_other_words_of_a_wiki_are_no_references(text: str) -> None:
    assert bodies("town.wiki", text) == ()

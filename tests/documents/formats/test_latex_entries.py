"""Entries of references in LaTeX that no ``thebibliography`` holds: in lists of any name, broken lines, environments, margins."""

import pytest

from citecheck.app import wiring

LUND, ROE, BERG = (
    "Lund, Eva. Harbours of the North. Pine Press, 2004.",
    "Roe, Karl. Locks and Weirs. Elm Press, 1999.",
    "Berg, Nils. Docks and Tides. Oak House, 2011.",
)


def found(text: str) -> list[str]:
    return [" ".join(note.body.split()) for note in wiring.read_document("a.tex", text.encode()).notes]


@pytest.mark.parametrize("list_name", ["itemize", "itemize*", "enumerate", "etaremune", "biblist", "hangingrefs", "compactenum"])
def test_items_of_lists_of_any_name_are_entries(list_name: str) -> None:
    text = f"\\section*{{References}}\n\\begin{{{list_name}}}[label=1]\n\\item {LUND}\n\\item {ROE}\n\\end{{{list_name}}}\n\\section{{Words}}\n"
    assert found(text) == [LUND, ROE]


def test_a_list_in_an_item_does_not_end_the_list_around_it() -> None:
    inner = "\\begin{itemize}\\item In two parts.\\end{itemize}"
    text = f"\\section*{{References}}\n\\begin{{itemize}}\n\\item {LUND} {inner}\n\\item {ROE}\n\\end{{itemize}}\n"
    assert [entry[:6] for entry in found(text) if "," in entry] == ["Lund, ", "Roe, K"]


@pytest.mark.parametrize("end", ["\\\\\n", "\\\\[4pt]\n", "\\par\n", "\\newline ", "\n\n\\medskip\\noindent "])
def test_lines_broken_by_hand_are_entries_if_each_is_a_reference(end: str) -> None:
    assert found(f"\\section*{{Quellen}}\n{LUND}{end}{ROE}{end}{BERG}\n") == [LUND, ROE, BERG]


def test_a_broken_line_that_tells_where_a_source_is_found_goes_on_with_it() -> None:
    text = f"\\section*{{References}}\n{LUND}\\\\\nAvailable at: https://a.example/lund\\\\\n{ROE}\n"
    assert found(text) == [f"{LUND} Available at: https://a.example/lund", ROE]


def test_an_entry_with_a_broken_line_stays_whole() -> None:
    assert found("\\section*{References}\nLund, Eva. Harbours of the North.\\\\\nPine Press, 2004.\n") == [
        "Lund, Eva. Harbours of the North. Pine Press, 2004."
    ]


def test_numbered_entries_that_run_on_are_found() -> None:
    assert found(f"\\section*{{References}}\n[1] {LUND} [2] {ROE}[3] {BERG}\n") == [LUND, ROE, BERG]


@pytest.mark.parametrize("environment", ["references", "References", "CSLReferences", "thereferences", "bibliography", "reflist"])
@pytest.mark.parametrize("lead", ["\\item ", "\\reference ", "\n", "\\bibitem{k} "])
def test_environments_for_references_need_no_heading(environment: str, lead: str) -> None:
    text = (
        f"Words.\n\\begin{{{environment}}}{{1}}\n{lead}{LUND}\n{lead}{ROE}\n\\end{{{environment}}}\nMore words, 2004, and more.\n"
    )
    assert found(text) == [LUND, ROE]


@pytest.mark.parametrize("environment", ["refsection", "figure", "referencesheet"])
def test_other_environments_announce_nothing(environment: str) -> None:
    assert found(f"\\begin{{{environment}}}\n{LUND}\n\n{ROE}\n\\end{{{environment}}}\n") == []


@pytest.mark.parametrize("command", ["sidefootnote", "parnote", "pagenote", "footnoteA", "footnoteE"])
def test_numbered_notes_of_packages_are_notes(command: str) -> None:
    notes = wiring.read_document("a.tex", f"One\\{command}{{{LUND}}} two\\{command}{{See above.}}".encode()).notes
    assert [(note.label, note.status) for note in notes] == [("1", "present"), ("2", "present")]


@pytest.mark.parametrize("command", ["marginnote", "marginpar", "marginpar[left]"])
def test_notes_of_the_margin_count_if_they_cite(command: str) -> None:
    text = f"One\\footnote{{Berg, Docks, 2011.}} two\\{command}{{{LUND}}} three\\{command}{{Rewrite this part, please.}}"
    notes = wiring.read_document("a.tex", text.encode()).notes
    assert [(note.label, note.status) for note in notes] == [("1", "present"), ("m1", "present")]

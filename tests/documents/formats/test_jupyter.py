"""Notebooks: notes and links of Markdown cells at their places in the file; code, outputs and the JSON around them stay."""

import json
from typing import Any

import pytest

from citecheck.app import wiring
from citecheck.model.errors import DocumentError
from citecheck.model.repair import AddUrl
from tests.repairing import read

NOTE = 'Ann Roe, "Weirs of the river", *River Studies*, 5 March 2019.'


def cell(source: Any, kind: str = "markdown") -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {"source": ["[^8]: metadata"]}, "source": source}


def notebook(*cells: dict[str, Any], escape: bool = False) -> bytes:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}, indent=1, ensure_ascii=escape).encode()


def sources_after(data: bytes, url: str = "https://river.example/weirs") -> list[Any]:
    document, notes = read("a.ipynb", data)
    form = wiring.format_for("a.ipynb", data)
    edits = form.edits(document, data, notes[0].sources[0], AddUrl(url))
    return [one["source"] for one in json.loads(form.write("a.ipynb", data, edits))["cells"]]


def test_a_note_is_called_in_one_cell_and_defined_in_another() -> None:
    data = notebook(cell(["# River\n", "\n", "It rose.[^1]"]), cell(["x = '[^2]'"], "code"), cell(f"[^1]: {NOTE}"))
    _, notes = read("a.ipynb", data)
    assert [(note.label, note.text.status) for note in notes] == [("1", "present")]
    assert notes[0].sources[0].item.title == "Weirs of the river"
    assert data.decode().split("\n")[(notes[0].text.place.line or 0) - 1].strip().startswith('"source": "[^1]:')


def test_only_markdown_cells_are_read() -> None:
    code = {
        **cell(["[^1]: a"], "code"),
        "outputs": [{"cell_type": "markdown", "source": ["[^3]: a"], "text": ["https://a.example/"]}],
    }
    document, notes = read("a.ipynb", notebook(code, cell(["[^4]: a"], "raw"), cell("See [this](https://b.example/).")))
    assert not notes
    assert [one.url for one in document.addresses] == ["https://b.example/"]


def test_an_added_url_stands_in_its_cell_with_the_list_of_lines_as_it_was() -> None:
    first = ["It rose.[^1]\n", "\n", f"[^1]: {NOTE}"]
    assert sources_after(notebook(cell(first), cell("The end."))) == [
        [*first[:2], f"[^1]: {NOTE[:-1]}, https://river.example/weirs."],
        "The end.",
    ]


@pytest.mark.parametrize("escape", [True, False])
def test_escapes_of_json_are_read_and_written(escape: bool) -> None:
    data = notebook(cell('Il monta.[^1]\n\n[^1]: Zoé Roé, "Déjà 🌊 vu", *Le Fleuve*, 5 mars 2019.'), escape=escape)
    _, notes = read("a.ipynb", data)
    assert notes[0].sources[0].item.title == "Déjà 🌊 vu"
    (after,) = sources_after(data, "https://river.example/é")
    assert after.startswith('Il monta.[^1]\n\n[^1]: Zoé Roé, "Déjà 🌊 vu", *Le Fleuve*, 5 mars 2019, ')
    assert "https://river.example/" in after


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('{"cells": [', "line 1, column"),
        ('{"worksheets": [], "nbformat": 3}', "nbconvert"),
        ('{"cells": ' + "[" * 500 + "]" * 500 + "}", "too deeply"),
        ('{"cells": [], "n": ' + "1" * 9000 + "}", "digits"),
    ],
)
def test_what_is_no_notebook_is_said(written: str, said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        wiring.read_document("a.ipynb", written.encode())


@pytest.mark.parametrize("odd", ["\\ud83c", "\\ufeff", "\\u0000", "\\/", "\\b"])
def test_odd_characters_move_no_place(odd: str) -> None:
    data = (
        b'{"cells":[{"cell_type":"markdown","source":"' + odd.encode() + b' It rose.[^1]\\n\\n[^1]: https://river.example/weirs"}]}'
    )
    (address,) = wiring.read_document("a.ipynb", data).addresses
    assert data.decode()[address.span.start : address.span.end] == "https://river.example/weirs"

"""Entries of lists without numbers are told apart by blank lines, indents, lines and the width of the text."""

import pytest

from citecheck.documents.paragraphs import paragraphs

ENTRIES = [
    "Abdi, Noor. Rivers of grain: a study of the northern granaries and of those who filled them. Harbour Press, 2010.",
    "Bassi, Carla; Conti, Ugo. Bread lines. Mill House, 2012. Available at: https://mill.example/books/bread-lines.",
    "Dahl, Per. The salt road and its keepers, with a map of the inns between the pass and the harbour of Brede. 2014.",
    "Ekman, Siv. Short work. Mill House, 2015.",
    "Falk, Jon. On the measuring of wheat in the years of the great frost, and other papers. Brede: Granary, 2016.",
]


def wrapped(entry: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in entry.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


def found(text: str) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in paragraphs(text, 0, len(text))]


FORMS = {
    "one a line": "\n".join(ENTRIES),
    "one a line, indented": "\n".join(f" {entry}" for entry in ENTRIES),
    "one a line, with bullets": "\n".join(f"• {entry}" for entry in ENTRIES),
    "blank lines between": "\n\n".join("\n".join(wrapped(entry, 70)) for entry in ENTRIES),
    "blank lines between, indented": "\n\n".join("\n".join(f"   {line}" for line in wrapped(entry, 70)) for entry in ENTRIES),
    "hanging indent": "\n".join("\n    ".join(wrapped(entry, 70)) for entry in ENTRIES),
    "hanging indent in an indented list": "\n".join("  " + "\n      ".join(wrapped(entry, 70)) for entry in ENTRIES),
    "wrapped, nothing between": "\n".join("\n".join(wrapped(entry, 72)) for entry in ENTRIES),
    "wrapped at another width": "\n".join("\n".join(wrapped(entry, 60)) for entry in ENTRIES),
    "carriage returns": "\r\n".join("\r\n".join(wrapped(entry, 72)) for entry in ENTRIES),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_entry_is_a_paragraph(form: str) -> None:
    assert [one.removeprefix("• ") for one in found(FORMS[form])] == ENTRIES


REST = "Conti, U. Salt. 2014.\nDahl, P. The road of the salt and its keepers, with a map of the inns\nand a list of songs. 2015.\nEkman, S. Short work. 2016.\n"


def test_an_entry_that_begins_after_a_full_line_keeps_the_alphabetical_order() -> None:
    text = f"Abdi, N. Rivers of grain, a study of granaries. Harbour Press, 2010.\nBassi Institute of Bread, its yearly report for the year 2012. Mill\nHouse, 2013.\n{REST}"
    assert [one.split()[0] for one in found(text)] == ["Abdi,", "Bassi", "Conti,", "Dahl,", "Ekman,"]


def test_a_full_line_that_ends_a_sentence_does_not_end_an_entry() -> None:
    text = f"Abdi, N. Rivers of grain and of those who filled the granaries.\nNew edition. Harbour Press, 2010.\nBassi, C. Bread lines. Mill House, 2012.\n{REST}"
    assert [one.split()[0] for one in found(text)] == ["Abdi,", "Bassi,", "Conti,", "Dahl,", "Ekman,"]


def test_a_text_without_lines_has_no_paragraphs() -> None:
    assert paragraphs("\n \n", 0, 3) == [] and paragraphs("", 0, 0) == []


@pytest.mark.parametrize(
    "rest",
    [
        "Available at:\nhttps://grain.example/north",
        "Dostupné z: https://grain.example/north",
        "Brede, 2014. 320 p.",
        "2014, 12(3). Retrieved from https://grain.example/north",
    ],
)
def test_what_comes_after_a_full_line_is_no_entry_without_a_name_or_a_title(rest: str) -> None:
    text = f"Abdi, N. Rivers of grain and of those who filled the granaries there.\n{rest}\nBassi, C. Bread lines. Mill House, 2012.\n{REST}"
    assert [one.split()[0] for one in found(text)] == ["Abdi,", "Bassi,", "Conti,", "Dahl,", "Ekman,"]


def test_the_number_of_a_page_between_entries_is_none() -> None:
    text = f"Abdi, N. Rivers of grain and of those who filled the granaries there.\n2010.\n\n25\n\nBassi, C. Bread lines. Mill House, 2012.\n{REST}"
    assert [one.split()[0] for one in found(text)] == ["Abdi,", "Bassi,", "Conti,", "Dahl,", "Ekman,"]


def test_between_blank_lines_is_one_entry_though_several_of_its_lines_could_be_one() -> None:
    """A long address makes the width of the text uncertain, so that the end of a shorter line says nothing."""
    blocks = [
        "Abdi, Noor. “Rivers of grain.” Harbour, 2004.\n<https://harbour.example/magazine/archive/2004/05/17/rivers-of-grain-and-of-salt/>.",
        "Bassi, Carla. ‘The Most Wanted Bread’, Mill, 13 August\n2014, https://mill.example/2014/08/bread.",
        "Dahl, Per. Salt and Its Keepers. This Map\nWas Drawn for the Inns of Brede in the Year 1990, Mill House, 2001.",
        "Ekman, Siv. Short work. Mill House, 2015.",
    ]
    assert found("\n\n".join(blocks)) == [" ".join(block.split()) for block in blocks]


@pytest.mark.parametrize(
    "rest",
    ["Hämtad från https://bread.example/lines", "[Accessed 3 May 2021].", "https://bread.example/lines", "Zugriff am 3. Mai 2021"],
)
def test_a_line_that_tells_where_the_source_was_found_begins_no_entry(rest: str) -> None:
    text = f"{ENTRIES[0]}\nBassi, Carla. Bread lines. Mill House, 2012.\n{rest}\n{ENTRIES[3]}"
    assert found(text) == [ENTRIES[0], f"Bassi, Carla. Bread lines. Mill House, 2012. {rest}", ENTRIES[3]]


def test_addresses_that_follow_each_other_are_entries() -> None:
    text = f"{ENTRIES[0]}\nhttps://bread.example/lines\nhttps://bread.example/mills\n{ENTRIES[3]}"
    assert len(found(text)) == 4


@pytest.mark.parametrize(
    "line",
    [
        r"doi:\ `10.1000/salt.7 <https://doi.example/10.1000/salt.7>`__.",
        "doi: [10.1000/salt.7](https://doi.example/10.1000/salt.7).",
        r"doi: \href{https://doi.example/10.1000/salt.7}{10.1000/salt.7}.",
        r"URL: \url{https://mill.example/salt}.",
        "DOI: 10.1000/salt.7",
    ],
)
def test_a_linked_identifier_on_a_line_of_its_own_goes_on_with_the_entry_above(line: str) -> None:
    text = f"Abdi, N. (2010). Rivers of grain. *Granaries*, 9, pp. 4–19,\n{line}\n\nBassi, C. (2012). Bread lines. *Mills*, 2, pp. 1–5.\n{line}\n\nConti, U. (2014). Salt. *Mills*, 4.\n"
    assert [one.split()[0] for one in found(text)] == ["Abdi,", "Bassi,", "Conti,"]

"""Names as notes print them, one person each."""

import pytest

from citecheck.language.names import read_authors


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Di Stefano, P., & Conti, E.", ["P. Di Stefano", "E. Conti"]),
        ("von Hagen, J.", ["J. von Hagen"]),
        ("Müller, K.-H., M. Zimmermann, und A. Weber", ["K.-H. Müller", "M. Zimmermann", "A. Weber"]),
        ("Rossi, F./Dell’Acqua, L.", ["F. Rossi", "L. Dell’Acqua"]),
        ("Anke Reuter/Jonas Kolb", ["Anke Reuter", "Jonas Kolb"]),
        ("Smith, John, Jr., and Peter Brown", ["John Smith Jr.", "Peter Brown"]),
        ("Ortiz L, Vance P", ["L Ortiz", "P Vance"]),
        ("Schröder, Felix; Soldwisch, Jörg", ["Felix Schröder", "Jörg Soldwisch"]),
        ("Ministry of Ports (Freedonia)", ["Ministry of Ports (Freedonia)"]),
        ("Dana Whitlock (@dwhitlock)", ["Dana Whitlock"]),
    ],
)
def test_each_person_is_read_separately(text: str, people: list[str]) -> None:
    found = [" ".join(filter(None, (n.literal, n.given, n.family, n.suffix))) for n in read_authors(text)]
    assert found == people

"""Names as notes print them, one person each."""

import pytest

from citecheck.language.authors import read_authors
from citecheck.language.names import read_names


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
        ("Moor* S, Holt† R", ["S Moor", "R Holt"]),
        ("Ann T. Moor* and Roger J. Holt", ["Ann T. Moor", "Roger J. Holt"]),
        ("Wu, Gang; An, Qiaoxia; Li, Hongwei", ["Gang Wu", "Qiaoxia An", "Hongwei Li"]),
        ("Li, Deren; Wu, Gang y Du, Jonathan", ["Deren Li", "Gang Wu", "Jonathan Du"]),
        ("Holt, Rita y Moor, Ana", ["Rita Holt", "Ana Moor"]),
        ("Holt, Rita P. y Moor, Ana T.", ["Rita P. Holt", "Ana T. Moor"]),
        ("Holt, Esther S. MD; Moor, Wallace L. M. MD", ["Esther S. MD Holt", "Wallace L. M. MD Moor"]),
        ("Holt, Rita; Moreno Brezo, Ana P.", ["Rita Holt", "Ana P. Moreno Brezo"]),
        ("Ortega y Gasset, José; Marías, Julián", ["José Ortega y Gasset", "Julián Marías"]),
        ("John Moor, Mary Holt; Ann Ray, Bob Ode", ["John Moor", "Mary Holt", "Ann Ray", "Bob Ode"]),
    ],
)
def test_each_person_is_read_separately(text: str, people: list[str]) -> None:
    found = [" ".join(filter(None, (n.literal, n.given, n.family, n.suffix))) for n in read_authors(text)]
    assert found == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Robert Moor III", ["Moor|Robert|III"]),
        ("Ann Heath Jr.", ["Heath|Ann|Jr."]),
        ("Moor, Rev. John V, Jr.", ["Moor|John V|Jr."]),
        ("Ann Heath jr., MD", ["Heath|Ann|jr., MD"]),
        ("Moor Jr., John", ["Moor|John|Jr."]),
        ("Moor, Jr., John Paul", ["Moor|John Paul|Jr."]),
        ("Moor, J. Jr.", ["Moor|J.|Jr."]),
        ("Moor III, J. A., & Heath, B.", ["Moor|J. A.|III", "Heath|B."]),
        ("Ann Heath, M.D., and Karl Moor, Ph.D.", ["Heath|Ann|M.D.", "Moor|Karl|Ph.D."]),
        ("Ann Heath Ph.D.", ["Heath|Ann|Ph.D."]),
        ("Ann Heath QC", ["Heath|Ann|QC"]),
        ("Ann Heath Q.C., M.P.", ["Heath|Ann|Q.C., M.P."]),
        ("Moor QC", ["Moor|QC"]),  # initials, as medical journals print them
        ("Moor, M.D., Heath, B.", ["Moor|M.D.", "Heath|B."]),
        ("Prof. Dr. Ann Heath", ["Heath|Ann"]),
        ("Heath, Dr. Ann", ["Heath|Ann"]),
        ("José Moreno y Brezo", ["Moreno y Brezo|José"]),
        ("Moreno y Brezo, José", ["Moreno y Brezo|José"]),
        ("Luís Costa e Urze", ["Costa e Urze|Luís"]),
        ("Ana Moreno y Eva Brezo", ["Moreno|Ana", "Brezo|Eva"]),
        ("Ola Myr og Kari Lyng", ["Myr|Ola", "Lyng|Kari"]),
        ("Lars Myr och Eva Ljung", ["Myr|Lars", "Ljung|Eva"]),
        ("Moor, Nadine, Heath, Sami, and Fenn, Walid", ["Moor|Nadine", "Heath|Sami", "Fenn|Walid"]),
        ("Moor, Jan, Heide, Uwe", ["Moor|Jan", "Heide|Uwe"]),
        ("Moor, Jan, and Uwe Heide", ["Moor|Jan", "Heide|Uwe"]),
        ("I. Moor, A. Heath Bar On, and S. Fenn", ["Moor|I.", "Bar On|A. Heath", "Fenn|S."]),
        ("Juan Q. Moor de la Vega", ["de la Vega|Juan Q. Moor"]),
        ("Ana Luz Eva Pilar de la Moor Heath", ["de la Moor Heath|Ana Luz Eva Pilar"]),
        ("Moor, G. Walter", ["Moor|G. Walter"]),
        ("Moor, G. Walter, and Ann Heath", ["Moor|G. Walter", "Heath|Ann"]),
        ("Moor, A. de", ["Moor|A. de"]),
        ("Moor, Nadine, Heath, Sami and Walid Fenn", ["Moor|Nadine", "Heath|Sami", "Fenn|Walid"]),
        ("Ann Moor, Karl Heath, and J K Fenn", ["Moor|Ann", "Heath|Karl", "Fenn|J K"]),
        ("Moor J-P.", ["Moor|J-P."]),
        ('Karl "Kalle" Moor', ["Moor|Karl"]),
        ("T. L. (Frank) Moor", ["Moor|T. L."]),
        ("Lena ‘Lee’ Moor and Uwe Heath", ["Moor|Lena", "Heath|Uwe"]),
        ("Karl Moor, Jr. MD", ["Moor|Karl|Jr. MD"]),
        ("The Rt Hon Ann Moor", ["Moor|Ann"]),
        ("Rt. Hon. Ann Moor", ["Moor|Ann"]),
        ("Lt.Gen. Ann Moor", ["Moor|Ann"]),
        ("Matt St. Heath", ["St. Heath|Matt"]),
        ("Ann St. Moor Heath", ["Heath|Ann St. Moor"]),
        ("Alex Ben Moor", ["Moor|Alex Ben"]),
        ("Moor et. al.", ["Moor"]),
        ("Moor J-P, Heath RS", ["Moor|J-P", "Heath|RS"]),
        ("MOOR J.P., FEN R.", ["MOOR|J.P.", "FEN|R."]),
        ("G. 't Veen and M. Moor", ["'t Veen|G.", "Moor|M."]),
        ("St. Heath, J.", ["St. Heath|J."]),
        ("Moor Brezo, Ana y Mario Fenn Heide", ["Moor Brezo|Ana", "Heide|Mario Fenn"]),
        ("Moor Heide, Bob, Sr., and Ann Heath", ["Moor Heide|Bob|Sr.", "Heath|Ann"]),
        ("Ola Myr ja Kari Lyng", ["Myr|Ola", "Lyng|Kari"]),
        ("Jonas Myr ir Ona Lyng", ["Myr|Jonas", "Lyng|Ona"]),
        ("Ann Moor, Karl Heath and Eva Fenn", ["Moor|Ann", "Heath|Karl", "Fenn|Eva"]),
        ("Moor, J. ym.", ["Moor|J."]),
        ("Moor (Jean)", ["Moor|Jean"]),
        ("Moor (Jean) et Heath (Paul)", ["Moor|Jean", "Heath|Paul"]),
        ("Moor, J. (Director)", ["Moor|J."]),
        ("Moor, J. (Writer), & Heath, R. (Director)", ["Moor|J.", "Heath|R."]),
        ("Moor, J. 等", ["Moor|J."]),
        ("Moor, J. [et al.]", ["Moor|J."]),
        ("Moor & al.", ["Moor"]),
        ("PEAT Collaboration", ["PEAT Collaboration"]),
        ("Moor and Heath, Inc.", ["Moor and Heath, Inc."]),
        ("Academy of Moors: Committee on Peat and Heath", ["Academy of Moors: Committee on Peat and Heath"]),
    ],
)
def test_suffixes_joined_names_and_bodies_belong_to_one_name(text: str, people: list[str]) -> None:
    assert ["|".join(filter(None, (n.literal, n.family, n.given, n.suffix))) for n in read_authors(text)] == people


def test_a_capital_letter_behind_a_family_name_is_an_initial_and_no_particle() -> None:
    for text in ("Ferguson Y, Bricknell IR, Glover L", "Wang Y, Krishnamurthy A", "Costa E, Rossi I"):
        names = read_names(text)
        assert [name.family for name in names] == [part.split()[0] for part in text.split(", ")]
        assert [name.given for name in names] == [part.split()[1] for part in text.split(", ")]


@pytest.mark.parametrize("initials", ["LA", "JR", "DE", "VON", "AL"])
def test_initials_that_look_like_a_particle_or_a_suffix_are_initials_in_a_list_of_such_names(initials: str) -> None:
    names = read_authors(f"Okafor {initials}, Berg HB")
    assert [(name.family, name.given) for name in names] == [("Okafor", initials), ("Berg", "HB")]
    assert [(name.family, name.given) for name in read_authors("DE LA CRUZ, JUAN")] == [("DE LA CRUZ", "JUAN")]


def test_ma_is_a_family_name_and_ma_in_capitals_a_degree() -> None:
    assert [name.family for name in read_names("Shen, X., Ma, X., & Jin, Q.")] == ["Shen", "Ma", "Jin"]
    assert [name.family for name in read_names("Shen, Xia, MA")] == ["Shen"]


@pytest.mark.parametrize(
    ("text", "family", "given"),
    [
        ("MOOR Jane", "MOOR", "Jane"),
        ("DE LA TOUR Anne-Marie", "DE LA TOUR", "Anne-Marie"),
        ("Jane MOOR", "MOOR", "Jane"),
        ("JRR Holt", "Holt", "JRR"),
    ],
)
def test_a_family_name_in_capitals_may_stand_first(text: str, family: str, given: str) -> None:
    (name,) = read_names(text)
    assert (name.family, name.given) == (family, given)


def test_initials_behind_a_family_name_may_be_parted_by_blanks() -> None:
    assert [(name.family, name.given) for name in read_names("Moor J A, Heath K L, de la Cruz P H")] == [
        ("Moor", "J A"),
        ("Heath", "K L"),
        ("de la Cruz", "P H"),
    ]


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("Дейт К. Дж.", "К. Дж.", "Дейт"),
        ("Мур Дж. Р.", "Дж. Р.", "Мур"),
        ("Дейт К. Дж", "К. Дж", "Дейт"),
        ("Озеров Лев Николаевич", "Лев Николаевич", "Озеров"),
        ("Лев Николаевич Озеров", "Лев Николаевич", "Озеров"),
        ("Озерова Ганна Іванівна", "Ганна Іванівна", "Озерова"),
        ("Сергей Юрьевич Мельникович", "Сергей Юрьевич", "Мельникович"),
    ],
)
def test_a_family_name_before_initials_of_two_letters_or_a_fathers_name(text: str, given: str, family: str) -> None:
    assert [(name.given, name.family) for name in read_names(text)] == [(given, family)]

"""DOIs, ISBNs, ISSNs, PMIDs and arXiv numbers in text and in addresses."""

import pytest

from citecheck.language.identifiers import doi, doi_url, find_identifiers, isbn_is_valid, isbns, issn_is_valid, issns

SICI = "10.1002/(SICI)1099-0690(200003)2000:5<711::AID-EJOC711>3.0.CO;2-K"


def numbers(text: str, kind: str) -> list[str]:
    """The identifiers of one kind."""
    return [found.id for found in find_identifiers(text) if found.kind == kind]


@pytest.mark.parametrize(
    "text",
    [
        f"Marsh, 2000, doi:{SICI}.",
        f"Marsh, 2000, https://doi.org/{SICI}, p. 3",
        "https://doi.org/10.1002/(SICI)1099-0690(200003)2000:5%3C711::AID-EJOC711%3E3.0.CO;2-K",
        "https://doi.org/10.1002%2F%28SICI%291099-0690%28200003%292000%3A5%3C711%3A%3AAID-EJOC711%3E3.0.CO%3B2-K",
        "https://doi.org/10.1002/(SICI)1099-0690(200003)2000:5&lt;711::AID-EJOC711&gt;3.0.CO;2-K",
    ],
)
def test_a_doi_with_angle_brackets_is_read_whole(text: str) -> None:
    assert doi(text) == SICI


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://doi.org/10.5555/peat&moss", "10.5555/peat&moss"),
        ("https://doi.org/10.5555/peat%26moss", "10.5555/peat&moss"),
        ("https://doi.org/10.5555/moor&utm_source=x", "10.5555/moor"),
        ("https://doi.org/10.5555/moor?a=1&b=2", "10.5555/moor"),
        ("doi:10.5555/peat&moss", "10.5555/peat&moss"),
        ("https://pub.example/article?id=10.5555/moor&type=printable", "10.5555/moor"),
        ("ISBN-A 10.978.8898392/315", "10.978.8898392/315"),
    ],
)
def test_an_ampersand_belongs_to_a_doi_unless_it_begins_a_parameter(text: str, expected: str) -> None:
    assert doi(text) == expected


@pytest.mark.parametrize("text", ["10.10.10.10/24", "10.20.30/40", "10.10.123/456", "10.15.7/beta"])
def test_an_address_of_a_network_is_no_doi(text: str) -> None:
    assert doi(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("ISBN-9780826497529", "ISBN", "9780826497529"),
        ("ISBN–978-0-8264-9752-9", "ISBN", "978-0-8264-9752-9"),
        ("ISBN 13 978-0826497529", "ISBN", "978-0826497529"),
        ("PMID: 123", "PMID", "123"),
        ("pmid:000123", "PMID", "123"),
        ("info:pmid/123456", "PMID", "123456"),
        ("arXiv:hep-th/2101.00001v2", "ARXIV", "2101.00001v2"),
        ("arXiv:hep-th/9901001v2", "ARXIV", "hep-th/9901001v2"),
    ],
)
def test_labels_and_forms_of_identifiers(text: str, kind: str, expected: str) -> None:
    assert numbers(f"Moor, A. Peat. {text}.", kind) == [expected]


@pytest.mark.parametrize("isbn", ["9700000000000", "9870000000000", "0000000000000"])
def test_thirteen_digits_without_the_prefix_of_books_are_no_valid_isbn(isbn: str) -> None:
    assert not isbn_is_valid(isbn)


def test_a_doi_with_square_brackets_and_a_semicolon_is_read_whole() -> None:
    assert doi("see 10.1641/0006-3568(2003)053[0412:ATOTM]2.0.CO;2; Moor 2004") == "10.1641/0006-3568(2003)053[0412:ATOTM]2.0.CO;2"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://onlinelibrary.example/doi/10.1111/moor.1203/full.", "10.1111/moor.1203"),
        ("https://onlinelibrary.example/doi/abs/10.1111/moor.1203/abstract", "10.1111/moor.1203"),
        ("https://pub.example/doi/pdf/10.1080/0031?needAccess=true", "10.1080/0031"),
        ("https://link.example/content/pdf/10.1007/s111-020-5.pdf", "10.1007/s111-020-5"),
        ("https://link.example/chapter/10.1007/978-3-642-1_12/fulltext.html", "10.1007/978-3-642-1_12"),
        ("https://iop.example/article/10.1088/1748-9326/11/4/044012/pdf", "10.1088/1748-9326/11/4/044012"),
        ("https://plos.example/article?id=10.1371/journal.moor.12&type=printable", "10.1371/journal.moor.12"),
        ("https://rxiv.example/content/10.1101/2020.01.01.123456v2.full.pdf", "10.1101/2020.01.01.123456"),
        ("https://psy.example/doiLanding?doi=10.1037%2Fa0012345", "10.1037/a0012345"),
        ("https://doi.org/10.5555%2Fmoor.3#page=2", "10.5555/moor.3"),
        ("http://dx.doi.org/doi:10.5555/moor.3", "10.5555/moor.3"),
        ("https://oup.example/peatj/article/doi/10.1093/peatj/btz12/5345678", "10.1093/peatj/btz12"),
        ("pub.example/doi/10.5555/moor.3?journal=peat", "10.5555/moor.3"),
        ("https://data.example/record/10.5281/moor.12/files/map.pdf", "10.5281/moor.12"),
    ],
)
def test_the_suffix_of_a_doi_in_a_url_is_left_out(address: str, expected: str) -> None:
    assert doi(f"Moor, A. Peat. {address}") == expected


@pytest.mark.parametrize(
    "text",
    [
        "https://news.example/date/25.10.2015/2137303/default.htm",
        "https://news.example/archive/10.2019/12345",
        "on 12.10.2014/15 and later",
    ],
)
def test_a_date_in_a_path_is_no_doi(text: str) -> None:
    assert doi(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(doi:10.3319/MOOR.2009.02(IWNOP)).", "10.3319/MOOR.2009.02(IWNOP)"),
        ("(see 10.1016/0191-2615(87)90171-8).", "10.1016/0191-2615(87)90171-8"),
        ("DOI: 10.1000.10/12214.", "10.1000.10/12214"),
        ("doi:10.1234/peat\u200e.", "10.1234/peat"),
        ("doi:10.1234/\u200bpeat。", "10.1234/peat"),
        ("{{doi|10.1234/peat}}", "10.1234/peat"),
        (r"\doi{10.1234/peat\_2}", "10.1234/peat_2"),
        ("Moor 2014.10.1234/peat", "10.1234/peat"),
    ],
)
def test_a_doi_ends_where_the_sentence_goes_on(text: str, expected: str) -> None:
    assert doi(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ISBN 0-19-853453-1 2001.", "0-19-853453-1"),
        ("ISBN 0198534531 2nd ed.", "0198534531"),
        ("ISBN 978‑0‑19‑853453‑2.", "978-0-19-853453-2"),
        ("ISBN 978–0–19–853453–2.", "978-0-19-853453-2"),
        ("ISBN 978 0 306 40615 7, pp. 3", "978 0 306 40615 7"),
        ("ISBN13: 9781234567897.", "9781234567897"),
        ("ISBN-13 (print) 978-0-306-40615-7", "978-0-306-40615-7"),
        ("eISBN: 9780306406157 (pdf)", "9780306406157"),
        ("ISBN 0-306-40615-2 (hardback), 978-0-306-40615-7 (pbk.)", "0-306-40615-2, 978-0-306-40615-7"),
        ("ISBN 3-540-12345-6 / 978-3-540-12345-6", "3-540-12345-6, 978-3-540-12345-6"),
        ("ISBN 978-0-306-4061-7", "978-0-306-4061-7"),
    ],
)
def test_an_isbn_has_ten_or_thirteen_digits_with_any_dash(text: str, expected: str) -> None:
    assert numbers(text, "ISBN") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ISSN 0378-5955 (print), 1878-5891 (online)", "0378-5955, 1878-5891"),
        ("eISSN: 1878–5891", "1878-5891"),
        ("ISSN-L 0378‐5955", "0378-5955"),
    ],
)
def test_an_issn_may_have_any_dash_and_a_second_one_after_it(text: str, expected: str) -> None:
    assert numbers(text, "ISSN") == [expected]


def test_a_pubmed_number_is_read_in_small_letters_and_in_a_url() -> None:
    assert numbers("Moor, Peat, pmid: 12082125", "PMID") == ["12082125"]
    assert numbers("https://pubmed.ncbi.nlm.nih.gov/12082125/", "PMID") == ["12082125"]


def test_an_old_arxiv_number_keeps_its_version_and_needs_no_label() -> None:
    assert numbers("arXiv:hep-th/9901001v2.", "ARXIV") == ["hep-th/9901001v2"]
    assert numbers("Nucl. Phys. B 600, 219 (2001) [hep-th/0011146].", "ARXIV") == ["hep-th/0011146"]


def test_each_number_of_a_field_has_its_own_check_digit() -> None:
    assert [isbn_is_valid(one) for one in isbns("978-0-306-40615-7 (print) 0-306-40615-9 (pbk)")] == [True, False]
    assert [issn_is_valid(one) for one in issns("ISSN 0378-5955; 1878-5892")] == [True, False]
    assert all(map(issn_is_valid, issns("03785955 18785891")))
    assert isbns("n/a") == isbns("978-3-540-1234") == ()
    assert isbns("978-1-4503-2956-9/14/06") == ("978-1-4503-2956-9",)


@pytest.mark.parametrize("label", ["DOI: https://doi.org/", "Digital Object Identifier ", "DOI：", "DOI: doi:"])
def test_a_label_is_part_of_the_doi_behind_it(label: str) -> None:
    (found,) = find_identifiers(f"Moor, A. Peat. {label}10.5555/moor.3.")
    assert (found.id, found.start) == ("10.5555/moor.3", 15)


@pytest.mark.parametrize("mark", ["\u061c", "\u200e", "\ufe0f", "\u2069"])
def test_marks_that_no_reader_sees_are_no_part_of_a_number(mark: str) -> None:
    assert numbers(f"doi:10.5555/moor.3{mark}.", "DOI") == ["10.5555/moor.3"]
    assert numbers(f"ISBN{mark}: 0-306-{mark}40615-2", "ISBN") == ["0-306-40615-2"]


@pytest.mark.parametrize("label", ["ISBN No. ", "ISBN Nr. ", "ISBN number: ", "ISBN#", "I.S.B.N. ", "ISBN-10: "])
def test_the_words_of_a_label_are_no_part_of_an_isbn(label: str) -> None:
    assert numbers(f"{label}0-306-40615-2", "ISBN") == ["0-306-40615-2"]


@pytest.mark.parametrize(
    "text",
    [
        "https://ar5iv.org/abs/2001.01234",
        "arXiv.2001.01234",
        "10.48550/arXiv.2001.01234",
        "https://ar5iv.labs.arxiv.org/html/2001.01234",
    ],
)
def test_an_arxiv_number_is_read_in_mirrors_and_in_its_doi(text: str) -> None:
    assert numbers(text, "ARXIV") == ["2001.01234"]


@pytest.mark.parametrize(
    "address", ["pubmed.gov/1208212", "www.ncbi.nlm.nih.gov/pubmed/?term=1208212", "europepmc.org/article/MED/1208212"]
)
def test_a_pubmed_number_is_read_in_other_addresses(address: str) -> None:
    assert numbers(f"https://{address}", "PMID") == ["1208212"]


def test_the_link_of_a_doi_escapes_what_no_address_may_contain() -> None:
    assert doi_url("10.5555/1520(1974)102<0736:WOF>2.0.CO;2") == "https://doi.org/10.5555/1520(1974)102%3C0736:WOF%3E2.0.CO;2"
    assert doi_url("10.5555/a[2:b]#c?d%e") == "https://doi.org/10.5555/a%5B2:b%5D%23c%3Fd%25e"
    assert doi(doi_url("10.5555/1520(1974)102<0736:WOF>2.0.CO;2")) == "10.5555/1520(1974)102<0736:WOF>2.0.CO;2"


@pytest.mark.parametrize(
    "less, greater", (("$<$", "$>$"), ("{\\textless}", "{\\textgreater}"), ("\\textless{}", "\\textgreater{}"))
)
def test_a_doi_of_a_tex_field_has_its_angle_brackets(less: str, greater: str) -> None:
    assert doi(f"10.1000/0001-0002(1974)102{less}0736:tides{greater}2.0.co;2.") == "10.1000/0001-0002(1974)102<0736:tides>2.0.co;2"


@pytest.mark.parametrize(
    "text",
    [
        "doi:10.1234/peat-2PMID: 12345", "doi:10.1234/peat-2.Epub 2019 May 3", "10.1234/peat-2.Accessed 3 May", "doi:10.1234/peat-2[cited 2019]", "doi:10.1234/peat-2↩",
        "doi:10.1234/peat\u20132.", "doi:10.1234/peat-2&gt;", "doi:10.1234/\n    peat-2, and", "doi:10.1234/peat-\n    2.", "https://doi.org/10.1234/peat-2;https://a.example/x",
    ],
)  # fmt: skip
def test_what_was_copied_with_a_doi_is_no_part_of_it_and_what_a_line_broke_is(text: str) -> None:
    assert doi(text) == "10.1234/peat-2"


def test_a_doi_with_a_slash_at_the_end_of_a_line_does_not_go_on() -> None:
    assert doi("doi:10.1234/peat-2/\nMoor, C. Peat.") == "10.1234/peat-2"


@pytest.mark.parametrize("text", ["doi:10.1234/peat- 2", "doi:10.1234/- and"])
def test_a_doi_that_was_cut_at_a_hyphen_is_none(text: str) -> None:
    """Requested as it is, it would be reported as unknown."""
    assert doi(text) is None


@pytest.mark.parametrize("text", ["10.1234/peat.Published.2", "10.1234/PMID-peat", "10.1234/peat(IWNOP)", "10.1234/peat.epub.2"])
def test_such_words_within_a_doi_belong_to_it(text: str) -> None:
    assert doi(text) == text

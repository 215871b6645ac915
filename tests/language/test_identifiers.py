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


def test_the_link_of_a_doi_escapes_what_no_address_may_contain() -> None:
    assert doi_url("10.5555/1520(1974)102<0736:WOF>2.0.CO;2") == "https://doi.org/10.5555/1520(1974)102%3C0736:WOF%3E2.0.CO;2"
    assert doi_url("10.5555/a[2:b]#c?d%e") == "https://doi.org/10.5555/a%5B2:b%5D%23c%3Fd%25e"
    assert doi(doi_url("10.5555/1520(1974)102<0736:WOF>2.0.CO;2")) == "10.5555/1520(1974)102<0736:WOF>2.0.CO;2"

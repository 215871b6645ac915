"""URLs, access dates and URL residue are read first."""

import pytest

from citecheck.app import wiring
from citecheck.citations.parse import parse
from citecheck.model.reference import Source


def read(note: str) -> Source:
    document = (
        f"[1] X. Unrelated, A Title, The Paper, 31 January 1999.\n[2] {note}\n[3] Y. Unrelated, B Title, The Sheet, 30 May 1998.\n"
    )
    return parse(wiring.read_document("case.txt", document.encode()))[1].sources[0]


@pytest.mark.parametrize(
    "said",
    [
        "(accessed 4 May 2020)",
        "[Accessed: 04/05/2020]",
        "(last visited May 4, 2020)",
        "(4 May 2020)",
        "(ultimo accesso: 4 maggio 2020)",
        "[letzter Zugriff: 04.05.2020]",
        ", consulté le 4 mai 2020",
        "[Consulta: 4 de mayo de 2020]",
        "Acesso em: 4 maio 2020",
        "(дата обращения: 04.05.2020)",
        "(дата звернення: 04.05.2020)",
        "(E.T. 04.05.2020)",
        "(geraadpleegd op 4 mei 2020)",
        "(dostęp: 4 maja 2020)",
        "(cit. 4. 5. 2020)",
        "(hämtad 4 maj 2020)",
        "(viitattu 4.5.2020)",
        "(πρόσβαση 4 Μαΐου 2020)",
        "(letöltve: 2020. május 4.)",
        "(تاريخ الدخول: 4 أيار 2020)",
        "，访问日期：2020年5月4日",
    ],
)
def test_the_access_date_is_not_the_publication_date(said: str) -> None:
    item = read(f"Karen Lund, “Harbour Strike Ends”, Reuters, 27 March 2019, https://example.org/x {said}.").item
    assert item.issued and item.issued.parts == (2019, 3, 27)
    assert item.accessed and item.accessed.parts == (2020, 5, 4)
    assert item.url == "https://example.org/x"


@pytest.mark.parametrize(
    ("printed", "whole"),
    [
        ("https://example.org/\nharbour/strike.html.", "https://example.org/harbour/strike.html"),
        ("https://example.org/harbour-\n    strike.html", "https://example.org/harbour-strike.html"),
        ("https://example.org/har\u00adbour\u00ad-strike", "https://example.org/harbour-strike"),
        ("https://example.org/har\u00ad\nbour", "https://example.org/harbour"),
        ("<https://example.org/a_(b)_c>.", "https://example.org/a_(b)_c"),
        ("https://example.org/a，2019年", "https://example.org/a"),
        ("https://example.org/a، ص 4", "https://example.org/a"),
    ],
)
def test_a_url_is_complete_and_ends_before_the_sentences_punctuation(printed: str, whole: str) -> None:
    assert read(f"Karen Lund, “Harbour Strike Ends”, Reuters, 27 March 2019, {printed}").item.url == whole


@pytest.mark.parametrize("residue", ["-strike-ends-in-oslo", ",-strike-ends-in-oslo", "/2019/03/27/harbour-strike-ends"])
def test_the_residue_of_a_lost_url_is_kept(residue: str) -> None:
    assert read(f"Karen Lund, Harbour Strike Ends, Reuters, 27/03/2019, {residue}").url_residue == residue

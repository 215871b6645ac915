"""References of many styles: titles, names, publications, cases and statutes, each read as one source."""

import pytest

from citecheck.app import wiring
from citecheck.citations.parse import parse
from citecheck.model.document import Note
from citecheck.model.reference import Item


def note(text: str) -> Note:
    document = wiring.read_document("notes.txt", f"A claim.[1]\n\n[1] {text}\n".encode())
    return parse(document)[0]


def item(text: str) -> Item:
    (source,) = note(text).sources
    return source.item


def families(read: Item) -> list[str | None]:
    return [name.family or name.literal for name in read.author]


LONG = "The slow return of the peat to the drained moors of the north after the war"


@pytest.mark.parametrize(
    "text",
    [
        f"Moor, Jane. 2007. {LONG}. Journal of Peat 12: 77–84.",
        f"Moor, J. (2007). {LONG}. Journal of Peat, 12, 77–84.",
        f"J. Moor and R. Heath. {LONG}. Journal of Peat, 12, 77–84, 2007.",
        f"Moor J, Heath R. {LONG}. Journal of Peat. 2007;12:77–84.",
        f"Jane Moor. {LONG}. Journal of Peat 12 (2007): 77–84.",
        f"MOOR, Jane. {LONG}. Journal of Peat, v. 12, p. 77–84, 2007.",
    ],
)
def test_a_long_title_in_small_letters_is_no_prose(text: str) -> None:
    read = item(text)
    assert (read.title, read.container_title, read.volume, read.page) == (LONG, "Journal of Peat", "12", "77–84")
    assert families(read)[0] in ("Moor", "MOOR")


def test_a_sentence_after_a_reference_is_still_prose() -> None:
    remark = "The author argues that this was wrong in many ways and that nobody had seen it before him."
    read = note(f"Moor, J. (2007). Peat and heath. Journal of Peat, 12, 77–84. {remark}")
    assert (read.kind, len(read.sources)) == ("mixed", 1)


@pytest.mark.parametrize(
    ("text", "title", "pages"),
    [
        (
            "Moor, A., & Heath, B. (2018). Deep roots. In Proceedings of the 3rd Conference on Peat (pp. 1–9). ACM.",
            "Deep roots",
            "1–9",
        ),
        ("Moor, A. (2018). Deep roots. In Proceedings of the 3rd Conference on Peat (pp. 1–9).", "Deep roots", "1–9"),
        (
            "Moor, A. (2018). Deep roots. In K. Heath (Ed.), Proceedings of the 3rd Conference on Peat (pp. 1–9). Fen.",
            "Deep roots",
            "1–9",
        ),
        ("A. Moor. Deep roots. In Proceedings of the 3rd Symposium on Peat, pages 1–9, 2018.", "Deep roots", "1–9"),
        ('A. Moor, "Deep roots," in Proc. PEAT Conf. Moors and Fens, 2018, pp. 1–9.', "Deep roots", "1–9"),
    ],
)
def test_a_paper_in_proceedings_is_one_source_that_needs_no_url(text: str, title: str, pages: str) -> None:
    (source,) = note(text).sources
    assert (source.item.type, source.item.title, source.item.page) == ("paper-conference", title, pages)
    assert "URL" not in source.missing


def test_a_journal_that_is_called_proceedings_stays_a_journal() -> None:
    assert item("A. Moor, “Deep roots,” Proceedings of the Moor Society 12 (2018): 1–9.").type == "article-journal"


@pytest.mark.parametrize(
    ("text", "title", "container"),
    [
        ("A. Moor and E. Heath. Draining a (raised) bog is hard, let's go walking! PEAT Preprint Archive, 2021.", "Draining a (raised) bog is hard, let's go walking!", "PEAT Preprint Archive"),
        ("P. Moor. 2023. Hey Fen, Is My Bog Growing? Slow Walks Through Peat. Journal of Peat 3(1), 1-9.", "Hey Fen, Is My Bog Growing? Slow Walks Through Peat", "Journal of Peat"),
        ('K. Moor and X. Heath. 2020. "Peat, Stay Wet!": songs against drains. Journal of Peat 3(1), 1-9.', '"Peat, Stay Wet!": songs against drains', "Journal of Peat"),
        ('S. Moor, "Bogland "what-if" water tables," PEAT Record, vol. 27, no. 2, pp. 367-378, 1998.', 'Bogland "what-if" water tables', "PEAT Record"),
        ("Academy of Moors: Committee on Peat and Heath. Broken bogs: slow repair. Wetlands. 2001;108(1):206-10.", "Broken bogs: slow repair", "Wetlands"),
    ],
)  # fmt: skip
def test_a_title_ends_where_it_ends(text: str, title: str, container: str) -> None:
    read = item(text)
    assert (read.title, read.container_title) == (title, container)


@pytest.mark.parametrize("title", ["Millers and Owners: The Invention of the Fen", "Moors and Men"])
def test_words_of_a_title_are_no_authors(title: str) -> None:
    read = item(f"Martin Heath, {title} (Cambridge: Fen Press, 1993), 12.")
    assert (families(read), read.title) == (["Heath"], title)


@pytest.mark.parametrize(
    ("text", "container", "volume", "page"),
    [
        ("J. Moor et al., Phys. Lett. B 212, 375 (1988).", "Phys. Lett. B", "212", "375"),
        ("E. Heath, Nucl. Phys. B 443 (1995) 85.", "Nucl. Phys. B", "443", "85"),
        ("A. Moor, Phys. Rev. D12 (1975) 345.", "Phys. Rev. D", "12", "345"),
        ("Moor A., Heath B., Astrophys. J. 123 (1990) 45.", "Astrophys. J.", "123", "45"),
    ],
)
def test_a_citation_may_be_a_journal_without_a_title(text: str, container: str, volume: str, page: str) -> None:
    read = item(text)
    assert (read.title, read.volume, read.page) == (None, volume, page)
    assert (read.container_title or "").rstrip(".") == container.rstrip(".")


@pytest.mark.parametrize(
    "text",
    [
        "Moor, L.C., A. Heath, and W.J. Fenn, Slow dyes as a marker of peat. Moor Letters, 1984. 310: p. 498.",
        "Moor, O.C. & Fenn, P.J., 2007. Does Draining Improve Growth in Peat? Moor Letters, 120(1), pp.351–352.",
    ],
)
def test_initials_do_not_end_a_source(text: str) -> None:
    read = item(text)
    assert families(read)[0] == "Moor" and read.container_title == "Moor Letters"


LEAD_INS = (
    "Se", "Se også", "Se for eksempel", "Se till exempel", "Vgl.", "Vgl. etwa", "Vgl. zum Ganzen", "So auch", "Siehe hierzu", "Voir", "Voir par exemple",
    "Pour une lecture critique, voir", "Cf. notamment", "Cfr. ad esempio", "Si veda in particolare", "Véase, por ejemplo,", "Veja-se", "Ver, entre outros,",
    "Zie bijvoorbeeld", "Katso", "Zob. też", "Bkz. ayrıca", "Vezi", "Vegeu", "См., например:", "See especially", "See for instance", "But cf.",
)  # fmt: skip


@pytest.mark.parametrize("lead_in", LEAD_INS)
def test_a_lead_in_is_no_part_of_the_author_or_title(lead_in: str) -> None:
    read = item(f"{lead_in} Scott McMoor, *Restoring Fens* (New York: Fen Press, 2000), p. 12.")
    assert (families(read), read.title) == (["McMoor"], "Restoring Fens")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moor v. Heath, 410 U.S. 213, 253 (1973).", ("Moor v. Heath", "410", "U.S.", "213", "253", None)),
        ("Moor v. Heath, 555 F.3d 423, 430 (9th Cir. 2009).", ("Moor v. Heath", "555", "F.3d", "423", "430", "9th Cir.")),
        ("Moor v Heath, 427 F Supp 2d 1084 (D Kan 2006).", ("Moor v Heath", "427", "F Supp 2d", "1084", None, "D Kan")),
        ("Moor v. Heath, 93 S. Ct. 705, 35 L. Ed. 2d 147 (1973).", ("Moor v. Heath", "93", "S. Ct.", "705", None, None)),
        ("Moor v. Heath, 12 La.App. 3 Cir. 345, 347 (1987).", ("Moor v. Heath", "12", "La.App. 3 Cir.", "345", "347", None)),
        ("In re Heath, 397 U.S. 358, 364 (1970).", ("In re Heath", "397", "U.S.", "358", "364", None)),
        ("Moor v Heath [1932] AC 562.", ("Moor v Heath", None, "AC", "562", None, None)),
        ("R v Moor [1994] 1 AC 212 (HL) 231.", ("R v Moor", "1", "AC", "212", "231", "HL")),
        ("Moor v Heath (No 2) (1992) 175 CLR 1, 42.", ("Moor v Heath (No 2)", "175", "CLR", "1", "42", None)),
        ("410 U.S. 113 (1973).", (None, "410", "U.S.", "113", None, None)),
        ("Moor v Heath (63 NY2d 582 [1984]).", ("Moor v Heath", "63", "NY2d", "582", None, None)),
        ("Moor v Heath, (12 AD3d 34, 36 [2d Dept 2004]).", ("Moor v Heath", "12", "AD3d", "34", "36", "2d Dept")),
        ("Moor v. Heath (2018) __ U.S. __ [138 S.Ct. 1612].", ("Moor v. Heath", "138", "S.Ct.", "1612", None, None)),
        ("Moor v. Heath (2022) _ U.S. _ [213 L.Ed.2d 179, 200-201].", ("Moor v. Heath", "213", "L.Ed.2d", "179", "200-201", None)),
    ],
)
def test_a_case_has_its_reporter_page_and_court(text: str, expected: tuple[str | None, ...]) -> None:
    read = item(text)
    assert read.type == "legal_case" and read.number is None and read.issued is not None
    assert (read.title, read.volume, read.container_title, read.page, read.locator, read.authority) == expected


@pytest.mark.parametrize(
    ("text", "title", "container", "volume", "section", "year"),
    [
        ("42 U.S.C. § 1983 (2006).", None, "U.S.C.", "42", "1983", 2006),
        ("17 U.S.C. §§ 101–810.", None, "U.S.C.", "17", "101–810", None),
        ("29 C.F.R. § 1614.105(a)(1) (2010).", None, "C.F.R.", "29", "1614.105(a)(1)", 2010),
        ("Fla. Stat. § 120.68 (2007).", None, "Fla. Stat.", None, "120.68", 2007),
        ("Clean Moor Act § 112, 42 U.S.C. § 7412 (2012).", "Clean Moor Act", "U.S.C.", "42", "7412", 2012),
        ("Moor Rights Act of 1964, Pub. L. No. 88-352, 78 Stat. 241.", "Moor Rights Act of 1964", "Stat.", "78", None, 1964),
        ("Moor Rights Act 1998, s 6.", "Moor Rights Act 1998", None, None, "6", 1998),
    ],
)
def test_a_statute_has_its_code_and_section(
    text: str, title: str | None, container: str | None, volume: str | None, section: str | None, year: int | None
) -> None:
    read = item(text)
    assert read.type == "legislation"
    assert (read.title, read.container_title, read.volume, read.section) == (title, container, volume, section)
    assert (read.issued.parts[0] if read.issued else None) == year


@pytest.mark.parametrize(
    ("text", "container", "volume", "section", "page"),
    [
        ("45 C.F.R. 3009.4.", "C.F.R.", "45", "3009.4", None),
        ("14 CFR part 25.", "CFR", "14", "25", None),
        ("5 U.S.C. 552(b)(6) (2018).", "U.S.C.", "5", "552(b)(6)", None),
        ("110 Stat. 548 (1996).", "Stat.", "110", None, "548"),
        ("75 Fed. Reg. 28,404, 28,410 (May 20, 2010).", "Fed. Reg.", "75", None, "28,404"),
        ("Treas. Reg. § 1.41-2 (2010).", "Treas. Reg.", None, "1.41-2", None),
        ("Ala. Admin. Code r. 218 (2010).", "Ala. Admin. Code", None, "218", None),
        ("30 Tex. Admin. Code § 7.2 (2010).", "Tex. Admin. Code", "30", "7.2", None),
        ("La. Civ. Code Ann. art. 51 (2010).", "La. Civ. Code Ann.", None, "51", None),
        ("1999 Or. Laws 241.", "Or. Laws", "1999", "241", None),
        ("N.Y. Gen. Bus. § 349 (2010).", "N.Y. Gen. Bus.", None, "349", None),
        ("Guam Pub. L. 579 (2010).", "Guam Pub. L.", None, "579", None),
        ("1999 D.C. Sess. L. Serv. 63 (2010).", "D.C. Sess. L. Serv.", "1999", "63", None),
        ("Minn. R. 7050.0222 (2010).", "Minn. R.", None, "7050.0222", None),
        ("N.H. Code Admin. R. Ann. Lab. 44 (2010).", "N.H. Code Admin. R. Ann. Lab.", None, "44", None),
        ("Tex. Bus. Corp. Act Ann. art 3 (2010).", "Tex. Bus. Corp. Act Ann.", None, "3", None),
        ("1987 N.Y. Sess. Laws 12.", "N.Y. Sess. Laws", "1987", "12", None),
        ("7 Ill. Reg. 966 (2010).", "Ill. Reg.", "7", "966", None),
        ("1 Pa. Cons. Stat. § 229 (2010).", "Pa. Cons. Stat.", "1", "229", None),
        ("52 Pa. Bull. 515 (2022).", "Pa. Bull.", "52", "515", None),
    ],
)
def test_codes_registers_and_session_laws_of_american_states_are_statutes(
    text: str, container: str, volume: str | None, section: str | None, page: str | None
) -> None:
    read = item(text)
    assert (read.type, read.title) == ("legislation", None)
    assert (read.container_title, read.volume, read.section, read.page) == (container, volume, section, page)


@pytest.mark.parametrize(
    "printed",
    [
        "Pub. L. No. 99-641",
        "Pub. L. 99–641",
        "Pub.L. 99-641",
        "Pub L No 99-641",
        "Public Law 99-641",
        "P.L. 99-641",
        "PL 99-641",
        "Priv. L. No. 99-641",
    ],
)
def test_a_law_may_be_its_number_alone(printed: str) -> None:
    assert (item(f"{printed}.").type, item(f"{printed}.").number) == ("legislation", printed)


@pytest.mark.parametrize(
    ("text", "volume", "container", "page"),
    [
        ("Moor v. Heath, Fenn & Co., S.C., 2015 WL 2375225 (N.D. Ill. 2015).", "2015", "WL", "2375225"),
        (
            "Moor v. Heath, No. 99 Civ. 9404 (SHS), 2000 U.S. Dist. LEXIS 12335 (S.D.N.Y. Aug. 25, 2000).",
            "2000",
            "U.S. Dist. LEXIS",
            "12335",
        ),
        ("Moor v. Heath, 12 Mart. 345, 347 (1827).", "12", "Mart.", "345"),
    ],
)
def test_numbers_of_databases_and_a_reporter_called_like_a_month(text: str, volume: str, container: str, page: str) -> None:
    read = item(text)
    assert (read.type, read.volume, read.container_title, read.page) == ("legal_case", volume, container, page)


@pytest.mark.parametrize(
    "text",
    [
        "Rovers v Albion: how the cup was lost, Moor Sport, 14 May 2021.",
        "A. Moor, Fens and Law, 12 Harv. L. Rev. 34 (2001).",
        "A. Moor, Reading the Fens, 44 Conn. L.J. 64 (1999).",
    ],
)
def test_a_match_and_an_article_are_no_cases(text: str) -> None:
    assert item(text).type not in ("legal_case", "legislation")


@pytest.mark.parametrize("text", ["Id. Claim V ¶¶ 58-71.", "Id. Count II.", "Id. Ex. A at 3."])
def test_id_with_a_part_of_a_complaint_is_a_short_form(text: str) -> None:
    assert note(text).kind == "shortform"


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ("journal = {arXiv preprint arXiv:2101.00001}", "2101.00001"),
        ("journal = {arXiv:hep-th/9901001v2}", "hep-th/9901001v2"),
        ("url = {https://arxiv.org/abs/2101.00001}", "2101.00001"),
        ("journal = {Journal of Peat}, volume = {2101.00001}", None),
        ("journal = {arXiv preprint}", None),
    ],
)
def test_an_entry_has_the_arxiv_number_of_its_journal_or_url(fields: str, number: str | None) -> None:
    document = wiring.read_document("a.bib", f"@article{{a, title = {{{LONG}}}, {fields}}}".encode())
    (source,) = parse(document)[0].sources
    assert source.item.arxiv == number and ("URL" in source.missing) == (number is None)

"""Statutes, codes, registers and session laws of the United States and their states.

``Civil Rights Act of 1964, Pub. L. No. 88-352, 78 Stat. 241`` · ``42 U.S.C. § 1983 (2006)`` · ``75 Fed. Reg. 28,404`` ·
``Ala. Admin. Code r. 218`` · ``1999 Or. Laws 241`` · ``La. Civ. Code Ann. art. 51``. Forms: The Bluebook, 21st ed., rules 12 and 14
and table T1.
"""

import re
from collections.abc import Iterator

from citecheck.patterns import lazy_pattern

_YEAR = r"(?:1[6-9]|20)\d\d"
_ACT_YEAR = rf"(?:\sof\s{_YEAR})?"
_PLACE = r"\d{1,6}(?!\d)(?:\s?[-–]\s?\d{1,6}(?!\d))?"
_NUMBERED = r"\d[\w.:/–-]*(?<![.:/–-])(?:\([\w.]{1,5}\)|\s\([a-z]{1,3}\))*(?:-\d[\w.]*(?<!\.))?"
_SECTION = rf"(?P<section>{_NUMBERED}(?:\s?[-–]\s?{_NUMBERED})?(?:,\s{_NUMBERED})*)"
_BARE = r"(?=[\s.,;:)\]]|$)"
_FEDERAL = r"(?P<container>U\.?\s?S\.?\s?C\.?(?:\s?[AS]\.|\sAnn\.)?|C\.?\s?F\.?\s?R\.?)"
_LAW_NUMBER = r"(?P<number>(?:(?:Pub|Priv)(?:lic|ate|\.)?\s?L(?:aw|\.)?|P\.?\s?L\.?)\s?(?:No\.?\s?)?\d{2,3}[-–]\d{1,4})"
_AT_LARGE = rf"(?P<volume>\d{{1,3}})\s(?P<container>Stat\.|Fed\.\s?Reg\.)\s(?P<pages>\d{{1,3}},\d{{3}}|\d{{1,6}})(?!\w)(?:,\s(?P<locator>(?:\d{{1,3}},\d{{3}}|{_PLACE})))?"
_TITLE = rf"(?P<title>[A-Z][^,;§\d]{{3,120}}?{_ACT_YEAR})"
# Civil Rights Act of 1964, Pub. L. No. 88-352, 78 Stat. 241; P.L. 96-164
PUBLIC_LAW = lazy_pattern(
    rf"(?:(?P<title>[A-Z][^,;§]{{3,150}}?{_ACT_YEAR}),\s)?{_LAW_NUMBER}(?!\w)"
    rf"(?:,\s(?:§+\s\S+,\s)?{_AT_LARGE})?"
)
# Clean Water Act § 4, 42 U.S.C. § 1983 (2006); 45 C.F.R. 300.4; 14 CFR part 25
FEDERAL_CODE = lazy_pattern(
    rf"(?:{_TITLE}(?:,?\s§+\s\S+)?,\s)?(?P<volume>\d{{1,3}})\s{_FEDERAL},?\s(?:§{{1,2}}\s?|[Ss]ec(?:tions?|\.)\s|[Pp](?:ar)?ts?\.?\s|(?=\d)){_SECTION}"
)
# 110 Stat. 548; 75 Fed. Reg. 28,404
AT_LARGE = lazy_pattern(rf"(?:{_TITLE},\s)?{_AT_LARGE}")
# Fla. Stat. § 120.68 (2007); Cal. Penal Code § 187; 30 Tex. Admin. Code § 7; Treas. Reg. § 1.41-2
CODE = lazy_pattern(
    r"(?:(?P<volume>\d[\d-]{0,8})\s)?(?P<container>(?=[^§]{0,60}\b(?:Stats?|Codes?|Laws?|Leyes|Regs?|Rev|Ann|Comp|Const|R)\b)[A-Z][\w.’'&]*(?:,?\s(?:[A-Z&][\w.’'&]*|of|and|tit\.\s\w+|ch\.\s\w+|art\.?\s\w+)){0,9}),?"
    rf"\s§{{1,2}}\s?{_SECTION}"
)
_STATES = (
    r"Ala|Alaska|Am\.\s?Samoa|Ariz|Ark|Cal|Colo|Conn|D\.\s?C|Del|Fla|Ga|Guam|Haw|Idaho|Ill|Ind|Iowa|Kan|Ky|La|Mass|Md|Me|Mich|Minn|Miss|Mo|Mont|"
    r"N\.\s?(?:[CDHJMY]|Mar\.\s?I)|Navajo\sNation|Neb|Nev|Ohio|Okla|Or|P\.\s?R|Pa|R\.\s?I|S\.\s?[CD]|Tenn|Tex|Utah|V\.\s?I|Va|Vt|W\.\s?Va|Wash|Wis|Wyo"
)
_BOOK_WORD = r"(?:[A-Z&][\w.’']*|&|and)"
_BOOK_END = r"(?:Laws|Leyes|Stats?\.?|Codes?\.?|Acts|(?:&\s)?Resolves|Regs?\.|Serv\.|Const\.|Ann\.|R\.|Bull\.|Gaz\.|Sess\.|Admin\.\s(?:Monthly|Weekly)|Adv\.(?:\sSh\.)?|Pub\.\sL\.|Sess\.\sL\.\sServ\.|R\.(?:\sAnn\.)?\s[A-Z][a-z]{2,8}(?:-[A-Z][a-z]{1,8})?\.?)"
# 1999 Or. Laws 241; Ala. Admin. Code r. 218; La. Civ. Code Ann. art. 51; 7 Ill. Reg. 966: the book of a state
STATE_BOOK = lazy_pattern(
    rf"(?:(?P<volume>\d[\d-]{{0,8}})\s)?(?P<container>(?=[^\d]{{2,60}}\b(?:Laws?|Leyes|Stats?|Codes?|Acts?|Regs?|Legis|Const|Admin|Bull|Gaz|Sess|Pub)\b)"
    rf"(?:{_STATES})\.?(?:\s{_BOOK_WORD}){{0,7}}?\s{_BOOK_END})(?P<kind>,?\s(?:(?:arts?|tit|ch|pts?|[Nn]os?|rr?)\.?\s(?=\w)|(?=\d))){_SECTION}{_BARE}"
)
# N.Y. Gen. Bus. § 349: the subject of a state's code without its word; Minn. R. 7050.0222
STATE_SECTION = lazy_pattern(rf"(?P<container>(?:{_STATES})\.?(?:\s{_BOOK_WORD}){{1,5}}),?\s§{{1,2}}\s?{_SECTION}")
STATE_RULE = lazy_pattern(r"(?P<container>Minn\.\sR\.)\s(?P<section>\d{3,5}\.\d{2,5})(?!\d)")
_SIGNS = lazy_pattern(
    r"§|Pub|\bPriv\w*+\.?\sL|P\.?\s?L\.?\s\d|U\.?S\.?C|C\.?F\.?R|\sUSC\s|\d\s(?:Stat|Fed\.\s?Reg)\.\s\d|\b(?:Laws|Leyes|Stat|Code|Acts|Regs?|Serv|Const|Admin|Bull|Gaz|Act\sAnn|Pub|Sess)\b|Minn\.\sR\."
)
_QUOTED = frozenset("“\"„«‘'")


def american_codes(text: str, start: int) -> Iterator[re.Match[str]]:
    """The readings of a text from ``start`` on as a citation of an American statute or code; one in quotation marks is a page's title."""
    if _SIGNS.search(text) and _QUOTED.isdisjoint(text[:start]):
        for form in (PUBLIC_LAW, FEDERAL_CODE, AT_LARGE, CODE, STATE_BOOK, STATE_SECTION, STATE_RULE):
            if match := form.match(text, start):
                yield match

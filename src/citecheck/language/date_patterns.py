"""Patterns of dates in many languages, and how a text is written for them: with European digits and markers for the months."""

import re
from typing import Literal

from citecheck.language.months import DECOMPOSED_MONTHS, LONG_MONTHS, MONTHS, SHORT_MONTHS
from citecheck.patterns import lazy_pattern

# Decimal digits of scripts that have their own: Arabic, Persian, Devanagari, Bengali, Gurmukhi, Gujarati, Tamil, Telugu, Kannada, Malayalam,
# Thai, Burmese, Khmer, and full-width forms; given by their zeros.
_ZEROS = "٠۰०০੦૦௦౦೦൦๐၀០０"
DIGITS = {ord(zero) + digit: str(digit) for zero in _ZEROS for digit in range(10)}
FOREIGN = lazy_pattern(f"[{''.join(f'{zero}-{chr(ord(zero) + 9)}' for zero in _ZEROS)}]")

# Before matching, each letter of a month's name is replaced by that month's marker in Unicode's private use area.
FIRST_MONTH = 0xE001
LETTERS = lazy_pattern(r"[^\W\d_]+")
_MONTH = r"(?P<month>[\ue001-\ue00c]+)(?!\w)\.?"
_GLUED = r"(?P<month>[\ue001-\ue00c]+)\.?"  # also before a digit: 12MAR2014, March12
_BEGINNING = (
    r"(?:(?<![\w\ue001-\ue00c])|(?<=\w[\ue001-\ue00c]))"  # where a month begins; after a digit or "_" its first letter is skipped
)
_JOIN = r"[-‐‑–−./]"  # between day, month and year: hyphens, what typesetters make of them, full stops and slashes
DIGIT = lazy_pattern(r"\d")
MAYBE_WHOLE = lazy_pattern(r"[\ue001-\ue00c年년]|\d\s?[-/.]\s?[\dIVX]")  # every whole date matches
_ORDINAL = r"(?:st|nd|rd|th|er|ste|de|º|°|ª|\.|লা|রা|ঠা|ই|শে)?"
_DAY = rf"(?<!\d)(?P<day>[0-3]?\d){_ORDINAL}"
_TO = r"(?:\s?[-–—]\s?|\s+(?:to|until|till?|bis|a|à|au|al|tot|do|до|und|and|et|e|y|i|&)\s+)"
_TO_DAY = rf"(?:{_TO}|/)(?P<until_day>[0-3]?\d){_ORDINAL}"  # 10–22 August, 10 to 22 August, 10/21 August (Old and New Style)
_AND = r"(?:\s?[-–/&]\s?|\s+(?:to|until|till|bis|tot|à|au|a|al|até|do|до|по|and|und|et|e|y|i|и|en|og|och)\s+)"  # March–April, March and April
_ANOTHER = r"[\ue001-\ue00c]+(?!\w)\.?"  # a month whose number does not matter
_YEAR = r"(?<!\d)(?P<year>1[5-9]\d\d|20\d\d)(?!\d)"
_LATE = r"(?<!\d)(?P<year>1\d\d\d|2[01]\d\d)(?!\d)"  # with a month, a year may be older, or misprinted
_OF = r"(?:\s+(?:of|de|del|di))?"
_ELIDED = r"\s+(?:d['’])?"  # 14 d'abril
# Before a bare year. Letters of East Asia have no case: without it their ranges compile ten times as fast.
_APART = r"(?:(?<![\w/.,:-])|(?-i:(?<=[一-鿿ぁ-ヿ가-힯》』」],)|(?<=[一-鿿ぁ-ヿ가-힯][.．。]))|(?<=[^\W\d_],)|(?-i:(?<=[一-鿿ぁ-ヿ가-힯][)）],))|(?<=(?<!\w)c)|(?<=(?<!\w)ca)|(?<=(?<!\w)c\.)|(?<=(?<!\w)ca\.))"
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
_ROMAN_MONTH = rf"(?-i:(?P<roman>{'|'.join(sorted(ROMAN, key=len, reverse=True))}))"
# Seasons as EDTF numbers them (21 spring to 24 winter); no title's own word stands before them.
_SEASONS_TEXT = """
21 spring frühling frühjahr printemps primavera lente voorjaar vår forår wiosna jaro весна bahar
22 summer sommer été verano estate verão zomer sommar lato léto лето yaz
23 autumn fall herbst automne otoño autunno outono herfst najaar höst efterår jesień podzim осень güz sonbahar
24 winter hiver invierno inverno vinter zima зима kış
"""
SEASONS = {name: int(line.split()[0]) for line in _SEASONS_TEXT.strip().splitlines() for name in line.split()[1:]}
_SEASON_NAME = rf"(?:(?:early|late|mid|high)[\s-])?(?P<season>{'|'.join(SEASONS)})(?:\s?[–/-]\s?(?:{'|'.join(SEASONS)}))?"
# Times of a year without a number in EDTF: holidays, terms, quarters.
_TERMS_TEXT = """
easter christmas holiday holidays michaelmas hilary trinity lent pentecost advent ostern weihnachten pfingsten noël pâques navidad pascua natale pasqua natal
páscoa wintersemester sommersemester
"""
TERMS = frozenset(_TERMS_TEXT.split())
_TERM_NAME = rf"(?:(?:{'|'.join(sorted(TERMS))})(?:\s+term)?|Q[1-4]|(?:first|second|third|fourth|1st|2nd|3rd|4th|[1-4]\.)\s+(?:quarter|quartal|half|semester|halbjahr))"
_SET_APART = r"(?:(?<![^(\[])|(?<=[,.;:–—/”\"»*_]\s))"
_SEASON = rf"{_SET_APART}{_SEASON_NAME}(?:\s+of)?,?\s+"
_TERM = rf"{_SET_APART}{_TERM_NAME}(?:\s+of)?,?\s+"
# Eras of Japan and the Republic of China, with the year before their first.
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911}
_ERA = rf"(?P<era>{'|'.join(ERAS)})\s?(?P<count>\d{{1,3}}|元)\s?年(?:度)?(?:\s?[（(]\s?(?:1[5-9]|20)\d\d\s?年?\s?[）)])?"
_UNTIL = r"\s?(?P<mark>[-‐‑–—/])\s?(?P<until>(?:1[5-9]|20)\d\d|\d\d)(?![\w/-])"
# A capital letter is an initial: ``Moor C. 1998``.
ABOUT = lazy_pattern(r"(?<![^\s(\[,;])(?:(?-i:c)|(?<![^(\[])c|ca|circa|cop|copyright|©)\.?\s?$", re.IGNORECASE)
# Years before the common era, in a text without others: ``ca. 350 B.C.E.``, ``350 v. Chr.``, ``350 av. J.-C.``
BEFORE_COMMON_ERA = lazy_pattern(
    r"(?<![\w.,:-])(?P<year>\d{1,4})\s?(?:B\.\s?C\.(?:\s?E\.)?|BCE?|v\.\s?(?:Chr\.|u\.\s?Z\.)|a(?:nte|v|\.)\.?\s?(?:J\.-?\s?)?C\.|до н\. ?э\.)(?![^\W_])"
)
# Behind a year that began on 25 March: ``2 February 1700/1``, ``1700/01``. Scotland changed in 1600, England in 1752.
NEW_STYLE = lazy_pattern(r"/(\d{1,2})(?![\d/])")
LAST_OLD_STYLE = 1752
YEARS = lazy_pattern(r"(?<!\d)(?:1\d\d\d|2[01]\d\d)(?!\d)")
WINDOW = 48  # maximum characters of a date
Where = Literal["first", "last", "none"]  # position of the year in a date
# The fullest first. Matching starts at years, which avoids searching the whole text.
Pattern = tuple[Where, bool, re.Pattern[str]]  # position of the year, whether it has a month's name, pattern
PATTERNS: tuple[Pattern, ...] = tuple(
    (where, "<month>" in pattern, lazy_pattern(pattern, re.IGNORECASE))  # type: ignore[misc]
    for where, pattern in (
        (
            "first",
            r"(?P<year>1[5-9]\d\d|20\d\d)\s?[年년]\s?(?:[（(](?:令和|平成|昭和)\s?\d{1,2}\s?年?[）)]\s?)?(?P<second>[01]?\d)\s?[月월](?:\s?(?P<third>[0-3]?\d)(?:\s?[日일]|(?![\d\s]|[期号號頁页巻卷回])))?",
        ),
        ("first", rf"{_YEAR}(?P<sep>[-/.])(?P<second>[01]?\d)(?P=sep)(?P<third>[0-3]?\d)(?!\d)"),
        ("last", rf"(?<![\d/.-])(?P<first>[0-3]?\d)\s?(?P<sep>[-/.])\s?(?P<second>[0-3]?\d)\s?(?P=sep)\s?{_YEAR}"),
        ("last", rf"{_DAY}{_OF}{_ELIDED}{_MONTH}{_TO}[0-3]?\d{_ORDINAL}{_OF}\s+{_ANOTHER}{_OF}[,،]?\s+{_LATE}"),
        ("last", rf"{_BEGINNING}{_GLUED}\s*{_DAY}{_TO}{_ANOTHER}\s+[0-3]?\d{_ORDINAL},?\s+{_LATE}"),
        ("last", rf"{_DAY}{_TO_DAY}{_OF}{_ELIDED}{_MONTH}{_OF}[,،]?\s+{_LATE}"),
        ("last", rf"(?<![\d/.-])(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s?{_JOIN}\s?{_MONTH}\s?(?:{_JOIN}|,)?\s?{_LATE}"),
        ("last", rf"(?<![\w/.-])(?P<day>[0-3]?\d){_GLUED}\s?{_LATE}"),
        ("last", rf"{_BEGINNING}{_MONTH}{_JOIN}\s?{_DAY}(?:{_JOIN}|,)\s?{_LATE}"),
        ("first", rf"{_LATE}(?:{_JOIN}|[-‐‑–−/]\s){_MONTH}{_JOIN}?\s?(?<!\d)(?P<day>[0-3]?\d)(?!\d)"),
        ("last", rf"{_BEGINNING}{_GLUED}(?:,(?=\s\d\d?(?:st|nd|rd|th)))?\s*{_DAY}(?:{_TO_DAY})?(?:[,،]?\s+|,){_LATE}"),
        ("last", rf"{_BEGINNING}{_MONTH}\s+{_DAY}\s+\d\d:\d\d(?::\d\d)?\s+(?:[A-Z]{{2,5}}\s+)?{_LATE}"),
        ("last", rf"{_DAY}(?:\s+day)?{_OF}{_ELIDED}{_MONTH}{_OF}[,،]?\s+{_LATE}"),
        ("first", rf"{_LATE}(?:[,;.]|\s+m\.)?\s+{_MONTH}\s+{_DAY}(?!\d)"),
        ("first", rf"{_LATE}\.?\s+gada\s+{_DAY}\s+{_MONTH}"),
        ("first", rf"{_LATE}(?:[,;]|\s+(?:წლის|წ\.))?\s+{_DAY}{_OF}\s+{_MONTH}"),
        # Word's ISO 690 and its kin: ``18. 08 2014``, ``15 de 12 de 2015``, ``08 18, 2014``, ``2015. 12 15``.
        ("last", rf"(?<![\w/.,-])(?P<third>[0-3]\d)\.\s(?P<second>0[1-9]|1[0-2])\s{_YEAR}"),
        ("last", rf"(?<![\w/.,-])(?<![\d.,]\s)(?P<third>[0-3]\d)\s(?:de\s)?(?P<second>0[1-9]|1[0-2])\s(?:de\s)?{_YEAR}"),
        ("last", rf"(?<![\w/.,-])(?<![\d.,]\s)(?P<second>0[1-9]|1[0-2])\s(?P<third>[0-3]\d),\s{_YEAR}"),
        ("first", rf"{_YEAR}\.\s(?P<second>0[1-9]|1[0-2])\.?\s(?P<third>[0-3]\d)(?!\d)"),
        ("none", rf"(?<![\w.,-])(?<![\d.,]\s)(?P<third>[0-3]?\d)\s(?P<second>[01]?\d)\s{_YEAR}(?=\])"),
        # The year of the Hijra, or of Iran, beside the other: ``1407/1987``.
        ("last", rf"(?<![\w/.-])1[34]\d\d\s?(?:هـ?\.?\s?[/=-]|/)\s?{_YEAR}(?:\s?م(?!\w))?(?![\w/-])"),
        ("last", rf"(?<![\d/.-])(?P<day>[0-3]?\d)(?:\.\s?|-|/|\s){_ROMAN_MONTH}(?:\.\s?|-|/|\s){_YEAR}"),
        ("last", rf"(?:ngày\s+)?(?<!\d)(?P<third>[0-3]?\d)\s+tháng\s+(?P<second>[01]?\d),?\s+(?:năm\s+)?{_YEAR}"),
        ("first", rf"{_YEAR}\.\s(?P<second>[01]?\d)\.\s(?P<third>[0-3]?\d)\.?(?![\d.])"),
        ("last", rf"(?<![\d/.-])(?<!r\.\s)(?<!r\s)(?P<third>[0-3]?\d)/(?P<second>[01]?\d)[\s-]{_YEAR}"),
        ("last", rf"{_BEGINNING}{_MONTH}{_AND}(?P<last>[\ue001-\ue00c]+)(?!\w)\.?{_OF},?\s+{_LATE}"),
        ("last", rf"(?<!\d\s)tháng\s+(?P<second>[01]?\d),?\s+năm\s+{_YEAR}"),
        ("last", rf"{_BEGINNING}{_MONTH}(?:{_OF}(?:\s?,)?\s+|[-/.,]){_LATE}"),
        ("none", r"(?<![\w/.-])(?<!r\.\s)(?<!o\.\s)(?<!n\.\s)(?<![№º°ro]\s)(?P<second>0[1-9])/(?P<year>(?:19|20)\d\d)(?![\w/-])"),
        ("none", r"(?<![^\s(\[])(?P<second>0[1-9]|1[0-2])\.(?P<year>(?:19|20)\d\d)(?=[.,;:]?(?:[\s)\]]|$))"),
        ("none", r"(?<![^(\[])(?P<second>[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?=[)\]]|[.,]?$)"),
        ("none", rf"{_ERA}(?:\s?(?P<second>[01]?\d)\s?月(?:\s?(?P<third>[0-3]?\d)\s?日)?)?"),
        ("none", rf"{_TERM}{_YEAR}(?:\s?[-–/]\s?\d\d(?:\d\d)?)?(?![\w-])"),
        ("first", rf"(?<=[(\[]){_YEAR},\s+(?:{_SEASON_NAME}|{_TERM_NAME})(?=[)\]])"),
        ("first", rf"{_LATE}[,;]\s+{_MONTH}\s?[-–/&]\s?(?P<last>[\ue001-\ue00c]+)(?!\w)\.?"),
        ("none", rf"{_SEASON}{_YEAR}(?:\s?[-–/]\s?\d\d(?:\d\d)?)?(?![\w-])"),
        ("first", rf"{_LATE}[,;]\s+{_MONTH}"),
        ("first", rf"(?<![\w./-]){_LATE}[-/]{_MONTH}(?![-/.]?\d)"),
        ("first", rf"{_LATE}\s{_MONTH}(?=;|\.?$)"),  # PubMed: 2014 Mar;12(3)
        ("first", rf"(?<![\w.-])(?P<iso>{_YEAR}-(?P<second>[01]\d))(?![\d-])"),
        ("first", rf"{_APART}{_YEAR}{_UNTIL}"),
        ("first", rf"(?<![\w/.,:-]){_YEAR}(?P<until>[-–—])(?=[.)\]]{{0,2}}$)"),  # at the end; elsewhere it is part of a title
        (
            "first",
            rf"{_APART}{_YEAR}(?:[年년](?!代|\s?\d{{1,2}}\s?[月월])|(?:[a-h](?=[\s).,;:\]])|\s?(?:(?:гг?|р)\.|год[уа]?|م(?!\w)))?(?![\w-])(?!/\d))",
        ),
        # A Chinese book's or thesis' year directly behind its press, and a French issue of a year: ``2011/2 (n° 164)``.
        ("first", rf"{_YEAR}年(?=出版|初版|版(?!本)|修订|重印|博士|硕士|第\d)"),
        ("first", rf"(?<![\w/.,:-]){_YEAR}(?=/\d{{1,2}}(?:[–-]\d{{1,2}})?,?\s\(?n(?:°|º|o\b))"),
        ("none", rf"(?<!\w){_DAY}{_OF}\s+{_MONTH}(?!\w)"),
        ("none", rf"{_BEGINNING}{_MONTH}\s+{_DAY}(?!\w)"),
    )
)
NUMERIC, WHOLE = PATTERNS[2][2], PATTERNS[:16]  # day and month as numbers; dates with all three parts
ENDS_IN_YEAR = lazy_pattern(r"\d\s?[-/.]\s?[12]\d\d\d")  # NUMERIC matches only texts that match this
LOCATED = lazy_pattern(r"(?:\bpp?\.?|\bS\.|:|\bn[or]s?\.?|\d,)\s?$", re.IGNORECASE)  # before pages and numbers
LONG = lazy_pattern(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(LONG_MONTHS, key=len, reverse=True)))})(?!\w)")
COMBINING = lazy_pattern(r"[\u0300-\u036f]")
DECOMPOSED = lazy_pattern(
    rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(DECOMPOSED_MONTHS, key=len, reverse=True)))})(?![\w\u0300-\u036f])", re.IGNORECASE
)
CROATIAN = lazy_pattern(r"(?<=\d\. )listopada(?=\s+\d{4}\.)")  # with ordinal numbers it is October, without November (Polish)
SHORT = lazy_pattern(rf"(?<=\d)\.?\s(?P<name>{'|'.join(SHORT_MONTHS)})(?=\.?\s(?:1[5-9]|20)\d\d(?!\d))", re.IGNORECASE)
MARKED = lazy_pattern("[\ue001-\ue00c]")


def _with_marker(found: re.Match[str]) -> str:
    """A day's end and a short month's name, with the month's marker for each letter."""
    before = found.group()[: -len(found["name"])]
    return before + chr(FIRST_MONTH + SHORT_MONTHS[found["name"].lower()] - 1) * len(found["name"])


def normalised(text: str) -> str:
    """The text at the same offsets, with European digits and months replaced by markers."""
    text = european(text)
    text = CROATIAN.sub(lambda found: chr(FIRST_MONTH + 9) * len(found.group()), text) if "listopada" in text else text
    if SHORT.search(text):
        text = SHORT.sub(_with_marker, text)
    if COMBINING.search(text):
        text = DECOMPOSED.sub(
            lambda found: chr(FIRST_MONTH + DECOMPOSED_MONTHS[found.group().lower()] - 1) * len(found.group()), text
        )
    if LONG.search(text):
        text = LONG.sub(lambda found: chr(FIRST_MONTH + LONG_MONTHS[found.group()] - 1) * len(found.group()), text)
    return text if MONTHS.keys().isdisjoint(LETTERS.findall(text.lower())) else LETTERS.sub(_marked, text)


def european(text: str) -> str:
    """The text with European digits."""
    return text.translate(DIGITS) if FOREIGN.search(text) else text


def _marked(word: re.Match[str]) -> str:
    month = MONTHS.get(word.group().lower())
    return chr(FIRST_MONTH + month - 1) * len(word.group()) if month else word.group()

"""Decisions of courts on the continent and of Europe: court, decision, date, number.

``BGH, Urteil vom 16. Juli 2015 – I ZR 69/13`` · ``Cass. civ. 1re, 30 octobre 2008, n° 07-19.223`` · ``Corte cost., sentenza 3 maggio 1990, n. 210`` ·
``Wyrok SN z dnia 3 maja 1990 r., sygn. akt II CR 12/90`` · ``Case C-131/12, Google Spain``. Forms: as law reviews of these countries print them.
"""

import re
from collections.abc import Iterator

from citecheck.citations.acts import Found
from citecheck.language.months import LONG_MONTHS, MONTHS
from citecheck.patterns import lazy_pattern

_PLACE = r"(?:\s(?:de\s|di\s|d['’]|del\s|of\s)?[A-ZÀ-Þ][\w’'-]+(?:[\s-][A-ZÀ-Þ][\w’'-]+)?)?"
_COURTS = """
BGH|BGHZ|BVerfG|BVerwG|BAG|BSG|BFH|BPatG|OGH|VfGH|VwGH|BGer|Bundesgericht|Bundesgerichtshof|Bundesverfassungsgericht|EuGH|EuG|EGMR|CJUE|CJCE|CEDH|TUE|TJUE|TEDH|
Cour de cassation|Conseil d'État|Conseil d’État|Cons. const.|Conseil constitutionnel|Corte cost.|Corte costituzionale|Corte di cassazione|Consiglio di Stato|Cons. Stato|Cons. St.|
Tribunal Supremo|Tribunal Constitucional|Audiencia Nacional|CSJN|Corte Suprema|STF|STJ|TST|Supremo Tribunal Federal|Superior Tribunal de Justiça|Hoge Raad|ABRvS|CRvB|Sąd Najwyższy|
Trybunał Konstytucyjny|Nejvyšší soud|Ústavní soud|Højesteret|Høyesterett|Högsta domstolen|CGUE|C. Giust.|Corte EDU|Corte di giustizia
"""
_WITH_PLACE = r"OLG|LG|AG|VG|VGH|OVG|FG|KG|LAG|ArbG|SG|LSG|CA|TGI|TJ|TA|CAA|TAR|T\.A\.R\.|Trib\.|Tribunale|App\.|Corte d['’]appello|Cour d['’]appel|Audiencia Provincial|Rb\.|Rechtbank|Gerechtshof|Hof|TRF|Oberlandesgericht|Landgericht|Amtsgericht|Verwaltungsgericht"
_LISTED = "|".join(
    sorted((re.escape(word) for line in _COURTS.split("\n") for word in line.split("|") if word), key=len, reverse=True)
)
_CHAMBER = r"(?:,?\s(?:(?:[Cc]iv|[Cc]om|[Ss]oc|[Cc]rim|[Aa]ss|plén|[Pp]en|[Ss]ez|[Uu]n|[Ll]av|[Cc]h|mixte|Sala|Pleno|Sección|Senat)\.?|\d{1,2}\s?(?:re|e|ère|ème|ª|º)\.?|[123](?=,)|[IVX]{1,5}(?:-[a-z]+)?)){0,5}"
_COURT = rf"(?:(?:Cass\.|C\. cass\.|CE|HR|SN|NSA){_CHAMBER}|(?:{_LISTED}){_CHAMBER}|(?:{_WITH_PLACE})(?:\sdel)?{_PLACE}{_CHAMBER})(?![^\W_])"
_DECISION = r"(?:Urteil|Urt\.|Beschluss|Beschluß|Beschl\.|U\.|B\.|[Aa]rrêt|[Dd]écision|[Jj]ugement|[Oo]rdonnance|[Ss]entenza|[Ss]ent\.|[Oo]rdinanza|[Oo]rd\.|[Ss]entencia|[Aa]uto|[Aa]córdão|[Ww]yrok|[Pp]ostanowienie|[Uu]chwała|[Nn]ález|[Rr]ozsudek|[Uu]snesení|[Aa]rrest|[Vv]onnis|[Uu]itspraak|[Dd]om|[Dd]ictamen)"
_MONTH = "|".join(sorted({*map(re.escape, MONTHS), *map(re.escape, LONG_MONTHS)}, key=len, reverse=True))
_DATE = rf"\d{{1,2}}(?:\.\s?\d{{1,2}}\.\s?\d{{4}}|/\d{{1,2}}/\d{{4}}|(?:[.º°]|er)?\s(?:de\s)?(?:{_MONTH})\.?\s(?:de\s)?\d{{4}})"
_DOCKET = r"(?:[,;]?\s(?!de\s|(?:D|JCP|Gaz|RTD|AJDA|Bull|Rec|Rev|Lebon)\b)(?:[–—-]\s)?\(?(?:Az\.:?|n[.°ºo]{1,2}|nr\.?|no\.?|sygn\.(?: akt)?|sp\. zn\.|rec\.|rg)?\s?(?:[A-Z]{1,5}\s)?(?:\d{1,3}\s)?(?:(?!(?i:de)\s)[A-Za-z]{1,6}\.?\s){0,3}\d[\d./-]{0,20}(?<![./-])\)?)"
_LED = r"(?:,?\s(?:v\.|vom|du|del|de|d\.d\.|z dnia|ze dne|van|den|av|af|in data)?\s?)"
# Court, decision, date and number, in this order.
COURT_FIRST = lazy_pattern(
    rf"^\W{{0,3}}(?P<authority>{_COURT})(?:,\s[A-ZÀ-Þ][\w’'-]+)?[,:]?\s(?P<title>(?:{_DECISION}(?:\s\d[\d.]*/\d{{2,4}}|\sn\.\s\d+)?{_LED}{_DATE}(?:\sr\.)?{_DOCKET}?|{_DECISION}\s\d[\d.]*/\d{{2,4}}{_DOCKET}?))(?=[\s,.;():–—]|$)",
    re.IGNORECASE,
)
WITHOUT_WORD = lazy_pattern(rf"^\W{{0,3}}(?P<title>(?P<authority>{_COURT}),?\s{_DATE}{_DOCKET}?)(?=[\s,.;():–—]|$)")
# Chambers of the Court of cassation without its name, before a date and the number of an appeal: ``Civ. 2e, 3 mai 1990, n° 88-12.345``
CHAMBER_ALONE = lazy_pattern(
    rf"^\W{{0,3}}(?P<title>(?P<authority>(?:Civ\.\s[123](?:re|e|ère|ème)?|(?:[123](?:re|e)\s)?[Cc]iv\.|Com\.|Soc\.|Crim\.|Ass\.\splén\.|Ch\.\s(?:mixte|réun\.)))"
    rf",?\s{_DATE},?\s(?:(?:pourvoi|n[°ºo.]{{1,2}}|nos?)\s){{1,2}}\d\d-\d\d[.\s]?\d{{3}})(?=[\s,.;():–—]|$)"
)
# The decision first: ``Sentenza 10046/2020 … TAR del Lazio``, ``Wyrok SN z dnia 3 maja 1990 r., sygn. akt II CR 12/90``
NUMBER_FIRST = lazy_pattern(
    rf"^\W{{0,3}}(?P<title>{_DECISION}\s(?:n\.\s?|nr\.?\s|n[°º]\s)?\d[\d.]*/\d{{2,4}})(?=[\s,.;])(?:[^.;“\"]{{0,80}}?[,\s(](?P<authority>{_COURT}))?",
    re.IGNORECASE,
)
DECISION_FIRST = lazy_pattern(
    rf"^\W{{0,3}}(?P<title>{_DECISION}\s(?P<authority>{_COURT}){_LED}{_DATE}(?:\sr\.)?{_DOCKET}?)(?=[\s,.;()]|$)", re.IGNORECASE
)
# ``Case C-131/12, Google Spain SL v AEPD, EU:C:2014:317``; joined cases; the numbers of the Court of Human Rights
EUROPEAN = lazy_pattern(
    r"^\W{0,3}(?:(?:EuGH|CJUE|CJCE|CJEU|ECJ|CGUE|TJUE),?\s)?(?:Joined\s)?(?:Cases?|Rs\.|Rechtssache|[Aa]ff\.|[Aa]ffaire|[Cc]ausa|[Aa]sunto|[Pp]rocesso|[Zz]aak|[Ss]prawa|verb\. Rs\.)\s"
    r"(?P<number>[CTF][-–‑]\d{1,4}/\d\d(?:(?:,|\sand|\sto|\s&)\s[CTF][-–‑]\d{1,4}/\d\d){0,4}(?:\sP)?),?\s[–—-]?\s?(?P<title>[^\W\d_][^\[\]();“\"\n]{2,160}?)(?=,?\s(?:\[|\(|ECLI|EU:)|[,.]?$|,\s(?:judgment|EU|Urteil|arrêt|sentenza|para|\d))"
)
HUMAN_RIGHTS = lazy_pattern(
    r"^\W{0,3}(?P<title>[^\W\d_][^\[\]();“\"\n]{2,120}?\s(?:v\.?|c\.|gegen|contre|contro|contra)\s[A-ZÀ-Þ][^\[\]();“\"\n,]{2,60}?),?\s\(?(?P<number>(?:[Aa]pp(?:lication|l)?\.?\s(?:[Nn]os?\.?)|[Nn]os?\.?|[Rr]eq\.?\sn[°o.º]|n[°º])\s\d{2,6}/\d\d)"
)

# ``…, GRUR 2015, 1189`` · ``…, Bull. civ. I, n° 244`` · ``…, NJ 1991/12``
REPORTED_IN = lazy_pattern(
    r"(?:[,;)]{1,2}|\s:)\s(?:in:?\s)?(?P<container>[A-Z][\w.’'&]{1,20}(?:\s[A-Za-z][\w.’'&]{1,15}){0,3}?)(?:,?\s(?:\d{1,4}|[IVX]{1,4})(?:\s\(\d{4}\))?)?(?:[.,]\s|/|\s)(?:n[°º.]\s?|S\.\s|p\.\s|poz\.\s)?\d"
)


FIRST_WORD = lazy_pattern(r"\W{0,3}(?P<word>[^\W\d_]+)")
_LITERAL = lazy_pattern(r"[^\W\d_]+")
_OTHER_CASE = lazy_pattern(r"\[(.)[^\]\[]{0,4}\]")
# The first words of courts and decisions. The patterns that begin with one take long to compile, and few texts have them.
FIRST_WORDS = frozenset(
    word[0].lower()
    for alternatives in ("Cass|C|CE|HR|SN|NSA|Civ|Com|Soc|Crim|Ass|Ch", _LISTED, _WITH_PLACE, _DECISION.removeprefix("(?:"))
    for alternative in _OTHER_CASE.sub(r"\1", alternatives).split("|")
    if (word := _LITERAL.search(alternative))
)


def rulings(text: str) -> Iterator[Found]:
    """The decision of a court that a text begins with."""
    first = FIRST_WORD.match(text)
    worded = (COURT_FIRST, DECISION_FIRST, NUMBER_FIRST, WITHOUT_WORD, CHAMBER_ALONE)
    for form in (*(worded if first and first["word"].lower() in FIRST_WORDS else ()), EUROPEAN, HUMAN_RIGHTS):
        if match := form.match(text):
            spans = {name: match.span(name) for name in ("title", "authority", "number") if name in form.groupindex and match[name]}
            if form is WITHOUT_WORD and spans["authority"][1] == spans["title"][1]:
                continue
            if "title" in spans and (reported := REPORTED_IN.match(text, max(end for _, end in spans.values()))):
                spans["container"] = reported.span("container")
            elif "authority" in spans:
                spans["container"] = spans["authority"]  # where it appeared: the court's own publication
            yield "legal_case", spans

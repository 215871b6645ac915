"""Statutes of other countries and of the European Union, papers of the United Nations, standards and patents.

``BRASIL. Lei nº 13.105, de 16 de março de 2015.`` · ``Legge 7 agosto 1990, n. 241`` · ``Directive 2009/28/EC of the …, OJ L 140`` ·
``UN General Assembly Resolution 72/249`` · ``ISO 19115-3:2016, Geographic information`` · ``US Patent 6,285,999``. Forms: ABNT NBR 6023 (Brazil), OSCOLA
and the Interinstitutional style guide (EU), and as books and articles of these countries print them.
"""

import re
from collections.abc import Iterator
from typing import Literal

from citecheck.language.months import LONG_MONTHS, MONTHS
from citecheck.patterns import lazy_pattern

Kind = Literal["legal_case", "legislation", "report", "standard", "patent"]
Found = tuple[Kind, dict[str, tuple[int, int]]]  # spans by field

_WORDS = """
Lei|Lei Federal|Lei Estadual|Lei Municipal|Lei Complementar|Lei Orgânica|Lei Ordinária|Decreto|Decreto-Lei|Decreto Legislativo|Medida Provisória|Portaria|Resolução|
Instrução Normativa|Emenda Constitucional|Ley|Ley Orgánica|Ley Federal|Ley General|Real Decreto|Real Decreto-ley|Real Decreto-Ley|Real Decreto Legislativo|Real Decreto legislativo|
Decreto Supremo|Decreto Ley|Resolución|Orden|Llei|Decret|Legge|Legge costituzionale|Decreto legislativo|Decreto-legge|Decreto ministeriale|D.Lgs.|D. Lgs.|D.lgs.|d.lgs.|D.P.R.|D.L.|D.M.|L.|
Loi|Loi organique|Décret|Ordonnance|Arrêté|Circulaire|Gesetz|Bundesgesetz|Verordnung|Richtlinie|Directive|Regulation|Decision|Framework Decision|Council Directive|Council Regulation|
Commission Regulation|Commission Decision|Council Decision|Règlement|Décision|Reglamento|Directiva|Decisión|Regolamento|Direttiva|Decisione|Regulamento|Diretiva|Decisão|Verordening|Richtlijn|
Besluit|Rozporządzenie|Dyrektywa|Förordning|Forordning|Direktiv|Ustawa|Zákon|Vyhláška|Nařízení|Wet|Lov|Lag|Bekendtgørelse|Forskrift|Legea|Ordonanța|Törvény|Zakon|Uredba
"""
_LISTED = [word for line in _WORDS.split("\n") for word in line.split("|") if word]
_WORD = "|".join(sorted(map(re.escape, _LISTED), key=len, reverse=True))
_UNION = r"\((?:EU|UE|CE|EC|EG|EWG|CEE|EEC|Euratom|EURATOM|EU, Euratom|UE, Euratom)\)"
_NUMBER = r"(?:(?:[Nn][.ºo°]{1,2}|[Nn]r\.?|No\.?|[Nn]úm\.?|č\.|№)\s?(?P<n>\d[\w./:-]*)|(?P<slashed>\d[\d.]*[./:-]\d[\w./-]*))"
_MONTH = "|".join(sorted({*map(re.escape, MONTHS), *map(re.escape, LONG_MONTHS)}, key=len, reverse=True))
_MONTHS = rf"(?i:{_MONTH})"
_DATE = rf"(?:(?:vom|du|del|de|of|z dnia|van|av|af|från|din|ze dne)\s)?\d{{1,2}}(?:[.º°ªo]|er)?\s(?:de\s|d['’])?{_MONTHS}\s(?:de\s)?(?:1[6-9]|20)\d\d"
# The place that enacted it, a word for acts, and its number or its date.
ACT = lazy_pattern(
    rf"\W{{0,3}}(?:(?P<author>[A-ZÀ-Þ][A-ZÀ-Þ -]{{3,40}}(?:\s\([^()]{{2,30}}\))?)\.\s)?"
    rf"(?P<title>(?:{_WORD})(?:\s{_UNION})?,?\s?(?:{_NUMBER}|{_DATE}))"
)
NAMED_ACT = lazy_pattern(
    rf"\W{{0,3}}(?P<title>(?:{_WORD}|[A-ZÄÖÜ][a-zäöüß]{{2,30}}gesetz|[A-ZÄÖÜ][a-zäöüß]{{2,30}}verordnung)\s[^.;“\"«„()]{{3,140}}?\s{_DATE})(?=[\s,.;(]|$)",
    re.IGNORECASE,
)
_GAZETTE = (
    r"Diário Oficial(?: da União| do Estado(?: de [A-Z][\w ]{2,20})?)?|D\.O\.U\.|DOU|Diário da República|Boletín Oficial(?: del Estado)?|BOE|B\.O\.E\.|"
    r"Diario Oficial(?: de la (?:Unión Europea|Federación))?|DOUE|DOGC|Gazzetta [Uu]fficiale(?: (?:[Dd]ell['’]Unione [Ee]uropea|[Ee]uropea|della Repubblica(?: [Ii]taliana)?))?|G\.U\.(?:U\.E\.)?|GURI|"
    r"GUUE|Journal [Oo]fficiel(?: de (?:la République française|l['’]Union européenne))?|JORF|JOUE|J\.\s?O\.|Bundesgesetzblatt|BGBl\.?|RGBl\.?|Amtsblatt(?: der Europäischen Union)?|ABl\.?|"
    r"Official Journal(?: of the European (?:Union|Communities))?|OJ|O\.J\.|Federal Register|Dz\.\s?U\.|Dziennik Ustaw|Sbírka zákonů|Staatsblad|Stb\.|Staatscourant|Stcrt\.|Monitorul Oficial|"
    r"Moniteur belge|Recueil systématique|PB|Publicatieblad|EUT|EFT|Lovtidende|Finlands författningssamling|Registro Oficial|El Peruano"
)
GAZETTE = lazy_pattern(rf"(?<![^\W_])(?P<container>{_GAZETTE})(?![^\W_])")
# Where the name of an act ends: at a full stop before a sentence, at what introduces an address, or at the gazette.
ACT_ENDS = lazy_pattern(
    rf"(?<![ .][A-Za-z])(?<! n)(?<! nr)(?<! art)(?<! No)(?<! núm)\.(?:\s+(?!{_MONTHS}\b)(?=[A-ZÀ-Þ“\"«])|$)|(?:https?:|www\.|\x1f|<|Dispon[ií](?:ble|bile|vel)\b|Available |In:?\s)|[\s,;(–-]{{1,3}}(?=(?:{_GAZETTE})(?![^\W_]))|;\s|$"
)
# Without one of these at a place where an act may begin there is none; the patterns above take long to compile.
BEGINNINGS = tuple(word.lower() for word in _LISTED)
_PLACES = lazy_pattern(r"\A\W{0,3}|\.\s")
_COMPOUNDS = ("gesetz", "verordnung")
LONGEST_NAME = 320  # characters of an act's name
_BODY = r"(?:(?:UN|U\.N\.|United Nations)\s)?(?:General Assembly|Security Council|Human Rights Council|Economic and Social Council|ECOSOC|UNGA|UNSC|GA|SC|Commission on Human Rights|Assemblée générale|Asamblea General|Consejo de Seguridad|Conseil de sécurité|UN-Sicherheitsrat|Sicherheitsrat|Generalversammlung)"
RESOLUTION = lazy_pattern(
    rf"\W{{0,3}}(?P<title>{_BODY}(?:\sof the United Nations)?,?\s(?:[Rr]es(?:olution|\.)|[Rr]ésolution|[Rr]esolución|[Dd]ecision|[Dd]ec\.)\s(?:[Nn]o\.?\s)?(?P<n>(?:[A-Z]{{1,5}}/){{0,3}}\d[\w/.-]*)(?:\s\([A-Z\d]{{1,8}}\))?)(?=[\s,.;]|$)"
)
UN_PAPER = lazy_pattern(
    r"\W{0,3}(?P<title>[^\d\W_][^“”\"«»;\n]{2,160}?),\s(?:UN|U\.N\.)\s[Dd]oc(?:ument|\.)?\s(?P<number>[A-Z]{1,5}(?:[/.-][\w.-]+)+)"
)
STANDARD = lazy_pattern(
    r"\W{0,3}(?P<title>(?P<number>(?:ISO(?:/IEC|/TS|/TR|/DIS)?|IEC|DIN(?: EN)?(?: ISO)?|EN(?: ISO)?|BS(?: EN)?(?: ISO)?|NF(?: EN)?(?: ISO)?|UNE(?:-EN)?(?:-ISO)?|UNI(?: EN)?(?: ISO)?|ABNT NBR|NBR|ÖNORM|NEN|IEEE(?: Std\.?)?|ANSI(?:/[A-Z]{2,5})?|ITU-T(?: Rec\.?)?|ETSI(?: EN| TS)?)"
    r"\s[A-Z]{0,3}[\s.]?\d[\w.:–-]*)(?:[,.:]|\s[–—-])\s(?:[^\d\W_][^\n]{2,200}?))(?=\.\s(?=[A-ZÀ-Þ])|\.?$|,?\s(?:\(?(?:1[89]|20)\d\d|https?:)|\x1f)"
)
PATENT = lazy_pattern(
    r"(?:(?P<office>U\.?S\.?|United States|European|EP|WO|PCT|DE|GB|FR|JP|CN|Canadian|German)\s)(?:(?:[Pp]atent|Pat\.)(?:\s(?:[Aa]pplication|App(?:l)?\.|[Pp]ublication))?(?:\s?(?:[Nn]o\.?|[Nn]umber|#))?\s)(?P<number>[A-Z]{0,2}\s?\d[\d,./ ]{3,14}\d(?:\s?[A-C]\d?)?)|"
    r"(?<![^\W_])(?P<coded>(?:US|EP|WO|DE|GB|FR|JP|CN)\s?\d{1,4}[\d,./ ]{3,12}\d\s?[A-C]\d)(?![^\W_])"
)


def acts(text: str) -> Iterator[Found]:
    """The statute, paper, standard or patent that a text begins with, or whose number it has."""
    if _may_begin_with_act(text) and (match := ACT.match(text) or NAMED_ACT.match(text)):
        yield "legislation", _act(text, match)
    if match := RESOLUTION.match(text):
        yield "legislation", {"title": match.span("title")}
    if match := UN_PAPER.match(text):
        yield "report", {"title": match.span("title"), "number": match.span("number")}
    if match := STANDARD.match(text):
        yield "standard", {"title": match.span("title"), "number": match.span("number")}


def _may_begin_with_act(text: str) -> bool:
    lowered = text.lower()
    return any(lowered.startswith(BEGINNINGS, place.end()) for place in _PLACES.finditer(lowered)) or any(
        word in lowered for word in _COMPOUNDS
    )


def _act(text: str, match: re.Match[str]) -> dict[str, tuple[int, int]]:
    """The spans of an act: its name to the end, and the gazette behind it."""
    found = match.groupdict()
    start, named = match.span("title")
    ends = ACT_ENDS.search(text, named, start + LONGEST_NAME)
    end = ends.start() if ends else named
    spans = {"title": (start, start + len(text[start:end].rstrip(" ,;(")))}
    if found.get("author"):
        spans["author"] = match.span("author")
    if gazette := GAZETTE.search(text, end, end + LONGEST_NAME):
        spans["container"] = gazette.span("container")
    return spans


def patent_number(text: str) -> tuple[int, int] | None:
    """The span of a patent's number."""
    match = PATENT.search(text)
    return match.span("number" if match["number"] else "coded") if match else None

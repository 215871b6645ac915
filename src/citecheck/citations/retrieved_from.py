"""The site between a word for "retrieved" and an address, as word processors write references after the APA in many languages.

``Moor, A. (2018). Los muelles. Obtenido de El Muelle: https://…`` · ``Abgerufen am 3. Mai 2020 von Hafenblatt: https://…`` ·
``Rıhtım: https://… adresinden alındı``. Forms: the style "APA" of Microsoft Word, in its languages.
"""

from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts
from citecheck.patterns import lazy_pattern

SURE = 0.9  # the form leaves no other reading
_SITE = r"(?P<site>(?!https?:|www\.)(?:[^\W\d_a-zß-öø-ÿа-яё](?:[^\n:;.“”\"«»()]|\.(?!\s)){1,50}?|[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,30}){0,2}\.[a-z]{2,8}))"
_DATE = r"(?:,?\s[^:;\n]{0,20}?\d[^:;\n]{0,24}?,?)?"
FROM = lazy_pattern(
    r"(?<![^\W_])(?:(?:Retrieved|Accessed)" + _DATE + r"\sfrom|(?:Obtenido|Recuperado|Tomado|Extraído|Consultado)" + _DATE + r"\sde|"
    r"(?:Obtido|Recuperado|Retirado)" + _DATE + r"\s(?:de|em)|(?:Récupéré|Extrait|Consulté|Tiré)" + _DATE + r"\s(?:sur|de)|(?:Opgehaald|Gehaald|Geraadpleegd)" + _DATE + r"\svan|"
    r"(?:Hentet|Hentede)" + _DATE + r"\sfra|Hämta(?:t|d)" + _DATE + r"\sfrån|(?:Tratto|Recuperato|Estratto)" + _DATE + r"\sda|Pobrano" + _DATE + r"\sz(?:\slokalizacji)?|"
    r"(?:Načteno|Získáno|Získané|Dostupné)" + _DATE + r"\sz|(?:Preluat|Obținut)" + _DATE + r"\s(?:de\spe|din|de\sla)|Diambil(?:\skembali)?" + _DATE + r"\sdari|Abgerufen" + _DATE + r"\svon|"
    r"(?:Preuzeto|Dohvaćeno)" + _DATE + r"\s(?:iz|sa?)|Pridobljeno" + _DATE + r"\s(?:iz|s|z)|Noudettu" + _DATE + r"\sosoitteesta|Forrás:|"
    r"(?:Получено|Взято)" + _DATE + r"\sиз|Отримано" + _DATE + r"\sз|Ανακτήθηκε" + _DATE + r"\sαπό)\s" + _SITE + r":\s?(?=https?://|www\.)"
)  # fmt: skip
# The word stands behind the address in German and Turkish.
AROUND = lazy_pattern(r"(?<=[.?!]\s)(?:Von\s)?" + _SITE + r":\s(?:https?://|www\.)\S+\s(?:abgerufen|adresinden\salındı)")
FIELDS = ("container", "publisher", "place", "editor", "collection", "genre", "title", "author")
LONGEST = 6  # words of a site's name


def site_retrieved_from(text: str, parts: Parts) -> None:
    """``Los muelles. Obtenido de | El Muelle |: https://…``: the name between a word for "retrieved" and the address is the site."""
    match = (FROM.search(text) or AROUND.search(text)) if ": " in text and "http" in text else None
    if not match or len(match["site"].split()) > LONGEST:
        return
    for name in FIELDS:
        part = parts.get(name)
        if part and match.start() <= part.start < match.end():
            del parts[name]
        elif part and part.start < match.start() < part.end:
            parts[name] = FieldSpan(name, part.start, match.start(), part.probability)
    parts.setdefault("container", FieldSpan("container", *match.span("site"), SURE))

"""Words of the author's own text that may look like a citation: references to its parts, and how a sentence with a date begins."""

import re

from citecheck.patterns import lazy_pattern

# References to parts of the author's own document.
OWN = lazy_pattern(
    r"\W*(?:(?:[a-z]{2,9} )?(?:discussion|detail|explanation)s? (?:in|at|under) )?(?:the |le |la |il |el |die |das |der )?(?:chapter|section|part|paragraph|glossary|figure|fig|table|appendix|annex|page|note|footnote|box|map|capitolo|paragrafo|"
    r"sezione|parte|figura|tabella|appendice|nota|chapitre|section|partie|tableau|annexe|kapitel|abschnitt|teil|abbildung|abb|tabelle|anhang|"
    r"anmerkung|glossar|paragraphe|glossaire|párrafo|parágrafo|capítulo|sección|seção|tabla|tabela|cuadro|anexo|capitolul|secțiunea|fejezet|bölüm|hoofdstuk|paragraaf|rozdział|kapitola|poglavlje|poglavje|κεφάλαιο|глава|раздел|рис|табл|приложение|прим)\b",
    re.IGNORECASE,
)
BELOW = lazy_pattern(r"\b(?:section|chapter|note|part|table|figure|appendix)s? (?:[\w.]{1,5} )?(?:above|below)\W*$", re.IGNORECASE)
# A preposition that begins a sentence with a date.
OPENING = lazy_pattern(
    r"\W{0,3}(?:In|On|Since|By|From|Until|During|Around|After|Before|Im|Am|Seit|Bis|Ab|En|Depuis|Dès|Le|El|Desde|Hasta|Em|No|Na|Até|Nel|Dal|Il|Op|Sinds|"
    r"În|Pe|Din|Al|W|Od|V|Den|I|Pada|Sejak|Vào|Năm)\s(?:(?:early|late|mid|Jahre|l[’']année|el|año|ano|anno|anul|roku|roce|tahun|tháng)\s){0,2}"
)
# The same at a sentence's end in other languages: ``Voir le schéma ci-dessus``, ``Siehe die Tabelle weiter oben``
ABOVE = lazy_pattern(
    r"(?<![^\W_])(?:ci-(?:haut|dessus|dessous|après)|(?:weiter\s|siehe\s)?(?:oben|unten)|más\s(?:arriba|abajo|adelante)|(?:mais\s)?(?:acima|abaixo)|mais\sadiante|qui\s(?:sopra|sotto)|"
    r"hier(?:boven|onder)|(?:po)?wyżej|(?:po)?niżej|výše|vyššie|níže|nižšie|выше|ниже|вище|нижче|по-горе|по-долу|yukarıda|aşağıda|fentebb|lentebb|ovan|nedan|ovenfor|nedenfor|"
    r"edellä|jäljempänä|mai\s(?:sus|jos)|gore|dolje|zgoraj|spodaj)\W*$",
    re.IGNORECASE,
)

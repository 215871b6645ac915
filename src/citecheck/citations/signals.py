"""Words that introduce a citation: ``See also``, ``Vgl. etwa``, ``Voir par exemple``, ``Se``."""

import re
from collections.abc import Iterator

from citecheck.language.alternatives import by_first_letter
from citecheck.patterns import lazy_pattern

# Words that introduce a citation, one pattern per line.
_SIGNALS = r"""
please see
(?:see|voir|véase|vedi|siehe|см\.),? (?:also|generally|e\.g\.|for example|aussi|notamment|también|anche|auch|также)
see
but see
cf\.
c(?-i:f)(?= [A-ZÀ-Þ])
compare
see most recently
as in
e\.g\.,?
contra
accord
si veda(?: anche)?
si vedano
si vedano anche
vedi
v(?<=(?-i:v))\.(?= [A-Z])
cfr\.
in merito
voir
véase
véanse
ver(?: también)?
siehe
s\. auch
s(?<=(?-i:s))\.(?= [A-Z])
v\. anche
quoting(?= [A-Z])
citing(?= [A-Z])
vgl\.(?: auch)?
vergl\.
vergleiche
см\.
ср\.
ayrıca bkz\.(?: ayrıca)?
bkz\.(?: ayrıca)?
krş\.
انظر(?: أيضا| أيضًا)?
راجع
ينظر
ראו
ראה
zob\.(?: też| także)?
por\.(?: też)?
viz(?: též| také)?
srov\.
lásd(?: még)?
vö\.
jfr?\.
ks\.
vrt\.
usp\.
див\.(?: також)?
пор\.
вж\.
zie(?: ook)?
jf\.(?: også)?
sml\.
jmf\.
katso(?: myös)?
vrt\.(?: myös)?
vezi(?: și)?
vegeu
veja(?:-se)?(?: também)?
vejam-se
vid\.
vide
confira(?:-se)?
consúltese
but cf\.
so (?:auch|etwa|bereits|schon)(?= (?-i:[A-ZÀ-Þ“"«*_]))
hierzu(?= (?-i:[A-ZÀ-Þ“"«*_]))
dazu(?= (?-i:[A-ZÀ-Þ“"«*_]))
(?:zu|zur|zum|für) [\w ,'’-]{2,60}?,? (?:siehe|vgl\.)(?: auch)?
(?:pour|sur|concernant) [\w ,'’-]{2,60}?,? (?:voir|cf\.)(?: aussi)?
à ce (?:sujet|propos),? (?:voir|cf\.)(?: aussi)?
(?:per|su|sul|sulla|sui|sulle|sugli) [\w ,'’-]{2,60}?,? (?:si veda|si vedano|vedi|cfr\.)(?: anche)?
(?:para|sobre) [\w ,'’-]{2,60}?,? (?:véase|véanse|ver|veja-se|cf\.|cfr\.)(?: también| também)?
om [\w ,'’-]{2,60}?,? se
over [\w ,'’-]{2,60}?,? zie(?: ook)?
βλ\.(?: επίσης)?
(?:for|on|about|regarding|concerning) [\w /,'’-]{2,80}?,? see(?: also|, e\.g\.)?
a(?-i:lso(?= [A-ZÀ-Þ“\"‘«*]))
(?:figures?|data|statistics|information|text|photo|map) (?:from|by|according to)
(?:sources?|quelle|fonte|fuente|источник|źródło|bron):
zahlen nach
as (?:quoted|noted|reported|discussed|described|argued) (?:in|by)
reported (?:in|by)
adapted from
reprinted in
reproduced (?:in|from)
"""
# The work through which another is cited: ``zitiert nach``, ``apud``.
_THROUGH = r"""
(?:as |here )?(?:quoted|cited) (?:in|by|from|after)
qtd\. in
(?:hier )?zit(?:iert|\.) (?:nach|bei|in|aus)
cité(?:e|s|es)? (?:par|dans|d['’]après|in)
citad[oa]s? (?:en|por|em)
cit\. (?:in|da|en|por|em|podle|dle|etter|efter)
citat[oa] (?:in|da)
citat (?:a|per|en)
apud
aangehaald (?:in|door|bij)
geciteerd (?:in|door|naar|bij)
citerat (?:i|efter|från)
citeret (?:i|efter)
sitert (?:i|etter)
cyt\. (?:za|wg|według)
za(?=: )
citováno (?:z|dle|podle)
цит\. по
"""
# Words between a signal and its citation.
_QUALIFIERS_TEXT = """
also|generally|further|especially|esp.|in particular|particularly|for example|for instance|e.g.|inter alia|among others|more recently
z. B.|z.B.|zum Beispiel|etwa|dazu|hierzu|zum Ganzen|insbesondere|insb.|insbes.|bes.|besonders|nur|auch|ferner|ausführlich|eingehend|näher|grundlegend|statt vieler
par exemple|p. ex.|notamment|en particulier|surtout|entre autres|sur ce point|à ce sujet|aussi|également
ad esempio|ad es.|per esempio|p. es.|in particolare|soprattutto|tra gli altri|fra gli altri|tra gli altri|sul punto|al riguardo|anche
por ejemplo|p. ej.|en particular|en especial|especialmente|entre otros|al respecto|a este respecto|también|asimismo
por exemplo|p. ex|em particular|sobretudo|entre outros|também|a respeito|nesse sentido
bijvoorbeeld|bijv.|onder meer|met name|ook|for eksempel|f.eks.|f. eks.|blant annet|bl.a.|bl. a.|særlig|især|også|nærmere|till exempel|t.ex.|t. ex.|särskilt|även|också|vidare
esimerkiksi|esim.|myös|erityisesti|np.|na przykład|m.in.|zwłaszcza|także|też|szerzej|např.|například|zejména|též|také
например|напр.|в частности|также|подробнее|подробнее об этом|об этом|наприклад|зокрема|також|örneğin|özellikle|ayrıca|de exemplu|mai ales
"""
_QUALIFIERS = sorted((word for line in _QUALIFIERS_TEXT.strip().splitlines() for word in line.split("|")), key=len, reverse=True)
_QUALIFIED = rf"(?:,?\s(?:{by_first_letter(map(re.escape, _QUALIFIERS))})(?![^\W_])){{0,2}}"
# ``Se`` is "see" in Scandinavian languages and "if" or "oneself" in others: only before a name or a title.
_SE = rf"(?-i:[Ss])e(?:\s(?:även|också|også))?{_QUALIFIED}(?=:?\s+(?-i:[A-ZÀ-ÞŠŽ“\"«*_]))"
_CITED_THROUGH = by_first_letter(_THROUGH.strip().splitlines())
THROUGH = lazy_pattern(rf"(?<=[\w.,;)\]”\"»])[,;]?\s++(?=\(?(?:{_CITED_THROUGH})[:,]?\s+)", re.IGNORECASE)
# In East Asia no space stands behind them.
_EASTERN = r"(?:参见|參見|参阅|參閱|参看|參看|详见|詳見|转引自|轉引自|另见|另見|参照|を参照)[:：,，]?\s?(?=[^\W\d_]|[《〈「『“])"
SIGNAL = lazy_pattern(
    rf"(?:{_EASTERN}|(?:(?:{by_first_letter(_SIGNALS.strip().splitlines())}|{_CITED_THROUGH}){_QUALIFIED}|{_SE})[:,]?\s+)",
    re.IGNORECASE,
)
_WORD_BEGINS = lazy_pattern(r"(?<![^\W_])(?=[^\W\d_])")
SIGNAL_WITHIN = 40  # maximum characters before a signal: "For a few examples, see"


def signals_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The signals of ``text[start:end]`` that begin with a word, in order; none overlaps another."""
    for place in _WORD_BEGINS.finditer(text, start, end):
        if place.start() >= start and (found := SIGNAL.match(text, place.start(), end)):
            start = found.end()
            yield found


def signal_before(text: str, start: int, end: int) -> int | None:
    """Where a signal begins that ends at or in ``text[start:end]``, a pointer: ``…, 3 May 2019, see note 4``."""
    found = signals_in(text, max(0, start - SIGNAL_WITHIN), end)
    return next((one.start() for one in found if one.end() >= start), None)

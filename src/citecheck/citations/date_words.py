"""Words around a date that show its role: access, archiving, first publication online, or entry into force."""

import re
from collections.abc import Iterator

from citecheck.language.dates import DateMention
from citecheck.patterns import lazy_pattern

ACCESSED = lazy_pattern(  # for lower-case text, from the beginning of a word
    r"(?<=[.,] )web|(?<![^\W\d_])(?:(?:last\s+)?(?:accessed|retrieved|visited|viewed|consulted|checked)(?:\s+on)?|access date|date of access|date accessed|access(?:ed)? on|cited|"
    r"(?:url\s+)?consultat[oa](?:\s+(?:il|in data))?|ultim[oa]\s+(?:accesso|consultazione|visita)|visitato(?:\s+il)?|recuperato(?:\s+il)?|"
    r"(?:page\s+)?consultée?(?:\s+le)?|dernier accès|dernière consultation|"
    r"consultado(?:\s+el)?|última consulta|fecha de consulta|(?:recuperado|accedido)(?:\s+el)?|consulta|recuperat|"
    r"(?:zuletzt\s+)?(?:abgerufen|aufgerufen|eingesehen|besucht|zugegriffen)(?:\s+am)?|letzter (?:zugriff|aufruf|abruf)|(?:zugriff|abruf)(?:\s+am)?|gesehen am|(?:zuletzt )?geprüft(?: am)?|stand|"
    r"ac(?:ess?ad?o|edido) em|acesso em|consultado em|último acesso|obtido em|дата обращения|дата доступа|обращение|просмотрено|извлечено|"
    r"дата звернення|звернення|переглянуто|посетен(?: на)?|приступљено|pristupljeno|preuzeto|"
    r"(?:laatst\s+)?(?:geraadpleegd|bezocht|bekeken|geopend)(?:\s+op)?|(?:besøgt|hentet|åpnet|lest|læst|tilgået)(?:\s+den)?|"
    r"(?:hämtad(?:es)?|besökt|läst|åtkomst(?:datum)?)(?:\s+den)?|viitattu|luettu|katsottu|noudettu|dostęp(?:\s+(?:dnia|z dnia|w dniu))?|data dostępu|pobrano|"
    r"viděno|cit|citované?|citováno|navštíveno|získáno|megtekintve|letöltve|(?:utolsó )?(?:elérés|hozzáférés|letöltés)|vaadatud|žiūrėta|skatīts|"
    r"accesat(?:ă)?(?:\s+(?:la|pe|în))?|consultat(?:ă)?(?:\s+(?:la|pe|el))?|data accesării|diakses(?:\s+(?:pada|tanggal))?|truy cập(?:\s+(?:ngày|lúc))?|"
    r"(?:τελευταία |ημερομηνία )?πρόσβαση(?:ς)?(?:\s+στις)?|ανακτήθηκε(?:\s+στις)?|"
    r"تاريخ (?:الاطلاع|الوصول|الدخول|الزيارة)|(?:اطلع عليه|استرجع|شوهد|تمت الزيارة)(?:\s+(?:في|بتاريخ|يوم))?|(?:son )?erişim(?: tarihi)?|geliş tarihi|"
    r"(?:تاریخ )?(?:دسترسی|بازدید)(?:\s+در)?|בדיקה אחרונה|נבדק לאחרונה(?:\s+ב)?|נצפה(?:\s+ב)?|(?:אוחזר|נדלה|נשלף)(?:\s+ב)?|ביקור אחרון|כניסה|"
    r"zitat vom|citace|\[citation|citado el|citato il|riportato|zacytowano|citação|citaat van|цитировано|\[citat(?: den)?|hivatkozva|alıntı tarihi|citeret|"
    r"data uzyskania dostępu|"
    r"访问日期|检索日期|引用日期|瀏覽日期|閲覧日|最終閲覧日|アクセス日|검색일|접속일|"
    r"acceso|visto el|haettu|odczyt|přístup(?: dne)?|letöltés ideje|дата доступу|τελευταία επίσκεψη|e\. ?t\.?|بازیابی(?: در)?|תאריך גישה|"
    r"访问(?:日期|时间|于)?|訪問日期|检索(?:日期|于))"
)
ACCESSED_AFTER = lazy_pattern(
    r"\s?(?:に?(?:閲覧|アクセス|参照)|(?:访问|查阅|检索|瀏覽|存取|造訪)|에? ?(?:확인|접속|검색|접근)|tarihinde (?:erişil|alın))"
)
ARCHIVED = lazy_pattern(
    r"archived(?: from the original)?(?: on)?|archiviato(?: dall['’]url originale)?(?: il)?|archivé(?: depuis l['’]original)?(?: le)?|archiviert(?: vom original)?(?: am)?|archivado(?: desde el original)?(?: el)?|архивировано",
)
IN_FORCE = (  # before the day on which something takes effect, which is not its publication date
    "in force", "into force", "in force on", "into force on", "in kraft", "in kraft getreten am", "en vigueur", "en vigueur le", "en vigor", "en vigor el",
    "in vigore", "in vigore il", "em vigor em", "effective", "в силу", "as amended", "amended on", "last updated", "last updated on", "updated", "updated on",
    "last modified", "last modified on",
)  # fmt: skip
# Before the day on which an article went online, beside the date of its issue (NLM; Vancouver): ``2001 Mar 3;3(2):4-9. Epub 2000 Dec 4.``
ONLINE_FIRST = lazy_pattern(
    r"(?<![^\W_])(?:e-?pub(?:lished)?(?: ahead of print| online)?|(?:first )?published online(?: ahead of print| first)?|online ahead of print|advance access(?: published| publication)?)(?: on)?$"
)
# In place of a year, in upper case only where no initials are written so: ``N.d.``, ``[s. d.]``, ``(o. J.)``, ``s. f.-b``.
NO_DATE = lazy_pattern(
    r"(?<![\w.])(?:(?:[Nn]\. ?d|[Ss]\. ?[dfa]|o\. ?[JDO]|[Uu]\. ?[åd]|[Zz]\. ?[dj]|[Bb]\. ?[drg]|é\. ?n|g\. ?l|t\. ?y|[бБ]\. ?[гр]|χ\. ?χ)\.|n\.d|n\.dat\.|bez r\.|"
    r"no date|undated|sin fecha|sans date|ohne Jahr|ohne Datum|sem data|senza data|sense data|zonder jaar|geen datum|bez daty|bez data|udatert|odaterad|udateret)"
    r"(?:-[a-z])?(?=[\s),.\]:;]|$)"
)
FORTHCOMING_WORDS = (
    r"in ?press|forthcoming|to appear|in corso di (?:stampa|pubblicazione)|à paraître|sous presse|en prensa|im (?:Druck|Erscheinen)|no prelo|w druku|v tisku|"
    r"в печати|baskıda|ter perse|i tryck"
)
FORTHCOMING = lazy_pattern(rf"\b(?:{FORTHCOMING_WORDS})\b", re.IGNORECASE)  # in place of a date, as is "no date"
# What a clock or a player shows: ``T10:15:00Z``, ``10.15 GMT``, ``18:30 Uhr``, ``at 1:03:45``.
TIME = lazy_pattern(
    r"(?<=\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?|"
    r"(?<![\w:.])(?:(?:at|um|kl\.|@)\s?)?\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:[ap]\.\s?m\.|[ap]m\b|(?:Uhr|GMT|UTC|BST|C?EST|EDT|ET|PST|PDT|PT|CEST|CET|MSK|IST|JST)\b)|"
    r"(?<![\w:.])(?:(?:at|ab|from)\s)?\d{1,2}:\d\d:\d\d(?![\w:])|(?<=[\s(])(?:at|um|minute|kl\.)\s\d{1,3}:\d\d(?![\d:–-])",
    re.IGNORECASE,
)
# How long a recording is; of an article it would be volume and page.
RECORDING = lazy_pattern(r"(?<![^\W_])(?:podcast|youtube|vimeo|soundcloud|(?:video|audio)(?=[,.)\]]|$))(?![^\W_])", re.IGNORECASE)
DURATION = lazy_pattern(r"(?<=[,.(]\s)(?:\d{1,2}:)?\d{1,3}:\d\d(?=,\s|[.)]{0,2}$)|(?<=\()\d{1,3}:\d\d(?=\))")
_DAYS_TEXT = """
mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday mo di mi do fr sa so montag dienstag mittwoch donnerstag
freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo lunedì martedì
mercoledì giovedì venerdì sabato domenica segunda-feira terça-feira quarta-feira quinta-feira sexta-feira maandag dinsdag woensdag donderdag vrijdag zaterdag
zondag måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag poniedziałek wtorek środa czwartek piątek sobota niedziela понедельник
вторник среда четверг пятница суббота воскресенье pazartesi salı çarşamba perşembe cuma cumartesi pazar
"""
WEEKDAY = lazy_pattern(
    rf"(?<=[\s(])(?:{'|'.join(sorted(_DAYS_TEXT.split(), key=len, reverse=True))})\.?,?\s{{1,2}}$", re.IGNORECASE
)
CODE = lazy_pattern(r"\[(?:[A-Z]|EB|DB|CP|DS)/OL\]")  # GB/T 7714: the medium of an online source


# ``(accessed 5.23.20)``: month, day and two digits of the year, as the styles of Elsevier print a visit
_SHORT_VISIT = lazy_pattern(r"\([Aa]ccessed\s(?P<month>\d{1,2})[./](?P<day>\d{1,2})[./](?P<year>\d\d)\)")


def short_visit(text: str) -> DateMention | None:
    """The day of a visit whose year has two digits; both readings where the day could be a month."""
    match = _SHORT_VISIT.search(text) if "ccessed" in text else None
    month, day, year = (int(match[name]) for name in ("month", "day", "year")) if match else (0, 0, 0)
    if not match or not 1 <= max(month, day) <= 31 or not 1 <= min(month, day) <= 12:
        return None
    if month > 12:
        month, day = day, month
    other = (day, month) if day <= 12 and day != month else (0, 0)
    return DateMention(*match.span(), 2000 + year, month, day, other)


def times(text: str) -> Iterator[re.Match[str]]:
    """Times of day, and how long a recording is."""
    yield from TIME.finditer(text)
    if ":" in text and RECORDING.search(text):
        yield from DURATION.finditer(text)


def is_behind_code(text: str, date: DateMention) -> bool:
    """Whether a date is in square brackets in a reference after GB/T 7714: ``标题[EB/OL]. (2016-05-03)[2017-02-01]``."""
    return (
        text[date.start - 1 : date.start] + text[date.end : date.end + 1] == "[]" and CODE.search(text, 0, date.start) is not None
    )

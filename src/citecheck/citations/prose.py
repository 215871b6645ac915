"""The author's own text around citations: signals (``see also``), and sentences and clauses before and after."""

import re
from bisect import bisect_left
from itertools import accumulate, islice

from citecheck.citations.anchors import INTRODUCES_URL
from citecheck.citations.cities import CITIES
from citecheck.citations.date_words import FORTHCOMING, NO_DATE
from citecheck.citations.hidden_words import MEDIUM_WORDS
from citecheck.citations.law import find_law
from citecheck.citations.note_range import MOST_CUTS, NoteRange
from citecheck.citations.own_words import OPENING, OWN
from citecheck.citations.prose_signs import AUTHOR_YEAR_LAST, goes_on, has_title_in_quotes
from citecheck.citations.signals import SIGNAL
from citecheck.language.inverted_names import GIVEN_AND_PARTICLE, are_in_capitals, inverted_names
from citecheck.language.names import ET_AL, is_organisation, read_names, surely_names
from citecheck.language.person_name import CASELESS
from citecheck.patterns import lazy_pattern

PROSE_WORDS = 11  # minimum words of a prose clause
SIGNALLED_WORDS = 3  # the same before a signal: ``This is disputed. Compare …``
SIGNAL_WORDS = 40  # more than the longest signal has: 60 characters between "for" and "see", and a few words
SENTENCE_WORDS = 7  # minimum words of a sentence recognised by other signs
BRACKETED_WORDS = 5  # minimum words of a citation in brackets; author and year have fewer
LOWER_SHARE = 0.55  # minimum share of lower-case words in prose; headlines and German have fewer
SENTENCE = lazy_pattern(r"(?<=[.!?])\s+(?=[A-ZÀ-ÞА-Я“\"«(\[])")
BREAK = lazy_pattern(r"(?<!\d):\s+|[;,]\s+|(?<=[.!?…])[”\"»]?\s+(?=[A-ZÀ-ÞА-Я“\"«\[(])")
ABBREVIATED = lazy_pattern(
    r"(?:\b(?:[^\W\d_]|No|Vol|pp?|ed|eds|cf|Dr|Mr|Mrs|Ms|St|vs?|Inc|Ltd|Co|Corp|Jr|Sr|art|op|cit|al|Nr|Bd|Hrsg|Hg|trad|trans|éds?|dir|coll|préf|coords?|Übers|Aufl|Jg|red|ред|пер|сост|изд|вып|wyd|vyd|uppl|fasc|cap|págs?|núm|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|\.\.\.)$",
    re.IGNORECASE,
)
DOCUMENT_CODE = lazy_pattern(r"\[(?:[MCDGRSPAZJN]|EB|DB|CP)(?:/OL)?\]")  # GB/T 7714: book, proceedings, thesis …
AFTER_LOWER = lazy_pattern(r"(?<![^\W_])[a-zß-öø-ÿа-яё][^\W\d_]*\s+$")  # a date in a sentence follows a lower-case word
COUNTED = lazy_pattern(r"n[°º]|n[úu]m\.|№|§|\b(?:No|no|Nr|art|Art|pp?|S|с|С)\.\s?\d")  # rare in sentences
# A year, and pages, in brackets behind a name within a sentence.
AUTHOR_YEAR = lazy_pattern(r"(?<=[^\W\d_])\s\((?:1[5-9]|20)\d\d[a-z]?(?:[,:]\s[^()]{1,40})?\)(?=,?\s[^\W\d_A-ZÀ-Þ])")
UNDATED = lazy_pattern(r"(?P<names>[^()\[\]]{3,160}?)\s[(\[](?P<words>[^()\[\]]{3,30})[)\]][.:,]?\s")
TITLED = lazy_pattern(r"(?:^|[,.] )[“«\"][^”»\"]{12,}")
DATED = lazy_pattern(  # a year after names, in brackets or before a colon (author-date); or a law's number
    r"(?:Ley|Lei|Loi|Legge|(?:Real )?Decreto|Décret|Directive|Regulation)\s(?:n\S{1,2}\s?)?\d|[^()]{3,160}\((?:1[5-9]|20)\d\d|[^\W\d_][^():.]{2,80}\s(?:1[5-9]|20)\d\d[a-z]?:"
)
NAMED = lazy_pattern(r"(?P<names>[^():\d]{3,120}?),? (?:1[5-9]|20)\d\d[a-z]?[.,] ")
JAPANESE = lazy_pattern(r"[ぁ-ゖ][。．]\s*$")  # a sentence ends in the kana of its verb, a citation in a noun or a number
WORDS = lazy_pattern(r"[^\W\d_][\w'’-]*")
YEAR = lazy_pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
MEDIUM = lazy_pattern(rf"\[\s?{MEDIUM_WORDS}\s?\]", re.IGNORECASE)
STOP = lazy_pattern(r"\.?[.:]\s+(?=[^\W\d_a-zà-ÿа-я])")
ACRONYM = lazy_pattern(r"\b[A-Z]{3,}\b(?!,\s[A-Z][a-z]|\s[A-Z]{1,2}$)")  # ``Create SVG:``; ``MOOR, Jane`` and ``MOOR J`` are names
INTRODUCES_WORK = lazy_pattern(r"[,”“\"’‘»]\s{0,2}(?:in|dans|en|em|w|v|i)$", re.IGNORECASE)  # ``Okafor, “A Title”, in: …``
# ``Moor, V. L., The …``, ``Moor, V. and …``; a sentence goes on with a family name: ``Indeed, V. L. Moor …``
INITIALLED = lazy_pattern(
    r"\W{0,3}[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?,\s?(?:[A-ZÀ-Þ]\.[\s-]?){1,4}(?:[,;:(&]|(?:and|et|und|y|e|i|en|og|och)\s)"
)
# The author of the entry before: ``———. 1999. The …``
REPEATED = lazy_pattern(r"[\s\\*]*+(?:(?:[—–―]{2,8}|(?:\\?[_-]){3,12})\s?[.,:(]|[—–―]\s?\((?:1[5-9]|20)\d\d)")
# ``…, trad. Jean Moor. Paris : Elm``
IMPRINTS_PLACE = lazy_pattern(r"[.,]\s(?P<place>[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?)\s?$")
LONGEST_LIST, MOST_STOPS = 240, 12  # characters of names before a title, and full stops in them
# What introduces a quotation from a work, a summary or a remark, behind its citation.
ANNOTATION = lazy_pattern(
    r"(?<=[.)\]”»\"?!/\d])(?P<gap>[\s*]+)(?=(?:Originalzitat|Originaltext|Zitat|Wortlaut|Cytat|Citation|Cita|Cita textual|Citazione|Citação|Quote|Quotation|Citaat|Citat|"
    r"Sitaatti|Citát|Цитата|Alıntı|Résumé|Abstract|Annotation|Kommentar|Comentario|Commento|Comentário|Commentaire|Avis[^.:]{0,30}|N\. ?B\.)\s?:|Note that\b|Nota bene\b)"
)
LONGEST_ABBREVIATION = 8  # characters, including the full stop and the character before


class _WordCount:
    """The words of a span and how many of them are lower case, counted once for all clauses."""

    def __init__(self, text: str, start: int, end: int) -> None:
        words = list(WORDS.finditer(text, start, end))
        self._starts = [word.start() for word in words]
        self._lower = [0, *accumulate(_is_lower(word.group()) for word in words)]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The number of words, and of lower-case words, that begin between two word boundaries."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return last - first, self._lower[last] - self._lower[first]


def prose_end(whole: NoteRange, start: int, end: int) -> int:
    """The end of the author's sentences and clauses before the citation."""
    text, at = whole.text, start
    breaks = list(islice(BREAK.finditer(text, start, end), MOST_CUTS))
    count = _WordCount(text, start, breaks[-1].start() if breaks else start)
    for match in breaks:
        mark, clause = match.group()[0], text[at : match.start()]
        least = SIGNALLED_WORDS if mark != "," and "," not in clause and SIGNAL.match(text, match.end(), end) else PROSE_WORDS
        words, lower = count.between(at, match.start())
        if len(clause) < 2 * least - 1 or words < least or ends_abbreviated(clause):
            continue
        if lower + 1 < LOWER_SHARE * (words - SIGNAL_WORDS):  # not prose, even without its signal
            continue
        if mark not in '”"»' and whole.closed(match.start(), match.start() + 1):
            continue
        rest = whole.part(match.end(), end)
        caseless = CASELESS.search(clause[:40]) and not (rest.has_quoted_title or rest.links)
        opened = mark == ":" or _has_title(rest, sentence=mark not in ";,")
        prose = opened and not caseless and rest.is_whole and is_prose(SIGNAL.sub("", clause, 1), least)
        if (
            prose
            and not _introduces_url(clause)
            and not INTRODUCES_WORK.search(clause)
            and not (mark == ":" and _ends_in_place(clause))
            and not _begins_with_names(clause, one=True)
        ):
            at = match.end()
    return at


def _ends_in_place(clause: str) -> bool:
    """``…, trad. Jean Moor. Paris :``: a city before a colon is a publisher's."""
    found = IMPRINTS_PLACE.search(clause)
    return found is not None and found["place"] in CITIES


def _introduces_url(clause: str) -> bool:
    """``…, 14 mar. 2018. Disponível em:``, ``… [online]. Available at:``: a clause that introduces a URL is a citation, if it has a year, or what is
    written in place of one, or a medium.
    """
    return INTRODUCES_URL.search(clause) is not None and any(sign.search(clause) for sign in (YEAR, NO_DATE, MEDIUM))


def ends_abbreviated(text: str) -> bool:
    """Whether a full stop at a text's end belongs to an abbreviation."""
    return ABBREVIATED.search(text, max(0, len(text) - LONGEST_ABBREVIATION)) is not None


def _has_title(rest: NoteRange, *, sentence: bool) -> bool:
    """Whether a signal opens a citation, or the text after a sentence has room for a title; otherwise the sentence is the title."""
    return bool(SIGNAL.match(rest.text)) or (sentence and (rest.has_quoted_title or len(re.split(r"[,.] ", rest.text)) > 3))


def prose_tail(whole: NoteRange, start: int, end: int) -> int:
    """The start of the author's sentences after the citation; ``end`` if there are none."""
    text = whole.text
    sentences = list(islice(SENTENCE.finditer(text, start, end), MOST_CUTS))
    count = _WordCount(text, start, end if sentences else start)
    for match in sentences:
        if not _mostly_lower(*count.between(match.end(), end), PROSE_WORDS):
            continue
        if ends_abbreviated(text[max(start, match.start() - LONGEST_ABBREVIATION) : match.start()]) or not is_prose(
            text[match.end() : end]
        ):
            continue
        head, rest = whole.part(start, match.start()), whole.part(match.end(), end)
        if _is_authors_and_date(head) or goes_on(head.text, rest.text):
            continue
        if (head.is_whole or _ends_located(head)) and not rest.cites:
            return match.end()
    return end


def _ends_located(head: NoteRange) -> bool:
    """``Lund, Harbours of the North, 45.``: names, a title and a page."""
    return head.cites and head.text.rstrip(". ")[-1:].isdigit()


def annotation(whole: NoteRange, start: int, end: int) -> int:
    """Where a labelled quotation or remark begins behind a citation (``… 2017. Cytat: Docks are …``); 0 without one."""
    for match in islice(ANNOTATION.finditer(whole.text, start, end), MOST_CUTS):
        head = whole.part(start, match.start())
        if len(WORDS.findall(head.text)) > 1 and not whole.closed(match.start(), match.start() + 1):
            return match.end("gap")
    return 0


def is_sentence(part: NoteRange) -> bool:
    """Whether a span with only dates and commas is a sentence: ``… between 2015 and 2018, and …``"""
    if part.urls or part.links or has_title_in_quotes(part) or part.is_identified:
        return False
    if JAPANESE.search(part.text):
        return True
    if _speaks_of_works(part.text):
        return True
    if CASELESS.search(part.text) or COUNTED.search(part.text):
        return False
    return is_statement(part, PROSE_WORDS if part.dates else SENTENCE_WORDS)


def _speaks_of_works(text: str) -> bool:
    """``Mora (1953, p. 4) y Holt (2004) critican la teoría …``: a sentence that names authors and years and goes on in lower case."""
    if not AUTHOR_YEAR.search(text) and not AUTHOR_YEAR_LAST.search(text):
        return False
    rest = AUTHOR_YEAR.sub(" ", AUTHOR_YEAR_LAST.sub("", text))
    return not any(map(str.isdigit, rest)) and is_prose(rest, SENTENCE_WORDS)


def _opens_with_date(part: NoteRange) -> bool:
    """``In 2001, the town …``, ``On March 20, 2020, even before …``: a preposition and a date begin a sentence."""
    opening = part.note[part.start : part.dates[0][0]] if part.dates else ""
    return OPENING.fullmatch(opening) is not None


def is_statement(part: NoteRange, least: int = SIGNALLED_WORDS) -> bool:
    """Whether a span without sign of a source is a clause in which every date follows a lower-case word: ``It was built in 1908``"""
    if part.urls or part.links or has_title_in_quotes(part) or part.is_identified:
        return False
    dates = part.dates[1:] if _opens_with_date(part) else part.dates
    in_sentence = all(AFTER_LOWER.search(part.note, max(part.start, start - 20), start) for start, _ in dates)
    return in_sentence and is_prose(part.text, least)


def in_brackets(part: NoteRange) -> tuple[int, int] | None:
    """A citation in brackets after the author's sentence: ``Only one in ten was inspected (Ministry of Ports, …, 2019, p. 7).``"""
    start, end = max(part.brackets, default=(0, 0))
    inside = part.part(start + 1, end - 1)
    if not start or not inside.dates or len(WORDS.findall(inside.text)) < BRACKETED_WORDS:
        return None
    before, rest = part.part(part.start, start), part.part(end, part.end)
    quoted = bool(inside.quotations) and not (before.dates or before.urls or before.links)
    alone = not rest.text.strip(" .") or (quoted and is_prose(rest.text, BRACKETED_WORDS) and not rest.is_whole)
    return (start + 1, end - 1) if alone and is_prose(before.text, SENTENCE_WORDS) and (quoted or not before.is_whole) else None


def is_cited(part: NoteRange) -> bool:
    """Whether a span without date, URL or title is a reference: ``Matt. 5:3–12`` · ``ГАРФ. Ф. 5446. Оп. 1. Д. 123``"""
    words = [word for word in WORDS.findall(part.text) if len(word) > 1]
    lower = sum(word[0].islower() for word in words)
    if find_law(part.text) or REPEATED.match(part.text):
        return True
    if JAPANESE.search(part.text):
        return False
    if _is_undated_work(part.text):
        return True
    number = any(char.isdigit() for char in part.text) or any(sign.search(part.text) for sign in (NO_DATE, FORTHCOMING))
    return number and 0 < len(words) <= SENTENCE_WORDS + 5 and 2 * lower <= len(words) and not OWN.match(part.text)


def _is_undated_work(clause: str) -> bool:
    """``Moor, J. (in press). The …``, ``Moor, J. (n.d.). The …``: names, and brackets in place of a year."""
    match = UNDATED.match(clause)
    return (
        match is not None
        and bool(FORTHCOMING.fullmatch(match["words"]) or NO_DATE.fullmatch(match["words"]))
        and bool(read_names(match["names"]))
    )


def _dates_names(clause: str) -> bool:
    """``Monbiot, G. 2015. This flood was …``, ``Doe, Jane. 2007. The …``: names, inverted or several, and a year."""
    match = NAMED.match(clause)
    return match is not None and (surely_names(match["names"]) or ("," in match["names"] and bool(read_names(match["names"]))))


def _begins_with_names(clause: str, *, one: bool = False) -> bool:
    """``J. Doe and R. Roe. The slow decline of …``: names and a full stop are no sentence. ``one``: a single name counts too."""
    if INITIALLED.match(clause) or REPEATED.match(clause) or _has_particle_behind(clause):
        return True
    names = inverted_names(clause, len(clause) - len(clause.lstrip()))
    if names and are_in_capitals(clause.lstrip()) and ". " in clause[names[-1][1] - 1 : names[-1][1] + 2]:
        return True  # ``MOOR, J. The slow decline of …``
    heads = (clause[: stop.start()] for stop in islice(STOP.finditer(clause, 0, LONGEST_LIST), MOST_STOPS))
    named = (head for head in heads if not ACRONYM.search(head))
    return any(surely_names(head) or (one and " " in head and read_names(head)) for head in named)


def _has_particle_behind(clause: str) -> bool:
    """``Moor, Françoise de, Les tourbiers …``"""
    family = clause.partition(",")[0]
    return len(family.split()) == 1 and GIVEN_AND_PARTICLE.match(clause, len(family)) is not None


def _is_authors_and_date(head: NoteRange) -> bool:
    """``Doe, J. (2007).``: the title follows, though it may look like a sentence."""
    if (
        head.urls
        or head.links
        or head.quotations
        or not head.dates
        or head.note[head.dates[-1][1] : head.start + len(head.text)].strip(" .,:)]\\")
    ):
        return False
    names = head.note[head.start : head.dates[0][0]].strip(" .,([]^↑*_\\")
    if REPEATED.match(head.note, head.start) and not names.strip("—–―-"):
        return True
    return bool(names) and (bool(read_names(names)) or is_organisation(names))


def is_prose(clause: str, least: int = PROSE_WORDS) -> bool:
    """Whether a clause is the author's sentence: long, mostly lower case, without parts of a citation."""
    words = WORDS.findall(clause)
    if not _mostly_lower(len(words), sum(map(_is_lower, words)), least) or "http" in clause or ET_AL.search(clause):
        return False
    if DOCUMENT_CODE.search(clause):
        return False
    names = surely_names(clause.split(",", maxsplit=1)[0])
    return not (TITLED.search(clause) or DATED.match(clause) or names or _dates_names(clause) or _begins_with_names(clause))


def _is_lower(word: str) -> bool:
    return word[0].islower() or CASELESS.match(word) is not None


def _mostly_lower(words: int, lower: int, least: int) -> bool:
    return words >= least and lower >= LOWER_SHARE * words

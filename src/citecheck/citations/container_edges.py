"""Rules for the words at the edges of a publication's name: the year of a meeting, "In", numbers of preprints, media, entries.

``In | 2020 | 12th Conference on Tides`` · ``arXiv preprint arXiv:1906 | .08237`` · ``Fen Encyclopaedia, s.v. “Weir”``
"""

from msgspec.structs import replace

from citecheck.citations.crf import FieldSpan
from citecheck.citations.meetings import is_meeting
from citecheck.citations.rules import Parts, relabel
from citecheck.language import publishers, venues
from citecheck.language.quotation_marks import find_quotations
from citecheck.patterns import lazy_pattern

IN_BEFORE = lazy_pattern(r"[.,”\"]\s[Ii]n:?\s$")
YEAR_BEHIND = lazy_pattern(r"\s(?:19|20)\d\d(?=,\s(?:[A-Z]|pp?\.|vol\.))")
SYMBOL = lazy_pattern(r"[A-Z]{1,5}/(?:[A-Z]{1,6}[./-]?(?:\d{1,4})?/)*[\w.-]{1,12}(?:/[\w.-]{1,10}){0,4}")
ITS_YEAR = lazy_pattern(r"\b[Ii]n:?\s(?P<year>(?:19|20)\d\d)\s$")
YEAR = lazy_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
IN = lazy_pattern(
    r"[Ii]n:?\s(?=(?:the\s)?(?:Proceedings|Proc\.|Advances|Annual|International|IEEE|ACM|IFIP|(?:19|20)\d\d|\d{1,3}(?:st|nd|rd|th))\s)"
)
PREPRINT = lazy_pattern(
    r"(?P<server>arXiv|bioRxiv|medRxiv)(?:\s[Pp]reprint|\s[Ee]-?prints?)?,?(?:\sarXiv[:\s]?[\d.v]*+)?",
)
REVIEW = lazy_pattern(r"(?:[Rr]eview|[Rr]ezension|[Cc]ompte rendu|[Rr]eseña|[Rr]ecensione) (?:of|zu|von|de|di|a)\s")
REVIEWED = lazy_pattern(
    r"[^.“”]{2,120}?,\s(?:by|von|par|de|di)\s[^.,“”]{3,60}\.\s(?P<container>[^\W\d_a-z][^.,“”\d]{2,80}?)(?=,?\s(?:vol|no|\d|\())"
)
VIDEO = lazy_pattern(r"(?P<site>YouTube|Vimeo)(?:\s|,\s)(?:[Vv]ideo|[Cc]hannel|[Cc]lip)")
ONLINE = lazy_pattern(r"\s(?:Online|ONLINE|online)(?=[,.:(]|\s(?:vom|v\.|am|\()|$)")  # ``Spiegel Online``
ENTRY = lazy_pattern(r",?\s(?:s\.\s?v\.|sub\svoce|s\.\s?vv\.)[,:]?\s?$")
WORK_AND_ENTRY = lazy_pattern(r"\W{0,3}(?P<work>[^\W\d_a-z][^“”\"«».;]{2,80}?),?\s(?:s\.\s?v\.|sub\svoce|s\.\s?vv\.)[,:]?\s?")
PAGES_LAST = lazy_pattern(r"[,.]?\s\((?:pp?|S|s)\.\s?(?P<pages>\d{1,5}(?:\s?[-–—]\s?\d{1,5})?)\)$")
DIGIT = lazy_pattern(r"\d")
VERSION = lazy_pattern(r"\(?[Vv]ersion\s\S.*")
DEPARTMENT = lazy_pattern(
    r"(?:Dept\.?|Department|School|Faculty|Fac\.|Institut(?:e|\sfür)?|Instituto|Fachbereich|Fakultät|Facultad|Faculdade)\s"
)
THESIS_FIRST = lazy_pattern(
    r"(?P<genre>(?:[MB]\.?\s?(?:A|S|Sc|Eng|Phil)\.?|Ph\.?\s?D\.?|[Mm]aster[’']?s?|[Dd]octoral|[Bb]achelor[’']?s?)\s(?:[Tt]hesis|[Dd]issertation))[,.]\s"
)
THESIS = lazy_pattern(r"\b(?:[Tt]hesis|[Dd]issertation|[Dd]iss\.|[Tt]hèse|[Tt]esis|[Tt]ese|[Tt]esi)\b")
# The title of a work in the journal that the model has with it: ``Walls in the Rain. J. Coast. Med.``; every word of the journal is abbreviated.
ABBREVIATED = lazy_pattern(
    r"(?P<title>[A-ZÀ-Þ][^.:;]{8,200})\.\s(?P<container>(?:[A-ZÀ-Þ][A-Za-zà-ÿ-]{0,9}\.\s){1,6}[A-ZÀ-Þ][A-Za-zà-ÿ-]{0,9}\.?)"
)
LEAST_WORDS = 4  # of such a title
PAGE = lazy_pattern(r"\s{0,3}(?:Seite\s)?[„“\"]?(?P<title>[^„“”\".]{2,120}?)[“”\"]?[.,]\s(?:In:?\s)?$")
SMALL_WORD_LAST = lazy_pattern(r"\s(?:in|van|of|de|het|der|für|von|im|i|w|z|om|på|af|för|du|des|d[’'])$")
SITE_LAST = lazy_pattern(r"(?P<rest>[^.]{2,60})\.\s(?P<site>[^\W\d_][^\s,;:]{0,40}(?:\s[^\s,;:]{1,30}){0,3})")
# ``"Det gamle dige" i Kyster i storm, red. Leo Holm``
BOOK_OF_EDITOR = lazy_pattern(
    r"[.,]?[”“»\"],?\s(?:in|i|I|In|dans|en|w):?\s(?P<container>[^\W\d_a-z][^,.“”«»\"]{2,120}),\s(?:red|ed|eds|hrsg|hg|dir|edited|edité|herausgegeben)\b"
)

# ``Stary wał, w: Brzegi w burzy, red. L. Hart``
BOOK_BEHIND_COLON = lazy_pattern(
    r",\s\[?(?:[Ii]n|[Ww]|[Vv]|[Ee]n|[Ee]m|[Dd]ans|[УуВв]):\]?\s(?P<container>[^\W\d_a-z][^,.“”«»\"]{2,120}),\s(?:red|pod red|eds?|hrsg|hg|dir|ред)\b"
)


def year_of_meeting(text: str, parts: Parts) -> None:
    """``In 2020 | 12th Conference on Tides, 1–6. Ulm: Elm, 2020``, ``In Tides | 2019, LNCS (2019)``: a meeting's year belongs to its name, if another follows."""
    container = parts.get("container")
    match = ITS_YEAR.search(text, max(0, container.start - 12), container.start) if container else None
    if container and match and is_meeting(text[container.start : container.end]) and YEAR.search(text, container.end):
        parts["container"] = replace(container, start=match.start("year"))
        return
    behind = YEAR_BEHIND.match(text, container.end) if container and IN_BEFORE.search(text, 0, container.start) else None
    if container and behind and YEAR.search(text, behind.end()):
        parts["container"] = replace(container, end=behind.end())


def edges_of_container(text: str, parts: Parts) -> None:
    """``In | Proceedings of the 4th Workshop``, ``arXiv | preprint arXiv:1906``, ``YouTube | video``: words around a publication's name."""
    container = parts.get("container")
    if not container:
        return
    start, end = container.start, container.end
    review = REVIEW.match(text, start + text[start].isspace())
    if review and (reviewed := REVIEWED.match(text, review.end())):
        start, end = reviewed.span("container")
    if introduced := IN.match(text, start, end):
        start = introduced.end()
    if preprint := PREPRINT.fullmatch(text, start, end) or VIDEO.fullmatch(text, start, end):
        end = preprint.end(1)
    if (online := ONLINE.match(text, end)) and publishers.find(text[start : online.end()]):
        end = online.end()
    if pages := PAGES_LAST.search(text, start, end):
        end = pages.start()
        parts.setdefault("pages", FieldSpan("pages", *pages.span("pages"), container.probability))
    if VERSION.fullmatch(text, start, end) or (SYMBOL.fullmatch(text, start, end) and DIGIT.search(text, start, end)):
        del parts["container"]
    elif (start, end) != (container.start, container.end):
        parts["container"] = replace(container, start=start, end=end)


def work_before_entry(text: str, parts: Parts) -> None:
    """``Fen Encyclopaedia, s.v. “Weir,”``: what stands before "s.v." is the work that has the entry, and no author."""
    author, title = parts.get("author"), parts.get("title")
    if author and title and "container" not in parts and ENTRY.search(text[author.end : title.start].rstrip('“"«‘')):
        relabel(parts, "author", "container")
    elif (
        title
        and not author
        and "container" not in parts
        and (work := WORK_AND_ENTRY.match(text))
        and work.end() in (title.start, title.start - 1)
    ):
        parts["container"] = FieldSpan("container", *work.span("work"), title.probability)


def department_as_container(text: str, parts: Parts) -> None:
    """``“Tides,” M.S. thesis, | Dept. Mech. Eng., | Elm Univ.``: a department of a university is no publication of a thesis."""
    container = parts.get("container")
    if not container:
        return
    kind = THESIS_FIRST.match(text, container.start, container.end)
    if kind or (DEPARTMENT.match(text, container.start) and THESIS.search(text, 0, container.start)):
        del parts["container"]
        if kind:
            parts.setdefault("genre", replace(container, label="genre", end=kind.end("genre")))


def title_before_abbreviations(text: str, parts: Parts) -> None:
    """``Walls in the Rain. | J. Coast. Med. 2010, 3, 12``: a title in capitals before a journal of abbreviated words is not part of its name."""
    container = parts.get("container")
    match = ABBREVIATED.fullmatch(text, container.start, container.end) if container and "title" not in parts else None
    if not container or not match or len(match["title"].split()) < LEAST_WORDS or venues.read(match.group()).entries:
        return
    parts["title"] = FieldSpan("title", *match.span("title"), container.probability)
    parts["container"] = replace(container, start=match.start("container"))


def small_word_before_container(text: str, parts: Parts) -> None:
    """``Dijken in | Nederland. Rijksoverheid.nl``: a title ends with no small word, and goes on up to the full stop before the site."""
    title, container = parts.get("title"), parts.get("container")
    if (
        not title
        or not container
        or text[title.end : container.start] != " "
        or not SMALL_WORD_LAST.search(text, title.start, title.end)
    ):
        return
    if match := SITE_LAST.fullmatch(text, container.start, container.end):
        parts["title"] = replace(title, end=match.end("rest"))
        parts["container"] = replace(container, start=match.start("site"))


def book_of_editor(text: str, parts: Parts) -> None:
    """``"Det gamle dige" i | Kyster i storm, red. Leo Holm``: the book is between "in" and its editor."""
    title = parts.get("title")
    quoted = next((q for q in find_quotations(text) if title and q.start == title.start and q.end < title.end), None)
    if title and quoted and BOOK_OF_EDITOR.match(text, quoted.end - 1):
        parts["title"] = title = replace(title, end=quoted.end - 1, start=title.start + 1)
    book = title and (BOOK_OF_EDITOR.match(text, title.end) or BOOK_BEHIND_COLON.match(text, title.end))
    match = book if title and "container" not in parts else None
    inside = [one for one in parts.values() if match and one.start < match.end("container") and match.start() < one.start]
    if title and match and all(one.label == "editor" for one in inside):
        if inside:
            del parts["editor"]
        parts["container"] = FieldSpan("container", *match.span("container"), title.probability)

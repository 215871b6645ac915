"""The CSL type of a citation, from its fields, the tables of publishers and venues, and the words around its publication.

A work of scholarship is known by its venue, by its volume or pages, or by the list of its authors. A source without an address is no web
page: it is part of a publication, a book, or a document.
"""

import re
from collections.abc import Sequence

from citecheck.citations.acts import patent_number
from citecheck.citations.anchors import Anchors
from citecheck.citations.fields import Reading
from citecheck.citations.journal_rules import REPORT_NUMBER
from citecheck.citations.meetings import MEETING, is_meeting
from citecheck.citations.page_numbers import is_vancouver
from citecheck.citations.work_kinds import kind_in_words
from citecheck.language import publishers, venues
from citecheck.language.dates import DateMention
from citecheck.language.names import ET_AL, is_organisation
from citecheck.language.venue_words import FIELDS, JOURNAL
from citecheck.model.reference import Name
from citecheck.patterns import lazy_pattern

LEGAL = lazy_pattern(
    r"(?<=[a-zß-ÿ.)])\svs?\.\s(?=[A-ZÀ-Þ])(?<![\s.,][A-Z]\.\sv\.\s)|\bF\.\s?(?:2d|3d|Supp)|\bU\.S\.\s\d|\bBGH|\bECLI:"
)
STATUTE = lazy_pattern(r"\bPub\.\s?L\.|\b\d{1,2}\sU\.\s?S\.\s?C\b|\b\d{1,3}\sStat\.\s\d|\b\d{2,3}(?:th|st|nd|rd)\sCong\.")
ACT_TITLE = lazy_pattern(r"\b(?:Act|Ordinance)(?:,?\s\(?(?:of\s)?(?:1[6-9]|20)\d\d\)?)?$")
# Who issues theses and reports, if it is no press.
UNIVERSITY = lazy_pattern(
    r"\b(?:univ(?:\.|ersit\w+|erzit\w+|ersidad\w*|ersidade\w*)|uniwersytet\w*|college|hochschule|polit[eé]cnic\w+|institute of technology|eth z\w+|epfl|yliopisto|egyetem)(?!\w)",
    re.IGNORECASE,
)
INSTITUTE = lazy_pattern(
    r"\b(?:laborator\w+|labs?|department|dept\.?|dipartimento|departamento|département|institut\w*|center|centre|research group)(?!\w)",
    re.IGNORECASE,
)
PRESS = lazy_pattern(
    r"\b(?:press\w*|pr\.|publ\w*|verlag|books?|editori\w+|editora|editions?|éditions?|edizioni|ediciones|edições|wydawnictwo|vydavatel\w+|nakladatel\w+|uitgever\w+|forlag|förlag|kiadó|extension|presses)(?!\w)",
    re.IGNORECASE,
)
REPORT = lazy_pattern(
    r"report|rapporto|rapport|raportti|raport|relatório|informe|bericht|sprawozdanie|verslag|zpráva|jelentés|доклад|отч[её]т|white paper|policy brief|working paper|"
    r"discussion paper|tech\. rep\.|arbeitspapier|documento de trabajo|texto para discussão",
    re.IGNORECASE,
)
SERIES = lazy_pattern(
    r"\b(?:working|discussion|policy|research) papers?\b|\b(?:technical|research) reports?\b|\btech\. rep\.|\breport (?:no|nr)\b",
    re.IGNORECASE,
)
# Kinds of works that are known by their addresses: a film's page, a post, a repository of software.
HOSTED = (
    (
        "motion_picture",
        lazy_pattern(
            r"https?://(?:www\.|m\.)?(?:youtube\.com/watch|youtu\.be/|vimeo\.com/\d|ted\.com/talks/|dailymotion\.com/video)"
        ),
    ),
    (
        "post",
        lazy_pattern(
            r"https?://(?:www\.|mobile\.)?(?:(?:twitter|x)\.com/\w+/status/|facebook\.com/[^/]+/posts/|instagram\.com/p/|reddit\.com/r/\w+/comments/|bsky\.app/profile/[^/]+/post/)"
        ),
    ),
    (
        "software",
        lazy_pattern(
            r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)/[\w.-]+/[\w.-]+(?:\.git)?(?:/(?:releases|tree)\b.*)?/?$"
        ),
    ),
    (
        "patent",
        lazy_pattern(r"https?://(?:www\.)?(?:patents\.google\.com/patent/|patft\d?\.uspto\.gov/|worldwide\.espacenet\.com/)"),
    ),
    ("dataset", lazy_pattern(r"https?://(?:www\.)?(?:kaggle\.com/(?:datasets|c)/|datadryad\.org/|archive\.ics\.uci\.edu/)")),
)
NEWS = frozenset(("newspaper", "broadcaster", "agency", "magazine", "online", "media"))
INTRODUCED = lazy_pattern(r"[.,”\"’'?!]\s+[Ii]n:?\s+[“\"‘«(]?$")  # "…,” in ICLR"
NUMBERED_KINDS = ("thesis", "paper-conference", "dataset", "software")  # may have volumes
CODE = lazy_pattern(r"\[(?P<code>[DRP])(?:/OL)?\][.。．\s]")
CODED_TYPES = {"D": "thesis", "R": "report", "P": "patent"}
MANY = 3  # authors of a work of scholarship; news have fewer


def item_type(anchors: Anchors, reading: Reading, authors: Sequence[Name], issued: DateMention | None) -> str:
    """The CSL type."""
    return (
        _by_words(anchors, reading)
        or _by_proceedings(reading)
        or _by_fields(anchors, reading, many=len(authors) > 1 or ET_AL.search(anchors.text) is not None)
        or _by_venue(anchors, reading, authors, issued)
        or ("article-newspaper" if issued and issued.day and reading["container"] else None)
        or (_online(anchors, reading, authors) if _is_online(anchors) else _printed(anchors, reading, authors, issued))
    )


def _by_words(anchors: Anchors, reading: Reading) -> str | None:
    """The kind that the citation tells by a code of GB/T 7714, ``[R]``, or in words, unless it has the numbers of a periodical."""
    if coded := CODE.search(anchors.text):
        return CODED_TYPES[coded["code"]]
    if patent_number(anchors.plain) and not reading["volume"]:
        return "patent"
    kind = kind_in_words(anchors.text, reading["title"])
    return None if kind not in NUMBERED_KINDS and (reading["volume"] or reading["issue"] or anchors.isbn) else kind


def _is_online(anchors: Anchors) -> bool:
    """Whether a citation has an address, or the date of a visit."""
    return bool(anchors.url or anchors.residue or anchors.accessed or anchors.archive_url)


def _online(anchors: Anchors, reading: Reading, authors: Sequence[Name]) -> str:
    """Kinds that an address tells; a paper of an organisation is a report, a book has place and publisher, another address is a web page."""
    url = anchors.url or ""
    if kind := next((kind for kind, form in HOSTED if form.match(url)), None):
        return kind
    if reading["publisher"] and reading["place"] and reading["title"] and not reading["container"]:
        return "book"
    body = any(is_organisation(name.literal or "") for name in authors)
    paper = url.casefold().partition("?")[0].endswith(".pdf")
    return "report" if paper and reading["title"] and not reading["container"] and (body or reading["publisher"]) else "webpage"


def _printed(anchors: Anchors, reading: Reading, authors: Sequence[Name], issued: DateMention | None) -> str:
    """What no address leads to: part of a publication, a book, or a document that tells nothing of itself."""
    container = reading["container"]
    if container and reading["title"] and (reading["pages"] or _is_introduced(anchors.plain, container)):
        return "chapter"
    if container and _is_quoted(anchors.plain, reading["title"]):
        return "article-newspaper"
    told = authors or container or reading["publisher"] or reading["place"] or reading["edition"]
    return "book" if told and reading["title"] and not (issued and issued.month) else "document"


def _by_proceedings(reading: Reading) -> str | None:
    """``paper-conference`` for a paper in the proceedings of a meeting; a journal that is called so has numbered volumes."""
    container, numbered = reading["container"], reading["volume"] or reading["issue"]
    if "journal" in container.casefold() or not reading["title"] or (numbered and not MEETING.search(container)):
        return None
    listed = "conference" in _listed_kinds(container) and not numbered
    return "paper-conference" if listed or is_meeting(container) else None


def _listed_kinds(container: str) -> frozenset[str]:
    """The kinds of venue that the table has under a name."""
    return frozenset(entry.kind for entry in venues.read(container).entries) if container else frozenset()


def _by_fields(anchors: Anchors, reading: Reading, *, many: bool) -> str | None:
    """The type that the fields and the publisher table leave no doubt of."""
    if not reading["container"] and REPORT_NUMBER.fullmatch(reading["number"]):
        return "report"
    found = _in_container(anchors, reading) if reading["container"] else _alone(anchors, reading, many=many)
    if found:
        return found
    if anchors.isbn:
        return "book"
    if anchors.doi or anchors.arxiv:
        return "article-journal"
    rest = anchors.plain.replace(reading["title"], " ", 1)
    return "report" if reading["genre"] or REPORT.search(reading["title"]) or SERIES.search(rest) else None


def _in_container(anchors: Anchors, reading: Reading) -> str | None:
    """The type of what appeared in a publication: news, part of a book, an article with numbers."""
    container, publisher = reading["container"], reading["publisher"]
    outlet = publishers.find(container)
    if outlet and outlet.type in NEWS and not reading["volume"] and "journal" not in _listed_kinds(container):
        return "article-newspaper"
    if not reading["issue"] and not anchors.issn and _is_in_book(anchors, reading):
        return "chapter"
    if reading["volume"] or reading["issue"] or anchors.doi or anchors.issn:
        return "article-journal"
    return "chapter" if reading["editor"] or (publisher and reading["place"]) else None


def _alone(anchors: Anchors, reading: Reading, *, many: bool) -> str | None:
    """The type of what appeared in no publication: law, a thesis or a report by its issuer, a book by its publisher."""
    if STATUTE.search(anchors.text) or ACT_TITLE.search(reading["title"]):
        return "legislation"
    if LEGAL.search(anchors.text):
        return "legal_case"
    issued = None if anchors.isbn else _by_issuer(reading, many=many)
    return issued or ("book" if reading["publisher"] and not anchors.url else None)


def _is_in_book(anchors: Anchors, reading: Reading) -> bool:
    """Whether "in", an editor and a publisher say that a work is part of a book."""
    introduced = _is_introduced(anchors.plain, reading["container"])
    return bool(reading["editor"] and (reading["publisher"] or introduced)) or bool(introduced and reading["publisher"])


def _by_issuer(reading: Reading, *, many: bool) -> str | None:
    """A thesis by one person at a university, a report of an institute; a press issues books."""
    issuer = reading["publisher"]
    if not issuer or PRESS.search(issuer) or not reading["title"]:
        return None
    if INSTITUTE.search(issuer):
        return "report"
    return "thesis" if UNIVERSITY.search(issuer) and not many else None


def _by_venue(anchors: Anchors, reading: Reading, authors: Sequence[Name], issued: DateMention | None) -> str | None:
    """The type of a work without numbers and identifiers, by its venue and its authors."""
    container = reading["container"]
    if _listed_kinds(container) & {"journal", "preprints"}:
        return "article-journal"
    if not authors or _is_online(anchors) or (issued and issued.month):
        return None
    if not reading["title"]:
        return "article-journal" if container and "." in container else None  # ``J. Moor et al. Peat. Phys. Lett. (1995)``
    if is_vancouver(anchors.text):
        return "article-journal"
    return _by_container(anchors, reading, authors) if container else _without_container(anchors, reading, authors)


def _by_container(anchors: Anchors, reading: Reading, authors: Sequence[Name]) -> str | None:
    """The type of a work by persons, of a year, in a publication that is none of the news."""
    container = reading["container"]
    known = publishers.find(container)
    words = {word.text for word in venues.words_of(container)}
    if (known and known.type == "journal") or (not known and words & (JOURNAL | FIELDS)):
        return "article-journal"
    if known:
        return None
    if _is_introduced(anchors.plain, container):
        return "paper-conference" if venues.read(container).is_acronym else "chapter"
    if reading["publisher"]:
        return "chapter"
    many = len(authors) >= MANY or ET_AL.search(anchors.text)
    return "article-journal" if many or reading["pages"] else None


def _is_introduced(text: str, container: str) -> bool:
    """Whether "in" precedes the container."""
    at = text.find(container)
    return at > 0 and INTRODUCED.search(text, max(0, at - 12), at) is not None


def _without_container(anchors: Anchors, reading: Reading, authors: Sequence[Name]) -> str | None:
    """An article for a quoted title, a book for another, by persons with names that are split reliably."""
    if reading["publisher"] or not all(name.family and name.given for name in authors):
        return None
    return "article-journal" if _is_quoted(anchors.plain, reading["title"]) else "book"


def _is_quoted(text: str, title: str) -> bool:
    """Whether a title stands within quotation marks."""
    at = text.find(title)
    return at > 0 and text[at - 1] in '“"‘«„'

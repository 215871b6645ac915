"""The places where a note may be split into sources, with the reasons for and against each."""

import re
from collections.abc import Callable, Iterator
from itertools import islice, pairwise

from msgspec import Struct

from citecheck.citations.cities import CITIES
from citecheck.citations.meetings import RUNS_ON
from citecheck.citations.note_range import MOST_CUTS, NoteRange
from citecheck.citations.prose import SENTENCE_WORDS, WORDS, is_cited, is_prose, is_statement
from citecheck.citations.signals import SIGNAL, THROUGH
from citecheck.language.inverted_names import inverted_names
from citecheck.language.names import is_organisation, read_names, surely_names
from citecheck.links.archive_urls import archived
from citecheck.patterns import lazy_pattern

SPLIT = lazy_pattern(
    r"(?<=[\d.»\u0370-\u03ff])[·\u0387]\s+(?=[\u0370-\u03ff])|[;؛；](?!\s?(?:[A-Z]?\d{1,4}|[IVXLC]{1,8})(?:\s?(?:Suppl?|Pt|Spec No)\.?(?:\s?\w{1,3})?)?\s?[(:]|\s?\((?:\d{1,4}(?:[-–/]\d{1,4})?|(?:Suppl?|Pt|Spec No)\b[^()]{0,12})\)\s?:)\s*|(?<=[.)\d,])\s++(?=(?:(?i:see also|see|but see|cf\.|compare|also(?= (?-i:[A-ZÀ-Þ“\"‘«]))|vedi anche|si veda|cfr\.|voir aussi|voir|siehe auch|vgl\. auch|vgl\.|véase|см\. также|см\.)\s))"
)
NUMBERED = lazy_pattern(r"(?:(?<=^)|(?<=[\s;,.]))(?:\((?P<in>\d|[a-h]|i{1,3}|iv|v)\)|(?P<out>\d|[a-h])\))\s+(?=\S)")
AND = r"(?:and|with|as well as|und|sowie|et|ainsi que|e|ed|y|и|ve|og|och|en|oraz|i)"
CONJUNCTION = lazy_pattern(rf"{AND}\s+")
NEXT = lazy_pattern(rf"(?:,\s?(?:pp?|pag|pág|S|s|с|С)\.\s?\d[\d–-]*)?[\s.,;)\]>»”\"]*(?:(?P<and>{AND})\s+)?(?=[\"“«„A-ZÀ-ÞА-Я])")
PARAGRAPH = lazy_pattern(r"(?<=[\w.!?)\]”»\"/])\s*\n\s*")
BETWEEN_URLS = lazy_pattern(rf"[\s,;.]*(?:{AND}\s+)?")
ACCESS_WORDS = 3  # maximum words beside a URL that is no source of its own: ``accessed on``
LONGEST_AUTHOR = 40  # maximum characters of an author before a quoted title
# ``; 2022. https://doi.org/…``, ``; 2022. p. 4``: the year of proceedings, and what locates the paper
YEAR_ONLY = lazy_pattern(
    r"\(?(?:1[5-9]|20)\d\d[a-z]?\)?[\s.,;]*+(?:$|pp?\.|doi\b|https?:|www\.|PMID|PMC|arXiv|Available|\[)", re.IGNORECASE
)
SCRIPTURE = lazy_pattern(  # ``Ps. 23``, ``2 Kgs 5:1``: a book, a chapter, and little more
    r"(?:[1-3]\s)?(?!Art|No|Nr|Vol|Bd|Sec|Ch|App|Fig|Tab|Note|Part|Rn|Anm)[A-ZÀ-Þ][\w’']{1,14}\.?\s\d{1,3}(?::\d[\d–-]*)?(?:\W*$|;)"
)
# A number behind a semicolon belongs to the work before it, as PubMed writes it: ``doi: 10.1000/1. PMID: 1234567; PMCID: PMC123456.``
OTHER_NUMBER = lazy_pattern(
    r"(?:[ep]-?)?(?:PMID|PMCID|PMC|ISBN|ISSN|OCLC|S2CID|Corpus ID|JSTOR|Bibcode|LCCN|SSRN|Zbl|MR|hdl)(?:\b|(?<=PMC))[\s:#]{0,3}(?=[^\s\d]{0,12}\d)",
    re.IGNORECASE,
)
OTHER_DOI = lazy_pattern(r"(?:doi\s?:?\s?)?(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/\S+\s*(?:$|;)|arxiv[:\s]", re.IGNORECASE)
IMPRINT = lazy_pattern(r"(?P<place>[^\W\d_a-z][^\d:;“”\"]{1,30}):\s[^\d:;“”\"]{2,60},\s\(?(?:1[5-9]|20)\d\d")
LAW_OF = lazy_pattern(r"(?:n[.º°o]{1,2}|nr\.?|№|no\.) ?\d[\d./-]*,? (?:de|du|del|vom|of|от|z dnia) $", re.IGNORECASE)


class Cut(Struct, frozen=True):
    """A candidate split at ``note[start:end]``, the reason for it, and the reason against, empty if the note is split there."""

    start: int
    end: int
    why: str
    refused: str


def cuts(whole: NoteRange) -> Iterator[Cut]:
    """The candidate splits: semicolons, signals and numbers of a sub-list, outside quotations, links and URLs."""
    places = {place: why for why, found in CUTS for place in found(whole)}
    start = 0
    for (cut, after), why in sorted(places.items())[:MOST_CUTS]:
        refused = _refused(whole, start, cut, after)
        yield Cut(cut, after, why, refused)
        start = start if refused else after


def _refused(whole: NoteRange, start: int, cut: int, after: int) -> str:
    """The reason against a split, or empty. ``start`` is where the source before it would begin."""
    if cut < start:
        return "it lies within the cut before it"
    if whole.closed(cut, after):
        return "it lies within quotation marks, brackets, a URL or a link"
    left, right = whole.part(start, cut), whole.part(after, len(whole.text))
    if _is_other_number(left.text, right.text):
        return "the text after it is a number of the work before it"
    if left.dates and SIGNAL.match(right.text) and is_statement(left):
        return "the text before it is the author's clause"
    if not (left.is_whole or _is_short(left, right) or _are_references(left, right)):
        return "the text before it has no date, URL, link or quoted title"
    if _is_only_url(left, right):
        return "the text after it is the URL of the source before it"
    return "" if _begins(right) else "the text after it does not begin like a citation"


def _is_other_number(left: str, right: str) -> bool:
    """Whether the right text begins with an identifier of the work in the left one, which has no DOI if it is one."""
    has = left.casefold()
    return bool(OTHER_NUMBER.match(right)) or (
        "doi" not in has and "arxiv" not in has and "10." not in has and bool(OTHER_DOI.match(right))
    )


def _is_short(left: NoteRange, right: NoteRange) -> bool:
    """``PLATO, REPUBLIC. See also …``: author and title are a citation if a signal and a full citation follow."""
    words = WORDS.findall(SIGNAL.sub("", left.text, 1))
    return (
        bool(SIGNAL.match(right.text))
        and 1 < len(words) < 8
        and "," in left.text
        and all(not w[0].islower() for w in words if len(w) > 3)
    )


def _are_references(left: NoteRange, right: NoteRange) -> bool:
    """``Ministry of Ports, Circular No. 14/2018; Ministry of Ports, …``: two references without dates."""
    end = right.start + len(right.text.partition(";")[0])
    imprint = IMPRINT.match(right.text)
    if imprint and imprint["place"] in CITIES and not left.dates:
        return False  # ``Elm; New York: Moor Press, 2000``
    return is_cited(left) and is_cited(right.part(right.start, end))


def _separated(whole: NoteRange) -> Iterator[tuple[int, int]]:
    for match in SPLIT.finditer(whole.text):
        yield match.span()


def _through(whole: NoteRange) -> Iterator[tuple[int, int]]:
    """Before the work through which another is cited: ``…, Paris 1980, zitiert nach Ode, Storm at Sea``."""
    for match in THROUGH.finditer(whole.text):
        if match.start():
            yield match.span()


def _numbered(whole: NoteRange) -> Iterator[tuple[int, int]]:
    """``(1) … (2) …``: numbers or letters counting from the first."""
    found = list(NUMBERED.finditer(whole.text)) if ")" in whole.text else []
    labels = [match["in"] or match["out"] for match in found]
    if len(found) > 1 and labels[:2] in (["1", "2"], ["a", "b"], ["i", "ii"]):
        for match in found[1:]:
            yield match.span()


def _sentences(whole: NoteRange) -> Iterator[tuple[int, int]]:
    """After a URL, a linked word or a date and a full stop or "and", if a citation with names or a title, and a date or URL, begins."""
    text = whole.text
    ends = sorted((end, kind) for kind in ("urls", "words", "dates") for _, end in getattr(whole, kind))
    for end, kind in ends[:MOST_CUTS]:
        match = NEXT.match(text, end)
        if kind == "dates" and any(a < end <= b for a, b in whole.quotations):
            continue  # a year at the end of a quoted title
        if kind == "dates" and whole.quotations and RUNS_ON.match(text, end):
            continue  # a year within the name of proceedings
        if match and (kind != "dates" or match["and"] or "." in match.group()) and any(char.isspace() for char in match.group()):
            left, right = whole.part(0, end), whole.part(match.end(), len(text))
            starts = _starts_citation(right) or (match["and"] and match.group().startswith(",") and _is_reference(right))
            if left.ends_dated and starts and not _are_names(left) and not _ends_in_law(left):
                yield end, match.end()


def _paragraphs(whole: NoteRange) -> Iterator[tuple[int, int]]:
    """Before a paragraph, or a list's item, that is a citation with names or a quoted title, behind one that is whole."""
    start = 0
    for match in islice(PARAGRAPH.finditer(whole.text), MOST_CUTS):
        after = whole.text.find("\n", match.end())
        left, right = whole.part(start, match.start()), whole.part(match.end(), after if after > 0 else len(whole.text))
        named = _starts_citation(right) or (right.is_whole and bool(inverted_names(right.text)))
        if left.is_whole and named and not _are_names(left):
            yield match.span()
            start = match.end()


def _are_names(left: NoteRange) -> bool:
    """Names and a year, or a date in brackets: the title follows."""
    last = left.dates[-1][0] if left.dates else left.start
    names = left.note[left.start : last].strip(" .,(^↑")
    bracketed = left.note[last - 1 : last] == "(" and not left.quotations
    return not (left.urls or left.words) and (surely_names(names) or (bracketed and bool(read_names(names))))


def _ends_in_law(left: NoteRange) -> bool:
    """``BRASIL. Lei nº 12.815, de 5 de junho de 2013``: the date belongs to the law's name."""
    return bool(left.dates) and LAW_OF.search(left.note, max(left.start, left.dates[-1][0] - 40), left.dates[-1][0]) is not None


def _urls(whole: NoteRange) -> Iterator[tuple[int, int]]:
    """Between the URLs of a note of URLs only; not before a capture of the one before."""
    if len(whole.urls) > 1 and not whole.links:
        gaps = list(pairwise((0, *(at for span in whole.urls for at in span), len(whole.note))))[::2]
        if all(BETWEEN_URLS.fullmatch(whole.note, *gap) for gap in gaps):
            yield from (gap for gap, (a, b) in zip(gaps[1:], whole.urls[1:], strict=False) if not archived(whole.note[a:b]))


def _starts_citation(right: NoteRange) -> bool:
    """Whether names or a quoted title begin here, and a date or URL follows."""
    head = re.split(r"[(“\"«„‘]", right.text[:160])[0].strip(" ,.")
    before = right.quotations[0][0] - right.start if right.quotations else LONGEST_AUTHOR
    first, second = (",".join(head.split(",", 2)[:many]) for many in (1, 2))
    named = (
        surely_names(head) or surely_names(first) or surely_names(second) or (before < LONGEST_AUTHOR and bool(read_names(head)))
    )
    return (before == 0 or named) and bool(right.dates or right.urls)


def _is_reference(right: NoteRange) -> bool:
    """Whether a whole citation of one author follows a year and "and": ``…, 2019, y | Eva Ruiz, Las mareas, Madrid, Taurus, 2004``"""
    name, *rest = right.text.split(", ")
    people = read_names(name)
    named = len(people) == 1 and bool(people[0].given) and not is_organisation(name)
    return named and len(rest) > 1 and bool(right.dates) and not is_prose(right.text, SENTENCE_WORDS)


def _begins(right: NoteRange) -> bool:
    """Whether the text after a separator could begin a citation."""
    if YEAR_ONLY.match(right.text):
        return False
    conjunction = CONJUNCTION.match(right.text)
    head = right.text[conjunction.end() if conjunction else 0 :]
    head = head[signal.end() :] if (signal := SIGNAL.match(head)) else head.lstrip()
    small = head[:1].islower() and not head.startswith(("http", "www", "doi", "al-", "de ", "van ", "von ", "d'", "d’"))
    titled = bool(right.quotations) and right.quotations[0][0] - right.start < LONGEST_AUTHOR
    return (len(head) > 12 and (not small or titled or bool(right.links))) or SCRIPTURE.match(head) is not None


def _is_only_url(left: NoteRange, right: NoteRange) -> bool:
    """Whether the URL of the citation before follows, and no other: ``; [full text](URL)``, ``, [see here](URL) (accessed 2019)``."""
    clause = right.part(right.start, right.start + len(right.text.partition(";")[0]))
    bare = clause.urls if not (left.urls or left.links) else ()
    places = clause.words or (bare if not clause.links else ())
    if len(places) != 1 or clause.has_quoted_title or len(clause.links) > len(clause.words):
        return False
    outside, at = "", clause.start
    for start, end in sorted((*places, *clause.dates)):
        outside, at = f"{outside} {clause.note[at:start]}", max(at, end)
    outside += clause.note[at : clause.end]
    return outside == outside.lower() and len(WORDS.findall(outside)) <= ACCESS_WORDS


CUTS: tuple[tuple[str, Callable[[NoteRange], Iterator[tuple[int, int]]]], ...] = (
    ("a URL in a note of URLs only", _urls),
    ("a new citation after a URL or a date", _sentences),
    ("a new paragraph that is a citation", _paragraphs),
    ("a work that is cited through another", _through),
    ("a number of a sub-list", _numbered),
    ("a separator, or a signal such as “see also”", _separated),
)

"""Splits a note into sources and reads them; short forms are resolved later."""

import operator
from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from citecheck.citations.citation_count import CitationCount
from citecheck.citations.grounding import grounded
from citecheck.citations.house_style import Habits, HouseStyle
from citecheck.citations.note_range import is_whole
from citecheck.citations.read import missing, named, read_in_list
from citecheck.citations.segment import Segment, segment
from citecheck.citations.shortform_words import lowered, phrases
from citecheck.citations.shortforms import ShortForm
from citecheck.language.dates import Order
from citecheck.language.identifiers import doi as find_doi
from citecheck.language.identifiers import find_identifiers
from citecheck.language.names import read_names
from citecheck.language.person_name import INITIALS
from citecheck.links.urls import DOI_HOSTS, host
from citecheck.model.document import Hyperlink, NoteKind, NoteText
from citecheck.model.place import Span
from citecheck.model.reference import Date, Item, Name, Source

SIGNAL_WORDS = 5  # maximum words of a signal before a short form ("For a few examples, see"); more are prose
REMARK_WORDS = 3  # maximum words after a short form that belong to it ("and accompanying text")
WINDOW = 3000  # maximum characters of a note that are split at once
LONGEST_SOURCE = 1500  # maximum characters of a citation that are read
ENTRY = "an entry of a list of references: it has the form of a reference, without date and URL"
EDGES = " \t\r\n.,;:()[]*_–—-"


class Draft(Struct, frozen=True):
    """A note's kind and sources, and for each source its short form, or None for a source cited in full.

    ``habits`` are what the sources cited in full tell of the style of the list, ``style`` is the one with which they were read.
    """

    note: NoteText
    kind: NoteKind
    sources: tuple[Source, ...] = ()
    forms: tuple[ShortForm | None, ...] = ()
    entry: bool = False  # an entry of a list of references: all of it is one citation
    habits: tuple[Habits, ...] = ()
    style: HouseStyle | None = None


class Parts(Struct, frozen=True):
    """The parts of a note in the order of its text, and those of them that are citations."""

    all: list[Segment | ShortForm] = field(default_factory=list)
    cited: list[Segment | ShortForm] = field(default_factory=list)
    entry: bool = False


def parts_of(note: NoteText, shorts: Sequence[ShortForm], count: CitationCount, *, entry: bool = False) -> Parts:
    """The parts of a note with the given short forms; its citations are counted. Raises ``DocumentError`` if the document has too many."""
    if _is_data(note):
        return Parts(entry=entry)
    shorts = [form for form in shorts if not any(span.start < form.end and form.start < span.end for span in note.data_spans)]
    pieces = pieces_of(note, shorts, entry=entry)
    cited = [piece for piece in pieces if isinstance(piece, ShortForm) or not piece.prose]
    count.add(_words_and_links(note, piece) for piece in cited if isinstance(piece, Segment))
    return Parts(pieces, cited, entry)


def _is_data(note: NoteText) -> bool:
    """Whether the format has all of a note's sources as data."""
    return bool(note.sources and not note.data_spans)


def draft(note: NoteText, parts: Parts, order: Order | None, language: str | None, style: HouseStyle | None = None) -> Draft:
    """Read the citations of a note, with the ``style`` of its list."""
    if _is_data(note):
        named = zip(note.sources, _ids(note, len(note.sources)), strict=True)
        return Draft(note, "citation", tuple(_structured(note, *one) for one in named), (None,) * len(note.sources))
    read: list[Source] = []
    habits: list[Habits] = []
    placed = _in_order(note, parts.cited)
    for piece, item_id in zip(placed, _ids(note, len(placed)), strict=True):
        match piece:
            case ShortForm():
                read.append(_short(note, piece, language, item_id))
            case Source():
                read.append(_structured(note, piece, item_id))
            case _:
                source, own = _full(note, piece, order, language, item_id, read[-1] if piece.shares and read else None, style)
                read.append(source)
                habits.append(own)
    forms = tuple(piece if isinstance(piece, ShortForm) else None for piece in placed)
    kind = _kind(note, forms, prose=len(parts.cited) < len(parts.all))
    return Draft(note, kind, tuple(read), forms, parts.entry, tuple(habits), style)


def _in_order(note: NoteText, cited: Sequence[Segment | ShortForm]) -> list[Segment | ShortForm | Source]:
    """The citations that were found in the text, and the sources that the format has as data, in the order of the text."""
    if not note.data_spans:
        return list(cited)
    found: list[tuple[int, Segment | ShortForm | Source]] = [(piece.start, piece) for piece in cited]
    found += [(source.span.start - note.body_start if source.span else 0, source) for source in note.sources]
    return [piece for _, piece in sorted(found, key=lambda one: one[0])]


def pieces_of(note: NoteText, shorts: Sequence[ShortForm], *, entry: bool = False) -> list[Segment | ShortForm]:
    """All parts of a note, in order: citations, prose and short forms. ``entry``: the note is one citation."""
    if entry:
        return [Segment(len(note.body) - len(note.body.lstrip()), len(note.body.rstrip()), why=ENTRY)]
    pieces: list[Segment | ShortForm] = []
    apart: list[ShortForm | Span] = sorted((*shorts, *note.data_spans), key=operator.attrgetter("start"))
    for start, end in text_between(note, apart):
        found = segment(note.body[start:end], note.links_in(start, end))
        pieces += [replace(one, start=one.start + start, end=one.end + start) for one in found]
    return sorted([*pieces, *shorts], key=lambda piece: piece.start)


def _words_and_links(note: NoteText, piece: Segment) -> tuple[str, tuple[Hyperlink, ...]]:
    """The text and links of a citation that are read."""
    return note.body[piece.start : piece.end][:LONGEST_SOURCE], note.links_in(piece.start, piece.end)


def text_between(note: NoteText, shorts: Sequence[ShortForm | Span]) -> Iterator[tuple[int, int]]:
    """The text between the short forms, and citations that the format has as data; a few words before or after one belong to it."""
    body = note.body
    if not body.strip():
        return
    start = 0
    for end, after in [*((form.start, form.end) for form in shorts), (len(body), len(body))]:
        text = body[start:end]
        few = SIGNAL_WORDS if start == 0 else REMARK_WORDS
        if not shorts or len(text.strip(EDGES).split()) > few or is_whole(text):
            at = start + len(text) - len(text.lstrip(EDGES)) if shorts and start else start
            yield from _windows(body, at, end)
        start = after


def _windows(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A long span in windows, so that time stays linear."""
    while start < end:
        to = end if end - start <= WINDOW else _cut(body, start, start + WINDOW)
        yield start, to
        start = to


def _cut(body: str, start: int, end: int) -> int:
    """The end of a window: after the last separator in its second half, else at its end."""
    middle = (start + end) // 2
    return next((at + len(mark) for mark in ("; ", ". ", "\n", " ") if (at := body.rfind(mark, middle, end)) > 0), end)


def _kind(note: NoteText, forms: Sequence[ShortForm | None], *, prose: bool) -> NoteKind:
    if not note.body.strip():
        return "empty"
    if not forms:
        return "explanatory"
    if prose:
        return "mixed"
    return "shortform" if all(forms) else "citation"


def _full(
    note: NoteText,
    piece: Segment,
    order: Order | None,
    language: str | None,
    item_id: str,
    before: Source | None,
    style: HouseStyle | None,
) -> tuple[Source, Habits]:
    """A source cited in full, and its habits. If several share the words before the first, each gets its container and author."""
    words, links = _words_and_links(note, piece)
    emphasis = note.emphasis_in(piece.start, piece.start + len(words))
    source, habits = read_in_list(words, order, language, links, emphasis, style)
    source = named(source, item_id, note.document_span(piece.start, piece.end))
    if piece.end - piece.start > LONGEST_SOURCE:
        source = replace(source, text=note.body[piece.start : piece.end])
    repeated = phrases("author")
    if any(_bare(name) in repeated for name in source.item.author):  # "Idem" and a title: the author is named in another note
        item = replace(source.item, author=tuple(name for name in source.item.author if _bare(name) not in repeated))
        source = replace(source, item=item, missing=missing(item))
    if before:
        item = replace(source.item, container_title=before.item.container_title, author=before.item.author)
        source = replace(source, item=item, missing=missing(item))
    return grounded(source, _around(note, piece)), habits


def _bare(name: Name) -> str:
    """A name in lower case as the short-form table has it (``ders.``); empty for a full name."""
    return "" if name.given else lowered(name.family or name.literal or "").rstrip(".") + "."


def _short(note: NoteText, form: ShortForm, language: str | None, item_id: str) -> Source:
    """A short form as a source: only the names, short title, year and locator that it gives."""
    names, title = _names_and_title(form.head)
    link = note.link_from(form.start, form.end)
    item = Item(
        id=item_id,
        author=read_names(names),
        title=title or None,
        issued=Date((int(form.year[:4]),)) if form.year else None,
        locator=form.locator or None,
        url=link.url if link else None,
        language=language,
    )
    given = (("author", item.author), ("title", item.title), ("issued", item.issued), ("URL", item.url))
    confidence = tuple((variable, 0.9) for variable, value in given if value)
    span = note.document_span(form.start, form.end)
    return grounded(Source(note.body[form.start : form.end], item, span, confidence, short=True), _around(note, form))


def _around(note: NoteText, piece: Segment | ShortForm) -> str:
    """The text around a source, from which it may take what it shares with others."""
    return note.body[max(0, piece.start - WINDOW) : piece.end + WINDOW]


def _names_and_title(head: str) -> tuple[str, str]:
    """``Smith, J., Short Title`` split into names and title."""
    if read_names(head) and "," not in head:
        return head, ""
    first, _, rest = head.partition(",")
    second, _, after = rest.partition(",")
    if not read_names(first):
        return "", head.strip(' ,“”«»"„')
    if INITIALS.match(second.strip()):
        first, rest = f"{first},{second}", after
    return first, rest.strip(' ,“”«»"„')


def _structured(note: NoteText, source: Source, item_id: str) -> Source:
    item = source.item if source.item.id else replace(source.item, id=item_id)
    if item.doi:
        item = replace(item, doi=find_doi(item.doi) or item.doi)
    elif item.url and host(item.url) in DOI_HOSTS:
        item = replace(item, doi=find_doi(item.url))
    item = replace(item, arxiv=item.arxiv or _arxiv_in(item.container_title or "") or _arxiv_in(item.url or ""))
    confidence = tuple((variable, 1.0) for variable in ("author", "title", "issued") if getattr(item, variable))
    text = source.text or item.title or item.url or source.item.id
    return replace(
        source, item=item, text=text, structured=True, span=source.span or note.span, confidence=confidence, missing=missing(item)
    )


def _arxiv_in(value: str) -> str | None:
    """The arXiv number in a field that names arXiv: ``arXiv preprint arXiv:2101.00001``, as Google Scholar writes the journal."""
    found = find_identifiers(value) if "arxiv" in value.casefold() else ()
    return next((one.id for one in found if one.kind == "ARXIV"), None)


def _ids(note: NoteText, count: int) -> list[str]:
    """The ids of a note's items: its label, with a number if there are several."""
    return [note.label] if count == 1 else [f"{note.label}.{number}" for number in range(1, count + 1)]

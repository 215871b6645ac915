"""Articles and books in JATS, NLM and BITS: reference lists, footnotes and their calls (https://jats.nlm.nih.gov/)."""

import html
import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from msgspec.structs import replace

from citecheck.documents.xml_dates import written_date
from citecheck.documents.xml_format import XmlFormat, XmlNote, XmlSource
from citecheck.documents.xml_tree import XmlElement
from citecheck.language.alphanumeric import letters
from citecheck.language.identifiers import doi
from citecheck.model.reference import Date, Item, Name
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Format

HEAD = lazy_pattern(
    r"<!DOCTYPE\s+(?:article|book)\b[^>]{0,200}(?:JATS|NLM|BITS)|<(?:article|book|ref-list)\b[^>]{0,800}(?:article-type|dtd-version|xlink)|<ref-list\b|<front>\s*<journal-meta"
)
CITATIONS = ("element-citation", "mixed-citation", "nlm-citation", "citation")
DATA = ("element-citation", "nlm-citation")  # which have fields only; the others have the printed text
TITLED = ("article-title", "chapter-title", "part-title", "data-title", "source")
# The values of publication-type, as CSL types (JATS 1.3, attribute publication-type); others are told by what the citation has.
TYPES = {
    "journal": "article-journal", "book": "book", "confproc": "paper-conference", "conference": "paper-conference", "thesis": "thesis",
    "report": "report", "gov": "report", "working-paper": "report", "web": "webpage", "webpage": "webpage", "newspaper": "article-newspaper",
    "magazine": "article-magazine", "patent": "patent", "data": "dataset", "software": "software", "preprint": "article",
    "standard": "standard", "letter": "personal_communication", "commun": "personal_communication",
}  # fmt: skip
PEOPLE = ("name", "string-name", "collab", "institution")
NOT_NOTES = ("author-notes", "table-wrap-foot", "ref-list", "ref")  # whose footnotes are no notes of the text
LABEL = lazy_pattern(r"^[\[(]?(.*?)[\])]?\.?$", re.DOTALL)
XLINK = lazy_pattern(r"\bxmlns:(\w+)\s*=\s*[\"']http://www\.w3\.org/1999/xlink[\"']")


class JatsFormat(XmlFormat):
    """Articles of publishers and of PubMed Central."""

    name: ClassVar[str] = "jats"
    suffixes: ClassVar[tuple[str, ...]] = (".nxml", ".xml")

    def recognises(self, path: str, head: str) -> bool:
        """True for an article or a book with the marks of JATS."""
        return bool(HEAD.search(head)) or path.lower().endswith(".nxml")

    def notes(self, root: XmlElement) -> list[XmlNote]:
        """The entries of reference lists, and footnotes of the text."""
        apart = {id(one) for parent in root.elements() if parent.name in NOT_NOTES for one in parent.all("fn")}
        called = {target for call in root.all("xref") for target in call.get("rid").split()}
        found: list[XmlNote] = []
        for one in root.elements():
            if one.name == "ref" or (one.name == "fn" and id(one) not in apart and _is_called(one, called)):
                found.append(_note(one, len(found) + 1))
        return found

    def calls(self, root: XmlElement) -> Iterator[tuple[str, XmlElement]]:
        """Cross-references to entries and footnotes; one may call several."""
        labels = {note.element.get("id"): note.label for note in self.notes(root)}
        known = {one.get("id") for one in root.elements()}
        for call in root.all("xref"):
            for target in call.get("rid").split() if call.get("ref-type") in ("bibr", "fn") else ():
                if target in labels or target not in known:
                    yield labels.get(target, call.words or target), call

    def link(self, text: str, url: str) -> str:
        """A link that shows its URL."""
        shown, prefix = html.escape(url), XLINK.search(text)
        return f'<ext-link ext-link-type="uri" {prefix[1]}:href="{shown}">{shown}</ext-link>' if prefix else f"<uri>{shown}</uri>"

    def added(self, text: str, element: XmlElement, url: str, doi: str | None) -> tuple[XmlElement, str]:
        """A DOI as ``pub-id``, a URL as a link."""
        return element, f'<pub-id pub-id-type="doi">{html.escape(doi)}</pub-id>' if doi else self.link(text, url)

    def capture(self, text: str, element: XmlElement, url: str) -> tuple[XmlElement, str]:
        """A comment with a link."""
        return element, f"<comment>Archived at {self.link(text, url)}</comment>"


def _is_called(footnote: XmlElement, called: set[str]) -> bool:
    """Whether something calls a footnote, or its label says that something should; others state who paid, or who did what."""
    return footnote.get("id") in called or (
        not footnote.get("fn-type") and next(footnote.children_named("label"), None) is not None
    )


def _note(element: XmlElement, number: int) -> XmlNote:
    printed = next(element.children_named("label"), None)
    label = (LABEL.match(printed.words)[1] if printed else "") or element.get("id") or f"u{number}"  # type: ignore[index]
    cited = [one for one in element.all(*CITATIONS) if element.name == "ref"]
    if pair := _pair(cited):
        return XmlNote(label, element, (pair,), listed=True)
    if element.first("citation-alternatives"):  # the same citation in several forms
        cited = sorted(cited, key=lambda one: CITATIONS.index(one.name))[:1]
    sources = tuple(_source(one) for one in cited) if cited and all(map(_is_data, cited)) else ()
    return XmlNote(label, element, sources, ("label",), listed=element.name == "ref")


def _pair(cited: Sequence[XmlElement]) -> XmlSource | None:
    """The fields of a reference that stand beside its printed text, which the fields' title or first name shows to be of the same work."""
    data, printed = ([one for one in cited if (one.name in DATA) is fields] for fields in (True, False))
    if len(data) != 1 or len(printed) != 1:
        return None
    source, text = _source(data[0]), letters(printed[0].words)
    first = source.item.author[0] if source.item.author else Name()
    signs = [letters(one or "") for one in (source.item.title, first.family, first.literal)]
    return replace(source, printed=printed[0]) if any(one and one in text for one in signs) else None


def _is_data(citation: XmlElement) -> bool:
    """Whether a citation has its fields marked: always by ``element-citation``; in running text if it names title and people or year."""
    if citation.name in DATA:
        return True
    return bool(citation.first(*TITLED) and citation.first("year", *PEOPLE))


def _source(citation: XmlElement) -> XmlSource:
    part = citation.value("article-title", "chapter-title", "part-title", "data-title")
    source = citation.value("source")
    dates = [_date(one) for one in citation.all("date-in-citation") if "access" in one.get("content-type")]
    item = Item(
        type=_type(citation),
        author=_people(citation, "author"),
        editor=_people(citation, "editor"),
        translator=_people(citation, "translator"),
        title=part or source,
        container_title=source if part else None,
        collection_title=citation.value("series"),
        publisher=citation.value("publisher-name"),
        publisher_place=citation.value("publisher-loc"),
        issued=_date(citation) if citation.value("year") else None,
        accessed=next(filter(None, dates), None),
        volume=citation.value("volume"),
        issue=citation.value("issue"),
        page=_pages(citation),
        edition=citation.value("edition"),
        doi=doi(_number(citation, "doi") or ""),
        isbn=citation.value("isbn") or _number(citation, "isbn"),
        issn=citation.value("issn"),
        pmid=_number(citation, "pmid"),
        arxiv=_number(citation, "arxiv"),
    )
    return XmlSource(citation, item, et_al=citation.first("etal") is not None)


def _type(citation: XmlElement) -> str:
    stated = (citation.get("publication-type") or citation.get("citation-type")).lower()
    if citation.first("chapter-title", "part-title") or (stated == "book" and citation.first("article-title")):
        return "chapter"
    if stated in TYPES:
        return TYPES[stated]
    return "article-journal" if citation.first("article-title") and citation.first("volume", "fpage") else "document"


def _people(citation: XmlElement, role: str) -> tuple[Name, ...]:
    """The people of a role; those in no group are authors."""
    groups = [one for one in citation.all("person-group") if (one.get("person-group-type") or "author").rstrip("s") == role]
    people = [one for group in groups for one in group.all(*PEOPLE)]
    if role == "author" and not groups:
        people = [one for one in citation.children_named(*PEOPLE) if one.name != "institution"]
    return tuple(name for one in _outermost(people) if (name := _name(one)))


def _outermost(people: Sequence[XmlElement]) -> Iterator[XmlElement]:
    end = 0
    for one in people:
        if one.start >= end:
            yield one
            end = one.end


def _name(person: XmlElement) -> Name | None:
    family = person.value("surname")
    if family:
        return Name(family, person.value("given-names"), suffix=person.value("suffix"))
    return Name(literal=person.words) if person.words else None


def _date(element: XmlElement) -> Date | None:
    """Its year, month and day; the month is a number or a name."""
    parts = [element.value(name) or "" for name in ("day", "month", "year")]
    return written_date(" ".join(filter(None, parts)) if element.value("year") else element.get("iso-8601-date") or element.words)


def _pages(citation: XmlElement) -> str | None:
    first, last = citation.value("fpage"), citation.value("lpage")
    pages = f"{first}–{last}" if first and last and first != last else first
    return citation.value("page-range") or pages or citation.value("elocation-id")


def _number(citation: XmlElement, kind: str) -> str | None:
    return next(
        (one.words for one in citation.all("pub-id", "object-id") if one.get("pub-id-type").lower() == kind and one.words), None
    )


PLUGIN: type[Format] = JatsFormat

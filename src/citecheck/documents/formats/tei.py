"""TEI documents: footnotes in their place, bibliographies as fields or as text (https://tei-c.org/release/doc/tei-p5-doc/en/html/)."""

import html
from typing import ClassVar

from citecheck.documents.xml_dates import written_date
from citecheck.documents.xml_format import XmlFormat, XmlNote, XmlSource
from citecheck.documents.xml_tree import XmlElement
from citecheck.language.identifiers import doi
from citecheck.model.reference import Item, Name
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Format

HEAD = lazy_pattern(r"<(?:\w+:)?(?:TEI|teiCorpus|TEI\.2)\b|http://www\.tei-c\.org/ns")
FOOTNOTES = ("foot", "end", "bottom", "endnote", "footnote", "margin")
ARTICLE, WHOLE = ("a",), ("m", "j", "s", "u")  # values of title/@level: within a publication, and of one


class TeiFormat(XmlFormat):
    """Editions, journals and theses in TEI."""

    name: ClassVar[str] = "tei"
    suffixes: ClassVar[tuple[str, ...]] = (".tei", ".xml")

    def recognises(self, path: str, head: str) -> bool:
        """True for the namespace or the root element of TEI."""
        return bool(HEAD.search(head)) or path.lower().endswith(".tei")

    def notes(self, root: XmlElement) -> list[XmlNote]:
        """Footnotes of the text, and what bibliographies list. What the header says of the document itself is left out."""
        header = next(root.all("teiHeader"), None)
        start, end = (header.start, header.end) if header else (0, 0)
        listed = {id(one) for entries in root.all("listBibl") for one in entries.all("biblStruct", "bibl", "biblFull")}
        found: list[XmlNote] = []
        taken = 0  # where the last entry ends
        for one in root.elements():
            if one.start < taken or start <= one.start < end:
                continue
            if _is_footnote(one):
                found.append(XmlNote(one.get("n") or one.get("id") or f"u{len(found) + 1}", one, apart=("label",), listed=True))
            elif one.name == "biblStruct" or id(one) in listed:
                found.append(_entry(one, len(found) + 1))
                taken = one.end
        return _distinct(found)

    def link(self, text: str, url: str) -> str:
        """A reference that shows its URL."""
        return f'<ref target="{html.escape(url)}">{html.escape(url)}</ref>'

    def added(self, text: str, element: XmlElement, url: str, doi: str | None) -> tuple[XmlElement, str]:
        """A DOI as ``idno``, a URL as ``ptr``, in the part that is cited."""
        part = element.first("analytic", "monogr") or element
        return part, f'<idno type="DOI">{html.escape(doi)}</idno>' if doi else f'<ptr target="{html.escape(url)}"/>'

    def capture(self, text: str, element: XmlElement, url: str) -> tuple[XmlElement, str]:
        """A note with a link."""
        return element, f"<note>Archived at {self.link(text, url)}</note>"


def _is_footnote(element: XmlElement) -> bool:
    return element.name == "note" and bool({element.get("place"), element.get("type")} & {*FOOTNOTES})


def _distinct(notes: list[XmlNote]) -> list[XmlNote]:
    """The notes with labels that differ: numbers of footnotes may begin again, and those of a bibliography are others."""
    seen: dict[str, int] = {}
    out = []
    for note in notes:
        times = seen[note.label] = seen.get(note.label, 0) + 1
        label = note.label if times == 1 else f"{note.label} ({times})"
        out.append(XmlNote(label, note.element, note.sources, note.apart, note.listed))
    return out


def _entry(element: XmlElement, number: int) -> XmlNote:
    label = element.get("id") or element.get("n") or f"u{number}"
    sources = (_source(element),) if element.name == "biblStruct" else ()
    return XmlNote(label, element, sources, listed=True)


def _source(entry: XmlElement) -> XmlSource:
    analytic, monograph = (next(entry.children_named(name), None) for name in ("analytic", "monogr"))
    part, whole = analytic or monograph or entry, monograph or entry
    title, container = _title(part, ARTICLE if analytic else WHOLE), _title(whole, WHOLE)
    series = next(entry.children_named("series"), None)
    journal = any(one.get("level") == "j" for one in whole.all("title"))
    item = Item(
        type=_type(entry, journal=journal, part=bool(title and analytic)),
        author=_people(part, "author") or (_people(whole, "author") if not analytic else ()),
        editor=_people(whole, "editor"),
        title=title or container,
        container_title=container if title and analytic else None,
        collection_title=_title(series, WHOLE) if series else None,
        publisher=whole.value("publisher"),
        publisher_place=whole.value("pubPlace"),
        issued=next((date for one in whole.all("date") if (date := written_date(one.get("when") or one.words))), None),
        volume=_scope(entry, "volume", "vol"),
        issue=_scope(entry, "issue"),
        page=_scope(entry, "page", "pp"),
        edition=whole.value("edition"),
        doi=doi(_number(entry, "doi") or ""),
        isbn=_number(entry, "isbn"),
        issn=_number(entry, "issn", "eissn"),
        pmid=_number(entry, "pmid"),
        arxiv=(_number(entry, "arxiv") or "").removeprefix("arXiv:") or None,
    )
    return XmlSource(entry, item)


def _type(entry: XmlElement, *, journal: bool, part: bool) -> str:
    if journal:
        return "article-journal" if part else "periodical"
    if entry.first("meeting"):
        return "paper-conference"
    return "chapter" if part else "book" if entry.first("publisher", "pubPlace") or _number(entry, "isbn") else "document"


def _title(parent: XmlElement, levels: tuple[str, ...]) -> str | None:
    titles = [one for one in parent.children_named("title") if one.words and one.get("type") not in ("sub", "alt", "short")]
    return next((one.words for one in [*(t for t in titles if t.get("level") in levels), *titles]), None)


def _people(parent: XmlElement, role: str) -> tuple[Name, ...]:
    return tuple(name for one in parent.children_named(role) if (name := _name(one)))


def _name(person: XmlElement) -> Name | None:
    family = person.value("surname")
    if family:
        given = " ".join(one.words for one in person.all("forename") if one.words)
        return Name(family, given or None, suffix=person.value("genName"))
    return Name(literal=person.words) if person.words else None


def _scope(entry: XmlElement, *units: str) -> str | None:
    """A volume, an issue or pages; the range may stand in attributes."""
    for one in entry.all("biblScope"):
        if (one.get("unit") or one.get("type")) in units:
            first, last = one.get("from"), one.get("to")
            return one.words or (f"{first}–{last}" if first and last and first != last else first) or None
    return None


def _number(entry: XmlElement, *kinds: str) -> str | None:
    return next((one.words for one in entry.all("idno") if one.get("type").lower() in kinds and one.words), None)


PLUGIN: type[Format] = TeiFormat

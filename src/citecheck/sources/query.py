"""Builds the query for a source: its fields, the domains of the publications that its footnote names, and quotations."""

from msgspec.structs import replace

from citecheck.language import publishers
from citecheck.language.publishers import Publisher
from citecheck.language.quotations import quoted_near
from citecheck.language.titles import fold, pieces
from citecheck.model.document import Document, Note
from citecheck.model.reference import Source
from citecheck.protocols import Query
from citecheck.sources import thresholds
from citecheck.sources.asked_kind import ARTICLE, as_asked
from citecheck.sources.quotation_check import is_evidence
from citecheck.sources.title_match import after_name


def query(source: Source) -> Query:
    """Return the query for a source, with the publication's domains from the table of publishers."""
    known, asked = publications(source), as_asked(source)
    domains = dict.fromkeys(domain for one in known for domain in one.domains)
    supposed = asked.item.type == ARTICLE != source.item.type
    return Query(asked, tuple(domains), known[0].path_hints if known else (), source.item.language, supposed=supposed)


def alternative_query(asked: Query) -> Query | None:
    """Return the query for the footnote's alternative reading, None if its title and publication are the same.

    Without an author, a few words and a full stop at the start of the title may be the author.
    """
    item = asked.source.item
    title = after_name(item.title or "") if not item.author else None
    others = (*asked.source.alternatives, *((replace(item, title=title),) if title else ()))
    if not others:
        return None
    other = query(replace(asked.source, item=others[0]))
    known = {*asked.domains, *query(asked.source).domains}
    if fold(other.title) == fold(asked.title) and known.issuperset(other.domains):
        return None
    return replace(asked, source=other.source, domains=other.domains or asked.domains, path_hints=other.path_hints)


def publications(source: Source) -> list[Publisher]:
    """Return the publications that a footnote names, the cited one first, agencies last."""
    title = fold(source.item.title or "")
    people = {fold(part) for name in source.item.author for part in (name.family, name.given, name.literal) if part}
    named = [p for p in pieces(source.text) if len(fold(p)) >= thresholds.PUBLICATION_NAME_LETTERS]
    others = [p for p in named if fold(p) not in title and fold(p) not in people]
    known = [publishers.find(name) for name in (source.item.container_title, source.item.publisher, *others) if name]
    return sorted({one.name: one for one in known if one}.values(), key=lambda one: one.type == "agency")


def quoting(asked: Query, document: Document, note: Note) -> Query:
    """Return the query with the quotations near the footnote's markers."""
    markers = tuple(marker.span for marker in note.text.markers)
    others = tuple(marker.span for other in document.notes for marker in other.markers) if markers else ()
    quoted = tuple(q for q in quoted_near(document.text, markers, others) if is_evidence(q.text))
    return replace(asked, quoted=quoted, alone=len(note.sources) == 1, document_language=document.language)

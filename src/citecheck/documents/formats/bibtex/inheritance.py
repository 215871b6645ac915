"""What an entry takes from others: ``crossref`` from the work that contains it, ``xdata`` from entries that only hold data.

biblatex manual, sections 2.4.1.1 and 3.21 (``crossref``, ``xdata``) and appendix B (which field becomes which). An address, an identifier or
pages of the whole are none of its part, though biber inherits them.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from citecheck.documents.formats.bibtex.syntax import BibtexEntry, BibtexField

DATA = "xdata"  # the type of entries that contain only data, and the field that names them
MAX_DEPTH = 4  # entries that inherit from one another
PARTS = frozenset(
    ("inbook", "incollection", "inproceedings", "inreference", "bookinbook", "suppbook", "suppcollection", "conference")
)
# The parent's fields that have another name in a part of it, and what keeps the name but is only the parent's own.
RENAMED = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
IN_PERIODICAL = {"title": "journaltitle", "subtitle": "journalsubtitle"}
OF_MULTIVOLUME = {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"}
NOT_INHERITED = frozenset(
    (
        "abstract", "annotation", "crossref", "doi", "entryset", "entrysubtype", "eprint", "eprinttype", "archiveprefix", "file", "ids",
        "key", "keywords", "label", "langid", "note", "options", "pages", "pagetotal", "related", "shorttitle", "sortkey", "sorttitle",
        "type", "url", "urldate", "xdata", "xref",
    )
)  # fmt: skip


def with_inherited(entries: Sequence[BibtexEntry]) -> Iterator[BibtexEntry]:
    """The entries, each with the fields that it lacks and inherits."""
    by_key = {entry.key.casefold(): entry for entry in reversed(entries)}
    return (_whole(entry, by_key, MAX_DEPTH) for entry in entries)


def _whole(entry: BibtexEntry, by_key: Mapping[str, BibtexEntry], depth: int) -> BibtexEntry:
    own = {field.name for field in entry.fields if field.value.strip()}
    added = [field for field in _inherited(entry, by_key, depth) if field.name not in own] if depth else []
    return replace(entry, fields=(*entry.fields, *added)) if added else entry


def _inherited(entry: BibtexEntry, by_key: Mapping[str, BibtexEntry], depth: int) -> Iterator[BibtexField]:
    for name in (DATA, "crossref"):
        named = entry.field(name)
        for key in named.value.split(",") if named else ():
            parent = by_key.get(key.strip().casefold())
            if parent is None or parent is entry:
                continue
            whole = _whole(parent, by_key, depth - 1)
            yield from whole.fields if name == DATA else _renamed(entry.type, whole)


def _renamed(kind: str, parent: BibtexEntry) -> Iterator[BibtexField]:
    """The fields of a parent as those of its part."""
    names = OF_MULTIVOLUME if parent.type.startswith("mv") else IN_PERIODICAL if parent.type == "periodical" else RENAMED
    has = {field.name for field in parent.fields}
    for field in parent.fields:
        if field.name in NOT_INHERITED:
            continue
        if field.name in names and (kind in PARTS or names is not RENAMED):
            if names[field.name] not in has:  # BibTeX's own styles copy booktitle
                yield replace(field, name=names[field.name])
        elif field.name not in names:
            yield field

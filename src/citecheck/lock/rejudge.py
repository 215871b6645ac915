"""Judges entries again that an older version decided by a registry's record.

Until 0.1 a record's title and one field sufficed for ``verified``. The stored evidence shows whether the title agrees; it has not all of
the record's authors, so it cannot show that every field does.
"""

from msgspec.structs import replace

from citecheck.lock.file import LockedEvidence, LockEntry

REGISTRIES = frozenset(("crossref", "openalex", "arxiv", "open_library"))
OLDER = "an older version verified it by a registry's title alone; run `citecheck report` to compare every field"


def rejudged(entry: LockEntry) -> LockEntry:
    """Return the entry as it is, or as ``likely`` or ``unchecked`` if an older rule accepted a record."""
    old = [e for e in entry.evidence if e.source in REGISTRIES and e.witness == "page"]
    if entry.decided == "person" or entry.state not in ("verified", "likely") or not old:
        return entry
    from citecheck.sources.record_titles import compare_titles

    if wrong := [e for e in old if e.variable == "title" and compare_titles(e.cited, e.found).level in ("word", "number")]:
        others = tuple(e for e in entry.evidence if e not in wrong)
        title = (LockedEvidence("title", e.cited, e.found, e.source, "contradicted", e.bits, "record") for e in wrong)
        return replace(entry, state="likely", evidence=(*title, *others), reason="found, but: title differs")
    return replace(entry, state="unchecked", url=None, probability=None, evidence=(), reason=OLDER)

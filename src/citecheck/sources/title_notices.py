"""Notices that stand in the title of a page or record only: "RETRACTED: …"."""

from msgspec.structs import replace

from citecheck.language.notice_titles import mark_of
from citecheck.model.knowledge import Notice, Resolution

ENDING = frozenset(("retraction", "withdrawal", "removal"))
PAGE = "the page"  # in place of a service


def with_title_notice(found: Resolution) -> Resolution:
    """The resolution of a work that was found, with what the mark in its title says, unless a registry's notice says it.

    A mark that the note cites too is known to its writer, or is the work's own title: "Withdrawn: A Story".
    """
    if found.state not in ("verified", "likely") or any(notice.kind in ENDING for notice in found.notices):
        return found
    for evidence in found.evidence:
        if evidence.variable == "title" and not mark_of(evidence.cited) and (mark := mark_of(evidence.found)):
            service = evidence.source if evidence.witness == "record" else PAGE
            return replace(found, notices=(*found.notices, Notice(mark, service=service)))
    return found

"""An "ibid.", "op. cit." or "supra note 4" that refers to no source.

The note that it referred to was moved, renumbered or removed, or two notes fit.

To fix: cite the source in full, or refer to the right note.
"""

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC110", "open-short-form", "note", needs="text")
def open_short_form(result: DocumentResult) -> Drafts:
    for source_result in result.source_results:
        if source_result.source.short and source_result.source.refers_to is None:
            yield at_source(result, source_result, "this short form does not say which source it refers to")


PLUGIN = open_short_form

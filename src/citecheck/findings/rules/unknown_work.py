"""A work that none of the decisive services for its kind knows.

Reported only for articles and papers of conferences in English, if all services that were asked answered, and one of them has other works
of that publication and year; or if two registries answered and the works of its kind and time are nearly all registered (articles since
2000, papers of the large conferences); and for preprints that their own server, arXiv, does not know. The finding says which. That no service knows a news page, a book or a report proves nothing. Nothing is reported where a person decided that
there is no URL. The work may be rare, or exist in print only; it may also not exist.

To fix: search for the source again; give an identifier or a URL.
"""

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC308", "unknown-work", "note", needs="sources")
def unknown_work(result: DocumentResult) -> Drafts:
    for source_result in result.source_results:
        known = source_result.resolution
        if known and known.state == "not-found" and known.decided == "machine":
            yield at_source(result, source_result, f"no service knows this work: {known.reason}")


PLUGIN = unknown_work

"""What remains of a lost URL: `,-minister-says`, `html` after a comma, half a path.

Converters and content management systems remove links and leave parts of them. The remainder helps to find the page, but does not
belong in the note.

To fix: replace it with the URL, or let `citecheck repair` propose it.
"""

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._repairs import fixes_of
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.repair import AddUrl
from citecheck.model.report import DocumentResult


@rule("CC107", "url-residue", "warning", needs="text")
def url_residue(result: DocumentResult) -> Drafts:
    for source_result in result.source_results:
        if source_result.source.url_residue:
            fixes = fixes_of(source_result, AddUrl)
            yield at_source(result, source_result, f"remainder of a lost URL: {source_result.source.url_residue}", fixes=fixes)


PLUGIN = url_residue

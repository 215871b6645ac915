"""A citation that prints another year or title than the data that the document has of it.

Zotero, Mendeley and Word keep the data of each work in the document, web pages have them in COinS or linked data, and articles in JATS
beside the printed reference. Where somebody changed the printed text by hand, or corrected the library later, the two differ. A shortened title, the words that a style adds or leaves out, and American spelling are no difference; neither is
a year that stands anywhere in the data, such as that of the first edition.

To fix: find out which of the two is right. Correct the work in the library and refresh the document, or undo the change of the text.
"""

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._evidence import marked
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult

WORDS = {"issued": "year", "title": "title"}


@rule("CC314", "differs-from-data", "note", needs="text")
def differs_from_data(result: DocumentResult) -> Drafts:
    for source_result in result.source_results:
        for one in source_result.source.differs:
            printed, known = marked(one.printed, one.data) if one.variable == "title" else (one.printed, one.data)
            message = f"prints another {WORDS[one.variable]} than its data have: printed “{printed}”, in the data “{known}”"
            severity = "warning" if one.variable == "issued" else "note"
            yield at_source(result, source_result, message, fields=(one.variable,), severity=severity)


PLUGIN = differs_from_data

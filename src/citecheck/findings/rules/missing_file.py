"""A link to a file of the same repository that is not there.

Whoever follows it gets an error: the file was renamed, moved or deleted, or its name differs in capitals, which only some systems ignore.

Nothing is reported for pages that a publisher such as MkDocs, Sphinx or Hugo may make of other files. Links that begin with a slash are looked
up in the folder that `[links] root` names, or in the named folder if that is a built site: HTML with an `index.html`, in which most of these links
lead to files. Without either, nothing is reported for them.

To fix: link to the file's new name, or remove the link.
"""

from citecheck.findings.rules._at import at_url
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC111", "missing-file", "warning", needs="text")
def missing_file(result: DocumentResult) -> Drafts:
    for one in result.document.broken_links:
        if one.lacks == "file":
            yield at_url(one.address, f"there is no file {one.address.url}{f'; {one.hint} is there' if one.hint else ''}")


PLUGIN = missing_file

"""A link to a file of the same repository that is not there.

Whoever follows it gets an error: the file was renamed, moved or deleted, or its name differs in capitals, which only some systems ignore.

Links, images and included files are read in Markdown, notebooks, HTML, AsciiDoc, Org, reStructuredText and Typst, and what roles and directives of
Sphinx name, such as the documents of a `toctree`. Nothing is reported for pages
that a publisher such as MkDocs, Sphinx, Antora or Hugo may make of other files, for paths with attributes or variables, and in AsciiDoc and
reStructuredText for the links of a file that others include. Links that begin with a slash are looked
up in the folder that `[links] root` names, or in the named folder if that is a built site: HTML with an `index.html`, in which most of these links
lead to files. Without either, nothing is reported for them.

The finding has severity info if the file is there from a folder above, from which pandoc and others read a document's links.

To fix: link to the file's new name, or remove the link.
"""

from citecheck.findings.rules._at import at_url
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC111", "missing-file", "warning", needs="text")
def missing_file(result: DocumentResult) -> Drafts:
    for one in result.document.broken_links:
        if one.lacks == "file":
            there = f"; {one.hint} is there" if one.hint else ""
            yield at_url(one.address, f"there is no file {one.address.url}{there}", severity="note" if one.doubtful else None)


PLUGIN = missing_file

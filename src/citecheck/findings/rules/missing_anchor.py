"""A link to a place in a file of the same repository that the file does not have, or to a label that no file of the project has.

The file exists, but no heading or element has this name: the heading was renamed. Names of headings count as GitHub, GitLab, MkDocs, Sphinx,
pandoc, Jekyll and Asciidoctor make them; Org's headings (`*Heading`) and Typst's labels count too. Nothing is reported if parts of the page are
filled in when it is made, or if the document is a part of another one.

A reference by name in reStructuredText (`` `Name`_ ``) is reported if nothing in the document has that name, which docutils calls an unknown target.

Labels are those of `:ref:` and `:numref:` in reStructuredText, and of `{ref}`, `{numref}` and `[words](#label)` in MyST. They are looked for in every
file of the repository, if a `conf.py` lists extensions of which none makes labels of its own: not with intersphinx or autosectionlabel, and
not if the build makes documents.

To fix: link to the new name of the heading, or to the file without one.
"""

from citecheck.findings.rules._at import at_url
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC112", "missing-anchor", "warning", needs="text")
def missing_anchor(result: DocumentResult) -> Drafts:
    for one in result.document.broken_links:
        if one.lacks == "anchor":
            place, _, anchor = one.address.url.partition("#")
            hint = f"; {one.hint} is there" if one.hint else ""
            yield at_url(one.address, f"{place or 'this document'} has no anchor #{anchor}{hint}")
        elif one.lacks == "label":
            yield at_url(one.address, f"no file of this project has the label {one.address.url}")


PLUGIN = missing_anchor

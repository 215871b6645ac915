"""A citecheck-ignore comment without a code or a reason.

`citecheck-ignore CC204: a login is needed until 2027-01-01` has both, and an end date. A code that no rule has hides nothing.

To fix: add the code and the reason.
"""

from citecheck.findings.rules._at import at_comment
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC903", "vague-suppression", "note", needs="suppressions")
def vague_suppression(result: DocumentResult) -> Drafts:
    for comment in result.suppressions:
        lacks = [word for word, there in (("a code", comment.codes), ("a reason", comment.reason)) if not there]
        if lacks:
            yield at_comment(comment, f"this comment names no {' and no '.join(word.split()[1] for word in lacks)}")


PLUGIN = vague_suppression

"""A citecheck-ignore comment that hides no finding.

What it hid was fixed, or its code is mistyped. It would hide the next finding.

To fix: remove the comment.
"""

from citecheck.findings.rules._at import at_comment, is_expired
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC901", "unused-suppression", "note", needs="suppressions")
def unused_suppression(result: DocumentResult) -> Drafts:
    for comment in result.suppressions:
        if not comment.used and not is_expired(comment, result):
            yield at_comment(comment, f"nothing to ignore here for {', '.join(comment.codes) or 'any rule'}")


PLUGIN = unused_suppression

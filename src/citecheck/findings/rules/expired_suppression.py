"""A citecheck-ignore comment with an end date that has passed.

The findings that it hid are reported again.

To fix: fix the finding, or set a later date.
"""

from citecheck.findings.rules._at import at_comment, is_expired
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.report import DocumentResult


@rule("CC902", "expired-suppression", "note", needs="suppressions")
def expired_suppression(result: DocumentResult) -> Drafts:
    for comment in result.suppressions:
        if is_expired(comment, result):
            yield at_comment(comment, f"this comment was valid until {comment.until}")


PLUGIN = expired_suppression

"""A source that could not be checked: a service did not answer, or its page could not be read.

No answer proves nothing. A run without a network connection says so once, not for each source, and repeats what an earlier run recorded;
a link that could not be checked is reported by the rule for links.

To fix: run again later.
"""

from citecheck.findings.rules._at import at_source
from citecheck.findings.rules._rule import Drafts, rule
from citecheck.model.knowledge import Silent
from citecheck.model.report import DocumentResult
from citecheck.model.web import Blocked, Gone, SoftGone, Unchecked, Unreachable

REPORTED_AS_LINKS = (Blocked, Gone, SoftGone, Unchecked, Unreachable)


def _silent(services: tuple[Silent, ...]) -> str:
    return f" (no answer: {', '.join(f'{s.service}: {s.reason}' for s in services)})" if services else ""


@rule("CC309", "unchecked-source", "note", needs="sources")
def unchecked_source(result: DocumentResult) -> Drafts:
    """Skips sources with a URL that another rule reports."""
    for source_result in result.source_results:
        known = source_result.resolution
        if not known or known.state != "unchecked" or isinstance(source_result.link, REPORTED_AS_LINKS):
            continue
        if known.reason != result.offline:  # it is this run's reason, or what a run with a network recorded
            yield at_source(result, source_result, f"not checked: {known.reason}{_silent(known.silent)}")


PLUGIN = unchecked_source

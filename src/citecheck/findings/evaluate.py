"""What is wrong with an examined document: every rule is asked, findings come in the document's order.

What a comment or the settings ask to pass over is set aside, not lost; comments that hid nothing are themselves told.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from citecheck.documents import suppressions
from citecheck.faults import error_boundary
from citecheck.findings.per_file import PerFileIgnores
from citecheck.findings.suppressing import SuppressionIndex
from citecheck.language.secrets import shown
from citecheck.model.finding import Finding, FindingDraft, Fix, Severity, Suppressed, Suppression
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


@dataclass(frozen=True, slots=True)
class Policy:
    """Which rules are asked, how much their findings weigh, and what is passed over where.

    ``severities`` maps a code to its severity.
    """

    rules: tuple[Rule, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    per_file: PerFileIgnores = field(default_factory=lambda: PerFileIgnores({}))

    def needs(self, what: Needs) -> bool:
        """Whether any rule needs that."""
        return any(rule.needs == what for rule in self.rules)


def judge(result: DocumentResult, policy: Policy) -> DocumentResult:
    """The document with its findings, those set aside, and the comments that set them aside."""
    faults: list[str] = []
    found = [
        finding for rule in policy.rules if rule.needs != "suppressions" for finding in _findings(rule, result, policy, faults)
    ]
    comments = _comments(result, faults)
    kept, aside, marked = _pass_over(found, comments, result, policy)
    result = replace(result, suppressions=_to_question(marked, result, policy))
    late = [finding for rule in policy.rules if rule.needs == "suppressions" for finding in _findings(rule, result, policy, faults)]
    late_kept, late_aside, _ = _pass_over(late, (), result, policy)
    told = _sorted([*kept, *late_kept])
    return replace(result, findings=told, suppressed=(*aside, *late_aside), faults=(*result.faults, *faults))


def _findings(rule: Rule, result: DocumentResult, policy: Policy, faults: list[str]) -> Sequence[Finding]:
    """What a rule finds; nothing, and a line more in ``faults``, where it could not be asked to the end."""
    usual = policy.severities.get(rule.code)
    with error_boundary() as fault:
        flaws = rule.judge(result)
        return [_finding(rule, flaw, usual or flaw.severity or rule.severity, result.document.path) for flaw in flaws]
    faults.append(f"rule {rule.code} ({rule.name}) could not be asked: {fault.cause}")
    return ()


def _comments(result: DocumentResult, faults: list[str]) -> tuple[Suppression, ...]:
    with error_boundary() as fault:
        return tuple(_within(suppressions.find(result.document), result))
    faults.append(f"its comments to citecheck could not be read: {fault.cause}")
    return ()


def _finding(rule: Rule, flaw: FindingDraft, severity: Severity, path: str) -> Finding:
    return Finding(
        rule.code,
        rule.name,
        severity,
        shown(flaw.message),
        path,
        flaw.place,
        flaw.span,
        flaw.label,
        flaw.source,
        flaw.url,
        tuple(fix for fix in flaw.fixes if _tells_no_key(fix)),
        fingerprint(rule.code, flaw.subject),
    )


def _tells_no_key(fix: Fix) -> bool:
    """Whether a fix may be shown: one that repeats a password or key of the document's is left to `citecheck repair`."""
    return all(shown(text) == text for edit in fix.edits for text in (edit.expected, edit.replacement))


def fingerprint(code: str, subject: str) -> str:
    """Sixteen hexadecimal digits of what is found, without its file and line."""
    return hashlib.sha256(f"{code}\0{subject}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _within(comments: Iterable[Suppression], result: DocumentResult) -> Iterator[Suppression]:
    """The comments; one within a note speaks of that note and not of the line after it."""
    lines = sorted(found for note in result.notes if (found := note.text.lines))
    starts, ends = [first for first, _ in lines], list(accumulate((last for _, last in lines), max))
    for comment in comments:
        at = comment.place.line or 0
        before = bisect_right(starts, at)
        inside = before > 0 and at <= ends[before - 1]
        yield replace(comment, last=comment.first) if inside and comment.first == at else comment


def _pass_over(
    found: Sequence[Finding], comments: tuple[Suppression, ...], result: DocumentResult, policy: Policy
) -> tuple[list[Finding], list[Suppressed], tuple[Suppression, ...]]:
    """What stays, what is set aside, and the comments, marked where they were of use."""
    kept, aside, used = [], [], set()
    labels = {finding.label for finding in found}
    lines = {note.label: lines for note in result.notes if note.label in labels and (lines := note.text.lines)}
    hiding = SuppressionIndex.of(comments, result)
    for finding in found:
        if not _concerns(result, finding, lines):
            continue
        at = hiding.first(finding, lines)
        if at is not None:
            used.add(at)
            aside.append(Suppressed(finding, "in-source", comments[at].reason))
        elif pattern := policy.per_file.pattern_for(finding):
            aside.append(Suppressed(finding, "external", f"per-file-ignores: {pattern}"))
        else:
            kept.append(finding)
    return kept, aside, tuple(replace(c, used=n in used) for n, c in enumerate(comments))


def _concerns(result: DocumentResult, finding: Finding, lines: Mapping[str, tuple[int, int]]) -> bool:
    """Whether a finding is on the lines that the run is about, or in a note that is."""
    note = lines.get(finding.label or "")
    return result.document.concerns(finding.place.line) or bool(note and result.document.concerns(*note))


def _to_question(comments: tuple[Suppression, ...], result: DocumentResult, policy: Policy) -> tuple[Suppression, ...]:
    """The comments, those marked as used of which this run could not tell: their rules were not asked, or nobody was."""
    able = [r for r in policy.rules if r.needs == "text" or not result.offline]

    def told(comment: Suppression) -> bool:
        return not comment.codes or any(r.code.startswith(code) or r.name == code for r in able for code in comment.codes)

    return tuple(comment if told(comment) else replace(comment, used=True) for comment in comments)


def _sorted(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda f: (f.place.line or 0, f.place.column or 0, f.code)))

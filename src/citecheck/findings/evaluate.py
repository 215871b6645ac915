"""Runs the rules over an examined document; findings come in the document's order.

Findings hidden by a comment or the settings are kept as suppressed. Comments that hide nothing are findings themselves.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from msgspec import Struct, field
from msgspec.structs import replace

from citecheck.documents import suppressions
from citecheck.faults import error_boundary
from citecheck.findings.per_file import PerFileIgnores
from citecheck.findings.suppressing import SuppressionIndex
from citecheck.language.secrets import shown
from citecheck.model.finding import Finding, FindingDraft, Fix, Severity, Suppressed, Suppression
from citecheck.model.report import DocumentResult
from citecheck.protocols import Needs, Rule


class Policy(Struct, frozen=True):
    """Which rules run, the configured severity by code, and which findings each file ignores."""

    rules: tuple[Rule, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    per_file: PerFileIgnores = field(default_factory=lambda: PerFileIgnores({}))

    def needs(self, what: Needs) -> bool:
        """Whether any rule needs ``what``."""
        return any(rule.needs == what for rule in self.rules)


def judge(result: DocumentResult, policy: Policy) -> DocumentResult:
    """The document with its findings, the suppressed ones, and the ignore comments."""
    faults: list[str] = []
    found = [
        finding for rule in policy.rules if rule.needs != "suppressions" for finding in _findings(rule, result, policy, faults)
    ]
    comments = _comments(result, faults)
    kept, suppressed, marked = _suppress(found, comments, result, policy)
    result = replace(result, suppressions=_without_unknown(marked, result, policy))
    late = [finding for rule in policy.rules if rule.needs == "suppressions" for finding in _findings(rule, result, policy, faults)]
    late_kept, late_suppressed, _ = _suppress(late, (), result, policy)
    findings = sorted([*kept, *late_kept], key=lambda f: (f.place.line or 0, f.place.column or 0, f.code))
    return replace(result, findings=tuple(findings), suppressed=(*suppressed, *late_suppressed), faults=(*result.faults, *faults))


def _findings(rule: Rule, result: DocumentResult, policy: Policy, faults: list[str]) -> Sequence[Finding]:
    """The findings of a rule; none, and a line added to ``faults``, if it raises."""
    usual = policy.severities.get(rule.code)
    with error_boundary() as fault:
        drafts = rule.judge(result)
        return [_finding(rule, draft, usual or draft.severity or rule.severity, result.document.path) for draft in drafts]
    faults.append(f"rule {rule.code} ({rule.name}) failed: {fault.cause}")
    return ()


def _comments(result: DocumentResult, faults: list[str]) -> tuple[Suppression, ...]:
    with error_boundary() as fault:
        return tuple(_within(suppressions.find(result.document), result))
    faults.append(f"its citecheck-ignore comments could not be read: {fault.cause}")
    return ()


def _finding(rule: Rule, draft: FindingDraft, severity: Severity, path: str) -> Finding:
    return Finding(
        rule.code,
        rule.name,
        severity,
        shown(draft.message),
        path,
        draft.place,
        draft.span,
        draft.label,
        draft.source,
        draft.url,
        tuple(fix for fix in draft.fixes if _has_no_secret(fix)),
        fingerprint(rule.code, draft.subject),
        fields=draft.fields,
    )


def _has_no_secret(fix: Fix) -> bool:
    """Whether a fix may be shown: one with a password or key of the document is left to `citecheck repair`."""
    return all(shown(text) == text for edit in fix.edits for text in (edit.expected, edit.replacement))


def fingerprint(code: str, subject: str) -> str:
    """A hash of rule and subject, independent of file and line: 16 hexadecimal digits."""
    return hashlib.sha256(f"{code}\0{subject}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _within(comments: Iterable[Suppression], result: DocumentResult) -> Iterator[Suppression]:
    """The comments; one inside a note applies to that note, not to the following line."""
    lines = sorted(found for note in result.notes if (found := note.text.lines))
    starts, ends = [first for first, _ in lines], list(accumulate((last for _, last in lines), max))
    for comment in comments:
        at = comment.place.line or 0
        before = bisect_right(starts, at)
        inside = before > 0 and at <= ends[before - 1]
        yield replace(comment, last=comment.first) if inside and comment.first == at else comment


def _suppress(
    found: Sequence[Finding], comments: tuple[Suppression, ...], result: DocumentResult, policy: Policy
) -> tuple[list[Finding], list[Suppressed], tuple[Suppression, ...]]:
    """Findings to keep, suppressed findings, and the comments with those that hid something marked as used."""
    kept, suppressed, used = [], [], set()
    labels = {finding.label for finding in found}
    lines = {note.label: lines for note in result.notes if note.label in labels and (lines := note.text.lines)}
    hiding = SuppressionIndex.of(comments, result)
    for finding in found:
        if not _concerns(result, finding, lines):
            continue
        at = hiding.first(finding, lines)
        if at is not None:
            used.add(at)
            suppressed.append(Suppressed(finding, "in-source", comments[at].reason))
        elif pattern := policy.per_file.pattern_for(finding):
            suppressed.append(Suppressed(finding, "external", f"per-file-ignores: {pattern}"))
        else:
            kept.append(finding)
    return kept, suppressed, tuple(replace(c, used=n in used) for n, c in enumerate(comments))


def _concerns(result: DocumentResult, finding: Finding, lines: Mapping[str, tuple[int, int]]) -> bool:
    """Whether a finding is on a line, or in a note, that the run covers (``--since``)."""
    note = lines.get(finding.label or "")
    return result.document.concerns(finding.place.line) or bool(note and result.document.concerns(*note))


def _without_unknown(comments: tuple[Suppression, ...], result: DocumentResult, policy: Policy) -> tuple[Suppression, ...]:
    """The comments; those for rules that did not run, or ran without the network, are marked as used."""
    rules = [r for r in policy.rules if r.needs == "text" or not result.offline]

    def is_known(comment: Suppression) -> bool:
        return not comment.codes or any(r.code.startswith(code) or r.name == code for r in rules for code in comment.codes)

    return tuple(comment if is_known(comment) else replace(comment, used=True) for comment in comments)

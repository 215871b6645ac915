"""``citecheck-baseline.json``: accepted findings, so that only new ones fail.

A finding is identified by its file, its rule and its subject, not by its line. Findings beyond the accepted count are new.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from citecheck.language.nesting import check_depth
from citecheck.language.surrogates import well_formed
from citecheck.model.errors import UsageError
from citecheck.model.finding import Finding, Suppressed
from citecheck.model.report import DocumentResult

SCHEMA = "citecheck/baseline/1"
# Rules for what could not be checked. The next run may check it, so the baseline never accepts it.
UNCHECKED_RULES = frozenset(("blocked-link", "unreachable-link", "unchecked-link", "unchecked-source"))


class AcceptedFinding(Struct, frozen=True):
    """An accepted finding and how often it may occur. ``path`` is relative to the baseline's folder; ``message`` is for readers of the file."""

    path: str
    rule: str
    fingerprint: str
    count: int
    message: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.path, self.rule, self.fingerprint


class _File(Struct, frozen=True):
    schema: str
    findings: tuple[AcceptedFinding, ...] = ()


def load(path: str, data: bytes) -> tuple[AcceptedFinding, ...]:
    """Read a baseline. Raises ``UsageError``."""
    try:
        check_depth(data)
        read = msgspec.json.decode(data, type=_File)
    except (ValueError, RecursionError) as error:  # msgspec's DecodeError, TooDeep, and bytes that are no UTF-8
        advice = "restore it from version control, or delete it and run `citecheck baseline create`"
        raise UsageError(f"{path}: the baseline is damaged: {error}; {advice}") from None
    if read.schema != SCHEMA:
        raise UsageError(
            f"{path}: its schema is {read.schema!r}, this citecheck reads {SCHEMA}; update citecheck, or name another file"
        )
    return read.findings


def dump(accepted: Iterable[AcceptedFinding]) -> bytes:
    """The file's bytes: sorted and indented, so that branches merge line by line."""
    entries = [msgspec.to_builtins(one) for one in sorted(accepted, key=lambda one: one.key)]
    text = json.dumps({"schema": SCHEMA, "findings": entries}, ensure_ascii=False, indent=2)
    return f"{well_formed(text)}\n".encode()


def accept(path: str, findings: Iterable[Finding]) -> tuple[AcceptedFinding, ...]:
    """The entries that accept these findings of one file."""
    found = [f for f in findings if f.name not in UNCHECKED_RULES]
    counts = Counter((f.code, f.fingerprint) for f in found)
    messages = {(f.code, f.fingerprint): f.message for f in reversed(found)}
    return tuple(AcceptedFinding(path, *key, count, " ".join(messages[key].split())) for key, count in counts.items())


def set_aside(result: DocumentResult, path: str, accepted: Sequence[AcceptedFinding]) -> DocumentResult:
    """The document with the findings accepted for its path moved to ``suppressed``."""
    findings = marked(result, path, accepted).findings
    suppressed = (Suppressed(one, "external", "accepted in the baseline") for one in findings if one.accepted)
    return replace(result, findings=tuple(f for f in findings if not f.accepted), suppressed=(*result.suppressed, *suppressed))


def marked(result: DocumentResult, path: str, accepted: Sequence[AcceptedFinding]) -> DocumentResult:
    """The document with the findings accepted for its path marked as accepted."""
    left = Counter({(one.rule, one.fingerprint): one.count for one in accepted if one.path == path})
    findings = []
    for finding in result.findings:
        key = (finding.code, finding.fingerprint)
        findings.append(replace(finding, accepted=left[key] > 0))
        left[key] -= 1
    return replace(result, findings=tuple(findings))


def prune(
    accepted: Iterable[AcceptedFinding], found: Mapping[str, Sequence[AcceptedFinding]], codes: frozenset[str]
) -> tuple[AcceptedFinding, ...]:
    """The accepted findings that still occur. Entries for files outside ``found`` (by path) and for rules outside ``codes`` are kept."""
    counts = {one.key: one.count for findings in found.values() for one in findings}
    kept = (
        replace(one, count=min(one.count, counts.get(one.key, 0))) if one.path in found and one.rule in codes else one
        for one in accepted
    )
    return tuple(one for one in kept if one.count)

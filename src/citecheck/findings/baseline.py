"""``citecheck-baseline.json``: findings that were accepted as they are, so that only new ones fail.

A finding is recognised by its file, its rule and what it is about, never by its line. Where the same is found more often than it was
accepted, the rest is new.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from citecheck.language.nesting import check_depth
from citecheck.language.surrogates import well_formed
from citecheck.model.errors import UsageError
from citecheck.model.finding import Finding, Suppressed
from citecheck.model.report import DocumentResult

SCHEMA = "citecheck/baseline/1"
# What could not be checked today may be checked tomorrow: nobody accepts that once for all.
NOT_ACCEPTED = frozenset(("blocked-link", "unreachable-link", "unchecked-link", "unchecked-source"))


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """A finding as often as it was accepted. ``path`` is relative to the baseline's folder; ``message`` is for people who read the file."""

    path: str
    rule: str
    fingerprint: str
    count: int
    message: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.path, self.rule, self.fingerprint


@dataclass(frozen=True, slots=True)
class _File:
    schema: str
    findings: tuple[AcceptedFinding, ...] = ()


def load(path: str, data: bytes) -> tuple[AcceptedFinding, ...]:
    """Reads a baseline. Raises ``UsageError`` that says what is wrong and what to do."""
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
    """The file: sorted, two spaces, so that branches merge line by line."""
    told = [msgspec.to_builtins(one) for one in sorted(accepted, key=lambda one: one.key)]
    text = json.dumps({"schema": SCHEMA, "findings": told}, ensure_ascii=False, indent=2)
    return f"{well_formed(text)}\n".encode()


def accept(path: str, findings: Iterable[Finding]) -> tuple[AcceptedFinding, ...]:
    """What would accept these findings of one file."""
    found = [f for f in findings if f.name not in NOT_ACCEPTED]
    counts = Counter((f.code, f.fingerprint) for f in found)
    messages = {(f.code, f.fingerprint): f.message for f in reversed(found)}
    return tuple(AcceptedFinding(path, *key, count, " ".join(messages[key].split())) for key, count in counts.items())


def set_aside(result: DocumentResult, path: str, accepted: Sequence[AcceptedFinding]) -> DocumentResult:
    """The document without what was accepted for its path, which is set aside as passed over."""
    told = marked(result, path, accepted).findings
    aside = (Suppressed(one, "external", "accepted in the baseline") for one in told if one.accepted)
    return replace(result, findings=tuple(f for f in told if not f.accepted), suppressed=(*result.suppressed, *aside))


def marked(result: DocumentResult, path: str, accepted: Sequence[AcceptedFinding]) -> DocumentResult:
    """The document with what was accepted for its path marked as such."""
    left = Counter({(one.rule, one.fingerprint): one.count for one in accepted if one.path == path})
    told = []
    for finding in result.findings:
        key = (finding.code, finding.fingerprint)
        told.append(replace(finding, accepted=left[key] > 0))
        left[key] -= 1
    return replace(result, findings=tuple(told))


def prune(
    accepted: Iterable[AcceptedFinding], found: Mapping[str, Sequence[AcceptedFinding]], told: frozenset[str]
) -> tuple[AcceptedFinding, ...]:
    """What is still found of what was accepted.

    ``found`` is by path; paths that are not in it were not looked at. ``told`` are the codes of rules that this run could ask; of
    others nothing is known.
    """
    counts = {one.key: one.count for findings in found.values() for one in findings}
    kept = (
        replace(one, count=min(one.count, counts.get(one.key, 0))) if one.path in found and one.rule in told else one
        for one in accepted
    )
    return tuple(one for one in kept if one.count)

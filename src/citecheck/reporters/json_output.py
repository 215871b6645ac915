"""The JSON output, a stable interface for other programs: ``citecheck/parse/1``, ``citecheck/resolve/1``, ``citecheck/check/1`` and ``citecheck/report/1``.

Fields may be added; removing or renaming one needs a new ``schema``.
"""

from collections import Counter
from typing import Any

from msgspec.structs import asdict

from citecheck.citations.fingerprint import fingerprint
from citecheck.language.secrets import public, shown, shown_item
from citecheck.model.completeness import Completeness, of_document, of_documents
from citecheck.model.csl import to_csl
from citecheck.model.document import Address, Document, Note
from citecheck.model.finding import SEVERITIES, Finding, Fix
from citecheck.model.knowledge import Evidence, Notice, QuoteCheck, Scored, Silent
from citecheck.model.reference import Source
from citecheck.model.report import DocumentResult, Earlier, Report, SourceResult
from citecheck.model.web import Link, Unlinked, permanent, verdict

PARSE = "citecheck/parse/1"
RESOLVE = "citecheck/resolve/1"
CHECK = "citecheck/check/1"
REPORT = "citecheck/report/1"
CANDIDATES = 10  # per source, at most


def parse(result: DocumentResult) -> dict[str, Any]:
    """The output of ``citecheck parse --format json``."""
    return {"schema": PARSE, "document": document(result.document), "notes": [note(n) for n in result.notes]}


def resolve(result: DocumentResult) -> dict[str, Any]:
    """The output of ``citecheck resolve --format json``: ``parse`` with a resolution for each source."""
    by_source = {(id(d.note), d.number): d for d in result.source_results}
    notes = []
    for one in result.notes:
        made = note(one)
        for number, source in enumerate(made["sources"], 1):
            source["resolution"] = resolution(by_source[id(one), number])
        notes.append(made)
    return {"schema": RESOLVE, "document": document(result.document), "notes": notes}


def report(made: Report) -> dict[str, Any]:
    """The JSON of a whole report: run data, counts, and each document as ``resolve``."""
    return {
        "schema": REPORT,
        "citecheck": made.version,
        "started": made.started.isoformat(timespec="seconds") if made.started else None,
        "offline": made.offline,
        "interrupted": made.interrupted,
        "completeness": counts(of_documents(made.documents)),
        "documents": [resolve(one) | {"completeness": counts(of_document(one))} for one in made.documents],
        "unread": [{"path": one.path, "message": one.message} for one in made.unread],
        "history": [earlier(one) for one in made.history],
    }


def earlier(run: Earlier) -> dict[str, Any]:
    """The counts of an earlier run, for the trend."""
    return {
        "started": run.started.isoformat(timespec="seconds"),
        "whole": run.whole,
        "verified": run.verified,
        "percent": run.percent,
    }


def check(made: Report) -> dict[str, Any]:
    """The output of ``citecheck check --format json``: findings, every URL with its verdict, and counts."""
    return {
        "schema": CHECK,
        "findings": [finding(f) for one in made.documents for f in one.findings],
        "links": [link(one.document.path, *pair) for one in made.documents for pair in one.links],
        "summary": summary(made),
    }


def finding(found: Finding) -> dict[str, Any]:
    """A finding; the offsets of its edits are code points in the document's text."""
    return {
        "rule": found.code,
        "name": found.name,
        "severity": found.severity,
        "path": found.path,
        "line": found.place.line,
        "column": found.place.column,
        **({"part": found.place.part} if found.place.part else {}),
        "message": found.message,
        "label": found.label,
        "source": found.source,
        "fields": list(found.fields),
        "url": found.url and shown(found.url),
        "fixes": [fix(f) for f in found.fixes],
        "fingerprint": found.fingerprint,
    }


def fix(proposed: Fix) -> dict[str, Any]:
    """A proposed repair."""
    edits = [
        {"start": e.span.start, "end": e.span.end, "expected": e.expected, "replacement": e.replacement}
        | ({"part": e.part} if e.part else {})
        for e in proposed.edits
    ]
    return {"description": proposed.description, "safe": proposed.safe, "edits": edits}


def link(path: str, address: Address, known: Link) -> dict[str, Any]:
    """A URL with its verdict."""
    return {
        "url": shown(address.url),
        "verdict": verdict(known),
        "status": getattr(known, "status", None),
        "final_url": shown(getattr(known, "final_url", None) or "") or None,
        "reason": shown(getattr(known, "reason", "")),
        "tries": getattr(known, "tries", 0),
        "path": path,
        "line": address.place.line,
        "column": address.place.column,
    }


def summary(made: Report) -> dict[str, Any]:
    """Counts over all documents, and what could not be done."""
    findings = Counter(f.severity for one in made.documents for f in one.findings)
    links = Counter(verdict(known) for one in made.documents for _, known in one.links)
    return {
        "documents": len(made.documents),
        "findings": {severity: findings[severity] for severity in SEVERITIES},
        "links": dict(sorted(links.items())),
        "completeness": counts(of_documents(made.documents)),
        "offline": made.offline,
        "interrupted": made.interrupted,
        "unread": [{"path": one.path, "message": one.message} for one in made.unread],
    }


def counts(made: Completeness) -> dict[str, int | None]:
    """Completeness counts with the percentages, null if there is nothing to count."""
    return {name: count for name, count in asdict(made).items() if name != "repaired"} | {
        "percent": made.percent,
        "repaired_percent": made.repaired_percent,
    }


def document(read: Document) -> dict[str, Any]:
    """A document's metadata."""
    return {"path": read.path, "format": read.format, "sha256": read.sha256, "language": read.language}


def note(read: Note) -> dict[str, Any]:
    """A note with its sources; a missing note has no position."""
    text = read.text
    return {
        "label": text.label,
        "status": text.status,
        "kind": read.kind,
        "line": text.place.line,
        "column": text.place.column,
        **({"part": text.place.part} if text.place.part else {}),
        "start": text.span.start if text.span else None,
        "end": text.span.end if text.span else None,
        "raw": text.raw and shown(text.raw),
        "markers": [
            *({"line": m.place.line, "column": m.place.column} for m in text.markers),
            *({"line": m.place.line, "column": m.place.column, "path": path} for path, m in text.called_from),
        ],
        "sources": [source(s) for s in read.sources],
    }


def source(read: Source) -> dict[str, Any]:
    """A source with its item and the confidence of each field."""
    return {
        "text": shown(read.text),
        "fingerprint": fingerprint(read),
        "start": read.span.start if read.span else None,
        "end": read.span.end if read.span else None,
        "item": to_csl(shown_item(read.item)),
        "confidence": dict(read.confidence),
        "alternatives": [to_csl(shown_item(item)) for item in read.alternatives],
        "archive_url": read.archive_url and public(read.archive_url),
        "url_residue": read.url_residue,
        "translated_title": read.translated_title,
        "short": read.short,
        "refers_to": {"label": read.refers_to.label, "source": read.refers_to.source} if read.refers_to else None,
        "missing": list(read.missing),
        "uncertain": list(read.uncertain),
    }


def resolution(source_result: SourceResult) -> dict[str, Any] | None:
    """A source's resolution; null for short forms."""
    known = source_result.resolution
    if known is None:
        return None
    link = source_result.link if isinstance(known.link, Unlinked) else known.link
    return {
        "state": known.state,
        "url": known.url and public(known.url),
        "link": verdict(link),
        "final_url": public(getattr(link, "final_url", None) or "") or None,
        "permanent": permanent(link),
        "archive_url": known.archive_url and public(known.archive_url),
        "probability": known.probability,
        "evidence": [evidence(e) for e in known.evidence],
        "candidates": [candidate(c) for c in known.candidates[:CANDIDATES]],
        "silent": [silent(s) for s in known.silent],
        "decided": known.decided,
        "reason": shown(known.reason),
        "differs": [e.variable for e in known.evidence if e.verdict == "contradicted"] if known.state == "likely" else [],
        "quotes": [quote(q) for q in known.quotes],
        "notices": [notice(n) for n in known.notices],
    }


def quote(checked: QuoteCheck) -> dict[str, Any]:
    """A quotation, and whether the cited page contains it."""
    return {
        "text": checked.text,
        "verdict": checked.verdict,
        "start": checked.span.start if checked.span else None,
        "end": checked.span.end if checked.span else None,
        "nearest": checked.nearest,
        "likeness": round(checked.likeness, 1),
        "source": checked.source,
        "reason": checked.reason,
    }


def notice(held: Notice) -> dict[str, Any]:
    """A notice on a work, such as a retraction."""
    parts = list(held.issued.parts) if held.issued else None
    return {"kind": held.kind, "DOI": held.doi, "issued": {"date-parts": [parts]} if parts else None, "service": held.service}


def evidence(found: Evidence) -> dict[str, Any]:
    """One field, cited and found."""
    return {
        "variable": found.variable,
        "cited": shown(found.cited),
        "found": shown(found.found),
        "source": found.source,
        "verdict": found.verdict,
        "bits": round(found.bits, 2),
        "witness": found.witness,
    }


def candidate(scored: Scored) -> dict[str, Any]:
    """A candidate with its probability and provider."""
    return {
        "url": public(scored.candidate.url),
        "probability": round(scored.probability, 4),
        "provider": scored.candidate.provider,
        "title": scored.candidate.title,
        "evidence": [evidence(e) for e in scored.evidence],
    }


def silent(who: Silent) -> dict[str, str]:
    """A service that did not answer."""
    return {"service": who.service, "reason": who.reason}

"""`citecheck resolve --explain LABEL`: every query for a source, and every answer."""

from collections.abc import Iterator

from citecheck.language.printable import one_line
from citecheck.model.knowledge import Evidence
from citecheck.model.report import DocumentResult, SourceResult
from citecheck.reporters.display_text import cited, state_text
from citecheck.reporters.json_output import CANDIDATES


def explain(result: DocumentResult, label: str) -> Iterator[str]:
    """The lines on each source of the note with this label, or on the one source ``6.2``; none if there is none."""
    for source_result in result.source_results:
        if label in (source_result.label, source_result.note.label):
            yield from _source(source_result)


def _source(source_result: SourceResult) -> Iterator[str]:
    known = source_result.resolution
    yield f"[{source_result.label}] {one_line(cited(source_result.source.item) or source_result.source.text)}"
    if known is None:
        yield "  no service was asked: a short form, or not searched for"
        return
    yield f"  {state_text(known)}{f': {one_line(known.url)}' if known.url else ''}{f' ({one_line(known.reason)})' if known.reason else ''}"
    yield "  asked:" if known.asked else "  no service was asked"
    for asked in known.asked:
        yield f"    {asked.service}: {one_line(asked.question)}"
        yield f"      {one_line(asked.answer)}"
    yield from (f"  no answer: {silent.service}, {one_line(silent.reason)}" for silent in known.silent)
    for at, scored in enumerate(known.candidates[:CANDIDATES], 1):
        yield f"  candidate {at}: {one_line(scored.candidate.url)} (from {scored.candidate.provider}), probability {scored.probability:.4f}"
        yield from map(_line, scored.evidence)
    if known.evidence and not known.candidates:
        yield "  the page at the note's own URL:"
        yield from map(_line, known.evidence)


def _line(found: Evidence) -> str:
    verdict = f"{found.verdict} ({found.bits:+.1f} bits)"
    return f"    {found.variable}: {verdict}; cited “{one_line(found.cited)}”, found “{one_line(found.found)}” in {found.source}"

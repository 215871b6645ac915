"""Shared by reporters of findings: order, regions, paths, and JSON without terminal control characters."""

import json
from collections.abc import Iterator
from pathlib import PurePath, PurePosixPath
from typing import Any

import msgspec
from msgspec import Struct

from citecheck.documents.numbered_notes import lines_of
from citecheck.language.surrogates import well_formed_name
from citecheck.model.finding import SEVERITIES, Edit, Finding
from citecheck.model.place import Span
from citecheck.model.report import DocumentResult, Report
from citecheck.patterns import lazy_pattern

# Characters that JSON allows raw, but that control a terminal or mislead readers: C1 controls, direction marks, lone surrogates.
_UNSAFE = lazy_pattern("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Region(Struct, frozen=True):
    """A range in a text, counted from 1; ``end_column`` is after the last character."""

    line: int
    column: int
    end_line: int
    end_column: int


class Located(Struct, frozen=True):
    """A finding with its document and region; line 1 in formats without lines."""

    result: DocumentResult
    finding: Finding

    @property
    def region(self) -> Region:
        """The region of the finding; empty if its end is not known."""
        place, span = self.finding.place, self.finding.span
        if place.line is None or place.column is None:
            return Region(1, 1, 1, 1)
        if span and lines_of(self.result.document.text).place(span.start) == place:
            return region(self.result, span)
        return Region(place.line, place.column, place.line, place.column)

    @property
    def suggestions(self) -> Iterator[tuple[str, bool, tuple[tuple[Region, Edit], ...]]]:
        """For each fix of a text document: description, whether it is safe, and the edits with their regions."""
        for fix in self.finding.fixes:
            if fix.edits and not any(edit.part for edit in fix.edits):
                yield fix.description, fix.safe, tuple((region(self.result, edit.span), edit) for edit in fix.edits)


def located(report: Report) -> list[Located]:
    """All findings, in the documents' order."""
    return [Located(result, finding) for result in report.documents for finding in result.findings]


def worst_first(report: Report) -> list[Located]:
    """All findings, worst first, then in the documents' order."""
    return sorted(located(report), key=lambda one: SEVERITIES.index(one.finding.severity))


def region(result: DocumentResult, span: Span) -> Region:
    """A span of the document's text as lines and columns."""
    lines = lines_of(result.document.text)
    start, end = lines.place(span.start), lines.place(span.end)
    return Region(start.line or 1, start.column or 1, end.line or 1, end.column or 1)


def relative(path: str, report: Report) -> str:
    """A path with slashes and without ``./``; relative if it is in the working directory."""
    pure = PurePath(path)
    if report.root and pure.is_absolute() and pure.is_relative_to(report.root):
        pure = pure.relative_to(report.root)
    return str(PurePosixPath(*pure.parts)) if pure.parts else path


def as_json(value: Any) -> str:
    """Indented JSON; only terminal control characters and the like are escaped."""
    try:
        text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate from a broken document
        text = well_formed_name(json.dumps(value, ensure_ascii=False, indent=2))
    return _escaped(text) + "\n"


def as_json_line(value: Any) -> str:
    """``as_json`` on one line."""
    return _escaped(well_formed_name(json.dumps(value, ensure_ascii=False))) + "\n"


def _escaped(text: str) -> str:
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)

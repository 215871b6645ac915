"""What a repair changes at a source, before any format has said how it is written."""

import datetime as dt
from dataclasses import dataclass

from citecheck.model.finding import Fix


@dataclass(frozen=True, slots=True)
class Capture:
    """An archive link to be written. ``dead`` says that the original is gone (``url-status`` of citation templates).

    ``attributes`` asks HTML to write it as ``data-versionurl`` and ``data-versiondate``
    (https://robustlinks.mementoweb.org/spec/) instead of as a link of its own.
    """

    url: str
    date: dt.date | None = None
    dead: bool = True
    attributes: bool = False


@dataclass(frozen=True, slots=True)
class AddUrl:
    """Give a source without an address its address, and a capture where the original is gone."""

    url: str
    capture: Capture | None = None


@dataclass(frozen=True, slots=True)
class AddCapture:
    """Put a capture beside ``url``, which the source already has; ``last``: behind the whole source instead."""

    url: str
    capture: Capture
    last: bool = False


@dataclass(frozen=True, slots=True)
class ReplaceUrl:
    """Write ``new`` wherever the source has ``old`` (moved, joined where a line broke it, corrected)."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class CorrectField:
    """Write ``new`` for the words ``old`` of a source (title, date, author); a person has asked for it."""

    old: str
    new: str


Change = AddUrl | AddCapture | ReplaceUrl | CorrectField


@dataclass(frozen=True, slots=True)
class Repair:
    """A change at one source of a note, and how the document's format writes it.

    ``note`` counts the document's notes from 0, ``source`` the note's sources from 1.
    """

    note: int
    source: int
    label: str
    change: Change
    fix: Fix

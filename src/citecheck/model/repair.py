"""Changes to a source, independent of the format that writes them."""

import datetime as dt

from msgspec import Struct

from citecheck.model.finding import Fix


class Capture(Struct, frozen=True):
    """An archive link to write. ``dead``: the original is gone (``url-status`` of citation templates).

    ``attributes`` makes HTML write it as ``data-versionurl`` and ``data-versiondate`` (https://robustlinks.mementoweb.org/spec/)
    instead of as a link.
    """

    url: str
    date: dt.date | None = None
    dead: bool = True
    attributes: bool = False


class AddUrl(Struct, frozen=True):
    """Add a URL to a source without one, and a capture if the page is gone."""

    url: str
    capture: Capture | None = None


class AddCapture(Struct, frozen=True):
    """Add a capture to ``url``, which the source has; ``last``: at the end of the source instead."""

    url: str
    capture: Capture
    last: bool = False


class ReplaceUrl(Struct, frozen=True):
    """Replace the URL ``old`` by ``new`` throughout the source (moved, joined, corrected)."""

    old: str
    new: str


class CorrectField(Struct, frozen=True):
    """Replace the text ``old`` of a source's field by ``new``, at a person's request. ``variable`` is the field's name in CSL."""

    old: str
    new: str
    variable: str = ""


Change = AddUrl | AddCapture | ReplaceUrl | CorrectField


class Repair(Struct, frozen=True):
    """A change to a source, and the edits that write it.

    ``note`` is the footnote's index, from 0; ``source`` the source's number in it, from 1.
    """

    note: int
    source: int
    label: str
    change: Change
    fix: Fix

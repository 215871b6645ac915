"""`citecheck decide`: records a person's choice for one source in the lock."""

from citecheck.app import wiring
from citecheck.app.documents import read_document, silent
from citecheck.app.file_reader import Notify
from citecheck.app.lock_file import change_lock, path_in_lock
from citecheck.citations.parse import parse
from citecheck.config.settings import Settings
from citecheck.lock import decisions


def decide(place: str, url: str, settings: Settings, notify: Notify = silent) -> str:
    """Record ``url``, or ``none``, for the source ``PATH#LABEL`` or ``PATH#LABEL.2``; return that name as reports have it.

    Raises ``DocumentError``, ``UsageError``, ``LockError`` and ``WriteError``.
    """
    path, _, label = place.rpartition("#")
    notes = parse(read_document(path or label, settings, notify))
    source_result = decisions.find_source(path, label, notes)
    now, inside = wiring.clock().now(), path_in_lock(path, settings)
    change_lock(settings, lambda lock: decisions.decide(lock, inside, source_result, notes, url, now))
    return f"{path}#{source_result.label}"

"""Opens the world, runs the pipeline, and closes the world again."""

from collections.abc import Sequence

from citecheck import __version__, pipeline, wiring
from citecheck.cli._progress import Bars, Quiet, wanted
from citecheck.config import Settings
from citecheck.model.document import Document
from citecheck.model.report import Report, Unread

NOTHING = pipeline.Memory()


def run(
    documents: Sequence[Document],
    unread: tuple[Unread, ...],
    settings: Settings,
    memory: pipeline.Memory = NOTHING,
    *,
    offline: bool,
) -> Report:
    """Examines documents with the settings' plug-ins, showing progress where somebody is looking."""
    if memory.trust == "all":
        now = wiring.clock().now()
        return Report(pipeline.from_lock(documents, wiring.plugins_of(settings), memory, now), unread, now, version=__version__)
    if wanted():
        with Bars() as bars:
            return _run(documents, unread, settings, memory, bars, offline)
    return _run(documents, unread, settings, memory, Quiet(), offline)


def _run(
    documents: Sequence[Document],
    unread: tuple[Unread, ...],
    settings: Settings,
    memory: pipeline.Memory,
    listener: Bars | Quiet,
    offline: bool,
) -> Report:
    pages = (address.url for document in documents for address in document.addresses)
    with wiring.open_world(settings, listener, pages, offline=offline) as world:
        started = world.clock.now()
        examined, interrupted = pipeline.examine(documents, wiring.plugins_of(settings), world, memory)
        return Report(examined, unread, started, world.offline, interrupted, __version__)

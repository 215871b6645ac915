"""`citecheck archive --submit`: submits URLs to Save Page Now."""

import os
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from citecheck.app import wiring
from citecheck.archives.capture import CaptureResult, why_not_submit
from citecheck.archives.journal import NAME, Journal, JournalStep
from citecheck.archives.save_page_now import Keys
from citecheck.archives.submit import submit
from citecheck.archives.timestamps import parse_timestamp
from citecheck.archives.warc.writer import Writer
from citecheck.config.settings import Settings
from citecheck.language.printable import one_line
from citecheck.language.secrets import is_inside, shown
from citecheck.lock.captures import CitedSource
from citecheck.lock.file import LockedArchive
from citecheck.model.errors import UsageError
from citecheck.model.web import Gone, SoftGone, Unchecked
from citecheck.protocols import Network

ARCHIVE = "archive.org"
STATES = {
    "archived": "archived",
    "pending-index": "archived, not yet in the archive's index",
    "submitted": "submitted",
    "unreachable": "the archive cannot reach it",
    "later": "not archived yet",
}


def keys_of_environment() -> Keys:
    """The user's keys of archive.org. Raises ``UsageError`` if they are missing or malformed."""
    access, secret = os.environ.get("IA_ACCESS_KEY_ID", "").strip(), os.environ.get("IA_SECRET_ACCESS_KEY", "").strip()
    if not access or not secret:
        raise UsageError(
            "--submit needs your keys of archive.org in IA_ACCESS_KEY_ID and IA_SECRET_ACCESS_KEY "
            "(https://archive.org/account/s3.php gives them); nothing was submitted or captured"
        )
    if any(not c.isprintable() or c.isspace() for c in access + secret):
        raise UsageError("IA_ACCESS_KEY_ID or IA_SECRET_ACCESS_KEY contains white space or control characters; set them again")
    return Keys(access, secret)


def check_target(settings: Settings) -> None:
    """Raise ``UsageError`` if the keys would be sent to another host than intended."""
    _base_url(settings)


class Submitted(Struct, frozen=True):
    """A URL with a line on its state, and its capture if there is one."""

    url: str
    line: str
    archive: LockedArchive | None = None


def submit_cited(
    sources: Sequence[CitedSource],
    settings: Settings,
    capture_folder: Writer,
    network: Network,
    keys: Keys,
    captures: Sequence[CaptureResult],
) -> Iterator[Submitted]:
    """Submit the URLs without a capture that may be disclosed. Raises ``WriteError``."""
    journal = Journal(capture_folder.folder / NAME)
    chosen = replace(settings.save_page_now, base_url=_base_url(settings))
    wanted = []
    by_url = {one.url: one for one in captures}
    for url in dict.fromkeys(source.url for source in sources if not source.captured):
        if reason := _why_not(by_url[url], capture_folder):
            yield Submitted(url, one_line(f"not submitted  {shown(url)}  ({reason})"))
        else:
            wanted.append(url)
    for step in submit(wanted, chosen, keys, journal, network):
        line = one_line(f"{STATES[step.state]}  {step.url}{f'  ({step.reason})' if step.reason else ''}")
        yield Submitted(step.url, line, _locked(step) if step.state == "archived" else None)


def _why_not(capture: CaptureResult, capture_folder: Writer) -> str | None:
    if reason := why_not_submit(capture.url):
        return reason
    if isinstance(capture.link, Gone | SoftGone):
        return "the page is gone"
    if isinstance(capture.link, Unchecked):
        return capture.reason
    inside = any(is_inside(f"http://{host}/") for host in _hosts(capture, capture_folder))
    return "its host is inside a private network" if inside else None


def _hosts(capture: CaptureResult, capture_folder: Writer) -> Iterator[str]:
    """The IP addresses that the page was captured from."""
    for url in (capture.url, capture.row.url if capture.row else capture.url):
        if address := capture_folder.server(url):
            yield f"[{address}]" if ":" in address else address


def _base_url(settings: Settings) -> str:
    """The URL that receives the keys: archive.org over https, or ``[save_page_now] base_url``, which a checkout cannot set."""
    if settings.save_page_now.base_url:
        return settings.save_page_now.base_url
    wayback = next((a.base_url for a in settings.archives if a.name == "wayback"), "")
    url = wayback or str(wiring.plugins("archives")["wayback"]().base_url)
    host = urlsplit(url).hostname or ""
    if not url.startswith("https://") or not (host == ARCHIVE or host.endswith(f".{ARCHIVE}")):
        raise UsageError(
            f"your keys of archive.org go only to {ARCHIVE} over https, and [archives.wayback] base_url is {shown(url)}; to send them "
            "elsewhere, set [save_page_now] base_url; nothing was submitted or captured"
        )
    return url


def _locked(step: JournalStep) -> LockedArchive:
    return LockedArchive(f"https://web.archive.org/web/{step.timestamp}/{step.original}", parse_timestamp(step.timestamp))

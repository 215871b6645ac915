"""Captures the cited pages, each URL once; the recorder of the page fetcher writes the responses as sent."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal, Protocol

from msgspec import Struct

from citecheck.archives.warc.cdxj import CdxjRow
from citecheck.faults import attempt
from citecheck.language.secrets import is_inside, why_private
from citecheck.links.archive_urls import archived
from citecheck.links.verdict import judge_answer
from citecheck.links.wrapped_urls import names_recipient
from citecheck.model.web import Failure, Link, Live, Moved, Request, Response, verdict
from citecheck.net.fetchers import CompleteFetcher
from citecheck.protocols import Network

Outcome = Literal["captured", "present", "skipped", "failed"]


class CaptureResult(Struct, frozen=True):
    """The result for a URL: ``row`` is the page's capture, ``reason`` why there is none."""

    url: str
    outcome: Outcome
    row: CdxjRow | None = None
    reason: str = ""
    link: Link | None = None


class CaptureFolder(Protocol):
    """A store of captures; ``page`` returns the latest capture of the page that a URL leads to."""

    def page(self, url: str) -> CdxjRow | None: ...


def archive(
    requests: Sequence[Request], capture_folder: CaptureFolder, network: Network, *, again: bool = False
) -> Iterator[CaptureResult]:
    """Capture the URLs without a capture, or all with ``again``; yield one result per URL."""
    wanted = []
    for request in {request.url: request for request in requests}.values():
        if reason := why_not(request.url):
            yield CaptureResult(request.url, "skipped", reason=reason)
        elif not again and (row := capture_folder.page(request.url)) and row.status == "200":
            yield CaptureResult(request.url, "present", row)
        else:
            wanted.append(request)
    for request, answer in CompleteFetcher(network.pages).fetch(wanted):
        yield attempt(partial(_captured, request.url, answer, capture_folder), partial(_internal_error, request.url))


def _internal_error(url: str, cause: str) -> CaptureResult:
    return CaptureResult(url, "failed", reason=cause)


def _captured(url: str, answer: Response | Failure, capture_folder: CaptureFolder) -> CaptureResult:
    link = judge_answer(answer)
    row = None if isinstance(answer, Failure) else capture_folder.page(url)
    if row and isinstance(link, Live | Moved):
        return CaptureResult(url, "captured", row, link=link)
    return CaptureResult(url, "failed", row, getattr(link, "reason", "") or verdict(link), link)


def why_not(url: str) -> str | None:
    """Return why a URL must not be captured; None if it may."""
    if archived(url):
        return "it is an archive's URL"
    return why_private(url)


def why_not_submit(url: str) -> str | None:
    """Return why a URL must not be submitted to an archive; None if it may."""
    if reason := why_not(url):
        return reason
    if names_recipient(url):
        return "it contains an e-mail address"
    return "its host is inside a private network" if is_inside(url) else None

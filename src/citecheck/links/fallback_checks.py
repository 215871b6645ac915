"""What others know about blocked pages: the DOI registry about works, archives about captures. Neither makes a page live."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

import msgspec
from msgspec.structs import replace

from citecheck.faults import silence
from citecheck.language.identifiers import doi as find_doi
from citecheck.language.secrets import is_inside, why_private
from citecheck.links.wrapped_urls import names_recipient
from citecheck.model.errors import NoAnswer
from citecheck.model.web import Blocked, Request
from citecheck.pages.service_answers import decode
from citecheck.protocols import Archive, Network

REGISTRY = "doi"
UNKNOWN = 100  # response code for a handle that does not exist
MOST_LOOKUPS = 25  # maximum pages per run looked up in archives: their indexes require seconds between requests


class HandleValue(msgspec.Struct):
    """One value of a handle; ``data`` is not parsed further."""

    type: str
    data: dict[str, object] = {}


class HandleRecord(msgspec.Struct):
    """The registry's response (https://www.doi.org/the-identifier/resources/factsheets/doi-resolution-documentation, REST API)."""

    responseCode: int  # noqa: N815 (the service's name); 1: found, 100: not found, 200: no values
    values: list[HandleValue] = []


def fallback_checks(blocked: Sequence[Blocked], archives: Sequence[Archive], network: Network) -> Iterator[tuple[Blocked, Blocked]]:
    """Each blocked link, unchanged and with what others know. A service that fails once is not asked again."""
    silent: set[str] = set()
    for at, link in enumerate(blocked):
        yield (
            link,
            _registered(link, network, silent) or _captured(link, archives, network, silent, look_up=at < MOST_LOOKUPS) or link,
        )


def _registered(link: Blocked, network: Network, silent: set[str]) -> Blocked | None:
    """The DOI registry's answer for a DOI in the URL."""
    doi = find_doi(link.url)
    if not doi or REGISTRY in silent:
        return None
    try:
        found = _handle(doi, network)
    except NoAnswer:
        silent.add(REGISTRY)
        return None
    if found.responseCode != 1:
        return replace(link, reason=f"{link.reason}; the DOI registry does not know {doi}")
    target = next((str(v.data.get("value", "")) for v in found.values if v.type.upper() == "URL"), "")
    return replace(link, reason=f"{link.reason}; the DOI is registered{' and leads to ' + target[:300] if target else ''}")


def _handle(doi: str, network: Network) -> HandleRecord:
    """The registry's response for a DOI. Raises ``NoAnswer``."""
    with silence():
        answer = network.service(REGISTRY).send(Request(f"{network.links.doi_registry}/api/handles/{quote(doi)}"))
        return decode(replace(answer, status=200) if answer.status == 404 else answer, HandleRecord)


def is_unregistered(doi: str, network: Network) -> bool:
    """Whether the DOI registry answers that it does not know a DOI."""
    try:
        return _handle(doi, network).responseCode == UNKNOWN
    except NoAnswer:
        return False


def _captured(link: Blocked, archives: Sequence[Archive], network: Network, silent: set[str], *, look_up: bool) -> Blocked | None:
    """The latest capture of the page in an archive."""
    for archive in archives:
        if (
            not look_up
            or not archive.enabled
            or archive.name in silent
            or is_inside(link.url)
            or why_private(link.url)
            or names_recipient(link.url)
        ):
            continue
        try:
            with silence():
                if capture := next(iter(archive.recall(link.url, network.clock.now().date(), network.service(archive.name))), None):
                    reason = f"{link.reason}; {archive.name} has a capture of {capture.datetime:%Y-%m-%d}"
                    return replace(link, reason=reason, archive_url=capture.uri_m)
        except NoAnswer:
            silent.add(archive.name)
    return None

"""All providers: a bad response is no answer or an empty one, and nothing harmful in it is returned."""

import json
import re

import pytest

from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Candidate
from citecheck.protocols import Provider, Query
from tests.sources.providers.conftest import QUERIES, TITLE, Said, note, providers

EACH = pytest.mark.parametrize("provider", providers(), ids=lambda p: p.name)
CHALLENGE = b"<!doctype html><html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"
ADDRESSES = (
    "javascript:alert(1)",
    "https://courier.example/a\nb",
    "https://courier.example/<script>",
    "ftp://courier.example/flood",
    "https://courier.example/[flood](x)",
    "data:text/html,flood",
    "https://[courier.example/",
    "https://courier.example/\u202egnp.exe",
    "https://courier.example/\x9b31m",
)


def answers(address: str, title: str) -> bytes:
    """One answer in every shape that services have, so that each finds its own in it."""
    row = {"url": address, "title": title, "loc": address, "seendate": "20190314T000000Z", "id": "Q1", "unheard_of": {"of": [1]}}
    work = {"DOI": address, "doi": address, "title": [title], "author": [{"family": "Okafor"}]}
    wikitext = f"{{{{cite news |url={address} |title={title} |date=2019-03-14}}}}"
    return json.dumps(
        {
            "results": [row],
            "articles": [row],
            "docs": [{"key": address, "title": title}],
            "message": {"items": [work], **work},
            "batchcomplete": True,
            "query": {"pages": [{"title": title, "revisions": [{"slots": {"main": {"content": wikitext}}}]}]},
            "search": [{"id": "Q1"}],
            "entities": {"Q1": {"claims": {"P856": [{"mainsnak": {"datavalue": {"value": address}}}]}}},
            "detail": "rows",
        }
    ).encode()


def search(provider: Provider, query: Query, service: Said) -> tuple[Candidate, ...] | None:
    """What is offered; None where the provider says that the service was silent."""
    try:
        return provider.search(query, service)
    except NoAnswer as error:
        assert error.reason and error.reason.isprintable() and len(error.reason) < 200
        return None


@EACH
@pytest.mark.parametrize("status", (400, 403, 429, 500, 503, 504))
def test_an_error_is_no_answer_and_never_an_empty_one(provider: Provider, status: int) -> None:
    for query in QUERIES:
        service = Said(b"{}", status)
        told = search(provider, query, service)
        assert not service.asked or told is None or provider.name == "sitemaps"  # a site without robots.txt has no sitemaps


@EACH
@pytest.mark.parametrize(
    "body", (CHALLENGE, b"", b'{"results": [{"url": "https://cou', b"[[[[", b"null", b"\x00\xff\xfe", b"42", b"{\x0b}", b"[\x0b]")
)
def test_an_invalid_response_is_no_answer(provider: Provider, body: bytes) -> None:
    for query in QUERIES:
        service = Said(body)
        told = search(provider, query, service)
        assert not service.asked or told is None or (provider.name == "sitemaps" and told == ())


@EACH
def test_an_empty_object_is_no_answer_of_a_decisive_service(provider: Provider) -> None:
    for query in QUERIES if provider.decisive else ():
        service = Said(b"{}")
        assert search(provider, query, service) is None or not service.asked


@EACH
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_url_with_markup_characters_is_not_returned(provider: Provider, address: str) -> None:
    for query in QUERIES:
        for candidate in search(provider, query, Said(answers(address, TITLE))) or ():
            assert candidate.url.startswith(("https://doi.org/", "https://openlibrary.org/"))
            assert not re.search(r"[\s<>\[\]\"]", candidate.url)


@EACH
def test_control_characters_and_line_breaks_of_a_title_are_removed(provider: Provider) -> None:
    for query in QUERIES:
        title = f"{TITLE}\u202e\x1b[31m\r\nverified"
        for candidate in search(provider, query, Said(answers("https://courier.example/flood", title))) or ():
            assert all(text.isprintable() for text in (candidate.title or "", candidate.outlet or "", *candidate.author))


@EACH
@pytest.mark.parametrize("parts", ((2019, 2, 31), (1, 1, 1), (9999, 12, 31), (2019, 0, 0), ()))
def test_an_impossible_date_raises_nothing(provider: Provider, parts: tuple[int, ...]) -> None:
    from msgspec.structs import replace

    from citecheck.model.reference import Date

    query = note()
    item = replace(query.source.item, issued=Date(parts))
    search(provider, replace(query, source=replace(query.source, item=item)), Said(b"{}"))


@EACH
def test_nothing_is_requested_for_a_source_without_words(provider: Provider) -> None:
    from citecheck.model.reference import Item, Source

    service = Said(b"{}")
    search(provider, Query(Source("", Item(type="article-newspaper"))), service)
    assert service.asked == []

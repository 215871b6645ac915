"""Responses of services: the same bytes are the response to every provider and archive of a kind."""

import gzip
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import islice

from msgspec.structs import replace

from citecheck.archives.save_page_now import JobCaptured, read_status, read_submit
from citecheck.links.link_header import read_links
from citecheck.model.errors import NoAnswer
from citecheck.model.reference import Date
from citecheck.model.web import Request, Response
from citecheck.net.retry import retry_after
from citecheck.protocols import Archive, Provider
from citecheck.sources.evidence import CandidatePages
from citecheck.sources.providers.sitemaps import Sitemaps
from citecheck.sources.verify import verify
from tests.measure.fuzz.attempt import BrokenPlugin, Target
from tests.measure.fuzz.trees import json_tree, xml_tree
from tests.sources.providers.conftest import QUERIES, TITLE, note, providers
from tests.sources.providers.test_bad_answers import answers

PAGE = "https://courier.example/2019/03/14/river-towns-brace-for-a-third-flood-in-a-single-spring"
GATE = "https://library.example/web/"
ROBOTS = b"Sitemap: https://courier.example/sitemap-2019-03.xml\nSitemap: https://courier.example/news-sitemap.xml\n"
ALLOWED = (NoAnswer,)


@dataclass
class Says:
    """A service that answers every question with one body; ``first`` is for questions whose address holds its key."""

    body: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),)
    first: dict[str, bytes] = field(default_factory=dict)
    left: int = 40

    def send(self, request: Request) -> Response:
        self.left -= 1
        if self.left < 0:
            raise BrokenPlugin("a service is asked without end")
        body = next((body for part, body in self.first.items() if part in request.url), self.body)
        return Response(request.url, request.url, self.status, self.headers, body)


# Dates that no calendar goes on from, as CSL-JSON and BibTeX may hold them.
ODD_DATES = tuple(
    replace(note(), source=replace(note().source, item=replace(note().source.item, issued=Date(parts))))
    for parts in ((9999, 12, 31), (1, 1, 1))
)


def _offers(provider: Provider, body: bytes) -> None:
    first = {"robots.txt": ROBOTS, "/cdx/": b'[["timestamp"], ["20190315060000"]]'} if provider.name == "sitemaps" else {}
    for query in (*QUERIES, *ODD_DATES):
        service = Says(body, first=dict(first))
        try:
            found = provider.search(query, service)
        except NoAnswer as error:
            if not error.reason.isprintable() or len(error.reason) > 400:
                raise BrokenPlugin(f"a reason that may not be shown: {error.reason!r:.200}") from error
            continue
        for one in found:
            if any(
                not words.isprintable()
                for words in (one.url, one.title or "", one.outlet or "", one.archive_url or "", *one.author)
            ):
                raise BrokenPlugin(f"{provider.name} offers what may not be shown")
        for scored in verify(query.source, [CandidatePages(one, ()) for one in found]):
            if not 0 <= scored.probability <= 1:
                raise BrokenPlugin("a probability is none")
        if keeps := getattr(provider, "keeps", None):
            with suppress(NoAnswer):
                keeps(query, Says(body))


def reads_json(data: bytes) -> None:
    """The answer of each service that speaks JSON, and of Save Page Now."""
    for provider in providers():
        if provider.name not in ("sitemaps", "arxiv"):
            _offers(provider, data)
    answer = Response(PAGE, PAGE, 200, (), data)
    for read in (lambda: read_submit(answer), lambda: read_status(answer, PAGE)):
        try:
            told = read()
        except NoAnswer:
            continue
        if isinstance(told, JobCaptured):
            datetime.strptime(told.timestamp, "%Y%m%d%H%M%S")


def reads_xml(data: bytes) -> None:
    """Sitemaps and feeds."""
    for provider in providers():
        if provider.name == "sitemaps":
            _offers(Sitemaps(archive_url="https://archive.example"), data)
        elif provider.name == "arxiv":
            _offers(provider, data)


def reads_archives(data: bytes) -> None:
    """What archives say of their captures: rows of an index, and Memento's headers, which are the input's first lines."""
    from citecheck.app import wiring

    head, _, body = data.partition(b"\n\n")
    status, *lines = head.decode("latin-1").split("\n")
    headers = tuple((name.strip(), value.strip()) for name, mark, value in (line.partition(":") for line in lines) if mark)
    number = int(status) if status.isascii() and status.isdigit() and len(status) == 3 else 200
    for kind in wiring.plugins("archives").values():
        archive = kind(timegate=GATE) if kind.name == "memento" else kind(enabled=True)
        _recalled(archive, Says(body, number, headers))
        _recalled(archive, Says(data))
    for link in read_links(data.decode("utf-8", "replace")):
        link.moment(), link.moment("from")
    waits = retry_after(
        Response(PAGE, PAGE, 429, (*headers, ("Retry-After", body[:60].decode("latin-1"))), b""), datetime(2026, 1, 1, tzinfo=UTC)
    )
    if waits is not None and not waits >= 0:
        raise BrokenPlugin(f"a wait of {waits} s")


def _recalled(archive: Archive, service: Says) -> None:
    try:
        for memento in islice(archive.recall(PAGE, date(2019, 3, 20), service), 9):
            archive.playback(memento)
            if abs(memento.datetime - datetime(2019, 3, 20, tzinfo=UTC)).days < 0:
                raise BrokenPlugin("a capture has no moment")
    except NoAnswer as error:
        if not error.reason.isprintable():
            raise BrokenPlugin(f"a reason that may not be shown: {error.reason!r:.200}") from error


WORK = {
    "DOI": "10.5555/a",
    "title": [TITLE],
    "subtitle": ["s"],
    "author": [{"given": "A", "family": "B", "name": "C"}],
    "issued": {"date-parts": [[2019, 3]]},
    "container-title": ["The Courier"],
    "updated-by": [{"type": "retraction", "DOI": "10.5555/b", "updated": {"date-parts": [[2020, 1, 2]]}}],
}
OPENALEX = {
    "id": "https://openalex.org/W1",
    "doi": "https://doi.org/10.5555/a",
    "title": TITLE,
    "publication_year": 2019,
    "authorships": [{"author": {"display_name": "A B"}}],
    "primary_location": {"source": {"display_name": "J"}, "landing_page_url": PAGE},
}
CITED = f"<ref>{{{{cite news |last=Okafor |first=Ada |title={TITLE} |url={PAGE} |work=[[The Courier]] |date=14 March 2019 |archive-url=https://web.archive.org/web/20190315000000/{PAGE}}}}}</ref><ref>Ada Okafor, [{PAGE} {TITLE}], ''The Courier''</ref>"
ANSWERS: tuple[object, ...] = (
    {"message": {"items": [WORK], **WORK}},
    {"results": [OPENALEX], "meta": {"count": 1}},
    {
        "docs": [
            {
                "key": "/works/OL1W",
                "title": TITLE,
                "author_name": ["A B"],
                "publish_year": [2001, 2019],
                "isbn": ["9780000000002"],
            }
        ]
    },
    {"articles": [{"url": PAGE, "title": TITLE, "seendate": "20190314T031500Z", "domain": "courier.example"}]},
    {
        "results": [{"url": PAGE, "title": TITLE, "content": "c", "publishedDate": "2019-03-14T00:00:00"}],
        "unresponsive_engines": [],
    },
    [["original", "timestamp"], [PAGE, "20190314000000"], ["https://courier.example/a/b", "x"]],
    [
        {
            "url": PAGE,
            "title": TITLE,
            "publication_date": "2019-03-14",
            "archive_playback_url": f"https://web.archive.org/web/1/{PAGE}",
        }
    ],
    {
        "search": [{"id": "Q1"}],
        "entities": {"Q1": {"claims": {"P856": [{"mainsnak": {"datavalue": {"value": "https://www.courier.example/"}}}]}}},
    },
    {"batchcomplete": True, "query": {"pages": [{"title": "T", "revisions": [{"slots": {"main": {"content": CITED}}}]}]}},
    {
        "job_id": "spn2-1",
        "status": "success",
        "timestamp": "20190314050000",
        "original_url": PAGE,
        "status_ext": "error:blocked",
        "message": "m",
    },
)  # one of each service


def _json() -> Iterator[bytes]:
    yield answers(PAGE, TITLE)
    yield from (json.dumps(answer).encode() for answer in ANSWERS)
    yield b"2\n"


def _xml() -> Iterator[bytes]:
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    yield f"<sitemapindex {space}><sitemap><loc>https://courier.example/sitemap-2019-03.xml.gz</loc></sitemap></sitemapindex>".encode()
    yield f"<urlset {space}><url><loc>{PAGE}</loc><news><title>{TITLE}</title><publication_date>2019-03-14T00:00:00Z</publication_date></news></url></urlset>".encode()
    yield gzip.compress(f"<urlset {space}><url><loc>{PAGE}</loc></url></urlset>".encode(), mtime=0)
    yield f'<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "b">]><feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/1903.01234v2</id><title>{TITLE} &a;</title><published>2019-03-14T00:00:00Z</published><author><name>Ada Okafor</name></author></entry></feed>'.encode()


def _archives() -> Iterator[bytes]:
    stamp = "Thu, 14 Mar 2019 10:00:00 GMT"
    yield json.dumps(
        [
            ["timestamp", "original", "statuscode", "digest"],
            ["20190314100000", PAGE, "200", "ABC"],
            ["20200101000000", PAGE, "-", "D"],
        ]
    ).encode()
    links = f'<{PAGE}>; rel="original", <{GATE}timemap/link/{PAGE}>; rel="timemap"; type="a/b"'
    captures = f'<{PAGE}>; rel="original",\n<{GATE}20190314100000mp_/{PAGE}>; rel="first memento"; datetime="{stamp}",\n<{GATE}2/{PAGE}>; rel="timemap"; from="{stamp}"; until="{stamp}"'
    yield f"200\nMemento-Datetime: {stamp}\nContent-Location: {GATE}20190314100000/{PAGE}\nLink: {links}\n\n{captures}".encode()
    yield f"404\nMemento-Datetime: {stamp}\nLink: {links}\n\n{captures}".encode()
    yield f"302\nLocation: {GATE}20190314100000mp_/{PAGE}\n\n".encode()
    yield b"429\nRetry-After: Thu, 14 Mar 2999 10:00:00 GMT\n\n120"


def _xml_bytes(data: bytes, largest: int, seed: int) -> bytes:
    made = xml_tree(data.decode("utf-8", "replace"), seed).encode("utf-8", "replace")
    return made if len(made) <= largest else data


KEYS = tuple(
    f'"{word}":'.encode() for word in ("message", "items", "results", "docs", "title", "DOI", "date-parts", "issued", "url", "query", "pages", "content", "error", "id", "key", "publish_year", "seendate", "job_id", "status")
)  # fmt: skip
TAGS = (
    b"<url>",
    b"</url>",
    b"<loc>",
    b"<entry>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"&b;",
    b"<?xml version='1.0' encoding='utf-7'?>",
    b"<![CDATA[",
    b"xmlns:a='b'",
    b"<a:loc>",
    b"\x1f\x8b\x08\0",
)
FIELDS = (
    b"Link: <",
    b'>; rel="memento"; datetime="',
    b'"original"',
    b"Memento-Datetime: ",
    b"Location: ",
    b"GMT",
    b"-2400",
    b"+9999",
    b"31 Feb",
    b"0001",
    b"9999",
    b"timemap",
    b'from="',
    b"//[",
    b"20190314100000",
    b"00000000000000",
    b"99999999999999",
    b"nan",
    b"inf",
    b"1e400",
)
TARGETS = (
    Target("services_json", reads_json, _json, KEYS, json_tree, ALLOWED, 8_000),
    Target("services_xml", reads_xml, _xml, TAGS, _xml_bytes, ALLOWED, 6_000),
    Target("archives", reads_archives, _archives, FIELDS, None, ALLOWED, 4_000),
)

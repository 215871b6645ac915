"""Archives, the DOI registry and sitemaps: captures, jobs, handles and pages must be told as the answer has them."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

from msgspec.structs import replace

from citecheck.archives.save_page_now import JobAccepted, JobCaptured, JobPending, Refused, read_status, read_submit
from citecheck.archives.services.memento import MementoArchive
from citecheck.archives.services.wayback import Wayback
from citecheck.archives.timestamps import parse_timestamp
from citecheck.language.titles import content_words
from citecheck.links.fallback_checks import fallback_checks
from citecheck.model.errors import NoAnswer
from citecheck.model.reference import Date, Item, Source
from citecheck.model.web import Blocked, Request, Response
from citecheck.pages.service_answers import web_url
from citecheck.protocols import Query
from citecheck.sources.providers.sitemaps import Sitemaps
from citecheck.sources.providers.wayback_cdx import WaybackCdx
from tests.measure.services.judged import Judged, Replayed, refused, replayed
from tests.measure.services.recorded import Recorded

COLUMNS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
ENTRY = re.compile(r"<(?:\w+:)?(url|sitemap)>(.*?)</(?:\w+:)?\1>", re.DOTALL)
LOC = re.compile(r"<(?:\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*([^<\s\]]+)")
MONTH = re.compile(r"(\d{4})[-/_](\d\d)")
MOST = 20  # URLs of one answer
NEAR = date(2018, 6, 1)
TIMEGATE = "https://web.archive.org/web/"
Row = dict[str, str]


def captures(answer: Recorded) -> Iterator[Judged]:
    """The nearest captures of each URL must be told, each once; URLs must be found by the words of their slugs."""
    rows = list(_rows(answer.text))
    if answer.response.status >= 400 or (not rows and answer.text.strip() not in ("", "[]")):
        yield from refused(answer.response, lambda: Wayback().recall("http://a.example/", NEAR, replayed(answer.response)))
        return
    keys = dict.fromkeys(row["urlkey"] for row in rows)
    for key in islice(keys, MOST):
        yield _captures([row for row in rows if row["urlkey"] == key])
    yield from islice(_by_slug(rows), MOST)
    if not rows:
        found = Wayback().recall("http://a.example/", NEAR, replayed(_index([], "")))
        yield Judged("wrong" if found else "right")


def _rows(text: str) -> Iterator[Row]:
    """The rows of an index, as text or as JSON with or without a head."""
    try:
        lists = json.loads(text) if text.lstrip()[:1] == "[" else [line.split(" ") for line in text.splitlines()]
    except ValueError:
        return
    names: Sequence[str] = COLUMNS
    for row in lists:
        if row and row[0] in COLUMNS:
            names = row
        elif len(row) == len(names) >= 5 and re.fullmatch(r"\d{14}", row[1]):
            yield dict(zip(names, row, strict=True))


def _index(rows: Sequence[Row], question: str) -> Response:
    """The rows as the server sends them for our question: without errors and redirects, nearest first, four columns."""
    most = int(parse_qs(urlsplit(question).query).get("limit", ["40"])[0])
    kept = [row for row in rows if not re.fullmatch(r"[345]\d\d", row["statuscode"])]
    fields = ("timestamp", "original", "statuscode", "digest")
    table = [fields, *([row[field] for field in fields] for row in sorted(kept, key=_distance)[:most])] if kept else []
    return Response("", "", 200, (), json.dumps(table).encode())


def _distance(row: Row) -> float:
    made = parse_timestamp(row["timestamp"])
    return abs((made - datetime.combine(NEAR, datetime.min.time(), UTC)).total_seconds() - 43_200) if made else 0.0


def _captures(rows: Sequence[Row]) -> Judged:
    """The four nearest captures with a page; the same bytes and the same moment count once."""
    wanted: dict[str, str] = {}
    for row in sorted(rows, key=_distance):
        if row["statuscode"] in ("200", "-") and row["timestamp"] not in wanted and row["digest"] not in wanted.values():
            wanted[row["timestamp"]] = row["digest"]
    try:
        found = Wayback().recall(rows[0]["original"], NEAR, Replayed(lambda request: _index(rows, request.url)))
    except NoAnswer as error:
        return Judged("ignored", error.reason)
    told, due = [f"{one.datetime:%Y%m%d%H%M%S}" for one in found], list(wanted)[:4]
    outcome = "right" if told == due else "ignored" if set(told) < set(due) else "wrong"
    return Judged(outcome, f"{rows[0]['original']}: {told} for {due}")


def _by_slug(rows: Sequence[Row]) -> Iterator[Judged]:
    for url in dict.fromkeys(row["original"] for row in rows):
        if (query := _query_of(url, Date((2018, 6)))) and web_url(url):
            index = Response("", "", 200, (), json.dumps([["original"], *([row["original"]] for row in rows)]).encode())
            size = replace(index, body=b"1\n")
            service = Replayed(lambda request, index=index, size=size: size if "showNumPages" in request.url else index)
            found = WaybackCdx(base_url="https://web.archive.org").search(query, service)
            outcome = "right" if any(one.url == url for one in found) else "ignored"
            yield Judged(outcome, f"{url}: not among {[one.url for one in found]}")


def _query_of(url: str, issued: Date) -> Query | None:
    """A note that cites the words of a URL's slug."""
    parts = urlsplit(url)
    slug = max(parts.path.split("/"), key=len).rpartition(".")[0] or max(parts.path.split("/"), key=len)
    told = [word for word in re.split(r"[-_]", slug) if word.isalpha()]
    if len(content_words(" ".join(told))) < 3:
        return None
    return Query(Source("", Item(type="article-newspaper", title=" ".join(told), issued=issued)), (parts.hostname or "",))


def capture_pages(answers: Sequence[Recorded]) -> Iterator[tuple[Recorded, list[Judged]]]:
    """Each page of the archive as a TimeGate's answer; the other answers of its file follow a redirect."""
    for answer in answers:
        others = {other.url: other.response for other in answers if other.file == answer.file}
        yield answer, [_capture(answer, others)]


def _capture(answer: Recorded, others: Mapping[str, Response]) -> Judged:
    original = re.sub(r"^.*?/web/\d+[a-z_]*/", "", answer.url)
    first = iter([answer.response])

    def send(request: Request) -> Response:
        told = next(first, None) or others.get(request.url)
        if told is None:
            raise NoAnswer("not recorded")
        return told

    try:
        found = next(iter(MementoArchive(timegate=TIMEGATE).recall(original, NEAR, Replayed(send))), None)
        told = f"{found.datetime:%Y%m%d%H%M%S}" if found else "none"
    except NoAnswer:
        told = "no answer"
    due = _due(answer, others)
    return Judged(
        "right" if told == due else "ignored" if told in ("none", "no answer") else "wrong", f"{answer.url}: {told} for {due}"
    )


def _due(answer: Recorded, others: Mapping[str, Response]) -> str:
    """The moment of the capture that an answer leads to: its own Memento-Datetime, or that of its redirect."""
    url, response = answer.url, answer.response
    for _ in range(4):
        if made := response.header("memento-datetime"):
            return f"{parsedate_to_datetime(made):%Y%m%d%H%M%S}" if response.status == 200 else "none"
        if response.status == 404:
            return "none"
        url = urljoin(url, response.header("location") or "")
        if not 300 <= response.status < 400 or url not in others:
            return "no answer"
        response = others[url]
    return "no answer"


def jobs(answer: Recorded) -> Iterator[Judged]:
    """The meaning of each answer of Save Page Now."""
    try:
        data = json.loads(answer.text)
    except ValueError:
        yield from refused(answer.response, lambda: read_status(answer.response, answer.url))
        return
    kinds = {"success": JobCaptured, "pending": JobPending, "error": Refused}
    wanted = kinds.get(data.get("status", ""), JobAccepted if data.get("job_id") else Refused)
    if wanted is JobCaptured and int(data.get("http_status") or 200) >= 400:
        wanted = Refused
    read = read_submit(answer.response) if wanted is JobAccepted else read_status(answer.response, answer.url)
    yield Judged("right" if isinstance(read, wanted) else "wrong", f"{read} for {data}")


def handles(answer: Recorded) -> Iterator[Judged]:
    """Whether a DOI is registered, and where it leads."""
    link = Blocked("https://doi.org/10.5555/flood.1", "a test", 403)
    service = SimpleNamespace(service=lambda _: replayed(answer.response), links=SimpleNamespace(doi_registry="https://doi.org"))
    ((_, told),) = fallback_checks([link], [], service)  # type: ignore[arg-type]
    due = _of_handle(answer)
    yield Judged("right" if all(words in told.reason for words in due) and (due or told == link) else "wrong", told.reason)


def _of_handle(answer: Recorded) -> list[str]:
    """What must be told of a handle; nothing if the registry did not answer (responseCode 1: found; 100, 200: not)."""
    try:
        data = json.loads(answer.text)
    except ValueError:
        return []
    if (
        not isinstance(data, dict)
        or "responseCode" not in data
        or not (answer.response.status < 400 or answer.response.status == 404)
    ):
        return []
    urls = (one.get("data") for one in data.get("values") or () if one.get("type") == "URL")
    leads = [str(place["value"]) for place in urls if isinstance(place, dict)][:1]
    return ["is registered", *leads] if data["responseCode"] == 1 else ["does not know"]


def sitemaps(answer: Recorded) -> Iterator[Judged]:
    """Each page of a sitemap must be found by the words of its slug, each dated sitemap of an index must be opened."""
    for entry in islice(ENTRY.finditer(answer.text), MOST):
        place = LOC.search(entry[2])
        if place and (judged := _of_sitemap(entry[1], place[1].replace("&amp;", "&"), entry[2], answer)):
            yield judged


def _of_sitemap(kind: str, url: str, entry: str, answer: Recorded) -> Judged | None:
    day = MONTH.search(url if kind == "sitemap" else entry)
    issued = Date((int(day[1]), int(day[2]))) if day and 0 < int(day[2]) < 13 else Date((2018, 6))
    asked: list[str] = []

    def send(request: Request) -> Response:
        asked.append(request.url)
        if request.url.endswith("/robots.txt"):
            return Response(request.url, request.url, 200, (), f"Sitemap: https://{urlsplit(url).netloc}/sitemap.xml".encode())
        return answer.response if len(asked) == 2 else replace(answer.response, body=b"<urlset/>")

    if kind == "sitemap":
        host = urlsplit(url).hostname or ""
        query = Query(Source("", Item(title="Third floods of a single spring", issued=issued)), (host,))
        if not day:
            return None
        Sitemaps().search(query, Replayed(send))
        return Judged("right" if url in asked else "ignored", f"{url} not in {asked}")
    found_by = _query_of(url, issued)
    if not found_by or not web_url(url):
        return None
    found = Sitemaps().search(found_by, Replayed(send))
    return Judged("right" if any(one.url == url for one in found) else "ignored", f"{url}: not among {[one.url for one in found]}")


JUDGES: dict[str, Any] = {"wayback_cdx": captures, "save_page_now": jobs, "doi_handles": handles, "sitemaps": sitemaps}

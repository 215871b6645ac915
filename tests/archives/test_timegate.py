"""Memento archives: the responses of a TimeGate and a TimeMap."""

from datetime import UTC, date, datetime
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.archives.services.arquivo import Arquivo
from citecheck.archives.services.memento import MementoArchive
from citecheck.archives.services.ukwa import UkWebArchive
from citecheck.links.link_header import read_links
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Memento as Capture
from citecheck.model.web import Request, Response

PAGE = "https://courier.example/third,flood;2?a=1"
GATE = "https://library.example/web/"
STAMPED = "Thu, 14 Mar 2019 10:00:00 GMT"
HEADERS = {"memento-datetime": STAMPED, "link": f'<{PAGE}>; rel="original", <{GATE}timemap/link/{PAGE}>; rel="timemap"; type="a/b"'}
MAP = (
    f'<{PAGE}>; rel="original",\n<{GATE}timemap/link/{PAGE}>; rel="self"; from="Thu, 14 Mar 2019 10:00:00 GMT",\n'
    f'<{GATE}20190314100000mp_/{PAGE}>; rel="first memento"; datetime="{STAMPED}",\n'
    f'<{GATE}20200101000000mp_/{PAGE}>; rel="memento"; datetime="Wed, 01 Jan 2020 00:00:00 GMT",\n'
    f'<{GATE}20190601000000mp_/{PAGE}>; rel="last memento"; datetime="Sat, 01 Jun 2019 00:00:00 GMT"'
)


class Library:
    """A TimeGate by its answers: address, then status, headers and body."""

    def __init__(self, answers: dict[str, tuple[int, dict[str, str], str]]) -> None:
        self.answers = answers
        self.asked: list[Request] = []

    def send(self, request: Request) -> Response:
        self.asked.append(request)
        status, headers, body = self.answers.get(request.url, (404, {}, ""))
        return Response(request.url, request.url, status, tuple(headers.items()), body.encode())


def redirecting(status: int = 307, capture: int = 200, **more: tuple[int, dict[str, str], str]) -> Library:
    memento = f"{GATE}20190314100000mp_/{PAGE}"
    timemap = f"{GATE}timemap/link/{PAGE}"
    return Library(
        {GATE + PAGE: (status, {"location": memento}, ""), memento: (capture, HEADERS, ""), timemap: (200, {}, MAP)} | more
    )


def recalled(library: Library, most: int = 9) -> list[str]:
    return [one.uri_m for one in islice(MementoArchive(timegate=GATE).recall(PAGE, date(2019, 3, 20), library), most)]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_every_redirect_of_a_timegate_leads_to_the_capture(status: int) -> None:
    library = redirecting(status)
    (capture,) = islice(MementoArchive(timegate=GATE).recall(PAGE, date(2019, 3, 20), library), 1)
    assert capture == Capture(PAGE, f"{GATE}20190314100000mp_/{PAGE}", datetime(2019, 3, 14, 10, tzinfo=UTC), "memento", 200)
    assert dict(library.asked[0].headers)["Accept-Datetime"] == "Wed, 20 Mar 2019 00:00:00 GMT"
    assert not any("timemap" in request.url for request in library.asked)


def test_the_timegates_response_may_be_the_capture() -> None:
    place = f"{GATE}20190314100000/{PAGE}"
    library = Library({GATE + PAGE: (200, HEADERS | {"content-location": place}, "")})
    assert recalled(library, 1) == [place]


def test_the_timemap_has_the_next_captures_nearest_first() -> None:
    stamps = [url.removeprefix(GATE)[:8] for url in recalled(redirecting())]
    assert stamps == ["20190314", "20190601", "20200101"]


def test_a_captured_error_is_not_a_page_and_the_timemap_is_requested() -> None:
    assert [url.removeprefix(GATE)[:8] for url in recalled(redirecting(capture=404))] == ["20190601", "20200101"]


def test_of_a_timemap_in_parts_the_one_with_the_day_is_read() -> None:
    near, far = f"{GATE}timemap/2/{PAGE}", f"{GATE}timemap/1/{PAGE}"
    index = (
        f'<{far}>; rel="timemap"; from="Mon, 01 Jan 2001 00:00:00 GMT"; until="Tue, 01 Jan 2002 00:00:00 GMT", '
        f'<{near}>; rel="timemap"; from="Tue, 01 Jan 2002 00:00:00 GMT"; until="Fri, 01 Jan 2021 00:00:00 GMT"'
    )
    library = redirecting(capture=404, **{f"{GATE}timemap/link/{PAGE}": (200, {}, index), near: (200, {}, MAP)})
    assert len(recalled(library)) == 2 and far not in [request.url for request in library.asked]


def test_a_404_means_no_capture_and_other_errors_no_answer() -> None:
    assert recalled(Library({})) == []
    for status in (403, 429, 503):
        with pytest.raises(NoAnswer, match=str(status)):
            recalled(Library({GATE + PAGE: (status, {}, "")}))
    with pytest.raises(NoAnswer):
        recalled(Library({GATE + PAGE: (302, {"location": GATE + PAGE}, "")}))
    with pytest.raises(NoAnswer):
        recalled(Library({GATE + PAGE: (302, {"location": "javascript:alert(1)"}, "")}))


def test_a_capture_of_another_url_is_not_used() -> None:
    library = redirecting()
    library.answers[f"{GATE}20190314100000mp_/{PAGE}"] = (
        200, HEADERS | {"link": '<https://courier.example/Third,flood;2?a=1>; rel="original"'}, "",
    )  # fmt: skip
    assert recalled(library) == []


def test_the_original_bytes_of_a_capture_are_requested() -> None:
    made = datetime(2019, 3, 14, tzinfo=UTC)
    for shown in ("20190314100000", "20190314100000mp_"):
        memento = Capture(PAGE, f"{GATE}{shown}/{PAGE}", made, "memento")
        assert MementoArchive().playback(memento).url == f"{GATE}20190314100000id_/{PAGE}"
    other = Capture(PAGE, "https://library.example/capture/77", made, "memento")
    assert MementoArchive().playback(other).url == other.uri_m


@pytest.mark.parametrize(
    ("archive", "gate"),
    [
        (Arquivo(), "https://arquivo.pt/wayback/"),
        (UkWebArchive(), "https://www.webarchive.org.uk/wayback/archive/"),
    ],
)
def test_known_archives_are_off_by_default_and_have_their_own_timegates(archive, gate: str) -> None:
    library = Library({})
    assert not archive.enabled and list(archive.recall(PAGE, date(2019, 3, 20), library)) == []
    assert [request.url for request in library.asked] == [gate + PAGE]


def test_without_a_timegate_nothing_is_requested() -> None:
    library = Library({})
    assert list(MementoArchive().recall(PAGE, date(2019, 3, 20), library)) == [] and not library.asked


def test_links_may_contain_commas_semicolons_and_several_relations() -> None:
    links = list(read_links(MAP))
    assert [link.uri for link in links][2] == f"{GATE}20190314100000mp_/{PAGE}"
    assert links[2].rels == {"first", "memento"} and links[2].moment() == datetime(2019, 3, 14, 10, tzinfo=UTC)


@given(st.text(alphabet='<>;,="  abrel\n', max_size=200))
def test_any_link_header_is_parsed_without_an_error(text: str) -> None:
    assert all(">" not in link.uri for link in read_links(text))

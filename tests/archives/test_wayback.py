"""The Wayback Machine's index: which rows are captures of the requested URL."""

import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from msgspec.structs import replace

from citecheck.archives.services.wayback import Wayback
from citecheck.model.errors import NoAnswer
from citecheck.model.web import Request, Response

PAGE = "https://courier.example/River/third?b=2&a=1"


class Index:
    def __init__(self, body: str, status: int = 200) -> None:
        self.answer = Response("", "", status, (("content-type", "application/json"),), body.encode())

    def send(self, request: Request) -> Response:
        return self.answer


def rows(*rows: str) -> Index:
    told = ",".join(json.dumps([*row.split(), f"D{row[:14]}"][:4]) for row in rows)
    return Index(f'[["timestamp","original","statuscode","digest"],{told}]')


def asked(index: Index) -> list[str]:
    return [m.uri_m for m in Wayback().recall(PAGE, date(2019, 3, 14), index)]


def test_captures_with_status_200_and_revisits_of_the_same_url_count() -> None:
    index = rows(f"20190315120000 {PAGE} 200", "20190316120000 http://www.courier.example:80/River/third?b=2&a=1 -")
    assert len(asked(index)) == 2


def test_rows_of_one_capture_or_one_content_are_one() -> None:
    near = [f"20190315120000 {PAGE} 200 SAME"] * 6
    far = [f"20190401120000 {PAGE} - SAME", f"20190501120000 {PAGE} 200 OTHER", f"20190601120000 {PAGE} 200 -"]
    stamps = [uri.split("/")[4] for uri in asked(rows(*near, *far))]
    assert stamps == ["20190315120000", "20190501120000", "20190601120000"]


def test_a_content_kept_for_months_hides_no_other_capture() -> None:
    class Limited(Index):
        def send(self, request: Request) -> Response:
            most = int(parse_qs(urlsplit(request.url).query)["limit"][0])
            head, *table = json.loads(self.answer.body)
            return replace(self.answer, body=json.dumps([head, *table[:most]]).encode())

    days = [f"201904{day:02d}{hour:02d}0000 {PAGE} 200 SAME" for day in range(1, 31) for hour in (3, 9, 15)]
    index = Limited(rows(*days, f"20190601120000 {PAGE} 200 OTHER").answer.body.decode())
    assert [uri.split("/")[4] for uri in asked(index)] == ["20190401030000", "20190601120000"]


@pytest.mark.parametrize(
    "row",
    [
        f"20190315120000 {PAGE} 404",
        f"20190315120000 {PAGE} 301",
        "20190315120000 https://courier.example/river/third?b=2&a=1 200",
        "20190315120000 https://courier.example/River/third?a=1&b=2 200",
        f"20190231120000 {PAGE} 200",
        f"latest {PAGE} 200",
        "20190315120000 javascript:alert(1) 200",
    ],
)
def test_errors_redirects_other_urls_and_invalid_rows_do_not_count(row: str) -> None:
    assert asked(rows(row)) == []


@pytest.mark.parametrize("index", [Index("<html>busy</html>"), Index("[[1,2]]"), Index("", 403), Index('[["timestamp"')])
def test_an_invalid_response_is_no_answer_and_not_an_empty_one(index: Index) -> None:
    with pytest.raises(NoAnswer):
        asked(index)


def test_a_url_without_captures_is_an_empty_answer() -> None:
    assert asked(Index("[]")) == []

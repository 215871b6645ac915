"""The cache of responses and verdicts: expiry, size limit, no secrets, several processes."""

import sqlite3
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from citecheck.model.web import Blocked, Gone, Live, Request, Response
from citecheck.net.cache import Cache
from citecheck.net.cache_file import CacheFile
from tests.conftest import FakeClock

URL = "https://news.example/a"
DAY = 86_400
PAGE = Response(URL, URL, 200, (("ETag", '"1"'), ("Set-Cookie", "session=secret"), ("Content-Type", "text/html")), b"<p>Page</p>")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache.sqlite"


def test_an_answer_is_kept_until_it_expires(file: Path, clock: FakeClock) -> None:
    cache = Cache(file, clock)
    cache.put(Request(URL), PAGE)
    cache.close()
    again = Cache(file, clock)
    assert again.get(Request(URL)).body == PAGE.body  # type: ignore[union-attr]
    clock.sleep(9 * DAY)
    assert again.get(Request(URL)) is None
    asked, stored = again.conditional(Request(URL))
    assert ("If-None-Match", '"1"') in asked.headers
    assert stored is not None and stored.body == PAGE.body


def test_answers_are_cached_per_language(file: Path, clock: FakeClock) -> None:
    cache = Cache(file, clock)
    cache.put(Request(URL, language="de"), PAGE)
    assert cache.get(Request(URL, language="fr")) is None
    assert cache.get(Request(URL, language="de")) is not None


def test_nothing_secret_is_stored(file: Path, clock: FakeClock) -> None:
    cache = Cache(file, clock)
    cache.put(Request("https://me:hunter2@news.example/a"), PAGE)
    cache.put(Request(URL, headers=(("Authorization", "LOW key:topsecret"),)), PAGE)
    cache.close()
    kept = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert not any(word in kept for word in (b"hunter2", b"topsecret", b"session=secret"))


@pytest.mark.parametrize(
    ("link", "hours"),
    [(Live(URL, 200, URL), 24 * 5), (Gone(URL, 404, "404"), 18), (Blocked(URL, 403, "it refuses us"), 18)],
)
def test_a_verdict_counts_for_the_time_of_its_kind(file: Path, clock: FakeClock, link: Live | Gone | Blocked, hours: float) -> None:
    cache = Cache(file, clock)
    cache.put_verdict(URL, link, None)
    clock.sleep(hours * 3_600)
    known = cache.verdict(URL)
    assert known is not None and known.counts and known.link == link
    clock.sleep(10 * DAY)
    known = cache.verdict(URL)
    assert known is not None and not known.counts


def test_verdicts_of_one_day_do_not_all_expire_together(file: Path, clock: FakeClock) -> None:
    cache = Cache(file, clock)
    for n in range(50):
        cache.put_verdict(f"{URL}/{n}", Live(URL, 200, URL), None)
    clock.sleep(7 * DAY)
    counting = sum(cache.verdict(f"{URL}/{n}").counts for n in range(50))  # type: ignore[union-attr]
    assert 0 < counting < 50


def test_the_oldest_answers_make_room(file: Path, clock: FakeClock) -> None:
    cache = Cache(file, clock, max_bytes=20_000)
    for n in range(100):
        cache.put(Request(f"{URL}/{n}"), replace(PAGE, body=Random(n).randbytes(1_000)))
        clock.sleep(1)
        cache.commit()
    cache.close()
    stats = CacheFile(file, 20_000, clock).stats()
    again = Cache(file, clock)
    assert stats.bytes <= 20_000
    assert again.get(Request(f"{URL}/99")) is not None
    assert again.get(Request(f"{URL}/0")) is None


def test_two_processes_share_one_file(file: Path, clock: FakeClock) -> None:
    one, two = Cache(file, clock), Cache(file, clock)
    one.put_verdict(f"{URL}/1", Live(URL, 200, URL), None)
    two.put_verdict(f"{URL}/2", Live(URL, 200, URL), None)
    one.commit()
    two.commit()
    assert one.verdict(f"{URL}/2") is not None
    assert two.verdict(f"{URL}/1") is not None


@pytest.mark.parametrize("content", [b"this is no database", b"SQLite format 3\x00" + b"\xff" * 500])
def test_a_file_that_is_no_cache_is_left_alone_and_not_used(file: Path, clock: FakeClock, content: bytes) -> None:
    file.write_bytes(content)
    cache = Cache(file, clock)
    cache.put(Request(URL), PAGE)
    cache.put_verdict(URL, Live(URL, 200, URL), None)
    cache.close()
    assert file.read_bytes() == content


def test_unreadable_rows_are_ignored(file: Path, clock: FakeClock) -> None:
    cache = Cache(file, clock)
    cache.put_verdict(URL, Live(URL, 200, URL), None)
    cache.close()
    with sqlite3.connect(file) as database:
        database.execute("UPDATE verdicts SET link = x'c0ffee'")
    assert Cache(file, clock).verdict(URL) is None


def test_pruning_leaves_what_counts_and_clearing_leaves_nothing(file: Path, clock: FakeClock) -> None:
    cache = Cache(file, clock)
    cache.put_verdict(f"{URL}/old", Gone(URL, 404, "404"), None)
    cache.commit()
    clock.sleep(3 * DAY)
    cache.put_verdict(f"{URL}/new", Live(URL, 200, URL), None)
    cache.close()
    looked = CacheFile(file, 10**9, clock)
    assert (looked.stats().verdicts, looked.stats().expired) == (2, 1)
    assert looked.prune() == 1
    assert looked.stats().verdicts == 1
    assert looked.clear() == 1
    assert looked.stats().verdicts == 0

"""Header fields from the environment: sent to their own host, and stored nowhere."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from citecheck.config.settings import load
from citecheck.model.errors import UsageError
from citecheck.model.web import Exchange, Live, Request, Response
from citecheck.net.cache import Cache
from citecheck.net.clock import SystemClock
from citecheck.net.page_headers import PageHeaders, page_headers
from citecheck.net.pages import Pages
from citecheck.protocols import NetworkSettings
from tests.config.settings_files import FAMILIES, toml
from tests.net.conftest import Host

OPEN = NetworkSettings(allow_private=True, interval=0, timeout=5)
SETTING = {"Authorization": "env:WIKI_TOKEN"}
VALUE = "Bearer hushhush"


def of(*hosts: str) -> PageHeaders:
    return page_headers(dict.fromkeys(hosts, SETTING), {"WIKI_TOKEN": VALUE})


def place(one: Host) -> str:
    return one.url.removeprefix("http://")


def fetch(url: str, headers: PageHeaders, cache: Cache | None = None) -> Response:
    clock = SystemClock()
    ((_, answer),) = Pages(OPEN, clock, cache or Cache(None, clock), headers=headers).fetch([Request(url)])
    assert isinstance(answer, Response)
    return answer


def test_a_field_is_sent_to_its_own_host_and_to_no_other_that_a_page_redirects_to(host: Callable[..., Host]) -> None:
    one, other = host(), host("127.0.0.2")
    one.redirects("/away", f"{other.url}/there")
    other.redirects("/back", f"{one.url}/here")
    fetch(f"{one.url}/away", of(place(one)))
    assert one.heard("authorization") == [VALUE] and other.heard("authorization") == [None]
    fetch(f"{other.url}/back", of(place(one)))
    assert one.heard("authorization") == [VALUE, VALUE] and other.heard("authorization") == [None, None]


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("https://api.example.org/a", True), ("https://API.example.org:443/a", True), ("http://api.example.org/a", False),
        ("https://api.example.org:8443/a", False), ("https://example.org/a", False), ("https://a.api.example.org/a", False),
        ("https://api.example.org.evil.example/", False), ("https://evil.example/@api.example.org/", False), ("https://[/", False),
        ("https://evil.example\\@api.example.org/", False), ("http://127.0.0.1:8080/", True), ("https://api.example.org:x/", False),
    ],
)  # fmt: skip
def test_a_field_is_sent_over_tls_to_exactly_its_host_and_port(url: str, sent: bool) -> None:
    assert bool(of("api.example.org", "127.0.0.1:8080").of(url)) is sent


def test_neither_a_value_nor_what_it_opens_is_stored(host: Callable[..., Host], tmp_path: Path) -> None:
    one = host()
    clock = SystemClock()
    file = tmp_path / "answers.sqlite"
    headers = of(place(one))
    cache = Cache(file, clock, headers=headers)
    answer = fetch(f"{one.url}/private", headers, cache)
    cache.put_verdict(f"{one.url}/private", Live(f"{one.url}/private", 200, f"{one.url}/private"), answer)
    assert cache.get(Request(f"{one.url}/private")) is None and cache.verdict(f"{one.url}/private") is None
    cache.close()
    assert b"hushhush" not in file.read_bytes() and b"/private" not in file.read_bytes()
    assert "hushhush" not in repr(headers)


def test_an_archive_has_what_everybody_can_see(host: Callable[..., Host]) -> None:
    class Recorder:
        kept: tuple[Exchange, ...] = ()

        def keep(self, request: Request, exchanges: tuple[Exchange, ...]) -> None:
            self.kept += exchanges

        def rendered(self, url: str, html: bytes) -> None:
            """Not used."""

    one, recorder, clock = host(), Recorder(), SystemClock()
    list(Pages(OPEN, clock, Cache(None, clock), recorder, headers=of(place(one))).fetch([Request(f"{one.url}/a")]))
    assert one.heard("authorization") == [None] and b"hushhush" not in recorder.kept[0].request


@pytest.mark.parametrize(("value", "said"), [("", "is not set"), ("a\nX: b", "cannot have"), ("ä", "cannot have")])
def test_a_variable_without_a_usable_value_is_named_and_its_value_is_not_shown(value: str, said: str) -> None:
    with pytest.raises(UsageError, match=f"WIKI_TOKEN.*{said}") as error:
        page_headers({"api.example.org": SETTING}, {"WIKI_TOKEN": value})
    assert not value or value not in str(error.value)


@pytest.mark.parametrize(
    "setting",
    [
        '{ "api.example.org" = { "Authorization" = "Bearer hushhush" } }', '{ "api.example.org" = { "Authorization" = "env:hush hush" } }',
        '{ "https://api.example.org/" = { "Authorization" = "env:A" } }', '{ "*" = { "Authorization" = "env:A" } }',
        '{ "api.example.org" = { "Host" = "env:A" } }', '{ "api.example.org" = { "A: b" = "env:A" } }', '{ "api.example.org" = "env:A" }',
    ],
)  # fmt: skip
def test_a_malformed_setting_is_refused_without_its_value(setting: str, tmp_path: Path) -> None:
    (tmp_path / "named.toml").write_text(toml({"links.headers": setting}))
    with pytest.raises(UsageError, match=r"links\.headers") as error:
        load(FAMILIES, file=tmp_path / "named.toml")
    assert "hush" not in str(error.value)


def test_the_setting_is_listed_with_the_variable_and_reports_do_not_show_it(tmp_path: Path) -> None:
    from citecheck.config.listing import changed, lines

    (tmp_path / "named.toml").write_text(toml({"links.headers": '{ "api.example.org" = { "Authorization" = "env:WIKI_TOKEN" } }'}))
    loaded = load(FAMILIES, file=tmp_path / "named.toml")
    assert any('headers = {"api.example.org" = {"Authorization" = "env:WIKI_TOKEN"}}' in line for line in lines(loaded, FAMILIES))
    assert changed(replace(loaded)) == ("links.headers = (set, not shown)",)

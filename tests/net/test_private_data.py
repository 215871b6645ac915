"""Credentials, cookies and private addresses are sent to their own host only."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import responses
from msgspec.structs import replace

from citecheck.app import wiring
from citecheck.app.progress import NoProgress
from citecheck.config.settings import Settings, load
from citecheck.model.errors import NoAnswer, UsageError
from citecheck.model.web import Exchange, Failure, Request, Response
from citecheck.net import guard
from citecheck.net.cache import Cache
from citecheck.net.clock import SystemClock
from citecheck.net.offline import why_unreachable
from citecheck.net.pages import Pages
from citecheck.net.services import RequestsTransport
from citecheck.net.sessions import guarded_session
from citecheck.protocols import Network, NetworkSettings
from tests.net.conftest import Host

OPEN = NetworkSettings(allow_private=True, interval=0, timeout=5)
SHUT = NetworkSettings(interval=0, timeout=5)
KEY = ("Authorization", "LOW access:secret")
PASSWORDS = ("NETRCUSER", "NETRCSECRET", "TkVUUkNVU0VS", "PROXYSECRET", "UFJPWFk6")  # plain, and the beginning in base64


@pytest.fixture
def netrc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".netrc").write_text("default login NETRCUSER password NETRCSECRET\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))


def ask(url: str, *fields: tuple[str, str], settings: NetworkSettings = OPEN, own: tuple[guard.HostPort, ...] = ()) -> Response:
    return RequestsTransport(settings, SystemClock(), own)(Request(url, headers=fields))


def page(url: str, settings: NetworkSettings = OPEN) -> Response | Failure:
    clock = SystemClock()
    ((_, told),) = Pages(settings, clock, Cache(None, clock)).fetch([Request(url)])
    return told


def test_netrc_is_not_sent_to_services_and_replaces_no_key(host: Callable[..., Host], netrc: None) -> None:
    one, other = host(), host("127.0.0.2")
    one.redirects("/away", f"{other.url}/there")
    one.redirects("/near", "/here")
    for path in ("/", "/away", "/near"):
        ask(one.url + path)
    assert one.heard("authorization") == [None] * 4 and other.heard("authorization") == [None]
    one.asked.clear()
    ask(f"{one.url}/near", KEY)
    assert one.heard("authorization") == [KEY[1]] * 2


def test_netrc_is_not_sent_to_pages(host: Callable[..., Host], netrc: None) -> None:
    one, other = host(), host("127.0.0.2")
    one.redirects("/away", f"{other.url}/there")
    assert isinstance(page(f"{one.url}/away"), Response)
    assert one.heard("authorization") == other.heard("authorization") == [None]


def test_a_key_does_not_follow_a_redirect_to_another_host_or_port(host: Callable[..., Host]) -> None:
    one, port, other = host(), host(), host("127.0.0.2")
    one.redirects("/host", f"{other.url}/there")
    one.redirects("/port", f"{port.url}/there")
    ask(f"{one.url}/host", KEY)
    ask(f"{one.url}/port", KEY)
    assert one.heard("authorization") == [KEY[1]] * 2
    assert other.heard("authorization") == port.heard("authorization") == [None]


def test_credentials_in_a_url_are_sent_to_its_host_only(host: Callable[..., Host]) -> None:
    one, other = host(), host("127.0.0.2")
    one.redirects("/away", f"{other.url}/there")
    ask(f"http://me:pass@{one.address}/away")
    assert one.heard("authorization") == ["Basic bWU6cGFzcw=="] and other.heard("authorization") == [None]


@responses.activate
def test_a_cookie_of_a_whole_domain_is_not_sent_to_its_other_hosts() -> None:
    cookie = {"Set-Cookie": "wide=1; Domain=elm.example"}
    responses.get("https://one.elm.example/a", status=302, headers={"Location": "https://two.elm.example/b", **cookie})
    responses.get("https://two.elm.example/b", body="b")
    guarded_session(OPEN).get("https://one.elm.example/a")
    assert [call.request.headers.get("Cookie") for call in responses.calls] == [None, None]


def test_cookies_are_sent_to_their_host_only(host: Callable[..., Host]) -> None:
    one, other = host(), host("127.0.0.2")
    cookies = [("Set-Cookie", "own=1"), ("Set-Cookie", "wide=1; Domain=0.1"), ("Set-Cookie", "named=1; Domain=127.0.0.1")]
    one.redirects("/away", f"{other.url}/there", *cookies)
    one.redirects("/near", "/here", *cookies)
    transport = RequestsTransport(OPEN, SystemClock())
    for path in ("/near", "/away"):
        transport(Request(one.url + path))
    assert "own=1" in (one.heard("cookie")[1] or "") and one.heard("cookie")[2] == "own=1"
    assert other.heard("cookie") == [None]
    one.asked.clear()
    other.asked.clear()
    for path in ("/near", "/away"):
        page(one.url + path)
    assert "own=1" in (one.heard("cookie")[1] or "") and other.heard("cookie") == [None]


def test_credentials_of_a_proxy_are_sent_to_the_proxy_only(host: Callable[..., Host], monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, other = host(), host("127.0.0.2")
    monkeypatch.setenv("HTTP_PROXY", f"http://PROXY:PROXYSECRET@{proxy.address}")
    monkeypatch.setenv("http_proxy", f"http://PROXY:PROXYSECRET@{proxy.address}")
    monkeypatch.setenv("NO_PROXY", "127.0.0.2")
    monkeypatch.setenv("no_proxy", "127.0.0.2")
    proxy.redirects("http://somewhere.example/", f"{other.url}/there")
    for asked in (ask, page):
        told = asked("http://somewhere.example/")
        assert isinstance(told, Response) and not any(word in repr(told) for word in PASSWORDS)
    assert [value and value.startswith("Basic UFJPWFk6") for value in proxy.heard("proxy-authorization")] == [True, True]
    assert other.heard("proxy-authorization") == [None, None] and len(other.asked) == 2


def test_no_error_message_contains_the_password_of_a_proxy(host: Callable[..., Host]) -> None:
    closed = host()
    closed.server.shutdown()
    closed.server.server_close()
    through = NetworkSettings(proxy=f"http://PROXY:PROXYSECRET@{closed.address}", timeout=2, patience=0)
    with pytest.raises(NoAnswer) as silence:
        ask("http://somewhere.example/", settings=through)
    assert not any(word in str(silence.value) for word in PASSWORDS)
    for url in ("http://somewhere.example/", "https://somewhere.example/"):
        told = page(url, through)
        assert isinstance(told, Failure) and not any(word in repr(told) for word in PASSWORDS)


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])
def test_ca_certificates_of_the_environment_are_used(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for other in ("SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(name, str(tmp_path / "own.pem"))
    session = guarded_session(SHUT)
    merged = session.merge_environment_settings("https://a.example/", {}, None, None, None)
    assert merged["verify"] == str(tmp_path / "own.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "another.pem")  # counts after the one that OpenSSL reads
    assert guarded_session(SHUT).merge_environment_settings("https://a.example/", {}, None, None, None)["verify"] == (
        str(tmp_path / "own.pem") if name == "SSL_CERT_FILE" else "another.pem"
    )


def test_a_private_service_in_the_settings_can_be_called_but_no_other_port_host_or_redirect(host: Callable[..., Host]) -> None:
    one, port, other = host(), host(), host("127.0.0.2")
    own = (guard.host_port(one.url),)
    one.redirects("/near", "/here")
    for target in (port, other):
        one.redirects(f"/{target.address}", f"{target.url}/there")
    assert ask(f"{one.url}/search", settings=SHUT, own=own).status == 200
    assert ask(f"{one.url}/near", settings=SHUT, own=own).status == 200
    for url in (
        f"{one.url}/{port.address}",
        f"{one.url}/{other.address}",
        port.url,
        other.url,
        f"http://localhost:{port.address[10:]}",
    ):
        with pytest.raises(NoAnswer):
            ask(url, settings=SHUT, own=own)
    assert port.asked == other.asked == []


@pytest.mark.parametrize("refused", ["http://10.0.0.1/", "http://localhost/", "http://inside.example/", "ftp://public.example/"])
def test_a_refusal_of_the_guard_has_its_reason_and_is_not_retried(
    refused: str, host: Callable[..., Host], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an IP address, and as a name that resolves to one."""
    monkeypatch.setattr(guard.socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("10.0.0.1", 80))])
    with pytest.raises(NoAnswer, match=r"private|http and https") as silence:
        ask(refused, settings=SHUT)
    assert silence.value.final


@pytest.mark.parametrize("no_proxy", ["", "127.0.0.2", "127.0.0.0/24"])
def test_a_service_on_localhost_is_called_without_the_proxy(
    no_proxy: str, host: Callable[..., Host], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other hosts are excepted by ``NO_PROXY`` only, whether the proxy is in the settings or in the environment."""
    monkeypatch.setenv("NO_PROXY", no_proxy)
    proxy, searxng, other = host(), host(), host("127.0.0.2")
    searxng.redirects("/away", f"{other.url}/there")
    own = (guard.host_port(searxng.url),)
    set_by_hand = replace(OPEN, proxy=proxy.url)
    for settings in (set_by_hand, OPEN):
        ask(f"{searxng.url}/search", settings=settings, own=own)
        ask(f"{searxng.url}/away", settings=settings, own=own)
        page(other.url, settings)
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
    assert [path for path, _ in searxng.asked] == ["/search", "/away"] * 2
    assert (len(proxy.asked), len(other.asked)) == ((0, 4) if no_proxy else (4, 0))


def test_a_network_that_only_a_proxy_can_reach_is_found(host: Callable[..., Host], monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = host()
    for settings in (replace(SHUT, proxy=proxy.address), SHUT):
        assert why_unreachable(["https://no-such-host.invalid"], settings, ["https://page.invalid/"]) is None
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:port")
    with pytest.raises(UsageError, match="proxy"):
        why_unreachable(["https://no-such-host.invalid"], SHUT)


def test_the_address_of_a_proxy_is_not_recorded_as_the_address_of_a_page(host: Callable[..., Host]) -> None:
    """Private hosts are not archived; behind a proxy that cannot be seen."""
    proxy, clock, kept = host(), SystemClock(), []

    class Kept:
        def keep(self, _request: Request, exchanges: tuple[Exchange, ...]) -> None:
            kept.extend(exchanges)

        def rendered(self, _url: str, _html: bytes) -> None:
            """There is no browser."""

    for settings, url in ((replace(OPEN, proxy=proxy.url), "http://page.example/"), (OPEN, proxy.url)):
        list(Pages(settings, clock, Cache(None, clock), Kept()).fetch([Request(url)]))
    assert [exchange.address for exchange in kept] == ["", "127.0.0.1"]


def test_a_service_cannot_redirect_to_the_private_service_in_the_settings(
    host: Callable[..., Host], monkeypatch: pytest.MonkeyPatch
) -> None:
    own, public = host(), host("127.0.0.2")
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.2")
    guard._is_inside.cache_clear()
    public.redirects("/", f"{own.url}/admin")
    with pytest.raises(NoAnswer):
        ask(f"{public.url}/", settings=SHUT, own=(guard.host_port(own.url),))
    guard._is_inside.cache_clear()
    assert len(public.asked) == 1 and own.asked == []


@pytest.fixture
def network(host: Callable[..., Host], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[tuple[Host, Network]]:
    """The network of a user whose environment names a SearXNG on this machine."""
    monkeypatch.chdir(tmp_path)
    searxng = host()
    monkeypatch.setenv("CITECHECK_PROVIDERS_SEARXNG_BASE_URL", searxng.url)
    with wiring.open_network(load(wiring.configurable()).settings, NoProgress(), offline=False) as opened:
        yield searxng, opened


def test_a_private_service_allows_no_page_and_no_other_service_at_its_address(network: tuple[Host, Network]) -> None:
    searxng, opened = network
    assert opened.service("searxng").send(Request(f"{searxng.url}/search?q=1")).status == 200
    with pytest.raises(NoAnswer, match="private"):
        opened.service("crossref")._transport(Request(f"{searxng.url}/works"))  # type: ignore[attr-defined]
    ((_, told),) = opened.pages.fetch([Request(f"{searxng.url}/")])
    assert isinstance(told, Failure) and told.kind == "address"
    assert [path for path, _ in searxng.asked] == ["/search?q=1"]


def test_services_with_default_urls_may_not_be_private() -> None:
    settings: Settings = load(wiring.configurable()).settings
    assert not any(own for _, own in wiring._configured_hosts(settings, wiring.plugins_of(settings)))

"""Misbehaving servers: each fault is named, none causes a hang or exceeds a limit."""

import resource
import ssl
import time
from pathlib import Path
from typing import ClassVar

import pytest
from msgspec.structs import replace

from citecheck.links.verdict import judge_answer
from citecheck.model.errors import NoAnswer
from citecheck.model.web import Blocked, Failure, Live, Request, Response, SoftGone, Unchecked, Unreachable
from citecheck.net.cache import Cache
from citecheck.net.clock import SystemClock
from citecheck.net.pages import Pages
from citecheck.net.services import RequestsTransport
from tests.links.conftest import IMPATIENT, SETTINGS, NoPauses

LONGEST = 8.0  # seconds for one page, two tries of 1.5 seconds each and the pause between them included


def hurry(path: str) -> dict[str, float]:
    """The settings for a path: a short timeout for a server that never ends."""
    return {"timeout": IMPATIENT} if path.startswith(("loris", "hang")) else {}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        pytest.param("loris-headers", "timeout: no answer in time", marks=pytest.mark.slow),
        ("endless-headers", "protocol: its headers are over"),
        ("long-header", "protocol: its headers are over"),
        ("endless-interim", "protocol: its headers are over"),
        ("no-gzip", "protocol: its content encoding is broken"),
        ("nothing-of-it", "reset: the connection was closed early"),
        ("broken-chunks", "reset: "),
        ("two-lengths", "protocol: "),
        ("no-http", "protocol: "),
        ("http09", "protocol: "),
        ("empty", "reset: the connection was closed early"),
        ("reset", "reset: the connection was closed early"),
        pytest.param("hang", "timeout: no answer in time", marks=pytest.mark.slow),
        ("circle/0", "redirects: it redirects in a loop"),
        ("ever-on/0", "redirects: it redirects more than 10 times"),
        ("status/500", "the server answers 500"),
        ("status/502", "the server answers 502"),
        ("status/504", "the server answers 504"),
    ],
)
def test_a_fault_is_named_and_the_page_is_called_unreachable(faults, ask, path: str, said: str) -> None:
    begun = time.monotonic()
    link = judge_answer(ask(faults.url(path), **hurry(path)))
    assert time.monotonic() - begun < LONGEST
    assert isinstance(link, Unreachable), link
    assert said in link.reason


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("loris-body", marks=pytest.mark.slow),
        "endless-body",
        "too-short",
        "truncated-gzip",
        "bad-charset",
        "mended-gzip",
        "no-encoding",
        "cookie-wall",
    ],
)
def test_a_page_that_is_cut_off_after_its_beginning_is_live(faults, ask, path: str) -> None:
    outcome = ask(faults.url(path), **hurry(path))
    assert isinstance(outcome, Response) and b"Grain harvest" in outcome.body
    assert isinstance(judge_answer(outcome), Live)
    assert len(outcome.body) <= 1_000_000


@pytest.mark.slow
@pytest.mark.parametrize("path", ["bomb", "double-bomb"])
def test_a_compressed_bomb_costs_no_more_than_the_bound(faults, ask, path: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    outcome = ask(faults.url(path))
    assert isinstance(outcome, Response | Failure)
    assert not isinstance(outcome, Response) or (outcome.truncated and len(outcome.body) <= 1_000_000)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000  # kB


def test_a_page_is_decoded_in_the_encoding_that_it_names(faults, ask) -> None:
    link = judge_answer(ask(faults.url("wrong-charset")))
    assert isinstance(link, SoftGone) and "страница не найдена" in link.reason


def test_a_closed_port_is_named(ask) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        link = judge_answer(ask(f"http://127.0.0.1:{taken.getsockname()[1]}/page"))
    assert isinstance(link, Unreachable) and link.reason == "refused: the connection was refused"


@pytest.mark.slow
def test_a_host_that_does_not_exist_is_named(ask) -> None:
    link = judge_answer(ask("http://no-such-host.invalid/page"))
    assert isinstance(link, Unreachable) and link.reason == "dns: the host name does not exist"


@pytest.mark.parametrize(
    ("certificate", "said"),
    [
        ("expired", "its certificate has expired"),
        ("early", "its certificate is not valid yet"),
        ("self", "its certificate is self-signed"),
        ("other", "its certificate is for another host"),
        ("foreign", "its certificate is from an untrusted authority"),
    ],
)
def test_the_fault_of_a_certificate_is_named(
    tls_faults, ask, authority: Path, monkeypatch: pytest.MonkeyPatch, certificate: str, said: str
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority / "ca.pem"))
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    link = judge_answer(ask(tls_faults(certificate).url("ok")))
    assert isinstance(link, Unreachable) and said in link.reason


def test_the_authority_that_ssl_cert_file_names_is_trusted(
    tls_faults, ask, authority: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority / "ca.pem"))
    server = tls_faults("good")
    assert isinstance(judge_answer(ask(server.url("ok"))), Live)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority / "stranger.pem"))
    assert isinstance(judge_answer(ask(server.url("ok"))), Unreachable)


def test_a_file_of_authorities_that_is_not_there_is_named(
    tls_faults, ask, authority: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority / "missing.pem"))
    link = judge_answer(ask(tls_faults("good").url("ok")))
    assert isinstance(link, Unreachable) and "SSL_CERT_FILE" in link.reason


def test_plain_http_on_a_tls_port_is_named(faults, ask) -> None:
    link = judge_answer(ask(faults.url("ok").replace("http:", "https:")))
    assert isinstance(link, Unreachable) and "does not use TLS" in link.reason


def test_an_outdated_tls_is_unreachable(tls_faults, ask, authority: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority / "ca.pem"))
    link = judge_answer(ask(tls_faults("good", ssl.TLSVersion.TLSv1).url("ok")))
    assert isinstance(link, Unreachable) and link.reason.startswith("tls: ")


@pytest.mark.slow
def test_a_time_out_is_tried_once_more_and_a_reset_too(faults, ask) -> None:
    ask(faults.url("hang"), timeout=IMPATIENT)
    ask(faults.url("reset"))
    assert faults.asked["hang"] == 2 and faults.asked["reset"] == 2


def surprise(*_: object, **__: object) -> None:
    raise RuntimeError("a bolt from the blue")


@pytest.mark.parametrize(
    "step",
    (
        "transfer.CurlHandle._write",
        "transfer.CurlHandle._header",
        "curl.CurlMulti._aim",
        "curl.CurlMulti.end",
        "transfer_policy.TransferPolicy.after",
        "pages.on_the_wire",
    ),
)
def test_an_exception_at_one_page_is_that_page_s_and_is_no_verdict_on_it(
    faults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], step: str
) -> None:
    from importlib import import_module

    module, _, name = step.partition(".")
    place, _, attribute = f"citecheck.net.{module}.{name}".rpartition(".")
    owner = getattr(import_module(f"citecheck.net.{module}"), name.split(".")[0]) if "." in name else import_module(place)
    real = getattr(owner, attribute)
    hit: list[object] = []

    def odd(*arguments: object) -> object:
        transfer = next((getattr(a, "transfer", a) for a in arguments if hasattr(a, "transfer") or hasattr(a, "request")), None)
        url = arguments[0] if isinstance(arguments[0], str) else transfer.url  # type: ignore[union-attr]
        if "/ok/2" not in str(url):
            return real(*arguments)
        hit.append(url)
        return surprise()

    monkeypatch.setattr(owner, attribute, odd)
    pages = Pages(replace(SETTINGS, max_per_host=2), SystemClock(), Cache(tmp_path / "c.sqlite", SystemClock()))
    answers = {request.url: answer for request, answer in pages.fetch([Request(faults.url(f"ok/{n}")) for n in range(6)])}
    assert hit and len(answers) == 6
    assert isinstance(judge_answer(answers.pop(faults.url("ok/2"))), Unchecked)
    assert all(isinstance(judge_answer(answer), Live) for answer in answers.values())
    assert "Traceback" not in capfd.readouterr().err


def test_a_recorder_that_raises_at_one_page_keeps_the_others(faults, monkeypatch: pytest.MonkeyPatch) -> None:
    class Odd:
        kept: ClassVar[list[str]] = []

        def keep(self, request: Request, exchanges: object) -> None:
            surprise() if request.url.endswith("/2") else self.kept.append(request.url)

    pages = Pages(SETTINGS, SystemClock(), Cache(None, SystemClock()), Odd())  # type: ignore[arg-type]
    answers = {request.url: answer for request, answer in pages.fetch([Request(faults.url(f"ok/{n}")) for n in range(4)])}
    assert len(answers) == 4 and len(Odd.kept) == 3
    assert isinstance(judge_answer(answers[faults.url("ok/2")]), Unchecked)


@pytest.mark.parametrize("certificate", ["expired", "other", "self", "foreign"])
def test_a_service_with_an_invalid_certificate_gives_no_answer(
    tls_faults, authority: Path, certificate: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(authority / "ca.pem"))
    with pytest.raises(NoAnswer, match="certificate"):
        RequestsTransport(SETTINGS, SystemClock())(Request(tls_faults(certificate).url("ok")))


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (b"anything\r\n\r\n", ""),
        (b"HTTP/1.1 407 Login\r\nContent-Length: 0\r\n\r\n", "proxy"),
        (b"HTTP/1.1 502 Bad\r\nContent-Length: 0\r\nProxy-Status: squid; error=dns_error\r\n\r\n", "proxy"),
        (b"", ""),
        (b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://10.0.0.1/\r\n\r\n", "private"),
    ],
)
def test_a_proxy_that_fails_makes_no_page_dead(faults, ask, said: bytes, reason: str) -> None:
    """What a proxy says is never a page's own word, and no proxy is asked for a private address."""
    proxy = faults.url("").rstrip("/")
    for url, asked in (("http://some.example/page", "http://some.example/page"), ("https://some.example/page", "some.example:443")):
        faults.answers[asked.lstrip("/")] = [said]
        link = judge_answer(ask(url, proxy=proxy, allow_private=False))
        assert isinstance(link, Unreachable | Blocked) and (url.startswith("https") or reason in link.reason), link
    assert not any("10.0.0.1" in path for path in faults.asked)


def test_a_proxy_that_is_not_there_makes_no_page_dead(ask) -> None:
    link = judge_answer(ask("http://some.example/page", proxy="http://127.0.0.1:9", allow_private=False))
    assert isinstance(link, Unreachable | Unchecked) and "proxy" in link.reason


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://2130706433/", "http://[::1]/", "http://localhost/", "http://169.254.169.254/"]
)
def test_a_literal_private_address_is_not_asked_of_a_proxy_either(faults, ask, url: str) -> None:
    outcome = ask(url, proxy=faults.url("").rstrip("/"), allow_private=False)
    assert isinstance(outcome, Failure) and outcome.kind == "address" and not faults.asked


@pytest.mark.parametrize(
    ("printed", "asked"),
    [
        ("ok/a%e4b", "ok/a%e4b"),
        ("ok/a%E4b", "ok/a%E4b"),
        ("ok/a%2fb?x=%2f&y=%2F", "ok/a%2fb?x=%2f&y=%2F"),
        ("ok/%7Euser/~a/%61;p=1", "ok/%7Euser/~a/%61;p=1"),
        ("ok/Upper/PATH.", "ok/Upper/PATH."),
        ("ok//x//y", "ok//x//y"),
        ("ok/ä%e4?", "ok/%C3%A4%e4?"),
        ("ok?", "ok?"),
        ("ok?x=[1]&y=a|b", "ok?x=[1]&y=a|b"),
        ("ok/c/../%e4/./d", "ok/%E4/d"),  # as browsers resolve dots
        ("ok/%e4#part", "ok/%e4"),
    ],
)
def test_a_url_is_asked_for_as_it_is_printed(faults, ask, printed: str, asked: str) -> None:
    for path in (printed, "ok/next", printed):
        ask(faults.url(path))
    assert [one.split(" ")[1] for one in faults.requests] == [f"/{asked}", "/ok/next", f"/{asked}"]


def test_pages_that_are_asked_for_together_keep_their_own_letters(faults) -> None:
    clock = NoPauses()
    paths = [f"ok/{n}%e4" for n in range(9)] + [f"ok/{n}" for n in range(9)]
    for _ in Pages(SETTINGS, clock, Cache(None, clock)).fetch([Request(faults.url(path)) for path in paths]):
        pass
    assert sorted(faults.asked) == sorted(paths)

"""URLs that are private, and what of them may be stored or printed."""

import pytest

from citecheck.language.secrets import is_inside, is_masked, is_secret_field, public, shown, why_private, without_keys
from citecheck.net.guard import Refused
from citecheck.net.wire_url import on_the_wire


@pytest.mark.parametrize(
    "url",
    [
        "https://user:pw@example.org/", "https://user@example.org/", "https://example.org/?token=abc", "https://example.org/?access_token=a",
        "https://bucket.example.org/x.pdf?X-Amz-Signature=abc&X-Amz-Date=1", "https://example.org/?api_key=1", "https://example.org/?sig=1",
        "https://example.org/a;jsessionid=12AB", "https://example.org/?PHPSESSID=1", "https://example.org/#access_token=abc",
        "https://example.org/?x=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3In0.x", "https://example.org/?password=1",
        "https://example.org/?access%5Ftoken=1", "https://example.org/?next=https%3A%2F%2Fa.example%2F%3Ftoken%3Dabc",
    ],
)  # fmt: skip
def test_a_url_with_a_key_is_private(url: str) -> None:
    assert why_private(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/", "https://example.org/?id=7&author=x", "https://example.org/story?key=2", "https://example.org/token/sale",
        "https://example.org/?q=the+token", "https://example.org/?utm_source=a&signal=b", "https://example.org/@user/post",
    ],
)  # fmt: skip
def test_an_ordinary_url_is_not_private(url: str) -> None:
    assert why_private(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/", "http://wiki/", "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/",
        "http://10.1.2.3/", "http://192.168.0.1:8080/", "http://[::1]/", "http://[fe80::1%25eth0]/", "http://[::ffff:10.0.0.1]/",
        "http://169.254.169.254/", "http://224.0.0.1/", "http://printer.local/", "http://wiki.corp/", "http://db.internal./",
        "http://[64:ff9b::a00:1]/", "http://a.home.arpa/",
    ],
)  # fmt: skip
def test_a_host_on_a_private_network_is_recognised(url: str) -> None:
    assert is_inside(url)


@pytest.mark.parametrize(
    "url", ["https://example.org/", "http://93.184.216.34/", "http://[2606:2800:220:1::1]/", "https://x.localtown.org/"]
)
def test_a_public_host_is_not_inside(url: str) -> None:
    assert not is_inside(url)


def test_a_printed_url_shows_no_key() -> None:
    assert shown("https://u:p@example.org/a?x=1&token=abc&y=2#sig=9") == "https://example.org/a?x=1&token=…&y=2#sig=…"
    assert shown("https://example.org/a;lang=en?token=abc?d") == "https://example.org/a;lang=en?token=…"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://me:pw@example.org/a?x=1#top", "https://example.org/a?x=1#top"),
        ("https://example.org/a?token=abc", "https://example.org/a"),
        ("https://example.org/a?token=abc&x=1", "https://example.org/a?x=1"),
        ("https://example.org/a?x=1&api_key=2&y=3#access_token=4", "https://example.org/a?x=1&y=3"),
        ("https://example.org/a?key=2", "https://example.org/a?key=2"),
        ("https://example.org/a;lang=en?token=abc", "https://example.org/a;lang=en"),
        ("https://example.org/a?x=1& token=abc# access_token=4", "https://example.org/a?x=1"),
    ],
)
def test_a_url_is_stored_without_its_keys(url: str, kept: str) -> None:
    assert without_keys(url) == kept


def test_a_message_loses_only_the_keys() -> None:
    assert (
        shown("dead: https://me:pw@example.org/?token=abc, said the server") == "dead: https://example.org/?token=… said the server"
    )


PRIVATE = [
    "https://example.org/?token=abcdef", "https://example.org/?access%5Ftoken=abcdef&y=2", "https://example.org/?a=1;sig=abcdef#x",
    "https://example.org/?next=https%3A%2F%2Fa.example%2F%3Ftoken%3Dabcdef%26x%3D1", "https://example.org/#access_token=abcdef",
    "https://example.org/?api\\_key=abcdef",
]  # fmt: skip


@pytest.mark.parametrize("url", PRIVATE)
def test_a_masked_url_is_still_private_and_is_not_requested(url: str) -> None:
    masked = shown(url)
    assert "abcdef" not in masked + without_keys(url)
    assert is_masked(masked) and not is_masked(url) and shown(masked) == masked
    assert why_private(masked) or "\\" in url  # only documents escape
    with pytest.raises(Refused, match="masked"):
        on_the_wire(masked)


@pytest.mark.parametrize(
    "url", ["https://example.org/…/page", "https://example.org/?q=…", "https://example.org/?x=%E2%80%A6", "https://example.org/"]
)
def test_a_url_with_an_ellipsis_is_not_masked(url: str) -> None:
    assert not is_masked(url)


def test_a_session_in_a_url_is_never_shown() -> None:
    url = "https://example.org/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3In0.sIgNaTuRe?x=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3In0.sIgNaTuRe"
    assert "eyJ" not in shown(url) and "eyJ" not in without_keys(url) and "sIgNaTuRe" not in shown(url) + without_keys(url)


@pytest.mark.parametrize(
    "name", ["Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-API-Key", "X-Auth-Token", "X-Amz-Security-Token"]
)
def test_a_header_field_with_a_key_is_recognised(name: str) -> None:
    assert is_secret_field(name)


@pytest.mark.parametrize(
    "name", ["ETag", "Content-Type", "Link", "Location", "X-Request-Id", "WWW-Authenticate", "Memento-Datetime"]
)
def test_an_ordinary_header_field_is_kept(name: str) -> None:
    assert not is_secret_field(name)


def test_everything_after_the_path_is_removed_if_a_key_cannot_be_removed() -> None:
    address = "https://courier.example:8080/a;&b=2#frag=1&+token=abc"
    assert why_private(address)
    assert public(address) == "https://courier.example:8080/a"

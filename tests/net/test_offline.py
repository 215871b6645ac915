"""Whether there is a network, told in a sentence whatever the addresses are."""

import pytest

from citecheck.net import offline
from citecheck.net.guard import Refused, resolve
from citecheck.protocols import NetworkSettings


@pytest.mark.parametrize("host", ("a..example", f"{'a' * 64}.example", ".example"))
def test_a_host_that_is_no_name_is_refused_before_anybody_is_asked(socket_enabled: None, host: str) -> None:
    with pytest.raises(Refused, match="no name"):
        resolve(host, 443, allow_private=False)


def test_an_exception_in_the_thread_that_tries_a_host_is_the_reason_told(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise RuntimeError("a bolt from the blue")

    monkeypatch.setattr(offline, "resolve", failing)
    told = offline.why_unreachable(["https://service.example"], NetworkSettings(), ["https://page.example/a"])
    assert told and "internal error, please report (RuntimeError: a bolt from the blue)" in told
    assert "Traceback" not in capfd.readouterr().err

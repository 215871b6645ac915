"""The message if there is no network."""

import pytest

from citecheck.net import offline
from citecheck.net.guard import Refused, resolve
from citecheck.protocols import NetworkSettings


@pytest.mark.parametrize("host", ("a..example", f"{'a' * 64}.example", ".example"))
def test_an_invalid_host_name_is_refused_before_it_is_resolved(socket_enabled: None, host: str) -> None:
    with pytest.raises(Refused, match="host name is not valid"):
        resolve(host, 443, allow_private=False)


def test_an_exception_while_connecting_is_the_reason_in_the_message(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise RuntimeError("a bolt from the blue")

    monkeypatch.setattr(offline, "resolve", failing)
    told = offline.why_unreachable(["https://service.example"], NetworkSettings(), ["https://page.example/a"])
    assert told and "internal error, please report (RuntimeError: a bolt from the blue)" in told
    assert "Traceback" not in capfd.readouterr().err

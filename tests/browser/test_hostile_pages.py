"""Hostile pages in Chromium: no connection but through the page fetcher, and a bounded time."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from citecheck.cli import main
from citecheck.net import browser
from tests.links.faulty_server import Faults, answer
from tests.links.test_guard import OUTER, Victim, outside

pytestmark = pytest.mark.browser

# Every way by which a page can make its browser ask somebody.
REACHING = """<title>Hostile</title><body><a id=d href="http://127.0.0.1:PORT/x.exe" download>x</a><script>
const places = ["http://127.0.0.1:PORT/", "http://localhost:PORT/", "http://[::1]:PORT/", "http://0.0.0.0:PORT/", "http://2130706433:PORT/",
  "http://127.0.0.1.nip.io:PORT/", "file:///etc/passwd", "chrome://version/", "view-source:file:///etc/passwd"];
for (const place of places) {
  const ways = [() => fetch(place, {mode: "no-cors"}).catch(() => 0), () => { new Image().src = place }, () => navigator.sendBeacon(place, "x"),
    () => window.open(place), () => new EventSource(place), () => new WebSocket(place.replace("http", "ws")),
    () => { const f = document.createElement("iframe"); f.src = place; document.body.append(f) },
    () => { const f = document.createElement("object"); f.data = place; document.body.append(f) },
    () => new Worker(URL.createObjectURL(new Blob([`fetch("${place}", {mode: "no-cors"}).catch(() => 0)`]))),
    () => new SharedWorker(URL.createObjectURL(new Blob([`fetch("${place}", {mode: "no-cors"}).catch(() => 0)`]))),
    () => navigator.serviceWorker.register("/sw.js").catch(() => 0), () => document.getElementById("d").click()];
  for (const rel of ["dns-prefetch", "preconnect", "prefetch", "preload", "prerender", "modulepreload", "icon", "stylesheet", "manifest"])
    ways.push(() => { const l = document.createElement("link"); l.rel = rel; l.href = place; l.as = "script"; document.head.append(l) });
  for (const way of ways) try { way() } catch {}
}
try {
  const peer = new RTCPeerConnection({iceServers: [{urls: "stun:127.0.0.1:PORT"},
    {urls: "turn:127.0.0.1:PORT?transport=tcp", username: "a", credential: "b"}]});
  peer.createDataChannel("x"); peer.createOffer().then(o => peer.setLocalDescription(o));
} catch {}
try { new WebTransport("https://127.0.0.1:PORT/") } catch {}
</script>"""
ENDLESS = """<title>Endless</title><body><script>
setInterval(() => { for (let n = 0; n < 50; n++) fetch("/more?" + Math.random()).catch(() => 0) }, 1);
setInterval(() => { new WebSocket("ws://" + location.host + "/s"); console.log("x".repeat(1e5)) }, 1);
</script>"""
STUCK = (
    "<title>Stuck</title><body><script>setTimeout(() => { while (true) { document.body.append('x'.repeat(1000)) } }, 100)</script>"
)
AWAY = '<title>Away</title><body><script>location = "file:///etc/passwd"</script>'
ALERTS = '<title>Alerts</title><body><script>alert(1); while (confirm("again?")) {} print(); onbeforeunload = () => "stay"</script>'
HUGE = "<title>Huge</title><body><script>document.body.append('x'.repeat(2e8))</script>"


@pytest.fixture
def victim(socket_enabled: None) -> Iterator[Victim]:
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        pytest.skip("needs Chromium")
    listening = Victim()
    yield listening
    listening.close()


@pytest.mark.parametrize("page", [REACHING, ENDLESS, STUCK, AWAY, ALERTS, HUGE], ids=lambda page: page[7:15])
def test_a_page_opens_no_connection_and_ends_in_time(
    page: str, victim: Victim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outside(monkeypatch)
    monkeypatch.setattr(browser, "PAGE_TIMEOUT", 6.0)
    site = Faults(address=OUTER)
    site.answers["page"] = [answer("200 OK", page.replace("PORT", str(victim.port)).encode())]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    Path("mine.toml").write_text("[network]\ninterval = 0\ntimeout = 5\n")
    Path("notes.txt").write_text(f"[1] J. Doe, Built, Reuters, 14/04/2021, {site.url('page', OUTER)}\n")
    monkeypatch.setattr("sys.argv", ["citecheck", "archive", "--browser", "--config", "mine.toml", "notes.txt"])
    begun = time.monotonic()
    with pytest.raises(SystemExit) as stopped:
        main()
    assert time.monotonic() - begun < 60
    out, err = capsys.readouterr()
    assert not stopped.value.code and "captured" in out and "Traceback" not in err, out + err
    assert site.asked["page"] == 1 and not victim.visits
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and b"root:x:0" in _unpacked(path)]
    assert not kept and not list(tmp_path.rglob("x.exe"))


def _unpacked(path: Path) -> bytes:
    import gzip

    data = path.read_bytes()
    return gzip.decompress(data) if path.name.endswith(".warc.gz") else data

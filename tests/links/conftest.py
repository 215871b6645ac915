"""Fixtures: the faulty server, with and without TLS, and a client."""

import ssl
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from citecheck.model.web import Failure, Request, Response
from citecheck.net.cache import Cache
from citecheck.net.clock import SystemClock
from citecheck.net.pages import Pages
from citecheck.protocols import NetworkSettings
from tests.links.faulty_server import Faults

# Long enough for a computer that stands still for seconds; a test that waits for a timeout gives a shorter one.
SETTINGS = NetworkSettings(allow_private=True, timeout=10, interval=0, patience=5, max_page_bytes=1_000_000)
IMPATIENT = 1.5  # seconds


@pytest.fixture
def faults(loopback: None) -> Iterator[Faults]:
    server = Faults()
    yield server
    server.closing = True
    server._socket.close()


class NoPauses(SystemClock):
    """The system's clock without real pauses."""

    def __init__(self) -> None:
        self.slept = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.slept

    def sleep(self, seconds: float) -> None:
        self.slept += seconds


Ask = Callable[..., Response | Failure]


@pytest.fixture
def ask(loopback: None) -> Ask:
    """Fetch one page, with other settings if given."""

    def one(url: str, **settings: object) -> Response | Failure:
        clock = NoPauses()
        request = Request(url, whole=bool(settings.pop("whole", True)))
        pages = Pages(replace(SETTINGS, **settings), clock, Cache(None, clock))  # type: ignore[arg-type]
        ((_, outcome),) = pages.fetch([request])
        return outcome

    return one


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate authority and certificates: good, expired, not yet valid, for another host, self-signed, from another authority."""
    folder = tmp_path_factory.mktemp("tls")

    def openssl(*words: str) -> None:
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    for name in ("ca", "stranger"):
        openssl("req", "-x509", *key, "-days", "30", "-subj", f"/CN={name}", "-out", f"{name}.pem", "-keyout", f"{name}.key")
    openssl("req", "-x509", *key, "-days", "30", "-subj", "/CN=self", "-addext", "subjectAltName=IP:127.0.0.1", "-out", "self.pem",
            "-keyout", "self.key")  # fmt: skip
    for name, subject, signer, dates in (
        ("good", "IP:127.0.0.1", "ca", ()),
        ("other", "DNS:elsewhere.example", "ca", ()),
        ("foreign", "IP:127.0.0.1", "stranger", ()),
        ("expired", "IP:127.0.0.1", "ca", ("-startdate", "20200101000000Z", "-enddate", "20200201000000Z")),
        ("early", "IP:127.0.0.1", "ca", ("-startdate", "20900101000000Z", "-enddate", "20910101000000Z")),
    ):
        (folder / "extensions").write_text(f"subjectAltName={subject}\n")
        openssl("req", *key, "-subj", f"/CN={name}", "-out", f"{name}.csr", "-keyout", f"{name}.key")
        if dates:
            (folder / "index.txt").write_text("")
            (folder / "serial").write_text("01\n")
            (folder / "ca.cnf").write_text(
                f"[ca]\ndefault_ca=d\n[d]\ndatabase={folder}/index.txt\nserial={folder}/serial\nnew_certs_dir={folder}\n"
                "default_md=sha256\npolicy=p\nunique_subject=no\n[p]\ncommonName=supplied\n"
            )
            openssl("ca", "-batch", "-config", "ca.cnf", "-cert", f"{signer}.pem", "-keyfile", f"{signer}.key", "-in", f"{name}.csr",
                    "-out", f"{name}.pem", "-extfile", "extensions", "-notext", *dates)  # fmt: skip
        else:
            openssl("x509", "-req", "-in", f"{name}.csr", "-CA", f"{signer}.pem", "-CAkey", f"{signer}.key", "-CAcreateserial", "-days",
                    "30", "-extfile", "extensions", "-out", f"{name}.pem")  # fmt: skip
    return folder


@pytest.fixture
def tls_faults(loopback: None, authority: Path) -> Iterator[Callable[..., Faults]]:
    """Start a server with one of the certificates."""
    servers: list[Faults] = []

    def start(name: str, version: ssl.TLSVersion | None = None) -> Faults:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(authority / f"{name}.pem", authority / f"{name}.key")
        if version:
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.minimum_version = context.maximum_version = version
        servers.append(Faults(context))
        return servers[-1]

    yield start
    for server in servers:
        server._socket.close()

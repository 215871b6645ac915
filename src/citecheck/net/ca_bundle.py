"""Whose certificates are trusted: what the environment names, else what comes with the system, else certifi's."""

import os
from dataclasses import dataclass
from pathlib import Path

# In the order in which they count; OpenSSL's own names first, then curl's and requests'.
FILES = ("SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE")
FOLDER = "SSL_CERT_DIR"
# Where distributions keep them: Debian and Arch, Fedora, openSUSE, FreeBSD and macOS.
SYSTEM = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


@dataclass(frozen=True, slots=True)
class Authorities:
    """A bundle, a folder of certificates, or both; ``origin`` names the variable or the place they come from."""

    file: str = ""
    folder: str = ""
    origin: str = ""


def trusted() -> Authorities:
    """The authorities of this run."""
    folder = os.environ.get(FOLDER, "")
    for name in FILES:
        if value := os.environ.get(name, ""):
            return Authorities(value, folder if name == FILES[0] else "", name)
    if folder:
        return Authorities("", folder, FOLDER)
    for place in SYSTEM:
        if Path(place).is_file():
            return Authorities(place, "", "the system")
    import certifi

    return Authorities(certifi.where(), "", "certifi")

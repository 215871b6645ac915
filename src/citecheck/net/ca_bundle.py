"""The trusted CA certificates: the environment's, else the system's, else certifi's."""

import os
from pathlib import Path

from msgspec import Struct

# In order of precedence: OpenSSL's name, curl's, requests'.
FILES = ("SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE")
FOLDER = "SSL_CERT_DIR"
# Debian and Arch, Fedora, openSUSE, FreeBSD and macOS.
SYSTEM_FILES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


class CABundle(Struct, frozen=True):
    """A bundle, a folder of certificates, or both. ``origin`` names the variable or the provider."""

    file: str = ""
    folder: str = ""
    origin: str = ""


def ca_bundle() -> CABundle:
    """Choose the CA certificates of this run."""
    folder = os.environ.get(FOLDER, "")
    for name in FILES:
        if value := os.environ.get(name, ""):
            return CABundle(value, folder if name == FILES[0] else "", name)
    if folder:
        return CABundle("", folder, FOLDER)
    for place in SYSTEM_FILES:
        if Path(place).is_file():
            return CABundle(place, "", "the system")
    import certifi

    return CABundle(certifi.where(), "", "certifi")

"""Failure kinds and messages for libcurl's error numbers and certificate errors."""

from citecheck.model.web import FailureKind

# https://curl.se/libcurl/c/libcurl-errors.html; others are "protocol".
KINDS: dict[int, FailureKind] = {
    5: "proxy", 6: "dns", 7: "refused", 16: "protocol", 28: "timeout", 35: "tls", 51: "tls", 52: "reset", 55: "reset", 56: "reset",
    58: "tls", 59: "tls", 60: "tls", 77: "tls", 83: "tls", 92: "reset", 97: "proxy",
}  # fmt: skip
NOT_SENT_AGAIN = 42  # a kept connection broke before the response, and our callback stopped libcurl's own retry
PARTIAL, TOO_LARGE, ENCODING = 18, 100, (61, 23)
BREAKS_OFF = frozenset((18, 28, 55, 56, 92))  # the body may be incomplete
# Parts of libcurl's and OpenSSL's messages, and our message.
CERTIFICATE_ERRORS = (
    ("has expired", "its certificate has expired"),
    ("not yet valid", "its certificate is not valid yet"),
    ("self-signed certificate in", "its certificate is from an untrusted authority (self-signed at the root)"),
    ("self signed certificate in", "its certificate is from an untrusted authority (self-signed at the root)"),
    ("self-signed", "its certificate is self-signed"),
    ("self signed", "its certificate is self-signed"),
    ("subject name", "its certificate is for another host"),
    ("hostname mismatch", "its certificate is for another host"),
    ("local issuer", "its certificate is from an untrusted authority, or the server omits an intermediate certificate"),
    ("unable to verify the first", "the server omits an intermediate certificate"),
    ("revoked", "its certificate was revoked"),
    ("weak", "its certificate is too weak"),
    ("certificate file", "the file of trusted authorities cannot be read: check SSL_CERT_FILE"),
    ("trust anchors", "the file of trusted authorities cannot be read: check SSL_CERT_FILE"),
    ("add ca", "the file of trusted authorities cannot be read: check SSL_CERT_FILE"),
    ("wrong version number", "it does not use TLS on this port"),
    ("unsupported protocol", "it supports only TLS versions that are no longer secure"),
    ("handshake failure", "no common TLS version or cipher"),
    ("unexpected eof", "it broke off the TLS handshake"),
)
WORDS: dict[FailureKind, str] = {
    "dns": "the host name does not exist",
    "refused": "the connection was refused",
    "timeout": "no answer in time",
    "reset": "the connection was closed early",
}


def reason(kind: FailureKind, message: str) -> str:
    """The message for a failure: what is wrong with the certificate, our words for the kind, or libcurl's message."""
    lowered = message.lower()
    if kind == "tls":
        return next((words for sign, words in CERTIFICATE_ERRORS if sign in lowered), f"TLS: {message}")
    return WORDS.get(kind, message)

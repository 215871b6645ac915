"""What went wrong where no answer came, in words: libcurl's error numbers and what it says of certificates."""

from citecheck.model.web import FailureKind

# https://curl.se/libcurl/c/libcurl-errors.html, those that say more than "protocol".
KINDS: dict[int, FailureKind] = {
    5: "proxy", 6: "dns", 7: "refused", 16: "protocol", 28: "timeout", 35: "tls", 51: "tls", 52: "reset", 55: "reset", 56: "reset",
    58: "tls", 59: "tls", 60: "tls", 77: "tls", 83: "tls", 92: "reset", 97: "proxy",
}  # fmt: skip
NOT_SENT_AGAIN = 42  # a kept connection broke before an answer, and we stopped libcurl's own second try
PARTIAL, TOO_LARGE, ENCODING = 18, 100, (61, 23)
BREAKS_OFF = frozenset((18, 28, 55, 56, 92))  # numbers with which a body may end early
# Signs in libcurl's and OpenSSL's messages, and what they mean to people.
CERTIFICATE = (
    ("has expired", "its certificate has expired"),
    ("not yet valid", "its certificate is not valid yet"),
    ("self-signed certificate in", "its certificate comes from an authority that is not trusted (self-signed at the root)"),
    ("self signed certificate in", "its certificate comes from an authority that is not trusted (self-signed at the root)"),
    ("self-signed", "its certificate is self-signed"),
    ("self signed", "its certificate is self-signed"),
    ("subject name", "its certificate is for another host"),
    ("hostname mismatch", "its certificate is for another host"),
    ("local issuer", "its certificate comes from an authority that is not trusted, or the server leaves out a link of the chain"),
    ("unable to verify the first", "the server leaves out a link of the chain of its certificate"),
    ("revoked", "its certificate was revoked"),
    ("weak", "its certificate is too weak"),
    ("certificate file", "the file of trusted authorities cannot be read: look at SSL_CERT_FILE"),
    ("trust anchors", "the file of trusted authorities cannot be read: look at SSL_CERT_FILE"),
    ("add ca", "the file of trusted authorities cannot be read: look at SSL_CERT_FILE"),
    ("wrong version number", "it does not speak TLS on this port"),
    ("unsupported protocol", "it speaks only a version of TLS that is no longer safe"),
    ("handshake failure", "no common way to speak TLS"),
    ("unexpected eof", "it broke off the TLS handshake"),
)
WORDS: dict[FailureKind, str] = {
    "dns": "there is no host of this name",
    "refused": "nobody takes a connection there",
    "timeout": "no answer in time",
    "reset": "the connection was broken off",
}


def reason(kind: FailureKind, message: str) -> str:
    """A failure in words: what is wrong with the certificate, or libcurl's own sentence where ours says less."""
    said = message.lower()
    if kind == "tls":
        return next((words for sign, words in CERTIFICATE if sign in said), f"TLS: {message}")
    return WORDS.get(kind, message)

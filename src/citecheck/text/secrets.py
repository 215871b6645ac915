"""Addresses that are somebody's own: keys in them open something, so they are neither stored nor told to others."""

import re
from urllib.parse import parse_qsl, urlsplit

# Names of query parameters that carry a key: OAuth (RFC 6749, 6750), AWS Signature 4, Google and Azure signed addresses, and habit.
_KEYS = re.compile(
    r"(?:.*[_-])?(?:token|apikey|api[_-]key|secret|password|passwd|pwd|signature|jwt|bearer|credential|auth|sessionid|session[_-]id|"
    r"authkey|accesskey|access[_-]key)|x-(?:amz|goog)-.+|sig|phpsessid|jsessionid",
    re.IGNORECASE,
)
_JWT = re.compile(r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.")
_PATH_SESSION = re.compile(r";jsessionid=", re.IGNORECASE)


def why_private(url: str) -> str | None:
    """Why an address is not to be handed on: it holds a password, a key or a session; None where it holds none."""
    try:
        parts = urlsplit(url)
        named = parse_qsl(parts.query, keep_blank_values=False) + parse_qsl(parts.fragment if "=" in parts.fragment else "")
    except ValueError:
        return "it is malformed"
    if "@" in parts.netloc:
        return "it holds a user name"
    if name := next((name for name, _ in named if _KEYS.fullmatch(name)), None):
        return f"it holds a key ({name})"
    if _JWT.search(url) or _PATH_SESSION.search(parts.path):
        return "it holds a session"
    return None


def shown(url: str) -> str:
    """An address as it may be printed: without user name and password, and without what its keys are."""
    url = re.sub(r"(?<=//)[^/?#\s]*@", "", url)
    return re.sub(r"(?<=[?&#;])([^=&#;]+)=[^&#;]*", lambda m: f"{m[1]}=…" if _KEYS.fullmatch(m[1]) else m[0], url)

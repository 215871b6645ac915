"""Which URLs the settings leave out of the link check, which are only templates of URLs, and which files are left out of a folder's run."""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from citecheck.links.urls import host, without_fragment
from citecheck.patterns import lazy_pattern

OTHER_SIGNS = lazy_pattern(r"[?\[]")  # of fnmatch's, which stand for themselves here
_YOURS = (
    r"user(?:name)?|name|org(?:ani[sz]ation)?|repo(?:sitory)?|fork|project|(?:sub)?domain|site|server|host(?:name)?|instance|tenant|bucket|app|api|"
    r"key|token|id|workspace|namespace|handle|github"
)
_NAMES = r"USER(?:[-_]?NAME)?|ORG(?:ANI[SZ]ATION)?|REPO(?:SITORY)?|HOST(?:[-_]?NAME)?|DOMAIN|PROJECT|API[-_]?KEY|TOKEN|BRANCH"
PLACEHOLDER = lazy_pattern(
    r"(?:\{|%7[Bb])(?![0-9A-Fa-f-]{32,38}(?:\}|%7[Dd]))[A-Za-z_][\w.,:-]{0,60}(?:\}|%7[Dd])"  # RFC 6570, {id}; no GUID
    r"|(?:\{|%7[Bb]){2}[^{}]{1,90}(?:\}|%7[Dd]){2}|\{%[^{}]{1,90}%\}|\{[{%][^{}]{0,90}$"  # {{ page.version }}, {% … %}
    r"|(?:<|%3[Cc]|&lt;)[\w .=%?$-]{1,60}(?:>|%3[Ee]|&gt;)"  # <id>, <%= id %>
    r"|(?<=[/=.])\$[A-Z][A-Z_]+(?=[/.?&#]|$)|(?<=[/=.])%[sd](?=[/.?&#]|$)|(?<=[/=])\{\d\}(?=[/.?&#]|$)"  # $USER, %s, {0}
    r"|(?<=[/=.-])(?:\$\([A-Za-z_]\w{0,30}\)|@[A-Z][A-Z_]{1,30}@|%(?![0-9A-F]{2})[A-Z_]{3,30}%|__[A-Z][A-Z_]{1,30}__|\|[a-z_-]{3,30}\|)(?=[/.?&#-]|$)"  # of builds
    r"|(?<=[/=.])\\[A-Za-z]{2,30}(?![\w.])"  # \version of LaTeX
    r"|(?<=[^/]/):[a-z_]{2,30}(?=[/?#]|$)|(?<=/)(?:\.{3}|…|%E2%80%A6)(?=/|$)|(?<=[^/]/)\[[a-z_-]{2,30}\](?=[/?#]|$)"  # /:id, /.../, /[id]
    r"|(?<=//)\*\.|(?<=[^/]/)(?<!/web/)\*{1,2}(?=[/?#]|$)"  # *.example, /*/; the list of a page's captures has one
    rf"|(?<=[/=.@])(?i:your)[-_]?(?i:{_YOURS})(?:[-_]?(?i:name|id|key|here))?(?=[/.:?&#]|$)"  # your-domain.com, YOUR_USERNAME
    rf"|(?<=[/=])(?:(?:{_NAMES})(?:[-_]?(?:NAME|ID))?|X{{4,}}|YYYY)(?=[/.?&#]|$)"  # /USERNAME/REPO
)
HAS_PLACEHOLDER = "it has a placeholder"
RESERVED = lazy_pattern(r"(?:.+\.)?example\.(?:com|net|org|edu)")  # RFC 2606, 3; example.edu is kept for the same use
IS_RESERVED = "it is an example: its domain is reserved for documentation (RFC 2606)"
EXCLUDED = "excluded by [links] exclude or include"


def is_excluded(url: str, exclude: Sequence[str], include: Sequence[str]) -> bool:
    """Whether a URL is left out: it matches ``exclude``, or does not match an ``include`` that is set, which has precedence.

    A pattern is a host, with its subdomains, or a URL in which ``*`` stands for any characters.
    """
    if include and _matches(url, include):
        return False
    return _matches(url, exclude) if exclude else bool(include)


def is_no_page(url: str) -> str | None:
    """Why a URL is none of a page: it is a template, or an example, whose server answers 404 to every path; None for others."""
    if PLACEHOLDER.search(url):
        return HAS_PLACEHOLDER
    return IS_RESERVED if RESERVED.fullmatch(host(url).lower()) else None


def is_asked(url: str, exclude: Sequence[str], include: Sequence[str]) -> bool:
    """Whether a check of links requests a URL: neither the settings nor its form leave it out."""
    return not is_excluded(url, exclude, include) and not is_no_page(url)


def _matches(url: str, patterns: Sequence[str]) -> bool:
    name = host(url).lower()
    hosts = (one.lower() for one in patterns if "/" not in one and "*" not in one)
    if any(name == one or name.endswith(f".{one}") for one in hosts):
        return True
    return matches_any(without_fragment(url), (one for one in patterns if "/" in one or "*" in one))


def matches_any(name: str, patterns: Iterable[str]) -> bool:
    """Whether a URL or a path matches one of these patterns as a whole; ``*`` stands for any characters."""
    return any(fnmatchcase(name, OTHER_SIGNS.sub(r"[\g<0>]", one)) for one in patterns)

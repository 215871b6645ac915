"""Unwraps URLs of redirectors that contain the real one: search engines, mail filters, interstitials of social networks.

The wrapper is never requested: that would inform a third party, and the URL often contains the e-mail address of its recipient.
"""

import base64
import binascii
import re
from urllib.parse import parse_qsl, unquote, urlsplit

# Host, path, parameters that may have the URL ("": the whole query). From the services' own links and documentation, 2026-12.
PARAMETERS: tuple[tuple[str, str, str], ...] = (
    (r"(?:www\.|plus\.url\.|news\.url\.)?google\.(?:com?\.)?[a-z]{2,3}", r"/url$", "q url u"),  # search, Google Docs, Gmail
    (r"www\.google\.(?:com?\.)?[a-z]{2,3}", r"/(?:imgres|interstitial)$", "imgrefurl url"),
    (r"scholar\.google\.(?:com?\.)?[a-z]{2,3}", r"/scholar_url$", "url"),
    (r"(?:[a-z0-9-]+\.)?safelinks\.protection\.(?:outlook\.com|office365\.us)", r"", "url"),  # Microsoft Defender
    (r"(?:statics\.)?teams\.(?:cdn\.office\.net|microsoft\.com)", r"/evergreen-assets/safelinks/", "url"),
    (r"urldefense\.(?:proofpoint\.)?com", r"/v1/url$", "u"),
    (r"clicktime\.(?:cloud\.)?(?:symantec|postoffice)\.(?:com|net)", r"", "u"),
    (r"protect\d?(?:-[a-z]+)?\.(?:fireeye|trellix)\.com", r"", "u"),
    (r"linkprotect\.cudasvc\.com", r"/url", "a"),  # Barracuda
    (r"scanmail\.trustwave\.com", r"", "u"),
    (r"urlsand\.(?:esvalabs\.com|com)", r"", "u"),
    (r"antiphishing\.vadesecure\.com", r"", "u"),
    (r"deref-(?:gmx|mail|web)\.(?:net|com|de)", r"", "redirectUrl"),
    (r"(?:l|lm)\.(?:facebook|messenger|instagram|workplace)\.com|(?:www\.|m\.)?facebook\.com|www\.messenger\.com", r"/(?:l\.php|flx/warn/?|)$", "u"),
    (r"l\.wl\.co", r"/l", "u"),  # WhatsApp
    (r"l\.threads\.(?:net|com)", r"", "u"),
    (r"(?:t|href)\.umblr\.com", r"/redirect", "z"),
    (r"out\.reddit\.com", r"", "url"),
    (r"steamcommunity\.com", r"/linkfilter", "url u"),
    (r"(?:www\.)?linkedin\.com", r"/(?:redir|safety)/", "url"),
    (r"(?:m\.|away\.)?vk\.(?:com|ru)", r"/away(?:\.php)?$", "to"),
    (r"(?:m\.)?ok\.ru", r"/dk$", "st.link"),
    (r"(?:www\.|m\.)?youtube\.com", r"/redirect$", "q"),
    (r"slack-redir\.net", r"/link", "url"),
    (r"(?:html\.)?duckduckgo\.com", r"/l/?$", "uddg"),
    (r"(?:www\.)?bing\.com", r"/ck/a$", "u"),  # base64 after "a1"
    (r"getpocket\.com", r"/redirect", "url"),
    (r"(?:www\.)?douban\.com", r"/link2/?$", "url"),
    (r"exit\.sc|gate\.sc", r"", "url"),  # SoundCloud
    (r"link\.zhihu\.com|link\.juejin\.cn|link\.csdn\.net|gitee\.com|link\.segmentfault\.com", r"/(?:link)?$", "target"),
    (r"(?:www\.)?jianshu\.com", r"/go(?:-wild)?$", "url to"),
    (r"weibo\.cn", r"/sinaurl", "u toasturl"),
    (r"c\.pc\.qq\.com", r"", "url pfurl"),
    (r"click\.mail\.ru", r"/redir", "u"),
    (r"go\.(?:redirectingat|skimresources)\.com", r"", "url"),
    (r"protection\.sophos\.com|[a-z0-9-]+\.protection\.sophos\.com", r"", "u"),  # base64
    (r"(?:www\.)?deviantart\.com", r"/users/outgoing$", ""),
    (r"(?:www\.)?pixiv\.net", r"/jump\.php$", ""),
    (r"jump\.[25]ch\.net", r"/$", ""),
    (r"href\.li|anonym\.to|nullrefer\.com|dereferer\.(?:me|org)", r"/$", ""),
)  # fmt: skip
# URLs in the path.
_IN_PATH = (
    re.compile(r"^https?://secure-web\.cisco\.com/[\w~-]{20,600}+/(?P<url>https?%3A%2F%2F[^/?#]++)", re.IGNORECASE),
    re.compile(
        r"^https?://(?:url\.avanan\.click|protect\.checkpoint\.com)/v\d/[\w/-]{0,40}?___(?P<url>https?://(?:(?!___)\S)++)___",
        re.IGNORECASE,
    ),
    re.compile(r"^https?://(?:www\.)?google\.[a-z.]{2,6}/amp/s/(?P<host>[\w-]+(?:\.[\w-]+)+/.+)", re.IGNORECASE),
    re.compile(r"^https?://[\w-]{1,80}\.cdn\.ampproject\.org/[cvi]/s/(?P<host>[\w-]+(?:\.[\w-]+)+/.+)", re.IGNORECASE),
    re.compile(r"^https?://disq\.us/url\?url=(?P<url>https?%3A%2F%2F[^&#:]{1,4000}?)(?::|%3A)[\w-]{20,40}(?:&|$)", re.IGNORECASE),
    re.compile(
        r"^https?://webcache\.googleusercontent\.com/search\?(?:[^#&\s]{0,200}&)?q=cache(?::|%3A)(?:[\w-]{12}(?::|%3A))?"
        r"(?P<url>https?(?:://|%3A%2F%2F)[^+&#\s]++)",
        re.IGNORECASE,
    ),
    # EZproxy of libraries (OCLC: "url=" takes the rest of the query as it is, "qurl=" is encoded)
    re.compile(
        r"^https?://[\w.-]{0,100}proxy[\w.-]{0,100}(?::\d+)?/login\?(?:url=(?P<raw>https?://\S++)|q?url=(?P<url>https?%3A%2F%2F[^&#\s]++))",
        re.IGNORECASE,
    ),
    re.compile(r"^https?://r\.search\.yahoo\.com/(?:(?!/RU=)\S){0,400}+/RU=(?P<url>https?%3a%2f%2f[^/\s]++)/RK=", re.IGNORECASE),
)
# Proofpoint URL Defense: the decoder that its help describes. Version 2: "-3A" is "%3A", "_" is "/".
# Version 3: "*" is the next of the characters in base64 after the URL, "**" and a letter are two or more of them.
_PROOFPOINT_2 = re.compile(r"https?://urldefense\.proofpoint\.com/v2/url\?(?:[^#]*&)?u=(?P<url>[^&]+)", re.IGNORECASE)
_PROOFPOINT_3 = re.compile(r"https?://urldefense\.(?:us|com)/v3/__(?P<url>.+?)__;(?P<characters>[\w=-]*)(?:!|$)", re.IGNORECASE)
_RUN_LENGTHS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"  # the first means two
_HOSTS = re.compile("|".join(f"(?P<r{at}>{host})" for at, (host, _, _) in enumerate(PARAMETERS)), re.IGNORECASE)
_PATHS = tuple(re.compile(f"(?:{path})") for _, path, _ in PARAMETERS)
_TARGET = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@]+", re.IGNORECASE)
_ADDRESSED = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}+(?:@|%40|%2540)[\w-]{1,63}+\.[\w-]", re.IGNORECASE)
_CLICK = re.compile(r"(?<=\?)fbclid=[^&#]*&|[?&]fbclid=[^&#]*")  # Facebook adds it to the URL inside
BARE = ("/amp/s/", ".cdn.ampproject.org/")  # URLs that contain another without its scheme
MAX_DEPTH = 3  # wrappers in one another
LONGEST = 8_000  # characters of a URL that is unwrapped


def plain(url: str) -> str:
    """The URL that a wrapper contains; other URLs unchanged."""
    for _ in range(MAX_DEPTH):
        inner = _unwrapped(url) if len(url) <= LONGEST else None
        if inner is None:
            return url
        url = inner
    return url


def names_recipient(url: str) -> bool:
    """Whether the query of a URL contains an e-mail address, and must not be sent to services."""
    return _ADDRESSED.search(url.partition("?")[2]) is not None


def _unwrapped(url: str) -> str | None:
    if "?" not in url and "http" not in url[8:] and not any(path in url for path in BARE):  # it contains no URL
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    known = _HOSTS.fullmatch(host)
    found = _in_parameters(int((known.lastgroup or "r0")[1:]), parts.path or "/", parts.query) if known else None
    target = _target(found or _proofpoint(url) or _in_path(url))
    return _CLICK.sub("", target) if target else None


def _in_parameters(row: int, path: str, query: str) -> str | None:
    _, _, names = PARAMETERS[row]
    if not _PATHS[row].match(path):
        return None
    if not names:
        return query if "://" in query else unquote(query)
    values = dict(parse_qsl(query))
    found = next((value for name in names.split() if (value := values.get(name, "")) and _target(_decoded(value))), None)
    return _decoded(found) if found else None


def _decoded(value: str) -> str:
    """A parameter's value: the URL itself, or in base64."""
    if "://" in value:
        return value
    try:
        return base64.urlsafe_b64decode(value.removeprefix("a1") + "==").decode()
    except (binascii.Error, ValueError):
        return value


def _proofpoint(url: str) -> str | None:
    if old := _PROOFPOINT_2.match(url):
        return unquote(old["url"].replace("-", "%").replace("_", "/"))
    new = _PROOFPOINT_3.match(url)
    if not new:
        return None
    try:
        characters = base64.urlsafe_b64decode(new["characters"] + "==").decode()
    except (binascii.Error, ValueError):
        return None
    left = iter(characters)

    def original(token: re.Match[str]) -> str:
        count = _RUN_LENGTHS.find(token[1]) + 2 if token[1] else 1
        return "".join(next(left, "") for _ in range(count))

    return re.sub(r"^(https?:)/(?!/)", r"\1//", re.sub(r"\*(?:\*([\w-]))?", original, unquote(new["url"])))


def _in_path(url: str) -> str | None:
    for pattern in _IN_PATH:
        if match := pattern.match(url):
            parts = match.groupdict()
            return f"https://{parts['host']}" if parts.get("host") else parts.get("raw") or unquote(parts["url"])
    return None


def _target(url: str | None) -> str | None:
    return url if url and _TARGET.match(url) and url.isprintable() and " " not in url else None

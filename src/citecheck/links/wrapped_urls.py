"""Unwraps URLs that contain the real one: of search engines, mail filters, interstitials of social networks, caches, translators, readers
and libraries' proxies.

The wrapper is never requested: that would inform a third party, and the URL often contains the e-mail address of its recipient.
"""

import base64
import binascii
import re
from urllib.parse import parse_qsl, unquote, urlsplit

from citecheck.patterns import lazy_pattern

# Host, path, parameters that may have the URL ("": the whole query). From the services' own links and documentation, 2026-12.
PARAMETERS: tuple[tuple[str, str, str], ...] = (
    (r"(?:www\.|news\.|plus\.url\.|news\.url\.)?google\.(?:com?\.)?[a-z]{2,3}", r"/url$", "q url u"),  # search, Google Docs, Gmail
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
    (r"(?:l|lm)\.(?:facebook|messenger|instagram|workplace)\.com|(?:www\.|m\.)?(?:facebook|messenger)\.com", r"/(?:l\.php|flx/warn/?|)$", "u"),
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
    (r"meet\.google\.com", r"/linkredirect$", "dest"),
    (r"disq\.us", r"/(?:url|\?)", "url"),
    (r"t\.me", r"/iv$", "url"),
    (r"mailtrack\.io", r"/trace/link/", "url"),
    (r"flipboard\.com", r"/redirect$", "url"),
    (r"yandex\.(?:ru|com|by|kz|ua|com\.tr)", r"/clck/jsredir$", "url"),
    # Translators, caches, viewers and readers: the page that they show.
    (r"translate\.google(?:usercontent)?\.(?:com?\.)?[a-z]{2,3}", r"/(?:translate(?:_[a-z])?|website)?$", "u"),
    (r"(?:www\.)?translatetheweb\.com|(?:www\.)?microsofttranslator\.com", r"", "a"),
    (r"googleweblight\.com", r"/(?:i|fp)?$", "u lite_url"),
    (r"(?:www\.)?tiktok\.com", r"/link/v2$", "target"),
    (r"translate\.yandex\.(?:ru|com|net)", r"/(?:translate|web)", "url"),
    (r"papago\.naver\.net", r"/website$", "url"),
    (r"webcache\.googleusercontent\.com", r"/search$", "q"),
    (r"cc\.bingj\.com", r"/cache\.aspx$", "u"),
    (r"docs\.google\.com", r"/(?:viewer|gview|viewerng/viewer)$", "url"),
    (r"view\.officeapps\.live\.com", r"/op/", "src"),
    (r"mozilla\.github\.io", r"/pdf\.js/", "file"),
    (r"hyp\.is", r"/go$", "url"),
    (r"(?:www\.)?printfriendly\.com", r"/(?:print|p/g)", "url"),
    (r"(?:www\.)?instapaper\.com", r"/(?:text|hello2?)$", "u url"),
    (r"(?:12|1)ft\.io", r"/(?:proxy|api/proxy)$", "q"),
    (r"(?:www\.)?removepaywall\.com", r"/", "url"),
    (r"archive\.(?:today|ph|is|md|li|vn|fo)", r"/(?:submit/?)?$", "url"),
    (r"href\.li|anonym\.to|nullrefer\.com|dereferer\.(?:me|org)", r"/$", ""),
)  # fmt: skip
# URLs in the path.
_IN_PATH = (
    lazy_pattern(r"^https?://secure-web\.cisco\.com/[\w~-]{20,600}+/(?P<url>https?%3A%2F%2F[^/?#]++)", re.IGNORECASE),
    lazy_pattern(
        r"^https?://(?:url\.avanan\.click|protect\.checkpoint\.com)/v\d/[\w/-]{0,40}?___(?P<url>https?://(?:(?!___)\S)++)___",
        re.IGNORECASE,
    ),
    lazy_pattern(r"^https?://(?:www\.)?google\.[a-z.]{2,6}/amp/s/(?P<host>[\w-]+(?:\.[\w-]+)+/.+)", re.IGNORECASE),
    lazy_pattern(
        r"^https?://(?:r\.)?search\.yahoo\.com/(?:(?!/RU=)\S){0,400}+/RU=(?P<url>https?%3a%2f%2f[^/\s]++)/RK=", re.IGNORECASE
    ),
)
# Readers and annotators that take a URL as their path, and the Wayback Machine's form for saving a page.
_READER = lazy_pattern(
    r"^https?://(?:r\.jina\.ai|(?:12|1)ft\.io|(?:www\.)?outline\.com|freedium\.cfd|via\.hypothes\.is|smry\.ai|txtify\.it|web\.archive\.org/save|"
    r"translated\.turbopages\.org/proxy_u/[\w.-]{1,60}|(?:www\.)?removepaywall\.com)/(?P<scheme>https?):/{1,2}(?P<rest>[^/].*)",
    re.IGNORECASE,
)
# AMP caches: "s/" before a host of https (https://developers.google.com/amp/cache/overview).
_AMP = lazy_pattern(
    r"^https?://(?:[\w-]{1,63}\.)?(?:cdn\.ampproject\.org|bing-amp\.com)/[a-z]/(?P<secure>s/)?(?P<rest>[\w-]+(?:\.[\w-]+)+(?:[/?].*)?)$",
    re.IGNORECASE,
)
# Google Translate's host for a page: "." is written "-", and "-" is written "--".
_TRANSLATED = lazy_pattern(r"^https?://(?P<host>[a-z\d-]{3,200})\.translate\.goog(?P<rest>[/?].*)?$", re.IGNORECASE)
_TRANSLATION = lazy_pattern(r"(?<=\?)_x_tr_\w+=[^&#]*&?|&_x_tr_\w+=[^&#]*")
# EZproxy: the log-in with the URL as the rest of the query, and hosts with the proxy's behind (https://help.oclc.org, Starting point URLs).
_PROXY_LOGIN = lazy_pattern(
    r"^https?://[\w.-]{0,60}?proxy[\w.-]{0,60}(?::\d{1,5})?/login\?(?:[^#]{0,200}&)?q?url=(?P<url>https?(?::|%3a).+)$",
    re.IGNORECASE,
)
_PROXIED = lazy_pattern(
    r"^(?P<start>https?://(?:[\w-]{1,63}\.){1,5}[a-z]{2,6})\.(?:ez|lib)-?proxy\.(?:[\w-]{1,63}\.)+[a-z]{2,6}(?P<rest>[/?].*)?$",
    re.IGNORECASE,
)
_CACHED = lazy_pattern(r"cache:(?:[\w-]{8,14}:)?(?P<url>\S+)")  # of Google: perhaps with a code, and words of the search behind it
_DISQUS = lazy_pattern(r":[A-Za-z\d_-]{20,40}$")  # a signature behind the URL
# Proofpoint URL Defense: the decoder that its help describes. Version 2: "-3A" is "%3A", "_" is "/".
# Version 3: "*" is the next of the characters in base64 after the URL, "**" and a letter are two or more of them.
_PROOFPOINT_2 = lazy_pattern(r"https?://urldefense\.proofpoint\.com/v2/url\?(?:[^#]*&)?u=(?P<url>[^&]+)", re.IGNORECASE)
_PROOFPOINT_3 = lazy_pattern(r"https?://urldefense\.(?:us|com)/v3/__(?P<url>.+?)__;(?P<characters>[\w=-]*)(?:!|$)", re.IGNORECASE)
_RUN_LENGTHS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"  # the first means two
_HOSTS = lazy_pattern("|".join(f"(?P<r{at}>{host})" for at, (host, _, _) in enumerate(PARAMETERS)), re.IGNORECASE)
_PATHS = tuple(lazy_pattern(f"(?:{path})") for _, path, _ in PARAMETERS)
_TARGET = lazy_pattern(r"https?://[^\s/?#@]+\.[^\s/?#@]+", re.IGNORECASE)
_ADDRESSED = lazy_pattern(r"(?<![\w.+-])[\w.+-]{1,64}+(?:@|%40|%2540)[\w-]{1,63}+\.[\w-]", re.IGNORECASE)
_CLICK = lazy_pattern(r"(?<=\?)fbclid=[^&#]*&|[?&]fbclid=[^&#]*")  # Facebook adds it to the URL inside
# In URLs that contain another one.
_SIGN = lazy_pattern(r"http|/amp/s/|\.ampproject\.org/|\.bing-amp\.com/|\.translate\.goog|proxy\.")
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
    if "?" not in url and not _SIGN.search(url, 8):  # it contains no URL
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    known = _HOSTS.fullmatch(host)
    found = _in_parameters(int((known.lastgroup or "r0")[1:]), parts.path or "/", parts.query) if known else None
    if found and host == "disq.us":
        found = _DISQUS.sub("", found)
    target = _target(found or _proofpoint(url) or _in_path(url) or _shown(url))
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
    """A parameter's value: the URL itself, behind a search engine's word, or in base64."""
    if cached := _CACHED.match(value):
        value = cached["url"] if "://" in cached["url"] else f"http://{cached['url']}"
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


def _shown(url: str) -> str | None:
    """The page that a reader, a cache, a translator or a library's proxy shows."""
    if match := _READER.match(url):
        return f"{match['scheme']}://{match['rest']}"
    if match := _AMP.match(url):
        return f"http{'s' if match['secure'] else ''}://{match['rest']}"
    if match := _TRANSLATED.match(url):
        host = match["host"].replace("--", "\0").replace("-", ".").replace("\0", "-")
        return f"https://{host}{_TRANSLATION.sub('', match['rest'] or '/').rstrip('?')}"
    if match := _PROXY_LOGIN.match(url):
        return match["url"] if "://" in match["url"] else unquote(match["url"])
    return f"{match['start']}{match['rest'] or '/'}" if (match := _PROXIED.match(url)) else None


def _target(url: str | None) -> str | None:
    return url if url and _TARGET.match(url) and url.isprintable() and " " not in url else None

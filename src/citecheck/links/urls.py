"""Finds URLs in running text, without the sentence's punctuation, and the residue of lost URLs."""

import re
from collections.abc import Container
from urllib.parse import quote, unquote, urljoin, urlsplit

from msgspec import Struct

from citecheck.language.unseen import UNSEEN
from citecheck.patterns import lazy_pattern

_SICI = r"<[\w:.-]{1,40}>(?=\d\.\d\.\w\w;\d)"  # in DOIs of the 1990s: 10.1175/1520-0493(1963)091<0099:GCEWTP>2.3.CO;2
# Marks that no URL holds: those of Arabic and of East Asian sentences, and arrows that lead back from a note to its call.
FOREIGN = "،؛؟۔।॥，。；、：！？｜．（）［］【】〈〉《》「」『』〔〕〖〗｛｝＜＞‹›⟨⟩•→↩↑⏎↵⤴⬆"
_WITHIN = r"[^\s{}<>\"“”«»|\\^`]"
# {3F2504E0-4F89-41D3-9A0C-0305E82C3301}, {id}, and one within another, as queries in JSON have: {%22a%22:{%22b%22:1}}
BRACED = rf"\{{[\w%](?:{_WITHIN}|\{{[\w%]{_WITHIN}{{0,80}}\}}){{0,200}}\}}"
# {{ page.version }}, {% if … %}, <%= version %>
TEMPLATED = r"(?<=[/=.&_-])\{\{[^{}\n]{1,80}\}\}|\{%[^{}\n]{1,80}%\}|<%[^<>\n]{1,80}%>"
_URL = lazy_pattern(
    rf"(?:https?://|www\.)(?:{_SICI}|{TEMPLATED}|{BRACED}|[^\s\x00-\x1f\x7f-\x9f<>\"“”«»{{}}|\\^`{FOREIGN}])+", re.IGNORECASE
)
IPV6 = lazy_pattern(
    r"https?://\[(?=[^\]]*:[^\]]*:)[0-9a-f:.]{2,45}+(?:%25[\w.~-]{1,20}+)?\](?::\d{1,5}+)?+(?=[/?#]|$)", re.IGNORECASE
)
# A host of IPv6, a value in brackets, ``?y=[1]``, and a parameter with a key or an index, ``filter[name]=``.
BRACKETED = r"(?<=://)\[(?=[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:)[0-9A-Fa-f:.%]{2,60}\]|(?<==)\[[^\s\[\]()<>\"]{0,60}\](?!\()|\[[\w-]{0,40}\](?=[=\[])"
_REST = lazy_pattern(rf"{_WITHIN}+")  # of a URL, in the next line
_SPLIT = lazy_pattern(rf"[\s{UNSEEN}]+")
_BROKEN = lazy_pattern(r"(?:[ \t]*\r?\n[ \t]*(?=[^\s<>\"“”«»()\[\]]*[/.?=&%_\d-])|(?<=\u00ad)[ \t]*\r?\n[ \t]*)(?=\S)")
_TRAILING = lazy_pattern(rf"[.,;:!?'‘’‚*…—–～〜(\[{UNSEEN}]")
# What goes on behind a URL without a blank: a dash and a word, Japanese and Korean particles, any East Asian word behind a file's name.
_EAST_ASIAN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_GOES_ON = lazy_pattern(
    rf"(?i:\.(?:html?|pdf|php|aspx?|jsp|xml|txt))(?=[{_EAST_ASIAN}])|(?<=[A-Za-z0-9/=_-])(?=を)|(?<=[A-Za-z0-9])(?=(?:より|から)(?:引用|$)|参照|にて)|"
    r"(?<=[A-Za-z0-9/])(?=(?:에서|에|을|를|은|는|의|으?로|와|과|도|참조|참고)$)|(?<=[A-Za-z0-9/])(?=—[a-z])"
)
_OPENED = lazy_pattern(r"(?<![\w_~=])(?:_{1,3}|~{1,2}|==)(?=[^\s_~=]|$)")  # marks of emphasis before a URL, which may also end it
_EMPHASISED = 200  # characters before a URL where emphasis may begin
_NEXT_URL = lazy_pattern(rf"[,;](?=https?://)|(?<=[{_EAST_ASIAN}])(?=https?://)")
# A name in Latin letters, and East Asian text behind it.
_HOST = lazy_pattern(rf"https?://(?:[A-Za-z0-9-]+\.)+[A-Za-z]{{2,24}}(?=[{_EAST_ASIAN}])")
_POSSESSIVE = lazy_pattern(r"(?:https?://[^/]{1,200}(?=['’]s$)|.*(?=’s$))")  # https://a.example's; a path may end in 's
_CALL = lazy_pattern(r"[^?]*(?=\[\d{1,3}\]$)")  # a URL, and the number of a note behind it
_YEAR_BEHIND = lazy_pattern(r"[^?#]*\.[a-z]{2,5}(?=\((?:1[89]|20)\d\d[a-z]?\)$)")  # a file's name, and the year of the reference
# A URL, and a bracket that does not close in it: x.html(accessed 3 May).
_OPENED_BEHIND = lazy_pattern(r"([^(\[]++)(?<![/=_])[(\[][^\W_][^()\[\]/]*+")
_REST_OF_REMARK = lazy_pattern(r" [^\n()\[\]]{0,80}[)\]]")
_STOPS = ".,;:!?)"
_NO_PATH = lazy_pattern(r"\(?\d{1,4}(?:[-–/.]\d{1,4}){0,2}\)?[.,;:]*|[^\W\d_]{1,5}\.[,;]?")  # a year, pages, a date, "pp."
_SITE = lazy_pattern(r"(?:[a-z0-9-]+\.)+[a-z]{2,12}/", re.IGNORECASE)
_WORDS = lazy_pattern(r"[^\W\d_]+(?:/[^\W\d_]+)+[.,;:]?")  # and/or
_CLOSERS = {")": "(", "]": "[", "}": "{"}
_RESIDUE = lazy_pattern(r"(?:^|[\s,(])(?P<residue>,?[-/_][\w%.~](?:[^\W_]|[%.~])*+[-_/][\w%.~/-]*\w)\s*+(?:[.,;)]\s*+)?$")


class UrlMention(Struct, frozen=True):
    """A URL at ``text[start:end]``; ``url`` has line breaks removed."""

    start: int
    end: int
    url: str


def find_urls(text: str) -> tuple[UrlMention, ...]:
    """The URLs in a text, in order."""
    if "://" not in text and "www." not in text.lower():
        return ()
    found = []
    at = 0
    while match := _URL.search(text, at):
        end = _end(text, match.start(), match.end())
        url = seen(text[match.start() : end])
        at = max(end, match.start() + 4)
        if has_host(url):
            found.append(UrlMention(match.start(), end, url))
    return tuple(found)


def has_host(url: str) -> bool:
    """Whether a URL has a host with a dot, or of IPv6: ``http://x`` is none that is cited."""
    return len(url) > 8 and ("." in url[4:] or IPV6.match(url) is not None)


def urls_in_field(value: str) -> list[str]:
    """The URLs of a field for URLs, which may hold one without a scheme: ``example.org/news``."""
    found = [mention.url for mention in find_urls(value)]
    alone = value.strip()
    return found or ([alone] if is_schemeless(alone) and not _SPLIT.search(alone) else [])


def seen(url: str) -> str:
    """A URL without line breaks and invisible characters."""
    return _SPLIT.sub("", url)


def _end(text: str, start: int, end: int) -> int:
    """The end of a URL: across line breaks within it, without trailing punctuation."""
    while (gap := _BROKEN.match(text, end)) and _goes_on(text, end, gap.end()):
        rest = _REST.match(text, gap.end())
        if not rest:
            break
        end = rest.end()
    url = _before_closing(text[start:end], "[]")
    if text[max(0, start - 1) : start] == "(":
        url = _before_closing(url, "()")
    if named := _HOST.match(url):
        url = named.group()
    if remark := _OPENED_BEHIND.fullmatch(url):
        url = remark[1] if _REST_OF_REMARK.match(text, start + len(url)) else url
    quoted = text[start - 1 : start] if text[max(0, start - 1) : start] == "'" else ""
    return start + len(_single(trim(url, opened_marks(text, start) | set(quoted))))


def _before_closing(url: str, pair: str) -> str:
    """A URL up to the first closing bracket that it does not open."""
    depth = 0
    for bracket in re.finditer(f"[{re.escape(pair)}]", url):
        depth += 1 if bracket.group() == pair[0] else -1
        if depth < 0:
            return url[: bracket.start()]
    return url


def _single(url: str) -> str:
    """One URL without what follows it: another URL, the call of a note, a possessive ending, a year in brackets."""
    if following := _NEXT_URL.search(url):
        url = url[: following.start()]
    call = _CALL.match(url) or _POSSESSIVE.match(url) or _YEAR_BEHIND.match(url)
    return trim(call.group() if call else url)


def opened_marks(text: str, start: int) -> frozenset[str]:
    """The characters of emphasis that stand before ``text[start]`` as opening marks."""
    before = text[max(0, start - _EMPHASISED) : start]
    opened = (
        mark for mark in _OPENED.finditer(before) if not re.search(rf"(?<=\S){re.escape(mark.group())}(?!\w)", before[mark.end() :])
    )
    return frozenset(mark.group()[0] for mark in opened)


def _goes_on(text: str, end: int, after: int) -> bool:
    """Whether the next line continues a URL: after a character that cannot end one, or if it has a path; not a year, a date, another site or a sentence."""
    head, tail = text[max(0, end - 1) : end], re.match(r"\S*", text[after : after + 200])
    piece = tail.group() if tail else ""
    if head in "-_=&?%#\u00ad":
        return True
    if head in _STOPS or _NO_PATH.fullmatch(piece):
        return False
    sentence = _WORDS.fullmatch(piece) and re.match(r"[ \t]+[^\W\d_]", text[after + len(piece) : after + len(piece) + 9])
    return head == "/" or (piece.count("/") > 0 and not piece.startswith("http") and not _SITE.match(piece) and not sentence)


def trim(url: str, opened: Container[str] = frozenset()) -> str:
    """A URL without the words and the punctuation behind it; a closing bracket stays if the URL opens it, a mark of emphasis unless it is ``opened`` before."""
    if behind := _GOES_ON.search(url):
        url = url[: behind.end()]
    unopened = {closer: url.count(closer) - url.count(opener) for closer, opener in _CLOSERS.items()}
    end = len(url)
    while (
        end
        and not _closes_quotation(url, end, opened)
        and (url[end - 1] in opened or _TRAILING.match(url, end - 1) or unopened.get(url[end - 1], 0) > 0)
    ):
        end -= 1
        if url[end] in _CLOSERS:
            unopened[url[end]] -= 1
    return url[:end]


def _closes_quotation(url: str, end: int, opened: Container[str]) -> bool:
    """Whether an apostrophe closes one within a URL: ``/wiki/Rock_'n'``; two in a row are marks of wikitext."""
    pair = url[end - 1] == "'" and url[end - 2 : end - 1] != "'" and url.count("'", 0, end) % 2 == 0
    return pair and "'" not in opened


def find_residue(text: str) -> tuple[int, int, str] | None:
    """The residue of a lost URL at a source's end, such as ``-PM-Barzani-says``: start, end and text.

    It is joined by hyphens or slashes without spaces, and may begin with a comma (there are URLs with commas).
    """
    match = _RESIDUE.search(text)
    if not match:
        return None
    residue = match["residue"]
    if len(re.findall(r"[^\W_]+", residue)) < 2 or "://" in residue:
        return None
    return match.start("residue"), match.end("residue"), residue


# Most URLs: host and port can be read without parsing.
PLAIN = lazy_pattern(r"https?://([a-z0-9][a-z0-9.-]*)(?::\d{1,4})?(?=[/?#]|$)")
DOI_HOSTS = frozenset(("doi.org", "dx.doi.org"))
_PLAIN_DOI = lazy_pattern(r"10\.\d{4,9}/[A-Za-z0-9<>()\[\];:/._+-]+")


def host(url: str) -> str:
    """The host of a URL in lower case, without ``www.``; empty if it has none."""
    if plain := PLAIN.match(url):
        return plain[1].removeprefix("www.")
    try:
        name = urlsplit(url if "://" in url else f"http://{url}").hostname or ""
    except ValueError:
        return ""
    return name.removeprefix("www.")


def doi_of(url: str) -> str | None:
    """The DOI of a link to the DOI resolver; None for other URLs, and for a DOI with characters that have a meaning in markup."""
    path = unquote(urlsplit(url).path[1:]) if host(url) in DOI_HOSTS else ""
    return path if _PLAIN_DOI.fullmatch(path) else None


def writable(url: str) -> str:
    """The URL in a form that is safe in any document: only characters of RFC 3986, without those with a meaning in markup.

    White space, control characters, quotes, backslashes, braces, brackets, pipes and angle brackets are percent-encoded; doubled
    apostrophes and runs of tildes (wikitext) too. Raises ``ValueError`` if it is no http or https URL.
    """
    parts = urlsplit(url.strip())
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise ValueError(f"not a web address: {url[:80]!r}")
    if not parts.netloc.isascii():
        parts = parts._replace(netloc=parts.netloc.encode("idna").decode())
    safe = quote(parts.geturl(), safe="!#$%&'()*+,/:;=?@-._~")
    if "[" in parts.netloc:  # an IPv6 host keeps its brackets
        safe = safe.replace("%5B", "[", 1).replace("%5D", "]", 1)
    return safe.replace("''", "%27%27").replace("~~~", "%7E%7E%7E")


def with_scheme(url: str) -> str:
    """The URL that a printed one asks for: ``www.example.org`` is ``http://www.example.org`` (GitHub Flavored Markdown, 6.9).

    The same is done for a host and a path without a scheme, as MLA style prints them (MLA Handbook, 9th edition, 5.95). An ampersand that a
    database exported as an entity is one.
    """
    url = url.replace("&amp;", "&")
    return f"http://{url}" if url[:4].lower() == "www." or is_schemeless(url) else url


def is_schemeless(url: str) -> bool:
    """Whether a URL is a host and a path only, which no ``www.`` shows to be one: ``example.org/news``."""
    return url[:4].lower() != "www." and _SITE.match(url) is not None


def joined(base: str, reference: str) -> str:
    """An absolute URL for a reference; empty if it is malformed."""
    try:
        return urljoin(base, reference)
    except ValueError:
        return ""


def without_fragment(url: str) -> str:
    """The URL without its fragment, as it is requested."""
    return url.partition("#")[0]


def without_credentials(url: str) -> str:
    """The URL without user name and password, which are neither sent, printed nor stored."""
    if "@" not in url:
        return url
    scheme, mark, rest = url.partition("://")
    end = min((at for at in (rest.find(c) for c in "/?#") if at >= 0), default=len(rest))
    return f"{scheme}{mark}{rest[:end].rpartition('@')[2]}{rest[end:]}" if mark and "@" in rest[:end] else url

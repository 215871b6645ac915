"""Titles and dates in the URLs of publications: patterns derived from other URLs of the same publication."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

from citecheck.language.dates import find_dates
from citecheck.language.titles import content_words, plain_words
from citecheck.model.reference import Date
from citecheck.model.web import Claim
from citecheck.patterns import lazy_pattern

SLUG_WORDS = 2  # of the title in a slug prefix
SLUG_LEAST = 4  # minimum letters of a slug prefix
NUMBERS = 2  # last digits of a page's number, which vary within a day
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa"})
_JOINT = lazy_pattern(r"(?:(?<!\s)\s++)?[:|–—]\s++|\s-\s")
# Dates in paths, the longest first, with the template for another date.
_DATES: tuple[tuple[re.Pattern[str], str], ...] = (
    (lazy_pattern(r"/(?:19|20)\d\d/[01]\d/[0-3]\d/"), "/{y}/{m:02d}/{d:02d}/"),
    (lazy_pattern(r"/(?:19|20)\d\d/[a-z]{3}/[0-3]\d/"), "/{y}/{mmm}/{d:02d}/"),
    (lazy_pattern(r"/(?:19|20)\d\d/\d{1,2}/\d{1,2}/"), "/{y}/{m}/{d}/"),
    (lazy_pattern(r"/(?:19|20)\d\d-[01]\d-[0-3]\d[/-]"), "/{y}-{m:02d}-{d:02d}"),
    (lazy_pattern(r"/(?:19|20)\d\d[01]\d[0-3]\d[/-]"), "/{y}{m:02d}{d:02d}"),
    (lazy_pattern(r"/(?:19|20)\d\d/[01]\d/"), "/{y}/{m:02d}/"),
)

_WHOLE_DAY = lazy_pattern(r"/((?:19|20)\d\d)([01]\d)([0-3]\d)/")
_MONTH_WORD = lazy_pattern(rf"/((?:19|20)\d\d)/({'|'.join(MONTHS)})/")


def slug_starts(title: str) -> tuple[str, ...]:
    """Return possible beginnings of a title's slug: its first words, or those after a kicker, up to the first non-ASCII letter."""
    parts = [title, *(title[m.end() :] for m in _JOINT.finditer(title))]
    starts = (_start(part, apostrophe) for part in parts for apostrophe in ("", "-"))
    return tuple(dict.fromkeys(start for start in starts if len(start) >= SLUG_LEAST))


def _start(title: str, apostrophe: str) -> str:
    words = re.findall(r"[^\W_]+", re.sub(r"['’]", apostrophe, title.casefold()))
    joined = "-".join(words[:SLUG_WORDS])
    return re.split(r"[^\x00-\x7f]", joined)[0].rstrip("-")


def likely_folders(domain: str, known_urls: Sequence[str], hints: Sequence[str], issued: Date | None) -> tuple[str, ...]:
    """Return folders of a publication's site that may have the page, dated ones first: ``example.org/world/2021/04/07/``."""
    folders: Counter[str] = Counter()
    for url in known_urls:
        folder = _folder(url, domain, issued)
        if folder:
            folders[folder] += 1
    filled = [f"{domain}{path}" for hint in hints for path in _filled(hint, issued)]
    found = dict.fromkeys([*(folder for folder, _ in folders.most_common()), *filled])
    return tuple(sorted(found, key=lambda folder: not re.search(r"\d{4}", folder)))


def _folder(url: str, domain: str, issued: Date | None) -> str | None:
    """The folder of a URL, with its date replaced by the cited one."""
    parts = urlsplit(url)
    site = (parts.hostname or "").removeprefix("www.")
    if site != domain.removeprefix("www.") and not site.endswith("." + domain):
        return None
    path = parts.path
    for pattern, form in _DATES:
        if match := pattern.search(path):
            date = _fill(form, issued)
            return f"{site}{path[: match.start()]}{date}" if date else None
    folder = path.rpartition("/")[0] if not path.endswith("/") else path.rstrip("/").rpartition("/")[0]
    return f"{site}{folder}/" if folder.strip("/") and not re.search(r"\d{3}", folder) else None


def sections(domain: str, known_urls: Sequence[str]) -> tuple[str, ...]:
    """Return the first-level folders of a publication's known URLs, the most frequent first: ``example.org/world/``."""
    found: Counter[str] = Counter()
    for url in known_urls:
        parts = urlsplit(url)
        site, first = (parts.hostname or "").removeprefix("www."), parts.path.strip("/").partition("/")[0]
        if parts.path.strip("/").count("/") and (site == domain or site.endswith("." + domain)):
            found[f"{site}/{first}/"] += 1
    return tuple(folder for folder, _ in found.most_common())


def numbered_prefixes(near: Sequence[str]) -> tuple[str, ...]:
    """Return the common beginnings of URLs of the same day, for publications that number pages: ``example.org/en/story/299``."""
    found = []
    for url in near:
        parts = urlsplit(url)
        if match := re.search(r"/\D{0,3}\d{5,}(?=[-_./]|$)", parts.path):
            found.append(f"{(parts.hostname or '').removeprefix('www.')}{parts.path[: match.end() - NUMBERS]}")
    return tuple(dict.fromkeys(found))


def _fill(form: str, issued: Date | None) -> str | None:
    parts = issued.parts if issued else ()
    if len(parts) < (3 if "{d" in form else 2):
        return None
    year, month, day = (*parts, 1)[:3]
    return form.format(y=year, m=month, d=day, mmm=MONTHS[month - 1])


def _filled(hint: str, issued: Date | None) -> Iterator[str]:
    """A path hint of the table of publishers with the cited date; nothing if it needs a date that is not known."""
    form = re.sub(r"(?<=/)D(?=/)", "{d}", re.sub(r"(?<=/)M(?=/)", "{m}", hint))
    for mark, field in (("YYYY", "{y}"), ("MM", "{m:02d}"), ("DD", "{d:02d}"), ("mmm", "{mmm}")):
        form = form.replace(mark, field)
    if "{" not in form:
        yield form
    elif filled := _fill(form, issued):
        yield filled


def begins_with_slug(known_urls: Sequence[str]) -> bool:
    """Whether most of the publication's last path segments begin with a slug; True if no URL shows it."""
    last = [urlsplit(url).path.rstrip("/").rpartition("/")[2] for url in known_urls]
    slugs = [name for name in last if name.count("-") > 1]
    return not slugs or sum(name[0].isalpha() for name in slugs) * 2 >= len(slugs)


def share_in_url(url: str, title: str) -> float:
    """Return the share of a title's content words in a URL's path, from 0 to 1, with either spelling of umlauts."""
    words = content_words(title)
    path = unquote(url).partition("://")[2].partition("/")[2]
    parts = set(plain_words(path))
    other = dict(zip(content_words(title), content_words(title.casefold().translate(UMLAUTS)), strict=False))
    return sum(word in parts or other.get(word, word) in parts for word in words) / len(words) if words else 0.0


def longest_ascii_word(title: str) -> str | None:
    """Return the longest ASCII content word, which has only one spelling; None if there is none."""
    plain = [word for word in content_words(title) if word.isascii() and word in title.casefold()]
    return max(plain, key=len, default=None)


def url_dates(url: str) -> list[Claim]:
    """Return the day in a URL's path: ``/2021/04/07/``, ``/2021/apr/07/``, ``/2021-04-07/``, ``/20210407/``."""
    path = urlsplit(url).path.casefold()
    if path.count("/") < 2:
        return []
    plain = _WHOLE_DAY.sub(r"/\1-\2-\3/", _MONTH_WORD.sub(lambda m: f"/{m[1]}/{MONTHS.index(m[2]) + 1:02d}/", path))
    found = [m for m in find_dates(plain.replace("/", "-")) if len(m.parts) == 3 and 1990 < m.year < 2100]
    return [Claim("-".join(f"{part:02d}" for part in m.parts), "address") for m in found[:1]]

"""Recognises the URLs of error pages, which tell why a site redirected the requested page."""

import re
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from citecheck.links.not_found_phrases import heading_says
from citecheck.links.redirects import segments, slug_words, words
from citecheck.links.stand_ins import path_says
from citecheck.pages.quick_metadata import QuickMetadata
from citecheck.patterns import lazy_pattern

ErrorKind = Literal["gone", "refused", "failing"]
# Names of error pages in paths, without their extension: of site systems and servers, 2026-12. Others are read as phrases of such pages.
_GONE = lazy_pattern(
    r"(?:(?:page|file|error|err|http|status|code|e)[-_]?)?(?:404|410)(?:[-_]?(?:page|error|err|not[-_]?found|nf|custom))?|"
    r"(?:page|file|article|content|path|item|url|content)?[-_]?not[-_]?found(?:[-_]?(?:page|error|404))?|"
    r"(?:page|content|article)[-_]?(?:missing|gone|removed|unavailable|expired|error|deleted)|missing[-_]?page|nopage|no[-_]such[-_]page|"
    r"error(?:s|[-_]?pages?|[-_]?doc(?:ument)?s?|[-_]?docs)?|(?:errore|erreurs?|erro|fehler(?:seiten?)?|foutpagina|fel|feil|fejl|b[lł][aą]d|chyba)(?:[-_]?404)?|"
    r"oops|whoops|(?:dead|broken)[-_]?links?|missing|gone|removed|deleted|(?:archive[-_]?)?expired|unavailable|not[-_]?available|discontinued|"
    r"(?:page[-_]?)?introuvable|(?:pagina[-_]?)?no[-_]?encontrad[ao]|seitenichtgefunden|(?:pagina[-_]?)?non[-_]?trovata|hata(?:[-_]?404)?|oshibka(?:[-_]?404)?|ne[-_]?najden[oa]|"
    r"custom[-_]?(?:404|error)"
)
_REFUSED = lazy_pattern(
    r"(?:(?:error|http|status)[-_]?)?(?:401|403|429|451)|access[-_]?denied|denied|forbidden|blocked|unauthori[sz]ed|not[-_]?authori[sz]ed|"
    r"no[-_]?access|geo[-_]?block(?:ed|ing)?|(?:region|country|location)[-_]?(?:blocked|restricted|unavailable)|"
    r"unavailable[-_]for[-_]legal[-_]reasons|(?:[a-z]{2,12}[-_])?consent|subscribers?[-_]only|nur[-_]f(?:ue|ü)r[-_]abonnenten|reserve[-_]aux[-_]abonnes|"
    r"unavailable[-_](?:in[-_])?(?:your[-_])?(?:region|country|location|eu|europe)|not[-_]?available[-_]?in[-_].*|"
    r"unsupported[-_]?(?:browser|region|country)|browser[-_]?(?:not[-_]?supported|update|upgrade)|age[-_]?(?:gate|check|verification)|verify[-_]?age|over[-_]?18|"
    r"sorry|validate|robot[-_]?check|captcha|bot[-_]?check|rate[-_]?limit(?:ed)?|too[-_]?many[-_]?requests"
)
_FAILING = lazy_pattern(
    r"(?:(?:error|http|status)[-_]?)?50\d|(?:\w{2,12}[-_])?maintenance|onderhoud|underhall|manutencao|huolto|udrzba|karbantartas|wartung|manutenzione|mantenimiento|(?:site[-_]?)?(?:down|offline)|(?:internal[-_]?)?server[-_]?error|service[-_]?unavailable|outage"
)
_STATUS = lazy_pattern(r"(?:code|status|error|err|errorcode|statuscode|e)", re.IGNORECASE)
_EXTENSION = lazy_pattern(r"\.(?:html?|php\d?|aspx?|jsp|jsf|cfm|shtml|do|xhtml)$")


def error_kind(asked: str, got: str, page: QuickMetadata) -> ErrorKind | None:
    """What the URL that a redirect ends at says: the page is gone, access is refused, or the site fails. None if it says nothing.

    A page with words of the requested URL in its title, or with a date, is not an error page.
    """
    if page.dated or slug_words(asked) & words(f"{page.title} {' '.join(page.headings)}"):
        return None
    before = {part.lower() for part in segments(asked)}
    names = [_EXTENSION.sub("", part.lower()) for part in segments(got) if part.lower() not in before]
    status = _status(got)
    for kind, pattern in (("refused", _REFUSED), ("failing", _FAILING), ("gone", _GONE)):
        if any(pattern.fullmatch(name) for name in names):
            return _by_status(status) or kind  # type: ignore[return-value]
    if said := next((said for name in names if (said := path_says(name))), None):
        return _by_status(status) or said  # type: ignore[return-value]
    return "gone" if names and _is_phrase(names[-1]) else None


def _status(url: str) -> str:
    """The status that an error page's query names."""
    named = parse_qsl(urlsplit(url).query)
    return next((value for name, value in named if _STATUS.fullmatch(name) and re.fullmatch(r"[45]\d\d", value)), "")


def _by_status(status: str) -> ErrorKind | None:
    if status in ("404", "410"):
        return "gone"
    if status[:1] == "5":
        return "failing"
    return "refused" if status else None


def _is_phrase(name: str) -> bool:
    """Whether a path segment is a "not found" phrase of some language: ``seite-nicht-gefunden``."""
    said = re.sub(r"[-_+.\s]+", " ", unquote(name)).strip()
    return " " in said and heading_says(said) is not None

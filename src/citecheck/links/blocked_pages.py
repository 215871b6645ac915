"""Detects log-in and consent pages, and parked domains. Tables with source and date."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from citecheck.links.error_urls import error_kind
from citecheck.links.redirects import is_front, shows, slug_words, words
from citecheck.links.urls import with_scheme
from citecheck.model.web import Response
from citecheck.pages.quick_metadata import QuickMetadata, is_html, visible_text
from citecheck.patterns import lazy_pattern

# Hosts and path prefixes of log-in and consent pages.
LOGIN_AND_CONSENT: tuple[tuple[str, str, str], ...] = (
    ("accounts.google.com", "", "a log-in"),
    ("login.microsoftonline.com", "", "a log-in"),
    ("www.facebook.com", "/login", "a log-in"),
    ("m.facebook.com", "/login", "a log-in"),
    ("www.linkedin.com", "/authwall", "a log-in"),
    ("www.instagram.com", "/accounts/login", "a log-in"),
    ("x.com", "/i/flow/login", "a log-in"),
    ("id.elsevier.com", "", "a log-in"),
    ("consent.google.com", "", "a consent"),
    ("consent.youtube.com", "", "a consent"),
    ("consent.yahoo.com", "", "a consent"),
    ("guce.yahoo.com", "", "a consent"),
    ("guce.advertising.com", "", "a consent"),
    ("guce.techcrunch.com", "", "a consent"),
    ("myprivacy.dpgmedia.nl", "", "a consent"),
    ("myprivacy.dpgmedia.be", "", "a consent"),
)
_LOGIN = lazy_pattern(
    r"^(?:(?:[a-z]{2,10}[-_])?log[-_]?in|sign[-_]?in|signon|sso|auth|oauth2?|authorize|idp|cas|shibboleth(?:\.sso)?|anmelden|anmeldung|connexion|"
    r"identifiez-vous|se-connecter|accedi|acceso|iniciar-sesion|entrar|inloggen|aanmelden|logga-in|log-ind|logg-inn|kirjaudu|zaloguj|logowanie|"
    r"prihlaseni|prihlasenie|bejelentkezes|autentificare|giris|vhod|prijava|masuk|logon|register|registration|registrieren|registro|"
    r"subscribe(?:[-_]now)?|subscriptions?|paywall|membership|abo|abonnement|abonner|abonneren|abonnieren|suscripcion|suscribete|abbonati|"
    r"abbonamento|assine|prenumerera)(?:\.\w{2,5})?$"
)
_CONSENT = lazy_pattern(
    r"^(?:consent|cookie-?consent|cookiewall|cookie-?wall|cookies|privacy-?gate|privacygate|zustimmung|consentement|gdpr|cookies?absent)(?:\.\w{2,5})?$"
)
# Companies that park domains.
PARKING_HOSTS: tuple[str, ...] = (
    "sedoparking.com", "sedo.com", "hugedomains.com", "dan.com", "afternic.com", "bodis.com", "parkingcrew.net", "parklogic.com",
    "above.com", "domainmarket.com", "undeveloped.com", "uniregistry.com", "buydomains.com", "domainnamesales.com", "atom.com",
    "cashparking.com", "domainsponsor.com", "parked-content.godaddy.com", "dsnextgen.com", "searchmagnified.com", "perfectdomain.com",
)  # fmt: skip
_PARKED = lazy_pattern(
    r"\b(?:this |the )?(?:premium )?domain(?: name)?(?: (?!names?\b)\S+)?(?: is| may be| might be| could be| is available)? for (?:sale|lease)\b|"
    r"\bbuy this (?:premium )?domain\b|\bdomain (?:name )?(?:has expired|is parked|has been registered|is available for purchase)\b|"
    r"\bmake an offer (?:on|for) this domain\b|\bthis domain (?:is|was) (?:registered|parked|reserved)\b|\bparked (?:free|domain)\b|"
    r"\binquire about this domain\b|\binteressiert an dieser domain\b|\bdomain (?:ist zu verkaufen|zu verkaufen|steht zum verkauf|kaufen)\b|"
    r"\bdiese domain (?:ist|steht|kaufen|wurde)\b|\bdominio (?:in vendita|en venta|à venda|à vendre|registrato|parcheggiato)\b|"
    r"\b(?:ce (?:nom de )?domaine|domaine) (?:est )?(?:à vendre|a expiré)\b|\bdomínio (?:à venda|está à venda|expirado)\b|"
    r"\beste dominio (?:está|ha) (?:a la venta|en venta|caducado|expirado)\b|\bдомен (?:продается|продаётся|выставлен на продажу|припаркован)\b|"
    r"\b(?:bu )?(?:alan adı|domain) satılıktır\b|\bdomein(?:naam)? (?:is )?te koop\b|"
    r"域名(?:出售|正在出售)|ドメインは?販売中|\bdomena (?:na sprzedaż|jest na sprzedaż)\b",
    re.IGNORECASE,
)
# Parameters that tell where a reader came from, and those of searches.
_ORIGIN = lazy_pattern(
    r"from|src|source|via|ref(?:errer)?|origin(?:al)?(?:_?url)?|old(?:_?url|path)?|err(?:or)?\w*|missing|not_?found|redirect(?:ed|_?from)|"
    r"s|q|query|search|keywords?|404|410",
    re.IGNORECASE,
)
RETURN_PATH = 5  # minimum characters of a path that is found again in a query
PARKED_WORDS = 350  # maximum words of a page that is only an offer


def login_or_consent(response: Response, page: QuickMetadata) -> str | None:
    """The log-in or consent page that a URL redirects to, unless it was requested itself or shows the requested words."""
    if not response.hops or shows(response.url, page):
        return None
    asked, got = urlsplit(response.url), urlsplit(response.final_url)
    host, path = (got.hostname or "").lower(), got.path.lower()
    for name, begin, what in LOGIN_AND_CONSENT:
        if host == name and path.startswith(begin) and asked.hostname != host:
            return what
    before = {segment.lower() for segment in asked.path.split("/")}
    segments = [segment for segment in path.split("/") if segment and segment not in before]
    if any(_CONSENT.match(segment) for segment in segments) or host.startswith(("consent.", "cookies.", "privacy-gate.")):
        return "a consent"
    if any(_LOGIN.match(segment) for segment in segments[-2:]) or host.startswith(("login.", "signin.", "sso.", "auth.", "idp.")):
        return None if asked.hostname == host and not segments else "a log-in"
    return None


def comes_first(response: Response, page: QuickMetadata) -> bool:
    """Whether a redirect ends at a page that leads back to the requested one: a choice of country, a notice, a queue.

    Its query has the requested path, under another name than those with which error pages and front pages tell where a reader came from.
    """
    asked, got = urlsplit(with_scheme(response.url)), urlsplit(response.final_url)
    if page.dated or shows(response.url, page) or is_front(got._replace(query="").geturl()) or len(asked.path) < RETURN_PATH:
        return False
    if error_kind(asked.geturl(), response.final_url, page):
        return False
    wanted = unquote(asked.path).rstrip("/")
    back = [unquote(value) for name, value in parse_qsl(got.query) if not _ORIGIN.fullmatch(name)]
    return asked.path != got.path and any(urlsplit(value).path.rstrip("/") == wanted for value in back)


def _parking(response: Response) -> str | None:
    """The parking company that a redirect leads to."""
    host = (urlsplit(response.final_url).hostname or "").lower()
    asked = (urlsplit(response.url).hostname or "").lower()
    return next((c for c in PARKING_HOSTS if host == c or host.endswith("." + c)), None) if host != asked else None


def parked(response: Response, page: QuickMetadata) -> str | None:
    """The words by which a page offers its domain for sale, or the parking company."""
    if response.final_url != response.url and (company := _parking(response)):
        return f"a domain for sale at {company}"
    if page.dated or not is_html(response) or slug_words(response.url) & words(f"{page.title} {' '.join(page.headings)}"):
        return None
    for text in (page.title, *page.headings):
        if (match := _PARKED.search(text)) and len(visible_text(response).split()) <= PARKED_WORDS:
            return match.group().strip()
    if len(response.body) < 60_000 and (b"domain" in (low := response.body.lower()) or b"domein" in low or not low.isascii()):
        text = visible_text(response)
        if len(text.split()) <= PARKED_WORDS and (match := _PARKED.search(text)):
            return match.group().strip()
    return None

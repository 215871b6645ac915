"""Pages that say in words what their status does not: not found, parked, a challenge for robots."""

import re

from citecheck.model.web import Response

HEAD = 200_000  # bytes that are looked at
TITLE = re.compile(rb"<title[^>]*>(.{0,300}?)</title>", re.IGNORECASE | re.DOTALL)
HEADING = re.compile(rb"<h1[^>]*>(.{0,300}?)</h1>", re.IGNORECASE | re.DOTALL)
# What titles and first headings of error pages say; a headline about such pages says more than this, so it must be nearly all.
NOT_FOUND = re.compile(
    r"\b(?:error\s*)?404(?:\s*error)?\b|page (?:not|cannot be|could not be|can't be) found|not found|no longer (?:available|exists)|"
    r"(?:this|the|that) (?:page|article|content|story) (?:does not|doesn't|cannot|can't|isn't|is not|no longer|could not|has been removed)[\w\s']*|"
    r"page (?:unavailable|missing|introuvable|non trovata)|nothing (?:was )?found|"
    r"pagina (?:non trovata|inesistente|niet gevonden)|contenuto non (?:trovato|disponibile)|page introuvable|page non trouvée|"
    r"página no encontrada|no se (?:ha )?encontr(?:ó|ado)|la página (?:solicitada|que busca) no|página não encontrada|"
    r"seite (?:nicht|wurde nicht) gefunden|nicht gefunden|existiert nicht|страница не найдена|не найден[ао]?|sayfa bulunamadı|"
    r"الصفحة غير موجودة|לא נמצא|صفحه یافت نشد|ページが見つかりません|页面不存在|strona nie została znaleziona",
    re.IGNORECASE,
)
PARKED = re.compile(
    r"domain (?:is|may be) for sale|buy this domain|this domain (?:name )?(?:has expired|is parked|is for sale)|parked (?:free|domain)|"
    r"sedoparking|domain zu verkaufen|dominio in vendita|ce domaine est à vendre",
    re.IGNORECASE,
)
CHALLENGE = re.compile(
    r"just a moment\.\.\.|attention required! \| cloudflare|checking your browser|verify (?:that )?you are (?:a )?human|are you a robot|"
    r"pardon our interruption|access denied|enable javascript and cookies to continue|captcha-delivery|ddos-guard|request unsuccessful\. incapsula",
    re.IGNORECASE,
)
ARTICLE = re.compile(
    rb"article:published_time|[\"']datePublished[\"']|citation_publication_date|itemprop=[\"']datePublished",
    re.IGNORECASE,
)
LONGEST_ERROR_TITLE = 8  # words beside the wording itself


def not_found_wording(answer: Response) -> str | None:
    """The words by which a page says that it is not there, in its title or first heading; or that its domain is for sale."""
    head = answer.body[:HEAD]
    if ARTICLE.search(head):
        return None  # a dated article, whatever its headline says
    for pattern in (TITLE, HEADING):
        if (match := pattern.search(head)) and (said := _says(_plain(match.group(1)))):
            return said
    if len(head) < 20_000 and (parked := PARKED.search(_plain(head))):
        return parked.group()
    return None


def _says(text: str) -> str | None:
    match = NOT_FOUND.search(text)
    if not match:
        return None
    rest = text[: match.start()] + " " + text[match.end() :]
    return match.group() if len(re.findall(r"\w+", rest)) <= LONGEST_ERROR_TITLE - 2 * (match.group().strip() == "404") else None


def is_challenge(answer: Response) -> bool:
    """Whether a page asks us to prove that we are no robot, whatever its status."""
    head = answer.body[:HEAD]
    title = TITLE.search(head)
    said = bool(title and CHALLENGE.search(_plain(title.group(1))))
    return said or (answer.status in (403, 503) and bool(CHALLENGE.search(_plain(head[:20_000]))))


def _plain(markup: bytes) -> str:
    text = re.sub(rb"<[^>]{0,500}>", b" ", markup).decode("utf-8", "replace")
    return re.sub(r"\s+", " ", text).strip()

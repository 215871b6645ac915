"""Links that give the URL of a source and not its title: ``[link](URL)``, ``[here](URL)``, ``[PDF](URL)``, the name of a host or a publication.

A closed table of words; all other words of a link are taken for a title.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from citecheck.links.urls import host
from citecheck.model.document import Hyperlink
from citecheck.patterns import lazy_pattern

# Words that make a link one without a title; as read on pages in these languages.
_CORE = ["link", "links", "hyperlink", "here", "pdf", "html", "htm", "xml", "epub", "docx", "doc", "txt", "ps", "doi", "url", "online", "web", "webpage", "webpages", "website", "websites", "homepage", "read", "view", "download", "downloads", "downloaded", "click", "fulltext", "text", "archived", "archive", "archives", "cached", "copy", "mirror", "watch", "listen", "source", "abstract", "preprint", "code", "repo", "repository", "github", "gitlab", "demo", "poster", "bibtex", "openreview", "scholar", "this", "that", "these", "those", "page", "site", "permalink", "permalinks", "transcript", "transcripts", "slides", "ebook", "permalien", "crossref", "pubmed", "medline", "pmc", "jstor", "ssrn", "scopus", "worldcat", "original", "researchgate", "scribd", "arxiv", "hier", "volltext", "webseite", "internetseite", "archiviert", "archivlink", "archivfassung", "quelle", "herunterladen", "abrufbar", "lesen", "weiterlesen", "netz", "nachzulesen", "nachlesen", "einsehbar", "weiterführend", "aufrufbar", "ici", "lien", "ligne", "lire", "texte", "archivé", "archivée", "télécharger", "consulter", "savoir", "cliquez", "aquí", "aqui", "enlace", "acá", "consultar", "clic", "línea", "leer", "texto", "archivado", "archivada", "descargar", "ligação", "linha", "ler", "arquivado", "clique", "acesse", "arquivada", "baixar", "descarregar", "qui", "collegamento", "linea", "leggi", "testo", "archiviato", "archiviata", "scarica", "rete", "continua", "lees", "gearchiveerd", "lezen", "verder", "tekst", "här", "länk", "läs", "arkiverad", "arkiv", "her", "lenke", "læs", "les", "arkiveret", "arkivert", "täällä", "linkki", "lue", "tutaj", "lisää", "klikkaa", "tu", "odnośnik", "więcej", "dalej", "źródło", "pobierz", "zarchiwizowane", "zarchiwizowano", "czytaj", "tekst", "zde", "odkaz", "více", "viac", "čítať", "číst", "tady", "zdroj", "itt", "archiválva", "tovább", "elolvas", "olvasható", "olvass", "letöltés", "forrás", "bővebben", "aici", "arhivat", "citește", "đây", "tautan", "diarsipkan", "здесь", "тут", "ссылка", "архив", "архивная", "архивировано", "читать", "читайте", "онлайн", "сайт", "подробнее", "подробно", "далее", "источник", "оригинал", "оригинале", "сайте", "скачать", "текст", "посилання", "архівовано", "детальніше", "докладніше", "далі", "читати", "джерело", "burada", "buradan", "bağlantı", "arşivlendi", "arşiv", "oku", "okuyun", "devamını", "devamı", "tıklayın", "kaynak", "هنا", "رابط", "المزيد", "المصدر", "الرابط", "مؤرشف", "أرشيف", "اینجا", "پیوند", "لینک", "بایگانی", "כאן", "קישור", "εδώ", "σύνδεσμος", "περισσότερα", "διαβάστε", "링크", "여기", "여기서", "보관", "원문", "기사"]  # fmt: skip
# Words that may be beside them.
_BESIDE = ["the", "a", "an", "it", "google", "semantic", "to", "of", "on", "in", "at", "from", "for", "via", "as", "and", "or", "more", "full", "complete", "free", "freely", "available", "accessible", "version", "article", "report", "paper", "story", "post", "video", "audio", "original", "open", "access", "document", "file", "official", "external", "go", "see", "article's", "publisher's", "site's", "at", "mb", "kb", "la", "le", "les", "el", "los", "las", "un", "une", "il", "lo", "der", "die", "das", "den", "dem", "zum", "zur", "im", "auf", "von", "am", "à", "au", "en", "de", "del", "da", "do", "no", "na", "em", "su", "sul", "per", "et", "und", "y", "e", "plus", "complet", "intégral", "completo", "completa", "integral", "integrale", "vollständiger", "artikel", "articolo", "artigo", "artículo", "ganzer", "mehr", "más", "mais", "più", "di", "in", "disponible", "disponibile", "disponível", "tillgänglig", "pełny", "text", "полный", "статьи", "статью", "статья", "на", "в", "копия", "на", "النص", "الكامل", "من", "اقرأ", "در", "new", "tab", "window", "siehe", "voir", "ver", "véase", "veja", "vedi", "zie", "se", "las", "mere", "mer", "meer", "czytaj", "olvasható", "az", "a", "보기", "전문", "이", "suite", "mai", "mult", "all", "dell", "articolo", "nell", "all’articolo", "all'articolo", "l’article", "l'article", "page", "this", "her", "english", "german", "french", "spanish", "italian", "russian", "chinese", "japanese", "arabic", "portuguese", "dutch"]  # fmt: skip
CORE, BESIDE = frozenset(_CORE), frozenset(_BESIDE)
# "full article", "news story": two such words, and no others, give a place; one alone may be a title.
WHOLE_TEXT = frozenset({"full", "complete", "original", "free", "open", "online", "news", "published", "accepted", "print", "digital", "entire", "whole", "archive"})  # fmt: skip
TEXTS = frozenset({"article", "report", "paper", "story", "post", "video", "audio", "document", "file", "version", "access", "edition", "interview", "speech", "entry", "item", "record", "book", "chapter"})  # fmt: skip
# Chinese and Japanese are written without blanks between words.
UNSPACED = lazy_pattern(
    r"(?:点击|點擊|查看|阅读|閱讀|下载|下載|打开|浏览|链接|連結|鏈接|这里|這裡|這里|此处|此處|存档|存檔|归档|原文|全文|网页|網頁|网址|网站|来源|來源|在线|"
    r"リンク|こちら|ここ|アーカイブ|続きを読む|記事|全文|詳細|詳しく|ダウンロード|を見る|を読む|はこちら|から|サイト|ページ|的|は|を|で|へ|ウェブ|PDF|版)+"
)
_WORD = lazy_pattern(r"[^\W_]+(?:['’][^\W_]+)*")
_NUMBER = lazy_pattern(r"\d{1,2}")  # ``[1](URL)``: a call, or the number of a copy
_HOST = lazy_pattern(r"\s*(?:https?://)?(?:[\w-]+\.)+[^\W\d_]{2,12}/?\s*$", re.IGNORECASE)
_PERSON = lazy_pattern(
    r"/(?:authors?|people|person|profiles?|staff|contributors?|users?|by|writers?|team|@[\w.-]+)(?:/|$)", re.IGNORECASE
)
_ENCYCLOPEDIA = lazy_pattern(r"(?:https?:)?//[\w-]+\.(?:m\.)?wikipedia\.org/wiki/", re.IGNORECASE)
_CITES_ENCYCLOPEDIA = lazy_pattern(
    r"\b[wv]i[ck]ip[eèé]d|википед|вікіпед|уикипед|ويكيبيديا|ویکی.?پدیا|ויקיפדיה|βικιπαίδεια|维基百科|維基百科|ウィキペディア|위키백과",
    re.IGNORECASE,
)
# The number of a standard or a report in its series: ``RFC 1034``, ``STD 13``, ``ISO/IEC 9899:2018``.
STANDARD = lazy_pattern(
    r"(?:RFC|STD|BCP|FYI|ISO|IEC|ISO/IEC|ANSI|DIN|EN|BS|IEEE|ITU-T|ECMA|NIST|FIPS|NISTIR|draft)(?:\s(?:PUB|SP|IEC|EN|ISO|Std|Rec\.?))?[\s-]?[A-Z]{0,4}[\s.-]?\d[\w.:/-]*"
)
MOST_WORDS = 6  # of a link without a title
MOST_NAMES = 5  # words of a publication's or person's name
LEAD = lazy_pattern(
    r"(?:\b(?:(?:freely |also |now )?(?:available|accessible)|disponibles?|disponibile|disponível|verfügbar|abrufbar|доступно|read it|see it|"
    r"retrieved|accessed|(?:\[online\]\.? ?)?available(?: at| from)?)\s{0,3}:?\s{0,3})?[\[(]?\s{0,3}$",
    re.IGNORECASE,
)
CLOSE = lazy_pattern(r"\s*[\])]")


@lru_cache(maxsize=4096)
def is_linked_word(words: str, url: str) -> bool:
    """Whether the words of a link give the place of a source and not its title."""
    if _HOST.match(words):
        shown = host(words.strip().lower())
        return shown == host(url.lower()) or host(url.lower()).endswith(f".{shown}")
    found = [word.casefold() for word in _WORD.findall(words)]
    if len(found) == 1 and (UNSPACED.fullmatch(found[0]) or _NUMBER.fullmatch(found[0])):
        return True
    if len(found) > MOST_WORDS or not (any(word in CORE for word in found) or _is_whole_text(found)):
        return False
    return all(word in CORE or word in BESIDE or word in TEXTS or word in WHOLE_TEXT or word.isdigit() for word in found)


def _is_whole_text(words: Sequence[str]) -> bool:
    return any(word in TEXTS for word in words) and (
        (len(words) == 2 and words[0] == "the") or any(word in WHOLE_TEXT for word in words)
    )


def is_host(words: str) -> bool:
    """Whether the words of a link are a host name."""
    return _HOST.match(words) is not None


def is_explained(words: str, url: str, text: str = "") -> bool:
    """Whether a link leads to an encyclopedia's article on what its words name, such as a publisher, and ``text`` cites no encyclopedia."""
    return _ENCYCLOPEDIA.match(url) is not None and len(_WORD.findall(words)) <= MOST_NAMES and not _CITES_ENCYCLOPEDIA.search(text)


def places(note: str, links: Sequence[Hyperlink]) -> frozenset[Hyperlink]:
    """The links on names: to the front page of a site with another linked page, or to a page about a person or organisation."""
    sites = Counter(host(link.url) for link in links)
    return frozenset(x for x in links if _is_place(note[x.span.start : x.span.end], x.url, outlet=sites[host(x.url)] > 1))


def _is_place(words: str, url: str, *, outlet: bool) -> bool:
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
    except ValueError:
        return False
    if len(_WORD.findall(words)) > MOST_NAMES:
        return False
    if STANDARD.fullmatch(words.strip()):
        return True
    front = outlet and not parts.path.strip("/") and not parts.query
    return front or is_explained(words, url) or _PERSON.search(unquote(parts.path)) is not None


def is_name_beside(note: str, link: Hyperlink, quotations: Sequence[tuple[int, int]]) -> bool:
    """Whether a short link is beside a quoted title: ``"Tram reopens," [Elm Post](URL)``. It is the publication, linked to the article.

    Before a title only without a comma: ``[Elm Post](URL): J. Doe, "Tram reopens"``.
    """
    if not quotations or len(_WORD.findall(note, link.span.start, link.span.end)) > MOST_NAMES:
        return False
    first = note[: link.span.start].rstrip(" ([*_")[-1:] in ("", ";") and note[link.span.end :].lstrip(" )]*_")[:1] not in ",;"
    return any(end <= link.span.start or first for _, end in quotations)


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of a linked word with what introduces it, and with its brackets: ``available here``, ``(PDF)``."""
    lead = LEAD.search(text, max(0, start - 40), start)
    first = lead.start() if lead else start
    if text[first:start].rstrip()[-1:] in ("(", "[") and text[first:start].strip():
        closed = CLOSE.match(text, end)
        return (first, closed.end()) if closed else (start, end)
    return first, end


def rest_of_url(text: str, link: Hyperlink) -> tuple[int, int] | None:
    """The words of a link behind a blank in its URL, which pages break in long ones: ``https://mill.example/a-long- | road.html``."""
    words = text[link.span.start : link.span.end]
    first, blank, _ = words.partition(" ")
    whole = blank and first.startswith(("http://", "https://", "www.")) and "".join(words.split()) in (link.url, unquote(link.url))
    return (link.span.start + len(first), link.span.end) if whole else None

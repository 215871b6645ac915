"""Pages that are gone although they answer with success: redirects to error pages, and what pages say of articles and videos."""

import pytest

from citecheck.links.not_found_phrases import heading_says
from citecheck.links.verdict import judge_answer
from citecheck.model.web import SoftGone, verdict
from tests.links.answers import article, said, shown

SORRY = shown("Example News", "Sorry.")


def judged(final: str, body: bytes = SORRY, status: int = 302) -> str:
    return verdict(judge_answer(said(200, body, final=f"https://news.example{final}", hops=(status,))))


@pytest.mark.parametrize(
    "final",
    [
        "/404", "/404.html", "/404.aspx", "/errors/404?url=/2021/03/14/grain-harvest-falls-short", "/error-404", "/en/404/", "/notfound",
        "/page-not-found/", "/PageNotFound.aspx", "/not_found.php", "/error.aspx?aspxerrorpath=/2021/03/14/grain-harvest-falls-short",
        "/Error", "/errors/", "/error/index?code=404", "/oops", "/seite-nicht-gefunden", "/pagina-non-trovata/", "/page-introuvable",
        "/pagina-no-encontrada.html", "/?src=404", "/?404", "/?error=404", "/?from=/2021/03/14/grain-harvest-falls-short", "/news",
        "/en/news/", "/archive",
    ],
)  # fmt: skip
def test_a_redirect_to_an_error_page_or_a_front_page_is_soft_gone(final: str) -> None:
    assert judged(final) == "soft-gone"


@pytest.mark.parametrize(
    ("final", "word"),
    [
        ("/access-denied", "blocked"),
        ("/403.html", "blocked"),
        ("/unavailable-in-your-region", "blocked"),
        ("/error?code=403", "blocked"),
        ("/error?status=503", "unreachable"),
        ("/maintenance.html", "unreachable"),
        ("/articles/1234", "live"),
        ("/?p=1234", "live"),
    ],
)
def test_a_redirect_to_a_refusal_or_to_another_page_is_not(final: str, word: str) -> None:
    assert judged(final) == word


@pytest.mark.parametrize("final", ["/error/grain-harvest-falls-short", "/news", "/404"])
def test_a_redirect_to_the_article_is_live_at_any_url(final: str) -> None:
    assert judged(final, article()) in ("live", "moved")


def test_a_page_with_an_error_page_as_canonical_url_is_gone() -> None:
    page = SORRY.replace(b"<title>", b'<link rel="canonical" href="/404"><title>')
    assert isinstance(judge_answer(said(200, page)), SoftGone)


@pytest.mark.parametrize(
    "heading",
    [
        "Article not available", "This video is no longer available", "The article you requested has been removed", "Video unavailable",
        "Dieser Artikel ist leider nicht mehr verfügbar", "Video nicht verfügbar", "Cet article n'existe plus", "Vidéo indisponible",
        "Este artículo ya no está disponible", "Articolo non più disponibile", "Este artigo foi removido", "Artikel is niet meer beschikbaar",
        "Artikeln finns inte längre", "Artiklen er slettet", "Artikkelen finnes ikke", "Artikkeli on poistettu", "Artykuł nie istnieje",
        "Článek nebyl nalezen", "A cikk nem található", "Articolul nu mai este disponibil", "Το άρθρο δεν βρέθηκε", "Статья удалена",
        "Матеріал видалено", "Članak nije pronađen", "Bu haber yayından kaldırıldı", "المقال غير متاح", "این خبر حذف شده است",
        "הכתבה לא נמצאה", "Artikel tidak tersedia", "Bài viết không tồn tại", "ไม่พบบทความ", "この記事は削除されました", "该文章已被删除",
        "삭제된 기사입니다", "The server can not find the requested page",
    ],
)  # fmt: skip
def test_what_a_page_says_of_an_article_or_a_video_is_read_in_many_languages(heading: str) -> None:
    assert isinstance(judge_answer(said(200, shown(heading, "News of the county. " * 30))), SoftGone)


@pytest.mark.parametrize(
    "headline",
    [
        "Statue removed from the square", "Why this video is no longer available in Germany", "Article 50 was removed from the treaty",
        "The product that was deleted by mistake", "Der Artikel, den niemand lesen wollte", "L'article 49 et la vidéo",
    ],
)  # fmt: skip
def test_a_headline_with_such_words_says_nothing_of_the_page(headline: str) -> None:
    assert heading_says(headline) is None

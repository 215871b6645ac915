"""Pages that are gone although they answer with success: redirects to error pages, and what pages say of articles and videos."""

import pytest

from citecheck.links.not_found_phrases import heading_says
from citecheck.links.verdict import judge_answer
from citecheck.model.web import Hop, Response, SoftGone, verdict
from tests.links.answers import HTML, article, said, shown

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
        "/en/news/", "/archive", "/expired", "/not-available", "/introuvable", "/strona-nie-znaleziona", "/sayfa-bulunamadi", "/fehler404",
        "/?redirect=404", "/?p=404", "/web/guest/home", "/?s=grain+harvest", "/search/grain-harvest-falls-short", "/broken-links", "/oshibka-404",
        "/sitemap.html", "/press-releases", "/news/index.html", "/category/business", "/tag/ports", "/search?q=grain-harvest-falls-short", "/suche?q=grain+harvest",
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
        ("/server-error", "unreachable"),
        ("/unavailable-for-legal-reasons", "blocked"),
        ("/privacy-consent", "blocked"),
        ("/maintenance.html", "unreachable"),
        ("/site-maintenance", "unreachable"),
        ("/under-construction", "unreachable"),
        ("/accesso-negato", "blocked"),
        ("/age-gate", "blocked"),
        ("/logga-in", "blocked"),
        ("/users/sign_in", "blocked"),
        ("/subscriptions/", "blocked"),
        ("/articles/1234", "live"),
        ("/?p=1234", "live"),
    ],
)
def test_a_redirect_to_a_refusal_or_to_another_page_is_not(final: str, word: str) -> None:
    assert judged(final) == word


UNDATED = shown("Grain harvest falls short in the valley", "The harvest was the smallest in memory. " * 40)


@pytest.mark.parametrize("body", [article(), UNDATED], ids=["dated", "undated"])
@pytest.mark.parametrize("final", ["/error/grain-harvest-falls-short", "/news", "/404", "/2021/03/", "/", "/login", "/?error=404"])
def test_a_redirect_to_the_article_is_live_at_any_url(final: str, body: bytes) -> None:
    assert judged(final, body) in ("live", "moved")


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
        "삭제된 기사입니다", "The server can not find the requested page", "찾을 수 없음", "Nu a fost găsit", "nenalezena", "Nije pronađeno",
        "This blog has been removed", "The specified key does not exist.", "Repository not found", "This website has closed", "No article found",
        "There isn't a GitHub Pages site here.", "DOI not found", "Diese Sendung ist leider nicht mehr verfügbar", "Das Video ist nicht mehr abrufbar",
        "Le document demandé n'existe pas", "Programmet är inte längre tillgängligt", "Sisältö ei ole enää saatavilla", "A cikket törölték",
        "تم حذف هذا الخبر", "העמוד המבוקש אינו קיים", "配信期間が終了しました", "该内容已被发布者删除", "Ni fuddwyd o hyd i'r dudalen",
        "The page you asked for could not be located", "This page has gone missing", "Invalid identifier", "Não encontramos essa página",
        "We kunnen deze pagina niet vinden", "A keresett cikk nem található", "該当する記事がありません", "找不到您要的頁面", "Il-paġna ma nstabitx",
        "不存在", "見つかりませんでした", "नहीं मिला", "Ei leitud", "Nuk u gjet", "404 – ne postoji",
    ],
)  # fmt: skip
def test_what_a_page_says_of_an_article_or_a_video_is_read_in_many_languages(heading: str) -> None:
    assert isinstance(judge_answer(said(200, shown(heading, "News of the county. " * 30))), SoftGone)


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, the file you have requested does not exist.",
        "The authors have deleted this site.",
        "The requested topic does not exist.",
        "Invalid thread specified. If you followed a valid link, please notify the administrator.",
    ],
)
def test_a_page_of_a_forum_or_a_drive_that_says_so_in_its_text_is_gone(text: str) -> None:
    assert isinstance(judge_answer(said(200, shown("", text))), SoftGone)


@pytest.mark.parametrize("url", ["https://lib.example/codex?id=17&page=404", "https://roads.example/routes/410"])
def test_a_page_with_such_a_number_as_its_name_is_live(url: str) -> None:
    number = url[-3:]
    assert verdict(judge_answer(Response(url, url, 200, HTML, shown(number, "They came in the night. " * 30)))) == "live"


@pytest.mark.parametrize("asked", ["/index.asp?page=home", "/index.php?view=start"])
def test_a_redirect_of_one_address_of_the_front_page_to_another_loses_nothing(asked: str) -> None:
    url, front = f"https://news.example{asked}", "https://news.example/"
    hops = (Hop(url, 301, front),)
    assert (
        verdict(judge_answer(Response(url, front, 200, HTML, shown("Moor Herald", "News of the county. " * 30), hops=hops)))
        != "soft-gone"
    )


@pytest.mark.parametrize(
    "headline",
    [
        "Statue removed from the square", "Why this video is no longer available in Germany", "Article 50 was removed from the treaty",
        "The product that was deleted by mistake", "Der Artikel, den niemand lesen wollte", "L'article 49 et la vidéo",
    ],
)  # fmt: skip
def test_a_headline_with_such_words_says_nothing_of_the_page(headline: str) -> None:
    assert heading_says(headline) is None


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("Missing", "films/missing"),
        ("Lost", "lost-a-series"),
        ("Not found", "not-found-a-novel"),
        ("This domain is for sale: how names are traded", "how-names-are-traded"),
    ],
)
def test_a_page_whose_url_has_the_words_of_its_title_is_about_them(title: str, path: str) -> None:
    url = f"https://news.example/{path}"
    answer = Response(url, url, 200, HTML, shown(title, "They came in the night. " * 30))
    assert verdict(judge_answer(answer)) == "live"
    assert verdict(judge_answer(said(200, answer.body))) == "soft-gone"


def test_a_refresh_that_was_not_followed_counts_as_a_redirect() -> None:
    def refreshing(target: str) -> str:
        body = f'<html><head><meta http-equiv="refresh" content="0; url={target}"></head><body></body></html>'
        return verdict(judge_answer(said(200, body.encode())))

    assert refreshing("/404") == refreshing("/") == "soft-gone"
    assert refreshing("/2021/03/14/grain-harvest-falls-short.html") == "live"


@pytest.mark.parametrize(
    "headline",
    ["404: a history", "Page not found, a memoir of the early web", "Error 404 and other poems", "Seite nicht gefunden: Erinnerungen",
     "文章不存在：审查的历史", "This domain is for sale: how names are traded"],
)  # fmt: skip
def test_a_long_page_with_such_a_headline_is_an_article_even_if_its_url_has_no_words(headline: str) -> None:
    url = "https://news.example/a/12345"
    answer = Response(url, url, 200, HTML, shown(headline, "They came in the night, and nobody could say why. " * 40))
    assert verdict(judge_answer(answer)) == "live"


@pytest.mark.parametrize(
    "data",
    [
        '<meta property="og:type" content="video.movie">',
        "<meta property='og:type' content='music.song'/>",
        '<meta property="og:type" content="book">',
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Movie", "name": "Not found"}</script>',
        '<script type="application/ld+json">[{"@type":"MusicRecording"}]</script>',
    ],
)
@pytest.mark.parametrize("title", ["Page not found", "Seite nicht gefunden", "Página no encontrada", "404"])
def test_a_film_or_a_song_with_such_a_title_is_live(data: str, title: str) -> None:
    page = f"<html><head><title>{title} - Elm Films</title>{data}</head><body><h1>{title}</h1><p>{'Ada Berg plays it. ' * 90}</p></body></html>"
    answer = Response("https://films.example/title/88", "https://films.example/title/88", 200, HTML, page.encode())
    assert verdict(judge_answer(answer)) == "live"
    plain = Response(answer.url, answer.url, 200, HTML, page.replace(data, '<meta property="og:type" content="website">').encode())
    assert verdict(judge_answer(plain)) == "soft-gone"


@pytest.mark.parametrize("title", ["Missing", "Gone", "Nicht verfügbar", "Introuvable", "No encontrado"])
def test_a_long_page_whose_only_title_is_such_a_word_may_be_of_a_work(title: str) -> None:
    url = "https://music.example/artist/8812"

    def judged_page(words: str, heading: str) -> str:
        page = f"<html><head><title>{title} - Elm Music</title></head><body><h1>{heading}</h1><p>{words}</p></body></html>"
        return verdict(judge_answer(Response(url, url, 200, HTML, page.encode())))

    assert judged_page("Ada Berg sings, and the band plays. " * 60, title) == "live"
    assert judged_page("Ada Berg sings, and the band plays.", title) == "soft-gone"
    assert judged_page("Ada Berg sings, and the band plays. " * 60, f"404 {title}") == "soft-gone"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("We write of domain names for sale.", "live"),
        ("The domain elm.example is for sale.", "soft-gone"),
        ("Domain name for sale!", "soft-gone"),
    ],
)
def test_a_page_that_speaks_of_domains_is_none_that_is_for_sale(text: str, word: str) -> None:
    page = f"<html><head><title>Elm Ports</title></head><body><h1>Elm Ports</h1><p>{text}</p></body></html>"
    assert verdict(judge_answer(Response("https://e.example/a/8817", "https://e.example/a/8817", 200, HTML, page.encode()))) == word


def judged_json(body: str, url: str = "https://api.example/items/harvest", status: int = 200) -> str:
    answer = Response(url, url, status, (("Content-Type", "application/json"),), body.encode(), ())
    return verdict(judge_answer(answer))


@pytest.mark.parametrize(
    "body",
    [
        '{"status": 404, "error": "Not Found", "path": "/items/harvest", "timestamp": "2024-01-01"}',
        '{"error": {"code": 404}}',
        '{"error": {"code": 404, "message": "Requested entity was not found.", "status": "NOT_FOUND"}}',
        '{"statusCode": "404", "message": "Resource not found"}',
        '{"errors": [{"status": "404", "title": "Not Found", "detail": "Page not found"}]}',
        '{"success": false, "error": "Not found", "data": null}',
        '{"detail": "Not found."}',
        '{"message": "Page not found"}',
        '{"code": 410, "message": "Gone", "result": []}',
        '[{"code": 404, "message": "Not found"}]',
    ],
)
def test_a_json_error_that_leaves_no_doubt_is_soft_gone(body: str) -> None:
    assert judged_json(body) == "soft-gone"


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ('{"status": 503, "message": "Service Unavailable"}', "unreachable"),
        ('{"error": {"code": 403, "message": "Forbidden"}}', "blocked"),
        ('{"error": {"code": 429}}', "blocked"),
        ('{"error": {"code": 400, "message": "Bad Request"}}', "unchecked"),
        ('{"success": false, "message": "Page not found", "article": {"title": "Harvest", "text": "It fell."}}', "unchecked"),
        ('{"message": "Page not found", "rows": [1, 2, 3]}', "unchecked"),
        ('{"id": 5, "code": 404, "room": "Elm", "beds": 2}', "live"),
        ('{"title": "Page not found", "year": 2014}', "live"),
        ('{"title": "Not found"}', "live"),
        ('{"status": 200, "message": "ok", "data": []}', "live"),
        ('{"status": "active", "message": "The harvest was not found to be small, says the ministry, and prices rose."}', "live"),
        ('{"404": "Not Found", "500": "Internal Server Error"}', "live"),
        ('{"code": 404, "area": "Ohio"}', "live"),
        ('["Not found"]', "live"),
        ('{"error": null, "result": {"title": "Harvest"}}', "live"),
        ("{broken", "live"),
    ],
)
def test_other_json_errors_and_data_are_never_called_gone(body: str, word: str) -> None:
    assert judged_json(body) == word


def test_json_at_a_url_about_errors_is_what_was_cited() -> None:
    assert judged_json('{"code": 404, "message": "Not Found"}', "https://api.example/errors/404") == "live"

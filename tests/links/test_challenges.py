"""Pages that stand in for the one requested, with status 200: bot challenges, and block pages of filters and authorities."""

import pytest

from citecheck.links.verdict import judge_answer
from citecheck.model.web import Blocked, Live, Response
from tests.links.answers import said, shown

SCRIPT = "<script>var x=1;</script>"


def page(title: str, body: str) -> Response:
    return said(200, f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode())


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("moor.example", '<p>Please enable JS and disable any ad blocker</p><script src="https://ct.captcha-delivery.com/c.js"></script>'),
        ("You are being redirected...", "<script>sucuri_cloudproxy_js='';</script>"),
        ("", '<iframe src="/_Incapsula_Resource?SWUDNSAI=31">Request unsuccessful.</iframe>'),
        ("", '<meta http-equiv="refresh" content="5; URL=\'/a?bm-verify=AAQAAAAE\'" /><div id="sec-if-cpt-container"></div>'),
        ("Radware Bot Manager Captcha", "<p>We apologize for the inconvenience.</p>"),
        ("Request Rejected", "The requested URL was rejected. Please consult with your administrator. Your support ID is: 123"),
        ("", "<noscript>Please enable JavaScript to view the page content. Your support ID is: 99.</noscript><script>window.bobcmn=1</script>"),
        ("Robot Challenge Screen", '<script src="/.well-known/sgcaptcha/x.js"></script>'),
        ("Making sure you're not a bot!", '<h1>Making sure you\'re not a bot!</h1><script id="anubis_challenge"></script>'),
        ("Ich stelle sicher, dass du kein Bot bist!", "<h1>Ich stelle sicher, dass du kein Bot bist!</h1>"),
        ("Amazon.com", '<form action="/errors/validateCaptcha"><h4>Enter the characters you see below</h4></form>'),
        ("", "<script>window.rbzns={};winsocks();</script>"),
        ("DDOS-GUARD", '<script src="/.well-known/ddos-guard/js-challenge/index.js"></script>'),
        *((title, f"<h1>moor.example</h1>{SCRIPT}") for title in ("Nur einen Moment…", "Un instant…", "Один момент…", "请稍候…", "Bir dakika lütfen...")),
        ("Access Denied", "<h1>Access Denied</h1>You don't have permission to access this page on this server. Reference #18.1"),
        ("Access denied | Example News", "<p>Why have I been blocked?</p>"),
    ],
)  # fmt: skip
def test_a_challenge_with_status_200_is_blocked(title: str, body: str) -> None:
    link = judge_answer(page(title, body))
    assert isinstance(link, Blocked) and "challenge" in link.reason


@pytest.mark.parametrize(
    "text",
    [
        "Web Page Blocked! You have tried to access a web page which is in violation of your internet usage policy. FortiGuard",
        "Bu internet sitesi hakkında verilen karara istinaden erişime engellenmiştir.",
        "Доступ к запрашиваемому ресурсу ограничен на основании закона.",
        "Your requested URL has been blocked as per the directions received from Department of Telecommunications, Government of India.",
        "Contenido bloqueado por requerimiento de la Autoridad Competente, comunicado a esta Operadora.",
        "Access to this site has been blocked under an Order of the High Court.",
        "Diese Webseite ist aus urheberrechtlichen Gründen nicht verfügbar.",
        "This video is not available in your country.",
    ],
)
def test_a_block_page_with_status_200_is_blocked_and_neither_gone_nor_another_work(text: str) -> None:
    link = judge_answer(page("Notice", f"<h1>Notice</h1><p>{text}</p>"))
    assert isinstance(link, Blocked) and "block page" in link.reason


def test_a_redirect_to_an_authoritys_block_page_is_blocked() -> None:
    assert isinstance(judge_answer(said(200, shown("Notice"), final="http://www.warning.or.kr/i1.html", hops=(302,))), Blocked)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Access denied: inside the press ban", "The reporters were kept out of the hall for a year. " * 12),
        ("Access denied: inside the press ban", "Short."),
        ("Security check: how it works", "A report. " * 100),
        ("One moment in time", "A report. " * 100),
        ("CAPTCHA - Example Encyclopedia", "A captcha tells people from programs. " * 100),
        ("Forbidden Planet", "A film. " * 20),
        ("Grain harvest falls short", "Access to this site has been blocked, said the farmers, who had hoped for rain."),
    ],
)
def test_an_article_about_walls_is_live(title: str, text: str) -> None:
    assert isinstance(judge_answer(said(200, shown(title, text))), Live)


def test_a_page_with_a_script_that_a_service_adds_to_all_pages_is_live() -> None:
    script = '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>'
    assert isinstance(
        judge_answer(page("Grain prices", f"<h2>Grain prices</h2><p>{'Rye is dear this year. ' * 40}</p>{script}")), Live
    )

"""A refresh to another page within seconds is a redirect."""

import pytest

from citecheck.links.verdict import judge_answer
from citecheck.model.web import Failure, Gone, Live, Response, SoftGone, verdict
from citecheck.pages.refresh import refresh_target
from tests.links.answers import said
from tests.links.conftest import Ask
from tests.links.faulty_server import Faults, answer


@pytest.mark.parametrize(
    "head",
    [
        '<meta http-equiv="refresh" content="0; url=/new">',
        "<META CONTENT='0;URL=/new' HTTP-EQUIV=Refresh>",
        "<meta http-equiv=refresh content=\"5; URL='/new'\">",
        '<meta http-equiv="refresh" content="0, /new">',
        '<meta http-equiv="refresh" content=".5 ; url = &#47;new">',
        '<meta http-equiv="refresh" data-about="a > b" content="0;url=/new">',
        "<!-- <meta http-equiv=refresh content='0; url=/old'> --><meta http-equiv=refresh content='1;url=/new'>",
    ],
)
def test_a_refresh_is_read_however_it_is_written(head: str) -> None:
    assert refresh_target(said(200, f"<html><head>{head}</head><body>Moved.</body></html>".encode())) == "/new"


def test_the_field_counts_as_the_tag_does() -> None:
    assert refresh_target(said(200, b"<p>Moved.</p>", ("Refresh", "0;url=https://new.example/a"))) == "https://new.example/a"


@pytest.mark.parametrize(
    "head",
    [
        '<noscript><meta http-equiv="refresh" content="0; url=/no-script"></noscript>',
        '<meta http-equiv="refresh" content="300; url=/new">',
        '<meta http-equiv="refresh" content="0">',
        '<meta http-equiv="refresh" content="0; url=?reload=1">',
        '<meta http-equiv="refresh" content="5; URL=\'/2021/03/14/grain-harvest-falls-short?bm-verify=AAQ\'">',
        '<meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=%2F">',
        "<!-- <meta http-equiv=refresh content='0; url=/old'> -->",
        '<script>var a = \'<meta http-equiv="refresh" content="0; url=/x">\'</script>',
        '<meta name="refresh" content="0; url=/new">',
        '<meta http-equiv="refresh" content="0; url=javascript:go()">',
        '<meta http-equiv="refresh" content="0; url=mailto:eve@moor.example">',
    ],
)
def test_reloads_steps_of_challenges_and_tags_for_readers_without_scripts_are_none(head: str) -> None:
    assert refresh_target(said(200, f"<html><head>{head}</head><body>Text.</body></html>".encode())) == ""


@pytest.mark.parametrize(
    "script",
    [
        'location = "/new"',
        "window.location.href='/new';",
        'document.location.replace("\\/new");',
        "<!--\n top.location.assign('/new')\n//-->",
        "//<![CDATA[\nself.location.href = `/new`;\n//]]>",
        'setTimeout(function () { window.location.href = "/new"; }, 500);',
        "window.onload = () => { location.replace('/new') }",
        'window.location.replace("/new" + window.location.search + window.location.hash);',
    ],
)
def test_a_short_page_whose_only_script_opens_another_page_is_a_redirect(script: str) -> None:
    page = f"<html><head><title>Moved</title><script type='text/javascript'>{script}</script></head><body>Click <a href='/new'>here</a>.</body></html>"
    assert refresh_target(said(200, page.encode())) == "/new"


def test_a_redirect_in_the_onload_of_a_page_counts_too() -> None:
    assert refresh_target(said(200, b"<body onload=\"window.location.href='/new'\">Moved.</body>")) == "/new"


@pytest.mark.parametrize(
    "page",
    [
        "<script>var to = '/new'; location.href = to;</script>",
        "<script>location.href = '/new' + name;</script>",
        "<script>location.href = `/${lang}/`;</script>",
        "<script>document.cookie = 'seen=1'; location.href = '/new';</script>",
        "<script>if (top != self) top.location = '/new';</script>",
        "<script src=/a.js></script><script>location.href = '/new';</script>",
        "<script>location.href = '?reload=1';</script>",
        "<script>location.href = 'javascript:go()';</script>",
        "<script>location.href = '/captcha?to=%2F';</script>",
        "<script>location.href = '\\x2fnew';</script>",
        "<script>location.reload();</script>",
        f"<script>location.href = '/new';</script><p>{'The harvest was the smallest in memory. ' * 10}</p>",
        f"<script>location.href = '/new';</script><style>{'a { color: red } ' * 600}</style>",
    ],
)
def test_scripts_that_compute_and_pages_with_a_text_are_none(page: str) -> None:
    assert refresh_target(said(200, f"<html><body>{page}</body></html>".encode())) == ""


def refreshing(target: str) -> bytes:
    return answer("200 OK", f'<html><head><meta http-equiv="refresh" content="0; url={target}"></head></html>'.encode())


def test_a_refresh_to_the_page_is_live_and_one_to_a_dead_page_is_gone(faults: Faults, ask: Ask) -> None:
    faults.answers |= {"old": [refreshing("/ok/grain-harvest")], "older": [refreshing("/old")], "lost": [refreshing("gone")]}
    link = judge_answer(ask(faults.url("older")))
    assert isinstance(link, Live) and link.final_url == faults.url("ok/grain-harvest") and len(link.hops) == 2
    assert isinstance(judge_answer(ask(faults.url("lost"))), Gone)


def test_a_script_to_the_page_is_live_and_one_to_a_dead_page_is_gone(faults: Faults, ask: Ask) -> None:
    faults.answers |= {
        name: [answer("200 OK", f"<script>location.href='{to}'</script>".encode())] for name, to in (("a", "/ok/x"), ("b", "/gone"))
    }
    live = judge_answer(ask(faults.url("a")))
    assert isinstance(live, Live) and live.final_url == faults.url("ok/x")
    assert isinstance(judge_answer(ask(faults.url("b"))), Gone)


def test_a_refresh_to_the_front_page_loses_the_page(faults: Faults, ask: Ask) -> None:
    faults.answers |= {"2021/grain-harvest": [refreshing("/")], "": [answer("200 OK", b"<title>News</title><h1>News</h1>")]}
    link = judge_answer(ask(faults.url("2021/grain-harvest")))
    assert isinstance(link, SoftGone) and "front page" in link.reason


def test_refreshes_in_a_loop_end(faults: Faults, ask: Ask) -> None:
    faults.answers |= {"one": [refreshing("/two")], "two": [refreshing("/one")]}
    outcome = ask(faults.url("one"))
    assert isinstance(outcome, Failure) and verdict(judge_answer(outcome)) == "unreachable"
    assert faults.asked["one"] == 1


def test_a_refresh_to_what_is_no_page_leaves_the_page(faults: Faults, ask: Ask) -> None:
    faults.answers["mail"] = [refreshing("mailto:eve@moor.example")]
    assert isinstance(ask(faults.url("mail")), Response)

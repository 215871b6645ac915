"""What is said of links: only a server's own word is an error."""

import pytest

from citecheck.model.web import Blocked, Gone, Hop, Live, Moved, SoftGone, Unchecked, Unreachable

URL = "https://example.org/a"
TEXT = f"[1] J. Doe, “Minister resigns over taxes”, Reuters, 14/04/2021, {URL}\n"


def test_only_gone_pages_are_errors_and_what_could_not_be_checked_is_a_note(learn, findings) -> None:
    links = {
        Gone(URL, 404, "the server answers 404"): ("dead-link", "error"),
        SoftGone(URL, 200, URL, "it redirects to the front page"): ("soft-dead-link", "error"),
        Moved(URL, 301, "https://example.org/b", "moved for good"): ("moved-link", "warning"),
        Blocked(URL, 403, "it refuses us"): ("blocked-link", "note"),
        Unreachable(URL, None, "timeout"): ("unreachable-link", "note"),
        Unchecked(URL, "a private address"): ("unchecked-link", "note"),
        Live(URL, 200, URL, fragment=False): ("missing-fragment", "note"),
    }
    for link, expected in links.items():
        (finding,) = findings(learn(TEXT, links={URL: link}), "CC2")
        assert (finding.name, finding.severity) == expected
        assert (finding.place.line, finding.label, finding.url) == (1, "1", URL)
    assert findings(learn(TEXT, links={URL: Live(URL, 200, URL)}), "CC2") == []


def test_a_run_without_a_network_says_so_once_and_not_at_every_link(learn, findings) -> None:
    assert findings(learn(TEXT, links={URL: Unchecked(URL, "offline")}, offline="--offline"), "CC2") == []


def test_a_moved_link_has_the_edit_that_writes_the_new_url(learn, findings) -> None:
    result = learn(TEXT, links={URL: Moved(URL, 301, "https://example.org/new", "moved for good")})
    (finding,) = findings(result, "CC203")
    (edit,) = finding.fixes[0].edits
    text = result.document.text
    assert text[edit.span.start : edit.span.end] == edit.expected == URL
    assert edit.replacement == "https://example.org/new" and not finding.fixes[0].safe


def test_a_url_that_would_break_the_markup_is_never_written(learn, findings) -> None:
    hostile = "https://example.org/) <script>alert(1)</script>"
    (finding,) = findings(learn(TEXT, links={URL: Moved(URL, 301, hostile, "moved for good")}), "CC203")
    assert all("<" not in e.replacement and " " not in e.replacement for fix in finding.fixes for e in fix.edits)


def test_http_is_reported_if_the_same_url_answers_with_https(learn, findings) -> None:
    plain = "http://example.org/a"
    text = TEXT.replace(URL, plain)
    link = Live(plain, 200, URL, hops=(Hop(plain, 301, URL),))
    (finding,) = findings(learn(text, links={plain: link}), "CC207")
    assert finding.fixes[0].safe and finding.fixes[0].edits[0].replacement == URL
    assert findings(learn(text, links={plain: Live(plain, 200, "https://example.org/other")}), "CC207") == []


def test_a_doi_that_doi_org_does_not_know_is_reported_once(learn, findings) -> None:
    doi = "https://doi.org/10.1000/none"
    result = learn(TEXT.replace(URL, doi), links={doi: Gone(doi, 404, "the server answers 404")})
    assert [f.code for f in findings(result, "CC2", "CC5")] == ["CC502"]


@pytest.mark.parametrize(
    "beside",
    [
        " (https://web.archive.org/web/2021/https://example.org/a)",
        ", archived at https://kept.example/1",
        ", archiviert unter https://kept.example/1",
        ", archivováno na https://kept.example/1",
        " (https://perma.cc/AB12-CD34)",
    ],
)
@pytest.mark.parametrize("gone", [Gone(URL, 404, "the server answers 404"), SoftGone(URL, 200, URL, "it says so")])
def test_a_dead_link_with_an_archived_copy_beside_it_is_settled(beside: str, gone: Gone | SoftGone, learn, findings) -> None:
    (finding,) = findings(learn(f"{TEXT.strip()}{beside}\n", links={URL: gone}), "CC201", "CC202")
    assert finding.severity == "note" and not finding.fixes


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"See [this]({URL}) ([archived](https://kept.example/1)).\n"),
        ("a.md", f"See [this]({URL}) and [a copy](https://arquivo.pt/wayback/20210503/{URL}).\n"),
        ("a.html", f'<p>See <a href="{URL}">this</a> (<a href="https://kept.example/1">archived</a>).</p>'),
        ("a.html", f'<p>See <a data-versionurl="https://kept.example/1" href="{URL}">this</a>.</p>'),
    ],
)
def test_a_copy_settles_a_dead_link_outside_notes_too(name: str, text: str, learn, findings) -> None:
    (finding,) = findings(learn(text, name=name, links={URL: Gone(URL, 404, "404")}), "CC201")
    assert finding.severity == "note"


def test_a_copy_that_is_dead_too_or_of_another_page_settles_nothing(learn, findings) -> None:
    copy, gone = f"https://web.archive.org/web/2021/{URL}", Gone(URL, 404, "404")
    (one, _) = findings(learn(f"{TEXT.strip()}, {copy}\n", links={URL: gone, copy: Gone(copy, 404, "404")}), "CC201")
    (two,) = findings(learn(f"See {URL} and {copy}/b.\n", links={URL: gone}, name="a.md"), "CC201")
    assert (one.severity, two.severity) == ("error", "error")

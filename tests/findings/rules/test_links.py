"""What is said of links: only a server's own word is an error."""

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


def test_a_moved_link_carries_the_edit_that_writes_the_new_address(learn, findings) -> None:
    result = learn(TEXT, links={URL: Moved(URL, 301, "https://example.org/new", "moved for good")})
    (finding,) = findings(result, "CC203")
    (edit,) = finding.fixes[0].edits
    text = result.document.text
    assert text[edit.span.start : edit.span.end] == edit.expected == URL
    assert edit.replacement == "https://example.org/new" and not finding.fixes[0].safe


def test_an_address_that_would_break_out_of_the_document_is_never_written(learn, findings) -> None:
    hostile = "https://example.org/) <script>alert(1)</script>"
    (finding,) = findings(learn(TEXT, links={URL: Moved(URL, 301, hostile, "moved for good")}), "CC203")
    assert all("<" not in e.replacement and " " not in e.replacement for fix in finding.fixes for e in fix.edits)


def test_http_is_told_where_the_same_address_answers_with_https(learn, findings) -> None:
    plain = "http://example.org/a"
    text = TEXT.replace(URL, plain)
    link = Live(plain, 200, URL, hops=(Hop(plain, 301, URL),))
    (finding,) = findings(learn(text, links={plain: link}), "CC207")
    assert finding.fixes[0].safe and finding.fixes[0].edits[0].replacement == URL
    assert findings(learn(text, links={plain: Live(plain, 200, "https://example.org/other")}), "CC207") == []


def test_a_doi_that_doi_org_does_not_know_is_not_told_twice(learn, findings) -> None:
    doi = "https://doi.org/10.1000/none"
    result = learn(TEXT.replace(URL, doi), links={doi: Gone(doi, 404, "the server answers 404")})
    assert [f.code for f in findings(result, "CC2", "CC5")] == ["CC502"]

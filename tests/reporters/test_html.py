"""The HTML report: what it shows, and that nobody else's text can act in it."""

import re
from html.parser import HTMLParser

import pytest
import sample_reports
from click.testing import CliRunner
from msgspec.structs import replace

from citecheck.cli import group
from citecheck.model.report import Download
from citecheck.reporters.html import HtmlReporter, breakable, coded, marked, policy, printable_lines, web_only


class Page(HTMLParser):
    """Every element with its attributes, and the text outside of the style sheet."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(text.replace("<wbr>", ""))
        self.words = " ".join(" ".join(self.text).split())
        self.ids = [a["id"] for _, a in self.elements if "id" in a]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements[-1:] and self.elements[-1][0] != "style":
            self.text.append(data)


def page(**options) -> Page:
    return Page(HtmlReporter().render(sample_reports.report(**options)))


def test_hostile_text_stays_text() -> None:
    text = HtmlReporter().render(sample_reports.report(title=sample_reports.HOSTILE))
    made = Page(text)
    assert {tag for tag, _ in made.elements} & {"script", "img", "iframe", "object", "form", "base", "link"} == set()
    assert not [name for _, attributes in made.elements for name in attributes if name.startswith("on") or name == "style"]
    addresses = [a["href"] for tag, a in made.elements if tag == "a"]
    assert all(re.match(r"(https?://|#|\./)", address or "") for address in addresses)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202e\ud800]", text)
    assert "{{ 7*7 }}" in made.words and "<script>alert(1)</script>" in made.words


def test_hostile_labels_and_paths_add_no_anchors() -> None:
    report = sample_reports.report(2)
    (result,) = report.documents
    source_result = result.source_results[0]
    note = replace(source_result.note, text=replace(source_result.note.text, label='"><script>'))
    hostile = replace(
        result,
        document=replace(result.document, path='"><script>x</script>.md'),
        notes=(note, *result.notes[1:]),
        source_results=(replace(source_result, note=note), *result.source_results[1:]),
    )
    made = Page(HtmlReporter().render(replace(report, documents=(hostile,))))
    assert "script" not in {tag for tag, _ in made.elements}
    assert len(made.ids) == len(set(made.ids))


def test_the_policy_allows_the_style_sheet_and_nothing_else() -> None:
    text = HtmlReporter().render(sample_reports.report(1))
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    allowed = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert style and allowed
    assert allowed[1].replace("&#39;", "'") == policy(style[1])
    assert allowed[1].startswith("default-src &#39;none&#39;") and "unsafe" not in allowed[1]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//host/x", "http://", "http://[", "file:///etc/passwd", "", None]
)
def test_only_web_urls_become_links(url: str | None) -> None:
    assert web_only(url) is None


def test_the_worst_comes_first_and_what_to_do_comes_before_it() -> None:
    words = page().words
    assert words.index("Next steps") < words.index("Completeness") < words.index("worst first")
    told = re.findall(r"[✗≠†∅?≈…✓] (note missing|another work|dead link|not found|ambiguous|likely|not checked|verified) \S", words)
    assert told


def test_every_source_has_a_separate_row_that_can_be_linked_to() -> None:
    ids = page(sources=12).ids
    assert {f"ref-{at}" for at in range(1, 13)} <= set(ids)
    assert len(ids) == len(set(ids))


def test_two_documents_on_one_page_keep_their_anchors_apart() -> None:
    ids = page(sources=3, documents=2).ids
    assert {"d1-ref-1", "d2-ref-1"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_links_within_the_page_lead_somewhere() -> None:
    made = page(history=True)
    inner = {a["href"][1:] for tag, a in made.elements if tag == "a" and (a["href"] or "").startswith("#")}
    assert inner <= set(made.ids)


def test_a_row_shows_the_evidence_the_redirects_the_other_candidates_and_the_repair() -> None:
    words = page().words
    assert "Cited and found" in words and "json-ld:datePublished" in words
    assert "http://old.example/a 301, redirected" in words
    assert "its date is “2021-04-09”" in words
    assert "404 gone: the server says 404 (2 tries)" in words
    assert "To copy: the archived copy [^8]: A minister resigns, 2021 https://web.archive.org/web/2020/x [^8]:" in words
    assert "paste above the note: <!-- citecheck-ignore CC201: reason -->" in words
    assert "To copy: add the likely URL (check it first)" in words
    assert "No answer, which proves nothing: gdelt (429)" in words


def test_the_evidence_is_summed_up_in_a_line() -> None:
    words = page().words
    assert "Evidence for 5 : title agrees; date disagrees" in words
    assert "Evidence for 2 : best candidate: title agrees; date disagrees" in words


def test_every_note_is_listed_in_the_documents_order_with_a_link_to_its_row() -> None:
    text = HtmlReporter().render(sample_reports.report(12))
    strip = re.findall(r'<li><a class="\w+" href="#(ref-\w+)">', text.partition('<ol class="strip">')[2].partition("</ol>")[0])
    assert strip == [*(f"ref-{at}" for at in range(1, 13)), "ref-m1", "ref-s1"]


def test_the_index_compares_with_the_run_before() -> None:
    report = sample_reports.report(4, documents=2, history=True)
    words = Page(HtmlReporter().index(report, ["a", "b"], [report.history, ()])).words
    assert "Previous run" in words and "30%" in words
    assert "Previous run" not in Page(HtmlReporter().index(report, ["a", "b"], [(), ()])).words


def test_words_in_backticks_are_code_and_nothing_else_becomes_markup() -> None:
    assert coded("run `a <b>` <i>now") == "run <code>a &lt;b&gt;</code> &lt;i&gt;now"
    assert breakable("http://a/<b>") == "http:/<wbr>/<wbr>a/<wbr>&lt;b&gt;"


def test_a_repair_to_copy_keeps_its_blanks_and_nothing_that_acts() -> None:
    assert printable_lines("a:\u00a0b\u202fc\td\n\u202ee\x1b") == "a:\u00a0b\u202fc\td\n\ufffde\ufffd"


def test_hundred_per_cent_is_never_said_while_something_is_unchecked() -> None:
    assert "100%" not in page(sources=300).words.partition("Sources")[0]


def test_the_parts_of_the_bar_are_all_of_it() -> None:
    made = page(sources=30)
    bars = [a for tag, a in made.elements if tag == "rect"]
    assert sum(float((a["width"] or "").rstrip("%")) for a in bars) == pytest.approx(100, abs=0.1)


def test_commands_that_the_page_names_exist() -> None:
    named = set(re.findall(r"citecheck ([a-z]+) (?:'|paper)", page().words))
    context = group.make_context("citecheck", ["report"], resilient_parsing=True)
    assert named and named <= set(group.list_commands(context))


def test_findings_lead_to_what_their_rule_says() -> None:
    made = page()
    assert "#rule-CC201" in [a.get("href") for tag, a in made.elements if tag == "a"]
    assert "rule-CC201" in made.ids and "A dead link. To fix:" in made.words


def test_places_lead_to_the_forge_that_shows_the_file() -> None:
    report = replace(sample_reports.report(1), source_url="https://forge.example/o/r/blob/abc/", root="/x")
    hrefs = [a["href"] for tag, a in Page(HtmlReporter().render(report)).elements if tag == "a"]
    assert "https://forge.example/o/r/blob/abc/paper.md?plain=1#L1" in hrefs
    assert "javascript" not in str(
        [a for _, a in Page(HtmlReporter().render(replace(report, source_url="javascript:x//"))).elements]
    )


def test_the_run_names_the_services_without_an_answer() -> None:
    assert "gdelt did not answer for 12 sources; that proves nothing." in page(sources=12).words


def test_the_trend_shows_earlier_runs_in_a_chart_and_a_table() -> None:
    made = page(history=True)
    assert "30% on 2025-12-03" in made.words
    assert [a for tag, a in made.elements if tag == "svg" and a.get("class") == "trend" and a.get("aria-label")]
    assert "Trend" not in page().words


def test_downloads_are_beside_the_page_or_in_it() -> None:
    report = replace(sample_reports.report(1), downloads=(Download("a b.json", "x"), Download("a.csv", "text/csv", "a,b\n")))
    hrefs = [a["href"] for tag, a in Page(HtmlReporter().render(report)).elements if tag == "a" and "download" in a]
    assert hrefs == ["./a%20b.json", "data:text/csv;charset=utf-8;base64,YSxiCg=="]


def test_over_a_thousand_rows_are_split_into_pages_with_links_to_each_other() -> None:
    made = dict(HtmlReporter().pages(sample_reports.report(2_400), "paper"))
    assert list(made) == ["paper.html", "paper-2.html", "paper-3.html"]
    pages = {name: Page(text) for name, text in made.items()}
    rows = [i for p in pages.values() for i in p.ids if i.startswith("ref-")]
    assert len(rows) == len(set(rows)) == 2_402
    for name, one in pages.items():
        for tag, attributes in one.elements:
            file, _, anchor = (attributes.get("href") or "").partition("#") if tag == "a" else ("", "", "")
            if anchor and not file.startswith("http"):
                assert anchor in pages[file.removeprefix("./") or name].ids


def test_the_index_lists_the_least_complete_first_with_a_link_to_each() -> None:
    report = sample_reports.report(4, documents=3)
    made = Page(HtmlReporter().index(report, ["a", "b", "c d"]))
    assert [a["href"] for tag, a in made.elements if tag == "a"][1:] == ["./a.html", "./b.html", "./c%20d.html"]
    assert "3 documents" in made.words


def test_the_same_report_makes_the_same_page() -> None:
    assert HtmlReporter().render(sample_reports.report()) == HtmlReporter().render(sample_reports.report())


def test_several_documents_get_an_index_and_later_runs_a_trend(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "references").mkdir()
    for name in ("a", "index"):
        (tmp_path / "references" / f"{name}.txt").write_text("[1] J. Doe, A title of some length, Reuters, 14/04/2021\n")
    assert CliRunner().invoke(group, ["report", "--offline"]).exit_code == 0
    written = {p.name for p in (tmp_path / "reports").iterdir()}
    assert {"a.html", "index.txt.html", "index.html"} <= written
    assert 'href="./index.txt.html"' in (tmp_path / "reports" / "index.html").read_text()


def test_the_templates_are_compiled_once_for_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    first = page().words
    monkeypatch.setattr("jinja2.Environment.compile", lambda *_, **__: pytest.fail("compiled again"))
    assert page().words == first


def test_the_header_shows_the_commit_and_the_settings_of_the_run() -> None:
    words = Page(HtmlReporter().render(sample_reports.compared())).words
    assert "commit 1a2b3c4d5e, changed since" in words and "links.sightings = 3" in words
    assert "commit" not in page().words


def test_hosts_have_their_slowest_answer_if_one_is_known() -> None:
    words = Page(HtmlReporter().render(sample_reports.compared())).words
    assert re.search(r"wall\.example \d+ \d+ blocked 12\.0 s", words)
    assert "Slowest" not in page().words


def test_what_is_new_since_the_baseline_can_be_shown_alone() -> None:
    made = Page(HtmlReporter().render(sample_reports.compared()))
    rows = {a["id"]: a["class"] or "" for tag, a in made.elements if tag == "tbody" and "id" in a}
    assert "only-new" in made.ids and "only-new" not in page().ids
    assert "known" in rows["ref-2"] and "known" not in rows["ref-8"] and "known" in rows["ref-1"]


def test_words_that_were_cited_are_marked_in_what_was_found_unless_all_of_them_were() -> None:
    assert str(marked("Minister <resigns> today", "the minister resigned")) == "<mark>Minister</mark> &lt;resigns&gt; today"
    assert str(marked("Minister", "the minister")) == "Minister"
    assert str(marked("Another", "the minister")) == "Another"

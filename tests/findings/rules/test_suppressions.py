"""Comments and settings that pass over findings."""

from datetime import date

import pytest

from citecheck.app.policy import policy_of
from citecheck.findings.evaluate import judge
from citecheck.model.errors import UsageError
from tests.documents.formats.word_files import OFFICE, RELS, W, mark, note, paragraph, run, word_file

NOTE = "[1] K. Roe, “Another title of a story”, BBC News, 15/04/2021,"


def test_a_comment_on_the_line_or_alone_on_the_line_above_passes_over_a_finding(learn, findings) -> None:
    assert [f.name for f in findings(learn(f"{NOTE}\n"), "CC101", "CC9")] == ["missing-url"]
    above = f"# citecheck-ignore CC101: printed only\n{NOTE}\n"
    assert findings(learn(above), "CC101", "CC9") == []


def test_what_is_passed_over_is_set_aside_with_its_reason_not_lost(learn) -> None:
    from citecheck.config.settings import RuleSettings

    made = judge(learn(f"# citecheck-ignore missing-url: printed only\n{NOTE}\n"), policy_of(RuleSettings()))
    (aside,) = [s for s in made.suppressed if s.finding.code == "CC101"]
    assert (aside.kind, aside.reason) == ("in-source", "printed only")


def test_an_expired_comment_hides_nothing_and_is_reported(learn, findings) -> None:
    text = f"# citecheck-ignore CC101: printed only until 2026-01-01\n{NOTE}\n"
    assert [f.name for f in findings(learn(text), "CC101", "CC9")] == ["expired-suppression", "missing-url"]
    assert findings(learn(text, today=date(2025, 12, 31)), "CC101", "CC9") == []


def test_a_comment_that_hides_nothing_is_reported(learn, findings) -> None:
    text = f"# citecheck-ignore CC105: it is empty on purpose\n{NOTE}\n"
    assert [f.name for f in findings(learn(text), "CC105", "CC9")] == ["unused-suppression"]


def test_a_comment_is_not_called_useless_where_its_rule_was_not_asked_or_could_not_tell(learn, findings) -> None:
    text = f"# citecheck-ignore CC201: mended next week\n{NOTE}\n"
    assert findings(learn(text), "CC105", "CC9") == []
    assert findings(learn(text, offline="--offline"), "CC201", "CC9") == []
    assert [f.name for f in findings(learn(text), "CC201", "CC9")] == ["unused-suppression"]


def test_a_comment_without_code_or_reason_works_and_is_reported(learn, findings) -> None:
    (finding,) = findings(learn(f"# citecheck-ignore\n{NOTE}\n"), "CC101", "CC9")
    assert finding.name == "vague-suppression" and "no code" in finding.message and "no reason" in finding.message


def test_a_comment_for_the_file_applies_everywhere(learn, findings) -> None:
    text = f"# citecheck-ignore-file CC101: a printed bibliography\n\nWords.\n\n{NOTE}\n[2] J. Doe, “Title two of it”, CNN, 2021,\n"
    assert findings(learn(text), "CC101", "CC9") == []


def test_settings_select_ignore_and_weigh_rules(learn, findings) -> None:
    result = learn(f"{NOTE}\n")
    assert findings(result, "CC1", ignore=("missing-url",)) == []
    assert [f.severity for f in findings(result, "CC101", severity={"CC1": "note", "CC101": "error"})] == ["error"]


def test_settings_pass_over_codes_in_a_file_or_one_note_of_it(learn, findings) -> None:
    result = learn(f"{NOTE}\n[2] J. Doe, “Title two of it”, CNN, 2021,\n", name="docs/notes.txt")
    assert [f.label for f in findings(result, "CC101", per_file_ignores={"notes.txt#1": ("CC101",)})] == ["2"]
    assert findings(result, "CC101", per_file_ignores={"docs/*.txt": ("CC1",)}) == []


def test_an_unknown_code_in_the_settings_is_an_error_that_names_the_nearest(findings, learn) -> None:
    with pytest.raises(UsageError, match="did you mean 'missing-url'"):
        findings(learn(NOTE), "mising-url")


ONE, TWO, THREE = (
    f"{name}, “The {number} title of a story”, BBC News, 15/04/2021."
    for name, number in (("K. Roe", "first"), ("J. Doe", "second"), ("O. Loe", "third"))
)
WHY = "citecheck-ignore CC101: printed only"
COMMENTED = {  # the second note of three is passed over by a comment above it, then by one on its line or within it
    "a.md": (
        f"A[^1] b[^2] c[^3].\n\n[^1]: {ONE}\n<!-- {WHY} -->\n[^2]: {TWO}\n[^3]: {THREE}\n",
        f"A[^1] b[^2] c[^3].\n\n[^1]: {ONE}\n\n[^2]: {TWO}\n\n    <!-- {WHY} -->\n[^3]: {THREE}\n",
    ),
    "a.html": (
        f"<ol><li id='fn1'>{ONE}</li>\n<!-- {WHY} -->\n<li id='fn2'>{TWO}</li>\n<li id='fn3'>{THREE}</li></ol>",
        f"<ol><li id='fn1'>{ONE}</li>\n<li id='fn2'>{TWO} <!-- {WHY} --></li>\n<li id='fn3'>{THREE}</li></ol>",
    ),
    "a.wiki": (
        f"A.<ref>{ONE}</ref>\n<!-- {WHY} -->\nB.<ref>{TWO}</ref>\nC.<ref>{THREE}</ref>\n{{{{reflist}}}}\n",
        f"A.<ref>{ONE}</ref>\nB.<ref>{TWO}</ref> <!-- {WHY} -->\nC.<ref>{THREE}</ref>\n{{{{reflist}}}}\n",
    ),
    "a.tex": (
        f"\\begin{{document}}\nA\\footnote{{{ONE}}}\n% {WHY}\nb\\footnote{{{TWO}}}\nc\\footnote{{{THREE}}}\n\\end{{document}}\n",
        f"\\begin{{document}}\nA\\footnote{{{ONE}}}\nb\\footnote{{{TWO}% {WHY}\n}}\nc\\footnote{{{THREE}}}\n\\end{{document}}\n",
    ),
    "a.bib": tuple(
        "@book{one, title={The first title of a story}, author={Roe, K.}}\n"
        f"{above}@article{{two, title={{The second title of a story}}, journal={{BBC News}}, author={{Doe, J.}}}}{behind}\n"
        "@article{three, title={The third title of a story}, journal={BBC News}, author={Loe, O.}}\n"
        for above, behind in ((f"% {WHY}\n", ""), ("", f" % {WHY}"))
    ),
    "a.txt": (f"[1] {ONE}\n# {WHY}\n[2] {TWO}\n[3] {THREE}\n", f"[1] {ONE}\n[2] {TWO} # {WHY}\n[3] {THREE}\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", COMMENTED)
def test_every_format_passes_over_with_its_own_comments(learn, findings, name: str) -> None:
    for text in COMMENTED[name]:
        result = learn(text, name=name)
        told = findings(result, "CC101", "CC9")
        assert len(result.notes) == 3
        assert not {finding.label for finding in told} & {"2", "two"}, text
        assert {finding.label for finding in told} <= {"1", "3", "one", "three"}, text
        assert "third" in text and {finding.label for finding in told} & {"3", "three"}


def commented(about: str, *comments: str) -> bytes:
    """A Word file of two notes; comments are on the first paragraph's words, or on the mark of its first note."""
    start, end = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
    first = {
        "words": (start, run("One"), end, run(" claim."), mark(1), run(" Another."), mark(2)),
        "words before the mark": (run("One claim."), mark(1), start, run(" Another."), end, mark(2)),
        "mark": (run("One claim."), start, mark(1), end, run(" Another."), mark(2)),
    }[about]
    margin = "".join(f'<w:comment w:id="7" w:author="x">{paragraph(run(words))}</w:comment>' for words in comments)
    related = "".join(f'<Relationship Id="r{n}" Type="{OFFICE}/{n}" Target="{n}.xml"/>' for n in ("footnotes", "comments"))
    return word_file(
        paragraph(*first),
        note(1, run(ONE)) + note(2, run(TWO)),
        **{
            "word/comments.xml": f"<w:comments {W}>{margin}</w:comments>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELS}">{related}</Relationships>',
        },
    )


@pytest.mark.parametrize(("about", "left"), [("mark", ["2"]), ("words before the mark", ["1"]), ("words", [])])
def test_a_word_comment_applies_to_the_notes_with_marks_in_its_span_or_to_its_paragraph(learn, findings, about, left) -> None:
    document = commented(about, WHY)
    assert [f.label for f in findings(learn(document, name="a.docx"), "CC101", "CC9")] == left
    assert [f.name for f in findings(learn(commented(about, "Look this up!"), name="a.docx"), "CC101", "CC9")] == [
        "missing-url"
    ] * 2


def test_a_word_comment_that_hides_nothing_is_reported_in_its_paragraph(learn, findings) -> None:
    document = commented("mark", "citecheck-ignore CC105: it is empty on purpose")
    (finding,) = findings(learn(document, name="a.docx"), "CC105", "CC9")
    assert finding.name == "unused-suppression" and finding.place.part


def test_a_comment_of_word_may_speak_of_the_whole_file(learn, findings) -> None:
    document = commented("mark", "citecheck-ignore-file CC101: a printed bibliography")
    assert findings(learn(document, name="a.docx"), "CC101", "CC9") == []


def test_a_comment_within_a_note_does_not_speak_of_the_next(learn, findings) -> None:
    text = f"A[^1] b[^2].\n\n[^1]: {ONE}\n      <!-- {WHY} -->\n[^2]: {TWO}\n"
    assert [f.label for f in findings(learn(text, name="a.md"), "CC101", "CC9")] == ["2"]


def test_a_comment_above_a_note_applies_to_all_its_lines(learn, findings) -> None:
    text = f"A[^1].\n\n<!-- {WHY} -->\n[^1]: {ONE[:-1]};\n    {TWO[:-1]};\n    {THREE}\n"
    result = learn(text, name="a.md")
    assert len(result.source_results) == 3 and findings(result, "CC101", "CC9") == []


def test_a_comment_between_notes_is_no_part_of_the_note_above_it(learn, findings) -> None:
    text = f"{NOTE}\n# citecheck-ignore CC101: see https://example.org/why\n[2] J. Doe, “Title two of it”, CNN, 2021,\n"
    result = learn(text)
    assert [f.label for f in findings(result, "CC101", "CC9")] == ["1"]
    assert result.links == () and result.source_results[0].source.item.url is None

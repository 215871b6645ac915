"""Odd documents in every format: each is read, or refused with a message; none is an internal error.

To test another input of a known kind, add a line to a table.
"""

from collections.abc import Iterator

import pytest

from citecheck.app import wiring
from citecheck.citations.parse import parse
from citecheck.documents.formats.docx.note_numbers import numbering, shown
from citecheck.faults import ErrorBoundary
from citecheck.model.document import Document
from citecheck.model.errors import DocumentError
from citecheck.model.report import Report
from citecheck.pipeline import read_only
from citecheck.reporters.json_output import parse as as_parsed
from tests.documents.formats.word_files import word_file
from tests.property.awkward import CODEC_NAMES, LONG_NUMBER

DEEP = 500
NUMBERS = (
    "12-03-19", "1-2-3", "2019-03-12", "-", "1-", "-1", "1--2", "5-3", "1,,2", "²", "1²", "①", "٣", "१२", "1٣", "⑽", "0", "00", "000000",
    "999999", "1-999999", "999999-1", "1, 12-03-19", LONG_NUMBER, f"1-{LONG_NUMBER}", f"{LONG_NUMBER},1", "1.5", "1e9", "+1", "½", "Ⅳ", "一", "𝟙", "",
)  # fmt: skip
DATES = (
    "0/0/0000", "31/02/2021", "00/00/2021", "99/99/9999", "1/1/0001", "12/31/9999", "32 May 2021", "May 0, 2021", "0000-00-00", "9999-12-31",
    "29 February 1900", "٣١/١٢/٢٠٢١", "²/²/2021", f"1/1/{LONG_NUMBER}", f"{LONG_NUMBER}/1/2021", "2021-W99-9", "1234567890", "9999999999999", "-2021", "Ⅳ/2021",
)  # fmt: skip


def notes_of(number: str) -> Iterator[tuple[str, str]]:
    """Names and texts of documents in each text format that have and call a note with this number."""
    cited = 'J. Smith, "A title", BBC News, 14 April 2021'
    yield from (
        (
            "d.txt",
            f"Said [{number}], and again [1].\n\nNotes\n\n[1] {cited}.\n[{number}] {cited}.\n{number}. {cited}.\n{number} {cited}.\n",
        ),
        (
            "d.md",
            f"Said [{number}] and [^{number}] and ^{number}.\n\n## Notes\n\n[1] {cited}.\n[^{number}]: {cited}.\n{number}. {cited}.\n",
        ),
        (
            "d.html",
            f'<p>Said <a href="#n{number}">[{number}]</a><ol start="{number}"><li id="n{number}" value="{number}">{cited}<li>{cited}</ol>',
        ),
        ("d.html", f"<p>Said [{number}]<p>[1] {cited}<p>[{number}] {cited}<p>{number}. {cited}<p>Then 2. {cited}"),
        (
            "d.tex",
            f"\\begin{{document}}Said\\footnote[{number}]{{{cited}}} \\footnotemark[{number}] \\cite[{number}]{{a}}\\end{{document}}",
        ),
        (
            "d.wiki",
            f"Said.<ref name={number}>{{{{cite web|title=T|date={number}|year={number}|author{number}=A|{number}=x}}}}</ref> {{{{sfn|A|{number}}}}}",
        ),
        (
            "d.bib",
            f"@article{{a{number}, title={{T}}, year={{{number}}}, month={number or 'x'}, day={{{number}}}, date={{{number}}}}}",
        ),
        ("d.json", f'[{{"id": "{number}", "title": "T", "issued": {{"date-parts": [["{number}", "{number}", "{number}"]]}}}}]'),
        (
            "d.json",
            f'[{{"id": {number or 0}, "title": {number or 0}, "issued": {{"date-parts": [[{number or 0}, {number or 0}]]}}}}]',
        ),
    )


NESTED = {
    "d.md": ("> ", "- ", "*", "[", "`", "<div>", "(", "![[", "[^1](", "{", "[a](", "1. ", "<!--", "**", "\\"),
    "d.txt": ("(", "[", '"', "“", "«", "{"),
    "d.html": ("<div>", "<a href=x>", "<table><tr><td>", "<ol><li>", "<b><p>", "<span id=a>", "<sup>", "<!--", "<script>", "<svg>"),
    "d.tex": ("{", "\\emph{", "\\begin{itemize}", "\\cite[", "$", "\\textbf{\\", "\\begin{thebibliography}{9}", "\\bibitem{", "%"),
    "d.bib": ("@article{", "{", "@string{a={", "@comment{", '@article{a, title = "{', "@article{a, title = {{"),
    "d.wiki": ("{{", "{{cite web|title=", "[[", "<ref>", "''", "{|", "<div>", "{{{", "<!--", "[http://a.b "),
}
CLOSING = str.maketrans("([{<«“", ")]}>»”")


def checked(path: str, data: bytes) -> Document | None:
    """Read, parse and write a document without edits; None if it is refused with a message."""
    before = ErrorBoundary.caught
    try:
        document = wiring.read_document(path, data)
        parse(document)
    except DocumentError as error:
        assert "internal error" not in str(error)
        return None
    assert wiring.plugins("formats")[document.format]().write(path, data, ()) == data
    assert ErrorBoundary.caught == before
    return document


@pytest.mark.parametrize("number", NUMBERS, ids=lambda n: n[:12])
def test_a_document_with_odd_numbers_is_read(number: str) -> None:
    for path, text in notes_of(number):
        if document := checked(path, text.encode()):
            (result,) = read_only([document])
            as_parsed(result)
            for reporter in ("text", "csl-json", "bibtex", "check", "csv"):
                wiring.plugins("reporters")[reporter]().render(Report((result,)))


def test_a_date_in_brackets_calls_no_note() -> None:
    for text in ("Said on [12-03-19] and [1].\n\n[1] J. Smith, A title, BBC News, 14 April 2021.\n",):
        for path in ("d.txt", "d.md"):
            document = wiring.read_document(path, text.encode())
            assert {note.label for note in document.notes} == {"1"}


@pytest.mark.parametrize("date", DATES, ids=lambda d: d[:12])
def test_a_document_with_odd_dates_is_read_and_checked(date: str) -> None:
    text = (
        f'A claim [1].\n\n[1] J. Smith, "A title", BBC News, {date}, accessed {date}, archived {date}, https://a.example/{date}.\n'
    )
    for path in ("d.txt", "d.md"):
        document = checked(path, text.encode())
        assert document is not None
        (result,) = read_only([document])
        for rule in wiring.plugins("rules").values():
            list(rule().judge(result))


@pytest.mark.parametrize("path", sorted(NESTED))
def test_a_deeply_nested_document_is_read(path: str) -> None:
    for opening in NESTED[path]:
        closing = "".join(reversed(opening.translate(CLOSING))) if opening in ("(", "[", "{", "«", "“", "{{", "[[") else ""
        body = opening * DEEP + "x" + closing * DEEP
        whole = f"\\documentclass{{article}}\\begin{{document}}{body}\\end{{document}}" if path == "d.tex" else body
        checked(path, whole.encode())


@pytest.mark.parametrize(
    "text",
    (
        "[" * 5_000 + "]" * 5_000, '{"a":' * 5_000 + "1" + "}" * 5_000, '[{"id":"a","title":' + "[" * 300 + "]" * 300 + "}]", "[NaN]", "[]", "{}", "null",
        '[{"id": 1e999, "issued": {"date-parts": [[Infinity, NaN, -Infinity]]}}]', '[{"issued": {"date-parts": [[true, "--5", "5-"]]}}]', f'[{{"id": {LONG_NUMBER}}}]',
        '[{"author": [1, null, {"family": [1]}, {"family": {"a": 1}}], "URL": [1], "DOI": {}, "type": [[]]}]', '[{"issued": {"date-parts": {"a": 1}}}]',
        '[{"issued": {"date-parts": [null]}}, {"issued": {"date-parts": [[null]]}}, {"issued": {"date-parts": [[[1]]]}}, {"issued": []}]', "[" * 90 + "]" * 90,
    ),
    ids=lambda t: t[:30],
)  # fmt: skip
def test_odd_json_is_read_or_refused(text: str) -> None:
    checked("d.json", text.encode())


@pytest.mark.parametrize(
    "text",
    (
        "\\begin{thebibliography}{9}\n% to be written\n\\end{thebibliography}", "\\begin{thebibliography}{}\\end{thebibliography}",
        "\\begin{thebibliography}{9}\\bibitem\\end{thebibliography}", "\\begin{thebibliography}{9}\\bibitem{}\\end{thebibliography}",
        "\\begin{thebibliography}{9}" * 3, "\\footnote{}", "\\footnote", "\\footnote{", "\\footnotetext[]{}", "\\cite{}", "\\cite{,,}", "\\url{}",
        "\\bibliography{}", "\\bibliography{,}", "\\addbibresource{../x}", "\\bibitem{a}", "\\href{}{}", "\\href{a}", "\\footnotemark[", "\\verb", "\\verb|",
    ),
)  # fmt: skip
def test_empty_latex_arguments_are_read(text: str) -> None:
    assert checked("d.tex", f"\\documentclass{{article}}\\begin{{document}}Said.{text}\\end{{document}}".encode()) is not None


@pytest.mark.parametrize("value", ("0", "1", "16383", "16384", "999999999", LONG_NUMBER, "²", "٣", "x", ""))
@pytest.mark.parametrize("style", ("decimal", "lowerRoman", "upperLetter", "chicago", "nonsense"))
def test_word_numbering_with_odd_settings_gives_short_labels(value: str, style: str) -> None:
    how = numbering("footnote", f'<w:footnotePr><w:numFmt w:val="{style}"/><w:numStart w:val="{value}"/></w:footnotePr>', "")
    assert len(shown(how.start, how.style)) < 10_000


def test_a_word_document_with_nested_marks_is_read() -> None:
    run = "<w:r><w:t>x</w:t></w:r>"
    for element in ("w:hyperlink", "w:ins", "w:sdt", "w:smartTag", "w:p"):
        body = f"<{element}>" * 200 + run + f"</{element}>" * 200
        checked("d.docx", word_file(body))


@pytest.mark.parametrize("part", range(8))
def test_an_html_document_with_any_declared_encoding_is_read_or_refused_and_stays_writable(part: int) -> None:
    for label in CODEC_NAMES[part::8]:
        for page in (f'<html><head><meta charset="{label}"></head>', f'<?xml version="1.0" encoding="{label}"?><html>'):
            checked("d.html", f"{page}<body><h1>Tram reopens é</h1>".encode("utf-8", "surrogatepass") + b"\xff\x81")

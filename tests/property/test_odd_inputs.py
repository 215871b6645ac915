"""Odd inputs for every format, reader of pages and decoder of answers: each is read, or refused with words; none is an internal error.

A new form of a known kind is a line in one of the tables.
"""

import codecs
import encodings
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from encodings.aliases import aliases
from pathlib import Path

import pytest

from citecheck.app import wiring
from citecheck.citations.parse import parse
from citecheck.faults import ErrorBoundary
from citecheck.language.charsets import LABELS, TEXT, codec
from citecheck.links.soft_404_probe import is_shell, same_page
from citecheck.links.verdict import judge_answer
from citecheck.model.document import Document
from citecheck.model.errors import CitecheckError, DocumentError, NoAnswer
from citecheck.model.report import Report
from citecheck.model.web import Response
from citecheck.pages.fragments import missing_fragment
from citecheck.pages.metadata import read_page
from citecheck.pages.quick_metadata import charset_of, secondary_headings, visible_text
from citecheck.pipeline import read_only
from citecheck.protocols import Archive, Provider
from citecheck.reporters.json_output import parse as as_parsed
from tests.documents.formats.word_files import word_file
from tests.sources.providers.conftest import QUERIES, Said, providers

LONG = "9" * 5_000  # digits, more than int() takes
DEEP = 500
NUMBERS = (
    "12-03-19", "1-2-3", "2019-03-12", "-", "1-", "-1", "1--2", "5-3", "1,,2", "²", "1²", "①", "٣", "१२", "1٣", "⑽", "0", "00", "000000",
    "999999", "1-999999", "999999-1", "1, 12-03-19", LONG, f"1-{LONG}", f"{LONG},1", "1.5", "1e9", "+1", "½", "Ⅳ", "一", "𝟙", "",
)  # fmt: skip
DATES = (
    "0/0/0000", "31/02/2021", "00/00/2021", "99/99/9999", "1/1/0001", "12/31/9999", "32 May 2021", "May 0, 2021", "0000-00-00", "9999-12-31",
    "29 February 1900", "٣١/١٢/٢٠٢١", "²/²/2021", f"1/1/{LONG}", f"{LONG}/1/2021", "2021-W99-9", "1234567890", "9999999999999", "-2021", "Ⅳ/2021",
)  # fmt: skip


def notes_of(number: str) -> Iterator[tuple[str, str]]:
    """A document of each text format that calls a note by a number, and has it."""
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
    """Reads and parses a document, and writes it without an edit; None where it is refused with words."""
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
def test_whatever_stands_for_a_number_a_document_is_read(number: str) -> None:
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
def test_whatever_stands_for_a_date_a_document_is_read_and_judged(date: str) -> None:
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
def test_however_deep_a_document_nests_it_is_read(path: str) -> None:
    for opening in NESTED[path]:
        closing = "".join(reversed(opening.translate(CLOSING))) if opening in ("(", "[", "{", "«", "“", "{{", "[[") else ""
        body = opening * DEEP + "x" + closing * DEEP
        whole = f"\\documentclass{{article}}\\begin{{document}}{body}\\end{{document}}" if path == "d.tex" else body
        checked(path, whole.encode())


@pytest.mark.parametrize(
    "text",
    (
        "[" * 5_000 + "]" * 5_000, '{"a":' * 5_000 + "1" + "}" * 5_000, '[{"id":"a","title":' + "[" * 300 + "]" * 300 + "}]", "[NaN]", "[]", "{}", "null",
        '[{"id": 1e999, "issued": {"date-parts": [[Infinity, NaN, -Infinity]]}}]', '[{"issued": {"date-parts": [[true, "--5", "5-"]]}}]', f'[{{"id": {LONG}}}]',
        '[{"author": [1, null, {"family": [1]}, {"family": {"a": 1}}], "URL": [1], "DOI": {}, "type": [[]]}]', '[{"issued": {"date-parts": {"a": 1}}}]',
        '[{"issued": {"date-parts": [null]}}, {"issued": {"date-parts": [[null]]}}, {"issued": {"date-parts": [[[1]]]}}, {"issued": []}]', "[" * 90 + "]" * 90,
    ),
    ids=lambda t: t[:30],
)  # fmt: skip
def test_whatever_json_a_bibliography_holds_it_is_read_or_refused(text: str) -> None:
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
def test_whatever_is_left_empty_in_latex_is_read(text: str) -> None:
    assert checked("d.tex", f"\\documentclass{{article}}\\begin{{document}}Said.{text}\\end{{document}}".encode()) is not None


@pytest.mark.parametrize("value", ("0", "1", "16383", "16384", "999999999", LONG, "²", "٣", "x", ""))
@pytest.mark.parametrize("style", ("decimal", "lowerRoman", "upperLetter", "chicago", "nonsense"))
def test_word_s_numbering_begins_anywhere(value: str, style: str) -> None:
    from citecheck.documents.formats.docx.note_numbers import numbering, shown

    how = numbering("footnote", f'<w:footnotePr><w:numFmt w:val="{style}"/><w:numStart w:val="{value}"/></w:footnotePr>', "")
    assert len(shown(how.start, how.style)) < 10_000


def test_a_word_document_with_nested_marks_is_read() -> None:
    run = "<w:r><w:t>x</w:t></w:r>"
    for element in ("w:hyperlink", "w:ins", "w:sdt", "w:smartTag", "w:p"):
        body = f"<{element}>" * 200 + run + f"</{element}>" * 200
        checked("d.docx", word_file(body))


LABELS_OF_PYTHON = sorted(
    {name.name for name in pkgutil.iter_modules(encodings.__path__)}
    | set(aliases)
    | {"mbcs", "oem", "nonsense", "", "\0", "ü", "x" * 300}
)
PAGE = "<html><head>{}<title>Tram reopens é</title></head><body><h1>Tram reopens é</h1><p>{}</body></html>"


def page(head: str = "", body: str = "", kind: str = "text/html") -> Response:
    data = PAGE.format(head, body).encode("utf-8", "surrogatepass") + b"\xff\x81"
    return Response("https://a.example/b/c123", "https://a.example/b/c123", 200, (("Content-Type", kind),), data)


def looked_at(response: Response) -> None:
    """Everything that is done with a page."""
    judge_answer(response)
    read_page(response)
    visible_text(response), secondary_headings(response), missing_fragment(f"{response.url}#a", response)
    same_page(response, response), is_shell(response)


@pytest.mark.parametrize("part", range(16))
def test_whatever_encoding_a_page_declares_it_is_read(part: int) -> None:
    for label in LABELS_OF_PYTHON[part::16]:
        looked_at(page(kind=f"text/html; charset={label}"))
        looked_at(page(f'<meta charset="{label}">'))
        assert charset_of(page(kind=f"text/html; charset={label}")) in TEXT | {"utf-8"}


@pytest.mark.parametrize("part", range(8))
def test_whatever_encoding_an_html_document_declares_it_is_read_or_refused_and_stays_writable(part: int) -> None:
    for label in LABELS_OF_PYTHON[part::8]:
        checked("d.html", page(f'<meta charset="{label}">').body)
        checked("d.html", f'<?xml version="1.0" encoding="{label}"?>'.encode() + page().body)


def test_only_encodings_of_texts_have_a_codec() -> None:
    for label in (
        "rot13",
        "zlib",
        "base64",
        "hex",
        "bz2",
        "uu",
        "quopri",
        "idna",
        "undefined",
        "punycode",
        "unicode_escape",
        "raw_unicode_escape",
    ):
        assert codec(label) is None
    for label in ("mbcs", "oem", "utf-7", "mac_arabic", "mac_farsi", "cp037", "utf-8-sig", "x-user-defined", "replacement"):
        assert codec(label) is None
    assert (codec("UTF8"), codec(" latin1 "), codec("Windows-1251"), codec("x-sjis"), codec("ks_c_5601-1987")) == (
        "utf-8", "iso8859-1", "cp1251", "shift_jis", "euc_kr",
    )  # fmt: skip


def test_every_codec_reads_any_bytes() -> None:
    every = bytes(range(256)) * 2 + b"\x1b$B\x1b(Z\x80\xff\x8e\x8f"
    for name in TEXT | set(LABELS.values()):
        assert codecs.lookup(name).name == name and isinstance(every.decode(name, "replace"), str)


LD = '<script type="application/ld+json">{}</script>'
HEADS = {
    "arrays": LD.format("[" * 5_000 + "]" * 5_000),
    "objects": LD.format('{"@graph":' * 5_000 + "1" + "}" * 5_000),
    "open": LD.format("[" * 5_000),
    "title": LD.format('{"@type":"Article","headline":' + "[" * 95 + '"x"' + "]" * 95 + "}"),
    "author": LD.format('{"@type":"Article","author":' + '[{"name":' * 48 + '"x"' + "}]" * 48 + "}"),
    "integer": LD.format(f'{{"@type":"Article","datePublished":{LONG}}}'),
    "self": LD.format('[{"@id":"a","name":"x","author":{"@id":"a"}}]'),
    "odd": LD.format('[null, 1, {"@type": {}, "author": [[[]], 1], "headline": {"@value": {"@value": 1}}, "@id": []}]'),
    "surrogate": LD.format('{"@type":"Article","headline":"\\ud800"}'),
    "date": f'<meta name="date" content="{LONG}"><meta name="date" content="²/²/2021">',
    "metas": "<meta name=author content=x>" * 2_000,
    "divs": "<div>" * 1_500,
    "bold": "<b><p>" * 700,
    "entities": "&#x110000;&#99999999999;&bogus;&#0;" * 50,
    "nul": "\0" * 50,
    "comment": "<!--" * 5_000,
    "refresh": '<meta http-equiv=refresh content="0; url=https://[">',
    "canonical": '<link rel=canonical href="https://[">',
}


@pytest.mark.parametrize("name", sorted(HEADS))
def test_whatever_a_page_holds_it_is_read(name: str) -> None:
    looked_at(page(HEADS[name]))
    looked_at(page("", HEADS[name]))


@pytest.mark.parametrize(
    "url",
    ("https://a.example//", "https://a.example/?", "https://a.example", "https://a.example/%ff/²", "https://a.example/..;/x?a=1&a"),
)
def test_whatever_address_a_page_has_it_is_read(url: str) -> None:
    looked_at(replace(page(), url=url, final_url=url))


ANSWERS = {
    "objects": b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    "arrays": b"[" * 100_000 + b"]" * 100_000,
    "open": b'{"results": ' + b"[" * 100_000,
    "messages": b'{"message":' * 300 + b"1" + b"}" * 300,
    "integer": b'{"results": [{"publication_year": ' + LONG.encode() + b"}]}",
    "utf-16": '{"results": []}'.encode("utf-16"),
    "latin-1": '{"results": [{"title": "é"}]}'.encode("latin-1"),
    "surrogate": b'{"results": [{"title": "\\ud800", "url": "https://a.example/\\ud800"}]}',
    "infinity": b'{"results": [{"score": 1e999}]}',
    "xml": b"<a>" * 5_000,
    "xml closed": b"<a>" * 5_000 + b"</a>" * 5_000,
    "xml charset": b'<?xml version="1.0" encoding="base64"?><feed/>',
    "xml entities": b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><feed><entry><title>&b;</title></entry></feed>',
    "templates": b'{"query": {"pages": [{"title": "T", "revisions": [{"slots": {"main": {"content": "'
    + b"{{a|" * 2_000
    + b'"}}}]}]}}',
    "rows": b'[["a"], ["\\u00b2", "\\u00b2", "\\u00b2", "x"], [], ["99999999999999", "https://[", "\\u00b2", ""]]',
}


@pytest.mark.parametrize("name", sorted(ANSWERS))
@pytest.mark.parametrize("provider", providers(), ids=lambda p: p.name)
def test_whatever_a_service_answers_its_provider_offers_or_is_silent(provider: Provider, name: str) -> None:
    for query in QUERIES:
        try:
            provider.search(query, Said(ANSWERS[name]))
        except NoAnswer as error:
            assert error.reason.isprintable()


@pytest.mark.parametrize("name", sorted(ANSWERS))
@pytest.mark.parametrize("kind", wiring.plugins("archives").values(), ids=lambda k: k.name)
def test_whatever_an_archive_answers_it_tells_captures_or_is_silent(kind: type[Archive], name: str) -> None:
    try:
        list(kind().recall("https://a.example/b", date(2019, 3, 20), Said(ANSWERS[name])))
    except NoAnswer as error:
        assert error.reason.isprintable()


FILES = {
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "deep object": b'{"schema":' * 5_000 + b"1" + b"}" * 5_000,
    "integer": b'{"schema": "citecheck/lock/1", "sources": ' + LONG.encode() + b"}",
    "latin-1": b'{"schema": "citecheck/lock/1\xe9"}',
    "nul": b"\0" * 100,
    "null": b"null",
    "empty": b"",
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_lock_a_baseline_a_result_or_settings_that_are_damaged_are_a_line(name: str, tmp_path: Path) -> None:
    from citecheck.app import read_result
    from citecheck.config import settings as config
    from citecheck.findings import baseline
    from citecheck.lock import file as lock

    settings = tmp_path / "citecheck.toml"
    settings.write_bytes(b"a = " + FILES[name])
    families = wiring.configurable()
    for load in (lock.load, baseline.load, read_result.read_result, lambda *_: config.load(families, file=settings)):
        with pytest.raises(CitecheckError) as told:
            load("file", FILES[name])
        assert "internal" not in str(told.value)


def test_a_time_without_a_zone_in_the_lock_is_named() -> None:
    from citecheck.lock.file import load
    from citecheck.model.errors import LockError

    entry = b'{"path": "a", "label": "1", "source": 1, "fingerprint": "x", "state": "verified", "located": "2026-01-01T00:00:00"}'
    with pytest.raises(LockError, match="timezone"):
        load("lock", b'{"schema": "citecheck/lock/1", "sources": [' + entry + b"]}")

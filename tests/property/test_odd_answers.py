"""Odd web pages, answers of services, and files of our own: each is read, or refused with a message; none is an internal error.

To test another input of a known kind, add a line to a table.
"""

import codecs
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from citecheck.app import read_result, wiring
from citecheck.config import settings as config
from citecheck.findings import baseline
from citecheck.language.charsets import LABELS, TEXT, codec
from citecheck.links.soft_404_probe import is_shell, same_page
from citecheck.links.verdict import judge_answer
from citecheck.lock import file as lock
from citecheck.model.errors import CitecheckError, LockError, NoAnswer
from citecheck.model.web import Response
from citecheck.pages.fragments import missing_fragment
from citecheck.pages.metadata import read_page
from citecheck.pages.quick_metadata import charset_of, secondary_headings, visible_text
from citecheck.protocols import Archive, Provider
from tests.property.awkward import CODEC_NAMES, LONG_NUMBER
from tests.sources.providers.conftest import QUERIES, Said, providers

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
def test_a_page_with_any_declared_encoding_is_read(part: int) -> None:
    for label in CODEC_NAMES[part::16]:
        looked_at(page(kind=f"text/html; charset={label}"))
        looked_at(page(f'<meta charset="{label}">'))
        assert charset_of(page(kind=f"text/html; charset={label}")) in TEXT | {"utf-8"}


def test_only_text_encodings_have_a_codec() -> None:
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
        "utf-8", "iso8859-1", "cp1251", "cp932", "cp949",
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
    "integer": LD.format(f'{{"@type":"Article","datePublished":{LONG_NUMBER}}}'),
    "self": LD.format('[{"@id":"a","name":"x","author":{"@id":"a"}}]'),
    "odd": LD.format('[null, 1, {"@type": {}, "author": [[[]], 1], "headline": {"@value": {"@value": 1}}, "@id": []}]'),
    "surrogate": LD.format('{"@type":"Article","headline":"\\ud800"}'),
    "date": f'<meta name="date" content="{LONG_NUMBER}"><meta name="date" content="²/²/2021">',
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
def test_an_odd_page_is_read(name: str) -> None:
    looked_at(page(HEADS[name]))
    looked_at(page("", HEADS[name]))


@pytest.mark.parametrize(
    "url",
    ("https://a.example//", "https://a.example/?", "https://a.example", "https://a.example/%ff/²", "https://a.example/..;/x?a=1&a"),
)
def test_a_page_with_an_odd_url_is_read(url: str) -> None:
    looked_at(replace(page(), url=url, final_url=url))


ANSWERS = {
    "objects": b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    "arrays": b"[" * 100_000 + b"]" * 100_000,
    "open": b'{"results": ' + b"[" * 100_000,
    "messages": b'{"message":' * 300 + b"1" + b"}" * 300,
    "integer": b'{"results": [{"publication_year": ' + LONG_NUMBER.encode() + b"}]}",
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
def test_an_odd_answer_of_a_service_gives_candidates_or_no_answer(provider: Provider, name: str) -> None:
    for query in QUERIES:
        try:
            provider.search(query, Said(ANSWERS[name]))
        except NoAnswer as error:
            assert error.reason.isprintable()


@pytest.mark.parametrize("name", sorted(ANSWERS))
@pytest.mark.parametrize("kind", wiring.plugins("archives").values(), ids=lambda k: k.name)
def test_an_odd_answer_of_an_archive_gives_captures_or_no_answer(kind: type[Archive], name: str) -> None:
    try:
        list(kind().recall("https://a.example/b", date(2019, 3, 20), Said(ANSWERS[name])))
    except NoAnswer as error:
        assert error.reason.isprintable()


FILES = {
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "deep object": b'{"schema":' * 5_000 + b"1" + b"}" * 5_000,
    "integer": b'{"schema": "citecheck/lock/1", "sources": ' + LONG_NUMBER.encode() + b"}",
    "latin-1": b'{"schema": "citecheck/lock/1\xe9"}',
    "nul": b"\0" * 100,
    "null": b"null",
    "empty": b"",
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_damaged_lock_baseline_result_or_settings_file_is_refused_with_a_message(name: str, tmp_path: Path) -> None:
    settings = tmp_path / "citecheck.toml"
    settings.write_bytes(b"a = " + FILES[name])
    families = wiring.configurable()
    for load in (lock.load, baseline.load, read_result.read_result, lambda *_: config.load(families, file=settings)):
        with pytest.raises(CitecheckError) as told:
            load("file", FILES[name])
        assert "internal" not in str(told.value)


def test_a_time_without_a_zone_in_the_lock_is_refused_with_a_message() -> None:
    entry = b'{"path": "a", "label": "1", "source": 1, "fingerprint": "x", "state": "verified", "located": "2026-01-01T00:00:00"}'
    with pytest.raises(LockError, match="timezone"):
        lock.load("lock", b'{"schema": "citecheck/lock/1", "sources": [' + entry + b"]}")

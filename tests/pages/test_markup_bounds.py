"""Pages take linear time and bounded memory, whatever their markup."""

import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from itertools import count

import pytest

from citecheck.links.verdict import judge_answer
from citecheck.model.web import Response
from citecheck.pages import markup_bounds, pdf
from citecheck.pages.fragments import missing_fragment
from citecheck.pages.markup_bounds import LONG_TAG, bounded
from citecheck.pages.metadata import read_page
from tests.bounded import LINEAR, growth

URL = "https://example.org/2020/grain-harvest-falls#causes"


def repeated(unit: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """Text of a size made of one unit."""
    return lambda size: before + unit * (size // len(unit)) + after


def counted(form: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """Text of a size whose units differ by a number."""

    def made(size: int) -> str:
        pieces, length = [], 0
        for number in count():
            if length >= size:
                return before + "".join(pieces) + after
            pieces.append(form.format(number))
            length += len(pieces[-1])
        raise AssertionError

    return made


LD = '<script type="application/ld+json">'
PAGES: dict[str, Callable[[int], str]] = {
    "div": repeated("<div>"), "p": repeated("<p>"), "b i": repeated("<b><i>"), "a": repeated("<a href=x>"), "table": repeated("<table><tr><p>"),
    "select": repeated("<select><option>"), "end": repeated("</div>"), "h1": repeated("<h1>a"), "h1 closed": repeated("<h1>a</h1>"),
    "attributes": counted("a{}=1 ", "<p ", ">"), "quoted attributes": counted("a{}='x' ", "<p ", ">"), "bare attributes": counted("a{} ", "<p ", ">"),
    "attributes behind a quotation mark": counted("a{} ", '<p x" ', '">'), "tags with attributes": repeated("<p " + " ".join(f"a{n}" for n in range(1500)) + ">"),
    "one attribute": repeated("w", "<p class='", "'>"), "classes": repeated("w ", "<p class='", "'>"), "unclosed quotes": repeated("<a b='"),
    "text": repeated("word "), "one word": repeated("w"), "less-than": repeated("<"), "comments": repeated("<!---->"), "open comments": repeated("<!--"),
    "entities": repeated("&amp;"), "numbers": repeated("&#x110000;"), "ampersands": repeated("&"), "declarations": repeated("<!"),
    "JSON-LD": repeated('{"@type":"Article","name":"a","author":[{"name":"x"}]},', LD + "[", "{}]</script>"), "JSON-LD text": repeated("a ", LD + '{"@type":"Article","headline":"', '"}</script>'),
    "many JSON-LD": repeated(LD + "{}</script>"), "open JSON-LD": repeated(LD), "meta": repeated("<meta name=author content=b>"), "charset": repeated("<meta charset=utf-16>"),
    "time": repeated("<time>2020-01-01</time>"), "open time": repeated("<time>"), "aside": repeated("<aside>", "", "<time>2020-01-01"), "byline": repeated("<p class=byline>"),
    "title": repeated("a - ", "<title>"), "title of blanks": repeated(" ", "<title>", "x"), "dates": repeated("1 May 2020 ", "<p>"), "headline": repeated("<p itemprop=headline>a"),
    "template": repeated("<template>"), "noscript": repeated("<noscript>"), "svg": repeated("<svg><title>"), "ids": counted(" id='a{}'"), "open ids": repeated(" id='"),
    "headings with bylines": repeated("<h2><p class=byline>By Ada Okafor"), "by": repeated("<p>By Ada Okafor</p>"), "nested by": repeated("<div>By Ada Okafor"),
    "author links": repeated("<li><a href=/author/x>Ada Okafor</a>"), "hidden": repeated("<p class=hidden>x"), "dated lines": repeated("<li>1 May 2020</li>"),
    "teasers": repeated("<article><li><a href=/b>Cake sale raises a record sum</a><b class=author>Ada</b>"), "names": repeated("Ada Okafor, ", "<meta name=author content='", "'>"),
    "internal entities": repeated("&b;", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>'),
}  # fmt: skip


def look(page: bytes, kind: str = "text/html; charset=utf-8") -> None:
    """All that is read of a page."""
    response = Response(URL, URL, 200, (("Content-Type", kind),), page)
    read_page(response)
    judge_answer(response)
    missing_fragment(URL, response)


def seconds(page: bytes) -> float:
    begun = time.process_time()
    look(page)
    return time.process_time() - begun


@pytest.mark.parametrize("name", ["attributes", "attributes behind a quotation mark", "div", "aside", "ids"])
def test_four_times_the_page_takes_about_four_times_the_time(name: str) -> None:
    look(PAGES[name](3_000).encode())
    assert growth(lambda size: seconds(PAGES[name](size).encode()), 3_000) <= LINEAR


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-be", "utf-7"])
def test_no_encoding_hides_tags_or_attributes(codec: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup_bounds, "MOST_TAGS", 50)
    long = "<p " + " ".join(f"a{number}" for number in range(5_000)) + ">"
    markup, whole = bounded((long + "<p>x" * 60).encode(codec), codec)
    text = markup.decode()
    assert not whole and "a4999" not in text and text.count("<p>") <= 50


@pytest.mark.parametrize("codec", ["utf-32", "cp037"])
def test_an_encoding_that_no_browser_reads_shows_no_markup(codec: str) -> None:
    markup, _ = bounded(("<p id=a>" * 60).encode(codec), codec)
    assert "<p id=a>" not in markup.decode("utf-8", "replace")


def test_a_page_with_ordinary_markup_is_read_as_it_is() -> None:
    data = "<div data-page='" + '{"a": "b > c"} ' * LONG_TAG + "'>x</div>"
    page = (f"<html><head><title>A</title></head><body>{data}<p>" + "text &amp; more " * 20_000 + "</body></html>").encode()
    assert bounded(page, "utf-8") == (page, True)


def test_the_beginning_of_a_page_with_too_many_tags_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup_bounds, "MOST_TAGS", 50)
    page = b"<title>Grain harvest falls</title>" + b"<p>x" * 60 + b"<p>end"
    read = read_page(Response(URL, URL, 200, (("Content-Type", "text/html"),), page))
    assert not read.whole and read.titles[0].value == "Grain harvest falls" and "end" not in read.text


MEASURE = """
import resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000,) * 2)
from tests.pages.test_markup_bounds import PAGES, look
page = PAGES[sys.argv[1]](1_000_000).encode()
begun = time.process_time()
look(page)
print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_megabyte_of_anything_is_read_within_ten_seconds_and_500_megabytes(name: str) -> None:
    done = subprocess.run([sys.executable, "-c", MEASURE, name], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    cpu, megabytes = map(float, done.stdout.split())
    assert cpu < 10 and megabytes < 500, done.stdout


def test_a_small_pdf_that_draws_much_costs_no_more_than_its_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """One packed stream, shown on forty pages: 1 kB that would take minutes."""
    monkeypatch.setattr(pdf, "MAX_OPERATORS", 2_000)
    packed = zlib.compress(b"BT /F 1 Tf " + b"(aaaa)Tj " * 1_500 + b"ET")
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[" + b"3 0 R " * 40 + b"]/Count 40>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed) + packed + b"\nendstream", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(data)
    read = read_page(Response(URL, URL, 200, (("Content-Type", "application/pdf"),), data + end))
    assert not read.whole and len(read.text) < 40_000


def test_an_encoding_name_with_a_nul_is_ignored() -> None:
    page = read_page(Response("https://a.example/", "https://a.example/", 200, (), b'<meta charset="\0x"><title>Rivers</title>'))
    assert page.titles[0].value == "Rivers"

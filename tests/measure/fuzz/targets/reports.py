"""Reports with untrusted titles, paths, reasons and URLs: well-formed in every format, without terminal control characters."""

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree

from msgspec.structs import replace

from citecheck.app import wiring
from citecheck.language.printable import one_line
from citecheck.model.document import Address
from citecheck.model.finding import Finding
from citecheck.model.place import Place, Span
from citecheck.model.report import Report, Unread
from citecheck.model.web import SoftGone
from tests.measure.fuzz.attempt import BrokenPlugin, Target
from tests.sample_reports import HOSTILE, report

JSON = ("json", "check", "sarif", "gitlab", "csl-json", "shields", "rdjson")
XML = ("junit", "badge")
ESCAPES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@cache
def _reporters() -> dict[str, object]:
    return {name: kind() for name, kind in wiring.plugins("reporters").items()}


def renders(data: bytes) -> None:
    """Every reporter over a report that has the input's text wherever a stranger's text may stand."""
    text = data.decode("utf-8", "surrogateescape")
    made = _with(text)
    for name, reporter in _reporters().items():
        shown = reporter.render(made)  # type: ignore[attr-defined]
        _well_formed(name, shown)


def _with(text: str) -> Report:
    made = report(4, title=text or "x")
    (result,) = made.documents
    url = f"https://a.example/{text}"
    link = SoftGone(url, 200, f"https://b.example/{text}", f"the page says {text!r}"[:300] if len(text) % 2 else text)
    finding = Finding("CC202", "soft-dead-link", "error", one_line(text), result.document.path, Place(2, 1), label=text[:40])
    document = replace(result.document, path=f"paper-{text[:60]}.md".replace("\0", ""))
    result = replace(
        result,
        document=document,
        links=((Address(url, Span(0, 1), Place(1, 1)), link),),
        findings=(*result.findings, finding),
    )
    return replace(made, documents=(result,), unread=(Unread(f"{text[:80]}.md", text),), root="/work", settings=(text[:100],))


def _well_formed(name: str, shown: str) -> None:
    shown.encode("utf-8", "strict" if name in JSON else "backslashreplace")
    if name in JSON:
        json.loads(shown)
    elif name == "rdjsonl":
        for line in shown.splitlines():
            json.loads(line)
    elif name in XML:
        ElementTree.fromstring(shown.encode("utf-8", "backslashreplace"))
    if found := ESCAPES.search(shown):
        raise BrokenPlugin(f"{name} prints {unicodedata.name(found[0], repr(found[0]))}")
    if name == "github" and any(
        "::" in line and not re.match(r"::(error|warning|notice|debug|group|endgroup)", line)
        for line in shown.splitlines()
        if line.startswith("::")
    ):
        raise BrokenPlugin("a workflow command of a stranger's")


def _titles() -> Iterator[bytes]:
    yield HOSTILE.encode("utf-8", "surrogatepass")
    yield b"=1+1 ]]></failure> %0A::error:: | `x` <img src=x onerror=alert(3)> @everyone \\input{x} }} {{ 7*7 }} {% raw %}"
    yield "A title \u05d0 \u200f from right to left\u2028next\u0085line, with \"quotes\" & 'more'".encode()


WORDS = (
    b"<script>",
    b"</script>",
    b"]]>",
    b"<![CDATA[",
    b"&#0;",
    b"\r\n::error::",
    b"%0A",
    b"\x1b]8;;",
    b"\xed\xa0\x80",
    "\u202e".encode(),
    "\u2028".encode(),
    "\u0085".encode(),
    b"\\",
    b'"',
    b"|",
    b"`",
    b"@",
    b"}",
    b"{",
    b"\0",
    b"\x7f",
    "\ufffe".encode(),
    "\U000e0041".encode(),
)
TARGETS = (Target("reports", renders, _titles, WORDS, None, (), 1_500),)

"""A run over a document whose titles attack whoever shows them."""

from datetime import UTC, datetime

import pytest

from citecheck import pipeline
from citecheck.app import wiring
from citecheck.app.policy import policy_of
from citecheck.config.settings import RuleSettings
from citecheck.documents.formats.plain import PlainFormat
from citecheck.documents.numbered_notes import Lines
from citecheck.findings import rule_docs
from citecheck.findings.evaluate import judge
from citecheck.model.document import Address, Document, Marker, Note, NoteText
from citecheck.model.knowledge import Candidate, Evidence, Memento, Notice, Resolution, Scored, Silent
from citecheck.model.place import Span
from citecheck.model.reference import Date, Item, Name, Source
from citecheck.model.report import DocumentResult, Report, SourceResult, Unread
from citecheck.model.web import Blocked, Gone, Link, Live, Moved, SoftGone, Unlinked, Unreachable

WHEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ESCAPES = "\x1b[31mred\x1b]8;;ftp://evil.example\x07 \u202egnp.exe\u2066 \x9b0m"
TEXT = f"""Sources [1] and [3] | say <script>alert(1)</script> [2] [4] [5] [6]%0A::error::injected

[1] J. Doe, “<script>alert(1)</script> ]]> <![CDATA[ &amp; <b>”, Reuters, 14/04/2021, https://example.org/gone
[2] K. Roe, “=cmd()|' /C calc'!A0 {ESCAPES}”, BBC News, 15/04/2021,
[4] O. Loe, “@everyone `code` | [x](javascript:alert(2)) *b* \\input{{/etc/passwd}} }} @book{{x,”, CNN, 31/02/2021, http://example.org/moved
[5] “-2+3 100% #1 $x_y^z ~ €𐐀 a title of signs”, The Guardian, 3 May 2031, https://example.org/soft
[6] P. Poe, “A title \u05d0\u05d1 \u200f\u061c from right to left”, Haaretz, 2020, https://example.org/wall
# citecheck-ignore CC205: down on Sundays, ]]> <b> %0A::error
[7] Q. Quoe, “Down on Sundays and all”, El País, 1 May 2020, https://example.org/down
"""
LINKS: dict[str, Link] = {
    "https://example.org/gone": Gone("https://example.org/gone", 404, "the server answers 404\x1b[2J\n::warning::x", tries=2),
    "http://example.org/moved": Moved(
        "http://example.org/moved", 301, "https://example.org/new&<x>\r\n::error::", "moved for good"
    ),
    "https://example.org/soft": SoftGone("https://example.org/soft", 200, "https://example.org/", "the page says '<404>'"),
    "https://example.org/wall": Blocked("https://example.org/wall", 403, "it refuses us"),
    "https://example.org/down": Unreachable("https://example.org/down", None, "timeout: 20 s"),
}
HOSTILE = f"=1+1 ]]></failure> \udc80 %0A::error:: {ESCAPES} | `x` <img src=x onerror=alert(3)>"
RESOLUTIONS = {
    "1": Resolution(
        "contradicted",
        "https://example.org/gone",
        evidence=(Evidence("title", "<script>alert(1)</script>", HOSTILE, "og:title", "contradicted", -9.0),),
    ),
    "2": Resolution(
        "verified",
        "https://example.org/found?a=1&b=2",
        Live("https://example.org/found?a=1&b=2", 200, "https://example.org/found?a=1&b=2"),
        Memento("https://example.org/found", "https://archive.example/2021/found", WHEN, "wayback"),
        "https://archive.example/2021/found",
        0.999,
        notices=(Notice("retraction", "10.1000/x\n::error::"),),
    ),
    "4": Resolution("ambiguous", candidates=(Scored(Candidate("https://x.example/\r\n::error::", "gdelt"), 0.5),), reason=HOSTILE),
    "5": Resolution("not-found", reason="crossref answered"),
    "7": Resolution("unchecked", reason="silence", silent=(Silent("gdelt", "429 \x1b[0m"),)),
}


READ = {  # label: author, title, outlet, issued, address
    "1": ("J.", "Doe", "<script>alert(1)</script> ]]> <![CDATA[ &amp; <b>", "Reuters", (2021, 4, 14), "https://example.org/gone"),
    "2": ("K.", "Roe", f"=cmd()|' /C calc'!A0 {ESCAPES}", "BBC News", (2021, 4, 15), None),
    "4": (
        "O.",
        "Loe",
        "@everyone `code` | [x](javascript:alert(2)) *b* \\input{/etc/passwd} } @book{x,",
        "CNN",
        (),
        "http://example.org/moved",
    ),
    "5": (None, None, "-2+3 100% #1 $x_y^z ~ €𐐀 a title of signs", "The Guardian", (2031, 5, 3), "https://example.org/soft"),
    "6": ("P.", "Poe", "A title \u05d0\u05d1 \u200f\u061c from right to left", "Haaretz", (2020,), "https://example.org/wall"),
    "7": ("Q.", "Quoe", "Down on Sundays and all", "El País", (2020, 5, 1), "https://example.org/down"),
}


def _notes() -> list[Note]:
    """The notes of ``TEXT``, written down here, so that only reporters are tested and no parser."""
    lines = Lines(TEXT)
    notes = []
    for label, (given, family, title, outlet, issued, url) in READ.items():
        start = TEXT.index(f"\n[{label}]") + 1
        end = TEXT.index("\n", start)
        names = (Name(family, given),) if family else ()
        item = Item(
            label,
            "article-newspaper",
            names,
            title=title,
            container_title=outlet,
            issued=Date(issued) if issued else None,
            url=url,
            language="en",
        )
        words = TEXT[start + 4 : end]
        source = Source(words, item, Span(start + 4, end), missing=() if url else ("URL",))
        body = NoteText(label, "present", TEXT[start:end], Span(start, end), lines.place(start), words, start + 4)
        notes.append(Note(body, "citation", (source,)))
    at = TEXT.index("[3]")
    marker = Marker("3", Span(at, at + 3), lines.place(at))
    return [*notes[:2], Note(NoteText("3", "missing", markers=(marker,)), "empty"), *notes[2:]]


def hostile_report(path: str = "docs/a,b: ünï#1.txt") -> Report:
    """Every kind of finding over hostile words, judged by the real rules."""
    lines = Lines(TEXT)
    addresses = []
    for label, (*_, url) in READ.items():
        if url:
            start = TEXT.index(url, TEXT.index(f"\n[{label}]"))
            addresses.append(Address(url, Span(start, start + len(url)), lines.place(start), label))
    notes = _notes()
    document = Document(
        path,
        "plain",
        TEXT,
        sha256="0" * 64,
        language="en",
        traits=PlainFormat.traits,
        notes=tuple(n.text for n in notes),
        addresses=tuple(addresses),
    )
    source_results = tuple(
        SourceResult(n, 1, n.sources[0], LINKS.get(n.sources[0].item.url or "", Unlinked()), RESOLUTIONS.get(n.label))
        for n in notes
        if n.sources
    )
    links = tuple((address, LINKS[address.url]) for address in addresses)
    result = DocumentResult(document, tuple(notes), source_results, links, archives=("wayback",), today=WHEN.date())
    result = judge(result, policy_of(RuleSettings()))
    rules = tuple(rule_docs.rule_page(kind) for kind in sorted(wiring.plugins("rules").values(), key=lambda kind: kind.code))
    unread = (Unread("docs/<b>.docx", "is ]]> damaged\x1b[0m\n::error::"),)
    return Report((result,), unread, WHEN, version="0.1.0", rules=rules, root="/home/x")


@pytest.fixture(scope="session")
def hostile() -> Report:
    return hostile_report()


@pytest.fixture(scope="session")
def clean() -> Report:
    """A run that found nothing to say."""
    document = wiring.read_document(
        "clean.txt", b"[1] J. Doe, A title of five words, Reuters, 14 May 2021, https://example.org/a\n"
    )
    (read,) = pipeline.read_only([document])
    return Report((judge(read, policy_of(RuleSettings(select=("CC1",)))),), started=WHEN, version="0.1.0")

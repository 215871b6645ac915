"""Reports made up for tests of what is shown: every state, every kind of link, hostile text."""

from datetime import UTC, datetime

from msgspec.structs import replace

from citecheck.documents.formats.markdown import MarkdownFormat
from citecheck.model.document import Address, Document, Marker, Note, NoteText
from citecheck.model.finding import Edit, Finding, Fix, RulePage
from citecheck.model.knowledge import Candidate, Evidence, Resolution, Scored, Silent
from citecheck.model.place import Place, Span
from citecheck.model.reference import Date, Item, Name, Source
from citecheck.model.repair import AddUrl, Repair
from citecheck.model.report import DocumentResult, Earlier, Report, SourceResult
from citecheck.model.web import Blocked, Gone, Hop, Link, Live, Moved, Unlinked, Unreachable

HOSTILE = (
    '<script>alert(1)</script><img src=x onerror=alert(2)> "><svg onload=alert(3)> {{ 7*7 }} {% raw %} ]]> </style> </title> '
    "\x1b[31m\x1b]8;;http://evil.example\x07 \u202egnp.exe \ud800 %0A::error =cmd() `x` javascript:alert(4)"
)
WHEN = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
STATES = ("verified", "likely", "ambiguous", "not-found", "unchecked", "contradicted")
RULES = (RulePage("CC201", "dead-link", "error", "A dead link.", f"A dead link.\n\nTo fix: {HOSTILE}"),)
LINKS: tuple[Link, ...] = (
    Live("https://news.example/a", 200, "https://news.example/a"),
    Moved(
        "http://old.example/a",
        301,
        "https://old.example/b",
        "permanent",
        hops=(Hop("http://old.example/a", 301, "https://old.example/b"),),
    ),
    Gone("http://gone.example/x", 404, "the server says 404", tries=2),
    Blocked("https://wall.example/x", 403, "a wall"),
    Unreachable("https://down.example/x", None, "time-out"),
    Unlinked(),
)


def report(sources: int = 12, *, title: str = "A minister resigns", documents: int = 1, history: bool = False) -> Report:
    """A report of that many sources a document, with one missing note and one short form each."""
    runs = tuple(Earlier(datetime(2025, 12, day, tzinfo=UTC), 10, day, 10 * day) for day in (1, 2, 3)) if history else ()
    result = tuple(_examined(f"paper-{at}.md" if at else "paper.md", sources, title) for at in range(documents))
    return Report(result, started=WHEN, version="0.1.0", history=runs, rules=RULES)


def compared() -> Report:
    """A report beside its baseline, which has the finding of the first note that has one; of a commit, with a host's times and a setting."""
    made = report(12)
    (result,) = made.documents
    findings = tuple(replace(f, accepted=at == 0) for at, f in enumerate(result.findings))
    result = replace(result, findings=findings, seconds=((LINKS[0].url, 0.31), (LINKS[3].url, 12.04)))  # type: ignore[union-attr]
    return replace(
        made, documents=(result,), commit="1a2b3c4d5e, changed since", baseline="b.json", settings=("links.sightings = 3",)
    )


def _examined(path: str, sources: int, title: str) -> DocumentResult:
    told = [_dossier(at, title) for at in range(1, sources + 1)]
    marker = Marker("m1", Span(0, 4), Place(1, 1))
    missing = Note(NoteText("m1", "missing", markers=(marker,)), "empty")
    short = Note(NoteText("s1", body="Ibid.", place=Place(9, 1)), "shortform", (Source("Ibid.", Item(), short=True),))
    notes = (*(d.note for d in told), missing, short)
    text = "".join(f"[^{at}]: {title}, 2021\n" for at in range(1, sources + 1))
    findings = [_finding(path, d, text) for d in told if isinstance(d.link, Gone)]
    findings.append(Finding("CC106", "order", "warning", f"out of order {title}", path, Place(3, 1)))
    links = tuple((Address(d.link.url, Span(0, 1), Place(1, 1)), d.link) for d in told if not isinstance(d.link, Unlinked))
    document = Document(
        path, "markdown", text, sha256="0" * 64, language="en", traits=MarkdownFormat.traits, addresses=tuple(a for a, _ in links)
    )
    start = text.index("[^1]:")
    fix = Fix("add the likely URL", False, (Edit(Span(start, start), "", "https://news.example/found "),))
    repairs = (Repair(0, 1, "1", AddUrl("https://news.example/found"), fix),)
    return DocumentResult(
        document, notes, (*told, SourceResult(short, 1, short.sources[0])), links, tuple(findings), repairs=repairs
    )


def _dossier(at: int, title: str) -> SourceResult:
    item = Item(str(at), "article-newspaper", (Name("Roe", f"R. {title}"),), title=f"{title} {at}", container_title="The Times")
    item = Item(
        str(at),
        item.type,
        item.author,
        title=item.title,
        container_title=item.container_title,
        issued=Date((2021, 4, 7)),
        language="it",
    )
    source = Source(f"R. Roe, {title} {at}, The Times, 07/04/2021", item, missing=("URL",) if at % 4 else ())
    note = Note(NoteText(str(at), body=source.text, place=Place(at, 1)), "citation", (source,))
    return SourceResult(note, 1, source, LINKS[at % len(LINKS)], _resolution(STATES[at % len(STATES)], title))


def _resolution(state: str, title: str) -> Resolution:
    evidence = (
        Evidence("title", title, title, "og:title", "confirmed", 14.8),
        Evidence("issued", "2021-04-07", "2021-04-09", "json-ld:datePublished", "contradicted", -10.0),
    )
    chosen = Candidate("https://news.example/found", "searxng", title)
    rival = Candidate("javascript:alert(5)", "gdelt", f"{title}, the other one")
    found = state in ("verified", "likely", "contradicted")
    return Resolution(
        state,  # type: ignore[arg-type]
        "https://news.example/found" if found else None,
        Live("https://news.example/found", 200, "https://news.example/found") if found else Unlinked(),
        archive_url="https://web.archive.org/web/2021/https://news.example/found" if state == "verified" else None,
        probability=0.99,
        evidence=evidence if found else (),
        candidates=(Scored(chosen, 0.99, evidence), Scored(rival, 0.01, evidence)),
        silent=(Silent("gdelt", "429"),),
        reason="" if state == "verified" else f"because {title}",
    )


def _finding(path: str, source_result: SourceResult, text: str) -> Finding:
    start = text.index(f"[^{source_result.note.label}]:")
    edit = Edit(Span(start, start), "", "https://web.archive.org/web/2020/x ")
    place = Place(source_result.note.text.place.line, 1)
    fixes = (Fix("the archived copy", True, (edit,)),)
    message = f"the page is gone: {source_result.source.item.title}"
    return Finding("CC201", "dead-link", "error", message, path, place, label=source_result.note.label, source=1, fixes=fixes)

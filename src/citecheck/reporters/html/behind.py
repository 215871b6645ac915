"""What stands behind one row: the link's trail, the candidates and why they lost, the repair, the line that ignores it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from citecheck.documents.edits import splice
from citecheck.documents.suppressions import comment
from citecheck.model.document import Document
from citecheck.model.errors import WriteError
from citecheck.model.finding import Finding, Fix
from citecheck.model.knowledge import Evidence, Scored
from citecheck.model.place import Span
from citecheck.model.report import SourceResult
from citecheck.model.web import Link, Unlinked, verdict

OTHERS_SHOWN = 5  # candidates told beside the chosen one
CONTEXT = 160  # characters of a line shown on both sides of an edit
VERDICTS = {"confirmed": ("agrees", "agree"), "contradicted": ("disagrees", "disagree"), "undecided": ("is open", "are open")}
WORDS = {
    "container-title": "outlet",
    "issued": "date",
    "URL": "address",
    "oracle": "citations elsewhere",
}  # for our variables, where a reader says otherwise


@dataclass(frozen=True, slots=True)
class FieldComparison:
    """Cited beside found: with the page taken, or where ``whose`` says so with the likeliest candidate."""

    whose: str
    evidence: tuple[Evidence, ...]

    @property
    def caption(self) -> str:
        return f"Cited beside {self.whose or 'found'}; the weight of each in bits"

    @property
    def summary(self) -> str:
        """The evidence in a line: ``title, date agree; author disagrees``."""
        told = ((names, words) for verdict, words in VERDICTS.items() if (names := self._fields(verdict)))
        line = "; ".join(f"{', '.join(names)} {words[len(names) > 1]}" for names, words in told)
        return f"{self.whose}: {line}" if self.whose else line

    def _fields(self, verdict: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word(e.variable) for e in self.evidence if e.verdict == verdict))


@dataclass(frozen=True, slots=True)
class RedirectStep:
    """One step on the way of a link: an address, and what was answered there."""

    url: str
    said: str


@dataclass(frozen=True, slots=True)
class OtherCandidate:
    """A candidate that was not chosen, and why."""

    url: str
    title: str | None
    provider: str
    probability: float
    why: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Text to copy: what it is, and the old and new lines, or just the new."""

    description: str
    old: str | None
    new: str
    safe: bool


def comparison(source_result: SourceResult) -> FieldComparison | None:
    """The evidence on the page taken, else on the likeliest candidate."""
    known = source_result.resolution
    if known and known.evidence:
        return FieldComparison("", known.evidence)
    best = known.candidates[0] if known and known.candidates else None
    if best and best.evidence:
        return FieldComparison("the likeliest candidate", best.evidence)
    return None


def word(variable: str) -> str:
    """What a reader calls a CSL variable."""
    return WORDS.get(variable, variable)


def trail(source_result: SourceResult) -> tuple[RedirectStep, ...]:
    """The way of the note's own address, then of the one found."""
    found = source_result.resolution.link if source_result.resolution else Unlinked()
    links = [source_result.link] + ([found] if getattr(found, "url", None) != getattr(source_result.link, "url", None) else [])
    return tuple(step for link in links if not isinstance(link, Unlinked) for step in _steps(link))


def _steps(link: Link) -> Iterator[RedirectStep]:
    hops = getattr(link, "hops", ())
    for hop in hops:
        if hop.location:
            yield RedirectStep(hop.url, f"answered {hop.status}, on to the next")
    tries = getattr(link, "tries", 1)
    told = [f"{getattr(link, 'status', None) or ''} {verdict(link)}".strip(), getattr(link, "reason", "")]
    last = getattr(link, "final_url", None) or (hops[-1].url if hops else getattr(link, "url", ""))
    yield RedirectStep(str(last), ": ".join(filter(None, told)) + (f" ({tries} tries)" if tries > 1 else ""))


def rivals(source_result: SourceResult) -> tuple[OtherCandidate, ...]:
    """The candidates beside the chosen one, likeliest first."""
    known = source_result.resolution
    if known is None:
        return ()
    others = [c for c in known.candidates if c.candidate.url != known.url]
    chosen = next((c for c in known.candidates if c.candidate.url == known.url), None)
    return tuple(
        OtherCandidate(c.candidate.url, c.candidate.title, c.candidate.provider, c.probability, why_not(c, chosen))
        for c in others[:OTHERS_SHOWN]
    )


def why_not(scored: Scored, chosen: Scored | None) -> str:
    """Why a candidate was not taken, in words."""
    against = [_disagrees(e) for e in scored.evidence if e.verdict == "contradicted"]
    if against:
        return "; ".join(against)
    open_ones = [word(e.variable) for e in scored.evidence if e.verdict == "undecided"]
    if open_ones:
        return f"{', '.join(open_ones)}: too unlike to count, too like to exclude"
    if not scored.evidence:
        return "its page could not be read"
    return "fits less well than the one taken" if chosen else "fits as well as another: a person must choose"


def _disagrees(evidence: Evidence) -> str:
    name = word(evidence.variable)
    return f"its {name} is “{evidence.found}”" if evidence.found else f"its {name} disagrees"


def repairs(source_result: SourceResult, fixes: Sequence[Fix], document: Document) -> tuple[Copy, ...]:
    """The repairs as old and new lines; without any, the address that the note lacks."""
    tried = (_copy(fix, document) for fix in fixes if fix.edits)
    made = tuple(dict.fromkeys(copy for copy in tried if copy))
    known = source_result.resolution
    if made or not known or not known.url or "URL" not in source_result.source.missing or known.state not in ("verified", "likely"):
        return made
    archived = (Copy("its archived copy", None, known.archive_url, safe=True),) if known.archive_url else ()
    return (Copy(f"the {known.state} address", None, known.url, safe=known.state == "verified"), *archived)


def _copy(fix: Fix, document: Document) -> Copy | None:
    edits = fix.edits
    start = document.text.rfind("\n", 0, min(e.span.start for e in edits)) + 1
    end = document.text.find("\n", max(e.span.end for e in edits))
    old = document.text[start : end if end >= 0 else None]
    inside = tuple(replace(e, span=Span(e.span.start - start, e.span.end - start)) for e in edits)
    try:
        new = splice(old, inside)
    except WriteError:
        return None
    return Copy(fix.description, *_clipped(old, new, min(e.span.start for e in inside)), fix.safe)


def _clipped(old: str, new: str, at: int) -> tuple[str, str]:
    """Both lines whole, or where they are very long the stretch around the first edit."""
    if max(len(old), len(new)) <= 4 * CONTEXT:
        return old, new
    same_end = next((i for i, (a, b) in enumerate(zip(reversed(old), reversed(new), strict=False)) if a != b), 0)
    start, stop = max(0, at - CONTEXT), max(0, same_end - CONTEXT)
    mark = ("…" if start else ""), ("…" if stop else "")
    return tuple(f"{mark[0]}{text[start : len(text) - stop]}{mark[1]}" for text in (old, new))  # type: ignore[return-value]


def ignore(findings: Sequence[Finding], syntax: tuple[str, str] | None) -> str | None:
    """The comment that passes over a row's findings, to paste above the note; none for formats without comments."""
    codes = sorted({finding.code for finding in findings})
    return comment(syntax, ", ".join(codes), "why it may stay") if codes else None

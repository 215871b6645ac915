"""The details of a row: redirects, candidates and why they were not chosen, repairs, and the comment that ignores it."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from citecheck.documents.edits import splice
from citecheck.documents.suppressions import comment
from citecheck.model.document import Document
from citecheck.model.errors import WriteError
from citecheck.model.finding import Finding, Fix
from citecheck.model.knowledge import Evidence, Scored
from citecheck.model.place import Span
from citecheck.model.report import SourceResult
from citecheck.model.web import Link, Unlinked, verdict

MAX_CANDIDATES = 5  # shown besides the chosen one
CONTEXT = 160  # characters shown on both sides of an edit in a long line
VERDICTS = {"confirmed": ("agrees", "agree"), "contradicted": ("disagrees", "disagree"), "undecided": ("is open", "are open")}
WORDS = {
    "container-title": "publication",
    "issued": "date",
    "oracle": "citations elsewhere",
}  # display names of CSL variables and our own


class FieldComparison(Struct, frozen=True):
    """The fields compared with the chosen page, or with another ``page``, such as "best candidate"."""

    page: str
    evidence: tuple[Evidence, ...]

    @property
    def caption(self) -> str:
        return f"Cited and {self.page or 'found'}, with the weight of each field in bits"

    @property
    def summary(self) -> str:
        """The evidence in one line: ``title, date agree; author disagrees``."""
        by_verdict = ((names, words) for verdict, words in VERDICTS.items() if (names := self._fields(verdict)))
        line = "; ".join(f"{', '.join(names)} {words[len(names) > 1]}" for names, words in by_verdict)
        return f"{self.page}: {line}" if self.page else line

    def _fields(self, verdict: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word(e.variable) for e in self.evidence if e.verdict == verdict))


class RedirectStep(Struct, frozen=True):
    """One URL of a redirect chain, and its answer."""

    url: str
    answer: str


class OtherCandidate(Struct, frozen=True):
    """A candidate that was not chosen, and why."""

    url: str
    title: str | None
    provider: str
    probability: float
    why: str


class Copy(Struct, frozen=True):
    """Text to copy: a description, and the old and new lines, or only the new."""

    description: str
    old: str | None
    new: str
    safe: bool


def comparison(source_result: SourceResult) -> FieldComparison | None:
    """The evidence on the chosen page, else on the best candidate; None if there is none."""
    known = source_result.resolution
    if known and known.evidence:
        return FieldComparison("", known.evidence)
    best = known.candidates[0] if known and known.candidates else None
    if best and best.evidence:
        return FieldComparison("best candidate", best.evidence)
    return None


def word(variable: str) -> str:
    """The display name of a CSL variable."""
    return WORDS.get(variable, variable)


def redirects(source_result: SourceResult) -> tuple[RedirectStep, ...]:
    """The redirects of the note's own URL, then of the one found."""
    found = source_result.resolution.link if source_result.resolution else Unlinked()
    links = [source_result.link] + ([found] if getattr(found, "url", None) != getattr(source_result.link, "url", None) else [])
    return tuple(step for link in links if not isinstance(link, Unlinked) for step in _steps(link))


def _steps(link: Link) -> Iterator[RedirectStep]:
    hops = getattr(link, "hops", ())
    for hop in hops:
        if hop.location:
            yield RedirectStep(hop.url, f"{hop.status}, redirected")
    tries = getattr(link, "tries", 1)
    answer = [f"{getattr(link, 'status', None) or ''} {verdict(link)}".strip(), getattr(link, "reason", "")]
    last = getattr(link, "final_url", None) or (hops[-1].url if hops else getattr(link, "url", ""))
    yield RedirectStep(str(last), ": ".join(filter(None, answer)) + (f" ({tries} tries)" if tries > 1 else ""))


def other_candidates(source_result: SourceResult) -> tuple[OtherCandidate, ...]:
    """The candidates that were not chosen, most probable first."""
    known = source_result.resolution
    if known is None:
        return ()
    others = [c for c in known.candidates if c.candidate.url != known.url]
    chosen = next((c for c in known.candidates if c.candidate.url == known.url), None)
    return tuple(
        OtherCandidate(
            c.candidate.url, c.candidate.title, c.candidate.provider, c.probability, why_not(c, chosen, alone=len(others) == 1)
        )
        for c in others[:MAX_CANDIDATES]
    )


def why_not(scored: Scored, chosen: Scored | None, *, alone: bool) -> str:
    """Why a candidate was not chosen."""
    against = [_disagrees(e) for e in scored.evidence if e.verdict == "contradicted"]
    if against:
        return "; ".join(against)
    undecided = [word(e.variable) for e in scored.evidence if e.verdict == "undecided"]
    if undecided:
        return f"{', '.join(undecided)}: neither similar enough to confirm nor different enough to exclude"
    if not scored.evidence:
        return "its page could not be read"
    if chosen:
        return "fits less well than the chosen one"
    return "one candidate fits, but not well enough to accept" if alone else "fits as well as another candidate"


def _disagrees(evidence: Evidence) -> str:
    name = word(evidence.variable)
    return f"its {name} is “{evidence.found}”" if evidence.found else f"its {name} disagrees"


def repairs(source_result: SourceResult, fixes: Sequence[Fix], document: Document) -> tuple[Copy, ...]:
    """The repairs as old and new lines; without repairs, the URL that the note lacks."""
    copies = (_copy(fix, document) for fix in fixes if fix.edits)
    made = tuple(dict.fromkeys(copy for copy in copies if copy))
    known = source_result.resolution
    if made or not known or not known.url or "URL" not in source_result.source.missing or known.state not in ("verified", "likely"):
        return made
    archived = (Copy("its archived copy", None, known.archive_url, safe=True),) if known.archive_url else ()
    return (Copy(f"the {known.state} URL", None, known.url, safe=known.state == "verified"), *archived)


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
    """Both texts, cut to the context of the first edit if they are very long."""
    if max(len(old), len(new)) <= 4 * CONTEXT:
        return old, new
    same_end = next((i for i, (a, b) in enumerate(zip(reversed(old), reversed(new), strict=False)) if a != b), 0)
    start, stop = max(0, at - CONTEXT), max(0, same_end - CONTEXT)
    mark = ("…" if start else ""), ("…" if stop else "")
    return tuple(f"{mark[0]}{text[start : len(text) - stop]}{mark[1]}" for text in (old, new))  # type: ignore[return-value]


def ignore(findings: Sequence[Finding], syntax: tuple[str, str] | None) -> str | None:
    """The comment that ignores a row's findings, to paste above the note; None for formats without comments."""
    codes = sorted({finding.code for finding in findings})
    return comment(syntax, ", ".join(codes), "reason") if codes else None

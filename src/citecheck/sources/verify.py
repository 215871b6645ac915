"""The probability of each candidate: its evidence, normalised over all candidates and "none of these".

Weights are log2 odds (Fellegi and Sunter, 1969), in ``data/weights.csv``.
"""

from collections.abc import Sequence

from citecheck.language.quotations import Quoted
from citecheck.model.knowledge import Evidence, Scored
from citecheck.model.reference import Source
from citecheck.sources import thresholds, weights
from citecheck.sources.evidence import CandidatePages, best_evidence
from citecheck.sources.record_evidence import RECORD


def bits_of(evidence: Sequence[Evidence]) -> float:
    """The sum of the evidence. A record's title that is like the cited one shows no more which work is meant if its authors are others."""
    strangers = any(e.variable == "author" and e.level == "another" and e.witness == RECORD for e in evidence)
    chance = sum(e.bits for e in evidence if e.variable == "title" and e.verdict == "contradicted" and e.bits > 0)
    return sum(e.bits for e in evidence) - (chance if strangers else 0.0)


def verify(
    source: Source, seen: Sequence[CandidatePages], domains: Sequence[str] = (), quoted: Sequence[Quoted] = ()
) -> tuple[Scored, ...]:
    """Return every candidate with its probability, most probable first. ``domains``: the publication's, beside those of the table."""
    compared = [(one, best_evidence(source, one, domains, quoted)) for one in seen]
    prior = weights.bits("prior", "one")
    odds = [2.0 ** min(thresholds.MOST_BITS, prior + bits_of(evidence)) for _, evidence in compared]
    total = 1.0 + sum(odds)
    scored = [Scored(one.candidate, odd / total, evidence) for (one, evidence), odd in zip(compared, odds, strict=True)]
    return tuple(sorted(scored, key=lambda s: -s.probability))

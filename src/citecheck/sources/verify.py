"""The probability of each candidate: its evidence, normalised over all candidates and "none of these".

Weights are log2 odds (Fellegi and Sunter, 1969), in ``data/weights.csv``.
"""

from collections.abc import Sequence

from citecheck.language.quotations import Quoted
from citecheck.model.knowledge import Scored
from citecheck.model.reference import Source
from citecheck.sources import thresholds, weights
from citecheck.sources.evidence import CandidatePages, weigh


def verify(
    source: Source, seen: Sequence[CandidatePages], domains: Sequence[str] = (), quoted: Sequence[Quoted] = ()
) -> tuple[Scored, ...]:
    """Every candidate with its probability, most probable first. ``domains`` are addresses of the outlet beside the table's."""
    weighed = [(one, weigh(source, one, domains, quoted)) for one in seen]
    prior = weights.bits("prior", "one")
    odds = [2.0 ** min(thresholds.MOST_BITS, prior + sum(e.bits for e in evidence)) for _, evidence in weighed]
    total = 1.0 + sum(odds)
    scored = [Scored(one.candidate, odd / total, evidence) for (one, evidence), odd in zip(weighed, odds, strict=True)]
    return tuple(sorted(scored, key=lambda s: -s.probability))

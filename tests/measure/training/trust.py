"""Calibration of the model's probabilities, measured on the held-out references: ``trust.csv`` beside the model.

A field's probability in the model (the minimum of its tokens) and the share of correct fields at that probability, made monotone by pooling
adjacent violators (Ayer et al. 1955).
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import pycrfsuite

from citecheck.citations.crf import BEGINS, known
from citecheck.citations.features import features
from tests.measure.training.labelled import Reference, tokens_and_labels

FIELDS = ("author", "title", "container", "publisher", "editor", "volume", "issue", "pages", "place")
LEAST = 60  # references that a step of the table rests on


def write_trust(tagger: "pycrfsuite.Tagger", held: Sequence[Reference], target: Path) -> None:
    """Measures, and writes the table."""
    said: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for reference in held:
        for name, sure, right in _fields(tagger, reference):
            said[name].append((sure, right))
    with target.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("field", "said", "right"))
        for name in FIELDS:
            out.writerows((name, f"{sure:.4f}", f"{right:.4f}") for sure, right in steps(said[name]))


def _fields(tagger: "pycrfsuite.Tagger", reference: Reference) -> Iterator[tuple[str, float, bool]]:
    read, gold = tokens_and_labels(reference)
    if not gold:
        return
    labels = tagger.tag(features(read, known, reference.host))
    for name in {label.removeprefix(BEGINS) for label in labels}:
        places = [at for at, label in enumerate(labels) if label.removeprefix(BEGINS) == name]
        wanted = [at for at, label in enumerate(gold) if label.removeprefix(BEGINS) == name]
        yield name, min(tagger.marginal(labels[at], at) for at in places), places == wanted


def steps(said: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Mean probability and share of right ones, in blocks that rise."""
    blocks: list[list[float]] = []  # sum of probabilities, right ones, count
    ordered = sorted(said)
    for at in range(0, len(ordered), LEAST):
        part = ordered[at : at + LEAST]
        blocks.append([sum(sure for sure, _ in part), sum(right for _, right in part), len(part)])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    return [(sure / count, right / count) for sure, right, count in blocks]

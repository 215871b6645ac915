"""Calibration of the model's probabilities, measured on held-out references and on notes of held-out documents: ``trust.csv`` beside the model.

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
from tests.measure.training.noted import NotedSource

FIELDS = ("author", "title", "container", "publisher", "editor", "volume", "issue", "pages", "place")
NOTED = ("author", "title", "container", "publisher")  # the fields that labelled notes have
LEAST = 60  # references that a step of the table rests on
COUNTED = 4  # times a note counts: there are fewer of them than references, and they are what is read

Said = dict[str, list[tuple[float, bool]]]


def write_trust(tagger: "pycrfsuite.Tagger", held: Sequence[Reference], noted: Sequence[NotedSource], target: Path) -> None:
    """Measures, and writes the table."""
    said: Said = defaultdict(list)
    for reference in held:
        for name, sure, right in _fields(tagger, reference):
            said[name].append((sure, right))
    for source in noted:
        for name, sure, right in _noted_fields(tagger, source):
            said[name] += [(sure, right)] * COUNTED
    with target.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("field", "said", "right"))
        for name in FIELDS:
            out.writerows((name, f"{sure:.4f}", f"{right:.4f}") for sure, right in steps(said[name]))


def _fields(tagger: "pycrfsuite.Tagger", reference: Reference) -> Iterator[tuple[str, float, bool]]:
    read, gold = tokens_and_labels(reference)
    if not gold:
        return
    yield from _compared(tagger, tagger.tag(features(read, known, reference.host)), gold)


def _noted_fields(tagger: "pycrfsuite.Tagger", source: NotedSource) -> Iterator[tuple[str, float, bool]]:
    """The fields that labelled notes have; a date in a title, or an address, is the model's affair."""
    if not source.tokens.tokens:
        return
    labels = tagger.tag(features(source.tokens, known, source.host))
    gold = [source.under(at) for at in range(len(labels))]
    yield from (one for one in _compared(tagger, labels, gold) if one[0] in NOTED)


def _compared(tagger: "pycrfsuite.Tagger", labels: Sequence[str], gold: Sequence[str]) -> Iterator[tuple[str, float, bool]]:
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

"""Trains the citation model: ``python -m tests.measure.training.train FOLDER [TARGET] [--checkouts CHECKOUTS] [--notes N]``.

FOLDER has the labelled sets, CHECKOUTS the git directories of the labelled notes (``tests/measure/labels``); without it nothing is learnt from
them. The same data give the same model: the random seed is fixed, and L-BFGS uses no threads. It writes ``model.crfsuite`` and ``trust.csv``
into ``src/citecheck/citations``, or into TARGET. Every tenth reference and every third labelled document is held out for measurement.
"""

import argparse
import random
import tempfile
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import pycrfsuite

from citecheck.citations.crf import MODEL, known
from citecheck.citations.features import WordClass, features
from tests.measure.training.bibliographies import read_bibliographies
from tests.measure.training.csl import rendered
from tests.measure.training.labelled import Reference, read_sets, tokens_and_labels
from tests.measure.training.linked_books import CHECKOUT, linked_books
from tests.measure.training.noted import NotedSource, completed, noted_sources
from tests.measure.training.renewed import Stock, renewed
from tests.measure.training.synthetic import synthetic
from tests.measure.training.translators import read_translators
from tests.measure.training.trust import write_trust
from tests.measure.training.works import works_of

HELD_OUT = 10  # every tenth real reference is kept for measuring
INVENTED = 29_000  # synthetic references beside the real ones
HISTORIANS = 8_000  # notes of Linked Books, training part
RENDERED = 7_000  # references in the styles of CSL
TRUSTED = 1_000  # references in styles that were held out, beside the real ones that were: what the trust table rests on
EMPTIED = 0.35  # of the references are read without the tables of publishers and journals
REPEATED = 6  # times each labelled note's source is learnt from: some hundred notes would be lost among 45,000 other references
COPIES = 3  # of it with other words
# L1 keeps the model small, L2 its weights; features seen less than four times are left out (https://www.chokkan.org/software/crfsuite/manual.html).
SETTINGS = {"c1": 0.4, "c2": 0.02, "max_iterations": 60, "feature.minfreq": 4}
FIRST = SETTINGS | {"max_iterations": 40}  # of the model that completes the labelled notes, trained on every third real reference
THIRD = 3


def split(references: Iterable[Reference]) -> tuple[list[Reference], list[Reference]]:
    """Training and held-out references."""
    training: list[Reference] = []
    held: list[Reference] = []
    for number, reference in enumerate(references):
        (held if number % HELD_OUT == 0 else training).append(reference)
    return training, held


def main(folder: Path, target: Path, checkouts: Path | None = None, notes: int | None = None) -> None:
    """Trains on everything that is not held out, and measures how far its probabilities can be trusted."""
    real, held = split(read_sets(folder))
    if checkouts:
        real.extend(linked_books(checkouts / CHECKOUT / "repo", HISTORIANS))
    chance = random.Random(7)
    printed = works_of(chain(read_bibliographies(checkouts), read_translators(checkouts)) if checkouts else ())
    trainer = _trainer([*real, *synthetic(INVENTED, real, printed), *rendered(RENDERED, real, printed)], chance)
    if checkouts:
        _add_noted(trainer, noted_sources(checkouts, notes), real, chance)
    trainer.set_params(SETTINGS)
    trainer.train(str(target / MODEL))
    noted = noted_sources(checkouts, held=True) if checkouts else ()
    write_trust(_tagger(target / MODEL), [*held, *rendered(TRUSTED, held, printed, held=True)], noted, target / "trust.csv")


def _trainer(references: Iterable[Reference], chance: random.Random) -> "pycrfsuite.Trainer":
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    for reference in references:
        read, labels = tokens_and_labels(reference)
        if labels:
            trainer.append(features(read, _lookup(chance), reference.host), labels)
    return trainer


def _add_noted(
    trainer: "pycrfsuite.Trainer", sources: Sequence[NotedSource], real: Sequence[Reference], chance: random.Random
) -> None:
    """Adds the sources of labelled notes, completed by a model of the labelled sets."""
    with tempfile.TemporaryDirectory() as folder:
        first = _trainer(real[::THIRD], random.Random(7))
        first.set_params(FIRST)
        first.train(f"{folder}/{MODEL}")
        tagger = _tagger(Path(folder) / MODEL)
        stock = Stock(real, sources, chance)
        for source in sources:
            if not source.tokens.tokens:
                continue
            labels = completed(tagger, source, pycrfsuite.ItemSequence(features(source.tokens, known, source.host)))
            copies = [*[(source, labels)] * REPEATED, *(renewed(source, labels, stock.another) for _ in range(COPIES))]
            for copy, named in copies:
                trainer.append(features(copy.tokens, _lookup(chance), copy.host), named)


def _lookup(chance: random.Random) -> WordClass | None:
    return None if chance.random() < EMPTIED else known


def _tagger(path: Path) -> "pycrfsuite.Tagger":
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


if __name__ == "__main__":
    parser = argparse.ArgumentParser("python -m tests.measure.training.train", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of the labelled sets")
    parser.add_argument("target", type=Path, nargs="?", default=Path("src/citecheck/citations"), help="where the model is written")
    parser.add_argument("--checkouts", type=Path, help="folder of the git directories of the labelled notes")
    parser.add_argument("--notes", type=int, help="learn from this many labelled notes only")
    given = parser.parse_args()
    main(given.folder, given.target, given.checkouts, given.notes)

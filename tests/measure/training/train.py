"""Trains the citation model, from the folder of the labelled sets: ``python -m tests.measure.training.train FOLDER``.

The same data give the same model: the random seed is fixed, and L-BFGS uses no threads. It writes ``model.crfsuite`` and ``trust.csv`` into
``src/citecheck/citations``, or into the folder named second. Every tenth real reference is held out for measurement.
"""

import random
import sys
from collections.abc import Iterable
from pathlib import Path

import pycrfsuite

from citecheck.citations.crf import MODEL, known
from citecheck.citations.features import features
from tests.measure.training.csl import rendered
from tests.measure.training.labelled import Reference, read_sets, tokens_and_labels
from tests.measure.training.synthetic import synthetic
from tests.measure.training.trust import write_trust

HELD_OUT = 10  # every tenth real reference is kept for measuring
INVENTED = 25_000  # synthetic references beside the real ones
RENDERED = 11_000  # references in the styles of CSL
TRUSTED = 1_000  # references in styles that were held out, beside the real ones that were: what the trust table rests on
EMPTIED = 0.35  # of the references are read without the table of publishers
# L1 keeps the model small, L2 its weights; features seen less than three times are left out (https://www.chokkan.org/software/crfsuite/manual.html).
SETTINGS = {"c1": 0.3, "c2": 0.02, "max_iterations": 100, "feature.minfreq": 3}


def split(references: Iterable[Reference]) -> tuple[list[Reference], list[Reference]]:
    """Training and held-out references."""
    training: list[Reference] = []
    held: list[Reference] = []
    for number, reference in enumerate(references):
        (held if number % HELD_OUT == 0 else training).append(reference)
    return training, held


def main(folder: Path, target: Path) -> None:
    """Trains on everything that is not held out, and measures how far its probabilities can be trusted."""
    real, held = split(read_sets(folder))
    chance = random.Random(7)
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    trainer.set_params(SETTINGS)
    for reference in [*real, *synthetic(INVENTED, real), *rendered(RENDERED, real)]:
        read, labels = tokens_and_labels(reference)
        if labels:
            trainer.append(features(read, _unknown if chance.random() < EMPTIED else known, reference.host), labels)
    trainer.train(str(target / MODEL))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(target / MODEL))
    write_trust(tagger, [*held, *rendered(TRUSTED, held, held=True)], target / "trust.csv")


def _unknown(name: str) -> str:
    return ""


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("name the folder of the labelled sets")
    main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "src/citecheck/citations"))

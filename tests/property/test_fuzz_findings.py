"""Faults found by fuzzing stay fixed, and the targets of ``tests/measure/fuzz`` run without instrumentation."""

import base64
import json
import random
from pathlib import Path

import pytest

from tests.measure.fuzz.attempt import Target, attempt
from tests.measure.fuzz.mutations import havoc
from tests.measure.fuzz.targets import targets

TABLE = Path(__file__).parent.parent / "cases" / "fuzz_findings.jsonl"
CASES = [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]
EXECUTIONS = 60  # of each target in the short form


def content(case: dict[str, str]) -> bytes:
    return case["text"].encode("utf-8") if "text" in case else base64.b64decode(case["base64"])


def changed(target: Target, seeds: list[bytes], chance: random.Random) -> bytes:
    """A seed mutated like a fuzzer does, without coverage feedback."""
    data, seed = chance.choice(seeds)[: target.largest], chance.randrange(2**31)
    if target.trees and chance.random() < 0.6:
        return target.trees(data, target.largest, seed)
    return havoc(data, target.tokens, target.largest, seed)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_fuzzer_finding_stays_fixed(case: dict[str, str]) -> None:
    assert attempt(targets()[case["target"]], content(case)) is None


@pytest.mark.parametrize("target", targets().values(), ids=lambda target: target.name)
def test_every_target_reads_its_first_seed(target: Target) -> None:
    assert attempt(target, next(iter(target.seeds()))) is None


@pytest.mark.parametrize("target", targets().values(), ids=lambda target: target.name)
def test_the_same_seed_makes_the_same_input(target: Target) -> None:
    data = next(iter(target.seeds()))[: target.largest]
    for seed in range(3):
        assert havoc(data, target.tokens, target.largest, seed) == havoc(data, target.tokens, target.largest, seed)
        assert target.trees is None or target.trees(data, target.largest, seed) == target.trees(data, target.largest, seed)


@pytest.mark.slow
@pytest.mark.parametrize("target", targets().values(), ids=lambda target: target.name)
def test_randomly_changed_inputs_find_no_fault(target: Target) -> None:
    chance, seeds = random.Random(13), list(target.seeds())
    made = [changed(target, seeds, chance) for _ in range(EXECUTIONS)]
    assert [found.what for data in made if (found := attempt(target, data, 3.0))] == []

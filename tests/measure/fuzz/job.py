"""One job: one target under atheris for some seconds (https://github.com/google/atheris).

    python -m tests.measure.fuzz.job TARGET SECONDS FOLDER

FOLDER has the target's corpus and findings. A finding does not end the job; it is stored once per kind. libFuzzer's own limits end the job
if a C function does not return, or memory runs out.
"""

import json
import logging
import pkgutil
import random
import sys
import time
import warnings
from importlib import import_module
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["citecheck"]):
    import citecheck

    for module in pkgutil.walk_packages(citecheck.__path__, "citecheck."):  # many are imported where they are used: too late here
        if not module.name.endswith("__main__"):
            import_module(module.name)
    from tests.measure.fuzz.targets import targets
from tests.measure.fuzz.attempt import INSTRUMENTED, Finding, Target, attempt, limit_memory, say
from tests.measure.fuzz.growth import grows
from tests.measure.fuzz.mutations import havoc

HANGS = 600  # seconds by the clock after which libFuzzer ends a job
SHORT = 1_000  # bytes of an input whose growth is not looked at
SLOW = 500e-6  # seconds a byte of instrumented code over which an input's growth is looked at; a megabyte in 10 s is 10e-6


class Job:
    """What one run of a target has seen."""

    def __init__(self, target: Target, folder: Path) -> None:
        self.target, self.folder = target, folder
        self.executions = 0
        self.found: set[str] = set()
        self.slowest = SLOW

    def one(self, data: bytes) -> None:
        """Reads one input, and writes down what is wrong with it."""
        self.executions += 1
        started = time.process_time()
        found = attempt(self.target, data, INSTRUMENTED)
        spent = time.process_time() - started
        if found is None and len(data) >= SHORT and spent / len(data) > 1.2 * self.slowest:
            self.slowest = spent / len(data)
            found = grows(self.target, data)
        if found and found.kind not in self.found:
            self.found.add(found.kind)
            self.keep(found)

    def keep(self, found: Finding) -> None:
        """Writes the input and what it does wrong."""
        place = self.folder / "findings"
        place.mkdir(exist_ok=True)
        (place / f"{found.name}.bin").write_bytes(found.data)
        told = {"target": found.target, "kind": found.kind, "what": found.what, "found": time.strftime("%Y-%m-%d")}
        (place / f"{found.name}.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
        say(f"finding: {found.what}")

    def mutate(self, data: bytes, largest: int, seed: int) -> bytes:
        """Another input: by structure where the target has one, by words, or as libFuzzer does."""
        chance = random.Random(seed)
        largest = min(largest, self.target.largest)
        which = chance.random()
        if self.target.trees and which < 0.6:
            try:
                return self.target.trees(data, largest, seed)
            except Exception:  # noqa: BLE001 if the structure cannot be changed, bytes are
                say("an input that its target's own mutator cannot change")
        if which < 0.85:
            return havoc(data, self.target.tokens, largest, seed)
        made: bytes = atheris.Mutate(data, largest)
        return made


def main() -> None:
    """Runs one target; prints what it did as the last line."""
    name, duration, folder = sys.argv[1], float(sys.argv[2]), Path(sys.argv[3])
    target = targets()[name]
    corpus = folder / "corpus" / name
    if not corpus.exists():
        corpus.mkdir(parents=True)
        for number, seed in enumerate(target.seeds()):
            (corpus / f"seed-{number}").write_bytes(seed[: target.largest])
    logging.disable()  # pypdf says much, and slowly
    warnings.simplefilter("ignore")
    limit_memory()
    for seed in target.seeds():  # tables load once
        attempt(target, seed, 10 * INSTRUMENTED)
        break
    job = Job(target, folder)
    crashes = folder / "crashes"
    crashes.mkdir(exist_ok=True)
    options = [
        f"-max_total_time={int(duration)}", f"-max_len={target.largest}", f"-timeout={HANGS}", "-rss_limit_mb=2500", "-print_final_stats=1",
        f"-artifact_prefix={crashes}/{name}-", "-reload=0", f"-seed={int(time.time()) % 100_000}",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(corpus)], job.one, custom_mutator=job.mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

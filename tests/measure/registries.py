"""Size, time and speed of an index of made records: ``python -m tests.measure.registries RECORDS FILE``.

Words are as frequent as in real titles (Zipf, exponent 0.9, 400,000 words). Ten million records take half an hour and 3 GB; the figures
are in ``docs/locating.md``.
"""

import bisect
import itertools
import random
import sys
import time
from pathlib import Path

from citecheck.io.record_index import IndexWriter, by_doi
from citecheck.model.knowledge import Candidate
from citecheck.model.reference import Date, Item, Source
from citecheck.protocols import Query
from citecheck.sources.dump_records import encoded, words
from citecheck.sources.plan import CountingService
from citecheck.sources.providers.registries import Registries

LETTERS = "abcdefghijklmnoprstuvw"
VOCABULARY, NAMES, VENUES, SAMPLES = 400_000, 60_000, 20_000, 600


class Makers:
    """Makes records."""

    def __init__(self) -> None:
        self._words = [_word(4, 12) for _ in range(VOCABULARY)]
        self._reach = list(itertools.accumulate(1 / (rank + 3) ** 0.9 for rank in range(VOCABULARY)))
        self._names = [_word(4, 10).title() for _ in range(NAMES)]
        self._venues = [" ".join(random.choices(self._words[:5000], k=4)).title() for _ in range(VENUES)]

    def title(self) -> str:
        """A title of five to twelve words."""
        picked = (bisect.bisect(self._reach, random.random() * self._reach[-1]) for _ in range(random.randint(5, 12)))
        return " ".join(self._words[min(at, VOCABULARY - 1)] for at in picked)

    def record(self, number: int) -> Candidate:
        """A record with a DOI of its own."""
        doi = f"10.{random.randint(1000, 9999)}/{random.randint(1, 10**9)}.{number}"
        people = tuple(f"{random.choice(self._names)} {random.choice(self._names)}" for _ in range(random.randint(1, 6)))
        first = number % 900
        return Candidate(
            f"https://doi.org/{doi}", "made", self.title(), people, random.choice(self._venues), Date((2000 + number % 26,)),
            doi=doi, volume=str(number % 90), issue=str(number % 12), page=f"{first}-{first + 12}", kind="article-journal", record=True,
        )  # fmt: skip


def _word(least: int, most: int) -> str:
    return "".join(random.choices(LETTERS, k=random.randint(least, most)))


def build(records: int, path: Path) -> list[Candidate]:
    """Write the index and return some of its records."""
    makers, started, samples = Makers(), time.perf_counter(), []
    writer = IndexWriter(path)
    for number in range(records):
        record = makers.record(number)
        writer.add(words(record.title or ""), record.doi, encoded(record))
        if random.random() < 2 * SAMPLES / records:
            samples.append(record)
    writer.finish("made records")
    size = path.stat().st_size
    print(f"{records:,} records: {time.perf_counter() - started:,.0f} s, {size / 1e9:.2f} GB, {size / records:.0f} bytes each")
    return samples[:SAMPLES]


def search(samples: list[Candidate], path: Path) -> None:
    """Print the times of searches for titles that are there, with a wrong word, and unknown."""
    provider, service = Registries(folder=str(path.parent)), CountingService(b"{}")
    kinds = {
        "right": lambda title: title,
        "one word wrong": lambda title: f"{title.rpartition(' ')[0]} zzzzzzzzzzzzzz",
        "unknown": lambda title: f"{title.partition(' ')[2]} {random.choice(samples).title}",
    }
    for kind, changed in kinds.items():
        taken, found = [], 0
        for record in samples:
            query = Query(Source("", Item(type="article-journal", title=changed(record.title or ""))))
            started = time.perf_counter()
            offered = provider.search(query, service)
            taken.append(1000 * (time.perf_counter() - started))
            found += any(one.doi == record.doi for one in offered)
        taken.sort()
        shares = ", ".join(f"{share:.0%} {taken[int(share * (len(taken) - 1))]:.1f} ms" for share in (0.5, 0.95, 0.99))
        print(f"{kind}: {shares}; found {found} of {len(samples)}")
    started = time.perf_counter()
    for record in samples:
        by_doi(path, record.doi or "")
    print(f"by DOI: {1000 * (time.perf_counter() - started) / len(samples):.2f} ms")


def main() -> None:
    """Build and search."""
    random.seed(1)
    path = Path(sys.argv[2])
    search(build(int(sys.argv[1]), path), path)


if __name__ == "__main__":
    main()

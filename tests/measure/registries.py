"""Size, time and speed of an index of made records: ``python -m tests.measure.registries RECORDS FILE``.

Words are as frequent as in real titles (Zipf, exponent 0.9, 400,000 words). Ten million records take 3 GB, and some ten minutes of computing;
the figures are in ``docs/locating.md``. Times are of computing and as waited for: on a busy computer, most of the second is others' work. Cold:
the system's cache of the file is dropped before every search, where the system can.
"""

import itertools
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from citecheck.io import record_index
from citecheck.io.record_index import by_doi, writing
from citecheck.model.knowledge import Candidate
from citecheck.model.reference import Date, Item, Source
from citecheck.protocols import Query
from citecheck.sources.dump_records import encoded, words
from citecheck.sources.plan import CountingService
from citecheck.sources.providers.registries import Registries

LETTERS = "abcdefghijklmnoprstuvw"
VOCABULARY, NAMES, VENUES, SAMPLES, COLD = 400_000, 60_000, 20_000, 600, 100
AT_ONCE = 200_000  # words chosen together


class Makers:
    """Makes records."""

    def __init__(self) -> None:
        vocabulary = [_word(4, 12) for _ in range(VOCABULARY)]
        reach = list(itertools.accumulate(1 / (rank + 3) ** 0.9 for rank in range(VOCABULARY)))
        self._words = _endless(lambda: random.choices(vocabulary, cum_weights=reach, k=AT_ONCE))
        names = [_word(4, 10).title() for _ in range(NAMES)]
        self._names = _endless(lambda: random.choices(names, k=AT_ONCE))
        self._venues = [" ".join(random.choices(vocabulary[:5000], k=4)).title() for _ in range(VENUES)]

    def word(self) -> str:
        """A word of a title."""
        return next(self._words)

    def record(self, number: int) -> Candidate:
        """A record with a title of five to twelve words and a DOI of its own."""
        doi = f"10.{random.randint(1000, 9999)}/{random.randint(1, 10**9)}.{number}"
        title = " ".join(itertools.islice(self._words, random.randint(5, 12)))
        people = tuple(f"{next(self._names)} {next(self._names)}" for _ in range(random.randint(1, 6)))
        first = number % 900
        return Candidate(
            f"https://doi.org/{doi}", "made", title, people, random.choice(self._venues), Date((2000 + number % 26,)),
            doi=doi, volume=str(number % 90), issue=str(number % 12), page=f"{first}-{first + 12}", kind="article-journal", record=True,
        )  # fmt: skip


def _endless(some: Callable[[], list[str]]) -> Iterator[str]:
    while True:
        yield from some()


def _word(least: int, most: int) -> str:
    return "".join(random.choices(LETTERS, k=random.randint(least, most)))


def build(records: int, path: Path, makers: Makers) -> list[Candidate]:
    """Write the index and return some of its records."""
    started, computed, samples = time.perf_counter(), time.process_time(), []
    with writing(path) as writer:
        for number in range(records):
            record = makers.record(number)
            writer.add(words(record.title or ""), record.doi, encoded(record))
            if random.random() < 2 * SAMPLES / records:
                samples.append(record)
        writer.finish("made records")
    size, taken, computed = path.stat().st_size, time.perf_counter() - started, time.process_time() - computed
    print(
        f"{records:,} records: {computed:,.0f} s of computing, {taken:,.0f} s; {size / 1e9:.2f} GB, {size / records:.0f} bytes each"
    )
    return samples[:SAMPLES]


def search(samples: list[Candidate], path: Path, makers: Makers, before: Callable[[], None]) -> None:
    """Print the times of searches for titles that are there, with wrong words, and unknown."""
    provider, service = Registries(folder=str(path.parent)), CountingService(b"{}")
    kinds: dict[str, Callable[[str], str]] = {
        "right": lambda title: title,
        "an invented word": lambda title: _swapped(title, "zzzzzzzzzzzzzz"),
        "another word": lambda title: _swapped(title, makers.word()),
        "two other words": lambda title: _swapped(_swapped(title, makers.word()), makers.word()),
        "unknown": lambda title: f"{title.partition(' ')[2]} {random.choice(samples).title}",
    }
    for kind, changed in kinds.items():
        found, times = 0, Times()
        for record in samples:
            query = Query(Source("", Item(type="article-journal", title=changed(record.title or ""))))
            before()
            with times:
                offered = provider.search(query, service)
            found += any(one.doi == record.doi for one in offered)
        print(f"{kind}: {times}; found {found} of {len(samples)}")
    times = Times()
    for record in samples:
        before()
        with times:
            by_doi(path, record.doi or "")
    print(f"by DOI: {times}")


class Times:
    """Times of computing and as waited for, in milliseconds."""

    def __init__(self) -> None:
        self._all: list[tuple[float, float]] = []

    def __enter__(self) -> None:
        self._start = time.thread_time(), time.perf_counter()

    def __exit__(self, *_: object) -> None:
        self._all.append((1000 * (time.thread_time() - self._start[0]), 1000 * (time.perf_counter() - self._start[1])))

    def __str__(self) -> str:
        return "; ".join(
            f"{name} {_shares(sorted(times))}"
            for name, times in zip(("computing", "waiting"), zip(*self._all, strict=True), strict=True)
        )


def _shares(times: list[float]) -> str:
    return ", ".join(f"{share:.0%} {times[int(share * (len(times) - 1))]:.1f} ms" for share in (0.5, 0.95, 0.99))


def _swapped(title: str, word: str) -> str:
    """The title with another word at a place by chance."""
    all_words = title.split()
    all_words[random.randrange(len(all_words))] = word
    return " ".join(all_words)


def _forget(path: Path) -> None:
    """Drop the system's cache of a file, and what is open of it."""
    record_index.forget()
    with path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def main() -> None:
    """Build and search."""
    random.seed(1)
    path, makers = Path(sys.argv[2]), Makers()
    samples = build(int(sys.argv[1]), path, makers)
    search(samples, path, makers, lambda: None)
    if hasattr(os, "posix_fadvise"):
        print("cold:")
        search(samples[:COLD], path, makers, lambda: _forget(path))


if __name__ == "__main__":
    main()

"""A file with bibliographic records, found by the words of their titles or by DOI: SQLite with a contentless FTS5 index.

One file has one registry. It is written to a temporary file that replaces the earlier one when it is complete, so that an interrupted
run leaves what was there. Records are opaque bytes, words are the caller's: the tokenizer splits at spaces and nowhere within a script.
https://www.sqlite.org/fts5.html#contentless_tables
"""

import contextlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from citecheck.io.atomic_files import replacing_by_name

if TYPE_CHECKING:
    import sqlite3

SUFFIX = ".sqlite"
FORMAT = 2  # of the file; another one is not read
FREQUENT = 100  # titles with a word from which their number is stored; of rarer words the order does not matter
RARE = 0.001  # share of titles with a rare word, at most: in a small index, none is frequent
BATCH = 5_000  # records per statement
HASH_BYTES = 64 * 2**20  # of FTS5's pending words: fewer and larger segments
CACHE_KB = 64 * 1024
MOST = 200  # records that a search reads
_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA page_size = 8192;
PRAGMA cache_size = -{cache};
PRAGMA temp_store = FILE;
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE records(id INTEGER PRIMARY KEY, doi INTEGER, data BLOB NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(title, content='', detail=none, columnsize=0, tokenize='ascii');
CREATE TABLE frequent(word TEXT PRIMARY KEY, titles INTEGER) WITHOUT ROWID;
INSERT INTO words(words, rank) VALUES('hashsize', {hash_bytes});
"""


class UnreadableIndex(Exception):
    """The file is no index of this format, or is damaged."""


class IndexSummary(Struct, frozen=True):
    """What an index is of: the file's path, its records, the names of the dumps, and its size in bytes."""

    path: Path
    records: int
    dumps: str
    size: int

    @property
    def name(self) -> str:
        """The registry's name."""
        return self.path.name.removesuffix(SUFFIX)


class Counted(NamedTuple):
    """A word, and in how many titles it is."""

    word: str
    titles: int


class IndexWriter:
    """Writes records into an index. Raises ``sqlite3.Error`` where the disk is full."""

    def __init__(self, connection: "sqlite3.Connection") -> None:
        self._connection = connection
        self._connection.executescript(_SCHEMA.format(cache=CACHE_KB, hash_bytes=HASH_BYTES))
        self._connection.execute("BEGIN")
        self._records: list[tuple[int, int | None, bytes]] = []
        self._titles: list[tuple[int, str]] = []
        self.count = 0

    def add(self, words: Sequence[str], doi: str | None, data: bytes) -> None:
        """Add a record under the words of its title."""
        self.count += 1
        self._records.append((self.count, _hash(doi) if doi else None, data))
        self._titles.append((self.count, " ".join(words)))
        if len(self._records) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        self._connection.executemany("INSERT INTO records VALUES(?, ?, ?)", self._records)
        self._connection.executemany("INSERT INTO words(rowid, title) VALUES(?, ?)", self._titles)
        self._records.clear()
        self._titles.clear()

    def finish(self, dumps: str) -> None:
        """Complete the index; ``dumps`` are the names of what it was made from."""
        self._flush()
        about = (("format", str(FORMAT)), ("dumps", dumps), ("records", str(self.count)))
        self._connection.executemany("INSERT INTO about VALUES(?, ?)", about)
        self._connection.execute("INSERT INTO words(words) VALUES('optimize')")
        self._connection.execute("COMMIT")
        count_words(self._connection)
        self._connection.execute("CREATE INDEX by_doi ON records(doi) WHERE doi IS NOT NULL")


def count_words(connection: "sqlite3.Connection") -> None:
    """Store in how many titles each frequent word is."""
    connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'words', 'row')")
    connection.execute("INSERT INTO frequent SELECT term, doc FROM temp.vocabulary WHERE doc >= ?", (FREQUENT,))


@contextlib.contextmanager
def writing(path: Path) -> Iterator[IndexWriter]:
    """A writer of an index that replaces ``path`` at the end of the block, unless there is an error.

    Raises ``OSError`` and ``sqlite3.Error`` where the disk is full or read-only.
    """
    import sqlite3

    with replacing_by_name(path) as (_, draft), contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        yield IndexWriter(connection)
    forget()


def forget() -> None:
    """Close the indexes that were read."""
    _open.cache_clear()


def indexes(folder: Path) -> tuple[Path, ...]:
    """The indexes in a folder, by name."""
    try:
        return tuple(sorted(path for path in folder.glob(f"*{SUFFIX}") if not path.name.startswith(".")))
    except OSError:
        return ()


def summary(path: Path) -> IndexSummary:
    """What an index is of. Raises ``UnreadableIndex``."""
    with _reading(path) as connection:
        about = dict(connection.execute("SELECT key, value FROM about"))
        return IndexSummary(path, int(about["records"]), about["dumps"], path.stat().st_size)


def rarest_first(path: Path, words: Sequence[str]) -> list[Counted]:
    """The words that titles have, the rarest first, then the longest. Rare ones are not counted. Raises ``UnreadableIndex``."""
    rare = max(1, min(FREQUENT, int(summary(path).records * RARE)))
    found = []
    with _reading(path) as connection:
        for word in words:
            frequent = connection.execute("SELECT titles FROM frequent WHERE word = ?", (word,)).fetchone()
            if frequent or connection.execute("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (_matching([word]),)).fetchone():
                found.append(Counted(word, frequent[0] if frequent else rare))
    return sorted(found, key=lambda one: (one.titles, -len(one.word)))


def by_words(path: Path, words: Sequence[str], most: int = MOST) -> list[bytes]:
    """The records whose titles have all of the words, at most ``most``; those that are rare should be first. Raises ``UnreadableIndex``."""
    with _reading(path) as connection:
        found = connection.execute("SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (_matching(words), most)).fetchall()
        return [data for (row,) in found for (data,) in connection.execute("SELECT data FROM records WHERE id = ?", (row,))]


def by_doi(path: Path, doi: str) -> list[bytes]:
    """The records that may have a DOI: its hash is stored, so the caller compares. Raises ``UnreadableIndex``."""
    with _reading(path) as connection:
        rows = connection.execute("SELECT data FROM records WHERE doi = ? LIMIT ?", (_hash(doi), MOST))
        return [data for (data,) in rows]


def _matching(words: Sequence[str]) -> str:
    """The query for titles with all of the words."""
    return " AND ".join(f'"{word.replace(chr(34), " ")}"' for word in words)


def _hash(doi: str) -> int:
    """A DOI, whose letters have no case, as a signed number of eight bytes."""
    return int.from_bytes(blake2b(doi.strip().casefold().encode(), digest_size=8).digest(), "big", signed=True)


@contextlib.contextmanager
def _reading(path: Path) -> Iterator["sqlite3.Connection"]:
    import sqlite3

    try:
        yield _open(path)
    except (sqlite3.Error, KeyError, ValueError, OSError) as error:
        raise UnreadableIndex(f"{path}: {error}") from None


@lru_cache(maxsize=16)
def _open(path: Path) -> "sqlite3.Connection":
    import sqlite3

    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    if connection.execute("SELECT value FROM about WHERE key = 'format'").fetchone() != (str(FORMAT),):
        raise UnreadableIndex(f"{path}: it has another format")
    return connection

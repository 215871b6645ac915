"""The figures of a corpus, from its Parquet files: rates with confidence intervals, hosts, and findings to look at."""

from collections.abc import Sequence
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from citecheck.app.corpus import tables
from citecheck.app.corpus.layout import Run
from citecheck.app.corpus.parts import read_listing

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Z = 1.96  # of a normal distribution, for 95 %
HOSTS, SAMPLES = 40, 5  # hosts that are listed; findings of each rule
EMPTY = {
    "findings": "path TEXT, code TEXT, name TEXT, severity TEXT, message TEXT, line BIGINT, fingerprint TEXT",
    "notes": "path TEXT, status TEXT",
    "sources": "path TEXT, state TEXT, url TEXT, short BOOLEAN",
    "links": "path TEXT, url TEXT, verdict TEXT",
}  # the columns that are used


class Rate(Struct, frozen=True):
    """A share, with the bounds of its 95 % interval."""

    name: str
    number: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The share itself; 0 of nothing is 0."""
        return self.number / self.of if self.of else 0.0


def rate(name: str, number: int, of: int, effective: float | None = None) -> Rate:
    """A share with Wilson's interval, which also holds near 0 and 1 (Wilson 1927; NIST/SEMATECH e-Handbook, 7.2.4.1).

    ``effective``: how many independent ones the sample is worth.
    """
    size = of if effective is None else effective
    if not of or size <= 0:
        return Rate(name, number, of, 0.0, 1.0)
    share, more = number / of, Z * Z / size
    middle = (share + more / 2) / (1 + more)
    half = Z / (1 + more) * sqrt(share * (1 - share) / size + more / (4 * size))
    return Rate(name, number, of, max(0.0, middle - half), min(1.0, middle + half))


class Clusters(Struct, frozen=True):
    """The documents in which something is counted: their number, the sum of what they have, and of its squares."""

    documents: int
    total: int
    squares: int


def clustered_rate(name: str, number: int, squares: int, products: int, of: Clusters) -> Rate:
    """A share of what documents have, such as links: those of one document resemble each other, so that they are worth fewer.

    ``squares`` and ``products`` are sums over documents: of the squared numbers, and of the number times what the document has.
    The variance is the ratio estimator's (Cochran, Sampling Techniques, 1977, 6.3).
    """
    if of.documents < 2 or not 0 < number < of.total:
        return rate(name, number, of.total, min(of.documents, of.total))
    share = number / of.total
    spread = squares - 2 * share * products + share * share * of.squares
    variance = spread * of.documents / (of.documents - 1) / of.total**2
    return rate(name, number, of.total, min(of.total, share * (1 - share) / variance) if variance > 0 else of.total)


class RuleFigures(Struct, frozen=True):
    """A rule: how often it was broken, in how many documents, and findings to look at."""

    code: str
    name: str
    severity: str
    findings: int
    documents: Rate
    samples: tuple[dict[str, Any], ...]


class Figures(Struct, frozen=True):
    """What the index page shows."""

    documents: int
    unread: Rate
    notes: tuple[Rate, ...]
    sources: tuple[Rate, ...]
    links: int  # each URL once
    verdicts: tuple[Rate, ...]
    hosts: tuple[dict[str, Any], ...]
    rules: tuple[RuleFigures, ...]


def figures(run: Run) -> Figures:
    """Count everything. Raises ``WriteError``."""
    with tables.database(run.folder) as connection:
        for kind, columns in EMPTY.items():
            _open(connection, tables.files_in(run.output(kind, "").parent), kind, columns)
        connection.execute("CREATE TABLE once AS SELECT url, any_value(verdict) AS verdict FROM links GROUP BY url")
        documents, unread = _documents(connection, run)
        (links,) = _row(connection, "SELECT count(*) FROM once")
        return Figures(
            documents,
            rate("documents that could not be read", unread, documents),
            _rates(connection, "notes", "status"),
            _rates(connection, "sources WHERE NOT short", "coalesce(state, 'unchecked')"),
            links,
            _rates(connection, "links", "verdict"),
            _hosts(connection),
            _rules(connection, documents),
        )


def _open(connection: "DuckDBPyConnection", files: Sequence[Path], kind: str, columns: str) -> None:
    """A view of files; without files, of nothing."""
    if files:
        connection.execute(f"CREATE VIEW {kind} AS SELECT * FROM read_parquet([{', '.join(map(tables.quoted, files))}])")  # noqa: S608 -- quoted
    else:
        connection.execute(f"CREATE TABLE {kind}({columns})")


def _documents(connection: "DuckDBPyConnection", run: Run) -> tuple[int, ...]:
    """The number of documents, and of those that could not be read. Those that were read again with their notes are only in that part."""
    parts = [file.stem for file in tables.files_in(run.output("findings", "").parent) if run.state("parsed", file.stem).exists()]
    listed = set(read_listing(run).parts)
    for kind, here in (("parsed", listed), ("joined", set(parts) - listed)):
        _open(connection, [run.state("parsed", part) for part in parts if part in here], kind, "path TEXT, fault TEXT")
    return _row(
        connection,
        "SELECT count(*), count(*) FILTER (fault IS NOT NULL) FROM "
        "(SELECT fault FROM parsed WHERE path NOT IN (SELECT path FROM joined) UNION ALL SELECT fault FROM joined)",
    )


def _row(connection: "DuckDBPyConnection", query: str) -> tuple[int, ...]:
    return tuple(int(number or 0) for number in connection.execute(query).fetchone() or ())


def _rates(connection: "DuckDBPyConnection", rows: str, kind: str) -> tuple[Rate, ...]:
    """The shares of the kinds of something that documents have; ``rows`` and ``kind`` are SQL."""
    of = Clusters(
        *_row(
            connection,
            f"SELECT count(*), sum(many), sum(many * many) FROM (SELECT count(*) AS many FROM {rows} GROUP BY path)",  # noqa: S608 -- constants
        )
    )
    found = connection.execute(
        f"WITH own AS (SELECT path, {kind} AS kind, count(*) AS number FROM {rows} GROUP BY 1, 2), "  # noqa: S608 -- constants
        "whole AS (SELECT path, sum(number) AS many FROM own GROUP BY path) "
        "SELECT kind, sum(number), sum(number * number), sum(number * many) FROM own JOIN whole USING (path) GROUP BY kind"
    ).fetchall()
    rates = (clustered_rate(str(name), int(number), int(squares), int(products), of) for name, number, squares, products in found)
    return tuple(sorted(rates, key=lambda one: (-one.number, one.name)))


def _hosts(connection: "DuckDBPyConnection") -> tuple[dict[str, Any], ...]:
    """The hosts with the most links that are gone or unreachable, then those with the most links."""
    found = connection.execute(
        "SELECT regexp_extract(url, '^[a-z]+://(?:[^/@]*@)?([^/:?#]+)', 1) AS host, count(*) AS links, "
        "count(*) FILTER (verdict IN ('gone', 'soft-gone')) AS gone, count(*) FILTER (verdict = 'unreachable') AS unreachable, "
        "count(*) FILTER (verdict = 'blocked') AS blocked, count(*) FILTER (verdict = 'unchecked') AS unchecked "
        "FROM once GROUP BY 1 ORDER BY gone + unreachable DESC, links DESC, host LIMIT $hosts",
        {"hosts": HOSTS},
    )
    names = [column[0] for column in found.description or ()]
    return tuple(dict(zip(names, row, strict=True)) for row in found.fetchall())


def _rules(connection: "DuckDBPyConnection", documents: int) -> tuple[RuleFigures, ...]:
    counted = connection.execute(
        "SELECT code, any_value(name), any_value(severity), count(*), count(DISTINCT path) FROM findings GROUP BY code ORDER BY code"
    ).fetchall()
    # Chosen by a hash, so that every report shows the same ones.
    chosen = connection.execute(
        "SELECT code, path, line, message FROM findings "
        "QUALIFY row_number() OVER (PARTITION BY code ORDER BY hash(path || coalesce(fingerprint, '')), line) <= $samples",
        {"samples": SAMPLES},
    ).fetchall()
    return tuple(
        RuleFigures(
            code,
            name,
            severity,
            many,
            rate(code, of, documents),
            tuple({"path": path, "line": line, "message": message} for own, path, line, message in chosen if own == code),
        )
        for code, name, severity, many, of in counted
    )

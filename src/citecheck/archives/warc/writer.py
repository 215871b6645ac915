"""Writes the local archive: appends complete records under a lock."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

from msgspec.structs import replace

from citecheck.archives.warc import cdxj
from citecheck.archives.warc.cdxj import REVISIT, BadLine, CdxjRow, damaged_index, look_up
from citecheck.archives.warc.folder import locked_folder, warcs, write_error
from citecheck.archives.warc.http import field
from citecheck.archives.warc.reader import members
from citecheck.archives.warc.record import Original, date, new_id, warcinfo
from citecheck.archives.warc.records import RecordPair, record_pair, rendered
from citecheck.archives.warc.recovery import Recovered, recover
from citecheck.archives.warc.scan import Scan
from citecheck.archives.warc.surts import uri
from citecheck.io.atomic_files import clear
from citecheck.io.descriptors import NOFOLLOW, PRIVATE
from citecheck.model.errors import WriteError
from citecheck.model.web import Exchange, Request
from citecheck.protocols import Clock

MAX_RECORDED_HOPS = 12
SYNC_EVERY = 32  # exchanges between two fsyncs; a busy disk does about 500 per second
OUR_PREFIX = "citecheck-"  # of our files' names; files of other programs are not changed
MAX_FILE = 1_000_000_000  # bytes of a file (WARC 1.1, annex C)


class Writer:
    """Writes exchanges to the newest WARC file of a folder. An ``ExchangeRecorder``; use ``open_writer``."""

    def __init__(self, folder: Path, clock: Clock, agent: str, max_file: int = MAX_FILE) -> None:
        self.folder = folder
        self.recovered = Recovered()
        self._unlisted: frozenset[CdxjRow] = frozenset()  # rows that the previous run did not write
        self._index = folder / cdxj.NAME
        self._clock = clock
        self._agent = agent
        self._max_file = max_file
        self._lock = threading.Lock()
        self._file = -1
        self._path = folder
        self._size = 0
        self._unsynced = 0
        self._warcinfo = new_id()
        self._rows: list[CdxjRow] = []
        self._by_url: dict[str, list[CdxjRow]] = {}
        self._looked_up: set[str] = set()
        self._originals: dict[str, Original] = {}
        self._ids: dict[str, str] = {}

    def open(self) -> None:
        """Continue the newest file, after recovering that of a killed run."""
        present = [path for path in warcs(self.folder) if path.name.startswith(OUR_PREFIX)]
        for path in present:
            if path.is_symlink():
                raise WriteError(
                    f"{path}: this is a symbolic link; citecheck does not write through links, put the file itself there"
                )
        for path in present[:-1] if not self._index.exists() else ():
            self._add(*recover(path, self._index).found)
        if present:
            self.recovered = recover(present[-1], self._index)
            self._unlisted = frozenset(self.recovered.found)
            self._add(*self.recovered.found)
        if present and self.recovered.size < self._max_file:
            self._path, self._size = present[-1], self.recovered.size

    def close(self) -> None:
        """Flush the file to the disk, then write the index."""
        with self._lock:
            if self._file >= 0:
                os.fsync(self._file)
                os.close(self._file)
                self._file = -1
            if self._rows or self.recovered.lost:
                self._write_index()

    def keep(self, request: Request, exchanges: tuple[Exchange, ...]) -> None:
        """Append the records of a response and its redirects. Raises ``WriteError``."""
        with self._lock:
            for exchange in exchanges:
                self._keep(exchange)

    def rendered(self, url: str, html: bytes) -> None:
        """Append the document built by a page's scripts, if this run captured the page."""
        with self._lock:
            if own := self._ids.get(uri(url)):
                self._append(rendered(url, html, own, date(self._clock.now()), self._warcinfo))

    def newest(self, url: str) -> CdxjRow | None:
        """Return the latest capture of a URL."""
        found = self.captures(uri(url))
        return max(found, key=lambda row: (row.timestamp, row.filename, row.offset), default=None)

    def page(self, url: str) -> CdxjRow | None:
        """Return the latest capture of a URL, after its recorded redirects; None if there is none."""
        for _ in range(MAX_RECORDED_HOPS):
            row = self.newest(url)
            if row is None or not row.status.startswith("3"):
                return row
            location = (field(self._read(row).http_fields, b"location") or b"").decode("utf-8", "replace")
            try:
                url = urljoin(url, location)
            except ValueError:  # not a URL
                return None
        return None

    def server(self, url: str) -> str:
        """Return the server's IP address of the latest capture of a URL; empty if unknown."""
        row = self.newest(url)
        return self._read(row).get("WARC-IP-Address") if row else ""

    def _read(self, row: CdxjRow) -> Scan:
        """The record of a row, read incrementally; sizes in the index are not trusted, because it may come from a checkout."""
        with (self.folder / row.filename).open("rb") as file:
            found = next(members(file, row.offset), None)
        return found.scan if found else Scan()

    def captures(self, url: str) -> list[CdxjRow]:
        """Return all captures of a URL in the form of ``uri``."""
        lost = {(row.filename, row.offset) for row in self.recovered.lost}
        rows = list(self._by_url.get(url, ()))
        try:
            with self._index.open("rb") as file:
                known = [row for row in look_up(file, url) if row.url == url and (row.filename, row.offset) not in lost]
        except FileNotFoundError:
            return rows
        except OSError as error:
            raise write_error(self._index, error) from None
        except BadLine as error:
            raise WriteError(f"{self._index}: {damaged_index(error)}") from None
        sizes = {path.name: path.stat().st_size for path in warcs(self.folder)} if known else {}
        return rows + [row for row in known if row.offset + row.length <= sizes.get(row.filename, 0)]

    def _keep(self, exchange: Exchange) -> None:
        if self._file < 0 or self._size >= self._max_file:
            self._open_file()
        self._load_originals(uri(exchange.url))
        records = record_pair(exchange, self._originals, self._warcinfo)
        if self._is_duplicate(records):
            return
        row = replace(records.row, offset=self._size, filename=self._path.name)
        self._append(records.response + records.request)
        self._ids[records.row.url] = records.id
        if not exchange.truncated:
            self._originals.setdefault(records.row.digest, records.original)
        self._add(row)
        self._unsynced += 1
        if self._unsynced >= SYNC_EVERY:
            os.fsync(self._file)
            self._unsynced = 0

    def _is_duplicate(self, records: RecordPair) -> bool:
        """Whether the same response was recorded in the same second, or by a killed run."""
        return any(
            (row.digest, row.status) == (records.row.digest, records.row.status)
            and (row.timestamp == records.row.timestamp or row in self._unlisted)
            for row in self._by_url.get(records.row.url, ())
        )

    def _load_originals(self, url: str) -> None:
        if url not in self._looked_up:
            self._looked_up.add(url)
            for row in self.captures(url):
                if row.mime != REVISIT:
                    stamp = row.timestamp
                    moment = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}T{stamp[8:10]}:{stamp[10:12]}:{stamp[12:14]}Z"
                    self._originals.setdefault(row.digest, Original(row.url, moment))

    def _add(self, *rows: CdxjRow) -> None:
        for row in rows:
            self._rows.append(row)
            self._by_url.setdefault(row.url, []).append(row)

    def _append(self, data: bytes) -> None:
        """Append records completely, or not at all."""
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(self._file, left) :]
        except OSError as error:
            os.ftruncate(self._file, self._size)
            raise write_error(self._path, error) from None
        self._size += len(data)

    def _open_file(self) -> None:
        """Open the file to append to, a new one if there is none or it is full; write the warcinfo record of the run."""
        now = self._clock.now()
        if self._file >= 0:
            os.fsync(self._file)
            os.close(self._file)
        new = self._path == self.folder or self._size >= self._max_file
        if new:
            self._path, self._size = self.folder / f"{OUR_PREFIX}{now:%Y%m%d%H%M%S}-{len(warcs(self.folder)) + 1:05}.warc.gz", 0
        flags = os.O_WRONLY | os.O_APPEND | NOFOLLOW | PRIVATE | (os.O_CREAT | os.O_EXCL if new else 0)
        try:
            self._file = os.open(self._path, flags, 0o644)
        except OSError as error:
            raise write_error(self._path, error) from None
        self._append(warcinfo(now, self._path.name, self._agent, self._warcinfo))

    def _write_index(self) -> None:
        try:
            cdxj.write(self._index, self._rows, self.recovered.lost)
        except OSError as error:
            raise write_error(self._index, error) from None
        self._rows = []


@contextmanager
def open_writer(folder: Path, project: Path, clock: Clock, agent: str, max_file: int = MAX_FILE) -> Iterator[Writer]:
    """Open the writer of a folder in a project, with its lock. Raises ``WriteError``, also for damaged files."""
    with locked_folder(folder, project):
        clear(folder)
        writer = Writer(folder, clock, agent, max_file)
        try:
            writer.open()
        except OSError as error:
            raise write_error(folder, error) from None
        try:
            yield writer
        finally:
            writer.close()

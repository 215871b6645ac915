"""The one writer of the local archive: appends records under one lock, flushes each, and never leaves a torn one behind it."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

from citecheck.archives.warc import cdxj
from citecheck.archives.warc.cdxj import REVISIT, BadLine, CdxjRow, damaged, look_up
from citecheck.archives.warc.folder import alone, cannot, warcs
from citecheck.archives.warc.http import field
from citecheck.archives.warc.reader import members
from citecheck.archives.warc.record import Original, date, new_id, warcinfo
from citecheck.archives.warc.records import Pair, pair, rendered
from citecheck.archives.warc.recovery import Recovered, recover
from citecheck.archives.warc.scan import Scan
from citecheck.archives.warc.surts import uri
from citecheck.io.atomic_files import clear
from citecheck.io.descriptors import NOFOLLOW, PRIVATE
from citecheck.model.errors import WriteError
from citecheck.model.web import Exchange, Request
from citecheck.protocols import Clock

MAX_RECORDED_HOPS = 12
SYNC_EVERY = 32  # exchanges between two fsyncs: a busy disk does some 500 a second
OURS = "citecheck-"  # how the names of our files begin; what another program wrote is neither gone on with nor mended
MAX_FILE = 1_000_000_000  # bytes after which a new file begins (WARC 1.1, annex C)


class Writer:
    """Keeps exchanges in the newest WARC file of a folder. A ``Recorder``; use it within ``open_writer``."""

    def __init__(self, folder: Path, clock: Clock, agent: str, max_file: int = MAX_FILE) -> None:
        self.folder = folder
        self.recovered = Recovered()
        self._left_over: frozenset[CdxjRow] = frozenset()  # what the run before had kept and not listed
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
        """Goes on where the newest file ends, after mending what a killed run left."""
        present = [path for path in warcs(self.folder) if path.name.startswith(OURS)]
        for path in present:
            if path.is_symlink():
                raise WriteError(
                    f"{path}: this is a symbolic link; citecheck does not write through links, put the file itself there"
                )
        for path in present[:-1] if not self._index.exists() else ():
            self._add(*recover(path, self._index).found)
        if present:
            self.recovered = recover(present[-1], self._index)
            self._left_over = frozenset(self.recovered.found)
            self._add(*self.recovered.found)
        if present and self.recovered.size < self._max_file:
            self._path, self._size = present[-1], self.recovered.size

    def close(self) -> None:
        """Brings everything to the disk, then the index."""
        with self._lock:
            if self._file >= 0:
                os.fsync(self._file)
                os.close(self._file)
                self._file = -1
            if self._rows or self.recovered.lost:
                self._write_index()

    def keep(self, request: Request, exchanges: tuple[Exchange, ...]) -> None:
        """Appends the records of one answer and all its hops. Raises ``WriteError`` where the disk takes no more."""
        with self._lock:
            for exchange in exchanges:
                self._keep(exchange)

    def rendered(self, url: str, html: bytes) -> None:
        """Keeps the document that a page's scripts built, beside the page's capture of this run."""
        with self._lock:
            if own := self._ids.get(uri(url)):
                self._append(rendered(url, html, own, date(self._clock.now()), self._warcinfo))

    def newest(self, url: str) -> CdxjRow | None:
        """The latest capture of an address, in this run or before."""
        found = self.captures(uri(url))
        return max(found, key=lambda row: (row.timestamp, row.filename, row.offset), default=None)

    def page(self, url: str) -> CdxjRow | None:
        """The capture that an address leads to: its own latest, or what that one redirects to; None where the way ends."""
        for _ in range(MAX_RECORDED_HOPS):
            row = self.newest(url)
            if row is None or not row.status.startswith("3"):
                return row
            location = (field(self._read(row).http_fields, b"location") or b"").decode("utf-8", "replace")
            try:
                url = urljoin(url, location)
            except ValueError:  # no address
                return None
        return None

    def server(self, url: str) -> str:
        """The IP address that the latest capture of an address came from; empty where it is not known."""
        row = self.newest(url)
        return self._read(row).get("WARC-IP-Address") if row else ""

    def _read(self, row: CdxjRow) -> Scan:
        """The record of a row, little by little, since an index may have come with a checkout: what it says of sizes is not believed."""
        with (self.folder / row.filename).open("rb") as file:
            found = next(members(file, row.offset), None)
        return found.scan if found else Scan()

    def captures(self, address: str) -> list[CdxjRow]:
        """Every capture of an address that is written as records write it."""
        lost = {(row.filename, row.offset) for row in self.recovered.lost}
        rows = list(self._by_url.get(address, ()))
        try:
            with self._index.open("rb") as file:
                known = [row for row in look_up(file, address) if row.url == address and (row.filename, row.offset) not in lost]
        except FileNotFoundError:
            return rows
        except OSError as error:
            raise cannot(self._index, error) from None
        except BadLine as error:
            raise WriteError(f"{self._index}: {damaged(error)}") from None
        sizes = {path.name: path.stat().st_size for path in warcs(self.folder)} if known else {}
        return rows + [row for row in known if row.offset + row.length <= sizes.get(row.filename, 0)]

    def _keep(self, exchange: Exchange) -> None:
        if self._file < 0 or self._size >= self._max_file:
            self._begin()
        self._remember_originals(uri(exchange.url))
        made = pair(exchange, self._originals, self._warcinfo)
        if self._again(made):
            return
        row = replace(made.row, offset=self._size, filename=self._path.name)
        self._append(made.answer + made.request)
        self._ids[made.row.url] = made.id
        if not exchange.truncated:
            self._originals.setdefault(made.row.digest, made.original)
        self._add(row)
        self._unsynced += 1
        if self._unsynced >= SYNC_EVERY:
            os.fsync(self._file)
            self._unsynced = 0

    def _again(self, made: Pair) -> bool:
        """Whether this very answer of this address was kept in the same second or by the run that was killed: once is enough."""
        return any(
            (row.digest, row.status) == (made.row.digest, made.row.status)
            and (row.timestamp == made.row.timestamp or row in self._left_over)
            for row in self._by_url.get(made.row.url, ())
        )

    def _remember_originals(self, address: str) -> None:
        if address not in self._looked_up:
            self._looked_up.add(address)
            for row in self.captures(address):
                if row.mime != REVISIT:
                    stamp = row.timestamp
                    moment = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}T{stamp[8:10]}:{stamp[10:12]}:{stamp[12:14]}Z"
                    self._originals.setdefault(row.digest, Original(row.url, moment))

    def _add(self, *rows: CdxjRow) -> None:
        for row in rows:
            self._rows.append(row)
            self._by_url.setdefault(row.url, []).append(row)

    def _append(self, data: bytes) -> None:
        """Writes records as a whole, or takes back what the disk took of them."""
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(self._file, left) :]
        except OSError as error:
            os.ftruncate(self._file, self._size)
            raise cannot(self._path, error) from None
        self._size += len(data)

    def _begin(self) -> None:
        """Opens the file to append to, a new one where there is none or it is full; every run says first who it is."""
        now = self._clock.now()
        if self._file >= 0:
            os.fsync(self._file)
            os.close(self._file)
        new = self._path == self.folder or self._size >= self._max_file
        if new:
            self._path, self._size = self.folder / f"{OURS}{now:%Y%m%d%H%M%S}-{len(warcs(self.folder)) + 1:05}.warc.gz", 0
        flags = os.O_WRONLY | os.O_APPEND | NOFOLLOW | PRIVATE | (os.O_CREAT | os.O_EXCL if new else 0)
        try:
            self._file = os.open(self._path, flags, 0o644)
        except OSError as error:
            raise cannot(self._path, error) from None
        self._append(warcinfo(now, self._path.name, self._agent, self._warcinfo))

    def _write_index(self) -> None:
        try:
            cdxj.write(self._index, self._rows, self.recovered.lost)
        except OSError as error:
            raise cannot(self._index, error) from None
        self._rows = []


@contextmanager
def open_writer(folder: Path, project: Path, clock: Clock, agent: str, max_file: int = MAX_FILE) -> Iterator[Writer]:
    """The writer of a folder within a project, alone in it. Raises ``WriteError``, also where its files are damaged."""
    with alone(folder, project):
        clear(folder)
        writer = Writer(folder, clock, agent, max_file)
        try:
            writer.open()
        except OSError as error:
            raise cannot(folder, error) from None
        try:
            yield writer
        finally:
            writer.close()

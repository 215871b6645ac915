"""A sequence whose values are in a temporary file, and read again for each use."""

import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from tempfile import TemporaryFile
from typing import TypeVar, overload

T = TypeVar("T")


class FileSequence(Sequence[T]):
    """Values in a temporary file, which is deleted with this object, or with the process."""

    def __init__(self, values: Iterable[T]) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 -- for as long as this object lives
        self._starts = [0]
        for value in values:
            self.append(value)

    def append(self, value: T) -> int:
        """Add a value; return its index."""
        packed = _packed(value)
        self._file.seek(self._starts[-1])
        self._starts.append(self._starts[-1] + self._file.write(packed))
        return len(self) - 1

    def __del__(self) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...

    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        places = range(len(self))[at]
        return self._read(places) if isinstance(places, int) else tuple(map(self._read, places))

    def __iter__(self) -> Iterator[T]:
        return map(self._read, range(len(self)))

    def __reduce__(self) -> tuple[type[tuple[T, ...]], tuple[tuple[T, ...]]]:
        """Other processes get a tuple."""
        return tuple, (tuple(self),)

    def _read(self, at: int) -> T:
        self._file.seek(self._starts[at])
        packed = self._file.read(self._starts[at + 1] - self._starts[at])
        value: T = pickle.loads(zlib.decompress(packed))  # noqa: S301 -- this process wrote it
        return value


def _packed(value: object) -> bytes:
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return zlib.compress(data, 1)  # a third, and quick: the folder for temporary files may be small, or in memory

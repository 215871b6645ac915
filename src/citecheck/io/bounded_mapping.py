"""Values by key in bounded memory."""

from collections.abc import Callable, Iterator, MutableMapping
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from citecheck.io.file_sequence import FileSequence

T = TypeVar("T")
MOST_BYTES = 32_000_000  # of the values in memory


class BoundedMapping(MutableMapping[str, T]):
    """Values by key, the first ones in memory and all others in a temporary file. ``size`` tells the bytes of a value."""

    def __init__(self, size: Callable[[T], int]) -> None:
        self._size = size
        self._left = MOST_BYTES
        self._held: dict[str, T] = {}
        self._places: dict[str, int] = {}
        self._file: FileSequence[T] | None = None

    def __setitem__(self, key: str, value: T) -> None:
        if key in self:
            del self[key]
        size = self._size(value)
        if size <= self._left:
            self._left -= size
            self._held[key] = value
            return
        if self._file is None:
            from citecheck.io.file_sequence import FileSequence  # slow to import

            self._file = FileSequence(())
        self._places[key] = self._file.append(value)

    def __getitem__(self, key: str) -> T:
        if key in self._held or self._file is None:
            return self._held[key]
        return self._file[self._places[key]]

    def __delitem__(self, key: str) -> None:
        if key in self._places:
            del self._places[key]
        else:
            self._left += self._size(self._held.pop(key))

    def __iter__(self) -> Iterator[str]:
        yield from self._held
        yield from self._places

    def __len__(self) -> int:
        return len(self._held) + len(self._places)

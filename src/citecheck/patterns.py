"""Regular expressions that are compiled when they are first used, and whose code is kept beside Python's bytecode.

Compiling a pattern of word lists or large character classes takes a millisecond and more, and a run uses few of the package's. Patterns that
are given to Beautiful Soup must be compiled: it does not recognise others. Python has no public way to keep a compiled pattern; where its
private modules differ from what ``_Codes`` knows, patterns are compiled as usual. That takes .13 s more of a short run's .53 s of processor
time (``check --offline`` of one note).
"""

import atexit
import re
from array import array
from importlib import import_module
from typing import Any, AnyStr, cast
from zlib import crc32

from citecheck.bytecode_cache import KeptValues

METHODS = ("match", "fullmatch", "search", "split", "findall", "finditer", "sub", "subn")
MOST_KEPT = 4_000  # patterns; with more, only those of the latest run that added some, so that those of earlier versions go
# What happens in a version of Python whose private modules take or return something else.
UNKNOWN_RE = (AttributeError, ImportError, LookupError, RuntimeError, TypeError, ValueError)
Code = tuple[int, bytes, int, dict[str, int]]  # flags, code, number of groups, groups by name


class LazyPattern:
    """Has the attributes of the compiled pattern; its methods become attributes of the object, so that later calls are as fast."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def compiled(self) -> re.Pattern[Any]:
        """The compiled pattern, from its code if that was kept."""
        return CODES.compile(self.pattern, int(self._flags))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked for by ``copy`` and ``inspect``, also before there is a pattern
            raise AttributeError(name)
        compiled = self.compiled()
        self.__dict__.update({method: getattr(compiled, method) for method in METHODS})
        return getattr(compiled, name)


def lazy_pattern(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern that is compiled at its first use; a wrong one raises ``re.error`` only then."""
    return cast("re.Pattern[AnyStr]", LazyPattern(pattern, flags))


class _Codes:
    """The code of compiled patterns, of this run and of earlier ones, each read from the file when it is needed."""

    def __init__(self) -> None:
        self._kept: KeptValues | None = None
        self._new: dict[int, tuple[str | bytes, int, Code]] = {}

    def compile(self, pattern: str | bytes, flags: int) -> re.Pattern[Any]:
        """The compiled pattern. Raises ``re.error``."""
        try:
            return self._compile(pattern, flags)
        except UNKNOWN_RE:
            return re.compile(pattern, flags)

    def _compile(self, pattern: str | bytes, flags: int) -> re.Pattern[Any]:
        if self._kept is None:
            self._kept = KeptValues(__file__)
            atexit.register(self._save)
        number = crc32(pattern if isinstance(pattern, bytes) else pattern.encode("utf-8", "surrogatepass"), flags)
        kept = self._new.get(number) or self._kept.get(number)
        if kept and kept[:2] == (pattern, flags):
            return _from_code(pattern, kept[2])
        self._new[number] = pattern, flags, _code(pattern, flags)
        return _from_code(pattern, self._new[number][2])

    def _save(self) -> None:
        if self._kept:
            self._kept.close(self._new, MOST_KEPT)


def _code(pattern: str | bytes, flags: int) -> Code:
    """What ``re.compile`` computes for a pattern. Raises ``re.error``."""
    parsed = import_module("re._parser").parse(pattern, flags)
    code = import_module("re._compiler")._code(parsed, flags)
    state = parsed.state
    return flags | state.flags, array("I", code).tobytes(), state.groups - 1, dict(state.groupdict)


def _from_code(pattern: str | bytes, code: Code) -> re.Pattern[Any]:
    """The compiled pattern, which checks its code. Raises ``RuntimeError`` if that is wrong."""
    flags, numbers, groups, names = code
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    made = import_module("_sre").compile(pattern, flags, array("I", numbers).tolist(), groups, names, tuple(by_number))
    return cast("re.Pattern[Any]", made)


CODES = _Codes()

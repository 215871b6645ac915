"""Reading a file that is JSON, with what is wrong in it as a message for people."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from citecheck.language.nesting import TooDeep, check_depth
from citecheck.model.errors import DocumentError


@contextmanager
def json_faults(path: str, kind: str) -> Iterator[None]:
    """Turn the faults of reading JSON into ``DocumentError``; ``kind`` is what the file should be: ``a bibliography``."""
    try:
        yield
    except json.JSONDecodeError as error:
        raise DocumentError(
            path, f"not valid JSON at line {error.lineno}, column {error.colno}: {error.msg}; correct it there"
        ) from None
    except (TooDeep, RecursionError):
        raise DocumentError(path, f"its JSON is nested too deeply to be {kind}") from None
    except ValueError:  # https://docs.python.org/3/library/stdtypes.html#int-max-str-digits
        raise DocumentError(path, "it contains a number with too many digits; correct it") from None


def parsed(path: str, text: str, kind: str) -> Any:
    """The value of a JSON text. Raises ``DocumentError``."""
    with json_faults(path, kind):
        check_depth(text)
        return json.loads(text)

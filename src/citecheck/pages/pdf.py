"""Reads a PDF's metadata and the text of its first pages."""

import contextlib
import re
from io import BytesIO
from typing import Any

from citecheck.language.dates import find_dates
from citecheck.model.web import Claim, Page, Response
from citecheck.pages.service_answers import one_line
from citecheck.patterns import lazy_pattern

TEXT_PAGES = 40  # pages whose text is read
# A file of 1 kB may use one stream on every page. pypdf takes about 15 µs per operator.
MAX_OPERATORS = 400_000  # maximum drawing operators in all
MAX_STREAM = 4_000_000  # maximum bytes of a decompressed stream
FILTERS = ("zlib", "lzw", "run_length", "brotli", "array_based_stream")
TITLE_LINES = 3  # maximum lines of a title on the first page
LONGEST_TITLE = 300
FILE_NAME = lazy_pattern(r"\.(?:docx?|indd|tex|pdf|qxd)\s*$|^untitled|^microsoft word", re.IGNORECASE)


def read_pdf(response: Response) -> Page:
    """Metadata and first page as claims; no claims if the file is damaged, locked or truncated."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    _bound_streams()
    drawn = OperatorCount()
    try:
        reader = PdfReader(BytesIO(response.body))
        texts = []
        for page in reader.pages[:TEXT_PAGES]:
            if drawn.operators >= MAX_OPERATORS:
                break
            with contextlib.suppress(TooManyOperators):
                texts.append(page.extract_text(visitor_operand_before=drawn.count) or "")
        whole = len(reader.pages) <= len(texts) and not response.truncated
        metadata = {key: str(value) for key, value in (reader.metadata or {}).items() if value}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError, NotImplementedError):
        return Page(response.final_url, whole=False)
    first = texts[0] if texts else ""
    return Page(
        url=response.final_url,
        titles=tuple(_titles(metadata, first)),
        authors=tuple(Claim(_plain(metadata[key]), f"pdf:{key.strip('/')}") for key in ("/Author",) if metadata.get(key)),
        dates=tuple(_dates(metadata, first)),
        text=_plain(" ".join(texts)),
        whole=whole,
    )


def _bound_streams() -> None:
    """Limit the size of pypdf's decompressed streams; its own limit is 75 MB. pypdf before version 7 keeps that."""
    with contextlib.suppress(ImportError, TypeError):
        from pypdf import overwrite_configuration

        bounds: dict[str, Any] = dict.fromkeys((f"{name}_maximum_output_length" for name in FILTERS), MAX_STREAM)
        overwrite_configuration(**bounds)


class TooManyOperators(Exception):
    """A file has too many drawing operators."""


class OperatorCount:
    """Counts the operators of a file's pages; raises ``TooManyOperators`` above the limit."""

    operators = 0

    def count(self, *_operator: object) -> None:
        """pypdf's callback before each operator."""
        self.operators += 1
        if self.operators > MAX_OPERATORS:
            raise TooManyOperators


def _titles(metadata: dict[str, str], first: str) -> list[Claim]:
    """The metadata's title unless it is a file name, and the first lines of the first page, alone and joined."""
    named = _plain(metadata.get("/Title", ""))
    lines = [line for line in map(_plain, first.splitlines()) if line][: 3 * TITLE_LINES]
    joined = [" ".join(lines[at : at + count]) for at in range(len(lines)) for count in range(1, TITLE_LINES + 1)]
    found = [Claim(named, "pdf:Title")] if named and not FILE_NAME.search(named) else []
    return found + [Claim(text, "first page") for text in dict.fromkeys(joined) if 8 <= len(text) <= LONGEST_TITLE]


def _dates(metadata: dict[str, str], first: str) -> list[Claim]:
    """The dates on the first page, then the creation date (``D:20210407…``, ISO 32000-1, 7.9.4)."""
    printed = [Claim("-".join(f"{part:02d}" for part in m.parts), "first page") for m in find_dates(first[:3000]) if m.year][:4]
    made = re.match(r"D:(\d{4})(\d\d)(\d\d)", metadata.get("/CreationDate", ""))
    return [*printed, *([Claim(f"{made[1]}-{made[2]}-{made[3]}", "pdf:CreationDate")] if made else [])]


def _plain(text: str) -> str:
    return one_line(text) or ""

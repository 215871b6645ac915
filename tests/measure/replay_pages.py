"""The recorded pages of the replay web, with their titles, authors, dates and publications. Only for measurements."""

import gzip
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from citecheck.model.web import Response


@dataclass(frozen=True)
class Recorded:
    """A page with its truth."""

    url: str
    title: str
    authors: tuple[str, ...]
    date: str
    outlet: str
    body: bytes

    def response(self) -> Response:
        return Response(self.url, self.url, 200, (("Content-Type", "text/html; charset=utf-8"),), self.body)


def rigs() -> Path:
    """The folder of the measuring data; ends the program with a message where it is not there."""
    folder = os.environ.get("CITECHECK_RIGS")
    if not folder or not (Path(folder) / "replay" / "serve.py").is_file():
        sys.exit("set CITECHECK_RIGS to the folder of the measuring data")
    return Path(folder)


def recorded(network: Path, kind: str = "real") -> Iterator[Recorded]:
    """The pages of a world that are of a kind."""
    data = json.loads(gzip.decompress((network / "world.json.gz").read_bytes()))
    for page in data["pages"]:
        if page["kind"] != kind:
            continue
        with (network / page["file"]).open("rb") as file:
            file.seek(page["offset"])
            record = gzip.decompress(file.read(page["size"]))
        head, _, body = record.partition(b"\r\n\r\n")[2].partition(b"\r\n\r\n")
        size = int(re.search(rb"(?i)content-length: (\d+)", head)[1])  # type: ignore[index]
        yield Recorded(page["url"], page["title"], tuple(page["authors"]), page["date"], page["outlet"], body[:size])

"""References of the training part of Linked Books: notes of historians of Venice in four languages, a token a line.

Rodrigues Alves, Colavizza & Kaplan 2018, https://github.com/dhlab-epfl/LinkedBooksDeepReferenceParsing (MIT License), ``dataset.tar.gz``. Taken
are those with an author, a title and a date; none that stands in the part for tests too, and none whose title has the book that it is part of.
"""

import io
import random
import re
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from citecheck.language.alphanumeric import letters
from tests.measure.training.labelled import Piece, Reference, mended

ORIGIN = "linkedbooks-valid"  # labels have the same habits
CHECKOUT = "dhlab-epfl+LinkedBooksDeepReferenceParsing"
COMMIT = "9411db4e918baffa361895c50ae9ce2046fafc3c"
LABELS = {
    "author": "author",
    "title": "title",
    "year": "date",
    "date": "date",
    "publicationplace": "place",
    "publisher": "publisher",
    "pagination": "pages",
    "publicationnumber-year": "volume",
    "volume": "volume",
    "publicationspecifications": "note",
    "series": "collection",
}
ARCHIVAL = ("archivalreference", "archive_lib", "filza", "cartulation", "foliation", "registry", "attachment", "box", "folder")
DATED = ("year", "publicationnumber-year")
# Not parted by people: the journal or book stands in the title's label; short forms.
UNPARTED = re.compile(r",? in:? (?:[«“\"]|[A-ZÀ-Ý])|a c(?:ura|\.) d|, ed\. |\bcit\b|\bIbid|\bop\.")
NO_SPACE_BEFORE, NO_SPACE_BEHIND = re.compile(r"\s+([,.;:)\]»”’'/-])"), re.compile(r"([(\[«“’'/-])\s+")
EDITED = re.compile(r"c(?:ura)?\b")  # behind "a", which is labelled as the title's last word
JOINTS = (" -", " –", " e", " et", " and", " und", " &")  # between names, in no field
SHORTEST = 8  # tokens

Token = tuple[str, str, str]  # text, label, begin or end of the reference and its kind


def linked_books(repository: Path, count: int, seed: int = 13) -> list[Reference]:
    """So many references, drawn by a fixed chance. Raises CalledProcessError without the commit."""
    archive = subprocess.run(
        ["git", "--git-dir", str(repository), "show", f"{COMMIT}:dataset.tar.gz"], check=True, capture_output=True
    ).stdout
    tested = {_key(tokens) for tokens in _references(archive, "clean_test.txt")}
    found = {_key(tokens): tokens for tokens in _references(archive, "clean_train.txt") if _is_whole(tokens)}
    chosen = [reference(tokens) for key, tokens in found.items() if key not in tested]
    fit = [one for one in chosen if not any(label == "title" and UNPARTED.search(text) for label, text in one.pieces)]
    return random.Random(seed).sample(fit, min(count, len(fit)))


def _references(archive: bytes, name: str) -> Iterator[list[Token]]:
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        member = tar.extractfile(name)
        lines = member.read().decode("utf-8").replace("\r", "\n").split("\n") if member else []
    tokens: list[Token] = []
    for line in lines:
        parts = line.split(" ")
        if len(parts) != 4 or parts[0] == "-DOCSTART-":
            continue
        if parts[2].startswith("b-") and tokens:
            yield tokens
            tokens = []
        if parts[2] != "o":
            tokens.append((parts[0], parts[1], parts[2]))
    if tokens:
        yield tokens


def _key(tokens: Sequence[Token]) -> str:
    return letters("".join(text for text, _, _ in tokens))


def _is_whole(tokens: Sequence[Token]) -> bool:
    labels = {label for _, label, _ in tokens}
    return (
        len(tokens) >= SHORTEST
        and not tokens[0][2].endswith("primary")
        and {"author", "title"} <= labels
        and tokens[0][1] in ("author", "title")
        and not labels.isdisjoint(DATED)
        and labels.isdisjoint(ARCHIVAL)
    )


def reference(tokens: Sequence[Token]) -> Reference:
    """A reference of its tokens, spaces as printed."""
    pieces: list[Piece] = []
    for label, run in groupby(tokens, key=lambda token: LABELS.get(token[1], "other")):
        text = " ".join(text for text, _, _ in run)
        if label == "author" and pieces and EDITED.match(text) and pieces[-1][1].endswith(" a"):
            pieces[-1], text = (pieces[-1][0], pieces[-1][1].removesuffix(" a")), f"a {text}"
        if label == "author" and len(pieces) > 1 and pieces[-1][1] in JOINTS and pieces[-2][0] == label:
            text = "".join(piece for _, piece in pieces[-2:]).lstrip() + f" {text}"
            pieces = pieces[:-2]
        pieces.append((label, f" {text}" if pieces else text))
    return Reference(ORIGIN, mended(ORIGIN, _spaced(pieces)))


def _spaced(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without the spaces that parting into tokens made, inside of them and between."""
    out: list[Piece] = []
    for label, text in pieces:
        end = out[-1][1][-1:] if out else ""
        bare = NO_SPACE_BEHIND.sub(r"\1", NO_SPACE_BEFORE.sub(r"\1", text))
        out.append((label, bare.lstrip() if end in set("([«“’'/-") else bare))
    return out

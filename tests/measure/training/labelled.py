"""References with labelled parts, for training: one row per reference, of ``(label, text)`` pieces that join to it."""

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from citecheck.citations.anchor_tokens import find_urls_in
from citecheck.citations.crf import BEGINS, BEGUN, read_tokens
from citecheck.citations.tokens import Tokens
from citecheck.links.urls import host

Piece = tuple[str, str]
# Labels of the training sets in the names of ours; what is not here keeps its name.
ANYSTYLE = {
    "location": "place",
    "citation-number": "drop",
    "series": "collection",
    "doi": "url",
    "isbn": "url",
    "source": "container",
    "director": "author",
    "producer": "author",
    "medium": "genre",
}
GROBID = {"location": "place", "number": "number", "doi": "url", "series": "collection", "note": "note"}
LINKED_BOOKS = {"location": "place", "series": "collection"}
SETS = (("anystyle-core", ANYSTYLE), ("grobid-train", GROBID), ("linkedbooks-valid", LINKED_BOOKS))
# One piece of Linked Books that has a title and its journal.
BOTH_QUOTED = re.compile(r"(?P<title>\s*[«“\"][^»”\"]+[»”\"][,.]?)(?P<journal>\s+[«“\"][^»”\"]{3,90}[»”\"][\s,.]*)$")
TITLE_QUOTED = re.compile(r"(?P<title>\s*[«“\"][^»”\"]+[»”\"][,.]?)(?P<journal>\s+(?:[A-ZÀ-Ý]|l['’][A-Z]).{3,90})$")
JOURNAL_QUOTED = re.compile(r"(?P<title>[^«“»”]{8,}[,.])(?P<journal>\s+[«“][^«“»”]{3,90}[»”][\s,.]*)$")
CUT_WORD = re.compile(r"(?<=[a-zà-ÿ])-\s+(?=[a-zà-ÿ])")


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference: where it comes from, its pieces, joined its text, the address that a link on it leads to, and its linked or
    emphasised spans."""

    origin: str
    pieces: tuple[Piece, ...]
    address: str = ""
    marked: tuple[tuple[int, int], ...] = ()

    @property
    def text(self) -> str:
        """The reference as printed."""
        return "".join(text for _, text in self.pieces)

    @property
    def host(self) -> str:
        """Of the address in a link or in the text; empty where there is none."""
        printed = find_urls_in(self.text) if not self.address else ()
        address = self.address or (printed[0].url if printed else "")
        return host(address) if address else ""


def read_sets(folder: Path) -> Iterator[Reference]:
    """The references of the three sets in a folder, in order, labels in our names."""
    for name, mapping in SETS:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                pieces = [(mapping.get(label, label), _spaced(text)) for label, text in row["segments"]]
                yield Reference(name, mended(name, pieces))


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def mended(name: str, pieces: list[Piece]) -> tuple[Piece, ...]:
    """The pieces of a reference of one of the sets, in our conventions."""
    while pieces and (pieces[0][0] == "drop" or (name == "grobid-train" and pieces[0][0] == "other" and len(pieces[0][1]) < 10)):
        pieces = pieces[1:]
    if name == "anystyle-core":
        pieces = [piece for label, text in pieces for piece in (_volume(text) if label == "volume" else [(label, text)])]
        pieces = [("container" if label == "container" else label, text) for label, text in pieces]
    if name == "linkedbooks-valid":
        pieces = _containers(pieces)
    if pieces:
        pieces[0] = (pieces[0][0], pieces[0][1].lstrip())
    return tuple(_cleaned(pieces))


def _volume(text: str) -> list[Piece]:
    """AnyStyle's volume holds the issue too: ``13.2``, ``14 (3)``, ``vol. 2, no. 4``."""
    match = re.match(r"(?P<volume>\D*\d+)(?P<rest>\s*(?:[(,:./]|no|nr|n°|iss|num)[^\d]*\d.*)$", text, re.IGNORECASE)
    if not match or re.match(r"\D*\d+\s*(?:-|–)", text) or "." in text[match.end("volume") : match.end("volume") + 1]:
        return [("volume", text)]
    return [("volume", match["volume"]), ("issue", match["rest"])]


def _containers(pieces: Sequence[Piece]) -> list[Piece]:
    """Linked Books calls container and title both a title: the second one is the container. Some pieces have both."""
    out: list[Piece] = []
    seen = False
    for label, text in (one for piece in pieces for one in (_parted(piece[1]) if piece[0] == "title" else [piece])):
        name = "container" if label == "title" and seen else label
        if label == "author" and seen and re.search(r"a cura di|ed\. by|éd", text):
            name = "editor"
        seen |= label == "title"
        out.append((name, text))
    return out


def _parted(text: str) -> list[Piece]:
    """A title that is quoted, with the journal behind it, or whose journal is quoted: ``Title, «Journal»,``."""
    match = BOTH_QUOTED.match(text) or TITLE_QUOTED.match(text) or JOURNAL_QUOTED.match(text)
    return [("title", match["title"]), ("title", match["journal"])] if match else [("title", text)]


def _cleaned(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for label, text in pieces:
        if label in ("author", "editor") and label == "author" and re.match(r"\W*(?:a cura di|edited by)\b", text, re.IGNORECASE):
            yield "editor", text
        else:
            yield ("other" if label == "drop" else label), text


def tokens_and_labels(reference: Reference) -> tuple[Tokens, list[str]]:
    """A reference's tokens, and the label under the first letter of each."""
    text = reference.text
    under: list[str] = []
    for label, piece in reference.pieces:
        under.extend([label] * len(piece))
    read = read_tokens(text, None, reference.marked)
    labels = _settled([(under[t.start], t.anchor, text[t.start : t.end].casefold()) for t in read.tokens])
    return read, begun(labels)


def begun(labels: Sequence[str]) -> list[str]:
    """Labels that tell a field's first token (``B-title``) from those after it: so the model weighs what stands at a border."""
    return [f"{BEGINS}{name}" if name in BEGUN and (at == 0 or labels[at - 1] != name) else name for at, name in enumerate(labels)]


# Words that lead a field in some sets' labels and stand before it in others': never part of it here.
LEADING = {
    "container": {"in", "dans", "en", "em"},
    "editor": {"in", "ed", "eds", "editor", "editors", "edited", "by", "hrsg", "a", "cura", "di", "dir", "cur", "org"},
    "translator": {"trans", "translated", "by", "trad", "di", "de", "par"},
    "pages": {"p", "pp", "pages", "page", "s", "с", "pag", "pagg", "ss"},
    "volume": {
        "v",
        "vol",
        "volume",
        "vols",
        "voll",
        "bd",
        "bde",
        "band",
        "bände",
        "t",
        "tt",
        "tome",
        "tomes",
        "tomo",
        "tomi",
        "т",
        "jg",
        "parte",
        "part",
    },
    "issue": {"no", "n", "nr", "number", "issue", "n°", "nº", "№", "num", "núm", "nos", "heft", "h", "iss", "fasc"},
    "date": {"in"},
}


def _settled(found: Sequence[tuple[str, str, str]]) -> list[str]:
    """Labels of tokens, the words that lead a field taken off it."""
    out: list[str] = []
    leads = True
    for at, (label, anchor, word) in enumerate(found):
        if anchor in ("URL", "DOI", "ARXIV", "ISBN", "ISSN", "PMID"):
            out.append("url")
            continue
        leads = (leads or at == 0 or found[at - 1][0] != label) and word in LEADING.get(label, ())
        out.append("other" if leads else label)
    return out

"""Reads single references of public labelled sets, beside another parser in the same run: ``python -m tests.measure.single_references FOLDER``.

    python -m tests.measure.single_references FOLDER [--peer "ruby read.rb" --name AnyStyle] [--most 1000]

FOLDER has git directories of public repositories, as ``owner+name``: dhlab-epfl/LinkedBooksDeepReferenceParsing (test set; Italian notes on the
history of Venice), exciteproject/EXgoldstandard (German and English social sciences), kermitt2/grobid (evaluation sets of physics). The peer gets a
JSON object ``{"raw": …}`` a line on its standard input, and answers each with a CSL-JSON item. The section of reports/accuracy.md is replaced. Nothing
of the sets is kept, and nothing in them was trained on.
"""

import argparse
import json
import random
import re
import shlex
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import islice
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from citecheck.language.alphanumeric import letters
from citecheck.model.csl import to_csl

REPORT = Path(__file__).resolve().parents[2] / "reports" / "accuracy.md"
SECTION = "## Single references of public sets"
OURS = "title, our convention"  # a label with the place behind the title, or a journal labelled as one where no title is printed
SAME = 95  # of 100: a title with another mark or ligature
FIELDS = ("title", OURS, "author", "year")
NO_SPACE_BEFORE, NO_SPACE_BEHIND = re.compile(r"\s+([,.;:)\]»”’'/-])"), re.compile(r"([(\[«“’'/-])\s+")
TAG = re.compile(r"<[^<>]*>")
ROLE = re.compile(
    r"\(?\s?\b(?:a cura d(?:i|el|ella|ei)|a c\s?\.\s?di|ed\s?\.|Trans\s?\.|Aa\s?\.\s?Vv\s?\.)(?:\s?\))?", re.IGNORECASE
)
EXCITE = re.compile(r"<(author|title|source|year|editor|publisher)>(.*?)</\1>")
TEI = re.compile(r"<(author|title|date)\b([^<>]*)>(.*?)</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A reference with what people labelled: its title (or title and container in one run), author as printed, year."""

    raw: str
    title: str
    author: str
    year: str


def linked_books(repository: Path) -> Iterator[Labelled]:
    """A token a line: text, label, begin or end of the reference and its kind."""
    tokens: list[tuple[str, str]] = []
    for line in _lines(repository, "dataset/clean_test.txt"):
        parts = line.split(" ")
        if len(parts) != 4 or parts[0] == "-DOCSTART-":
            continue
        if parts[2].startswith("b-") and tokens:
            yield from _of_tokens(tokens)
            tokens = []
        if parts[2] != "o":
            tokens.append((parts[0], parts[1] if not parts[2].endswith("primary") else "archival"))
    yield from _of_tokens(tokens)


def _of_tokens(tokens: Sequence[tuple[str, str]]) -> Iterator[Labelled]:
    runs: list[list[str]] = []
    last = ""
    for word, label in tokens:
        if label == "title":
            runs = [*runs, [word]] if last != "title" else [*runs[:-1], [*runs[-1], word]]
        last = label
    author = " ".join(word for word, label in tokens if label == "author")
    year = next((word for word, label in tokens if "year" in label and re.fullmatch(r"\d{4}", word)), "")
    if runs and not any(label == "archival" for _, label in tokens):
        yield Labelled(_spaced(word for word, _ in tokens), _spaced(runs[0]), author, year)


def _spaced(words: Any) -> str:
    return NO_SPACE_BEHIND.sub(r"\1", NO_SPACE_BEFORE.sub(r"\1", " ".join(words)))


def excite(repository: Path, language: str) -> Iterator[Labelled]:
    """A reference a line, with tags."""
    for name in _names(repository):
        if f"{language}_papers" not in name or "/5-References" not in name:
            continue
        for line in _lines(repository, name):
            parts = [(kind, unescape(TAG.sub("", value)).strip()) for kind, value in EXCITE.findall(line)]
            raw = unescape(TAG.sub("", line)).strip()
            if {"title", "author"} <= {kind for kind, _ in parts}:  # others are cut off, or have no labels at all
                yield Labelled(raw, *(_joined(parts, kind) for kind in ("title", "author", "year")))


def _joined(parts: Sequence[tuple[str, str]], kind: str) -> str:
    found = [value for name, value in parts if name == kind]
    return " ".join(found) if kind == "author" else found[0] if found else ""


def grobid(repository: Path, name: str) -> Iterator[Labelled]:
    """Elements of TEI; the title is that of the article or the monograph."""
    path = f"grobid-trainer/resources/dataset/citation/evaluation/evaluation-citation-{name}.tei.xml"
    for found in re.findall(r"<bibl>(.*?)</bibl>", "\n".join(_lines(repository, path)), re.DOTALL):
        values = [(f"{kind}{attributes}".strip(), unescape(TAG.sub("", value))) for kind, attributes, value in TEI.findall(found)]
        title = next((value for kind, value in values if kind.startswith("title") and ('"a"' in kind or '"m"' in kind)), "")
        author = " ".join(value for kind, value in values if kind.startswith("author"))
        year = next((year for kind, value in values if kind.startswith("date") for year in re.findall(r"\d{4}", value)), "")
        yield Labelled(" ".join(unescape(TAG.sub("", found)).split()), title, author, year)


def _names(repository: Path) -> list[str]:
    ran = subprocess.run(
        ["git", "-c", "core.quotePath=off", "--git-dir", str(repository), "ls-tree", "-r", "--name-only", "HEAD"],
        check=True,
        capture_output=True,
    )
    return ran.stdout.decode().splitlines()


def _lines(repository: Path, name: str) -> list[str]:
    ran = subprocess.run(["git", "--git-dir", str(repository), "show", f"HEAD:{name}"], check=True, capture_output=True)
    return [line for line in re.split(r"[\r\n]+", ran.stdout.decode("utf-8", "replace")) if line.strip()]


def ours(references: Sequence[Labelled]) -> list[dict[str, Any]]:
    """What citecheck reads, each reference alone: the only entry of a list of references."""
    from citecheck.citations.read import read_source

    return [to_csl(read_source(one.raw, None, None).item) for one in references]


def theirs(command: str, references: Sequence[Labelled]) -> list[dict[str, Any]]:
    """What the other parser reads."""
    given = "".join(json.dumps({"raw": one.raw}) + "\n" for one in references)
    ran = subprocess.run(shlex.split(command), input=given.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in ran.stdout.decode().splitlines()]


def agrees(field: str, label: Labelled, item: dict[str, Any]) -> bool | None:
    """Whether a field is right; None if nothing is said."""
    if field in ("title", OURS):
        said, wanted = letters(item.get("title") or ""), letters(label.title)
        if field == OURS and wanted and wanted in _ours(said, item):
            return True
        if not said:
            return None
        whole = said + letters(item.get("container-title") or "")
        return fuzz.ratio(said, wanted) >= SAME or (wanted.startswith(said) and fuzz.ratio(whole, wanted) >= SAME)
    if field == "author":
        said_words, wanted_words = _words(_people(item)), _words(label.author)
        if said_words and ROLE.search(label.author):  # the set labels editors as authors
            return wanted_words in (said_words, said_words | _words(_editors(item)))
        return said_words == wanted_words if said_words else None
    issued = item.get("issued") or {}
    said_year = re.search(r"\d{4}", json.dumps(issued))
    return said_year.group() == label.year if said_year else None


def _ours(said: str, item: dict[str, Any]) -> tuple[str, ...]:
    """What a label may say in a convention other than ours of the same reading."""
    place, journal = letters(item.get("publisher-place") or ""), letters(item.get("container-title") or "")
    return (said + place,) if said else (journal,)


def _people(item: dict[str, Any]) -> str:
    return _names_of(item.get("author") or item.get("editor") or [])


def _editors(item: dict[str, Any]) -> str:
    return _names_of([*(item.get("editor") or []), *((item.get("custom") or {}).get("container-editor") or [])])


def _names_of(names: Sequence[dict[str, Any]]) -> str:
    return " ".join(str(value) for name in names for value in name.values() if isinstance(value, str) and value != "true")


def _words(text: str) -> frozenset[str]:
    return frozenset(
        word
        for word in re.findall(r"[^\W\d_]{2,}", ROLE.sub(" ", text).casefold())
        if word not in {"and", "et", "al", "und", "ed", "eds", "hg", "hrsg"}
    )


def scored(references: Sequence[Labelled], items: Sequence[dict[str, Any]]) -> dict[str, float]:
    """F1 of each field: right among those said, and among those labelled."""
    out = {}
    for field in FIELDS:
        counted: Counter[str] = Counter()
        for label, item in zip(references, items, strict=True):
            wanted = bool(label.title if field == OURS else getattr(label, field))
            told = agrees(field, label, item)
            counted["wanted"] += wanted
            counted["said"] += told is not None
            counted["right"] += bool(told and wanted)
        out[field] = 2 * counted["right"] / max(1, counted["wanted"] + counted["said"])
    return out


def main() -> None:
    """Measures, and replaces the section."""
    parser = argparse.ArgumentParser("python -m tests.measure.single_references")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peer", default="")
    parser.add_argument("--name", default="peer")
    parser.add_argument("--most", type=int, default=1_000)
    given = parser.parse_args()
    readers: dict[str, Callable[[Sequence[Labelled]], list[dict[str, Any]]]] = {"citecheck": ours}
    if given.peer:
        readers[given.name] = lambda references: theirs(given.peer, references)
    lines = [
        SECTION,
        "",
        *INTRODUCTION,
        "",
        f"| set | references | parser | {' | '.join(FIELDS)} |",
        "|---|--:|---|--:|--:|--:|--:|",
    ]
    for name, references in _sets(given.folder, given.most):
        for reader, read in readers.items():
            values = scored(references, read(references))
            lines.append(f"| {name} | {len(references)} | {reader} | {' | '.join(f'{values[field]:.3f}' for field in FIELDS)} |")
            print(lines[-1], flush=True)
    parts = re.split(r"(?m)^(?=## )", REPORT.read_text(encoding="utf-8"))
    others = "".join(part for part in parts if not part.startswith(SECTION)).rstrip()
    REPORT.write_text("\n".join([others, "", *lines, ""]), encoding="utf-8")


INTRODUCTION = (
    "Made by `python -m tests.measure.single_references`: each reference alone. A title is right with nearly the same letters, also where a set labels",
    "title and container as one; authors with the same words (LinkedBooks labels editors as authors: with or without them); F1 of each field. By our",
    "convention a title is right too where the label has the place behind it (LinkedBooks), or a journal where no title is printed (EXCITE).",
    "Of EXCITE and Grobid it is every second reference, because rules were made from the errors in the others; of LinkedBooks the test part, because errors",
    "of its training part were looked at. Trained on were the validation part of LinkedBooks and the training set of Grobid. AnyStyle is a source checkout",
    "of December 2026 with its own model.",
)


def _sets(folder: Path, most: int) -> Iterator[tuple[str, list[Labelled]]]:
    def repository(name: str) -> Path:
        found = folder / name / "repo"
        return found / ".git" if (found / ".git").is_dir() else found

    books, social, science = (
        repository(name)
        for name in ("dhlab-epfl+LinkedBooksDeepReferenceParsing", "exciteproject+EXgoldstandard", "kermitt2+grobid")
    )
    for name, found in (
        ("LinkedBooks, test", linked_books(books)),
        ("EXCITE, English", _second(excite(social, "English"))),
        ("EXCITE, German", _second(excite(social, "German"))),
        ("Grobid, arXiv", _second(grobid(science, "arXive.org"))),
        ("Grobid, INSPIRE", _second(grobid(science, "inspire-hep-journals"))),
    ):
        references = [one for one in found if 20 < len(one.raw) < 800]
        yield name, random.Random(1).sample(references, min(most, len(references)))


def _second(references: Iterator[Labelled]) -> Iterator[Labelled]:
    """Every second reference: errors in the others may be looked at."""
    return islice(references, 1, None, 2)


if __name__ == "__main__":
    main()

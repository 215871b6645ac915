"""What others read: pandoc, and for each format a reader that knows its notes by their own syntax."""

import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.measure.notes.html_reader import html_notes, html_tree, likely_notes
from tests.measure.notes.latex_reader import latex_notes
from tests.measure.notes.pandoc import pandoc
from tests.measure.notes.sample import Sample

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Reference:
    """Texts of notes: ``wanted`` are those that must be found, ``known`` those that at least one reader has, ``by`` are the readers."""

    wanted: list[str]
    known: list[str]
    by: str


def reference(one: Sample) -> Reference | None:
    """The notes of a document; None where no reader can read it."""
    return READERS[one.format](one.path, one.suffix)


def markdown(path: str, suffix: str) -> Reference | None:
    """What two dialects agree on must be found; Quarto and R Markdown are pandoc's own dialect."""
    own, github = pandoc(path, "markdown"), pandoc(path, "commonmark_x")
    if suffix in ("qmd", "rmd") or github is None:
        return None if own is None else Reference(own, own + (github or []), "pandoc markdown")
    if own is None:
        return Reference(github, github, "pandoc commonmark_x")
    seen = {_letters(text) for text in own}
    both = [text for text in github if _letters(text) in seen]
    return Reference(both, [*own, *github], "pandoc markdown and commonmark_x")


def html(path: str, suffix: str) -> Reference | None:
    """A note is where a link within the page leads and a link leads back from; roles of footnotes count, too."""
    tree = html_tree(Path(path).read_bytes())
    if tree is None:
        return None
    found = html_notes(tree)
    return Reference(found, [*found, *likely_notes(tree)], "back-links and roles")


def latex(path: str, suffix: str) -> Reference | None:
    """Arguments of footnotes and items of ``thebibliography``."""
    data = Path(path).read_bytes()
    found = latex_notes(decoded(data))
    return Reference(found, found + (pandoc(path, "latex") or []), "braces, pandoc latex")


def docx(path: str, suffix: str) -> Reference | None:
    """The notes of the packed file that the text calls."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False)
    try:
        with zipfile.ZipFile(path) as packed:
            names = set(packed.namelist())
            text = etree.fromstring(packed.read("word/document.xml"), parser)
            parts = {kind: packed.read(f"word/{kind}s.xml") for kind in ("footnote", "endnote") if f"word/{kind}s.xml" in names}
    except (KeyError, OSError, zipfile.BadZipFile, etree.XMLSyntaxError):
        return None
    found = []
    for kind, part in parts.items():
        called = {mark.get(WORD + "id") for mark in text.iter(WORD + kind + "Reference")}
        notes = (one for one in etree.fromstring(part, parser) if one.get(WORD + "type") in (None, "normal"))
        found += ["".join(run.text or "" for run in one.iter(WORD + "t")) for one in notes if one.get(WORD + "id") in called]
    return Reference(found, found + (pandoc(path, "docx") or []), "word/footnotes.xml, pandoc docx")


def wikitext(path: str, suffix: str) -> Reference | None:
    """Contents of ``<ref>``, one for each name of a group."""
    import mwparserfromhell as parser

    text = Path(path).read_text(encoding="utf-8", errors="replace")
    found: dict[tuple[str, ...], str] = {}
    tags = parser.parse(text).filter_tags(matches=_is_ref, recursive=True)
    inner = {id(one) for tag in tags if tag.contents for one in tag.contents.filter_tags(matches=_is_ref)}
    for tag in (tag for tag in tags if id(tag) not in inner):  # what stands in a note is part of it
        body = "" if tag.self_closing else str(tag.contents or "")
        values = {str(a.name).strip().casefold(): str(a.value or "").strip().strip("\"'") for a in tag.attributes}
        if body.strip():
            name = values.get("name", "")
            found.setdefault((values.get("group", ""), name) if name else ("#", str(len(found))), body)
    known = [*found.values(), *(pandoc(path, "mediawiki") or [])]
    return Reference(list(found.values()), known, "mwparserfromhell, pandoc mediawiki")


def _is_ref(node: Any) -> bool:
    return str(node.tag).strip().casefold() == "ref"


def bibtex(path: str, suffix: str) -> Reference | None:
    """The keys of the entries that both readers have."""
    text = decoded(Path(path).read_bytes())
    read = [keys for keys in (_attempt(_by_pybtex, text), _attempt(_by_bibtexparser, text)) if keys is not None]
    if not read:
        return None
    both = [key for key in read[0] if all(key in keys for keys in read)]
    return Reference(both, [key for keys in read for key in keys], "pybtex, bibtexparser")


def csl_json(path: str, suffix: str) -> Reference | None:
    """The items' own ids."""
    read = json.loads(Path(path).read_bytes())
    items = read.get("items") if isinstance(read, dict) else read
    if not isinstance(items, list) or not all(isinstance(item, dict) and ("id" in item or "type" in item) for item in items):
        return None
    found = [str(item["id"]) if item.get("id") not in (None, "") else f"u{at}" for at, item in enumerate(items, 1)]
    return Reference(found, found, "json")


ENTRY = re.compile(r" {0,4}\[(?:Footnote [\dA-Z*]+:|\d+\]:?) ?(.*)", re.DOTALL)
NEXT = re.compile(r"\n(?= {0,4}\[(?:Footnote [\dA-Z*]+:|\d+\]))")


def plain(path: str, suffix: str) -> Reference | None:
    """Paragraphs that begin with ``[1]`` or ``[Footnote 1:``, and their lines that begin so; a person must look where they differ."""
    paragraphs = re.split(r"\n[ \t]*\n", decoded(Path(path).read_bytes()).replace("\r\n", "\n"))
    entries = [
        entry for paragraph in paragraphs if ENTRY.match(paragraph.lstrip("\n")) for entry in NEXT.split(paragraph.lstrip("\n"))
    ]
    found = [match[1] for match in map(ENTRY.match, entries) if match]
    return Reference(found, found, "a regular expression")


READERS: dict[str, Callable[[str, str], Reference | None]] = {
    "markdown": markdown,
    "html": html,
    "latex": latex,
    "docx": docx,
    "wikitext": wikitext,
    "bibtex": bibtex,
    "csl-json": csl_json,
    "plain": plain,
}


def decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _attempt(read: Callable[[str], list[str]], text: str) -> list[str] | None:
    try:
        return read(text)
    except Exception:  # noqa: BLE001 - a reader that cannot is left out
        return None


def _by_pybtex(text: str) -> list[str]:
    from pybtex import database, errors  # type: ignore[import-untyped,import-not-found,unused-ignore]

    errors.set_strict_mode(False)
    return list(database.parse_string(text, "bibtex").entries)


def _by_bibtexparser(text: str) -> list[str]:
    import bibtexparser

    module: Any = bibtexparser
    if hasattr(module, "parse_string"):
        return [entry.key for entry in module.parse_string(text).entries]
    parser = module.bparser.BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    parser.expect_multiple_parse = True
    return [entry["ID"] for entry in parser.parse(text).entries]

"""Takes one note out of a document and leaves its call: is exactly that reported?"""

import io
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.measure.notes.html_reader import LONGEST, block_of, html_notes, html_tree, links, targets, words_of
from tests.measure.notes.readers import decoded

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Removed:
    """The same document before and after; ``label`` is the note's own, ``text`` its words where it has no label."""

    before: bytes
    after: bytes
    label: str | None
    text: str


def removed(format_name: str, data: bytes, seed: str) -> Removed | None:
    """The document without one of its notes, which the seed chooses; None where no note can be taken with its call left."""
    take = TAKERS.get(format_name)
    return take(data, random.Random(seed)) if take else None


DEFINITION = re.compile(
    r"^\[\^([^\]\s]+)\]:[^\n]*\n(?:(?:[ \t]*\n)*(?: {4}|\t)[^\n]*(?:\n|\Z)|(?![ \t]*\n|\[\^)[^\n]+(?:\n|\Z))*", re.MULTILINE
)
FENCE = re.compile(r"^ {0,3}(```|~~~).*?^ {0,3}\1[^\n]*$|`[^`\n]*`|<!--.*?-->", re.MULTILINE | re.DOTALL)


def _markdown(data: bytes, chance: random.Random) -> Removed | None:
    text = decoded(data).replace("\r\n", "\n")
    code = [match.span() for match in FENCE.finditer(text)]
    found = [m for m in DEFINITION.finditer(text) if not any(start <= m.start() < end for start, end in code)]
    labels = [match[1].casefold() for match in found]
    bare = FENCE.sub("", text)
    called = [m for m in found if labels.count(m[1].casefold()) == 1 and re.search(rf"\[\^{re.escape(m[1])}\](?!:)", bare)]
    return _cut(text, called, chance)


def _plain(data: bytes, chance: random.Random) -> Removed | None:
    text = decoded(data).replace("\r\n", "\n")
    start = r"(?:\[Footnote [\dA-Z]+:|\[\d+\](?!:))"
    entry = rf"(?m)^ {{0,4}}(?={start})\[(?:Footnote )?(\w+)[\]:][^\n]*\n(?:(?![ \t]*\n| {{0,4}}{start})[^\n]+\n)*"
    found = list(re.finditer(entry, text))
    labels = [match[1] for match in found]
    called = [m for m in found if labels.count(m[1]) == 1 and re.search(rf"(?<=\S)[ \n]?\[{m[1]}\]", text[: found[0].start()])]
    return _cut(text, called, chance) if len(called) > 1 else None  # a number in brackets without any list is no call


def _latex(data: bytes, chance: random.Random) -> Removed | None:
    text = decoded(data)
    item = r"\\bibitem\s*(?:\[(?:[^\[\]]|\[[^\]]*\])*\])?\s*\{([^}]*)\}.*?(?=\\bibitem\b|\\end\{thebibliography\})"
    bare = re.sub(r"(?<!\\)%[^\n]*", "", text)
    found = [
        m
        for m in re.finditer(item, text, re.DOTALL)
        if re.search(rf"\\cite\w*\*?(?:\[[^\]]*\])*\{{[^}}]*\b{re.escape(m[1])}\b", bare)
    ]
    return _cut(text, found, chance)


def _wikitext(data: bytes, chance: random.Random) -> Removed | None:
    text = decoded(data)
    pattern = r"<ref\s+name\s*=\s*(\"[^\"<>]+\"|[^\s\"'/<>]+)\s*>(?:(?!</?ref).)+</ref\s*>"
    bare = re.sub(r"<!--.*?-->|<nowiki>.*?</nowiki>", "", text, flags=re.DOTALL)
    found = [m for m in re.finditer(pattern, text, re.DOTALL) if m[0] in bare]
    names = [match[1].strip('"') for match in found]
    once = [m for m in found if names.count(m[1].strip('"')) == 1]
    if not once:
        return None
    taken = chance.choice(once)
    after = text[: taken.start()] + f"<ref name={taken[1]} />" + text[taken.end() :]
    return Removed(text.encode(), after.encode(), None, taken[0])


def _html(data: bytes, chance: random.Random) -> Removed | None:
    from lxml import etree

    tree = html_tree(data)
    wanted = {text.strip() for text in html_notes(tree)}
    ids = targets(tree)
    calls = {block_of(ids[link.get("href")[1:]]): link for link in links(tree) if link.get("href")[1:] in ids}
    calls = {block: link for block, link in calls.items() if block is not None and words_of(block).strip() in wanted}
    found = [
        block for block, link in calls.items() if len("".join(block.itertext())) < LONGEST // 10 and link not in set(block.iter())
    ]
    if len(found) < 2:
        return None
    before = etree.tostring(tree, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")
    taken = chance.choice(found)
    words, printed = words_of(taken), "".join(calls[taken].itertext()).strip("[](){} \t\n\xa0")
    _drop(taken)
    after = etree.tostring(tree, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")
    return Removed(before, after, printed or None, words)


def _drop(element: Any) -> None:
    """Takes an element away, the text behind it stays."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _docx(data: bytes, chance: random.Random) -> Removed | None:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    for kind in chance.sample(("footnote", "endnote"), 2):
        name = f"word/{kind}s.xml"
        if name not in parts:
            continue
        text, tree = etree.fromstring(parts["word/document.xml"]), etree.fromstring(parts[name])
        called = {mark.get(WORD + "id") for mark in text.iter(WORD + kind + "Reference")}
        notes = [one for one in tree if one.get(WORD + "id") in called and one.get(WORD + "type") in (None, "normal")]
        if notes:
            taken = chance.choice(notes)
            words = "".join(run.text or "" for run in taken.iter(WORD + "t"))
            tree.remove(taken)
            return Removed(data, _packed(parts | {name: etree.tostring(tree, encoding="UTF-8", xml_declaration=True)}), None, words)
    return None


def _packed(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return target.getvalue()


def _cut(text: str, found: list[re.Match[str]], chance: random.Random) -> Removed | None:
    if not found:
        return None
    taken = chance.choice(found)
    return Removed(text.encode(), (text[: taken.start()] + text[taken.end() :]).encode(), taken[1], taken[0])


TAKERS: dict[str, Callable[[bytes, random.Random], Removed | None]] = {
    "markdown": _markdown,
    "plain": _plain,
    "latex": _latex,
    "wikitext": _wikitext,
    "html": _html,
    "docx": _docx,
}

"""Notes as pandoc reads them."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypandoc  # type: ignore[import-untyped,import-not-found,unused-ignore]

SECONDS = 40


@dataclass
class Text:
    """The words of a document and the texts of its notes."""

    words: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def pandoc(path: str, reader: str) -> list[str] | None:
    """The texts of the notes, without those that are called a second time; None where pandoc cannot read the document."""
    command = [pypandoc.get_pandoc_path(), "--sandbox", "-f", reader, "-t", "json", path]
    try:
        run = subprocess.run(command, capture_output=True, timeout=SECONDS, cwd=Path(path).parent, check=False)
    except subprocess.TimeoutExpired:
        return None
    if run.returncode:
        return None
    read = Text()
    _walk(json.loads(run.stdout)["blocks"], read)
    return list(dict.fromkeys(read.notes))


def shows_call(markdown: bytes, label: str) -> bool:
    """Whether GitHub's dialect and pandoc's leave the call of a missing note standing in the text; in code it is no call."""
    for reader in ("gfm", "commonmark_x"):
        command = [pypandoc.get_pandoc_path(), "--sandbox", "-f", reader, "-t", "json"]
        run = subprocess.run(command, input=markdown, capture_output=True, timeout=SECONDS, check=False)
        if run.returncode or f"[^{label}]" not in "".join(_strings(json.loads(run.stdout)["blocks"])):
            return False
    return True


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, dict) and node.get("t") == "Str":
        yield node["c"]
    elif isinstance(node, dict):
        yield from _strings(list(node.values()))
    elif isinstance(node, list):
        for one in node:
            yield from _strings(one)


def _walk(node: Any, read: Text) -> None:
    if isinstance(node, list):
        for one in node:
            _walk(one, read)
    elif isinstance(node, dict) and "t" in node:
        _element(node["t"], node.get("c"), read)


def _element(kind: str, content: Any, read: Text) -> None:
    if kind == "Str":
        read.words.append(content)
    elif kind in ("Space", "SoftBreak", "LineBreak"):
        read.words.append(" ")
    elif kind in ("Code", "CodeBlock", "Math"):
        read.words.append(content[-1])
    elif kind == "Note":
        inner = Text()
        _walk(content, inner)
        read.notes += ["".join(inner.words), *inner.notes]
    elif kind in ("Link", "Image", "Span", "Div", "Cite"):
        _walk(content[1], read)
    elif kind == "Header":
        _walk(content[2], read)
    elif kind not in ("RawInline", "RawBlock") and content is not None:
        _walk(content, read)
        read.words.append(" " if kind in ("Para", "Plain") else "")

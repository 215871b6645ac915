"""Notes of pages, by their links: where one leads from the text to a block, and one leads back to the call."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

BLOCKS = {"table", "li", "p", "div", "aside", "dd", "td", "blockquote", "section", "tr", "dt"}
AROUND = {"sup", "span", "a", "small", "b", "i", "font", "em", "strong", "cite"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
ROLE = re.compile(r"\b(?:doc-)?(?:footnote|endnote|rearnote)\b")
BACK = re.compile(r"[\^↑↩⏎⤴\ufe0e\[\]().]*(?:[a-z]{1,2}|\d{1,3}\.\d+|back|return)?[\^↑↩⏎⤴\ufe0e\[\]().]*", re.IGNORECASE)
LABEL = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡])[\]).:]*")
NAMED = re.compile(r"note|fn|reference|citation|bibliograph", re.IGNORECASE)
LONGEST = 20_000  # characters of a block that may be one note


def html_tree(data: bytes) -> Any:
    """The page's elements; None where it cannot be read."""
    from lxml import etree, html

    try:
        return html.fromstring(data, parser=html.HTMLParser(encoding="utf-8") if _is_utf8(data) else None)
    except (ValueError, etree.ParserError):
        return None


def html_notes(tree: Any) -> list[str]:
    """The texts of the notes' blocks in order."""
    order = {element: number for number, element in enumerate(tree.iter())}
    ids = targets(tree)
    found = {block for block in (_called(link, ids, order) for link in links(tree)) if block is not None}
    for element in tree.iter(*BLOCKS):
        kind = " ".join(element.get(name) or "" for name in ("{http://www.idpf.org/2007/ops}type", "epub:type", "role"))
        if ROLE.search(kind) and not any(outer in found for outer in element.iterancestors()):
            found.add(element)
    inner = [block for block in found if not any(outer in found for outer in block.iterancestors())]
    return [words_of(block) for block in sorted(inner, key=lambda block: order[block])]


def likely_notes(tree: Any) -> list[str]:
    """Blocks that links within the page lead to, and those that a class or an id calls notes or references."""
    ids = targets(tree)
    blocks = [block_of(ids[name]) for name in (unquote(link.get("href")[1:]) for link in links(tree)) if name in ids]
    for element in tree.iter(*BLOCKS):
        near = [element, element.getparent()]
        if any(NAMED.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in near if one is not None):
            blocks.append(element)
    return [words_of(block) for block in dict.fromkeys(blocks) if block is not None]


def words_of(block: Any) -> str:
    """The text of a note without the links back, which have letters where there are several, or are its label."""
    label = "".join(block.itertext()).strip()
    texts = [(link, "".join(link.itertext()).strip()) for link in links(block)]
    back = {link for link, text in texts if BACK.fullmatch(text) or (LABEL.fullmatch(text) and label.startswith(text))}
    return "".join(_text(block, back))


def _text(element: Any, left_out: set[Any]) -> Iterator[str]:
    if element not in left_out and isinstance(element.tag, str):
        yield element.text or ""
        for inner in element:
            yield from _text(inner, left_out)
            yield inner.tail or ""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def links(tree: Any) -> list[Any]:
    """Links within the page."""
    return [link for link in tree.iter("a") if len(link.get("href") or "") > 1 and link.get("href").startswith("#")]


def targets(tree: Any) -> dict[str, Any]:
    """Elements by id, and by the older name of an anchor."""
    found: dict[str, Any] = {}
    for element in tree.iter():
        if isinstance(element.tag, str):
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    found.setdefault(name, element)
    return found


def block_of(element: Any) -> Any:
    """The nearest block around an element."""
    while element is not None and element.tag not in BLOCKS:
        element = element.getparent()
    return element


def _called(link: Any, ids: dict[str, Any], order: dict[Any, int]) -> Any:
    """The block of the note that a link calls; None where no link leads back."""
    target = ids.get(unquote(link.get("href")[1:]))
    if target is None:
        return None
    block, own = block_of(target), _names(link)
    if block is None or not own or block is block_of(link) or order[block] < order[link]:
        return None
    back = [one for one in block.iter("a") if (one.get("href") or "").startswith("#") and unquote(one.get("href")[1:]) in own]
    back = [
        one for one in back if "toc" not in (one.get("class") or "") and not any(o.tag in HEADINGS for o in one.iterancestors())
    ]
    return block if back and len("".join(block.itertext())) <= LONGEST else None


def _names(link: Any) -> set[str]:
    """By what a call can be reached: its own ids, those of what stands tightly around it, and an empty anchor beside it."""
    near, outer = [link, link.getprevious(), link[0] if len(link) else None], link.getparent()
    for _ in range(3):
        if outer is None or outer.tag not in AROUND:
            break
        near.append(outer)
        outer = outer.getparent()
    elements = [one for one in near if one is not None and isinstance(one.tag, str)]
    return {name for one in elements for name in (one.get("id"), one.get("name")) if name}

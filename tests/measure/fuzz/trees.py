"""Mutations of JSON, TOML and XML by structure: parts are duplicated, nested, removed, swapped, renamed, or get odd values."""

import json
import random
import re
from typing import Any

ODD_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, 2**64, -(2**63), 10**400, 1e308, -0.0, 0.5, "", " ", "\0", "\ud800", "\u202e", "\x1b[31m", "\r\n", "a" * 3_000, "1" * 5_000,
    "0", "-1", "2019-02-31", "9999-12-31", "0000-00-00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "20190314T999999Z", "٣", "²", "https://[", "javascript:alert(1)",
    "https://a.example/" + "b" * 3_000, "http://a:b@c.example:99999999/", "10.1000/\n", [], {}, [[]], [{}], {"": {}}, [None], [[None]], [0], ["a", "b"], {"raw": "x"},
    {"date-parts": [[]]}, {"date-parts": [[None]]}, {"date-parts": [["2019", 99, -1]]}, {"date-parts": [[2019, 2, 31], [2019]]},
)  # fmt: skip
DEEP = (2, 20, 300, 3_000)


def json_tree(data: bytes, largest: int, seed: int) -> bytes:
    """JSON with a few nodes changed; what is no JSON comes back as it is."""
    chance = random.Random(seed)
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return data
    for _ in range(chance.choice((1, 1, 2, 4))):
        tree = _changed(tree, chance)
    text = _spelled(tree, chance)
    return text if len(text) <= largest else data


def _spelled(tree: Any, chance: random.Random) -> bytes:
    """The tree as text, in one of the ways in which JSON may be spelt, now and then nested deep."""
    try:
        text = json.dumps(tree, ensure_ascii=chance.random() < 0.5, indent=chance.choice((None, None, 2)))
    except (ValueError, RecursionError):
        return b"[]"
    if chance.random() < 0.05:
        times = chance.choice(DEEP)
        opened, closed = chance.choice((("[", "]"), ('{"a":', "}"), ('{"@graph":[', "]}")))
        places = [m.start() for m in re.finditer(r"(?<=[:\[,]) ?[\[{\"\d]", text)] or [0]
        at = chance.choice(places)
        text = text[:at] + opened * times + (text[at:] if chance.random() < 0.5 else "1") + closed * times
    return text.encode("utf-8", "surrogatepass")


def _nodes(tree: Any) -> list[tuple[Any, Any]]:
    """Every place of a tree: what holds it, and its key or index there."""
    found, left = [], [tree]
    while left:
        holder = left.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder)) if isinstance(holder, list) else ()
        for key in keys:
            found.append((holder, key))
            left.append(holder[key])
    return found


def _changed(tree: Any, chance: random.Random) -> Any:
    places = _nodes(tree)
    if not places:
        return chance.choice(ODD_VALUES)
    holder, key = chance.choice(places)
    other_holder, other_key = chance.choice(places)
    what = chance.randrange(8)
    if what == 0:
        del holder[key]
    elif what == 1:
        holder[key] = _copy(other_holder[other_key])
    elif what == 2:
        holder[key] = [holder[key]] if chance.random() < 0.5 else {chance.choice(("a", "name", "@value", "")): holder[key]}
    elif what == 3 and isinstance(holder, dict):
        holder[chance.choice([k for k in (other_key, key) if isinstance(k, str)]) + chance.choice(("", "", "s", "_"))] = holder.pop(
            key
        )
    elif what == 4 and isinstance(holder, list):
        holder[key:key] = [_copy(holder[key])] * chance.choice((1, 2, 40))
    elif what == 5:
        holder[key], other_holder[other_key] = _copy(other_holder[other_key]), _copy(holder[key])
    elif what == 6 and isinstance(holder[key], str):
        value: str = holder[key]
        at = chance.randrange(len(value) + 1)
        odd = chance.choice([v for v in ODD_VALUES if isinstance(v, str)])
        holder[key] = value[:at] + odd + value[at + chance.randrange(4) :]
    else:
        holder[key] = _copy(chance.choice(ODD_VALUES))
    return tree


def _copy(value: Any) -> Any:
    return json.loads(json.dumps(value)) if isinstance(value, list | dict) else value


ODD_TOML = (
    "true", "false", "0", "-1", "1e999", "nan", "-inf", "9" * 400, '""', '"\\u0000"', '"a\\r\\nb: c"', "[]", "[[]]", "{}", "{a = 1}", "[1, 'a']", "1979-05-27T07:32:00Z", "07:32:00",
    "'''\n'''", '"http://127.0.0.1/"', '"../.."', '"/etc/passwd"', '"CC999"', '["CC2", "dead-link"]', '"' + "x" * 300 + '"', "0x7fffffffffffffffffff", '"\ud7ff"', "[" * 500 + "]" * 500,
)  # fmt: skip


def toml_tree(data: bytes, largest: int, seed: int) -> bytes:
    """TOML with a few lines changed: keys and values swapped, doubled, moved into other tables, given odd values."""
    chance = random.Random(seed)
    lines = data.decode("utf-8", "replace").split("\n")
    for _ in range(chance.choice((1, 1, 2, 4))):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        key, mark, value = lines[at].partition("=")
        what = chance.randrange(7)
        if what == 0:
            del lines[at]
        elif what == 1:
            lines.insert(other, lines[at])
        elif what in (2, 3) and mark:
            lines[at] = f"{key}= {chance.choice(ODD_TOML)}"
        elif what == 4 and mark:
            lines[at] = f"{lines[other].partition('=')[0].strip('[]') or 'x'} ={value}"
        elif what == 5:
            lines[at] = chance.choice(
                (f"[{key.strip().strip('[]')}.x]", f"[[{key.strip().strip('[]')}]]", f'"{key}".b = 1', f"a.{key}{mark}{value}")
            )
        else:
            lines[at] = lines[at].swapcase() if chance.random() < 0.5 else lines[at].replace("_", "-")
        lines = lines or [""]
    text = "\n".join(lines).encode("utf-8", "replace")
    return text if len(text) <= largest else data


ODD_ATTRIBUTES = (
    "",
    "-1",
    "0",
    "9" * 30,
    "x",
    "²",
    "rId1",
    "rId999",
    "../../word/document.xml",
    "/word/footnotes.xml",
    "http://a.example/",
    "&#10;",
    "&lt;",
    "a" * 300,
)
_ELEMENT = re.compile(r"<([\w:]+)([^<>]*)>|</[\w:]+>")


def xml_tree(text: str, seed: int) -> str:
    """XML with a few elements changed; it stays well-formed but for one change in twenty."""
    from lxml import etree

    chance = random.Random(seed)
    if chance.random() < 0.05:
        return _torn(text, chance)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return _torn(text, chance)
    for _ in range(chance.choice((1, 1, 2, 4))):
        _change_element(root, chance)
    made: str = etree.tostring(root, encoding="unicode")
    encoding = (
        "UTF-8"
        if chance.random() < 0.97
        else chance.choice(("utf-16", "x", "rot13", "undefined", "idna", "shift_jis", "cp1252", ""))
    )
    return f'<?xml version="1.0" encoding="{encoding}" standalone="yes"?>\n' + made


def _torn(text: str, chance: random.Random) -> str:
    at, other = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
    return text[:at] + text[at:other] * chance.choice((0, 2)) + text[other:]


def _change_element(root: Any, chance: random.Random) -> None:
    elements = [element for element in root.iter("*") if element is not root]
    if not elements:
        return
    one, other = chance.choice(elements), chance.choice(elements)
    what = chance.randrange(9)
    holder = one.getparent()
    if what == 0:
        holder.remove(one)
    elif what == 1:
        for _ in range(chance.choice((1, 1, 3, 50))):
            holder.insert(holder.index(one), _twin(one))
    elif what == 2:
        other.append(_twin(one))
    elif what == 3:
        _nest(one, chance)
    elif what == 4:
        one.tag, other.tag = other.tag, one.tag
    elif what in (5, 6) and one.attrib:
        name = chance.choice(list(one.attrib))
        if chance.random() < 0.3:
            del one.attrib[name]
        else:
            one.set(name, chance.choice((*ODD_ATTRIBUTES[:11], *other.attrib.values())))
    elif what == 7:
        one.text, other.text = other.text, one.text
    else:
        one.text = (
            f"{one.text or ''}{chance.choice(('[1]', ' ', 'https://a.example/', 'x' * 200, 'ibid.', 'HYPERLINK', chr(0x202E)))}"
        )


def _twin(element: Any) -> Any:
    from copy import deepcopy

    return deepcopy(element)


def _nest(element: Any, chance: random.Random) -> None:
    """An element within copies of itself that hold nothing else."""
    holder = element.getparent()
    at = holder.index(element)
    holder.remove(element)
    inner = element
    for _ in range(chance.choice((1, 1, 2, 10, 100, 240))):
        outer = holder.makeelement(element.tag, dict(element.attrib), element.nsmap)
        outer.append(inner)
        inner = outer
    holder.insert(at, inner)

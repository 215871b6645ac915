"""YAML as a tree of nodes with their places, built from the parser's events: no recursion, bounded depth, no endless aliases."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from citecheck.documents.damaged_entries import Fault

DEEPEST = 60  # nested collections; real data has about six levels
MAX_VALUES = 1_000_000  # of a file with its aliases written out


class NotYaml(ValueError):
    """Broken, nested too deeply, or with aliases that expand to too much; the message is for people. ``offset``: where it is broken."""

    def __init__(self, message: str, fault: str = "", offset: int = 0) -> None:
        super().__init__(message)
        self.fault = fault
        self.offset = offset


class Scalar(Struct, frozen=True):
    """A value, with its quotation marks at ``start`` to ``end``. ``style``: a quotation mark, ``|``, ``>`` or empty."""

    value: str
    start: int
    end: int
    column: int
    style: str = ""


class Collection(Struct):
    """A list, or a mapping: ``children`` are then keys and values in turn. ``flow``: in brackets."""

    start: int
    end: int
    is_mapping: bool
    flow: bool
    children: list["Node"] = field(default_factory=list)

    def pairs(self) -> Iterator[tuple[Scalar, "Node"]]:
        """The pairs of a mapping whose keys are scalars, in order."""
        if self.is_mapping:
            for key, value in zip(self.children[::2], self.children[1::2], strict=False):
                if isinstance(key, Scalar):
                    yield key, value

    def get(self, key: str) -> "Node | None":
        """The value of a key."""
        return next((value for name, value in self.pairs() if name.value == key), None)


Node = Scalar | Collection


def parse(text: str) -> Node | None:
    """The first document of a YAML text; None if there is none. Raises ``NotYaml``."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _composed(yaml.parse(text, loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        said = f"{error.problem or error.context}; correct it there"
        raise NotYaml(f"not valid YAML at {where}{said}", f"not valid YAML: {said}", mark.index if mark else 0) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise NotYaml(f"not valid YAML: {error}") from None


def fault_of(text: str) -> Fault | None:
    """Why a part of a YAML text cannot be read, and at which offset."""
    try:
        parse(text)
    except NotYaml as error:
        return error.fault or str(error), error.offset
    return None


def _composed(events: Iterator[Any]) -> Node | None:
    import yaml

    root: Node | None = None
    opened: list[Collection] = []
    anchors: dict[str, Node] = {}
    for event in events:
        if isinstance(event, yaml.DocumentEndEvent):
            break
        if isinstance(event, yaml.CollectionEndEvent):
            done = opened.pop()
            done.end = event.end_mark.index if event.end_mark else done.start
            continue
        node = _node(event, anchors)
        if node is None:
            continue
        if opened:
            opened[-1].children.append(node)
        root = root or node
        if isinstance(event, yaml.CollectionStartEvent) and isinstance(node, Collection):
            opened.append(node)
            if len(opened) > DEEPEST:
                raise NotYaml("its YAML is nested too deeply to be a bibliography")
    return root


def _node(event: Any, anchors: dict[str, Node]) -> Node | None:
    """The node that an event begins; an alias is the node that it names, which must be complete."""
    import yaml

    start, end, column = event.start_mark.index, event.end_mark.index, event.start_mark.column
    if isinstance(event, yaml.AliasEvent):
        return anchors.get(event.anchor or "") or Scalar("", start, end, column)
    node: Node
    if isinstance(event, yaml.ScalarEvent):
        node = Scalar(event.value, start, end, column, event.style or "")
    elif isinstance(event, yaml.CollectionStartEvent):
        node = Collection(start, end, isinstance(event, yaml.MappingStartEvent), bool(event.flow_style))
    else:
        return None
    if event.anchor:
        anchors[event.anchor] = node
    return node


def plain(node: Node) -> Any:
    """The text, lists and dictionaries of a node. Raises ``NotYaml`` if its aliases expand to too much, or to themselves."""
    return _plain(node, [MAX_VALUES], 0)


def _plain(node: Node, left: list[int], depth: int) -> Any:
    left[0] -= 1
    if left[0] < 0 or depth > DEEPEST:
        raise NotYaml("its aliases expand to too much; write them out")
    if isinstance(node, Scalar):
        return node.value
    if node.is_mapping:
        return {key.value: _plain(value, left, depth + 1) for key, value in node.pairs()}
    return [_plain(child, left, depth + 1) for child in node.children]

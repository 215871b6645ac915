"""XML as a tree of elements with their places in the text, read by expat. Of entities that a file defines only short texts are read."""

from collections.abc import Iterator
from html.entities import html5
from xml.parsers import expat

from msgspec import Struct, field

from citecheck.documents.damaged_entries import Fault
from citecheck.documents.edits import insertion, replacement
from citecheck.model.errors import DocumentError
from citecheck.model.finding import Edit
from citecheck.patterns import lazy_pattern

DEEPEST = 200  # nested elements; real articles have about twenty levels
LONGEST_ENTITY = 60  # characters; one of them, such as a dash, in most files
PREDEFINED = frozenset(("amp", "lt", "gt", "quot", "apos"))  # which a file may define once more (XML 1.0, 4.6)
CHARSET = lazy_pattern(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w-]{2,40})")
START_TAG = lazy_pattern(r"<[^\s/>]+(?:\s+[^\s=/>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
ATTRIBUTE = lazy_pattern(r"\s(?P<name>[^\s=/>]+)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')")
NAME = lazy_pattern(r"<([^\s/>]+)")
INDENT = lazy_pattern(r"\n[ \t]*+")


class XmlText(Struct, frozen=True):
    """Characters of the text at an offset; ``plain``: they stand there as they are, and are no entity."""

    text: str
    start: int
    plain: bool


class XmlElement(Struct):
    """An element: ``text[start:inner]`` is its start tag, ``text[stop:end]`` its end tag. Names have no namespace prefix."""

    name: str
    attributes: dict[str, str]
    start: int
    inner: int
    stop: int = 0
    end: int = 0
    children: list["XmlElement | XmlText"] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute; empty if it has none."""
        return self.attributes.get(name, "").strip()

    def elements(self) -> Iterator["XmlElement"]:
        """The element and all below it, in the order of the text."""
        todo: list[XmlElement] = [self]
        while todo:
            one = todo.pop()
            yield one
            todo += [child for child in reversed(one.children) if isinstance(child, XmlElement)]

    def all(self, *names: str) -> Iterator["XmlElement"]:
        """The elements below it with one of these names, in the order of the text."""
        return (one for one in self.elements() if one.name in names and one is not self)

    def children_named(self, *names: str) -> Iterator["XmlElement"]:
        """The elements directly below it with one of these names."""
        return (one for one in self.children if isinstance(one, XmlElement) and one.name in names)

    def first(self, *names: str) -> "XmlElement | None":
        """The first element below it with one of these names; the order of the names counts first."""
        return next((one for name in names for one in self.all(name)), None)

    def value(self, *names: str) -> str | None:
        """The text of the first element below it with one of these names that has any."""
        return next((text for name in names for one in self.all(name) if (text := one.words)), None)

    @property
    def words(self) -> str:
        """All of its text, with single blanks."""
        return " ".join("".join(piece.text for piece in self.pieces()).split())

    def pieces(self) -> Iterator[XmlText]:
        """The text of it and of all below it, in order."""
        todo: list[XmlElement | XmlText] = [self]
        while todo:
            one = todo.pop()
            if isinstance(one, XmlText):
                yield one
            else:
                todo += reversed(one.children)


def parse(path: str, text: str) -> XmlElement:
    """The root element. Raises ``DocumentError`` for XML that is not well-formed, nested too deeply, or with entities that are no short texts."""
    builder = _Builder(path, text)
    try:
        builder.parser.Parse(builder.data, True)
    except expat.ExpatError as error:
        said = expat.errors.messages.get(error.code, "syntax error")
        raise DocumentError(path, f"line {error.lineno}, column {error.offset + 1}: it is no well-formed XML: {said}") from None
    if builder.root is None:
        raise DocumentError(path, "it has no element")
    return builder.root


def charset(data: bytes) -> str | None:
    """The encoding that an XML declaration names."""
    match = CHARSET.match(data)
    return match[1].decode("ascii") if match else None


def fault_of(text: str) -> Fault | None:
    """Why an element cannot be read, and at which offset."""
    builder = _Builder("", text)
    try:
        builder.parser.Parse(builder.data, True)
    except expat.ExpatError as error:
        said = expat.errors.messages.get(error.code, "syntax error")
        at = len(builder.data[: max(0, builder.parser.ErrorByteIndex)].decode("utf-8", "ignore"))
        return f"it is no well-formed XML: {said}; correct it there", at
    except DocumentError as error:
        return error.message, 0
    return None


def attribute_span(text: str, element: XmlElement, name: str) -> tuple[int, int] | None:
    """Where the value of an attribute stands, given its name without prefix."""
    for match in ATTRIBUTE.finditer(text, element.start, element.inner):
        if _local(match["name"]) == name:
            return match.span("double" if match["double"] is not None else "single")
    return None


class _Builder:
    """Builds the tree from expat's events; their byte offsets become offsets of characters."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.data = text.encode("utf-8", "replace")
        self.root: XmlElement | None = None
        self._open: list[XmlElement] = []
        self._byte = self._character = 0
        self._unread = len(self.text)  # characters that content may still have; more come from entities only
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.SkippedEntityHandler = self._entity
        self.parser.EntityDeclHandler = self._declared

    def _offset(self) -> int:
        at = self.parser.CurrentByteIndex
        if at < self._byte:  # the end of an empty element
            return self._character
        self._character += len(self.data[self._byte : at].decode("utf-8", "ignore"))
        self._byte = at
        return self._character

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= DEEPEST:
            raise DocumentError(self.path, f"line {self.parser.CurrentLineNumber}: elements are nested too deeply")
        start = self._offset()
        tag = START_TAG.match(self.text, start)
        named = {_local(key): value for key, value in attributes.items()}
        element = XmlElement(_local(name), named, start, tag.end() if tag else start)
        if self._open:
            self._open[-1].children.append(element)
        self.root = self.root or element
        self._open.append(element)

    def _end(self, _: str) -> None:
        element = self._open.pop()
        if self.text[element.inner - 2 : element.inner] == "/>":
            element.stop = element.end = element.inner
        else:
            element.stop = self._offset()
            element.end = self.text.index(">", element.stop) + 1

    def _characters(self, data: str) -> None:
        self._unread -= len(data)
        if self._unread < 0:
            raise DocumentError(self.path, "its entities stand for more text than the file has")
        if self._open:
            at = self._offset()
            self._open[-1].children.append(XmlText(data, at, self.text.startswith(data, at)))

    def _entity(self, name: str, is_parameter: bool) -> None:
        if self._open and not is_parameter:
            self._open[-1].children.append(XmlText(html5.get(f"{name};", " "), self._offset(), plain=False))

    def _declared(self, name: str, is_parameter: bool, value: str | None, *_: object) -> None:
        simple = name in PREDEFINED or (value is not None and len(value) <= LONGEST_ENTITY and not {*"&<"} & {*value})
        if value is not None and not is_parameter and not simple:
            line = self.parser.CurrentLineNumber
            raise DocumentError(
                self.path,
                f"line {line}: the entity {name!r} that it defines is more than a short text; citecheck reads no such XML",
            )


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def inside(text: str, element: XmlElement, markup: list[str]) -> Edit:
    """Markup at the end of an element, on lines of its own where the element's children are."""
    if element.end == element.inner:  # it has no end tag
        tag = text[element.start : element.inner].rstrip("/> \t\r\n")
        return replacement(text, element.start, element.end, f"{tag}>{''.join(markup)}</{NAME.match(tag)[1]}>")  # type: ignore[index]
    at = element.inner + len(text[element.inner : element.stop].rstrip())
    indent = INDENT.match(text, element.inner)
    lead = indent.group() if indent and indent.end() < element.stop else ""
    return insertion(at, "".join(lead + one for one in markup))

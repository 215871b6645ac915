"""The attributes of an AsciiDoc document: ``:name: value`` defines one, ``{name}`` stands for its value from there on."""

from bisect import bisect_right

from msgspec import Struct, field

from citecheck.patterns import lazy_pattern

REFERENCE = lazy_pattern(r"\\?\{(?P<name>\w[\w-]{0,100})\}")
MAX_VALUE = 2_000  # characters; a longer value is cut, so that values made of values stay short
# https://docs.asciidoctor.org/asciidoc/latest/attributes/character-replacement-ref/
CHARACTERS = {
    "blank": "", "empty": "", "sp": " ", "nbsp": "\xa0", "zwsp": "", "wj": "", "apos": "'", "quot": '"', "lsquo": "‘", "rsquo": "’", "ldquo": "“",
    "rdquo": "”", "deg": "°", "plus": "+", "brvbar": "¦", "vbar": "|", "amp": "&", "lt": "<", "gt": ">", "startsb": "[", "endsb": "]", "caret": "^",
    "asterisk": "*", "tilde": "~", "backslash": "\\", "backtick": "`", "two-colons": "::", "two-semicolons": ";;", "cpp": "C++", "cxx": "C++", "pp": "++",
}  # fmt: skip


class Attribute(Struct, frozen=True):
    """A definition: the value with its references resolved (None if one is unknown), and its span as written."""

    value: str | None
    start: int
    end: int


class Attributes(Struct):
    """The definitions by name, in the document's order."""

    _named: dict[str, list[Attribute]] = field(default_factory=dict)

    def define(self, name: str, text: str, start: int, end: int) -> None:
        """Add the definition with the value ``text[start:end]``."""
        value = self.resolved(text[start:end], start)
        self._named.setdefault(name.lower(), []).append(Attribute(value, start, end))

    def named(self, name: str, at: int) -> Attribute | None:
        """The definition that holds at an offset."""
        found = self._named.get(name.lower(), [])
        before = bisect_right(found, at, key=lambda one: one.start)
        return found[before - 1] if before else None

    def value(self, name: str, at: int) -> str | None:
        """The value at an offset; None for an unknown attribute, which the command line or another file may set."""
        defined = self.named(name, at)
        return defined.value if defined else CHARACTERS.get(name.lower())

    def last(self, name: str) -> str:
        """The last value; empty if there is none."""
        return (found[-1].value or "") if (found := self._named.get(name, [])) else ""

    def resolved(self, text: str, at: int) -> str | None:
        """A text with values for its references; None if one is unknown."""
        values = {name: self.value(name, at) for name in REFERENCE.findall(text)}
        if None in values.values():
            return None
        return REFERENCE.sub(lambda found: values[found["name"]] or "", text)[:MAX_VALUE]

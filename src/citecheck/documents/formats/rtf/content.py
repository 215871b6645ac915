"""Reads the text of RTF, with the offset of every character in the file: the body, then the notes, which the file has at their marks."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from citecheck.documents.citation_fields import field_of
from citecheck.documents.formats.rtf.syntax import CHARSETS, DOUBLE_BYTE, HIDDEN, SIGNS, SYMBOLS, Token, codec_of, tokens
from citecheck.documents.numerals import roman
from citecheck.documents.story import NoteMark, Story, StoryLink
from citecheck.model.errors import DocumentError
from citecheck.model.place import Span
from citecheck.patterns import lazy_pattern

DEEPEST = 1_000  # nested groups; word processors write some dozens
HYPERLINK = lazy_pattern(r"\bHYPERLINK\s+(?:\\[a-z]\s+)?\"(?P<url>[^\"]*)\"")
CUSTOM = lazy_pattern(r"[*†‡§¶#]{1,3}$")
PLACEHOLDER = "\u2060"  # stands for a mark, which is no text


class RtfLink(StoryLink, frozen=True):
    """A hyperlink: ``written`` has the spans of its URL's pieces in the file, if it is written as it is; ``outer`` is the end of its field."""

    written: tuple[Span, ...] = ()
    outer: int = 0


class _Field(Struct):
    begun: int = -1  # where its result begins in the text
    instruction: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)  # of the instruction's characters in the file; -1 of one that is escaped

    def written_at(self, first: int, last: int) -> Iterator[Span]:
        """The spans in the file of the instruction's characters, which groups and line breaks may part; none if one is escaped."""
        places = self.places[first:last]
        cuts = [0, *(at for at in range(1, len(places)) if places[at] != places[at - 1] + 1), len(places)]
        if places and -1 not in places:
            yield from (Span(places[begin], places[end - 1] + 1) for begin, end in pairwise(cuts))


class _Group(Struct):
    """What holds in a group: inherited by the groups in it."""

    hidden: bool = False
    ignorable: bool = False  # ``\*`` came before: an unknown destination is hidden
    italic: bool = False
    bypass: int = 1  # characters that follow ``\u`` for programs that do not know it
    codec: str = "cp1252"
    in_note: bool = False
    field: _Field | None = None
    owns_field: bool = False
    owns_note: bool = False
    instruction: bool = False
    fonts: bool = False  # it is the table of fonts


class RtfReader:
    """Reads a file into its text."""

    def __init__(self, path: str, raw: str) -> None:
        self.path, self.raw = path, raw
        self.body, self.notes = Story[RtfLink](), Story[RtfLink]()
        self.marks: list[NoteMark] = []
        self.ends: dict[int, int] = {}  # of characters that take more than one of the file, by their offset
        self._groups = [_Group()]
        self._codecs: dict[int, str] = {}
        self._font, self._default = 0, "cp1252"
        self._skip = 0  # characters to be passed over behind ``\u``
        self._last = 0  # the offset of the last character
        self._lead = ""  # the first byte, or the first half, of a character
        self._heading: int | None = None
        self._note = (0, "footnote")
        self._counts = {"footnote": 0, "endnote": 0}
        self._arabic_endnotes = False

    def read(self) -> Story[RtfLink]:
        """The text of the body, then that of the notes."""
        for token in tokens(self.raw):
            match token.kind:
                case "brace":
                    self._brace(token)
                case "word":
                    self._word(token)
                case "symbol":
                    self._symbol(token)
                case "hex":
                    self._byte(token)
                case "text":
                    self._text(token)
        while self._groups:  # a file that was cut
            self._close(self._groups.pop(), len(self.raw))
        self.body_length = self.body.length
        self.body.append(self.notes)
        return self.body

    def behind(self, origin: int) -> int:
        """Where the character at an offset of the file ends."""
        return self.ends.get(origin, origin + 1)

    @property
    def _story(self) -> Story[RtfLink]:
        return self.notes if self._groups[-1].in_note else self.body

    def _brace(self, token: Token) -> None:
        if token.value == "{":
            if len(self._groups) >= DEEPEST:
                raise DocumentError(self.path, f"groups are nested too deeply at character {token.start}")
            self._groups.append(replace(self._groups[-1], owns_field=False, owns_note=False, ignorable=False))
            return
        if len(self._groups) > 1:
            self._close(self._groups.pop(), token.end)

    def _close(self, closed: _Group, end: int) -> None:
        self._lead, self._skip = "", 0
        if closed.owns_field and closed.field:
            self._end_field(closed.field, end, self.notes if closed.in_note else self.body)
        if closed.owns_note:
            start, kind = self._note
            self.notes.notes.append((kind, str(len(self.notes.notes)), start, self.notes.length))
            self.notes.put("\n")

    def _word(self, token: Token) -> None:
        group, word, number = self._groups[-1], token.value, token.number
        match word:
            case "u" if number is not None:
                self._unicode(token, number % 65536)
            case "i" | "plain" | "v" | "deleted" | "uc":
                _format(group, word, number)
            case "ansicpg":
                self._default = group.codec = codec_of(number)
            case "f" | "fcharset":
                self._font_word(group, word, number or 0)
            case "aftnnar":
                self._arabic_endnotes = True
            case "pard":
                self._heading = None
            case "outlinelevel" if not group.in_note and not group.hidden:
                self._heading = self.body.length
            case "par" | "sect" | "page" | "row":
                self._paragraph(group)
            case _ if word in SIGNS:
                self._put(SIGNS[word], token)
            case _:
                self._destination(group, word, token)
        group.ignorable = False

    def _destination(self, group: _Group, word: str, token: Token) -> None:
        if word == "fonttbl":
            group.fonts = group.hidden = True
        elif word == "footnote" and not group.hidden and not group.in_note:
            self._begin_note(group)
        elif word == "ftnalt" and group.in_note and self.marks and not self._is_endnote():
            self._make_endnote()
        elif word == "field":
            group.field, group.owns_field = _Field(), True
        elif word == "fldinst" and group.field:
            group.instruction, group.hidden = True, True
        elif word == "fldrslt" and group.field:
            group.instruction, group.field.begun = False, self._story.length
        elif word in HIDDEN or group.ignorable:
            group.hidden = True

    def _symbol(self, token: Token) -> None:
        group = self._groups[-1]
        if token.value == "*":
            group.ignorable = True
        elif token.value in "\r\n":
            self._paragraph(group)
        elif token.value in SYMBOLS:
            self._put(SYMBOLS[token.value], token)

    def _font_word(self, group: _Group, word: str, number: int) -> None:
        if word == "fcharset" and group.fonts:
            self._codecs[self._font] = CHARSETS.get(number, self._default)
        elif word == "f" and group.fonts:
            self._font = number
        elif word == "f":
            group.codec = self._codecs.get(number, self._default)

    def _text(self, token: Token) -> None:
        at = token.start
        skipped = min(self._skip, len(token.value))
        if skipped:
            self._skip -= skipped
            self.ends[self._last] = at + skipped
        group, words = self._groups[-1], token.value[skipped:]
        if group.instruction and group.field:
            self._instruct(group.field, words, range(at + skipped, token.end))
        elif not group.hidden and words:
            start = self._story.length
            self._story.place(words, at + skipped)
            self._emphasise(group, start)

    def _byte(self, token: Token) -> None:
        if self._skip:
            self._skip -= 1
            self.ends[self._last] = token.end
            return
        group = self._groups[-1]
        data = bytes.fromhex(self._lead + token.value)
        try:
            self._put(data.decode(group.codec), token, begun=len(data) > 1)
        except UnicodeDecodeError:
            if group.codec in DOUBLE_BYTE and len(data) == 1:
                self._lead, self._last = token.value, token.start
                return
            self._put("\ufffd", token)
        self._lead = ""

    def _unicode(self, token: Token, unit: int) -> None:
        if 0xD800 <= unit < 0xDC00:
            self._lead, self._last = f"{unit:04x}", token.start
        elif 0xDC00 <= unit < 0xE000:
            high = int(self._lead, 16) if len(self._lead) == 4 else 0
            sign = chr(0x10000 + ((high - 0xD800) << 10) + unit - 0xDC00) if high else "\ufffd"
            self._put(sign, token, begun=bool(high))
            self._lead = ""
        else:
            self._put(chr(unit), token)
        self._skip = self._groups[-1].bypass

    def _put(self, sign: str, token: Token, *, begun: bool = False) -> None:
        """Add a character that a token stands for; ``begun``: with the one before."""
        group = self._groups[-1]
        if group.instruction and group.field:
            self._instruct(group.field, sign, [-1] * len(sign))
        if group.hidden:
            return
        self._last = self._last if begun else token.start
        self.ends[self._last] = token.end
        start = self._story.length
        for one in sign:
            self._story.place(one, self._last)
        self._emphasise(group, start)

    def _instruct(self, found: _Field, words: str, places: Iterable[int]) -> None:
        found.instruction.append(words)
        found.places += places

    def _emphasise(self, group: _Group, start: int) -> None:
        if group.italic:
            self._story.emphasise(start, self._story.length)

    def _paragraph(self, group: _Group) -> None:
        if group.hidden:
            return
        if self._heading is not None and not group.in_note:
            self.body.headings.append((self._heading, self.body.length))
        self._story.put("\n" if group.in_note else "\n\n")
        if self._heading is not None and not group.in_note:
            self._heading = self.body.length

    def _begin_note(self, group: _Group) -> None:
        custom = CUSTOM.search("".join(self.body.chars[-3:]))
        self._counts["footnote"] += not custom
        label = custom.group() if custom else str(self._counts["footnote"])
        self.marks.append(NoteMark("footnote", label, self.body.length))
        self.body.put(PLACEHOLDER)
        group.in_note = group.owns_note = True
        self._note = self.notes.length, "footnote"

    def _is_endnote(self) -> bool:
        return self._note[1] == "endnote"

    def _make_endnote(self) -> None:
        """The note that is open is an endnote; its number was counted as that of a footnote."""
        mark = self.marks[-1]
        label = mark.label
        if label.isdigit():
            self._counts["footnote"] -= 1
            self._counts["endnote"] += 1
            number = self._counts["endnote"]
            label = str(number) if self._arabic_endnotes else roman(number)
        self.marks[-1] = NoteMark("endnote", label, mark.offset)
        self._note = self._note[0], "endnote"

    def _end_field(self, found: _Field, end: int, story: Story[RtfLink]) -> None:
        code = "".join(found.instruction)
        match = HYPERLINK.search(code)
        if match and 0 <= found.begun < story.length:
            written = tuple(found.written_at(*match.span("url")))
            story.links.append(RtfLink(found.begun, story.length, match["url"], written, end))
        elif found.begun >= 0 and (cited := field_of(code, found.begun, story.length, {}, end)):
            story.data.append(cited)


def _format(group: _Group, word: str, number: int | None) -> None:
    if word == "uc":
        group.bypass = max(0, number or 0)
    elif word in ("i", "plain"):
        group.italic = word == "i" and number != 0
    else:
        group.hidden = group.hidden or number != 0

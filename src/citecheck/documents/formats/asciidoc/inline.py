"""The inline markup of AsciiDoc: footnotes, links and references, and the text that a reader sees of a span.

Rules: the AsciiDoc language documentation and Asciidoctor's substitutions. A footnote ends at the first closing bracket that belongs to no other
macro; footnotes do not nest and stay within their block.
"""

import html
import re
from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from citecheck.documents.formats.asciidoc.attributes import Attributes
from citecheck.documents.inline_marks import Mark
from citecheck.links.urls import trim
from citecheck.patterns import lazy_pattern

_TEXT = r"\[(?:[^\[\]\\\n]|\\.|\n(?![ \t]*\r?\n)|\[[^\[\]\n]{0,300}+\]){0,2000}+\]"  # an image in it has brackets itself
_SCHEME = r"(?:https?|ftp)://"
TOKEN = lazy_pattern(  # a target holds no second "link:": each start would read the same text again
    r"(?P<break>\n[ \t]*\r?\n)|(?P<hard>[ \t]\+(?=\r?\n))"
    r"|\\(?P<escaped>footnote(?:ref)?:[\w-]*\[|(?:link|xref|image|mailto):|\[\[|<<|(?=https?:)|[\]\[{*_`#^~\"'+&(\\])"
    r"|(?P<pass>\+\+\+(?:[^+\n]|\+(?!\+\+)){0,2000}+\+\+\+|\$\$[^$\n]{0,2000}+\$\$|\+\+(?:[^+\n]|\+(?!\+)){0,2000}+\+\+"
    rf"|(?:pass|stem|latexmath|asciimath):[a-z,]*{_TEXT}|(?<![\w`])`\+[^`\n]{{1,500}}\+`|(?<![\w`\\;:}}+])\+[^\s+](?:[^+\n]{{0,500}}[^\s+])?\+(?![\w+]))"
    rf"|link:(?:(?:\+\+|\$\$)(?P<plus>[^\n+$]{{1,2000}})(?:\+\+|\$\$)|pass:[a-z,]*\[(?P<passed>(?:[^\]\nl]|l(?!ink:))++)\]|(?P<link>(?:[^\s\[\]l]|l(?!ink:))++))(?P<words>{_TEXT})"
    rf"|(?P<url>{_SCHEME}[^\s\[\]<>|\"“”«»`]++)(?P<shown>{_TEXT})?"
    rf"|footnote(?P<old>ref)?:(?P<id>[\w-]{{0,100}})\[|(?P<close>\])"
    rf"|(?:xref|mailto):(?P<to>[^\s\[\]]{{1,500}})(?P<name>{_TEXT})|<<(?P<xref>[^<>,\n]{{1,300}})(?:,(?P<xtext>[^<>\n]{{0,500}}))?>>"
    rf"|(?P<cite>(?:full)?cite(?:np|t|p)?):(?P<keys>{_TEXT})|image:{{1,2}}(?P<image>[^\s\[\]:][^\[\]\n]{{0,1000}})(?P<alt>{_TEXT})"
    rf"|(?P<shows>(?:kbd|btn|indexterm2):{_TEXT})|(?P<hides>(?:icon|anchor|indexterm):[^\s\[\]]{{0,200}}{_TEXT}|\[\[[^\[\]\n]{{1,200}}\]\]|\(\(\([^()\n]{{1,300}}\)\)\))"
    r"|(?P<role>\[[.#%][\w .#%-]{1,100}\](?=[#*_`]))"
    rf"|\{{(?P<attribute>\w[\w-]{{0,100}})\}}(?P<tail>[^\s\[\]<>|\"“”«»`]*+)(?P<said>{_TEXT})?"
    r"|(?P<entity>&(?:#\d{1,7}|#x[\da-fA-F]{1,6}|[a-zA-Z]{2,30});)|(?P<quote>\"`(?=\S)|(?<=\S)`\"|(?<!\w)'`(?=\S)|(?<=\S)`'(?!\w))"
    r"|(?P<raised>\^[^\s^]{1,100}\^|~[^\s~]{1,100}~)|(?P<delimiter>\*\*?|__?|``?|\#\#?)"
)
QUOTES = {'"`': "“", '`"': "”", "'`": "‘", "`'": "’"}
ATTRIBUTE_OF_LINK = lazy_pattern(r"\[(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^,=\]]*+))(?:,[^\]=]*+=[^\]]*+)?\]$")
WORDLESS = lazy_pattern(r"\[\^?[ \t]*+(?:(?:,[ \t]*+)?[\w-]{1,30}=[^\]]*+)?\]$")  # ``[^]``, ``[window=_blank]``: the URL is shown
AMPERSAND = "&amp;"
IMAGE_LINK = lazy_pattern(r"\blink=\"?(?P<url>https?://[^\s,\"\]]{1,2000})")
KEY = lazy_pattern(r"(?P<key>[\w:.+/-]{1,100})(?:\([^()]{0,200}\))?")  # with the pages cited
WORD_BEFORE, WORD_BEHIND = lazy_pattern(r"[\w;:}]"), lazy_pattern(r"\w")


class Inline(Struct):
    """Reads inline markup. ``masked`` is the text with code, comments and markup of blocks blanked.

    Kinds of marks: words, put, link, call, cite, note, open, shut, italic, upright, target.
    """

    masked: str
    attributes: Attributes
    _open: re.Match[str] | None = None  # the beginning of a footnote
    _pending: dict[str, int] = field(default_factory=dict)  # delimiters that may be closed, by the index of their mark
    _marks: list[Mark] = field(default_factory=list)

    def marks(self) -> tuple[Mark, ...]:
        """The marks of the text by their start; ``note`` is a whole footnote, ``call`` one that is only named."""
        for match in TOKEN.finditer(self.masked):
            kind = match.lastgroup or ""
            read = getattr(self, f"_read_{KINDS.get(kind, kind)}")
            read(match)
        return tuple(sorted((mark for mark in self._marks if mark.kind != "delimiter"), key=lambda one: (one.start, -one.end)))

    def _add(
        self,
        kind: str,
        match: re.Match[str],
        first: int = 0,
        last: int = 0,
        *,
        put: str = "",
        label: str = "",
        place: tuple[int, int] = (0, 0),
    ) -> None:
        first = first or match.start()
        self._marks.append(Mark(kind, match.start(), match.end(), first, max(first, last), "", place, label, put))

    def _read_break(self, match: re.Match[str]) -> None:
        self._open = None
        self._pending.clear()

    def _read_hides(self, match: re.Match[str]) -> None:
        self._add("words", match)

    def _read_escaped(self, match: re.Match[str]) -> None:
        self._add("words", match, match.start() + 1, match.end())

    def _read_pass(self, match: re.Match[str]) -> None:
        start, words = match.start(), match.group()
        head = words.index("[") + 1 if words[0] in "psla" else len(words) - len(words.lstrip(" `+$"))
        tail = 1 if words[0] in "psla" else len(words) - len(words.rstrip("`+$"))
        self._add("words", match, start + head, max(start + head, match.end() - tail))

    def _read_shows(self, match: re.Match[str]) -> None:
        first = match.start() + match.group().index("[") + 1
        self._add("words", match, first, match.end() - 1)

    def _read_raised(self, match: re.Match[str]) -> None:
        self._add("words", match, match.start() + 1, match.end() - 1)

    def _read_entity(self, match: re.Match[str]) -> None:
        self._add("put", match, put=html.unescape(match.group()))

    def _read_quote(self, match: re.Match[str]) -> None:
        self._add("put", match, put=QUOTES[match.group()])

    def _read_xref(self, match: re.Match[str]) -> None:
        first, last = match.span("xtext") if match["xtext"] else match.span("xref")
        self._add("target", match, first, last, label=match["xref"].strip().removeprefix("#"), place=match.span("xref"))

    def _read_name(self, match: re.Match[str]) -> None:
        first, last = match.span("name")
        kind = "target" if match.group().startswith("xref") else "words"
        shown = (first + 1, last - 1) if last - first > 2 else match.span("to")
        self._add(kind, match, *shown, label=match["to"].removeprefix("#"), place=match.span("to"))

    def _read_cite(self, match: re.Match[str]) -> None:
        self._add("cite", match, match.start(), match.end(), label=match["keys"][1:-1])

    def _read_image(self, match: re.Match[str]) -> None:
        """An image, and what it leads to; only URLs that are known as a whole."""
        self._add("image", match)
        linked, at = IMAGE_LINK.search(match["alt"]), match.start("alt")
        places = [match.span("image"), *([(at + linked.start("url"), at + linked.end("url"))] if linked else [])]
        for start, end in places:
            url = self.attributes.resolved(self.masked[start:end], start)
            if url and re.match(_SCHEME, url):
                self._marks.append(Mark("image", start, end, url=url, place=(start, end)))

    def _read_words(self, match: re.Match[str]) -> None:
        group = next(name for name in ("plus", "passed", "link") if match[name])
        place = match.span(group)
        url = self.attributes.resolved(match[group], match.start()) if group == "link" else match[group]
        self._link(match, place, url, match.span("words"))

    def _read_url(self, match: re.Match[str]) -> None:
        """A URL, with a text in brackets or bare."""
        start, end = match.span("url")
        if not match["shown"]:
            end = start + len(trim(match["url"].rstrip("),;:.?!'") + (")" if match["url"].endswith(")") else "")))
        url = self.attributes.resolved(self.masked[start:end], start)
        if match["shown"] or "{" in match["url"] or AMPERSAND in match["url"]:
            self._link(match, (start, end), url, match.span("shown") if match["shown"] else (end, end))
        else:
            self._marks.append(Mark("bare", start, end, start, end))

    def _read_attribute(self, match: re.Match[str]) -> None:
        """A reference to an attribute: a URL or its beginning, a footnote, a character."""
        name, start = match["attribute"], match.start()
        value = self.attributes.value(name, start)
        behind = start + len(name) + 2
        if value and "footnote" in value:
            self._marks.append(Mark("call", start, behind, start, start, label=f"{{{name.lower()}}}"))
        elif value and re.match(_SCHEME, value):
            tail = match["tail"] if match["said"] else trim(match["tail"])
            end = behind + len(tail)
            url = self.attributes.resolved(f"{{{name}}}{tail}", start)
            self._link(match, (start, end), url, match.span("said") if match["said"] else (end, end))
        elif value is not None:
            self._marks.append(Mark("put", start, behind, put=value))
        if not (value and re.match(_SCHEME, value)) and (match["said"] or match["tail"]):
            self._again(behind, match.end())

    def _again(self, start: int, end: int) -> None:
        """Read the text behind a reference that is no URL."""
        for match in TOKEN.finditer(self.masked, start, end):
            kind = match.lastgroup or ""
            getattr(self, f"_read_{KINDS.get(kind, kind)}")(match)

    def _link(self, match: re.Match[str], place: tuple[int, int], url: str | None, text: tuple[int, int]) -> None:
        """A link whose text is in brackets, or is the URL; without the URL of a link that has an unknown attribute."""
        start, end = place
        url = url.replace(AMPERSAND, "&") if url else url  # what Asciidoctor's replacements leave as it is, and browsers read
        behind = max(text[1], end)
        shown = ATTRIBUTE_OF_LINK.match(self.masked, *text) if text[1] > text[0] else None
        group = "quoted" if shown and shown["quoted"] else "bare"
        if text[1] == text[0] or WORDLESS.match(self.masked, *text):
            first, last = place
        else:
            first, last = shown.span(group) if shown and shown[group] else (text[0] + 1, text[1] - 1)
        last -= self.masked[last - 1 : last] == "^" and first < last
        kind = "link" if url and re.match(_SCHEME, url) else "target" if url and match.group().startswith("link:") else "unknown"
        put = url if kind == "link" and (first, last) == place and url != self.masked[start:end] else ""
        self._marks.append(Mark(kind, match.start(), behind, first, last, url or "", place, url or "", put or ""))

    def _read_id(self, match: re.Match[str]) -> None:
        if self._open is None:
            self._open = match
            self._pending.clear()

    def _read_close(self, match: re.Match[str]) -> None:
        """The end of a footnote: a note if it has a text, a call of another one if it has only a name."""
        opened, self._open = self._open, None
        if opened is None:
            return
        self._pending.clear()
        first, label = opened.end(), opened["id"]
        if opened["old"]:
            name, comma, _ = self.masked[first : match.start()].partition(",")
            label, first = name.strip(), first + len(name) + len(comma)
        has_text = bool(self.masked[first : match.start()].strip())
        if has_text or label:
            kind = "note" if has_text else "call"
            self._marks.append(Mark(kind, opened.start(), match.end(), first, match.start(), label=label))

    def _read_delimiter(self, match: re.Match[str]) -> None:
        """A mark of emphasis: it closes an open one, or may open one; it counts if it is closed in the same paragraph."""
        mark, start, end = match.group(), match.start(), match.end()
        before, behind = self.masked[start - 1 : start], self.masked[end : end + 1]
        doubled = len(mark) > 1
        opened = self._pending.get(mark)
        if opened is not None and before.strip() and (doubled or not WORD_BEHIND.match(behind)):
            del self._pending[mark]
            italic = mark[0] == "_"
            self._marks[opened] = replace(self._marks[opened], kind="italic" if italic else "words")
            self._add("upright" if italic else "words", match)
        elif behind.strip() and (doubled or not WORD_BEFORE.match(before)):
            self._pending[mark] = len(self._marks)
            self._add("delimiter", match)


# The last group of a token that tells its kind, where that is not its name.
KINDS = {
    "hard": "hides", "role": "hides", "shown": "url", "old": "id", "plus": "words", "passed": "words", "link": "words", "to": "name", "xtext": "xref",
    "keys": "cite", "alt": "image", "tail": "attribute", "said": "attribute",
}  # fmt: skip


def keys_of(written: str) -> Iterator[str]:
    """The keys of a citation of asciidoctor-bibtex: ``lane12(59), smith10``."""
    yield from (found["key"] for found in KEY.finditer(written))

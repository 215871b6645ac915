"""The inline markup of reStructuredText: the text that a reader sees of a span, with its links.

docutils' specification, "Inline Markup".
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from citecheck.documents.formats.restructuredtext.blocks import LABEL, Target, fold_name
from citecheck.documents.inline_marks import Mark
from citecheck.patterns import lazy_pattern

_BEFORE = r"(?<![^\s'\"(\[{<\-/:‘“’«¡¿\u2010-\u2015])"
_AFTER = r"(?![^\s'\")\]}>\-/:.,;!?\\’”»\u2010-\u2015])"
MARK = lazy_pattern(
    rf"(?P<escape>\\[\s\S])|{_BEFORE}(?:``(?P<literal>(?!\s)[^\n]{{1,2000}}?)``{_AFTER}"
    rf"|(?::(?P<role>[\w:+.-]{{1,60}}):)?`(?P<quoted>(?![\s`])(?:[^`\\]|\\[\s\S]){{1,2000}})`(?P<reference>__?)?{_AFTER}"
    rf"|\*\*(?P<strong>(?![\s*])[^*\n]{{1,1000}}(?:\n[^*\n]{{1,1000}}){{0,5}})\*\*{_AFTER}|\*(?P<emphasis>(?![\s*])[^*\n]{{1,1000}}(?:\n[^*\n]{{1,1000}}){{0,5}})\*{_AFTER}"
    rf"|\[(?P<call>{LABEL})\]_(?!\w)|(?P<simple>[^\W_](?:[\w.+-]{{0,100}}[^\W_])?)__?{_AFTER})"
)
EMBEDDED = lazy_pattern(r"(?P<words>(?:[^<]|<(?=\s))*+)<(?P<url>[^<>]{1,2000})>\s*$")  # "a < b <https://…>" too
SCHEME = lazy_pattern(r"\s*[A-Za-z][A-Za-z0-9+.-]*:")
CITE_ROLES = frozenset(
    ("cite", "cite:p", "cite:t", "cite:ps", "cite:ts", "footcite", "footcite:p", "footcite:t", "footcite:ps", "footcite:ts")
)


class Inline(Struct):
    """Reads inline markup. ``masked`` is the text with everything else blanked.

    Kinds of marks: escape, words, emphasis, link, call, cite.
    """

    masked: str
    targets: Sequence[Target]
    _named: dict[str, Target] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for target in self.targets:
            if target.name:
                self._named.setdefault(target.name, target)

    def marks(self) -> Iterator[Mark]:
        """The marks of the text in order. Anonymous references have the anonymous targets in order."""
        anonymous = iter([target for target in self.targets if not target.name])
        for match in MARK.finditer(self.masked):
            kind = match.lastgroup if match.lastgroup != "reference" else "quoted"
            if kind == "quoted":
                yield self._quoted(match, anonymous)
            elif kind == "simple":
                if target := self._resolved(match["simple"], anonymous if match.group().endswith("__") else None):
                    yield Mark("link", match.start(), match.end(), *match.span("simple"), target.url, (target.start, target.end))
            elif kind == "call":
                yield Mark("call", match.start(), match.end(), label=match["call"])
            elif kind == "escape":
                last = match.end() if not match["escape"][1].isspace() else match.start() + 1
                yield Mark("escape", match.start(), match.end(), match.start() + 1, last)
            elif kind:
                yield Mark("emphasis" if kind == "emphasis" else "words", match.start(), match.end(), *match.span(kind))

    def _quoted(self, match: re.Match[str], anonymous: Iterator[Target]) -> Mark:
        """A phrase in backquotes: a reference, with its URL or the name of one, or the words of a role."""
        start, end = match.span()
        first, last = match.span("quoted")
        if (match["role"] or "") in CITE_ROLES:
            return Mark("cite", start, end, first, last, label=match["quoted"])
        embedded = EMBEDDED.match(self.masked, first, last)
        words = (first, first + len(embedded["words"].rstrip())) if embedded and embedded["words"].strip() else (first, last)
        if not match["reference"]:
            return Mark("words", start, end, *(words if match["role"] else (first, last)))
        if embedded and (not embedded["url"].endswith("_") or SCHEME.match(embedded["url"])):  # else the name of a target
            words = words if embedded["words"].strip() else embedded.span("url")
            return Mark("link", start, end, *words, re.sub(r"\s+", "", embedded["url"]).replace("\\", ""), embedded.span("url"))
        name = embedded["url"].rstrip("_") if embedded else match["quoted"]
        target = self._resolved(name, anonymous if match["reference"] == "__" else None)
        return (
            Mark("link", start, end, *words, target.url, (target.start, target.end))
            if target
            else Mark("words", start, end, *words)
        )

    def _resolved(self, name: str, anonymous: Iterator[Target] | None) -> Target | None:
        """The target with a URL; of an indirect one, the target that it names."""
        target = next(anonymous, None) if anonymous else self._named.get(fold_name(name))
        seen = set()
        while target and target.url.endswith("_") and target.url not in seen:
            seen.add(target.url)
            target = self._named.get(fold_name(target.url.rstrip("_")))
        return target

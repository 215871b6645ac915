"""More changes of a citation that has all fields of its record: further forms of a right one (``FORMS``), and further faults (``FAULTS``)."""

import random
import re
from collections.abc import Callable

from msgspec.structs import replace

from citecheck.model.knowledge import Candidate
from citecheck.model.reference import Name, Source
from tests.measure.record_changes import (
    GIVEN,
    Change,
    authors,
    changed,
    number,
    one_word,
    people_of,
    publication_of,
    stranger,
    titled,
    years,
)

PARTICLE = re.compile(r"^(?:van der|van den|van|von|de la|de|del|di|da|dos|du|la|le)\s+(?=\w)", re.IGNORECASE)
SWAPPED = {"effect": "impact", "effects": "impacts", "role": "function", "study": "inquiry", "method": "approach", "among": "between",
           "during": "after", "high": "low", "men": "women", "children": "adults", "early": "late", "growth": "decline"}  # fmt: skip
NUMBERS = {"two": "2", "three": "3", "four": "4", "first": "1st", "second": "2nd", "third": "3rd", "twentieth": "20th"}
TITLES_PART = re.compile(r"\bPart (\d|[IVX]+)\b")


def only_if_changed(change: Change) -> Change:
    """The change, None where it leaves the citation as it is."""

    def made(source: Source, record: Candidate, chance: random.Random) -> Source | None:
        new = change(source, record, chance)
        return new if new and new.item != source.item else None

    return made


def named(change: Callable[[Name], Name]) -> Change:
    return only_if_changed(lambda source, record, chance: people_of(source, change))


def family(change: Callable[[str], str]) -> Change:
    return named(lambda name: replace(name, family=change(name.family)) if name.family else name)


def given(change: Callable[[str], str]) -> Change:
    return named(lambda name: replace(name, given=change(name.given)) if name.given else name)


def words(change: Callable[[str], str]) -> Change:
    return only_if_changed(titled(change))


def without_half(name: str) -> str:
    """ "García" of "García Márquez" and of "García-Márquez"."""
    return re.split(r"[\s-]", name)[0] if re.fullmatch(r"[A-Z]\w{3,}[\s-][A-Z]\w{2,}", name) else name


def cut_title(source: Source, record: Candidate, chance: random.Random) -> Source | None:
    said = (source.item.title or "").split()
    return changed(source, title=" ".join(said[:6]) + " …") if len(said) > 9 else None


def numbered_venue(source: Source, record: Candidate, chance: random.Random) -> Source | None:
    item = source.item
    return (
        changed(source, container_title=f"{item.container_title}, Vol. {item.volume}")
        if item.container_title and item.volume
        else None
    )


def joined_volume(source: Source, record: Candidate, chance: random.Random) -> Source | None:
    item = source.item
    return changed(source, volume=f"{item.volume}({item.issue})", issue=None) if item.volume and item.issue else None


FORMS: dict[str, Change] = {
    "family and given name inverted": named(lambda name: Name(name.given, name.family) if name.given and "." not in name.given else name),
    "first part of a double surname": family(without_half),
    "particle left out": family(lambda name: PARTICLE.sub("", name)),
    "particle joined": family(lambda name: name.replace(" ", "").capitalize() if PARTICLE.match(name) else name),
    "apostrophe left out": family(lambda name: re.sub("['’‘]", "", name)),
    "Mc with a blank": family(lambda name: re.sub("^(Mc|Mac)(?=[A-Z])", r"\1 ", name)),
    "Cyrillic by another system": family(lambda name: re.sub(r"skii?$|skiy$|sky$", lambda m: "sky" if m[0] != "sky" else "skii", name)),
    "names in capitals": family(str.upper),
    "middle name only": given(lambda name: name.split()[1] if len(name.split()) == 2 and len(name.split()[1]) > 3 else name),
    "a degree behind the name": given(lambda name: f"{name} PhD"),
    "an affiliation's number behind the name": family(lambda name: f"{name}1"),
    "an organisation beside the authors": lambda source, record, chance: (
        changed(source, author=(*source.item.author, Name(literal="The Dyke Study Group"))) if len(source.item.author) > 1 else None
    ),
    "numbers and ordinals as digits": words(lambda title: re.sub(r"\b\w+\b", lambda m: NUMBERS.get(m[0].casefold(), m[0]), title)),
    "signs as words": words(lambda title: title.replace("%", " percent").replace("+", " plus ").replace("°", " degrees ")),
    "a country by its initials": words(lambda title: title.replace("United States", "U.S.").replace("United Kingdom", "UK")),
    "a part's number alone": words(lambda title: TITLES_PART.sub(r"\1", title)),
    "hyphens left out": words(lambda title: re.sub(r"(?<=[a-z])-(?=[a-z])", "", title)),
    "another joint before the subtitle": words(lambda title: title.replace(": ", " – ")),
    "a note's number behind the title": words(lambda title: f"{title}1" if title[-1:].isalpha() else title),
    "a medium behind the title": words(lambda title: f"{title} [Internet]"),
    "a translation behind the title": words(lambda title: f"{title} [Ein Titel in anderer Sprache]"),
    "cut with an ellipsis": cut_title,
    "place behind the publication": publication_of(lambda name: f"{name} (London)"),
    "volume behind the publication": numbered_venue,
    "volume and issue in one": joined_volume,
}  # fmt: skip


def similar(name: str) -> str:
    """A family name of which two letters are others."""
    return name[:2] + "ag" + name[4:] if len(name) > 5 and name[2:4] != "ag" else name


def swap_first(names: list[Name], chance: random.Random) -> list[Name] | None:
    return [names[1], names[0], *names[2:]] if names[0] != names[1] else None


def swapped_numbers(source: Source, record: Candidate, chance: random.Random) -> Source | None:
    volume, issue = source.item.volume, source.item.issue
    return changed(source, volume=issue, issue=volume) if volume and issue and volume != issue else None


def _known(said: list[str]) -> int | None:
    return next((at for at, word in enumerate(said) if at and word.casefold() in SWAPPED), None)


FAULTS: dict[str, tuple[str, Change]] = {
    "a family name that is only alike": ("author", authors(lambda names, c: [replace(names[0], family=similar(names[0].family or "")), *names[1:]])),
    "another initial": ("author", authors(lambda names, c: [replace(names[0], given="Q."), *names[1:]] if "Q" not in (names[0].given or "Q").upper() else None)),
    "another given name": ("author", authors(lambda names, c: [*names[:-1], replace(names[-1], given=c.choice(GIVEN))] if names[-1].given and len(names[-1].given) > 3 else None)),
    "the first two swapped": ("author", authors(swap_first, 2)),
    "a co-author of a single author": ("author", authors(lambda names, c: [*names, stranger(c)] if len(names) == 1 else None)),
    "the first author left out": ("author", authors(lambda names, c: names[1:], 2)),
    "a synonym in the title": ("title", one_word(_known, lambda word, chance: SWAPPED[word.casefold()])),
    "the last two words left out": ("title", lambda s, r, c: changed(s, title=" ".join((s.item.title or "").split()[:-2])) if len((s.item.title or "").split()) > 6 else None),
    "words added at the end": ("title", lambda s, r, c: changed(s, title=f"{s.item.title} in developing countries")),
    "a subtitle invented": ("title", lambda s, r, c: changed(s, title=f"{s.item.title}: a systematic review") if ":" not in (s.item.title or "") else None),
    "Letters behind the publication": ("container-title", only_if_changed(publication_of(lambda name: f"{name} Letters"))),
    "another kind of journal": ("container-title", only_if_changed(publication_of(lambda name: name.replace("Journal", "Annals")))),
    "ten years earlier": ("issued", years(-10)),
    "volume and issue swapped": ("volume", swapped_numbers),
    "a digit more in the volume": ("volume", number("volume", lambda value: f"{value}1")),
}  # fmt: skip

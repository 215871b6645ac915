"""Changes of a citation that has all fields of its record: as people write it (``NATURAL``), and with one field wrong (``OPERATORS``)."""

import random
import re
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from citecheck.language.venues import preprint_server
from citecheck.model.knowledge import Candidate
from citecheck.model.reference import Date, Name, Source

Change = Callable[[Source, Candidate, random.Random], Source | None]  # None: it does not apply


def changed(source: Source, **fields: Any) -> Source:
    item = replace(source.item, **fields)
    return replace(source, item=item, text=item.title or "")


# --- How people write a right citation ---


def people_of(source: Source, change: Callable[[Name], Name]) -> Source | None:
    return changed(source, author=tuple(map(change, source.item.author))) if source.item.author else None


def initials(name: Name) -> Name:
    return replace(name, given=" ".join(f"{word[0]}." for word in re.split(r"[\s-]+", name.given) if word)) if name.given else name


def plain_letters(name: Name) -> Name:
    import unicodedata

    plain = [
        "".join(c for c in unicodedata.normalize("NFKD", part) if not unicodedata.combining(c)) if part else None
        for part in (name.family, name.given)
    ]
    return replace(name, family=plain[0], given=plain[1])


def et_al(many: int) -> Change:
    def cut(source: Source, record: Candidate, chance: random.Random) -> Source | None:
        few = source.item.author[:many]
        return replace(changed(source, author=few), et_al=True) if len(source.item.author) > many else None

    return cut


def without_subtitle(source: Source, record: Candidate, chance: random.Random) -> Source | None:
    head, colon, _ = (source.item.title or "").partition(": ")
    return changed(source, title=head) if colon and len(head.split()) > 2 else None


def first_page(source: Source, record: Candidate, chance: random.Random) -> Source | None:
    return changed(source, page=re.split(r"[-–]", source.item.page)[0]) if source.item.page else None


def short_pages(source: Source, record: Candidate, chance: random.Random) -> Source | None:
    match = re.fullmatch(r"(\d+)[-–](\d+)", source.item.page or "")
    if not match or len(match[1]) != len(match[2]) or len(match[1]) < 3 or match[1][0] != match[2][0]:
        return None
    return changed(source, page=f"{match[1]}–{match[2][1:]}")


def titled(change: Callable[[str], str]) -> Change:
    return lambda source, record, chance: changed(source, title=change(source.item.title or ""))


def other_year(source: Source, record: Candidate, chance: random.Random) -> Source | None:
    years = [date.parts[0] for date in record.dates]
    return changed(source, issued=Date((chance.choice(years),))) if years else None


def short_name(source: Source, record: Candidate, chance: random.Random) -> Source | None:
    return changed(source, container_title=chance.choice(record.outlets)) if record.outlets else None


def spelt_out(name: Name) -> Name:
    """ "Mueller" for "Müller", "Soerensen" for "Sørensen"."""
    return replace(name, **{part: (getattr(name, part) or "").translate(UMLAUTS) or None for part in ("family", "given")})


def without_hyphen(name: Name) -> Name:
    return replace(name, given=(name.given or "").replace("-", " ") or None)


def one_string(name: Name) -> Name:
    """ "Okafor Ada", as programs write a name that they did not split."""
    return Name(literal=" ".join(filter(None, (name.family, name.given)))) if name.family else name


def publication_of(change: Callable[[str], str]) -> Change:
    def renamed(source: Source, record: Candidate, chance: random.Random) -> Source | None:
        name = source.item.container_title or ""
        return changed(source, container_title=change(name)) if change(name) != name else None

    return renamed


def abbreviated(name: str) -> str:
    """The name with common words as ISO 4 has them, and without small words."""
    said = [ABBREVIATIONS.get(word, word) for word in name.split() if word.casefold() not in ("of", "the", "and", "for", "in")]
    return " ".join(said)


def title_case(title: str) -> str:
    return " ".join(word if word[:1].isupper() or len(word) < 4 else word.capitalize() for word in title.split(" "))


UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)
ABBREVIATIONS = {
    "Journal": "J.", "International": "Int.", "Research": "Res.", "Science": "Sci.", "Sciences": "Sci.", "Review": "Rev.", "Reviews": "Rev.",
    "American": "Am.", "European": "Eur.", "Medical": "Med.", "Medicine": "Med.", "Clinical": "Clin.", "Chemistry": "Chem.", "Society": "Soc.",
    "Chemical": "Chem.", "Physics": "Phys.", "Engineering": "Eng.", "Materials": "Mater.", "Environmental": "Environ.", "Biology": "Biol.",
    "Applied": "Appl.", "Molecular": "Mol.", "Annals": "Ann.", "Archives": "Arch.", "Proceedings": "Proc.", "Transactions": "Trans.",
    "Letters": "Lett.", "Technology": "Technol.", "Conference": "Conf.", "Studies": "Stud.", "Bulletin": "Bull.", "National": "Natl.",
}  # fmt: skip

NATURAL: dict[str, Change] = {
    "as recorded": lambda source, record, chance: source,
    "initials": lambda source, record, chance: people_of(source, initials),
    "first given name only": lambda source, record, chance: people_of(
        source, lambda n: replace(n, given=(n.given or "").split(" ")[0] or None)
    ),
    "family names only": lambda source, record, chance: people_of(source, lambda n: replace(n, given=None)),
    "accents stripped": lambda source, record, chance: people_of(source, plain_letters),
    "et al. after one": et_al(1),
    "et al. after three": et_al(3),
    "without the subtitle": without_subtitle,
    "lower case": titled(str.lower),
    "upper case": titled(str.upper),
    "& for and": titled(lambda title: title.replace(" and ", " & ")),
    "first page only": first_page,
    "pages abbreviated": short_pages,
    "another year of the record": other_year,
    "another name of the publication": short_name,
    "umlauts spelt out": lambda source, record, chance: people_of(source, spelt_out),
    "given names without hyphens": lambda source, record, chance: people_of(source, without_hyphen),
    "names not split": lambda source, record, chance: people_of(source, one_string),
    "et al. after six": et_al(6),
    "words in capitals": titled(title_case),
    "a full stop behind the title": titled(lambda title: f"{title}."),
    "typewriter marks": titled(lambda title: title.translate(str.maketrans("“”‘’–—", "\"\"''--"))),
    "publication abbreviated": publication_of(abbreviated),
    "& for and in the publication": publication_of(lambda name: name.replace(" and ", " & ")),
    "the publication without The": publication_of(lambda name: name.removeprefix("The ")),
    "publication in lower case": publication_of(str.lower),
    "as a preprint of the year before": lambda source, record, chance: (
        changed(
            source, issued=Date((source.item.issued.parts[0] - 1,)), container_title="arXiv", volume=None, issue=None, page=None
        )
        if source.item.issued and not preprint_server(source.item.container_title or "")
        else None
    ),
    "no issue": lambda source, record, chance: changed(source, issue=None),
}

# --- One field changed ---

SWAPS = {
    "using": "with", "for": "towards", "in": "across", "of": "beyond", "and": "versus", "prediction": "estimation", "learning": "training",
    "analysis": "synthesis", "study": "survey", "model": "measure", "effects": "causes", "increased": "reduced", "new": "old",
}  # fmt: skip
FAMILIES = [
    "Ashgrove",
    "Brackwater",
    "Copperfield",
    "Dunmarsh",
    "Elmhurst",
    "Fernleigh",
    "Goldsworth",
    "Hazelmere",
    "Ivybridge",
    "Juniperson",
    "Kestrelson",
]
GIVEN = ["Quentin", "Ottilie", "Barnaby", "Wilhelmina", "Cornelius", "Philippa", "Leopold", "Henrietta"]
TITLE_WORDS = ["glacial", "monastic", "ceramic", "nocturnal", "tidal", "papal", "volcanic"]


def stranger(chance: random.Random) -> Name:
    return Name(chance.choice(FAMILIES), chance.choice(GIVEN))


def one_word(pick: Callable[[list[str]], int | None], new: Callable[[str, random.Random], str | None]) -> Change:
    """One word of the title replaced, or left out where ``new`` gives None."""

    def change(source: Source, record: Candidate, chance: random.Random) -> Source | None:
        said = (source.item.title or "").split()
        at = pick(said)
        if at is None or len(said) < 5:
            return None
        word = new(said[at], chance)
        return changed(source, title=" ".join([*said[:at], *([word] if word else []), *said[at + 1 :]]))

    return change


def _content(said: list[str]) -> int | None:
    return next((at for at, word in enumerate(said) if at and len(word) > 6 and word.isalpha()), None)


def _swappable(said: list[str]) -> int | None:
    return next((at for at, word in enumerate(said) if at and word.casefold() in SWAPS), None)


def _number(said: list[str]) -> int | None:
    return next((at for at, word in enumerate(said) if re.fullmatch(r"\d+", word)), None)


def authors(change: Callable[[list[Name], random.Random], list[Name] | None], least: int = 1) -> Change:
    def changed_list(source: Source, record: Candidate, chance: random.Random) -> Source | None:
        names = [name for name in source.item.author if name.family]
        made = change(names, chance) if len(names) >= least and len(names) == len(record.author) else None
        return changed(source, author=tuple(made)) if made else None

    return changed_list


def years(by: int) -> Change:
    return lambda source, record, chance: (
        changed(source, issued=Date((source.item.issued.parts[0] + by,))) if source.item.issued else None
    )


def number(field: str, new: Callable[[str], str]) -> Change:
    def change(source: Source, record: Candidate, chance: random.Random) -> Source | None:
        value = getattr(source.item, field)
        made = new(value) if value and re.match(r"\d", value) else None
        return changed(source, **{field: made}) if made and made != value else None

    return change


def _added(value: str, by: int) -> str:
    return re.sub(r"\d+", lambda m: str(int(m[0]) + by), value)


def venue(name: str) -> Change:
    return lambda source, record, chance: changed(source, container_title=name) if source.item.container_title else None


OPERATORS: dict[str, tuple[str, Change]] = {
    "a function word swapped": ("title", one_word(_swappable, lambda word, chance: SWAPS[word.casefold()])),
    "a word replaced": ("title", one_word(_content, lambda word, chance: chance.choice(TITLE_WORDS))),
    "a word left out": ("title", one_word(_content, lambda word, chance: None)),
    "a word added": ("title", one_word(_content, lambda word, chance: f"{chance.choice(TITLE_WORDS)} {word}")),
    "a word negated": ("title", one_word(_content, lambda word, chance: f"non{word}")),
    "a number changed": ("title", one_word(_number, lambda word, chance: str(int(word) + 1))),
    "two words replaced": (
        "title",
        lambda s, r, c: one_word(lambda w: 1, lambda w, c: "monastic")(
            one_word(_content, lambda w, c: "papal")(s, r, c) or s, r, c
        ),
    ),
    "another title": ("title", lambda s, r, c: changed(s, title="A grammar of monastic dialects in tidal valleys")),
    "all authors others": ("author", authors(lambda names, c: [stranger(c) for _ in names])),
    "placeholders": ("author", authors(lambda names, c: [Name("Doe", "John"), Name("Smith", "Jane")])),
    "one other author": ("author", authors(lambda names, c: [*names[:-1], stranger(c)], 2)),
    "an author put in front": ("author", authors(lambda names, c: [stranger(c), *names], 2)),
    "an author put behind": ("author", authors(lambda names, c: [*names, stranger(c)], 2)),
    "one true author among others": ("author", authors(lambda names, c: [stranger(c), names[0], stranger(c)])),
    "authors left out": ("author", authors(lambda names, c: names[: len(names) // 2], 3)),
    "last author left out": ("author", authors(lambda names, c: names[:-1], 3)),
    "first and last swapped": ("author", authors(lambda names, c: [names[-1], *names[1:-1], names[0]], 2)),
    "other given names": ("author", authors(lambda names, c: [replace(names[0], given=c.choice(GIVEN)), *names[1:]])),
    "another family name": ("author", authors(lambda names, c: [replace(names[0], family=c.choice(FAMILIES)), *names[1:]])),
    "another journal": ("container-title", venue("Archives of Internal Dentistry")),
    "an invented conference": ("container-title", venue("International Conference on Glacial Ceramics")),
    "a known conference": ("container-title", venue("NeurIPS")),
    "one year later": ("issued", years(1)),
    "three years later": ("issued", years(3)),
    "seven years earlier": ("issued", years(-7)),
    "a digit swapped in the year": ("issued", years(10)),
    "another volume": ("volume", number("volume", lambda v: _added(v, 7))),
    "another issue": ("issue", number("issue", lambda v: _added(v, 3))),
    "other pages": ("page", number("page", lambda v: _added(v, 211))),
    "another last page": ("page", number("page", lambda v: re.sub(r"\d+$", lambda m: str(int(m[0]) + 5), v) if "-" in v else v)),
}

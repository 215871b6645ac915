"""Citations beside registries' records: writes the part "Records" of reports/matching.md.

    CITECHECK_RIGS=… PYTHONPATH=src python -m tests.measure.records [FILE.json …]

Every record is cited as people write it, with one natural variation, and then with one field changed by each of 30 operators. The records
are the rig's, or Crossref's works in the files named (an answer, a list of works, or one work). Nothing is sent.
"""

import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from citecheck.model.knowledge import Candidate, Evidence
from citecheck.model.reference import Date, Item, Name, Source
from citecheck.sources.providers import crossref
from citecheck.sources.record_evidence import record_evidence
from tests.measure.replay_pages import rigs

REPORT = Path(__file__).parents[2] / "reports" / "matching.md"
HEADING = "## Records"
TYPES = {"article-journal": "article-journal", "paper-conference": "paper-conference", "chapter": "chapter"}
VARIABLES = ("title", "author", "container-title", "issued", "volume", "issue", "page")
Change = Callable[[Source, Candidate, random.Random], Source | None]


def works(paths: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Crossref's works in the rig's pool, or in files of any form that holds them."""
    if not paths:
        pool = json.loads((rigs() / "meta" / "dev" / "pool.json").read_text(encoding="utf-8"))
        yield from (record["crossref"] for record in pool)
    for path in paths:
        yield from _within(json.loads(Path(path).read_text(encoding="utf-8")))


def _within(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict) and "DOI" in value and isinstance(value.get("title"), list):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _within(inner)


def records(paths: Sequence[str]) -> Iterator[tuple[Candidate, Source]]:
    """Each article, paper and chapter once, with a citation that has all of its fields."""
    seen = set()
    for raw in works(paths):
        try:
            work = msgspec.convert(raw, crossref.CrossrefWork, strict=False)
        except msgspec.ValidationError:
            continue
        found = crossref._candidate(work)
        if found is None or found.kind not in TYPES or found.doi in seen or not found.title or not found.date:
            continue
        seen.add(found.doi)
        people = tuple(Name(p.family or None, p.given or None, literal=None if p.family else p.name or None) for p in work.author)
        item = Item(
            type=found.kind, title=found.title, author=people, container_title=found.outlet, issued=found.date,
            volume=found.volume, issue=found.issue, page=found.page,
        )  # fmt: skip
        yield found, Source(found.title, item, structured=True)


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


def verdicts(source: Source, record: Candidate) -> dict[str, Evidence]:
    return {e.variable: e for e in record_evidence(source, (record,))}


def measured(paths: Sequence[str]) -> Iterator[str]:
    chance = random.Random(16)
    pairs = list(records(paths))
    yield f"{len(pairs):,} records of articles, papers and chapters. A citation that has them as people write them must be contradicted in nothing."
    yield ""
    yield from _natural(pairs, chance)
    yield ""
    yield from _operators(pairs, chance)
    yield ""
    yield from _witness(pairs, chance)


def _natural(pairs: list[tuple[Candidate, Source]], chance: random.Random) -> Iterator[str]:
    yield "| right, written so | cited | contradicted | in |"
    yield "|---|--:|--:|---|"
    for name, change in NATURAL.items():
        wrong: Counter[str] = Counter()
        cited = accused = 0
        for record, source in pairs:
            made = change(source, record, chance)
            if made:
                against = [v for v, e in verdicts(made, record).items() if e.verdict == "contradicted"]
                cited, accused = cited + 1, accused + bool(against)
                wrong.update(against)
                if against and "--list" in sys.argv:
                    shown = {v: (e.cited, e.found) for v, e in verdicts(made, record).items() if v in against}
                    sys.stderr.write(f"{name}: {record.doi} {shown}\n")
        yield f"| {name} | {cited:,} | {accused} ({accused / max(1, cited):.4f}) | {', '.join(f'{v} {n}' for v, n in wrong.items())} |"


def _operators(pairs: list[tuple[Candidate, Source]], chance: random.Random) -> Iterator[str]:
    yield "| one field changed | field | cited | noticed in that field | doubtful | other fields accused |"
    yield "|---|---|--:|--:|--:|--:|"
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for name, (field, change) in OPERATORS.items():
        count: Counter[str] = Counter()
        for record, source in pairs:
            made = change(source, record, chance)
            if made is None or made == source:
                continue
            found = verdicts(made, record)
            mine = found[field].verdict if field in found else "undecided"
            others = any(v != field and e.verdict == "contradicted" for v, e in found.items())
            count.update(["cited", mine, *(["others"] if others else [])])
        sums[field] += count
        yield _row(name, field, count)
    for field, count in sums.items():
        yield _row("**all of them**", field, count)


def _row(name: str, field: str, count: Counter[str]) -> str:
    many = max(1, count["cited"])
    shares = f"{count['contradicted'] / many:.3f} | {count['undecided'] / many:.3f} | {count['others'] / many:.4f}"
    return f"| {name} | {field} | {count['cited']:,} | {shares} |"


def _witness(pairs: list[tuple[Candidate, Source]], chance: random.Random) -> Iterator[str]:
    """How often a record agrees, differs and is silent: for the cited work, and for another of the same publication or author."""
    yield "| variable | own record agrees / differs / undecided / silent | another's agrees / differs / undecided / silent |"
    yield "|---|---|---|"
    right: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: dict[str, Counter[str]] = defaultdict(Counter)
    by_outlet: dict[str, list[Candidate]] = defaultdict(list)
    for record, _ in pairs:
        by_outlet[record.outlet or ""].append(record)
    for record, source in pairs:
        others = [r for r in by_outlet[record.outlet or ""] if r is not record]
        other = chance.choice(others) if others and chance.random() < 0.5 else chance.choice(pairs)[0]
        natural = chance.choice(list(NATURAL.values()))(source, record, chance) or source
        for table, which in ((right, record), (wrong, other)):
            found = verdicts(natural, which) if which is not record or table is right else {}
            for variable in VARIABLES:
                table[variable][found[variable].verdict if variable in found else "silent"] += 1
    for variable in VARIABLES:
        cells = (
            " / ".join(f"{count[v] / max(1, count.total()):.3f}" for v in ("confirmed", "contradicted", "undecided", "silent"))
            for count in (right[variable], wrong[variable])
        )
        yield f"| {variable} | {' | '.join(cells)} |"


def main() -> None:
    lines = list(measured([arg for arg in sys.argv[1:] if not arg.startswith("--")]))
    sys.stdout.write("\n".join(lines) + "\n")
    if "--write" in sys.argv:
        before = REPORT.read_text(encoding="utf-8").partition(f"\n{HEADING}\n")[0].rstrip()
        REPORT.write_text("\n".join((before, "", HEADING, "", *lines, "")), encoding="utf-8")


if __name__ == "__main__":
    main()

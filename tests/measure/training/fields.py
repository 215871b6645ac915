"""The parts of one invented reference, each in the forms that styles give it."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from citecheck.citation.features import folded
from citecheck.text import publishers
from tests.measure.training.labelled import Piece
from tests.measure.training.printed import (
    AGENCIES,
    BLUEBOOK,
    CAPITALISED,
    EDITIONS,
    GENRES,
    HOSTS,
    KINDS_OF_BOOKS,
    LAW_REVIEWS,
    LAWS,
    MONTH_COLUMNS,
    SERIES,
    STANDARDS,
    UNDATED,
)
from tests.measure.training.words import Language

if TYPE_CHECKING:
    from tests.measure.training.synthetic import Maker

EASTERN = ("zh", "ja")
NEWS_TYPES = frozenset(("newspaper", "broadcaster", "agency", "magazine", "online", "media"))


class Fields:
    """The parts of one reference; a part asked for twice is the same thing in another form."""

    def __init__(self, maker: "Maker", language: Language, kind: str) -> None:
        self.maker, self.language, self.kind, self.chance = maker, language, kind, maker.chance
        self.day, self.month, self.year = self.chance.randint(1, 28), self.chance.randint(1, 12), self.chance.randint(1975, 2025)
        if kind in ("news", "web") and self.chance.random() < 0.8:
            self.year = self.chance.randint(2001, 2025)
        self.owner = ""  # the outlet or body that was named last

    def field(self, name: str, form: str) -> Iterator[Piece]:
        """The pieces of a field in one of its forms."""
        made: Callable[[str], str] = getattr(self, f"_{name}")
        label = {
            "acc": "accessed",
            "avail": "other",
            "author2": "author",
            "section": "note",
            "isbn": "url",
            "doi": "url",
            "handle": "other",
            "case": "title",
            "court": "other",
            "nd": "date",
            "agency": "container",
            "rubric": "genre",
            "author3": "author",
            "bench": "other",
            "uploader": "other",
            "director": "other",
            "medium": "other",
            "named": "genre",
            "resp": "other",
            "library": "other",
            "quoted": "other",
            "acc2": "other",
            "symbol": "number",
            "page": "pages",
            "law": "title",
        }.get(name, name)
        value = made(form)
        if name == "container" or (name == "author" and form == "o"):
            self.owner = value
        if name == "date" and form == "d":
            label = "date"
        yield label, value

    # names -------------------------------------------------------------
    def _author(self, form: str) -> str:
        if form == "o":
            return self._body()
        roll = self.chance.random()
        if form in ("n", "") and self.kind in ("news", "web") and roll < 0.06:
            return self.maker.pick(self.language.unsigned)
        people = 1 if roll < 0.62 else 2 if roll < 0.84 else 3
        return self._people(form, people)

    def _author2(self, form: str) -> str:
        return self._people("n", 1)

    def _author3(self, form: str) -> str:
        return self._body()

    def _uploader(self, form: str) -> str:
        return self.chance.choice((self._body(), self._plain_container(""), self._people("n", 1)))

    def _director(self, form: str) -> str:
        return self._people("n", 1)

    def _editor(self, form: str) -> str:
        return self._people(form, 1 if self.chance.random() < 0.6 else 2)

    def _translator(self, form: str) -> str:
        return self._people("n", 1)

    def _people(self, form: str, count: int) -> str:
        people = [self._person(form if at == 0 or form not in ("v", "cv") else "n") for at in range(count)]
        joint = {"vi": " & " if self.chance.random() < 0.6 else f" {self.language.conjunction} ", "m": ", ", "r": ", "}.get(
            form, f" {self.language.conjunction} "
        )
        if form == "n" and self.language.code == "en" and self.chance.random() < 0.3:
            joint = " & "
        if self.language.code in ("ar", "he"):
            joint = f" {self.language.conjunction}"
        if self.language.code in EASTERN:
            joint = "、"
        if form in ("sl", "ns"):
            return "/".join(people)
        if count == 1:
            return people[0] + (" et al." if self.chance.random() < 0.04 else "")
        comma = "," if form == "vi" or (form == "v" and count > 1) or (count > 2 and self.language.code == "en") else ""
        separator = (
            "; " if form == "vi" and self.chance.random() < 0.15 else " / " if form == "n" and self.chance.random() < 0.05 else ", "
        )
        if separator != ", ":
            return separator.join(people)
        return ", ".join(people[:-1]) + (joint if joint == ", " else comma + joint) + people[-1]

    def _person(self, form: str) -> str:
        given, family = self.maker.pick(self.language.given), self.maker.pick(self.language.family)
        if self.language.code in EASTERN:
            return family + given
        initials = " ".join(f"{part[0]}." for part in re.split(r"[ -]", given))
        if self.chance.random() < 0.25:
            middle = self.chance.choice("ABCDEFGHJKLMNPRSTVW") if self.language.code != "ru" else self.chance.choice("АВГДИКМНПС")
            initials += f" {middle}." if self.chance.random() < 0.7 else f"{middle}."
            given = f"{given} {middle}." if self.language.code == "en" else given
        return {
            "f": family,
            "sl": family if self.chance.random() < 0.7 else f"{given} {family}",
            "i": f"{initials} {family}",
            "v": f"{family}, {given}",
            "vi": f"{family}, {initials}",
            "m": f"{family} {initials.replace('. ', '').replace('.', '')}",
            "r": f"{family} {initials}",
            "ru": f"{initials} {family}",
            "c": f"{family.upper()}",
            "uc": f"{given} {family}".upper(),
            "cv": f"{family.upper()}, {given}",
        }.get(form, f"{given} {family}")

    def _body(self) -> str:
        if self.chance.random() < 0.45:
            return self.maker.pick(self.language.bodies)
        return self.chance.choice(bodies_of(self.language.code) or bodies_of("en"))

    def _resp(self, form: str) -> str:
        """Who is answerable, behind the slash of a Russian title."""
        people = self._people("ru", 1)
        return people if self.chance.random() < 0.5 else f"{people} ; под ред. {self._people('ru', 1)}"

    # titles --------------------------------------------------------------
    def _title(self, form: str) -> str:
        title = self._plain_title()
        if form == "h":  # ABNT: the first word of a title without an author
            first, _, rest = title.partition(" ")
            return f"{first.upper()} {rest}"
        return title.upper() if form == "uc" else title

    def _law(self, form: str) -> str:
        number, subject = self.chance.randint(1, 900), self.maker.pick(self.language.subjects)
        date = self._long(self._month()[0])
        return self.maker.pick(LAWS.get(self.language.code, LAWS["en"])).format(n=number, y=self.year, d=date, s=subject)

    def _case(self, form: str) -> str:
        one, two = self.maker.pick(self.language.family), self.chance.choice((self.maker.pick(self.language.family), self._body()))
        return f"{self.chance.choice((one, one, self._body()))} {self.chance.choice(('v.', 'v', 'vs.', 'v.'))} {two}"

    def _court(self, form: str) -> str:
        one, two = self.chance.randint(1, 900), self.chance.randint(1, 1500)
        court = self.maker.pick("U.S.|F.2d|F.3d|S. Ct.|F. Supp. 2d|Cal. App. 4th|AC|UKHL|EWCA Civ|CLR|WLR|N.E.2d")
        return f"{one} {court} {two}"

    def _nd(self, form: str) -> str:
        return self.maker.pick(UNDATED.get(self.language.code, "n.d.|n.d|no date|undated"))

    def _bench(self, form: str) -> str:
        return self.maker.pick("9th Cir.|D.D.C.|S.D.N.Y.|2d Cir.|Tex. App.|N.D. Cal.|Del. Ch.|E.D. Va.|Cal. Ct. App.")

    def _agency(self, form: str) -> str:
        return self.maker.pick(AGENCIES)

    def _rubric(self, form: str) -> str:
        return self.maker.pick("Editorial|Opinion|Op-Ed|Note|Comment|Book Review|Letter|Commentary|Analysis|Leading article")

    def _medium(self, form: str) -> str:
        return self.maker.pick(
            "Tweet|Press release|Audio podcast|Video|Web log post|PDF|Fact sheet|Blog|News release|Podcast|Instagram post"
        )

    def _named(self, form: str) -> str:
        return self.maker.pick(KINDS_OF_BOOKS)

    def _plain_title(self) -> str:
        code, chance = self.language.code, self.chance
        learned = self.kind not in ("news",) and code in ("en", "it") and chance.random() < (0.8 if code == "en" else 0.3)
        borrowed = learned or (code == "en" and chance.random() < 0.15)
        title = chance.choice(self.maker.titles) if borrowed else self._headline()
        if code == "en" and chance.random() < 0.4:
            title = " ".join(
                w if w in ("of", "the", "and", "in", "to", "a", "for", "is", "on") and at else w[:1].upper() + w[1:]
                for at, w in enumerate(title.split(" "))
            )
        return self._ruffled(title)

    def _ruffled(self, title: str) -> str:
        """A title with the commas, quotations and years that headlines have."""
        chance, words = self.chance, title.split(" ")
        roll = chance.random()
        if self.kind in ("web", "report", "book") and chance.random() < 0.015:
            return f"{self.maker.pick(STANDARDS).format(n=chance.randint(10, 30000), y=self.year)} {title}"
        if len(words) > 4 and roll < 0.14:
            at = chance.randint(0, len(words) - 3)
            words[at] = words[at].rstrip(",.:;") + ","
        elif len(words) > 5 and roll < 0.22:
            at = chance.randint(0, len(words) - 3)
            opening, closing = chance.choice(("‘’", "“”", "''", '""', "«»", "„“"))
            last = min(len(words) - 1, at + chance.randint(0, 3))
            words[at], words[last] = opening + words[at], words[last] + closing
        elif roll < 0.31 and self.kind in ("web", "report", "book"):
            words.append(str(chance.randint(1990, 2025)))
        elif roll < 0.34 and self.kind in ("web", "report", "book"):
            words.insert(0, str(chance.randint(1990, 2025)))
        elif roll < 0.42 and roll > 0.40:
            words[0] = words[0][:1].lower() + words[0][1:]
        elif roll < 0.37:
            words.insert(chance.randint(1, len(words)), str(chance.randint(1, 900)))
        elif roll < 0.40:
            words.insert(
                chance.randint(1, len(words)), chance.choice(("(ABC)", "(SOFA):", "[2020]", "(Part 2)", "- CBS", "| News"))
            )
        return " ".join(words)

    def _headline(self) -> str:
        language, chance = self.language, self.chance
        space = "" if language.code in EASTERN else " "
        subject, predicate = self.maker.pick(language.subjects), self.maker.pick(language.predicates)
        if chance.random() < 0.15:
            subject = self._body() + (":" if chance.random() < 0.4 else "")
        title = (subject + ("" if predicate[0] in ":,：" else space) + predicate).strip()
        roll = chance.random()
        if roll < 0.12:
            title = f"{title}: {self.maker.pick(language.subjects)}{space}{self.maker.pick(language.predicates)}".replace(
                " :", ":"
            ).replace(" ,", ",")
        elif roll < 0.2:
            title = f"{title}, {self.maker.pick(language.subjects)}".replace(" ,", ",")
        elif roll < 0.26:
            title = f"{title}. {self.maker.pick(language.subjects)}"
        elif roll < 0.34:
            title = self.maker.pick(language.subjects)
        elif roll < 0.38:
            title += "?"
        return title.replace(" :", ":")

    # containers -----------------------------------------------------------
    def _container(self, form: str) -> str:
        value = self._plain_container(form)
        if form == "a":
            return self.maker.pick(LAW_REVIEWS)
        if form == "b":
            return self.maker.pick(BLUEBOOK).title() if self.chance.random() < 0.5 else self._shortened(value).title()
        if form == "c" and self.chance.random() < 0.55:
            return self.maker.pick(BLUEBOOK) if self.chance.random() < 0.4 else self._shortened(value)
        return value.upper() if form == "c" and self.chance.random() < 0.8 else value

    def _shortened(self, name: str) -> str:
        """An outlet as American law journals shorten it: ``BOS. GLOBE``."""
        words = [w[: self.chance.randint(3, 5)] + "." if len(w) > 5 and self.chance.random() < 0.6 else w for w in name.split()]
        return " ".join(w for w in words if w.lower() not in ("the", "of")).upper()

    def _plain_container(self, form: str) -> str:
        chance, code = self.chance, self.language.code
        if form == "h" or (self.kind in ("news", "web") and chance.random() < 0.08):
            host = self.maker.pick(HOSTS)
            return f"www.{host}" if chance.random() < 0.15 else host
        if self.kind == "journal" and chance.random() < 0.8:
            return chance.choice(self.maker.journals)
        if self.kind == "chapter":
            return self._plain_title()
        if self.kind in ("report", "web") and chance.random() < 0.6:
            return self._body()
        if chance.random() < 0.4:
            return self.maker.pick(self.language.outlets)
        return chance.choice(outlets_of(code) or outlets_of("en"))

    def _publisher(self, form: str) -> str:
        if self.kind in ("news", "web", "report"):
            return self._body()
        return self.maker.pick(self.language.presses)

    def _place(self, form: str) -> str:
        place = self.maker.pick(self.language.places)
        return place.upper() if form == "c" else place

    def _collection(self, form: str) -> str:
        return self.maker.pick(SERIES)

    def _edition(self, form: str) -> str:
        return self.maker.pick(EDITIONS)

    def _genre(self, form: str) -> str:
        return self.maker.pick(GENRES)

    def _section(self, form: str) -> str:
        return self.maker.pick("sec. A|International edition|A section|Opinion|Business|at A14|at B3|A1|at 7")

    # numbers -----------------------------------------------------------
    def _volume(self, form: str) -> str:
        return self.chance.choice((str(self.chance.randint(1, 180)), str(self.chance.randint(1, 60)), "XII", "XLI"))

    def _issue(self, form: str) -> str:
        return (
            str(self.chance.randint(1, 12))
            if self.chance.random() < 0.9
            else f"{self.chance.randint(1, 4)}–{self.chance.randint(5, 8)}"
        )

    def _acc2(self, form: str) -> str:
        month, _ = self._month()
        return self._long(month).replace(str(self.year), str(min(2025, self.year + 6)))

    def _symbol(self, form: str) -> str:
        one, two = self.chance.randint(1, 900), self.chance.randint(50, 78)
        return self.maker.pick(
            f"S/{self.year}/{one}|A/RES/{two}/{one}|A/{two}/{one}|S/RES/{one} ({self.year})|COM({self.year}) {one} final|E/CN.4/{self.year}/{one}|CCPR/C/{one}"
        )

    def _library(self, form: str) -> str:
        return self.maker.pick("JSTOR|ProQuest|Project MUSE|EBSCOhost|Gale Academic OneFile")

    def _quoted(self, form: str) -> str:
        return self._headline()

    def _number(self, form: str) -> str:
        return str(self.chance.randint(1, 900))

    def _page(self, form: str) -> str:
        first = self.chance.randint(1, 480)
        pages = (
            f"{first}{self.chance.choice('–––-')}{first + self.chance.randint(1, 30)}" if self.chance.random() < 0.6 else str(first)
        )
        mark = {"n": "", "p": "p. ", "pp": "pp. ", "s": "S. ", "t": ""}[form]
        return f"{first} p." if form == "t" and self.language.code != "ru" else f"{first} с." if form == "t" else f"{mark}{pages}"

    def _isbn(self, form: str) -> str:
        return "978-3-16-148410-0"

    def _doi(self, form: str) -> str:
        return f"10.{self.chance.randint(1000, 9999)}/abc.{self.chance.randint(1, 99999)}"

    def _handle(self, form: str) -> str:
        return "port_watcher"

    def _url(self, form: str) -> str:
        return self.address() if self.chance.random() < 0.85 else f"https://doi.org/{self._doi('')}"

    def address(self) -> str:
        """An address, more often than not on the host of the outlet or body that was named last."""
        host, number = self._host(), self.chance.randint(1, 99999)
        return self.chance.choice((f"https://www.{host}/{number}", f"http://{host}/news/{self.year}/{number}.html"))

    def _host(self) -> str:
        chance = self.chance
        if not self.owner or chance.random() < 0.3:
            return self.maker.pick(HOSTS)
        known = publishers.find(self.owner)
        if known and known.domains and chance.random() < 0.8:
            return known.domains[0]
        words = [folded(word) for word in re.findall(r"[^\W_]+", self.owner) if word[0].isupper()]
        if not words or not all(word.isascii() for word in words):
            return self.maker.pick(HOSTS)
        name = (
            "".join(word[0] for word in words) if len(words) > 2 and chance.random() < 0.6 else chance.choice(("", "-")).join(words)
        )
        return f"{name}.{chance.choice(('org', 'com', 'net', 'gov', self.language.code))}"

    # dates -----------------------------------------------------------------
    def _date(self, form: str) -> str:
        if form == "y":
            return str(self.year)
        month, short = self._month()
        return {
            "n": self.chance.choice(
                (
                    f"{self.day:02d}/{self.month:02d}/{self.year}",
                    f"{self.day}.{self.month}.{self.year}",
                    f"{self.day:02d}.{self.month:02d}.{self.year}",
                )
            ),
            "s": f"{self.year}-{self.month:02d}-{self.day:02d}",
            "a": self.chance.choice((f"{self.year}, {month} {self.day}", f"{self.year}", f"{self.year}, {self.day} {month}")),
            "b": f"{short} {self.day}, {self.year}" if self.language.code == "en" else f"{self.day} {short} {self.year}",
            "m": f"{month} {self.year}",
            "d": f"{self.day} {month}",
            "w": f"{self.year} {short.strip('.')} {self.day}",
        }.get(form) or self._long(month)

    def _long(self, month: str) -> str:
        if self.language.code in EASTERN:
            return f"{self.year}年{self.month}月{self.day}日"
        if self.language.code == "en" and self.chance.random() < 0.6:
            return f"{month} {self.day}, {self.year}"
        of = " de " if self.language.code in ("es", "pt") else ". " if self.language.code == "de" else " "
        return f"{self.day}{of}{month}{of if of == ' de ' else ' '}{self.year}"

    def _month(self) -> tuple[str, str]:
        long, short = MONTH_COLUMNS.get(self.language.code, MONTH_COLUMNS["en"])
        name = long.split()[self.month - 1]
        brief = short.split()[self.month - 1] + "." if short else name
        if self.language.code in CAPITALISED:
            name, brief = name[:1].upper() + name[1:], brief[:1].upper() + brief[1:]
        return name, brief

    def _acc(self, form: str) -> str:
        keep = self.day, self.month, self.year
        self.day, self.month, self.year = self.chance.randint(1, 28), self.chance.randint(1, 12), min(2025, self.year + 1)
        phrase, date = self.maker.pick(self.language.accessed), self._date(self.chance.choice(("l", "l", "n", "s")))
        self.day, self.month, self.year = keep
        return f"{phrase} {date}"

    def _avail(self, form: str) -> str:
        return self.maker.pick(self.language.available.rstrip("|"))


@cache
def outlets_of(code: str) -> tuple[str, ...]:
    """Real outlets that publish in a language, from the table."""
    return tuple(row.name for row in publishers.everything() if row.type in NEWS_TYPES and code in row.languages)


@cache
def bodies_of(code: str) -> tuple[str, ...]:
    """Ministries, institutes and the like, from the table."""
    return tuple(row.name for row in publishers.everything() if row.type not in NEWS_TYPES and code in row.languages)

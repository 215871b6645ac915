"""The parts of an invented reference, in the forms of the styles."""

import re
from collections.abc import Callable, Iterator

from tests.measure.training import habits
from tests.measure.training.labelled import Piece
from tests.measure.training.numbers import EASTERN
from tests.measure.training.outlets import bodies_of, outlets_of
from tests.measure.training.printed import (
    BLUEBOOK,
    EDITIONS,
    GENRES,
    HOSTS,
    LAW_JOURNALS,
    LAWS,
    SERIES,
)
from tests.measure.training.titles import Titles

EASTERN_JOINTS = {
    "zh": ("、", "、", "，", ",", ", ", "；"),
    "ja": ("・", "、", "、", ",", ", ", "･"),
    "ko": ("·", "·", ", ", "・", ","),
}
OWN_SCRIPT = 0.85  # of the publications and bodies of East Asia are not in Latin letters


class Fields(Titles):
    """The parts of one reference; a part asked for twice is the same thing in another form."""

    def field(self, name: str, form: str) -> Iterator[Piece]:
        """The pieces of a field in one of its forms."""
        made: Callable[[str], str] = getattr(self, f"_{name}")
        label = {
            "acc": "accessed",
            "accd": "accessed",
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
            "agency2": "other",
            "volumey": "volume",
            "rubric": "genre",
            "author3": "author",
            "bench": "other",
            "uploader": "other",
            "director": "other",
            "medium": "other",
            "named": "genre",
            "talk": "genre",
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
        people = len(self.names) or (1 if roll < 0.62 else 2 if roll < 0.84 else 3)
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
        self.names = list(self.work.editors) if self.work else []
        return self._people(form, len(self.names) or (1 if self.chance.random() < 0.6 else 2))

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
            return self.chance.choice(EASTERN_JOINTS[self.language.code]).join(people)
        if form == "sl":
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
        given, family = self.name()
        if self.language.code in EASTERN:
            return family + given
        initials = " ".join(f"{part[0]}." for part in re.split(r"[ -]", given) if part)
        if "." not in given and self.chance.random() < 0.25:
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
            "fc": f"{family.upper()} {given}",
            "fg": f"{family} {given}",
            "uc": f"{given} {family}".upper(),
            "cv": f"{family.upper()}, {given}",
        }.get(form, f"{given} {family}")

    def name(self) -> tuple[str, str]:
        """Given name and family name of the next person."""
        if self.names:
            return self.names.pop(0)
        return self.maker.pick(self.language.given), self.maker.pick(self.language.family)

    def _body(self) -> str:
        if self.chance.random() < (OWN_SCRIPT if self.language.code in EASTERN else 0.45):
            return self.maker.pick(self.language.bodies)
        return self.chance.choice(bodies_of(self.language.code) or bodies_of("en"))

    def _resp(self, form: str) -> str:
        """Who is answerable, behind the slash of a Russian title."""
        people = self._people("ru", 1)
        return people if self.chance.random() < 0.5 else f"{people} ; под ред. {self._people('ru', 1)}"

    # laws and cases ----------------------------------------------------
    def _law(self, form: str) -> str:
        number, subject = self.chance.randint(1, 900), self.maker.pick(self.language.subjects)
        date = self._long(self._month()[0])
        return self.maker.pick(LAWS.get(self.language.code, LAWS["en"])).format(n=number, y=self.year, d=date, s=subject)

    def _case(self, form: str) -> str:
        one, two = self.maker.pick(self.language.family), self.chance.choice((self.maker.pick(self.language.family), self._body()))
        return f"{self.chance.choice((one, one, self._body()))} {self.chance.choice(('v.', 'v', 'vs.', 'v.'))} {two}"

    # containers -----------------------------------------------------------
    def _container(self, form: str) -> str:
        value = self._plain_container(form)
        if form == "a":
            return self.maker.pick(LAW_JOURNALS)
        if form == "e":
            return self.maker.pick(habits.BOOKS_OF_ENTRIES).format(self.maker.pick(habits.ENTRY_SUBJECTS))
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
        if self.work and self.work.container:
            return self.work.container
        if code in EASTERN and chance.random() < OWN_SCRIPT:
            return self.maker.pick(self.language.outlets)
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
        if self.work and self.work.publisher:
            return self.work.publisher
        if self.kind in ("news", "web", "report"):
            return self._body()
        return self.maker.pick(self.language.presses)

    def _place(self, form: str) -> str:
        place = (self.work and self.work.place) or self.maker.pick(self.language.places)
        return place.upper() if form == "c" else place

    def _collection(self, form: str) -> str:
        return (self.work and self.work.collection) or self.maker.pick(SERIES)

    def _edition(self, form: str) -> str:
        return self.maker.pick(EDITIONS)

    def _genre(self, form: str) -> str:
        return self.maker.pick(GENRES)

    def _section(self, form: str) -> str:
        return self.maker.pick("sec. A|International edition|A section|Opinion|Business|at A14|at B3|A1|at 7")

    def _quoted(self, form: str) -> str:
        return self._headline()

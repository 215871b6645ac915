"""Numbers, dates, URLs and fixed phrases of an invented reference, in the forms of the styles."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from citecheck.citations.features import folded
from citecheck.language import publishers
from tests.measure.training import eastern, habits
from tests.measure.training.printed import AGENCIES, CAPITALISED, HOSTS, KINDS_OF_BOOKS, MONTH_COLUMNS, UNDATED
from tests.measure.training.words import Language

if TYPE_CHECKING:
    from tests.measure.training.synthetic import Maker

EASTERN = ("zh", "ja", "ko")


class Numbers:
    """What of a reference is no name and no title."""

    def __init__(self, maker: "Maker", language: Language, kind: str) -> None:
        self.maker, self.language, self.kind, self.chance = maker, language, kind, maker.chance
        self.day, self.month, self.year = self.chance.randint(1, 28), self.chance.randint(1, 12), self.chance.randint(1975, 2025)
        if kind in ("news", "web") and self.chance.random() < 0.8:
            self.year = self.chance.randint(2001, 2025)
        self.work = maker.works.drawn(language, kind, maker.chance)
        self.names = list(self.work.authors) if self.work else []  # people that are still to be named
        self.titled = False
        self.owner = ""  # the outlet or body that was named last

    # phrases ------------------------------------------------------------
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

    def _agency2(self, form: str) -> str:
        return self.maker.pick(AGENCIES)

    def _volumey(self, form: str) -> str:
        """A volume that looks like a year."""
        return str(self.chance.randint(1900, 2039))

    def _rubric(self, form: str) -> str:
        return self.maker.pick("Editorial|Opinion|Op-Ed|Note|Comment|Book Review|Letter|Commentary|Analysis|Leading article")

    def _medium(self, form: str) -> str:
        return self.maker.pick(
            "Tweet|Press release|Audio podcast|Video|Web log post|PDF|Fact sheet|Blog|News release|Podcast|Instagram post"
        )

    def _talk(self, form: str) -> str:
        return self.maker.pick(habits.TALKS)

    def _named(self, form: str) -> str:
        return self.maker.pick(KINDS_OF_BOOKS)

    # numbers -----------------------------------------------------------
    def _volume(self, form: str) -> str:
        if form == "e":
            return self._counted(eastern.VOLUMES, self.chance.randint(1, 90))
        if form == "n":
            return str(self.chance.randint(1, 90))
        return self.chance.choice((str(self.chance.randint(1, 180)), str(self.chance.randint(1, 60)), "XII", "XLI"))

    def _counted(self, forms: Mapping[str, str], number: int | str) -> str:
        return self.maker.pick(forms[self.language.code]).format(n=number)

    def _issue(self, form: str) -> str:
        if form == "e":
            return self._counted(eastern.ISSUES, self.chance.choice((self.chance.randint(1, 12), self.chance.randint(1, 400))))
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

    def _number(self, form: str) -> str:
        return str(self.chance.randint(1, 900))

    def _page(self, form: str) -> str:
        first = self.chance.randint(1, 480)
        if form == "e":
            to = f"{self.chance.choice('–---')}{first + self.chance.randint(1, 30)}" if self.chance.random() < 0.6 else ""
            return self._counted(eastern.PAGES, f"{first}{to}")
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
        if self.language.code in EASTERN and form in ("m", "l", "", "a", "b", "d", "w"):
            return self._eastern(form)
        if self.language.code not in MONTH_COLUMNS and form in ("a", "b", "m", "d", "w", "l", ""):
            return self._without_words(form)
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

    def _eastern(self, form: str) -> str:
        code = self.language.code
        forms = eastern.MONTHS if form == "m" else eastern.DATES
        return self.chance.choice(forms[code]).format(y=self.year, m=self.month, d=self.day)

    def _without_words(self, form: str) -> str:
        """A date in a language whose months are in no list here."""
        if form in ("m", "w"):
            return f"{self.month:02d}/{self.year}"
        if form == "a":
            return str(self.year)
        return f"{self.day}. {self.month}. {self.year}" if self.chance.random() < 0.5 else f"{self.day}.{self.month}.{self.year}"

    def _long(self, month: str) -> str:
        if self.language.code in EASTERN:
            return self._eastern("l")
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
        seen = self.maker.pick(eastern.SEEN.get(self.language.code, ""))
        self.day, self.month, self.year = keep
        if seen and self.chance.random() < 0.6:
            return date + seen
        return f"{phrase}{'：' if seen and self.chance.random() < 0.5 else ' '}{date}"

    def _accd(self, form: str) -> str:
        return f"{min(2025, self.year + 1)}-{self.chance.randint(1, 12):02d}-{self.chance.randint(1, 28):02d}"

    def _avail(self, form: str) -> str:
        return self.maker.pick(self.language.available.rstrip("|"))

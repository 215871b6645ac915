"""The titles of an invented reference: short or long, with quotations and numbers in them."""

from tests.measure.training import habits
from tests.measure.training.eastern import ENDS, JOINTS
from tests.measure.training.numbers import Numbers

SHORT_TITLES = 0.07
SHAPED = ("s", "k", "hl", "m")  # forms of titles in ``habits``


class Titles(Numbers):
    """Titles; a class below says who bodies are."""

    def _body(self) -> str:
        raise NotImplementedError

    def _title(self, form: str) -> str:
        if form in SHAPED:
            return self._shaped_title(form)
        title = self._plain_title()
        if form == "h":  # ABNT: the first word of a title without an author
            first, _, rest = title.partition(" ")
            return f"{first.upper()} {rest}"
        return title.upper() if form == "uc" else title

    def _shaped_title(self, form: str) -> str:
        """A title in one of the forms of ``habits``."""
        if form == "m" and self.chance.random() < 0.7:
            return habits.JOINED.format(one=self.maker.pick(habits.THINGS), two=self.maker.pick(habits.THINGS).replace("L", "l", 1))
        if form in ("k", "hl"):
            title = (
                self.chance.choice(self.maker.titles)
                if self.language.code == "en" and self.chance.random() < 0.5
                else self._headline()
            )
            return title.upper() if form == "k" else " ".join(word[:1].upper() + word[1:] for word in title.split(" "))
        article = self.maker.pick(habits.ARTICLES.get(self.language.code, ""))
        words = [
            word[:1].upper() + word[1:] for word in self.maker.pick(self.language.subjects).split()[: self.chance.randint(1, 3)]
        ]
        return f"{article}{'' if article.endswith('’') or not article else ' '}{' '.join(words)}"

    def _plain_title(self) -> str:
        if self.work and not self.titled:
            self.titled = True
            return self.work.title
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
        if chance.random() < SHORT_TITLES:
            return self._short_title()
        space = chance.choice(JOINTS.get(language.code, (" ",)))
        subject, predicate = self.maker.pick(language.subjects), self.maker.pick(language.predicates)
        if chance.random() < 0.15:
            subject = self._body() + (":" if chance.random() < 0.4 else "")
        title = (
            subject + ("" if predicate[0] in ":,：" else space) + predicate + chance.choice(ENDS.get(language.code, ("",)))
        ).strip()
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

    def _short_title(self) -> str:
        """One or two words in capitals, as names of pages, programs and entries of handbooks are; two of them with a dash."""
        words = [word[:1].upper() + word[1:] for word in self.maker.pick(self.language.subjects).split()[:3]]
        title = " ".join(words)
        if self.chance.random() < 0.25:
            title += self.chance.choice((" - ", " – ", ": ", "/", " | ")) + self.maker.pick(self.language.subjects)
        return title

"""Inputs that break careless code: repeated units, which make patterns slow, numbers too long for ``int``, names of codecs."""

import encodings
import pkgutil
import random
from collections.abc import Iterator, Sequence
from encodings.aliases import aliases

LONG_NUMBER = "9" * 5_000  # digits, more than int() takes
CODEC_NAMES = sorted(
    {name.name for name in pkgutil.iter_modules(encodings.__path__)}
    | set(aliases)
    | {"mbcs", "oem", "nonsense", "", "\0", "ü", "x" * 300}
)
UNITS = (
    "(", ")", "[", "]", "((", "()", "“", "”", "\"", "'", "«", "»", "„", "‘", "’", "1", "[1]", "[1", "1.", "1. ", "9", "2019", "2019 ", "01/", "1-", "a", "A", "A. ",
    "A.", "a ", "Aa ", "Aa, ", ",", ", ", ";", "; ", ":", ": ", ".", ". ", "-", "- ", "–", "—", "_", "*", "**", "/", "//", "\\", "&", "&amp;", "%", "#", "^", "~",
    "<", ">", "<a ", "{", "}", "{{", "|", "=", "@", "?", "!", "http://", "http://a.b/", "https://a.b/(", "www.", "www.a.b ", "10.1000/", "doi:", "ISBN ", "arXiv:", "p. ",
    "pp. 1-", "vol. ", "ibid. ", "Ibid.", "id. ", "op. cit. ", "Smith, op. cit.; ", "supra note 1 ", "see ", "See also ", "Smith 2010; ", "(Smith 2010) ", "et al. ",
    "and ", " and A", "de la ", "von ", "J. Smith, ", "Ed. ", "in ", "In: ", "May ", "1 May ", "May 2019 ", "accessed ", "archived ", "Notes\n", "References\n", "\n",
    "\r\n", "\n\n", "\r", "\t", " ", "\u00a0", "\u00ad", "\u200b", "\u2028", "\f", "e\u0301", "\u0301", "İ", "ß", "ﷺ", "漢", "я", "ع", "א", "🙂", "\ufeff", "\x1f", "¹", "[^1]", "[^1]: ",
    "[1] a\n", "1. a\n", "- a\n", "> ", "# ", "===\n", "| a |\n", "-PM-", ",-a", "1, ", "[1, 2] ", "[1-99] ", "(1) ", "IV. ", "i) ",
)  # fmt: skip


def awkward(size: int, units: Sequence[str] = UNITS) -> Iterator[tuple[str, str]]:
    """Names and texts of about ``size`` characters: each unit repeated, alone and in a note, and random text."""
    for unit in units:
        run = unit * (size // len(unit))
        yield f"{unit!r} alone", run
        yield f"{unit!r} in a note", f"Said so [1].\n\n[1] J. Smith, A title, {run}, BBC News, 14/04/2021, https://example.org/\n"
    chance = random.Random(4)
    yield "random bytes", bytes(chance.randrange(256) for _ in range(size)).decode("cp1252", errors="ignore").replace("\0", "")
    yield "random units", "".join(chance.choice(UNITS) for _ in range(size // 3))
    yield "random letters", "".join(chance.choice("abcdefg ,.;:()[]“”\"'\n0123456789/") for _ in range(size))

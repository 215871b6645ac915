"""The names before a title, within a sentence."""

from citecheck.citations.signals import SIGNAL
from citecheck.language.names import surely_names
from citecheck.patterns import lazy_pattern

LONGEST_NAMES = 120  # maximum characters of names that are read together
MOST_PARTS = 11  # of a list of names
LONGEST_NAME = 40  # maximum characters before the first name of a part of a list
CAPITAL = lazy_pattern(r"(?<![\w.])[A-ZÀ-ÞŠŽČА-Я]")
NAMES_END = lazy_pattern(r"[,:]\W*$")  # between authors and title


def names_before(text: str, lowest: int, end: int) -> int:
    """The start of the longest list of names that ends before ``end``; ``end`` if there is none. A long list is read in parts."""
    for _ in range(MOST_PARTS):
        start = _names_within(text, max(lowest, end - LONGEST_NAMES), end)
        is_cut = lowest < start < end and start - (end - LONGEST_NAMES) <= LONGEST_NAME
        end = start
        if not is_cut or not text[max(lowest, end - LONGEST_NAME) : end].rstrip(" ").endswith((",", ";")):
            break
    return end


def _names_within(text: str, lowest: int, end: int) -> int:
    before = text[lowest:end]
    for match in CAPITAL.finditer(before) if NAMES_END.search(before) else ():
        piece = before[match.start() :]
        if not SIGNAL.match(piece) and surely_names(piece.strip(' ,:“"«(_*')):
            return lowest + match.start()
    return end

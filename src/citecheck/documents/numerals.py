"""Roman and alphabetic numerals, and safe parsing of decimal ones."""

ROMAN = (
    ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip
MAX_DIGITS = 9


def whole_number(text: str, longest: int = MAX_DIGITS) -> int | None:
    """Parse decimal digits of any script; None for anything else, and for more than ``longest`` digits.

    ``int`` alone raises on ``²``, for which ``str.isdigit`` is true, and on 5,000 digits.
    """
    return int(text) if len(text) <= longest and text.isdecimal() else None


def roman(number: int) -> str:
    """4 as ``iv``."""
    out = ""
    for sign, worth in ROMAN:
        out, number = out + sign * (number // worth), number % worth
    return out


def alphabetic(number: int) -> str:
    """1 as ``a``, 27 as ``aa``."""
    out = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("a") + rest) + out
    return out

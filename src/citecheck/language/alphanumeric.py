"""The letters and digits of a text, by which texts are compared."""


def letters(text: str) -> str:
    """The letters and digits, case folded."""
    return "".join(one for one in text.casefold() if one.isalnum())

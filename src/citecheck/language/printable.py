"""Text without control characters, which could change a terminal or start a command of a CI service."""


def printable(text: str, keep: str = "") -> str:
    """A text with spaces for line breaks, control and direction characters, except those in ``keep``."""
    return "".join(c if c.isprintable() or c in keep else " " for c in text)


def one_line(text: str, keep: str = "") -> str:
    """A printable text with single spaces."""
    return " ".join(printable(text, keep).split())

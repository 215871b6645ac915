"""Which of a citation's dates is that of publication."""

from collections.abc import Sequence

from citecheck.language.dates import DateMention

MOST_BEFORE = 3  # characters before the authors
BLANK = "\x1f"  # replaces text that has been read


def publication_date(mentions: Sequence[DateMention], text: str) -> DateMention | None:
    """The publication date. A bare year counts only in brackets, at the end, or between commas or full stops."""
    originals = [one for one in mentions if _is_original(text, one) and any(_reprints(one, m) for m in mentions)]
    later = [m for m in mentions if m.year and m not in originals]
    set_apart = [m for m in later if m.month or m.season or is_set_apart(text, m) or any(_reprints(one, m) for one in originals)]
    if not set_apart:
        return None
    best = max(set_apart, key=lambda m: (len(m.parts), m.start))
    if len(best.parts) == 1:
        halves = [m for m in mentions if not m.year and m.month and is_set_apart(text, m)]
        if halves:  # Harvard and APA: year after the author, day and month at the end
            half = halves[-1]
            return DateMention(half.start, half.end, best.year, half.month, half.day)
    return best


def labelled_date(mentions: Sequence[DateMention], text: str, fields: Sequence[tuple[int, int]]) -> DateMention | None:
    """The publication date among those that the model labelled; ``fields`` are the spans of words that it read."""
    return (
        _behind_authors(mentions, text, fields) or publication_date(mentions, text) or next((m for m in mentions if m.year), None)
    )


def _behind_authors(mentions: Sequence[DateMention], text: str, fields: Sequence[tuple[int, int]]) -> DateMention | None:
    """The year in brackets behind the first field, if there are only other years: ``Moor, A. (2004): The fens at war (1914–1918). The south``."""
    first = min(fields, default=(0, 0))
    if first[0] > MOST_BEFORE or any(m.month for m in mentions):
        return None
    return next((m for m in mentions if text[first[1] : m.start].strip(" .,") == "(" and text[m.end : m.end + 1] == ")"), None)


def before_field(mentions: Sequence[DateMention], text: str, fields: Sequence[tuple[int, int]]) -> DateMention | None:
    """A year between a full stop and a field, with only a space behind it: ``Moor, Colin. 1973 Mounds of the fen``."""
    starts = {start for start, _ in fields}
    return next((m for m in mentions if m.end + 1 in starts and text[: m.start].endswith((". ", ": "))), None)


def _is_original(text: str, mention: DateMention) -> bool:
    """Whether it is a year in square brackets, as that of a first edition is: ``1998 [1887]``, ``[1887] 1998``."""
    return not mention.month and text[mention.start - 1 : mention.start] + text[mention.end : mention.end + 1] == "[]"


def _reprints(original: DateMention, mention: DateMention) -> bool:
    """Whether a later year stands beside one in square brackets."""
    beside = 0 <= original.start - mention.end - 1 <= 1 or 0 <= mention.start - original.end - 1 <= 1
    return beside and mention.year > original.year


def is_set_apart(text: str, mention: DateMention) -> bool:
    """Whether a date stands between marks of punctuation, or at an edge of the text."""
    before, after = text[: mention.start].rstrip(), text[mention.end :].lstrip()
    if not mention.year and not before:
        return False
    opened = not before or before[-1] in f'(,.;[–—-/”»"{BLANK}' or (mention.month > 0 and before[-1:].isalpha())
    closed = not after or after[0] in f")(,.;:[]–—-/{BLANK}"
    return closed and (opened or (not after and mention.year > 0) or after[:1] == ",")

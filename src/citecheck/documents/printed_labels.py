"""Labels that the entries of a list print themselves, where no markup has them: ``[Doe21] …``, ``[12] …``, ``[12] [14] …``, ``12. …``."""

import re
from collections.abc import Sequence

from citecheck.documents.numbered_lists import grouped_labels
from citecheck.patterns import lazy_pattern

KEY = lazy_pattern(r"(?<!\s)\s*+\[(?P<label>[^\W_][^\[\]\n]{0,39})\](?!\()[:.]?\s+(?=\S)")
NUMBER = lazy_pattern(r"(?<!\s)\s*+(?:\((?P<label>\d{1,4})\)|(?P<label2>\d{1,4})[.)])\s+(?=\S)")
MIN_SHARE = 0.8  # of the entries of a list
MIN_ENTRIES = 2
MOST_WORDS = 4  # of a key


def printed_labels(entries: Sequence[str]) -> list[tuple[str, int]]:
    """The label of each entry and where its text begins, an empty label for one without; empty if most print none, or the same ones."""
    for form in (KEY, NUMBER):
        matches = [form.match(entry) for entry in entries]
        found = [_label(match, bracketed=form is KEY) for match in matches if match]
        labels = [label.strip() for label, _ in found]
        if len(found) < max(MIN_ENTRIES, MIN_SHARE * len(entries)) or len({label.casefold() for label in labels}) < len(labels):
            continue
        if all(len(label.split()) <= MOST_WORDS for label in labels):
            ends = iter(zip(labels, (end for _, end in found), strict=True))
            return [next(ends) if match else ("", 0) for match in matches]
    return []


def _label(match: re.Match[str], *, bracketed: bool) -> tuple[str, int]:
    """The label of an entry, and where its text begins: behind further labels in brackets."""
    if bracketed:
        return match["label"], grouped_labels(match.string, match.end(), "bracket")[1]
    return match["label"] or match["label2"], match.end()

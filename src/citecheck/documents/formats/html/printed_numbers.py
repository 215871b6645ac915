"""Numbers, letters and keys that notes print at their beginning, with the markup around them."""

import re

from citecheck.patterns import lazy_pattern

INLINE = r"</?(?:p|div|span|b|strong|i|em|small|font|dt|dd|td|sup|a|cite|label|u)\b[^<>]*>"
PRINTED = lazy_pattern(
    rf"(?P<lead>(?>(?:\s|&nbsp;|&\#160;|{INLINE})*))(?P<open>[\[(]?)(?>(?:{INLINE})*)\s*+(?P<label>\d{{1,4}}|[*†‡§¶]{{1,3}})(?!\w)"
    rf"(?P<tail>(?:\s|&nbsp;|&\#160;|[\]).:]|</?(?:span|b|strong|i|em|small|font|dt|dd|td|sup|a|label)\b[^<>]*>)*)",
    re.IGNORECASE,
)
LETTERED = lazy_pattern(  # [i] or [a], as the marker has it
    rf"(?P<lead>(?>(?:\s|&nbsp;|&\#160;|{INLINE})*))(?P<open>[\[(])(?>(?:{INLINE})*)\s*+(?P<label>[A-Za-z]{{1,6}})(?>(?:{INLINE})*)"
    rf"(?P<tail>[\])](?:\s|&nbsp;|&\#160;|[.:]|{INLINE})*)"
)
KEYED = lazy_pattern(  # the key of a bibliography's entry, [Doe21], as Sphinx prints it
    rf"(?P<lead>(?>(?:\s|{INLINE})*))(?P<open>\[)(?>(?:{INLINE})*)(?P<label>[^\[\]<>]{{1,60}})(?:{INLINE})*(?P<tail>\](?:{INLINE})*)"
)
BACK_LIST = lazy_pattern(  # docutils: (1, 2) back to several calls, emphasised until 0.15
    rf"(?:\s|{INLINE})*\((?:\s|,|<a\b[^<>]{{0,200}}fn-?back[^<>]{{0,200}}>[^<>]{{0,9}}</a>)+\)(?:\s|{INLINE})*", re.IGNORECASE
)
SHOWN_BRACKETS = lazy_pattern(r"class=[\"']?[^\"'>]{0,60}\b(?:brackets|label)\b")  # Sphinx: its style sheet adds them
MAX_HEAD = 800  # characters of markup before a note's printed label


def prints(printed: re.Match[str], *, listed: bool) -> bool:
    """Whether a number at the beginning is the note's label and not its first word; in a numbered list, only if linked or superscript."""
    linked = re.search(r"<(?:a|sup)\b", printed["lead"], re.IGNORECASE) is not None
    bracketed = (
        printed["open"] != "" or printed["tail"].lstrip()[:1] in ("]", ")", ".", ":") or SHOWN_BRACKETS.search(printed["lead"])
    )
    return linked if listed else linked or bool(bracketed) or not printed["label"].isdecimal()

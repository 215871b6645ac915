"""Journals of East Asia without a title before them, and sentences that the model took for names.

``佐藤花子, 港湾学会誌 80, pp.742–748 (2004)`` · ``水库设计 -- 这本书很好，值得一读``
"""

from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts
from citecheck.language.person_name import is_eastern_name
from citecheck.patterns import lazy_pattern

SURE = 0.9  # the form leaves no other reading
PARTED = lazy_pattern(r"[,，、]\s?")
# Names, a journal by its last characters, and its volume or pages.
JOURNAL_ONLY = lazy_pattern(
    r"\s*(?P<author>[^\d“”「」『』《》()（）:：]{2,120}?)[,，、]\s?(?P<container>[^\s\d,，.。“”「」『』《》()（）:：]{2,24}(?:誌|学報|学报|學報|紀要|纪要|論文集|论文集|会報|會報|학회지|논문지))"
    r"[,，]?\s?(?:第|[Vv]ol\.?\s?)?(?P<volume>\d{1,4})(?=\s?[,，(（巻卷권])"
)


def journal_without_title(text: str, parts: Parts) -> None:
    """``佐藤花子, | 港湾学会誌 80 |, pp.742–748 (2004)``: a journal by its name, with a volume, directly behind the names is no title."""
    title = parts.get("title")
    match = JOURNAL_ONLY.match(text) if title and "container" not in parts else None
    people = PARTED.split(match["author"].strip()) if match else ()
    whole = title and match and title.start < match.end("container") <= title.end + 4
    if title and match and whole and (title.start >= match.start("container") or all(map(is_eastern_name, people))):
        del parts["title"]
        for name in ("author", "container", "volume"):
            parts[name] = FieldSpan(name, *match.span(name), SURE)

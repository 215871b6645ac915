"""Titles in the brackets of East Asia: ``佐藤花子「水門の話」『歴史評論』``, ``王伟：《长江水利史》，北京：人民出版社``, ``李娜，〈水車考〉，《史學》``."""

import re

from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts
from citecheck.language.names import surely_names
from citecheck.language.person_name import EASTERN
from citecheck.patterns import lazy_pattern

SURE = 0.9
_WORK = r"(?:『(?P<work>[^『』]{1,160})』|《(?P<book>[^《》]{1,160})》)"
_PIECE = r"(?:「(?P<piece>(?:[^「」]|「[^「」]{0,80}」){1,160})」|〈(?P<paper>[^〈〉]{1,160})〉|《(?P<first>[^《》]{1,160})》(?=[，,、\s]{0,3}《))"
_ROLE = r"(?:编著|編著|主编|主編|監修|編集|著|編|编|訳|译)"
_AUTHOR = r"(?P<author>[^\W\d_][^「」『』《》〈〉“”()（）<>.。:：;；\d\n]{1,60}?)"
# Names, a paper and what it appeared in, or a book alone.
CITED = lazy_pattern(rf"^\s*(?:{_AUTHOR}\s?{_ROLE}?[\s，,：:、]{{0,3}})?(?:{_PIECE}[\s，,、。]{{0,3}})?{_WORK}")
# Names, a piece, and the newspaper or journal without brackets, up to a date or a volume: 佐藤花子「水門、閉じる」川新聞、2021年3月3日.
_ERA = "明治|大正|昭和|平成|令和|民國|民国"
NAMED = lazy_pattern(
    rf"^\s*(?:{_AUTHOR}[\s，,：:、]{{0,3}})?「(?P<piece>(?:[^「」]|「[^「」]{{0,80}}」){{1,160}})」[\s，,、。]{{0,3}}"
    rf"(?P<outlet>[^\W\d_][^「」『』《》〈〉（）()，,、。：:；;\s\d]{{1,30}}?)(?=[\s，,、]{{0,3}}(?:第?\d|{_ERA}))"
)
# After a book: place and publisher, then the year.
IMPRINT = lazy_pattern(
    r"[\s，,、。（(]{0,3}(?:[^\W\d_]{1,8}[：:]\s?)?(?P<publisher>[^\W\d_][^：:，,、。（()）\d\n]{1,30}?)[\s，,、]{1,2}(?=\d{4}|[一二]〇?[九〇])"
)
# Numbers with their counters; before a year's "月号" stands a month.
NUMBERED = lazy_pattern(
    r"(?<!\d)(?:(?P<volume>\d{1,4})\s?(?:[巻卷輯辑권집])|(?P<issue>\d{1,5}(?:[-–]\d{1,5})?)\s?[期号號호]|"
    r"(?P<pages>\d{1,5}(?:\s?[-–~～]\s?\d{1,5})?)\s?(?:[页頁쪽면]|ページ)|[頁页]\s?(?P<after>\d{1,5}(?:\s?[-–~～]\s?\d{1,5})?))"
)
# A document code of GB/T 7714; a year may stand behind the names. One behind a full stop begins a title: ``(2006). [R] models``.
CODED = lazy_pattern(
    r"\s*(?:(?P<author>[^.。．\[\]]{1,80}?)(?:[，,.。．、\s]{0,2}(?P<year>(?:19|20)\d\d)[a-z]?)?[.。．]\s?)?(?P<title>[^\[\]]{2,200}?)(?<![\s.。．])\s?"
    r"\[(?:(?P<within>[CGM])\][.。．]?\s?//|(?:[MCDGRSPAZ]|EB|DB|CP)(?:/OL)?\]|[JN](?:/OL)?\][.。．]?[，,]?\s?(?P<container>[^,.，。\[\](（]{2,60}))"
)
PROCEEDINGS = lazy_pattern(r"论文集|會議|会议|大会|年会|研讨会|文集|Proceedings|Conference|Symposium|Workshop", re.IGNORECASE)
WITHIN = lazy_pattern(r"\s?(?P<piece>[^.。．\[\]]{2,120})[.。．]")  # behind ``[C]//``: editors or the book
EDITORS = lazy_pattern(r"[一-鿿]{2,4}(?:[,，]\s?[一-鿿]{2,4}){0,4}(?:[,，]\s?等)?")
TRANSLATED = lazy_pattern(r"[.。．]?\s?(?P<names>[^.。．\[\]:：\d]{2,80})[,，]\s?(?:trans|译|譯)(?=[.。．])")
PLACE_AND_PRESS = lazy_pattern(
    r"(?<=[.。．])\s?(?P<place>[^\W\d_][^.。．:：,，\[\]\d]{1,30})[:：]\s?(?P<publisher>[^\W\d_][^,，:：\[\]\d]{1,60})[,，]\s?(?=(?:19|20)\d\d)"
)
IMPRINTED = lazy_pattern(r"[:：]")  # in place and publisher, which follow a book


def coded(text: str, parts: Parts) -> None:
    """GB/T 7714: a document code in brackets ends the title, ``李娜. 港口治理研究[J]. 海洋学报, 2015``."""
    match = CODED.match(text) if "[" in text else None
    if not match:
        return
    for name in ("author", "title", "container"):
        parts.pop(name, None)
        if match[name]:
            parts[name] = FieldSpan(name, *match.span(name), SURE)
    if match["within"]:
        _within(text, parts, match.end())
    if not match["container"]:
        _imprinted(text, parts, match.end())


def _imprinted(text: str, parts: Parts, at: int) -> None:
    """Behind the code of a book: ``Heath J, trans.``, and ``Dale: Quay Press, 2010``."""
    if translated := TRANSLATED.match(text, at):
        _put(parts, "translator", translated.span("names"))
        at = translated.end()
    if imprint := PLACE_AND_PRESS.search(text, at):
        for name in ("place", "publisher"):
            _put(parts, name, imprint.span(name))


def _within(text: str, parts: Parts, at: int) -> None:
    """The book behind ``[C]//``: the first piece that is one by its words, else the second behind editors, else the first."""
    pieces: list[re.Match[str]] = []
    while len(pieces) < 2 and (piece := WITHIN.match(text, at)):
        pieces.append(piece)
        at = piece.end()
    books = [piece for piece in pieces if PROCEEDINGS.search(piece["piece"])]
    edited = [piece for piece in pieces[1:] if re.search(r"[编編]$", pieces[0]["piece"])]
    named = [piece for piece in pieces[1:] if _are_editors(pieces[0]["piece"]) and not IMPRINTED.search(piece["piece"])]
    for piece in [*books, *edited, *named, *pieces][:1]:
        _put(parts, "container", piece.span("piece"))
        if (editor := parts.get("editor")) and editor.start < piece.end() and piece.start() < editor.end:
            del parts["editor"]
        if piece in named:
            _put(parts, "editor", pieces[0].span("piece"))


def _are_editors(words: str) -> bool:
    return bool(EDITORS.fullmatch(words)) or surely_names(words)


def bracketed_titles(text: str, parts: Parts) -> None:
    """Brackets of East Asia say what is the title of a paper, of what it appeared in, or of a book; names stand before, the publisher behind."""
    match = CITED.match(text)
    if not match or not EASTERN.search(match.group()):
        _named_outlet(text, parts)
        return
    paper = next((name for name in ("piece", "paper", "first") if match[name]), "")
    whole = "work" if match["work"] else "book"
    for name in ("author", "title", "container", "publisher"):
        parts.pop(name, None)
    if match["author"]:
        _put(parts, "author", match.span("author"))
    _put(parts, "title", match.span(paper or whole))
    if paper:
        _put(parts, "container", match.span(whole))
    elif imprint := IMPRINT.match(text, match.end()):
        _put(parts, "publisher", imprint.span("publisher"))


def _named_outlet(text: str, parts: Parts) -> None:
    """A piece in brackets, and its newspaper or journal in the letters of East Asia without any."""
    match = NAMED.match(text) if "「" in text else None
    if not match or not EASTERN.search(match["outlet"]):
        return
    for name in ("author", "title", "container", "publisher", "translator", "editor"):
        parts.pop(name, None)
    for name, group in (("author", "author"), ("title", "piece"), ("container", "outlet")):
        if match[group]:
            _put(parts, name, match.span(group))


def counted_numbers(text: str, parts: Parts) -> None:
    """A number behind a publication or a book is what its counter says: ``第3巻第2号、11-20頁`` · ``12권 3호`` · ``2015年第3期``."""
    titles = [part for name, part in parts.items() if name in ("title", "container")]
    behind = max((part.end for part in titles), default=None)
    if behind is None or not EASTERN.search(text):
        return
    for match in NUMBERED.finditer(text, behind):
        label = (match.lastgroup or "").replace("after", "pages")
        own = parts.get(label)
        if label == "pages" or ("container" in parts and (not own or EASTERN.search(text, own.start, own.end))):
            parts[label] = FieldSpan(label, *match.span(match.lastgroup or 0), SURE)


def _put(parts: Parts, name: str, span: tuple[int, int]) -> None:
    parts[name] = FieldSpan(name, *span, SURE)

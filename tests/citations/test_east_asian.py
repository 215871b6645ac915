"""Notes in Chinese, Japanese and Korean: numbers with their counters, and marks of full width."""

import pytest

from citecheck.app import wiring
from citecheck.citations.crf import read_tokens
from citecheck.citations.parse import parse
from citecheck.citations.read import read_source
from citecheck.model.reference import Source


@pytest.mark.parametrize(
    ("text", "numbers", "year"),
    [
        ("森本直子「渡し舟の記録」『河港史論』第7巻第2号、2009年、14–29頁。", ("7", "2", "14–29"), 2009),
        ("森本直子「渡し舟の記録」『河港史論』7巻2号（2009年）14-29ページ", ("7", "2", "14-29"), 2009),
        ("陈海：《渡口考》，《河港研究》2009年第4期，第14-29页。", (None, "4", "14-29"), 2009),
        ("陳海，〈渡口考〉，《河港研究》第7卷第4期（2009年），頁14-29。", ("7", "4", "14-29"), 2009),
        ("박하늘, 「나루터의 기록」, 『하항연구』 제7권 제2호, 2009년, 14-29쪽.", ("7", "2", "14-29"), 2009),
        ("박하늘, 「나루터의 기록」, 『하항연구』 7(2), 2009, 14-29쪽.", ("7", "2", "14-29"), 2009),
    ],
)
def test_a_number_is_what_its_counter_says(text: str, numbers: tuple[str | None, ...], year: int) -> None:
    item = read_source(text, None, None).item
    assert (item.volume, item.issue, item.page) == numbers
    assert item.issued and item.issued.parts[0] == year
    assert item.type == "article-journal"


def test_a_counter_within_a_title_is_no_number_of_a_volume() -> None:
    item = read_source("陈海：《第3卷以后的渡口》，北京：河岸出版社，2009年。", None, None).item
    assert (item.title, item.volume, item.issue) == ("第3卷以后的渡口", None, None)


def test_numbers_with_counters_are_words_of_their_own() -> None:
    read = read_tokens("河港史論第7巻第2号", None)
    assert [read.text[token.start : token.end] for token in read.tokens] == ["河港史論", "第7巻", "第2号"]


@pytest.mark.parametrize("text", ["陈海：《渡口考》，河岸出版社，2009年，第4页", "陈海: 《渡口考》, 河岸出版社, 2009年, 第4页"])
def test_marks_of_full_width_are_as_narrow_ones(text: str) -> None:
    assert [gap.strip() for gap in read_tokens(text, None).gaps] == ["", ': "', '",', ",", ",", ""]


def test_the_editor_of_a_book_behind_a_document_code_is_no_book() -> None:
    item = read_source("林河. 渡口的历史（代序） [M]//王港. 河港家书. 增补本. 北京: 河港书店, 1998: 3-9.", None, None).item
    assert (item.title, item.container_title, item.publisher_place, item.publisher) == (
        "渡口的历史（代序）",
        "河港家书",
        "北京",
        "河港书店",
    )
    assert [name.literal for name in item.container_editor] == ["王港"]
    book = read_source("林河. 渡口[M]//鲁河全集. 北京: 河港书店, 1998: 3-9.", None, None).item
    assert (book.container_title, book.container_editor) == ("鲁河全集", ())


@pytest.mark.parametrize("code", ["[M]", " [M]"])
def test_a_long_title_before_a_document_code_is_no_sentence(code: str) -> None:
    text = f"MOOR S. The interpretation of tides: the complete and definitive text of a long life{code}. HEATH J, trans. New Dale: Quay Press, 2010."
    (source,) = parsed(text)
    item = source.item
    assert (item.title or "").startswith("The interpretation of tides") and item.author[0].family == "MOOR"
    assert ([name.family for name in item.translator], item.publisher_place, item.publisher) == (
        ["HEATH"],
        "New Dale",
        "Quay Press",
    )


@pytest.mark.parametrize(("code", "kind"), [("R", "report"), ("D", "thesis"), ("P", "patent"), ("M", "book")])
def test_a_document_code_tells_the_type(code: str, kind: str) -> None:
    assert (
        read_source(f"MOOR S, HEATH K L. The extent of the tides[{code}]. Dale: Quay Office, 2015.", None, None).item.type == kind
    )


def parsed(text: str) -> tuple[Source, ...]:
    document = wiring.read_document("a.md", f"Text.[^1]\n\n[^1]: {text}\n".encode())
    return parse(document)[0].sources


@pytest.mark.parametrize(
    ("text", "authors", "outlet"),
    [
        ("森本直子「渡し舟、終わる」河港新聞、2021年3月3日、https://kako.example/1。", ["森本直子"], "河港新聞"),
        ("森本直子「渡し舟、終わる」河港新聞 2021年3月3日付朝刊。", ["森本直子"], "河港新聞"),
        ("「渡し舟、終わる」河港新聞、2021年3月3日。", [], "河港新聞"),
        ("森本直子・岡田実「渡し舟、終わる」河港評論12巻3号、2021年、10-20頁。", ["森本直子", "岡田実"], "河港評論"),
        ("陳海「渡し舟、終わる」河港日報，令和3年3月3日。", ["陳海"], "河港日報"),
    ],
)
def test_a_newspaper_behind_a_piece_in_brackets_needs_none_itself(text: str, authors: list[str], outlet: str) -> None:
    item = read_source(text, None, None).item
    assert [name.literal for name in item.author] == authors
    assert (item.title, item.container_title) == ("渡し舟、終わる", outlet)
    assert item.issued and item.issued.parts[0] == 2021


@pytest.mark.parametrize("title", ["[R] tides, waves and all that", "[C] bindings for coasts"])
def test_a_letter_in_brackets_behind_a_full_stop_begins_a_title_and_is_no_document_code(title: str) -> None:
    item = read_source(f"Moor, D. (2006). {title}. Journal of Coasts, 12(3), 4–5.", None, None).item
    assert (item.title, item.container_title) == (title, "Journal of Coasts")

"""Tells by the names of its columns that a table lists works: ``Author | Title | Year``."""

import re
from collections.abc import Iterable

from citecheck.patterns import lazy_pattern

LONGEST = 40  # characters of a column's name
_TITLE = (
    "title|titel|titre|título|titulo|titolo|títol|tytuł|název|názov|naslov|наслов|название|наименование|заглавие|назва|başlık|eser adı|otsikko|cím|titlu|"
    "judul|tiêu đề|tên|τίτλος|العنوان|عنوان|כותרת|标题|標題|题名|題名|書名|书名|论文题目|タイトル|論文名|제목|논문명|서명|work|book|paper|article|publication"
)
_AUTHOR = (
    r"authors?|author\(s\)|autor|autoren|autor:in|verfasser|auteurs?|auteur\(s\)|autores|autor\(es\)|autora|autore|autori|autorzy|autoři|автор|авторы|автори|аутор|"
    "yazar|yazarlar|tekijä|tekijät|författare|forfatter|forfattere|szerző|szerzők|penulis|tác giả|συγγραφέας|المؤلف|نویسنده|מחבר|作者|著者|저자"
)
_DATE = (
    "year|date|published|publication date|publication year|jahr|datum|année|año|ano|anno|data|any|rok|год|рік|година|yıl|vuosi|år|jaar|év|tahun|anul?|"
    "godina|leto|năm|έτος|السنة|سال|שנה|年|年份|出版年|出版年份|発行年|刊行年|연도|발행연도"
)
_VENUE = (
    "publisher|journal|venue|conference|publication|verlag|zeitschrift|éditeur|revue|editorial|revista|editora|editore|rivista|wydawnictwo|"
    "nakladatelství|vydavateľstvo|издательство|журнал|видавництво|yayınevi|dergi|kustantaja|förlag|forlag|uitgever|kiadó|penerbit|editura|"
    "出版社|期刊|掲載誌|출판사|학술지"
)
_PLACE = f"{_VENUE}|doi|isbn|issn|source|url|link|urn"
_MARKS = lazy_pattern(r"[*_`~|:\s]+")
_WHICH, _SEVERAL = r"(?:[^\W\d_]{2,20} )?", r"(?: ?\(s\))?"  # ``Paper title``, ``Author(s)``
TITLE = lazy_pattern(rf"{_WHICH}(?:{_TITLE}){_SEVERAL}", re.IGNORECASE)
AUTHOR = lazy_pattern(rf"{_WHICH}(?:{_AUTHOR}){_SEVERAL}", re.IGNORECASE)
DATE = lazy_pattern(rf"{_WHICH}(?:{_DATE}){_SEVERAL}", re.IGNORECASE)
VENUE = lazy_pattern(rf"{_WHICH}(?:{_VENUE}){_SEVERAL}", re.IGNORECASE)
PLACE = lazy_pattern(rf"{_WHICH}(?:{_PLACE}){_SEVERAL}", re.IGNORECASE)


def lists_works(columns: Iterable[str], *, announced: bool) -> bool:
    """Whether columns with these names hold works: a title, and where a heading ``announced`` references an author, a date or a place of
    publication; elsewhere an author and one of the others, or a date and where the work came out.
    """
    names = [_MARKS.sub(" ", name).strip() for name in columns if len(name) <= LONGEST]

    def has(kind: re.Pattern[str]) -> bool:
        return any(map(kind.fullmatch, names))

    author, other = has(AUTHOR), has(DATE) or has(PLACE)
    return has(TITLE) and (author or other if announced else (author and other) or (has(VENUE) and has(DATE)))

"""Encodings that no text declares: recognised where the letters leave no doubt, else refused."""

import pytest

from citecheck.app import wiring
from citecheck.documents.edits import insertion
from citecheck.documents.encoding import decode
from citecheck.model.errors import DocumentError

RUSSIAN = (
    "[1] Мур Д. Соль и море. М.: Наука, 2014. 240 с. — В книге рассказано о том, как жили люди на берегу.\n"
    "[2] Лунд А. История гаваней севера // Вопросы истории. 2015. № 3. С. 12–20.\n"
)
UKRAINIAN = "Коваль І. Історія міст України. Київ: Наукова думка, 2014. 240 с. Книжка про те, як жили люди у містах.\n"
BULGARIAN = "Петров И. История на града. София: Наука и изкуство, 2014. Книгата разказва за хората и за морето.\n"
GREEK = "Μουρ Δ. Το αλάτι και η θάλασσα. Αθήνα: Εκδόσεις Πατάκη, 2014. Το βιβλίο λέει πώς ζούσαν οι άνθρωποι στην ακτή της χώρας.\n"
JAPANESE = "森田. 塩と海の歴史. 東京: 岩波書店, 2014. この本は海岸に住んでいた人々の暮らしについて書かれたものである。それは良い本です。とても面白いと思います。\n"
KOREAN = "김철수, 소금과 바다의 역사, 서울: 문학과지성사, 2014. 이 책은 바닷가에 살던 사람들의 삶에 대하여 쓴 것이다. 연구를 위한 자료는 많지 않다.\n"
SIMPLIFIED = "王明. 盐与海的历史[M]. 北京: 人民出版社, 2014. 这本书讲的是住在海边的人的生活。他们在那里有自己的学校和文化，研究者不多，但是这一研究很重要。\n"
TRADITIONAL = "王明，《鹽與海的歷史》，臺北：聯經出版，2014年。這本書說的是住在海邊的人的生活，他們在那裡有自己的學校和文化，研究的人不多，但是這個研究很重要。\n"
CZECH = (
    "Novák, J. Příběh moře. Praha: Academia, 2014. Kniha vypráví o lidech, kteří žili na pobřeží a měli své školy. Žluťoučký kůň.\n"
)


@pytest.mark.parametrize(
    ("text", "encodings"),
    [
        (RUSSIAN, ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")),
        (UKRAINIAN, ("cp1251", "koi8-u")),
        (BULGARIAN, ("cp1251",)),
        (GREEK, ("cp1253", "iso8859-7")),
        (JAPANESE, ("cp932", "euc_jp")),
        (KOREAN, ("euc_kr",)),
        (SIMPLIFIED, ("gbk", "gb2312")),
        (TRADITIONAL, ("big5", "gbk")),
    ],
)
def test_text_in_an_encoding_of_its_script_is_read(text: str, encodings: tuple[str, ...]) -> None:
    for encoding in encodings:
        data = text.encode(encoding, "ignore")
        assert decode("a.txt", data)[0] == data.decode(encoding), encoding


@pytest.mark.parametrize(
    "data",
    [
        "Мур Д. Соль и море, 2014.".encode("cp1251"),  # too short
        CZECH.encode("cp1250"),
        (RUSSIAN + GREEK).encode("cp1251", "ignore") + GREEK.encode("cp1253"),
        RUSSIAN.encode("cp1251") + RUSSIAN.encode("koi8-r", "ignore"),
        bytes(range(0x80, 0x100)) * 9,
        b"".join(bytes([at]) * 90 for at in range(0xA0, 0xA8)),
        bytes((at * 7919) % 128 + 128 for at in range(2_000)),
    ],
)
def test_bytes_that_leave_a_doubt_are_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match="encoding is unknown"):
        decode("a.txt", data)


@pytest.mark.parametrize(
    "text", ["Déjà vu à Nîmes, où l’été s’achève. " * 9, "Über die Größe der Straßen, für Männer und Mädchen. " * 9]
)
def test_text_of_western_europe_stays_windows_1252(text: str) -> None:
    assert decode("a.txt", text.encode("cp1252")) == (text, "cp1252")


def test_notes_in_windows_1251_are_read_and_written_in_it() -> None:
    data = RUSSIAN.encode("cp1251")
    document = wiring.read_document("a.txt", data)
    assert [note.label for note in document.notes] == ["1", "2"] and document.encoding == "cp1251"
    at = RUSSIAN.index("\n")
    form = wiring.format_for("a.txt", data)
    assert form.write("a.txt", data, [insertion(at, " https://a.example/")]).decode("cp1251") == RUSSIAN.replace(
        "\n", " https://a.example/\n", 1
    )

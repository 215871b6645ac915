"""Languages for invented references with the names, cities and words of Faker's locales (MIT): twelve hundred names instead of forty.

The words of a title are drawn at random: the model sees their forms and their capitals, not their sense. What Faker has no words for, and the
phrases of references, stand in ``FURTHER``.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from random import Random

from tests.measure.training import eastern
from tests.measure.training.words import LANGUAGES, Language

LOCALES = {
    "en": "en_US en_GB en_IN en_IE en_NG en_KE",
    "it": "it_IT",
    "fr": "fr_FR fr_CA fr_CH",
    "de": "de_DE de_AT de_CH",
    "es": "es_ES es_MX es_AR es_CO es_CL",
    "pt": "pt_BR pt_PT",
    "nl": "nl_NL nl_BE",
    "pl": "pl_PL",
    "tr": "tr_TR",
    "sv": "sv_SE",
    "ru": "ru_RU",
    "el": "el_GR",
    "ar": "ar_AA ar_SA ar_DZ",
    "fa": "fa_IR",
    "he": "he_IL",
    "zh": "zh_CN zh_TW",
    "ja": "ja_JP",
    "cs": "cs_CZ",
    "sk": "sk_SK",
    "hu": "hu_HU",
    "ro": "ro_RO",
    "da": "da_DK",
    "no": "no_NO",
    "fi": "fi_FI",
    "hr": "hr_HR",
    "sl": "sl_SI",
    "uk": "uk_UA",
    "bg": "bg_BG",
    "vi": "vi_VN",
    "id": "id_ID",
    "ko": "ko_KR",
    "ca": "es_CA es_ES",
    "lt": "lt_LT",
    "et": "et_EE",
    "ur": "fa_IR ar_AA",
    "hi": "hi_IN",
}
RELATED = {"sk": "cs_CZ", "no": "da_DK", "bg": "mk_MK"}  # words of titles, where Faker has none of the language itself
# Language: conjunction, "accessed", "available", "in", publishers, bodies, publications. ``{}`` is a word, ``@`` a family name, ``#`` a city.
FURTHER = {
    "cs": "a;cit.|citováno|navštíveno;Dostupné z:|Dostupné na:;In:;Nakladatelství @|Grada|Academia|@ a @|Univerzita v #;Ministerstvo {}|Ústav {}|Univerzita #|Česká {} společnost;Časopis {}|{} noviny|Revue {}",
    "sk": "a;cit.|citované;Dostupné na:|Dostupné z:;In:;Vydavateľstvo @|Slovart|Veda;Ministerstvo {}|Univerzita #|Slovenská {} akadémia;Denník {}|Časopis {}|{} noviny",
    "hu": "és;letöltve:|megtekintve:|utolsó elérés:;Elérhető:|URL:;In:;@ Kiadó|Akadémiai Kiadó|Osiris|# Egyetemi Kiadó;{} Minisztérium|# Egyetem|Magyar {} Intézet;{} Szemle|{} Hírlap|Magyar {}",
    "ro": "și;accesat la|accesat în|consultat la;Disponibil la:|URL:;în;Editura @|Humanitas|Polirom;Ministerul {}|Universitatea din #|Institutul {};Revista {}|Ziarul {}|{} Online",
    "da": "og;besøgt|hentet|set;Link:|Tilgængelig på:;I:;@ Forlag|Gyldendal|Forlaget @;{}styrelsen|# Universitet|Dansk {};{}bladet|Tidsskrift for {}|# Avis",
    "no": "og;lest|hentet|besøkt;Tilgjengelig fra:|Hentet fra;I:;@ Forlag|Universitetsforlaget|Cappelen;{}direktoratet|Universitetet i #|Norsk {};{}bladet|Tidsskrift for {}|# Tidende",
    "fi": "ja;viitattu|luettu|haettu;Saatavissa:|Saatavilla:;Teoksessa;@|Gummerus|Kustannus @;{}ministeriö|#n yliopisto|Suomen {};{}lehti|#n Sanomat|Tiede ja {}",
    "hr": "i;pristupljeno|posjećeno|pristup:;Dostupno na:|URL:;U:;@|Školska knjiga|Naklada @;Ministarstvo {}|Sveučilište u #|Hrvatski {};Časopis za {}|{} list|# novine",
    "sl": "in;dostopano|pridobljeno|citirano;Dostopno na:|Pridobljeno s:;V:;Založba @|Mladinska knjiga|Modrijan;Ministrstvo za {}|Univerza v #|Slovenski {};Revija {}|{} list|# novice",
    "uk": "та;дата звернення:|переглянуто;URL:|Режим доступу:;У:;Видавництво @|Наукова думка|Либідь;Міністерство {}|# університет|Інститут {};Журнал {}|{} вісник|Газета {}",
    "bg": "и;посетен на|достъпено на;Достъпно на:|URL:;В:;Издателство @|Сиела|Колибри;Министерство на {}|Университет #|Институт {};Вестник {}|Списание {}",
    "vi": "và;truy cập ngày|truy cập|xem ngày;Có tại:|URL:;Trong;Nxb @|Nhà xuất bản #|NXB Trẻ;Bộ {}|Đại học #|Viện {};Báo {}|Tạp chí {}",
    "id": "dan;diakses|diakses pada|diakses tanggal;Tersedia di:|URL:;Dalam;Penerbit @|Gramedia|Penerbit #;Kementerian {}|Universitas #|Badan {};Jurnal {}|Harian {}|{} Pos",
    "ko": "·;접속일|검색일:|최종 접속;URL:|출처:;;@출판사|민음사|창비;#대학교|{}부|{}연구원;{}일보|{}신문|{}연구",
    "ca": "i;consulta:|consultat el|data de consulta:;Disponible a:|En línia:;dins;Edicions @|Edicions 62|Editorial @;Departament de {}|Universitat de #|Institut {};Diari de #|Revista {}|{} Digital",
    "ur": "اور;اخذ شدہ بتاریخ|رسائی;ربط:|URL:;میں;@ پبلشرز|سنگ میل پبلی کیشنز|# یونیورسٹی پریس;وزارت {}|# یونیورسٹی|ادارہ {};روزنامہ {}|{} ٹائمز|ماہنامہ {}|{} نیوز|{} پوسٹ",
    "hi": "और;अभिगमन तिथि|देखा गया;URL:|उपलब्ध:;में;@ प्रकाशन|राजकमल प्रकाशन|# विश्वविद्यालय प्रकाशन;{} मंत्रालय|# विश्वविद्यालय|भारतीय {} संस्थान;दैनिक {}|{} समाचार|{} पत्रिका|{} टाइम्स",
    "lt": "ir;žiūrėta|peržiūrėta;Prieiga per internetą:|URL:;In:;Leidykla @|Vaga|Tyto alba;# universitetas|Lietuvos {};{} žurnalas|{} žinios",
    "et": "ja;vaadatud|külastatud;Kättesaadav:|URL:;Rmt:;Kirjastus @|Varrak|Koolibri;# Ülikool|{}ministeerium;{} Postimees|{} Leht",
}
# Common words, for titles in languages without a list.
WORDS = {
    "hu": "a az és nem egy is hogy új magyar történet élet világ város ország könyv nyelv vizsgálata szerepe alapjai bevezetés rendszer társadalom gazdaság művészet jog fejlődése között után szerint elmélet gyakorlat kutatás adatok hálózat iskola gyermek háború nép",
    "ro": "de la în și cu pentru din despre istoria limba viața omul lumea orașul țara dreptul economie cultură societate sistem introducere studiu analiza rolul dezvoltarea românească nouă carte școală copii război date rețea teorie practică",
    "fi": "ja on ei suomen uusi historia elämä maailma kaupunki maa kirja kieli tutkimus merkitys perusteet johdatus järjestelmä yhteiskunta talous taide oikeus kehitys välillä jälkeen mukaan teoria käytäntö tiedot verkko koulu lapset sota kansa opas",
    "hr": "i u na za o od hrvatska povijest život svijet grad zemlja knjiga jezik uloga osnove uvod sustav društvo gospodarstvo umjetnost pravo razvoj između poslije prema teorija praksa istraživanje podaci mreža škola djeca rat narod nova",
    "sl": "in v na za o od slovenska zgodovina življenje svet mesto dežela knjiga jezik vloga osnove uvod sistem družba gospodarstvo umetnost pravo razvoj med po teorija praksa raziskava podatki omrežje šola otroci vojna narod nova",
    "id": "dan di dari untuk dengan sejarah hidup dunia kota negara buku bahasa peran dasar pengantar sistem masyarakat ekonomi seni hukum perkembangan antara setelah menurut teori praktik penelitian data jaringan sekolah anak perang rakyat baru",
    "ko": "역사 세계 도시 나라 책 언어 연구 역할 기초 입문 체계 사회 경제 예술 법 발전 이론 실천 자료 학교 아이들 전쟁 새로운 한국 현대 문화 정책 교육 기술 분석",
    "ur": "اور کی کے کا میں سے پر تاریخ زندگی دنیا شہر ملک کتاب زبان تحقیق کردار بنیادیں تعارف نظام معاشرہ معیشت فن قانون ترقی درمیان بعد نظریہ عمل اعداد اسکول بچے جنگ قوم نیا پاکستان حکومت سمندر بندرگاہ کسان دریا",
    "hi": "और का की के में से पर इतिहास जीवन दुनिया शहर देश किताब भाषा अध्ययन भूमिका आधार परिचय व्यवस्था समाज अर्थव्यवस्था कला कानून विकास बीच बाद सिद्धांत व्यवहार आंकड़े स्कूल बच्चे युद्ध जनता नया भारत सरकार समुद्र किसान नदी",
    "lt": "ir apie lietuvos istorija gyvenimas pasaulis miestas šalis knyga kalba tyrimas reikšmė pagrindai įvadas sistema visuomenė ekonomika menas teisė raida tarp po pagal teorija praktika duomenys tinklas mokykla vaikai karas tauta nauja",
    "et": "ja eesti ajalugu elu maailm linn maa raamat keel uurimus roll alused sissejuhatus süsteem ühiskond majandus kunst õigus areng vahel pärast järgi teooria praktika andmed võrk kool lapsed sõda rahvas uus",
    "tr": "ve bir bu için ile tarih hayat dünya şehir ülke kitap dil araştırma rolü temelleri giriş sistem toplum ekonomi sanat hukuk gelişimi arasında sonra göre kuram uygulama veri ağ okul çocuk savaş halk yeni",
    "sv": "och i på av om för med historia liv värld stad land bok språk studie roll grunder introduktion system samhälle ekonomi konst rätt utveckling mellan efter enligt teori praktik data nätverk skola barn krig folk ny svensk",
    "pt": "de a o e do da em para com história vida mundo cidade país livro língua estudo papel fundamentos introdução sistema sociedade economia arte direito desenvolvimento entre depois segundo teoria prática dados rede escola crianças guerra povo novo",
}
OFTEN = 8
NAMES, CITIES, PHRASES = 600, 150, 300  # drawn for each language
SMALL = 0.25  # of the words of a title are short ones
SHORT = 4  # letters: words of a title that are not in capitals
FIRST, LAST, CITY = ("first_",), ("last_",), ("cities", "city_names")
LATIN = ("format", "romanized", "kana")  # tables of no names, or of names in another script


@cache
def languages() -> tuple[Language, ...]:
    """The languages of ``words`` with more words, and further ones."""
    known = {one.code: one for one in LANGUAGES}
    return tuple(_enriched(known.get(code) or _further(code), code, Random(code)) for code in LOCALES)


def _further(code: str) -> Language:
    conjunction, accessed, available, inside, presses, bodies, outlets = FURTHER[code].split(";")
    return Language(code, "", "", conjunction, "", "", outlets, bodies, accessed, available, inside, "", presses)


def _enriched(one: Language, code: str, chance: Random) -> Language:
    locales = tuple(LOCALES[code].split())
    given = _drawn(_native(code, strings("person", FIRST, LATIN, locales)), NAMES, chance)
    family = _drawn(_native(code, strings("person", LAST, LATIN, locales)), NAMES, chance)
    cities = _drawn(strings("address", CITY, LATIN, locales), CITIES, chance)
    listed = strings("lorem", ("word_list",), (), (*locales, *RELATED.get(code, "").split()))
    words = sorted({*listed, *WORDS.get(code, "").split()})
    glue = eastern.JOINTS.get(code, (" ",))

    def full(stems: str, count: int) -> str:
        return _joined("|".join(_filled(stems, words, family, cities, chance) for _ in range(count)), "")

    phrases = [_phrase(words, chance, glue) for _ in range(PHRASES)] if words else []
    presses, bodies, outlets = eastern.NAMES.get(code, (one.presses, one.bodies, one.outlets))
    further = code in FURTHER or code in eastern.NAMES
    return replace(
        one,
        given=_joined(one.given, "|".join(given)),
        family=_joined(one.family, "|".join(family)),
        places=_joined(one.places, "|".join(cities)),
        subjects=_often(one.subjects, [phrase[:1].upper() + phrase[1:] for phrase in phrases]),
        predicates=_often(one.predicates, [_phrase(words, chance, glue) for _ in phrases]),
        presses=full(presses, 40 if code in eastern.KINDS else 12) if further else one.presses,
        bodies=full(bodies, 40) if further else one.bodies,
        outlets=full(outlets, 40) if further else one.outlets,
    )


def _native(code: str, names: Iterable[str]) -> Iterator[str]:
    """The names that are printed in East Asian works: not romanised, and not in kana alone."""
    return (name for name in names if code not in eastern.KINDS or not eastern.UNNAMED.search(name))


def _joined(one: str, other: str) -> str:
    return "|".join(dict.fromkeys(part for part in f"{one}|{other}".split("|") if part))


def _often(headlines: str, phrases: list[str]) -> str:
    """Halves of headlines that have a sense, and random words; both about as often as the other."""
    return "|".join([headlines] * OFTEN * bool(headlines) + phrases)


def _drawn(found: Iterable[str], count: int, chance: Random) -> list[str]:
    names = sorted(
        {name.strip() for name in found if name.strip() and "|" not in name and "{" not in name and len(name.split()) < 4}
    )
    return chance.sample(names, min(count, len(names)))


def _phrase(words: list[str], chance: Random, glue: Sequence[str]) -> str:
    small = [word for word in words if len(word) < SHORT] or words
    chosen = [chance.choice(small if chance.random() < SMALL else words) for _ in range(chance.choice((1, 2, 2, 3, 3, 4, 5, 6)))]
    if chance.random() < 0.2:
        chosen = [word[:1].upper() + word[1:] if len(word) > SHORT else word for word in chosen]
    return "".join(word + (chance.choice(glue) if at < len(chosen) - 1 else "") for at, word in enumerate(chosen))


def _filled(stems: str, words: list[str], family: list[str], cities: list[str], chance: Random) -> str:
    stem = chance.choice(stems.split("|"))
    for mark, stock in (("{}", words or family), ("@", family), ("#", cities or family)):
        stem = re.sub(re.escape(mark), lambda _, stock=stock: chance.choice(stock), stem)
    return stem


def strings(package: str, contained: tuple[str, ...], without: tuple[str, ...], locales: tuple[str, ...] = ()) -> Iterator[str]:
    """The strings in the tables of Faker's providers, of all locales or of these."""
    providers = importlib.import_module(f"faker.providers.{package}")
    for locale in locales or sorted(module.name for module in pkgutil.iter_modules(providers.__path__)):
        try:
            made = importlib.import_module(f"{providers.__name__}.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for name in dir(made):
            if any(part in name for part in contained) and not any(part in name for part in without):
                yield from _within(getattr(made, name))


def _within(table: object) -> Iterator[str]:
    if isinstance(table, str):
        yield table
    elif isinstance(table, (dict, tuple, list)):
        for one in table:
            yield from _within(one)

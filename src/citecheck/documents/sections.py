"""Finds the sections of notes and bibliographies in text without markup, by their headings."""

import re
import unicodedata
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Literal

from msgspec import Struct

from citecheck.patterns import lazy_pattern

Kind = Literal["notes", "bibliography"]
NOTES = (
    "notes|footnotes|endnotes|end notes|notes and references|references and notes|notes & references|note|note a piè di pagina|"
    "note al testo|note di chiusura|notes de bas de page|notes de fin|notes et références|notas|notas al pie|notas finales|"
    "notas de rodapé|notas de fim|anmerkungen|fußnoten|fussnoten|endnoten|einzelnachweise|примечания|сноски|комментарии|примітки|виноски|"
    "notlar|dipnotlar|son notlar|الهوامش|هوامش|الحواشي|حواشي|پانویس|پانوشت|پانویس‌ها|پی‌نوشت|یادداشت‌ها|הערות|הערות שוליים|σημειώσεις|"
    "υποσημειώσεις|przypisy|poznámky|noten|voetnoten|eindnoten|noter|fotnoter|viitteet|jegyzetek|lábjegyzetek|note de subsol|bilješke|"
    "напомене|бележки|opombe|allvited|märkused|pastabos|išnašos|atsauces|piezīmes|catatan|catatan kaki|chú thích|注释|注釋|脚注|注|註|尾注|注記|注釈|引注|각주|주석"
)
BIBLIOGRAPHY = (
    "bibliography|references|reference list|list of references|works cited|literature cited|literature|selected bibliography|"
    "select bibliography|further reading|sources|bibliografia|riferimenti bibliografici|riferimenti|opere citate|fonti|bibliographie|"
    "références|références bibliographiques|ouvrages cités|bibliografía|referencias|referencias bibliográficas|obras citadas|fuentes|"
    "literatur|literaturverzeichnis|quellen|quellenverzeichnis|quellen- und literaturverzeichnis|literaturangaben|referências|"
    "referências bibliográficas|fontes|библиография|литература|список литературы|список источников|список использованной литературы|"
    "источники|библиографический список|література|список літератури|джерела|kaynakça|kaynaklar|bibliyografya|المراجع|المصادر|"
    "قائمة المراجع|المصادر والمراجع|قائمة المصادر والمراجع|منابع|مراجع|فهرست منابع|كتابنامه|کتاب‌نامه|ביבליוגרפיה|מקורות|רשימת מקורות|"
    "βιβλιογραφία|πηγές|literatura|źródła|zdroje|literatuur|bronnen|literatuurlijst|referenser|litteratur|källor|kirjallisuus|lähteet|"
    "irodalom|irodalomjegyzék|felhasznált irodalom|források|bibliografie|referințe|surse|lähdeluettelo|lähteet ja kirjallisuus|källförteckning|"
    "litteraturförteckning|referenslista|litteraturliste|referanser|kilder|bronvermelding|geraadpleegde literatuur|referenties|spis literatury|"
    "piśmiennictwo|použitá literatura|seznam použité literatury|použité zdroje|seznam literatury|zoznam použitej literatúry|izvori|viri|"
    "kasutatud kirjandus|viited|literatūra|izmantotā literatūra|literatūras saraksts|šaltiniai|daftar pustaka|referensi|rujukan|"
    "tài liệu tham khảo|bibliografía consultada|bibliografia consultada|fuentes consultadas|fontes consultadas|obras consultadas|"
    "bibliographie sélective|liste des références|elenco delle fonti|használt irodalom|использованная литература|использованные источники|"
    "список использованных источников|список литературы и источников|библиографски извори|"
    "参考文献|参考文献一覧|主な参考文献|主要参考文献|引用・参考文献|参考資料|參考資料|参考资料|參考文獻|引用文献|出典|참고문헌|참고 문헌|참고자료"
)
# Further headings of bibliographies, as wikis, theses and reports in many languages have them.
FURTHER = (
    "recommended books|suggested books|recommended readings?|suggested readings?|recommended texts|textbooks|books and articles|commented bibliography|bibliographie commentée|bibliografia commentata|bibliografía comentada|bibliografia comentada|kommentierte bibliographie|kommentiertes literaturverzeichnis|"
    "sources cited|sources consulted|source list|cited works|cited sources|works consulted|references cited|bibliographic references|"
    "bibliographical references|reading list|biblio|sources bibliographiques|sources et bibliographie|ouvrages consultés|"
    "ouvrages de référence|lectures complémentaires|quellenangaben|quellennachweise|literaturnachweise|literaturliste|verwendete literatur|"
    "weiterführende literatur|internetquellen|onlinequellen|bibliografie|fonti bibliografiche|opere consultate|bibliografia essenziale|"
    "bibliografia di riferimento|bibliografía recomendada|bibliografía básica|bibliografía citada|literatura citada|fuentes bibliográficas|"
    "lecturas recomendadas|bibliografia básica|referències|referències bibliogràfiques|fonts|referentielijst|literatuuropgave|bronnenlijst|"
    "gebruikte bronnen|geraadpleegde bronnen|verwysings|bronne|referanseliste|kildeliste|kildehenvisninger|kildefortegnelse|referencer|"
    "källhänvisningar|heimildir|heimildaskrá|tilvísanir|lähdeviitteet|viiteluettelo|kasutatud allikad|allikad|viidatud allikad|"
    "izmantotie avoti|avoti|izmantotās literatūras saraksts|naudota literatūra|literatūros sąrašas|literatūra ir šaltiniai|wykaz literatury|"
    "źródła internetowe|literatura uzupełniająca|prameny|seznam zdrojů|seznam použitých zdrojů|zoznam použitých zdrojov|citace|seznam virov|"
    "popis literature|korišćena literatura|literatura i izvori|литература и извори|коришћена литература|извори|референце|референци|"
    "користена литература|библиографија|използвана литература|използвани източници|източници|рекомендуемая литература|"
    "библиографические ссылки|список использованных источников и литературы|список використаних джерел|використана література|"
    "використані джерела|перелік посилань|бібліографія|hivatkozások|forrásjegyzék|felhasznált források|referințe bibliografice|"
    "surse bibliografice|bibliografie selectivă|referencat|burimet|αναφορές|παραπομπές|βιβλιογραφικές αναφορές|referanslar|"
    "yararlanılan kaynaklar|kaynak listesi|daftar referensi|daftar rujukan|sumber referensi|bibliografi|kepustakaan|nguồn tham khảo|"
    "danh mục tài liệu tham khảo|المراجع والمصادر|مراجع ومصادر|ثبت المراجع|فهرست منابع و مآخذ|منابع و مآخذ|ارجاعات|کتاب‌شناسی|"
    "רשימה ביבליוגרפית|הפניות|บรรณานุกรม|เอกสารอ้างอิง|อ้างอิง|संदर्भ|सन्दर्भ|ლიტერატურა|գրականություն|пайдаланылған әдебиеттер|"
    "参考书目|參考書目|引用文献|文献一覧|参照文献|引用・参照文献|出典・参考文献|参考文献リスト|参考・引用文献|资料来源|資料來源|推薦図書|参考来源|参考链接|"
    "참고 자료|인용 문헌|출처|参考url|参考サイト|参考記事|参考リンク|参考ページ|引用元|参照元|参考にした(?:サイト|文献|資料)|"
    # The words behind one for a list, or one that tells which: in the genitive, or of a compound.
    "works referenced|chapter references|referenzen|primärliteratur|sekundärliteratur|fachliteratur|primärquellen|sekundärquellen|literatury|"
    "zdrojů|zdrojov|źródeł|bibliografických odkazů|bibliografických odkazov|bibliografické odkazy|литературы|источников|літератури|джерел|"
    "izvora|literature|virov|lähteiden|literatūras|avotu|literatūros|šaltinių|kilder og litteratur|ბიბლიოგრაფია|แหล่งอ้างอิง|sumber pustaka"
)
# Headings of sources in archives and of other primary ones, which often lack a date.
ARCHIVAL = (
    "archival and manuscript sources|manuscript and archival sources|manuscript sources|primary and secondary sources|primary source documents|archivquellen|"
    "archivalische quellen|quellen und archivalien|sources d['’]archives?|sources archivistiques|sources inédites|fuentes de archivo|fuentes archivísticas|fuentes inéditas|"
    "fuentes documentales|fontes arquivísticas|fontes de arquivo|fontes inéditas|fontes documentais|fonti archivistiche|fonti d['’]archivio|fonti inedite|fonti manoscritte|"
    "архивные источники|архивные материалы|неопубликованные источники|архівні джерела|архівні матеріали|źródła archiwalne|źródła niepublikowane|archivní prameny|"
    "archivní zdroje|archívne pramene|utrykte kilder|trykte kilder|arkivkilder|primærkilder|arkivkällor|archiefbronnen|primaire bronnen|ongepubliceerde bronnen|"
    "arkistolähteet|painamattomat lähteet|levéltári források|arhivski izvori|arhivski viri|一次資料|一次史料|档案资料|檔案資料"
)
WEB = "webography|webgraphy|webografia|webgrafia|webografía|webgrafía|webographie|sitografia|sitographie|netografia|webliografia|webliografía"
_AND = r"(?:[ \t]{1,3}(?:and|und|et|e|i|y|en|og|och|ja|ve|și|a|és|un|ir|и|та|і|й|και|و)[ \t]{1,3}|[ \t]{0,3}(?:[&/,・、と和与與及]|및)[ \t]{0,3})"
# Says which references: before the word for them, or behind it.
_BEFORE = (
    "normative|informative|selected|select|key|main|primary|secondary|cited|general|additional|further|recommended|suggested|online|web|annotated|"
    "working|partial|complete|consolidated|archival|archive|printed|published|unpublished|electronic|internet|bibliographic|historical|scholarly|list of|"
    "ausgewählte|benutzte|verwendete|zitierte|weitere|ergänzende|gedruckte|ungedruckte|wissenschaftliche|liste des|liste de|lista de|elenco delle|"
    "použitá|použité|použitej|použitých|citovaná|citované|doporučená|další|odborná|internetové|seznam|zoznam|użyta|wykorzystana|cytowana|spis|wykaz|"
    "использованная|использованной|использованные|использованных|основная|дополнительная|рекомендуемая|цитируемая|список|перечень|использовано|"
    "використана|використаної|використаних|рекомендована|перелік|korištena|korišćena|korištene|dodatna|popis|uporabljena|"
    "gebruikte|geraadpleegde|aanbevolen|wetenschappelijke|använda|tryckta|otryckta|anvendt|benyttet|brukt|käytetyt|painetut|kasutatud|felhasznált|használt|"
    "ajánlott|izmantotā|izmantotie|izmantotās|naudota|naudotos|the|our|my|les|nos|la|le|i|las|los|nuestras|mis|as|os|die|unsere|meine|de|mijn"
)
_BEHIND = (
    "primaires|secondaires|principales|imprimées|manuscrites|consultées|citées|utilisées|complémentaires|générale|sélective|indicative|thématique|"
    "primarias|secundarias|utilizadas|consultadas|citadas|complementarias|complementaria|recomendada|recomendadas|general|básica|electrónicas|"
    "primárias|secundárias|complementares|complementar|recomendadas|geral|eletrônicas|primarie|secondarie|primaria|secondaria|consultate|utilizzate|citate|"
    "generale|essenziale|recomandată|utilizată|selectivă|uzupełniająca|primare|secundare|auswahl|selection|cited|consulted|used"
)
_WHICH = rf"(?:(?:{_BEFORE})[ \t]{{1,3}}){{0,2}}"
_NUMBER = (
    r"(?:(?:appendix|annex|annexe|anhang|allegato|anexo|apéndice|приложение|付録)[ \t]{1,3}(?:[a-z]|\d{1,2}|[ivx]{1,5})[.:)]?[ \t]{1,4}"
    r"|付録[ \t]?[A-Z\d]{1,2}[：:. \t]{1,3}|[第제]?[一二三四五六七八九十\d]{1,3}(?:[、.．]|[章节節장절][ \t　]{0,3})[ \t]{0,3}"
    r"|(?:(?:\d{1,2}\.){0,3}\d{1,2}\.?|[ivx]{1,5}\.?|[a-z][.)])[ \t]{1,4})?"
)
# A link to edit the section, an identifier, a link to the heading.
_TAIL = r"(?:\\?\[{1,2}[^\n]{0,600}|\{[#.][^{}\n]{0,80}\}|[¶#§])?"
_LISTS = f"{BIBLIOGRAPHY}|{FURTHER}|{ARCHIVAL}|{WEB}"
_OF = r"(?:of|on|for|sur|zu|zum|zur|su|sul|sulla|sobre)[ \t]"  # what a bibliography is about
# One source, which a line announces only with a colon behind it; without, it heads what a source code or a river has.
_SINGLE = (
    "source|fuente|fonte|font|quelle|forrás|kaynak|zdroj|źródło|kilde|källa|bron|sursă|sursa|lähde|izvor|vir|πηγή|источник|джерело|nguồn|sumber|"
    "المصدر|منبع|מקור|来源|來源|出所"
)
_ARCHIVAL = lazy_pattern(
    rf"\b(?:(?:primary|archiv\w*|unpublished|ungedruckte|primärquellen|primaires|manuscrites|primarias|primárias|primarie|primarne|otryckta|первичные)\b|(?:{ARCHIVAL}))",
    re.IGNORECASE,
)
_MARKS = "#=*_'"  # of headings and of bold words or italics in light markup
_BOLD = r"(?:</?(?:b|strong|u|big|center)>){0,3}"
_TITLE = r"(?:[.;/](?=[^\W\d_]))?"  # a block's title in AsciiDoc, a term in wikitext, italics in Org
_PICTURES = "\u2600-\u27bf\ufe0f\U0001f300-\U0001faff"  # symbols that decorate headings
_LINE = lazy_pattern(
    rf"^[ \t\f>{_MARKS}{_PICTURES}]{{0,12}}{_BOLD}{_TITLE}{_NUMBER}(?:(?P<notes>{NOTES})|{_WHICH}(?P<bibliography>{_LISTS}|(?:{_SINGLE})(?=[ \t{_MARKS}]{{0,6}}[:：])|bibliogra(?:phy|phie|fia|fía)[ \t]{_OF}[^\n]{{2,100}}))(?:{_AND}{_WHICH}(?:{_LISTS}|{NOTES}))?(?:目录|目錄|列表|清单|清單|一覧|表|リスト|목록)?(?:[ \t]{{1,3}}\(?(?:{_BEHIND})\)?)?"
    rf"[ \t]{{0,4}}[:：]?/?{_BOLD}[ \t{_MARKS}{_PICTURES}]{{0,12}}[:：]?{_TAIL}[ \t{_MARKS}]{{0,12}}\r?$",
    re.IGNORECASE | re.MULTILINE,
)
_LETTERS = lazy_pattern(r"[^\W\d_]+")
# One of these words is in every ASCII line that the pattern matches; asked first, because most lines have none.
_FIRST_WORDS = frozenset(
    word.group()
    for heading in (*f"{NOTES}|{_LISTS}|{_SINGLE}".split("|"), "bibliography", "bibliographie", "bibliografia")
    if (word := _LETTERS.search(heading))
)
_REMARKS = frozenset(
    [
        "notes",
        "note",
        "notas",
        "nota",
        "anmerkungen",
        "noten",
        "noter",
        "комментарии",
        "примечания",
        "poznámky",
        "notlar",
        "catatan",
        "注",
        "註",
        "주석",
    ]
)
LONGEST = 800  # characters of a heading with links to edit it


class Section(Struct, frozen=True):
    """A section with a heading line that begins at ``start``; its content is ``text[body:end]``."""

    kind: Kind
    start: int
    body: int
    end: int


@lru_cache(maxsize=2)  # a text is searched for its notes, then for its works
def find_sections(text: str) -> tuple[Section, ...]:
    """The sections of notes and bibliographies, each up to the next one or the text's end."""
    found = list(_LINE.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    return tuple(
        Section("notes" if match["notes"] else "bibliography", match.start(), match.end(), end)
        for match, end in zip(found, ends, strict=False)
    )


def announces_notes(heading: str) -> bool:
    """Whether a heading is one for notes or references."""
    return _match(heading) is not None


def announces_bibliography(heading: str) -> bool:
    """Whether a heading is one for a bibliography."""
    found = _match(heading)
    return bool(found and found["bibliography"])


def announces_archives(heading: str) -> bool:
    """Whether a heading for a bibliography is one for primary or archival sources, which may lack a date."""
    return announces_bibliography(heading) and _ARCHIVAL.search(heading) is not None


def announces_list(title: str) -> bool:
    """Whether the name of a file says that it holds references or the notes of other files; ``notes.md`` may hold anything."""
    return announces_notes(title) and title.strip().casefold() not in _REMARKS


def file_title(path: str) -> str:
    """What a file's name says of its content: ``docs/6-list_of_references.md`` → ``6 list of references``.

    A name that ends with a word for a bibliography says no more than that: ``thesis_bibliography.md`` → ``bibliography``. Accents and spaces that
    it lacks are put back: ``lahteet.html`` → ``lähteet``, ``workscited.html`` → ``works cited``.
    """
    name = re.sub(r"[-_\s]+", " ", PurePosixPath(path).stem).strip()
    name = _as_in_names().get(name.casefold(), name)
    last = name.rpartition(" ")[2]
    return last if announces_bibliography(last) and not announces_notes(name) else name


@lru_cache(maxsize=1)
def _as_in_names() -> dict[str, str]:
    """The headings by what names of files make of them: without accents, without spaces, without both."""
    headings = [one for one in f"{NOTES}|{_LISTS}".split("|") if all(char.isalpha() or char == " " for char in one)]
    forms = ((written.replace(" ", gap), one) for one in headings for written in (one, _without_accents(one)) for gap in (" ", ""))
    return {form: one for form, one in forms if form != one}


def _without_accents(words: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", words) if not unicodedata.combining(char))


def _match(heading: str) -> re.Match[str] | None:
    if len(heading) > LONGEST or (heading.isascii() and _FIRST_WORDS.isdisjoint(_LETTERS.findall(heading.lower()))):
        return None
    return _LINE.fullmatch(heading.strip())

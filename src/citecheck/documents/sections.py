"""Finds the sections of notes and bibliographies in text without markup, by their headings."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["notes", "bibliography"]
NOTES = (
    "notes|footnotes|endnotes|end notes|notes and references|references and notes|notes & references|note|note a piè di pagina|"
    "note al testo|note di chiusura|notes de bas de page|notes de fin|notes et références|notas|notas al pie|notas finales|"
    "notas de rodapé|notas de fim|anmerkungen|fußnoten|fussnoten|endnoten|einzelnachweise|примечания|сноски|комментарии|примітки|виноски|"
    "notlar|dipnotlar|son notlar|الهوامش|هوامش|الحواشي|حواشي|پانویس|پانوشت|پانویس‌ها|پی‌نوشت|یادداشت‌ها|הערות|הערות שוליים|σημειώσεις|"
    "υποσημειώσεις|przypisy|poznámky|noten|voetnoten|eindnoten|noter|fotnoter|viitteet|jegyzetek|lábjegyzetek|note de subsol|bilješke|"
    "напомене|бележки|注释|注釋|注釈|脚注|注|註|尾注|注記|각주|주석"
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
    "irodalom|irodalomjegyzék|bibliografie|参考文献|參考文獻|引用文献|참고문헌"
)
_LINE = re.compile(
    rf"^[ \t#=*_]{{0,12}}(?:(?:\d{{1,2}}|[IVX]{{1,5}})\.?[ \t]{{1,4}})?(?:(?P<notes>{NOTES})|(?P<bibliography>{BIBLIOGRAPHY}))"
    r"[ \t]{0,4}[:：]?[ \t#=*_]{0,12}\r?$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Section:
    """A section whose heading line begins at ``start``; its content is ``text[body:end]``."""

    kind: Kind
    start: int
    body: int
    end: int


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
    return len(heading) <= 120 and bool(_LINE.fullmatch(heading.strip()))


def announces_bibliography(heading: str) -> bool:
    """Whether a heading is one for a bibliography."""
    found = _LINE.fullmatch(heading.strip()) if len(heading) <= 120 else None
    return bool(found and found["bibliography"])

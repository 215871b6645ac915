"""Writes small PDF files: pages of lines at places, rules and links."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """A line of text in points from the lower left corner; ``text`` in Latin-1."""

    x: float
    y: float
    text: str
    size: float = 10


@dataclass(frozen=True)
class Page:
    """A page of 600 by 800 points. ``rules``: x0, x1, y; ``links``: x0, y0, x1, y1, URL; ``hidden``: the text is not painted."""

    texts: Sequence[Text]
    rules: Sequence[tuple[float, float, float]] = ()
    links: Sequence[tuple[float, float, float, float, str]] = ()
    hidden: bool = False


HELVETICA = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def pdf_file(*pages: Page, nameless: str = "") -> bytes:
    """A file of these pages, in Helvetica. ``nameless``: letters that the font gives a control character for, as fonts of Type 3 do."""
    font = f"{HELVETICA[:-2]}/ToUnicode 4 0 R>>" if nameless else HELVETICA
    objects = ["", "", font, *([_to_unicode(nameless)] if nameless else [])]
    kids = []
    for page in pages:
        drawn = "".join(f"{a} {y} m {b} {y} l S\n" for a, b, y in page.rules)
        mode = "3 Tr " if page.hidden else ""
        drawn += "".join(f"BT {mode}/F {one.size} Tf {one.x} {one.y} Td ({_escaped(one.text)}) Tj ET\n" for one in page.texts)
        objects.append(f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream")
        links = "".join(
            f"<</Type/Annot/Subtype/Link/Rect[{a} {b} {c} {d}]/A<</S/URI/URI({url})>>>>" for a, b, c, d, url in page.links
        )
        contents = f"/MediaBox[0 0 600 800]/Contents {len(objects)} 0 R/Resources<</Font<</F 3 0 R>>>>/Annots[{links}]"
        objects.append(f"<</Type/Page/Parent 2 0 R{contents}>>")
        kids.append(f"{len(objects)} 0 R")
    objects[:2] = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"]
    return packed(objects)


def _to_unicode(nameless: str) -> str:
    rows = "\n".join(f"<{ord(letter):02x}> <000d>" for letter in nameless)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(nameless)} beginbfchar\n{rows}\nendbfchar\nendcmap CMapName currentdict /CMap defineresource pop end end"
    )
    return f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream"


def packed(objects: Sequence[str]) -> bytes:
    """A file of these objects, the first of which is the catalogue."""
    out, places = "%PDF-1.5\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    out += f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out.encode("latin-1")


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def lines(*texts: str, x: float = 50, y: float = 700, size: float = 10, leading: float = 12) -> list[Text]:
    """Lines under each other; one that begins with spaces is set in by their number times three points."""
    placed = ((text, y - at * leading) for at, text in enumerate(texts))
    return [Text(x + 3 * (len(text) - len(text.lstrip())), place, text.lstrip(), size) for text, place in placed]

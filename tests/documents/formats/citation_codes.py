"""Citations as reference managers keep them, for tests."""

import json
from typing import Any
from xml.sax.saxutils import escape

from tests.documents.formats.word_files import run
from tests.made_works import Work


def item(title: str, family: str = "Lund", year: int = 2020, **more: Any) -> dict[str, Any]:
    """CSL-JSON of a work."""
    known = {"type": "article-newspaper", "title": title, "author": [{"family": family, "given": "K."}]}
    return known | ({"issued": {"date-parts": [[year]]}} if year else {}) | more


def citation(*items: dict[str, Any], **more: Any) -> str:
    """The JSON of a citation; a work's key is its title."""
    cited = [{"id": 7, "uris": [f"http://zotero.org/users/1/items/{one['title'][:9]}"], "itemData": one, **more} for one in items]
    return json.dumps({"citationID": "x", "properties": {"noteIndex": 1}, "citationItems": cited}, ensure_ascii=False)


def complex_field(code: str, result: str) -> str:
    """A complex field, its code cut over two runs."""
    signs = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    half = len(code) // 2
    codes = "".join(
        f'<w:r><w:instrText xml:space="preserve">{escape(piece)}</w:instrText></w:r>' for piece in (code[:half], code[half:])
    )
    return f"{signs[0]}{codes}{signs[1]}{result}{signs[2]}"


def zotero(printed: str, *items: dict[str, Any], **more: Any) -> str:
    """Zotero's field in a Word file."""
    return complex_field(f" ADDIN ZOTERO_ITEM CSL_CITATION {citation(*items, **more)} ", run(printed))


def made_item(work: Work) -> dict[str, Any]:
    """The data of a made work."""
    author, title, outlet, date, url = work
    given, family = author.split()
    data = item(title, family, 0, issued={"raw": date}, author=[{"family": family, "given": given}])
    return data | {"container-title": outlet} | ({"URL": url} if url else {})

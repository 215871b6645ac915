"""OpenDocument texts that cite the made works in footnotes, endnotes, links or a typed list."""

from xml.sax.saxutils import escape, quoteattr

from tests.documents.formats.citation_codes import citation, made_item
from tests.documents.formats.odt_files import h, italic, link, note, odt_file, p
from tests.made_works import WORKS, Work, printed

SAID = "The river rose."


def _words(work: Work, *, linked: bool = False) -> str:
    author, title, outlet, date, url = work
    shown = link(url, url) if linked and url else escape(url)
    return f"{escape(f'{author}, “{title}”, ')}{italic(outlet)}, {escape(date)}{f', {shown}' if url else ''}."


def odt_footnotes() -> bytes:
    return odt_file("".join(p(SAID, note(n, _words(work))) for n, work in enumerate(WORKS, 1)))


def odt_endnotes() -> bytes:
    return odt_file("".join(p(SAID, note(n, _words(work, linked=True), kind="endnote")) for n, work in enumerate(WORKS, 1)))


def odt_list() -> bytes:
    said = "".join(p(f"The river rose for day {n} [{n}].") for n in range(1, len(WORKS) + 1))
    return odt_file(said + h("References") + "".join(p(f"[{n}] ", _words(work)) for n, work in enumerate(WORKS, 1)))


def odt_zotero() -> bytes:
    """Footnotes that are reference marks of Zotero."""
    marks = [quoteattr(f"ZOTERO_ITEM CSL_CITATION {citation(made_item(work))} RNDa1b2c3d4e5") for work in WORKS]
    cited = [
        f"<text:reference-mark-start text:name={mark}/>{escape(printed(work))}<text:reference-mark-end text:name={mark}/>"
        for mark, work in zip(marks, WORKS, strict=True)
    ]
    return odt_file("".join(p(SAID, note(n, words)) for n, words in enumerate(cited, 1)))

"""Books that cite the made works in notes of a chapter, in a file of notes, or in a list of references."""

from collections.abc import Callable

from tests.documents.formats.epub_files import epub_file
from tests.made_works import WORKS, Work

Printed = Callable[[Work], str]


def epub_asides(printed: Printed) -> bytes:
    """Notes in the chapter that calls them; both chapters number them from 1."""
    return epub_file({f"ch{at}.xhtml": _chapter(WORKS[(at - 1) * 4 : at * 4], printed) for at in (1, 2)})


def _chapter(works: tuple[Work, ...], printed: Printed) -> str:
    said = "".join(f'<p>The river rose.<a epub:type="noteref" href="#fn{n}" id="r{n}">{n}</a></p>' for n, _ in enumerate(works, 1))
    notes = "".join(f'<aside epub:type="footnote" id="fn{n}"><p>{printed(work)}</p></aside>\n' for n, work in enumerate(works, 1))
    return said + notes


def epub_rearnotes(printed: Printed) -> bytes:
    """Notes in a file of their own."""
    said = "".join(
        f'<p>The river rose.<sup><a href="notes.xhtml#n{n}" id="r{n}" role="doc-noteref">{n}</a></sup></p>'
        for n, _ in enumerate(WORKS, 1)
    )
    items = "".join(
        f'<li id="n{n}" epub:type="rearnote">{printed(work)} <a href="ch1.xhtml#r{n}" role="doc-backlink">↩</a></li>\n'
        for n, work in enumerate(WORKS, 1)
    )
    return epub_file({"ch1.xhtml": said, "notes.xhtml": f'<section epub:type="rearnotes"><ol>{items}</ol></section>'})


def epub_list(printed: Printed) -> bytes:
    """A list of references in the last chapter."""
    entries = "".join(f"<li>{printed(work)}</li>\n" for work in WORKS)
    return epub_file({"ch1.xhtml": "<p>The river rose.</p>", "refs.xhtml": f"<h2>References</h2>\n<ol>\n{entries}</ol>"})

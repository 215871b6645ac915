"""Word documents that cite the made works in footnotes, endnotes, links or a typed list."""

from tests.documents.formats.citation_codes import made_item, zotero
from tests.documents.formats.word_files import NORMAL, field, link, mark, note, paragraph, run, word_file
from tests.made_works import WORKS, Work, printed


def _runs(work: Work) -> str:
    author, title, outlet, date, url = work
    return run(f"{author}, “{title}”, ") + run(outlet, "<w:rPr><w:i/></w:rPr>") + run(f", {date}{f', {url}' if url else ''}.")


def word_footnotes() -> bytes:
    body = "".join(paragraph(run("The river rose."), mark(n + 3)) for n in range(1, len(WORKS) + 1))
    return word_file(body, "".join(note(n + 3, _runs(w)) for n, w in enumerate(WORKS, 1)), styles=NORMAL)


def word_endnotes() -> bytes:
    body = "".join(paragraph(run("The river rose."), mark(n, "endnote")) for n in range(1, len(WORKS) + 1))
    return word_file(body, endnotes="".join(note(n, _runs(w), kind="endnote") for n, w in enumerate(WORKS, 1)), styles=NORMAL)


def word_links() -> bytes:
    body = "".join(paragraph(run("The river rose."), mark(n)) for n in range(1, len(WORKS) + 1))
    notes, links = "", {}
    for n, (author, title, outlet, date, url) in enumerate(WORKS, 1):
        words = run(f"{author}, “{title}”, {outlet}, {date}")
        if url:
            links[f"rId{n}"] = url
            words += run(", ") + (link(f"rId{n}", url) if n % 4 else field(url, url))
        notes += note(n, words + run("."))
    return word_file(body, notes, links=links, styles=NORMAL)


def word_list() -> bytes:
    said = "".join(paragraph(run(f"The river rose for day {n} [{n}].")) for n in range(1, len(WORKS) + 1))
    entries = "".join(paragraph(run(f"[{n}] "), _runs(w)) for n, w in enumerate(WORKS, 1))
    return word_file(said + paragraph(run("References")) + entries, styles=NORMAL)


def word_zotero() -> bytes:
    """Footnotes that are fields of Zotero."""
    body = "".join(paragraph(run("The river rose."), mark(n)) for n in range(1, len(WORKS) + 1))
    cited = [(printed(work), made_item(work)) for work in WORKS]
    return word_file(body, "".join(note(n, zotero(words, data)) for n, (words, data) in enumerate(cited, 1)), styles=NORMAL)

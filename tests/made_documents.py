"""The same invented notes as documents in every format and style."""

import html
import json
import re
from collections.abc import Callable

from tests.made_bibliographies import (
    bibtex,
    csl_json,
    csl_yaml,
    endnote,
    endnote_of_version_7,
    front_matter,
    hayagriva,
    jats,
    ris,
    tei,
    tex,
)
from tests.made_epub_documents import epub_asides, epub_list, epub_rearnotes
from tests.made_html_documents import html_docbook, html_list, html_mediawiki, html_note, html_pandoc, html_word, html_wordpress
from tests.made_odt_documents import odt_endnotes, odt_footnotes, odt_list, odt_zotero
from tests.made_rtf_documents import rtf_endnotes, rtf_footnotes, rtf_list
from tests.made_word_documents import word_endnotes, word_footnotes, word_links, word_list, word_zotero
from tests.made_works import WORKS, Work, printed


def _said(marker: str) -> str:
    return " ".join(f"The river rose for day {n}{marker.format(n)}." for n in range(1, len(WORKS) + 1))


def _text(marker: str, label: str, between: str = "\n") -> str:
    return f"{_said(marker)}\n\n{between.join(label.format(n) + ' ' + printed(w) for n, w in enumerate(WORKS, 1))}\n"


def _superscript(n: int) -> str:
    return str(n).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def superscripts() -> str:
    said = " ".join(f"The river rose for day {n}.{_superscript(n)}" for n in range(1, len(WORKS) + 1))
    return f"{said}\n\n{chr(10).join(f'{_superscript(n)} {printed(w)}' for n, w in enumerate(WORKS, 1))}\n"


def bibliography(heading: str) -> str:
    return f"A text without numbers.\n\n{heading}\n\n" + "\n\n".join(printed(w) for w in WORKS) + "\n"


def _markdown(work: Work) -> str:
    author, title, outlet, date, url = (re.sub(r"[*_`#\[\]]", r"\\\g<0>", part) if n < 4 else part for n, part in enumerate(work))
    return f"{author}, “{title}”, *{outlet}*, {date}{f', <{url}>' if url else ''}."


def markdown_notes() -> str:
    notes = "\n\n".join(f"[^{n}]: {_markdown(w)}" for n, w in enumerate(WORKS, 1))
    return f"---\ntitle: Rivers\n---\n\n# Rivers\n\n{_said('[^{}]')}\n\n```\n[^1]: code\n```\n\n{notes}\n"


def markdown_inline() -> str:
    return "# Rivers\n\n" + "\n\n".join(f"The river rose.^[{_markdown(w)}]" for w in WORKS) + "\n"


def markdown_linked() -> str:
    lines = []
    for n, (author, title, outlet, date, url) in enumerate(WORKS, 1):
        words = re.sub(r"[*_`#\[\]]", r"\\\g<0>", title)
        lines.append(f"[^{n}]: {author}, {f'[{words}]({url})' if url else words}, *{outlet}*, {date}.")
    return f"{_said('[^{}]')}\n\n" + "\n".join(lines) + "\n"


def markdown_list() -> str:
    return f"{_said(' [{}]')}\n\n## References\n\n" + "\n".join(f"{n}. {_markdown(w)}" for n, w in enumerate(WORKS, 1)) + "\n"


def _rst(work: Work) -> str:
    author, title, outlet, date, url = (
        re.sub(r"[*`|\\]|(?<=\w)_(?!\w)", r"\\\g<0>", part) if n < 4 else part for n, part in enumerate(work)
    )
    return f"{author}, “{title}”, *{outlet}*, {date}{f', {url}' if url else ''}."


def rst_notes() -> str:
    notes = "\n".join(f".. [{n}] {_rst(w)}" for n, w in enumerate(WORKS, 1))
    return f"Rivers\n======\n\n{_said(' [{}]_')}\n\nCode::\n\n    a [99]_\n\n{notes}\n"


def rst_list() -> str:
    return "Rivers\n======\n\nA text.\n\nReferences\n----------\n\n" + "\n".join(f"* {_rst(w)}" for w in WORKS) + "\n"


def _adoc(work: Work) -> str:
    author, title, outlet, date, url = (re.sub(r"\]", r"\]", part) for part in work)
    return f"{author}, “{title}”, _{outlet}_, {date}{f', {url}' if url else ''}."


def adoc_notes() -> str:
    said = "\n\n".join(f"The river rose.footnote:[{_adoc(w)}]" for w in WORKS)
    return f"= Rivers\n:toc:\n\n{said}\n\n----\nfootnote:[code]\n----\n"


def adoc_bibliography() -> str:
    said = " ".join(f"The river rose <<w{n}>>." for n in range(1, len(WORKS) + 1))
    entries = "\n".join(f"* [[[w{n}]]] {_adoc(w)}" for n, w in enumerate(WORKS, 1))
    return f"= Rivers\n\n{said}\n\n[bibliography]\n== References\n\n{entries}\n"


def _org(work: Work) -> str:
    author, title, outlet, date, url = work
    return f"{author}, “{title}”, /{outlet}/, {date}{f', {url}' if url else ''}."


def org_notes() -> str:
    notes = "\n".join(f"[fn:{n}] {_org(w)}" for n, w in enumerate(WORKS, 1))
    return f"#+title: Rivers\n\n{_said('[fn:{}]')}\n\n#+begin_src org\nCode.[fn:99]\n#+end_src\n\n* Footnotes\n\n{notes}\n"


def org_inline() -> str:
    return "* Rivers\n\n" + "\n\n".join(f"The river rose.[fn:: {_org(w)}]" for w in WORKS) + "\n"


def _typst(work: Work) -> str:
    author, title, outlet, date, url = (
        re.sub(r"[\\#\[\]*_`$<@~]", r"\\\g<0>", part) if n < 4 else part for n, part in enumerate(work)
    )
    return f"{author}, “{title}”, _{outlet}_, {date}{f', {url}' if url else ''}."


def typst_footnotes() -> str:
    said = "\n\n".join(f"The river rose.#footnote[{_typst(w)}]" for w in WORKS)
    return f"#set page(width: 16cm)\n\n= Rivers\n\n{said}\n\n// #footnote[comment]\n```typ\n#footnote[code]\n```\n"


def _wiki(work: Work) -> str:
    author, title, outlet, date, url = work
    return f"{author}, “{html.escape(title, quote=False)}”, ''{outlet}'', {date}{f', {url}' if url else ''}."


def wiki_refs() -> str:
    return "".join(f"The river rose.<ref>{_wiki(w)}</ref>\n\n" for w in WORKS) + "== Notes ==\n{{reflist}}\n"


def wiki_in_list() -> str:
    said = "".join(f'The river rose.<ref name="r{n}"/>\n\n' for n in range(1, len(WORKS) + 1))
    inside = "".join(f'<ref name="r{n}">{_wiki(w)}</ref>\n' for n, w in enumerate(WORKS, 1))
    return f"{said}== Notes ==\n<references>\n{inside}</references>\n"


def _templates(name: str, keys: tuple[str, str, str, str, str], layout: str) -> str:
    lines = []
    for work in WORKS:
        told = "".join(layout.format(key, html.escape(value, quote=False)) for key, value in zip(keys, work, strict=True) if value)
        lines.append(f"The river rose.<ref>{{{{{name}{told}}}}}</ref>\n\n")
    return "".join(lines) + "== Notes ==\n<references />\n"


def wiki_english() -> str:
    return _templates("cite news", ("author", "title", "work", "date", "url"), " |{}={}")


def wiki_lines() -> str:
    return _templates("Cite web", ("author", "title", "website", "date", "url"), "\n | {} = {}")


def wiki_german() -> str:
    return _templates("Internetquelle", ("autor", "titel", "werk", "datum", "url"), " |{}={}")


def wiki_french() -> str:
    return _templates("Lien web", ("auteur", "titre", "site", "date", "url"), "|{}={}")


def wiki_italian() -> str:
    return _templates("cita web", ("autore", "titolo", "sito", "data", "url"), "|{}={}")


def _latex(work: Work) -> str:
    *words, url = work
    author, title, outlet, date = map(tex, words)
    address = re.sub(r"[%#]", r"\\\g<0>", url)
    return f"{author}, ``{title}'', \\emph{{{outlet}}}, {date}{f', {chr(92)}url{{{address}}}' if url else ''}."


def _article(body: str) -> str:
    return (
        "\\documentclass{article}\n\\usepackage[utf8]{inputenc}\n\\usepackage{hyperref}\n\\begin{document}\n% \\footnote{no note}\n"
        f"{body}\\end{{document}}\n"
    )


def latex_footnotes() -> str:
    return _article("".join(f"The river rose.\\footnote{{{_latex(w)}}}\n\n" for w in WORKS))


def latex_bibliography() -> str:
    said = " ".join(f"The river rose \\cite{{w{n}}}." for n in range(1, len(WORKS) + 1))
    items = "".join(f"\\bibitem{{w{n}}} {_latex(w)}\n\n" for n, w in enumerate(WORKS, 1))
    return _article(f"{said}\n\n\\begin{{thebibliography}}{{99}}\n{items}\\end{{thebibliography}}\n")


def notebook() -> str:
    """Two Markdown cells, one with its source as a list of lines and one as a string, around code with an output."""
    said, notes = markdown_notes().split("```\n\n")
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": f"{said}```\n".splitlines(keepends=True)},
        {
            "cell_type": "code",
            "execution_count": 1,
            "metadata": {},
            "source": ["x = '[^9]'\n"],
            "outputs": [{"text": ["[^9]: a\n"]}],
        },
        {"cell_type": "markdown", "metadata": {}, "source": notes},
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1, ensure_ascii=False) + "\n"


MADE: dict[str, Callable[[], str | bytes]] = {
    "brackets.txt": lambda: _text("[{}]", "[{}]"),
    "dots.txt": lambda: _text(".[{}]", "{}."),
    "parentheses.txt": lambda: _text("({})", "({})"),
    "parenthesis.txt": lambda: _text("{})", "{})"),
    "superscripts.txt": superscripts,
    "paragraphs.txt": lambda: _text("[{}]", "[{}]", "\n\n"),
    "references.txt": lambda: bibliography("References"),
    "notes.md": markdown_notes,
    "inline.md": markdown_inline,
    "linked.md": markdown_linked,
    "list.md": markdown_list,
    "references.md": lambda: bibliography("## References"),
    "pandoc.html": html_pandoc,
    "mediawiki.html": html_mediawiki,
    "word.html": html_word,
    "docbook.html": html_docbook,
    "wordpress.html": html_wordpress,
    "list.html": html_list,
    "notes.rst": rst_notes,
    "list.rst": rst_list,
    "notes.adoc": adoc_notes,
    "bibliography.adoc": adoc_bibliography,
    "notes.org": org_notes,
    "inline.org": org_inline,
    "footnotes.typ": typst_footnotes,
    "refs.wiki": wiki_refs,
    "in-list.wiki": wiki_in_list,
    "english.wiki": wiki_english,
    "lines.wiki": wiki_lines,
    "german.wiki": wiki_german,
    "french.wiki": wiki_french,
    "italian.wiki": wiki_italian,
    "footnotes.docx": word_footnotes,
    "endnotes.docx": word_endnotes,
    "links.docx": word_links,
    "list.docx": word_list,
    "footnotes.odt": odt_footnotes,
    "endnotes.odt": odt_endnotes,
    "list.odt": odt_list,
    "zotero.odt": odt_zotero,
    "zotero.docx": word_zotero,
    "asides.epub": lambda: epub_asides(html_note),
    "rearnotes.epub": lambda: epub_rearnotes(html_note),
    "list.epub": lambda: epub_list(html_note),
    "footnotes.tex": latex_footnotes,
    "bibliography.tex": latex_bibliography,
    "entries.bib": bibtex,
    "items.json": csl_json,
    "records.ris": ris,
    "notebook.ipynb": notebook,
    "items.yaml": csl_yaml,
    "metadata.md": front_matter,
    "typst.yml": hayagriva,
    "jats.xml": jats,
    "footnotes.rtf": rtf_footnotes,
    "endnotes.rtf": rtf_endnotes,
    "list.rtf": rtf_list,
    "tei.xml": tei,
    "endnote.xml": endnote,
    "endnote7.xml": endnote_of_version_7,
}


def made(name: str) -> bytes:
    """The bytes of a made document."""
    document = MADE[name]()
    return document if isinstance(document, bytes) else document.encode()

"""HTML pages of several programs that cite the made works."""

import html

from tests.made_works import WORKS, Work


def html_note(work: Work) -> str:
    author, title, outlet, date, url = (html.escape(part) for part in work)
    return f"{author}, “{title}”, <i>{outlet}</i>, {date}{f', <a href={chr(34)}{url}{chr(34)}>{url}</a>' if url else ''}."


def _page(said: str, notes: str) -> str:
    return f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Rivers</title></head>\n<body>\n<p>{said}</p>\n{notes}\n</body></html>\n'


def _html_said(marker: str) -> str:
    return "\n".join(f"The river rose for day {n}.{marker.replace('%', str(n))}" for n in range(1, len(WORKS) + 1))


def html_pandoc() -> str:
    said = _html_said('<a href="#fn%" class="footnote-ref" id="fnref%" role="doc-noteref"><sup>%</sup></a>')
    items = "".join(
        f'<li id="fn{n}"><p>{html_note(w)}<a href="#fnref{n}" class="footnote-back" role="doc-backlink">↩︎</a></p></li>\n'
        for n, w in enumerate(WORKS, 1)
    )
    return _page(said, f'<section class="footnotes" role="doc-endnotes"><hr />\n<ol>\n{items}</ol></section>')


def html_mediawiki() -> str:
    said = _html_said('<sup id="cite_ref-%" class="reference"><a href="#cite_note-%">[%]</a></sup>')
    items = "".join(
        f'<li id="cite_note-{n}"><span class="mw-cite-backlink"><b><a href="#cite_ref-{n}">^</a></b></span> '
        f'<span class="reference-text">{html_note(w)}</span></li>\n'
        for n, w in enumerate(WORKS, 1)
    )
    return _page(said, f'<ol class="references">\n{items}</ol>')


def html_word() -> str:
    said = _html_said('<a href="#_ftn%" name="_ftnref%"><sup>[%]</sup></a>')
    items = "".join(
        f'<div id="ftn{n}"><p><a href="#_ftnref{n}" name="_ftn{n}">[{n}]</a> {html_note(w)}</p></div>\n'
        for n, w in enumerate(WORKS, 1)
    )
    return _page(said, f"<hr>{items}")


def html_docbook() -> str:
    said = _html_said('<a href="#ftn.id%" class="footnote" id="id%"><sup class="footnote">[%]</sup></a>')
    items = "".join(
        f'<div id="ftn.id{n}" class="footnote"><p><a href="#id{n}" class="para"><sup class="para">[{n}] </sup></a>{html_note(w)}</p></div>\n'
        for n, w in enumerate(WORKS, 1)
    )
    return _page(said, f'<div class="footnotes"><br><hr>{items}</div>')


def html_wordpress() -> str:
    said = _html_said('<sup class="footnote"><a href="#fn-12-%" id="fnref-12-%">%</a></sup>')
    items = "".join(
        f'<li id="fn-12-{n}">{html_note(w)} <span class="footnotereverse"><a href="#fnref-12-{n}">↩</a></span></li>\n'
        for n, w in enumerate(WORKS, 1)
    )
    return _page(said, f'<div class="footnotes" id="footnotes-12"><ol>\n{items}</ol></div>')


def html_list() -> str:
    items = "".join(f"<li>{html_note(w)}</li>\n" for w in WORKS)
    return _page(_html_said(" [%]"), f"<h2>References</h2>\n<ol>\n{items}</ol>")

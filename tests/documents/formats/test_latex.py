"""LaTeX: printed numbers, bibliographies with their citations, repairs that compile."""

import pytest

from citecheck.app import wiring
from citecheck.citations.parse import parse
from citecheck.documents.formats.latex import LatexFormat
from citecheck.model.document import Document
from citecheck.model.repair import AddCapture, AddUrl, Capture, Change, ReplaceUrl

TEX = r"""\documentclass{article}
\usepackage{hyperref}
% \footnote{not this, 1 May 2019}
\begin{document}
The river rose.\footnote{M. Ok\'afor, ``River towns brace for a third flood'', \emph{The Daily Courier}, 14~March 2019.}
It fell.\footnote{L. Brandt, \href{https://h.example/dry\_dock?a=1\&b=2\#top}{Dry docks again}, \textit{Harbour Weekly}, 2 April 2020}
\begin{verbatim}
\footnote{code, https://code.example/x}
\end{verbatim}
Again \cite{ito,nobody}.\footnotemark{} See \url{https://plain.example/a_b} or \verb|\footnote{x}|.
\footnotetext{P. Ito, \enquote{What the gauge saw}, River Review, 5 May 2021, \url{https://r.example/gauge}.}
\begin{thebibliography}{9}
\bibitem{ito} P.~Ito. \newblock What the gauge saw. \newblock \emph{River Review}, 5 May 2021.
\bibitem[Roe(2020)]{roe} R. Roe. Unread. Press, 2020.
\end{thebibliography}
\end{document}
"""


def read(text: str = TEX) -> Document:
    return LatexFormat().read("a.tex", text.encode())


def test_notes_are_numbered_as_printed_and_citations_call_the_bibliography() -> None:
    assert [(n.label, n.status) for n in read().notes] == [
        ("1", "present"),
        ("2", "present"),
        ("3", "present"),
        ("ito", "present"),
        ("nobody", "missing"),
        ("roe", "unreferenced"),
    ]
    assert [m.place.line for note in read().notes for m in note.markers] == [5, 6, 10, 10, 10]


def test_a_note_has_its_printed_text() -> None:
    assert read().notes[0].body == "M. Okáfor, “River towns brace for a third flood”, The Daily Courier, 14 March 2019."
    assert read().notes[2].body == "P. Ito, “What the gauge saw”, River Review, 5 May 2021, https://r.example/gauge."


def test_links_are_the_urls_of_sources_without_escapes() -> None:
    items = [note.sources[0].item for note in parse(read()) if note.sources]
    assert items[1].url == "https://h.example/dry_dock?a=1&b=2#top"
    assert items[0].title == "River towns brace for a third flood"
    assert items[0].issued and items[0].issued.parts == (2019, 3, 14)


def test_urls_outside_code_and_comments_are_found_with_their_spans() -> None:
    document = read()
    assert [(a.url, a.label) for a in document.addresses] == [
        ("https://h.example/dry_dock?a=1&b=2#top", "2"),
        ("https://plain.example/a_b", None),
        ("https://r.example/gauge", "3"),
    ]
    for note in document.notes:
        assert note.span is None or document.text[note.span.start : note.span.end] == note.raw


def changed(label: str, change: Change, text: str = TEX) -> str:
    document, form = read(text), LatexFormat()
    (source,) = next(note.sources for note in parse(document) if note.label == label)
    return form.write("a.tex", text.encode(), form.edits(document, text.encode(), source, change)).decode()


def test_a_url_is_written_before_the_full_stop() -> None:
    made = changed("1", AddUrl("https://c.example/2019/a%20b#c"))
    assert r"14~March 2019, \url{https://c.example/2019/a\%20b\#c}.}" in made
    assert parse(read(made))[0].sources[0].item.url == "https://c.example/2019/a%20b#c"


def test_without_a_url_package_the_url_is_escaped_as_text() -> None:
    bare = TEX.replace("\\usepackage{hyperref}\n", "").replace("\\url", "\\path")
    made = changed("1", AddUrl("https://c.example/a_b"), bare)
    assert r"2019, https://c.example/a\_b.}" in made
    assert parse(read(made))[0].sources[0].item.url == "https://c.example/a_b"


def test_a_capture_follows_the_link() -> None:
    capture = Capture("https://web.archive.org/web/2020/https://h.example/dry_dock")
    made = changed("2", AddCapture("https://h.example/dry_dock?a=1&b=2#top", capture))
    assert r"{Dry docks again} (archived at \url{https://web.archive.org/web/2020/https://h.example/dry_dock})," in made


def test_a_url_is_replaced_inside_its_braces() -> None:
    made = changed("3", ReplaceUrl("https://r.example/gauge", "https://r.example/new"))
    assert made == TEX.replace("https://r.example/gauge", "https://r.example/new")


@pytest.mark.parametrize("url", ["https://c.example/}\\input{/etc/passwd}", "https://c.example/%\n\\end{document}"])
def test_a_url_cannot_inject_markup(url: str) -> None:
    made = changed("1", AddUrl(url))
    assert made.count("\\input") == 0
    assert made.count("\\end{document}") == 1
    assert [n.label for n in read(made).notes] == [n.label for n in read().notes]


@pytest.mark.parametrize(
    "text", ["\\footnote{" * 50_000, "{" * 200_000, "\\footnote{a}" + "}" * 100_000, "\\verb|x" * 20_000, "%" * 100_000]
)
def test_unbalanced_text_is_read_in_bounded_time(text: str) -> None:
    read(text)


def test_an_accent_on_a_command_or_in_braces_is_one_letter() -> None:
    note = read(r"\footnote{Erd{\H o}s, M\"uller, Fran\c{c}ois, na\"\i ve, \v{S}imon \& Stra\ss e}").notes[0]
    assert note.body == "Erdős, Müller, François, naïve, Šimon & Straße"


def bodies(text: str) -> dict[str, tuple[str, str]]:
    return {note.label: (note.status, note.body) for note in read(text).notes}


@pytest.mark.parametrize(
    "definition",
    [
        r"\newcommand{\mycite}[1]{\citep{#1}\footnote{\url{#1}}}",
        r"\DeclareRobustCommand{\href}[2]{#2\footnote{\url{#1}}}",
        r"\def\own@note#1#2{\footnote{#1}}",
        r"\newenvironment{quoted}[1]{\footnote{#1}}{\cite{#1}}",
        r"\DeclareDocumentCommand\noted {o+m} {\footnote{#2}}",
        r"\newcommand\thanked{\footnotemark}",
        r"\lstinline[language=TeX]|\footnotemark[9]|",
        r"\mintinline{tex}!\footnote{#1}!",
    ],
)
def test_a_definition_contains_neither_notes_nor_calls(definition: str) -> None:
    assert bodies(definition + "\nA\\footnote{Doe, 2001.}") == {"1": ("present", "Doe, 2001.")}


@pytest.mark.parametrize(
    ("definition", "use"),
    [
        (r"\newcommand{\fn}[1]{\footnote{#1}}", r"\fn{Doe, \emph{Weirs}, 2001.}"),
        (r"\let\fn\footnote", r"\fn{Doe, \emph{Weirs}, 2001.}"),
        (r"\let\fn = \footnote", r"\fn{Doe, \emph{Weirs}, 2001.}"),
        (r"\newcommand{\fn}{\footnote}", r"\fn{Doe, \emph{Weirs}, 2001.}"),
        (r"\newcommand\fn[2][]{\footnote{#2, \url{#1}}}", r"\fn[https://a.example/]{Doe, Weirs, 2001.}"),
        (r"\def\fn#1{\unskip\footnote{#1}}", r"\fn {Doe, Weirs, 2001.}"),
        (r"\NewDocumentCommand{\fn}{m}{\endnote{#1}}", "\\fn\n  {Doe, Weirs, 2001.}"),
    ],
)
def test_a_command_that_makes_footnotes_makes_a_note_where_it_is_used(definition: str, use: str) -> None:
    assert bodies(f"{definition}\nText.{use} More\\footnote{{Roe.}}") == {
        "1": ("present", "Doe, Weirs, 2001."),
        "2": ("present", "Roe."),
    }


def test_the_argument_of_a_footnote_may_be_in_the_next_line() -> None:
    assert bodies("A\\footnote\n   {The stress.} B") == {"1": ("present", "The stress.")}


def test_a_mark_in_the_title_calls_the_thanks_and_a_value_calls_the_note_before() -> None:
    title = r"\author{A. One\thanks{Equal.} \and B. Two\footnotemark[1]}\begin{document}\maketitle "
    assert bodies(title) == {"1": ("present", "Equal.")}
    text = title + r"A\footnote{First.} b\footnotemark[\value{footnote}] c\footnotemark[\ref{other}]"
    assert bodies(text) == {"t1": ("present", "Equal."), "1": ("present", "First.")}


@pytest.mark.parametrize(
    "entries",
    [
        r"\begin{itemize} \item Leyva. \textit{Floods}. Elm Press, 2005. \item Doe, Ann. \textit{Rivers}. Elm Press. \end{itemize}",
        "Leyva. \\textit{Floods}. Elm Press, 2005.\n\nDoe, Ann. \\textit{Rivers}. Elm Press, 2007.\n",
    ],
)
def test_references_typed_under_their_heading_are_notes(entries: str) -> None:
    text = f"\\section*{{References}}\n{entries}\n\\section{{Other}}\n\\begin{{itemize}}\\item A, b: 2001.\\end{{itemize}}"
    assert list(bodies(text)) == ["u1", "u2"]


def test_the_encoding_that_inputenc_declares_is_obeyed() -> None:
    data = r"\usepackage[cp1251]{inputenc} A\footnote{Толстой}".encode("cp1251")
    assert LatexFormat().read("a.tex", data).notes[0].body == "Толстой"


@pytest.mark.parametrize(
    ("declared", "encoding", "word"),
    [
        (r"\usepackage[ latin5 ]{inputenc}", "iso8859-9", "Işık"),
        (r"\RequirePackage[latin9]{inputenc}", "iso8859-15", "Œuvres"),
        (r"\usepackage[utf8,koi8-r]{inputenc}", "koi8-r", "Толстой"),
        (r"\usepackage[applemac]{inputenc}", "mac_roman", "Größe"),
        (r"\usepackage[cp437de]{inputenc}", "cp437", "Größe"),
        (r"\usepackage[macce]{inputenc}", "mac_latin2", "Łódź"),
        (r'\XeTeXinputencoding "cp1250"', "cp1250", "Łódź"),
        (r"\enableregime[cp1251]", "cp1251", "Толстой"),
        ("% !TEX encoding = IsoLatin5", "iso8859-9", "Işık"),
        ("%% !TeX encoding = Windows Latin 1", "cp1252", "Größe –"),
        ("% -*- coding: mac-roman -*-", "mac_roman", "Größe"),
    ],
)
def test_every_way_to_declare_an_encoding_is_obeyed(declared: str, encoding: str, word: str) -> None:
    data = f"{declared}\nA\\footnote{{{word}}}".encode(encoding)
    assert LatexFormat().read("a.tex", data).notes[0].body == word


@pytest.mark.parametrize(
    "text",
    [
        r"One\footnote{K. Roe, Weirs, 2001.} and two\footnote{J. Doe, Locks, 2002.}, see\addtocounter{footnote}{-1}\footnotemark{} again.",
        r"One\footnotemark{} and two\footnotemark.\addtocounter{footnote}{-1}\footnotetext{K. Roe.}\stepcounter{footnote}\footnotetext{J. Doe.}",
    ],
)
def test_steps_of_the_counter_decide_which_note_a_mark_calls(text: str) -> None:
    notes = LatexFormat().read("a.tex", text.encode()).notes
    assert [(note.label, note.status) for note in notes] == [("1", "present"), ("2", "present")]


def test_marks_with_as_many_texts_are_no_certain_missing_notes() -> None:
    text = r"A\footnote{One.\footnotemark, \footnotemark}\back{2} \next\footnotetext{Two.} \next\footnotetext{Three.}"
    missing = [note for note in LatexFormat().read("a.tex", text.encode()).notes if note.status == "missing"]
    assert missing and all(note.doubtful for note in missing)
    (alone,) = [n for n in LatexFormat().read("a.tex", rb"A\footnotemark").notes if n.status == "missing"]
    assert not alone.doubtful


@pytest.mark.parametrize("command", [r"\tablefootnote", r"\sidenote", r"\footnote [1] "])
def test_footnotes_of_tables_and_margins_are_notes(command: str) -> None:
    assert bodies(rf"Text.{command}{{Doe, Weirs, 2001.}}") == {"1": ("present", "Doe, Weirs, 2001.")}


@pytest.mark.parametrize("direction", ["LTR", "RTL"])
def test_footnotes_set_from_left_or_right_are_notes_and_texts_of_marks(direction: str) -> None:
    text = rf"One\{direction}footnote{{Doe, Weirs, 2001.}} two\footnotemark three. \{direction}footnotetext{{Roe, Locks, 2002.}}"
    assert bodies(text) == {"1": ("present", "Doe, Weirs, 2001."), "2": ("present", "Roe, Locks, 2002.")}


def test_the_label_of_an_item_is_its_author_unless_it_is_a_key() -> None:
    items = r"\item[Okafor, A.] (2010). \textit{Rivers}. Harbour Press. \item[Ito12] Ito, B. \textit{Bread}. 2012. \item[Harbour Press.] (s. d.). Salt, a book."
    text = f"\\chapter*{{Bibliografia i Webgrafia}}\n\\begin{{description}}{items}\\end{{description}}"
    assert [" ".join(note.body.split()) for note in read(text).notes] == [
        "Okafor, A. (2010). Rivers. Harbour Press.",
        "Ito, B. Bread. 2012.",
        "Harbour Press. (s. d.). Salt, a book.",
    ]


def test_what_is_never_printed_holds_no_notes() -> None:
    text = r"A\footnote{Doe, 2001.} \iffalse B\footnote{Roe.} \footnotemark[9] \fi C\footnote{Poe, 2003.}"
    assert bodies(text) == {"1": ("present", "Doe, 2001."), "2": ("present", "Poe, 2003.")}


@pytest.mark.parametrize(
    "text",
    [
        "\\mysection{Bibliography}\n\n{\nLund, Eva. Harbours of the North. Pine Press, 2004.}\n\nRoe, Karl. Locks and Weirs. Elm Press, 1999.\n",
        "\\chapter{References}\r\n\r\n\\section{Books}\r\n\r\n1. Lund, Eva. Harbours of the North. Pine Press, 2004.\r\n\r\n"
        "2. Roe, Karl. Locks and Weirs. Elm Press, 1999.\r\n",
        "\\begin{itemize}\n\\item Lund, Eva. Harbours of the North. Pine Press, 2004.\n\\item Roe, Karl. Locks and Weirs. Elm Press, 1999.\n\\end{itemize}\n",
    ],
)
def test_references_of_a_file_named_for_them_or_under_own_headings_are_found(text: str) -> None:
    found = wiring.read_document("literature.tex", text.encode()).notes
    assert [" ".join(note.body.split()).strip(" }") for note in found] == [
        "Lund, Eva. Harbours of the North. Pine Press, 2004.",
        "Roe, Karl. Locks and Weirs. Elm Press, 1999.",
    ]


def test_items_of_a_bibliography_whose_environment_is_in_another_file_are_found() -> None:
    found = wiring.read_document(
        "a.tex", b"\\bibitem{lund} Eva Lund, Harbours, 2004.\n\n\\bibitem{roe} Karl Roe, Weirs, 1999.\n"
    ).notes
    assert [note.label for note in found] == ["lund", "roe"]


def test_sources_typed_below_a_list_made_from_data_are_found_under_their_own_heading() -> None:
    items = "\\item[Book of Tides] A manual. Quay: Moor Press, 1983.\n\\item[Vision of Dale] Ed. Roth, A. Quay: Pine Press, 1882.\n"
    typed = f"\\section*{{Fontes Primárias}}\n\\begin{{description}}\n{items}\\end{{description}}\n"
    text = f"\\chapter{{Bibliografia}}\n\\bibliography{{refs}}\n{typed}\\appendix\n\\section{{Tables}}\n"
    assert len(wiring.read_document("a.tex", text.encode()).notes) == 2

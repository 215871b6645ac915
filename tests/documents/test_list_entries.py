"""What is an entry of a list of references or notes, in each format, and what only looks like one."""

import citecheck
from citecheck.documents.note_lists import LABELS


def bodies(name: str, text: str) -> list[str]:
    return [note.body for note in citecheck.read(name, text).notes]


LUND, BELL, DAHL = (
    "LUND, Eva. Harbours. Paris: Pine, 1897.",
    "BELL, Anna. Rivers. Rio: Oak, 1963.",
    "DAHL, Carl. Seas. Lisbon: Fir, 1901.",
)


def test_a_short_entry_without_date_among_references_is_kept_and_an_introduction_is_none() -> None:
    entries = (LUND, "Civil registers of Northport.", BELL, DAHL)
    page = f"<html><body><h1>Bibliography</h1><p>Some books.</p>{''.join(f'<p>{one}</p>' for one in entries)}</body></html>"
    assert bodies("a.html", page) == list(entries)
    assert bodies("a.md", "# Bibliography\n\nSome books.\n\n" + "\n\n".join(entries)) == list(entries)


def test_as_many_short_entries_without_date_as_references_do_not_end_a_list_of_html() -> None:
    entries = [LUND, "Registers of Northport.", "Papers of the Board.", BELL, "Rolls of the Court.", DAHL]
    page = f"<html><body><h1>Bibliography</h1>{''.join(f'<p>{one}</p>' for one in entries)}</body></html>"
    assert bodies("a.html", page) == entries


def test_the_arguments_of_an_environment_are_no_part_of_the_first_entry() -> None:
    text = f"\\chapter*{{Bibliography}}\n\\begin{{hangparas}}{{8mm}}{{1}}\n{LUND}\n\n{BELL}\n\\end{{hangparas}}\n"
    assert bodies("a.tex", text) == [LUND, BELL]


def test_keys_that_are_only_listed_for_the_bibliography_are_no_entry() -> None:
    assert bodies("a.tex", "\\section*{References}\n\n\\nocite{lund:1954}\n\\nocite{bell:1999}\n\n\\bibliography{works}\n") == []


def test_lines_with_typed_numbers_under_a_heading_of_latex_are_entries() -> None:
    text = "\\section{Literatura}\n\n1. Adam Sosna ``Metody'' Praca \\linebreak\n2. Marek Sawer ``Praktyka'' Wydawnictwo \\\\\n3. The Group\n\nEnd.\n"
    assert bodies("a.tex", text) == ["Adam Sosna “Metody” Praca", "Marek Sawer “Praktyka” Wydawnictwo", "The Group"]


def test_numbers_of_entries_in_preformatted_text_are_links_and_uncalled_ones_are_entries_too() -> None:
    entries = "".join(f'   [<a name="ref-{at}" id="ref-{at}">{at}</a>] {one}\n\n' for at, one in enumerate((LUND, BELL, DAHL), 1))
    text = 'Known [<a href="#ref-1">1</a>], and [<a href="#ref-3">3</a>].'
    notes = citecheck.read("a.html", f"<pre>\n   {text}\n\n<span>17 References</span>\n\n{entries}</pre>").notes
    assert [(note.label, note.status, note.body) for note in notes] == [
        ("1", "present", LUND),
        ("2", "unreferenced", BELL),
        ("3", "present", DAHL),
    ]


def test_notes_of_docbook_in_a_table_are_called() -> None:
    call = '<P>Operators<A NAME="AEN52" HREF="#FTN.AEN52"><SPAN CLASS="footnote">[1]</SPAN></A> bind.</P>'
    number = '<TD WIDTH="5%"><A NAME="FTN.AEN52" HREF="x.html#AEN52"><SPAN CLASS="footnote">[1]</SPAN></A></TD>'
    page = f'<HTML><BODY>{call}<TABLE CLASS="FOOTNOTES"><TR>{number}<TD><P>As Lund uses it.</P></TD></TR></TABLE></BODY></HTML>'
    (note,) = citecheck.read("a.html", page).notes
    assert (note.label, len(note.markers), note.body) == ("1", 1, "As Lund uses it.")


def test_an_item_that_heads_a_list_is_no_entry() -> None:
    inner = "<ul><li>https://example.org/a</li><li>https://example.org/b</li></ul>"
    page = f"<html><body><h2>Sources</h2><ul><li><b>Wikis:</b>{inner}</li><li>{LUND}</li></ul></body></html>"
    assert bodies("a.html", page) == ["https://example.org/a", "https://example.org/b", LUND]


def test_menus_of_any_name_are_no_entries() -> None:
    menu = '<div id="mainnav"><ul><li><a href="#">Bibliography</a></li><li><a href="t.html">Text</a></li></ul></div>'
    page = f"<html><body>{menu}<h3>Inscription</h3><ul><li>{LUND}</li><li>{BELL}</li><li>{DAHL}</li></ul></body></html>"
    assert bodies("bibliography.html", page) == [LUND, BELL, DAHL]


def test_chapters_and_numbered_rules_are_no_notes_though_a_power_looks_like_a_call() -> None:
    chapter = "It was a long day, and the boats came in. " * 200
    book = "".join(f"{at} The Sea, the Sky and the Land\n\n{chapter}\n\n" for at in range(1, 8))
    assert bodies("book.txt", f"The words of an mp3 file.\n\n{book}") == []
    rules = "".join(f"{at}. To write a sum, use the sign that the reader knows, as in x^2.\n\n" for at in range(1, 7))
    assert bodies("rules.txt", f"Conventions\n\n{rules}") == []


def test_an_identifier_that_begins_with_a_number_is_no_label() -> None:
    assert not LABELS["bare"].match("8a07dd43-2bce  # Moved (to the Harbour)")
    assert LABELS["bare"].match("8Lund, Eva. Harbours")
    assert LABELS["bare"].match("8http://example.org/a1")


def test_a_list_of_changes_that_lead_to_tickets_has_no_notes() -> None:
    changes = "".join(f"- Add the harbour, and a quay [`#{at}`](https://example.org/pull/{at})\n" for at in range(230, 240))
    assert bodies("CHANGELOG.md", f"# Changelog\n\n## 2.5.6 - 2019-12-30\n\n### Merged\n\n{changes}") == []


def test_letters_in_brackets_are_notes_only_if_they_begin_with_a() -> None:
    lines = "The word[k] is old.\n\n[k] a stop, and old\n[m] a hum, and new\n[s] a hiss, and loud\n"
    assert bodies("a.txt", lines) == []


ADDRESSES = ["https://example.org/a/one", "https://example.org/b/two", "https://example.com/c/three"]


def test_addresses_on_lines_below_the_heading_of_a_part_are_entries_without_it() -> None:
    lines = "\n".join(ADDRESSES)
    for heading in ("**First part**", "First part:", "Erster Teil", "*Première partie* :"):
        assert bodies("a.md", f"# Sources\n\n{heading}\n{lines}\n\nMore\n{lines}\n") == [*ADDRESSES, *ADDRESSES], heading


def test_two_addresses_below_a_title_are_its_own() -> None:
    assert len(bodies("a.md", "# Sources\n\nThe harbours of Lund\n" + "\n".join(ADDRESSES[:2]) + "\n")) == 1


def test_addresses_below_a_heading_make_no_list_where_none_is_announced() -> None:
    install = "Get it from:\n" + "\n".join(ADDRESSES)
    assert bodies("README.md", f"# Tool\n\nIt reads files.\n\n## Install\n\n{install}\n\n## Use\n\nRun it.\n") == []


def test_the_only_address_inside_an_item_belongs_to_it_and_several_are_entries() -> None:
    one, two, three = ADDRESSES
    titled = f"# Sources\n\n- How to build a harbour\n    - {one}\n\n- How to dig a canal\n    - <{two}>\n"
    assert [one in bodies("a.md", titled)[0], two in bodies("a.md", titled)[1], len(bodies("a.md", titled))] == [True, True, 2]
    assert {two, three} <= set(bodies("a.md", f"# Sources\n\n- {one}\n- Canals:\n    - {two}\n    - {three}\n"))


def test_the_only_address_below_an_item_with_its_own_is_another_entry() -> None:
    assert bodies("a.md", f"# Sources\n\n- {ADDRESSES[0]}\n    - {ADDRESSES[1]}\n") == ADDRESSES[:2]


def test_the_line_that_announces_references_is_not_the_whole_of_its_paragraph() -> None:
    lines = "\n".join(ADDRESSES)
    assert bodies("a.md", f"sources:\n**First part**\n{lines}\n\n{ADDRESSES[0]}\n") == [*ADDRESSES, ADDRESSES[0]]
    works = [f"{LUND} {ADDRESSES[0]}", f"{BELL} {ADDRESSES[1]}"]
    for heading in ("Quellen:", "**Sources**", "Fuentes :"):
        assert bodies("a.md", f"# Harbours\n\n{heading}\n" + "\n".join(works) + "\n") == works, heading


def test_titles_with_addresses_under_the_last_part_of_a_bibliography_are_entries() -> None:
    shown = [f"*{title}*. <{url}>" for title, url in zip(("Layers", "Root", "Quay"), ADDRESSES, strict=True)]
    for part in ("\n\n".join(shown), "\n".join(f"- {one}" for one in shown)):
        text = f"# Works Cited\n\n## Harbours\n\n{LUND}\n\n{BELL}\n\n## Images\n\n{part}\n"
        assert len(bodies("a.md", text)) == 5, part


def test_links_under_a_part_of_a_document_that_cites_nothing_above_them_are_no_notes() -> None:
    links = f"- [Chat]({ADDRESSES[0]})\n- [Forum]({ADDRESSES[1]})\n"
    assert bodies("a.md", f"# Sources\n\n## Install\n\nGet it from [the page]({ADDRESSES[2]}).\n\n## Community\n\n{links}") == []


def test_a_linked_title_of_one_word_among_others_is_an_entry() -> None:
    titles = ("Harbours of the north", "Ropes of the south", "Cloth")
    links = [f"[{title}]({url})" for title, url in zip(titles, ADDRESSES, strict=True)]
    assert len(bodies("a.md", "# Bibliography\n\n" + "\n".join(links) + "\n")) == 3


def test_words_with_a_colon_above_addresses_are_no_reference_where_none_is_announced() -> None:
    for heading in ("Mirrors:", "**Mirrors:**", "下载："):
        for count in (1, 2, 3):
            assert bodies("README.md", f"# Tool\n\n{heading}\n" + "\n".join(ADDRESSES[:count]) + "\n") == [], (heading, count)


def test_numbered_sentences_of_an_article_that_is_named_for_references_are_no_notes() -> None:
    steps = {
        "参考文献.md": ("1. 初めに、船を用意します。\n2. 次に、港を選びます。\n3. 終わりなら終了します。", "港です。"),
        "참고문헌.md": ("1. 먼저 배를 준비한다.\n2. 다음에 항구를 고른다.\n3. 끝나면 끝낸다.", "항구는 배가 닿는 곳이다."),
    }
    for name, (numbered, words) in steps.items():
        assert bodies(name, f"# 一\n\n{words}\n\n{numbered}\n\n## 二\n\n{numbered}\n") == [], name

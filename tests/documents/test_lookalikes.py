"""Plain text: which numbers are notes and calls, and which lists, tables, sentences and code only look like them."""

import pytest

import citecheck
from citecheck.documents.formats.plain import PlainFormat
from citecheck.links.urls import find_urls


def statuses(text: str) -> list[tuple[str, str, int]]:
    return [(note.label, note.status, len(note.markers)) for note in PlainFormat().read("a.txt", text.encode()).notes]


def bodies(text: str) -> list[str]:
    return [note.body for note in PlainFormat().read("a.txt", text.encode()).notes]


ENTRIES = "[1] J. Doe, Weirs, Elm Press, 2001.\n[2] K. Roe, Locks, Elm Press, 2002.\n"

GUTENBERG = """LETTER ONE.

The town was founded in 1620,[1] and grew slowly.[A]

    [Footnote 1: J. Smith, _History of the Town_ [in two volumes],
    London, 1840.]

[Footnote A: See the map.]

LETTER TWO.

Nothing is left of the wall.[1]

[Footnote 1: R. Jones, _Annals_, Boston, 1851.]
"""


def test_bracketed_footnotes_are_the_notes_and_belong_to_the_calls_before_them() -> None:
    assert statuses(GUTENBERG) == [("1", "present", 1), ("A", "present", 1), ("1", "present", 1)]
    assert bodies(GUTENBERG)[0] == "J. Smith, _History of the Town_ [in two volumes],\n    London, 1840."


def test_a_numbered_table_of_contents_does_not_replace_them() -> None:
    contents = "CONTENTS\n\n 1. To the same\n 2. To the mayor\n 3. To the same\n\n"
    assert statuses(contents + GUTENBERG) == statuses(GUTENBERG)


def test_a_bracketed_footnote_that_is_called_and_lost_is_missing() -> None:
    text = "One.[1] Two.[2] Three.[3]\n\n[Footnote 1: One.]\n\n[Footnote 3: Three.]\n"
    assert statuses(text) == [("1", "present", 1), ("2", "missing", 1), ("3", "present", 1)]


def test_footnotes_of_restructured_text_are_the_notes() -> None:
    text = "The school [1]_ and the museum [#two]_ stand.\n\n.. [1]\n   http://a.example/school/\n\n.. [#two] The museum,\n   http://a.example/museum/\n\nEnd.\n"
    assert statuses(text) == [("1", "present", 1), ("#two", "present", 1)]
    assert bodies(text) == ["http://a.example/school/", "The museum,\n   http://a.example/museum/"]


def test_numbers_on_separate_lines_begin_notes_and_numbers_of_pages_do_not() -> None:
    notes = "It is shared. 6 So are others. 7\n\n6\nK. Roe, Canals, Elm Press, 2011\n7\nJ. Smith, Canals for Lawyers, Hart, 2019, p. 12\n"
    assert [label for label, *_ in statuses(notes)] == ["6", "7"]
    assert statuses("Words of a page.\n\n12\nMore words go on here,\nand here.\n\n13\nAnd here it ends.\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "# Act\n\n87. Principles of this Part\n\nA person must have regard.\n\n88. Principles listed\n\nThese.\n\n89. Further\n\nMore.\n\n92. End\n",
        "The bodies that are named in article\n2 of this law, which manage means, write a report.\n\n10 Elm, TUESDAY 12 November 2013\nOFFICIAL\n\n12 Elm, TUESDAY 12 November 2013\n",
        "1\tIF\t2\t3\tR\n2\tISNA\t1\t1\tV\n3\tISERROR\t1\t1\tV\n5\tSUM\t0\t30\tV\n",
        "FIGURES\n\n 1. Charts of the hero      174\n 2. Origin of the root      175\n 4. A decoration            180\n",
        "1B2   ; Emoji  # E11.0 [10] (a..b)  red\n2B1   ; Emoji  # E13.0  [1] (c)  tea\n",
        "1999-02-09 A. Writer\n\n\t* two slots\n\t0B2 corrected\n\n1998-06-01\n\n\t2 more fixes, from 12 May 1998\n\t8bit chars\n",
    ],
)
def test_clauses_sentences_tables_contents_and_data_are_no_notes(text: str) -> None:
    assert statuses(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "uint32_t match_reg[8];",
        r"catch \newcommand[7] here",
        "In [5]: print(1)",
        "  Banjo, 5, [7]",
        "framerate   Integer   0-6 [4]   framerate=1",
        "x = some_list[3] + 1",
        "'dsr':[0,3,4]",
        "not later than [7] days",
        "at least [5]% of it",
    ],
)
def test_code_prompts_indices_and_columns_call_no_note(text: str) -> None:
    assert statuses(f"One.[1] Two.[2]\n\n{text}\n\n{ENTRIES}") == [("1", "present", 1), ("2", "present", 1)]


def test_a_line_of_calls_is_no_entry() -> None:
    text = "They download them from the links\n[1], [2] since it is not certain.\n\nReferences\n\n[1] http://a.example/one\n[2] http://a.example/two\n"
    assert statuses(text) == [("1", "present", 1), ("2", "present", 1)]


def test_entries_in_small_letters_are_two_notes_and_not_one_sentence() -> None:
    text = "It is an option [1], and in all files [2].\n\n[1] docs/misc/options.txt\n[2] docs/man/config.txt\n"
    assert statuses(text) == [("1", "present", 1), ("2", "present", 1)]


def test_the_first_of_two_entries_is_missing_if_the_text_calls_it() -> None:
    text = "See [1]. Or try the library [2] for it.\n\nResources\n---------\n\n[2] a library, with an example\n    http://a.example/lib/\n"
    assert statuses(text) == [("1", "missing", 1), ("2", "present", 1)]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("See http://a.example/path.\nand/or the other report.", "http://a.example/path"),
        ("Doe, http://a.example/path\n12/3/2020.", "http://a.example/path"),
        ("http://a.example/path\nb.example/other", "http://a.example/path"),
        ("https://a.example/reports/\n2019-2020 edition consulted.", "https://a.example/reports/"),
        ("https://a.example/reports/\npp. 12-14", "https://a.example/reports/"),
        ("https://a.example/reports\nand/or more of it", "https://a.example/reports"),
        ("https://a.example/2019/\n05/03/title-of.html", "https://a.example/2019/05/03/title-of.html"),
        ("https://a.example/Release-of-\nthe-1-17-0", "https://a.example/Release-of-the-1-17-0"),
        ("https://a.example/long/pa\nth/file.html.", "https://a.example/long/path/file.html"),
        ("https://a.example/article/\n123456", "https://a.example/article/123456"),
    ],
)
def test_the_next_line_is_joined_to_a_url_only_if_it_continues_it(text: str, url: str) -> None:
    assert find_urls(text)[0].url == url


ENTRIES_AND_STEPS = """The boot is slow [1], and others say why [2].

{steps}

Links

[1] boot notes, http://a.example/boot
    with a table
[2] more of them, http://b.example/more
"""


@pytest.mark.parametrize(
    "steps",
    [
        "1) the system boots\n2) it loads a disk\n3) it ends",
        "1. The system boots\n2. It loads a disk",
        "     1\tError 275\n     2\tline 42\n     3\tcolumn 3",
        "1 - Introduction\n================\n\n2 - Boot\n========",
    ],
)
def test_steps_output_and_headings_are_no_notes_where_entries_have_the_called_numbers(steps: str) -> None:
    assert statuses(ENTRIES_AND_STEPS.format(steps=steps)) == [("1", "present", 1), ("2", "present", 1)]


def test_entries_that_begin_at_0_or_are_printed_with_two_figures_are_notes() -> None:
    assert statuses("As in [0], see [1].\n\n[0]: a/b.txt\n[1]: a/c.txt\n") == [("0", "present", 1), ("1", "present", 1)]
    text = "A scale of [1], [2] and [16].\n\nIt was old,[01] and slow.[02]\n\n[01] The oldest.\n\n[02] Said by Roe.\n"
    assert statuses(text) == [("01", "present", 1), ("02", "present", 1)]


def test_lines_of_a_log_and_bullets_are_no_notes() -> None:
    assert statuses("[0] Boot\n[10] Disk, 1 MB.\n[150] Load (20).\n[150] Load, 21.\n[190] Done.\n") == []
    changes = "2001-05-04\n\n* mill.c: the weir* is new.\n\n* lock.c: it closes, too.\n\n* gate.c: 3 May 2001, opened.\n"
    assert statuses(changes * 3) == []
    assert statuses("The weir* is old.\n\n* J. Doe, Weirs, Elm Press, 2001.\n") == [("*", "present", 1)]


def test_items_of_an_enumeration_call_no_note() -> None:
    text = "要做好工作：①发展经济；②保护环境；③推进改革。\n\n（1）会议于2007年3月4日召开，讨论了经济。\n（2）2007年5月6日，会议结束。\n"
    assert [status for _, status, _ in statuses(text)].count("missing") == 0
    assert statuses("水很深①，船很慢②。\n\n① 王明：《水》，北京，2001年。\n② 李力：《船》，上海，2002年。\n") == [
        ("1", "present", 1),
        ("2", "present", 1),
    ]


def test_contents_with_pages_behind_one_space_are_no_notes() -> None:
    contents = "1 Introduction 9\n2 How mills work 15\n3 Weirs in the north 33\n4 What is left 56\n\n"
    assert statuses(contents + "They are old [1] and slow [2].\n\n" + ENTRIES) == [("1", "present", 1), ("2", "present", 1)]


def test_an_index_of_a_program_calls_no_note() -> None:
    assert statuses("    grant = (ref)args.arg[1];\n\n1. It creates a grant.\n2. It maps the frame.\n") == []


def test_a_note_is_missing_where_one_entry_of_a_list_is_left() -> None:
    text = "It is described in [1].\n\nSee [2] for others.\n\n[2] doc/clock/*\n\nProperties:\n"
    assert statuses(text) == [("1", "missing", 1), ("2", "present", 1)]


def test_a_call_behind_a_comma_without_space_is_no_page_of_an_index() -> None:
    assert statuses("So it is with the vernacular and the official Latin,[1]\nas all know.\n\n" + ENTRIES)[0] == ("1", "present", 1)


def doubtful(text: str) -> dict[str, bool]:
    return {n.label: n.doubtful for n in PlainFormat().read("a.txt", text.encode()).notes if n.status == "missing"}


def test_a_number_out_of_order_or_of_a_longer_row_may_be_no_call() -> None:
    calls = "One [1]. Two [2]. Three [3]. "
    listed = "\n\n[1] J. Doe, Weirs, 2001.\n[2] K. Roe, Locks, 2002.\n"
    assert doubtful(calls + listed) == {"3": False}
    assert doubtful("A legend: [3] is long. " + calls.replace("Three [3]. ", "") + listed) == {"3": True}
    row = "[1] Zed (third); [2] Wye (fourth); [3] Bee (second); [4] Ay (first)\n## [1] Zed\n## [2] Wye\n## [3] Bee\n## [4] Ay\n"
    assert all(doubtful(row).values())


def test_clauses_with_dates_and_a_single_letter_of_a_list_are_no_notes() -> None:
    clauses = "I declare that\n1) the data of this form are whole and true, as of 3 May 2019, for all that I know;\n2) I know what is asked of me by the law of 15 April 2011, and I meet it, in all of its parts.\n"
    assert statuses(clauses) == []
    assert statuses("h) talks of May 2019, held here\n\ni) talks of June 2019, held there\n\nj) talks of July 2019\n") == []


def test_lines_that_begin_with_a_date_of_east_asia_are_no_numbered_notes() -> None:
    days = "4月22日，会议于2006-01-22在北京召开，讨论经济。\n5月20日，代表们离开，2006-02-20。\n6月24日，第二次会议召开，2006-03-24。\n"
    assert statuses("参考文献\n\n" + days) == []


@pytest.mark.parametrize(
    "words",
    [
        "It fell by a third (95 % CI [1, 4]).", "It fell by a third, CI: [2, 7].", "Values lie in the interval [1, 4].", "All x ∈ [2, 5] are kept.", "On a scale of [1-5] it is low.",
        "We set rows = [4, 5, 6] first.", "Here n := [4] and more.", "Then f([4]) is called.",
    ],
)  # fmt: skip
def test_an_interval_a_value_or_an_argument_calls_no_note(words: str) -> None:
    assert statuses(f"The weir is old.[1] The lock is not.[2] {words}\n\nReferences\n\n{ENTRIES}") == [
        ("1", "present", 1),
        ("2", "present", 1),
    ]


@pytest.mark.parametrize(
    "words", ["The range grew [3].", "It is in the interval [1, 3, 4].", "Both hold (see [3]).", "The sum is equal [3]."]
)
def test_words_before_a_call_make_it_no_interval(words: str) -> None:
    assert ("3", "missing", 1) in statuses(f"The weir is old.[1] The lock is not.[2] {words}\n\nReferences\n\n{ENTRIES}")


@pytest.mark.parametrize(
    "words",
    ["a rate of 10⁻³ here", "in m s⁻³ units", "the 3d³ shell", "with (a+b)³ terms", "with (x − 2y)³ terms", "of 5 cm³ only"],
)
def test_an_exponent_calls_no_note(words: str) -> None:
    text = f"The weir is old.¹ The lock is not.² There are {words}.\n\nNotes\n\n1. J. Doe, Weirs, Elm Press, 2001.\n2. K. Roe, Locks, Elm Press, 2002.\n"
    assert statuses(text) == [("1", "present", 1), ("2", "present", 1)]


@pytest.mark.parametrize("words", ["It is said.³", "Locks (and weirs)³ are old.", "Locks (in 2001)³ were old."])
def test_a_raised_number_behind_words_calls_one(words: str) -> None:
    text = f"The weir is old.¹ The lock is not.² {words}\n\nNotes\n\n1. J. Doe, Weirs, Elm Press, 2001.\n2. K. Roe, Locks, Elm Press, 2002.\n"
    assert ("3", "missing", 1) in statuses(text)


def test_heads_of_pages_behind_their_numbers_are_no_notes() -> None:
    pages = "".join(
        f"The boats came in, and the town grew.\n\n{number} CHAPTER {number // 6}. HARBOURS OF THE NORTH\n\n"
        for number in range(2, 30, 2)
    )
    assert statuses(f"It began with ropes.1 Then came nets.2\n\n{pages}") == []


def test_notes_that_say_the_same_in_part_are_notes() -> None:
    cited = "V. Moor, Harbours of the North (Leeds: Pine Press, 2014), p. 4."
    notes = "\n".join(
        f"{number}. {words}" for number, words in enumerate([cited, "Moor, Harbours, p. 12.", "Ibid.", "Moor, Harbours, p. 12."], 1)
    )
    assert [label for label, *_ in statuses(f"Ropes.[1] Nets.[2] Sails.[3] Oars.[4]\n\nNotes\n\n{notes}\n")] == ["1", "2", "3", "4"]


WIKI = """{{Infobox writer
| name = Anna Lund
}}
'''Anna Lund''' is a [[writer]] of [[Norway]].<ref>Berg, Carl, ''Harbours'', Pine Press, 2004, p. 12.</ref>

== References ==
{{reflist}}
"""


def test_a_text_file_with_the_markup_of_a_wiki_is_read_as_one() -> None:
    document = citecheck.read("page.txt", WIKI)
    assert document.format == "wikitext"
    assert [note.body for note in document.notes] == ["Berg, Carl, Harbours, Pine Press, 2004, p. 12."]


@pytest.mark.parametrize(
    "text",
    [
        "See [[Salt]] and [[Boats]].\n\n== Boats ==\n",
        "The element <ref> is empty in HTML.\n",
        "Fill {{ name | upper }} and {{name|x}} in; x[[1]] = 2.\n",
        "@[[field]] <reference>Lund, Salt, 2004.</reference>\n",
    ],
)
def test_a_text_file_with_a_few_brackets_is_none_of_a_wiki(text: str) -> None:
    assert citecheck.read("page.txt", text).format == "plain"

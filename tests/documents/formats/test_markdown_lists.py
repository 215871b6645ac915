"""Lists of references in Markdown: under sub-headings, in files named for them, with numbers that start again, with escapes and nested items."""

import pytest

from citecheck.app import wiring
from citecheck.model.document import NoteText

MILL = "Lund, Eva. *Harbours of the North*. Pine Press, 2004."
WEIR = "Roe, Karl. *Locks and Weirs*. Elm Press, 1999."
LOCK = "Doe, Jane. *Cultures of the Mill*. Harbour University Press, 2011."


def notes(text: str, name: str = "a.md") -> tuple[NoteText, ...]:
    return wiring.read_document(name, text.encode()).notes


def bodies(text: str, name: str = "a.md") -> list[str]:
    return [" ".join(note.body.split()) for note in notes(text, name)]


def plain(*entries: str) -> list[str]:
    return [entry.replace("*", "") for entry in entries]


def test_a_bibliography_goes_on_under_its_sub_headings_and_ends_with_the_next_heading_of_its_level() -> None:
    text = f"# Bibliography\n\n## Books\n\n- {MILL}\n- {WEIR}\n\n## Articles\n\n{LOCK}\n\n# About us\n\n- We write about mills.\n"
    assert bodies(text) == plain(MILL, WEIR, LOCK)


def test_notes_and_a_bibliography_stand_side_by_side() -> None:
    text = f"A claim.[1] Another.[2]\n\n## Notes\n\n1. {MILL}\n2. {WEIR}\n\n## Bibliography\n\n{LOCK}\n"
    assert [(note.label, note.status) for note in notes(text)] == [("1", "present"), ("2", "present"), ("u1", "present")]


def test_numbers_that_start_again_and_are_not_called_label_nothing() -> None:
    text = f"# Sources\n\n## Old\n\n1. {MILL}\n2. {WEIR}\n\n## New\n\n1. {LOCK}\n"
    assert [note.label for note in notes(text)] == ["u1", "u2", "u3"]
    assert bodies(text) == plain(MILL, WEIR, LOCK)


def test_numbers_that_go_on_under_the_next_sub_heading_stay_labels() -> None:
    text = f"# Sources\n\n## Old\n\n1. {MILL}\n2. {WEIR}\n\n## New\n\n3. {LOCK}\n"
    assert [note.label for note in notes(text)] == ["1", "2", "3"]


def test_the_name_of_a_file_announces_references() -> None:
    text = f"### Week 1\n\n- {MILL}\n\n### Week 2\n\n- {WEIR}\n"
    assert bodies(text, "11-literatuur.md") == plain(MILL, WEIR)


def test_a_line_in_bold_and_a_heading_with_a_picture_announce_references() -> None:
    assert bodies(f"Some text about mills.\n\n**Sources:**\n\n- {MILL}\n- {WEIR}\n") == plain(MILL, WEIR)
    assert bodies(f"# Bibliografia \U0001f4da\n\n{MILL}\n\n{WEIR}\n") == plain(MILL, WEIR)


def test_remarks_under_notes_are_no_references() -> None:
    remarks = "- Start the mill before the weir is shut.\n- The lock needs no key.\n"
    assert bodies(f"# Mill\n\nText.\n\n## Notes\n\n{remarks}") == []
    assert bodies(f"# Mill\n\nText.\n\n**Notes:**\n\n{remarks}") == []


def test_escaped_parentheses_hide_no_year() -> None:
    entries = [f"Lund, E. \\({year}\\). _Harbours of the North_. Pine Press." for year in (2004, 2006, 2009)]
    found = bodies("# Bronnen\n\n" + "\n\n".join(entries) + "\n")
    assert found == [f"Lund, E. ({year}). Harbours of the North. Pine Press." for year in (2004, 2006, 2009)]


def test_a_remark_inside_an_item_belongs_to_it_and_a_citation_inside_a_list_item_is_one() -> None:
    text = f"# Sources\n\n- {MILL}\n  - a good start\n- Further reading:\n  - {WEIR}\n"
    assert bodies(text) == [f"{plain(MILL)[0]} - a good start", *plain(WEIR)]


def test_an_address_on_a_line_of_its_own_belongs_to_the_numbered_entry_above_it() -> None:
    text = '# Sources\n\n1. **Mill Office**: "Rivers and Weirs"\n   - <https://mill.example/rivers>\n\n2. **Lock Office**: "Locks"\n   - <https://lock.example/locks>\n'
    assert [note.label for note in notes(text)] == ["1", "2"]
    assert "https://mill.example/rivers" in bodies(text)[0]


def test_a_bibliography_beside_footnotes_is_not_lost() -> None:
    text = f"A claim.[^1]\n\n## References\n\n### Books\n\n1. {MILL}\n2. {WEIR}\n\n[^1]: {LOCK}\n"
    assert {note.label for note in notes(text)} == {"1", "u1", "u2"}


def test_lists_that_nothing_announces_are_found_by_what_their_items_are() -> None:
    week = "".join(f"- {entry}\n" for entry in (MILL, WEIR, LOCK, "Okafor, A. (2010). *Mills of the Coast*. Elm Press."))
    assert len(bodies(f"# A course\n\n{'We talk about mills, and then about weirs. ' * 9}\n\n## Week 1\n\n{week}")) == 4


def test_items_without_a_reference_under_a_heading_for_references_are_none() -> None:
    assert bodies("# Plan\n\n## References\n\n- list of the chapters\n- further books\n") == []


def test_numbers_with_a_hyphen_or_an_ideographic_comma_are_labels() -> None:
    assert [note.label for note in notes(f"# Bibliography\n\n1- {MILL}\n\n2- {WEIR}\n")] == ["1", "2"]
    assert [note.label for note in notes(f"# 八、参考文献\n\n1、{MILL}\n\n2、{WEIR}\n")] == ["1", "2"]


def test_a_bibliography_written_in_html_is_found() -> None:
    cells = "".join(f"<tr><td><p>{entry.replace('*', '')}</p></td></tr>\n" for entry in (MILL, WEIR, LOCK))
    assert bodies(f"# Bibliography\n\n<table>\n{cells}</table>\n") == plain(MILL, WEIR, LOCK)
    items = "".join(f"<li>{entry.replace('*', '')}</li>\n" for entry in (MILL, WEIR))
    assert bodies(f"Some books.\n\n<ul>\n{items}</ul>\n", "bibliography.md") == plain(MILL, WEIR)
    assert bodies("# References\n\n<ul>\n<li>Home</li>\n<li>About us</li>\n</ul>\n") == []


def test_the_rows_of_a_table_under_a_heading_are_entries_and_elsewhere_none() -> None:
    rows = "\n".join(f"| {number} | {entry} |" for number, entry in enumerate((MILL, WEIR, LOCK), 1))
    assert bodies(f"# Bibliography\n\n| No. | Reference |\n|---|:--|\n{rows}\n") == plain(MILL, WEIR, LOCK)
    versions = "| Version | Date | Author |\n|---|---|---|\n| 1 | 3 May 2020 | Roth, A. |\n| 2 | 4 May 2021 | Lund, B. |\n"
    assert bodies(versions) == []


def test_entries_that_a_csl_processor_wrote_are_found_with_their_numbers() -> None:
    entry = '<div class="csl-entry"><div class="csl-left-margin">[{}]</div><div class="csl-right-inline">{}</div></div>\n'
    page = f"# A style\n\n### Preview\n\n<div class='csl-bib-body'>\n{entry.format(1, MILL)}{entry.format(2, WEIR)}</div>\n"
    assert [note.label for note in notes(page)] == ["1", "2"]


def test_raised_numbers_in_html_are_labels_where_what_follows_them_cites() -> None:
    lines = "".join(f"<sup>{number}</sup> {entry}<br>\n" for number, entry in enumerate((MILL, WEIR, LOCK), 1))
    assert [note.label for note in notes(f"# A style\n\n## Preview\n\n{lines}")] == ["1", "2", "3"]
    assert bodies("# Steps\n\n<sup>1</sup> Open the gate.<br>\n<sup>2</sup> Close the gate.<br>\n") == []


def test_a_heading_in_html_announces_a_list_as_any_other() -> None:
    items = "".join(f'<li id="fn{number}"><p>{entry}</p></li>\n' for number, entry in enumerate((MILL, WEIR), 1))
    assert [note.label for note in notes(f"# Rivers\n\nText.\n\n<h2>References</h2>\n\n<ol>\n{items}</ol>\n")] == ["1", "2"]


def test_the_name_of_a_file_announces_links_alone_but_not_those_between_files() -> None:
    pages = "".join(f"- [https://mill.example/{at}](https://mill.example/{at})\n" for at in range(3))
    assert len(bodies(f"# Rivers\n\n{pages}\n# Weirs\n\n{pages}", "webgrafia.md")) == 6
    assert bodies("# Rivers\n\n- [Mills](mills.md)\n- [Weirs](weirs.md)\n- [Locks](locks.md)\n", "webgrafia.md") == []
    assert bodies(f"# Rivers\n\n{pages}") == []


def test_titles_with_author_and_year_in_an_item_below_them_are_entries_of_a_bibliography() -> None:
    works = "* Rivers of the Moor\n  - E Lund 1954 Pine Press\n* Salt & Tin\n  - A Roth 1931 Quay\n"
    assert len(bodies(f"# Bibliography\n\nNot all of them were used.\n\n## History\n\n{works}")) == 2
    assert (
        bodies(
            "# Bibliography\n\n## History\n\n* The list was begun in 1954 and is still being written by us all today.\n* More.\n"
        )
        == []
    )


def test_books_without_a_year_below_a_typed_heading_are_entries() -> None:
    works = "* Eva Lund: Rivers of the Moor, Pine Press.\n* Anton Roth: Salt and Tin, Quay University Press.\n"
    assert len(bodies(f"WATERS\n\nRivers, weirs, locks.\n\nRecommended books\n\n{works}")) == 2


def test_remarks_in_bullets_below_references_are_no_references() -> None:
    remarks = "Claims:\n* The authors show that mills came first, and weirs later.\n* They also count locks, gates, boats.\n"
    page = f"# Annotated Bibliography\n\n{MILL}\n\n{remarks}\n{WEIR}\n\n{remarks}\n{LOCK}\n\n{remarks}"
    assert len(bodies(page)) == 3


def test_numbers_that_entries_in_html_print_are_their_labels() -> None:
    lines = "".join(f'<p><span id="x-{at}">{at}. <a href="https://mill.example/{at}">Mills</a></span></p>\n' for at in (1, 2, 3))
    assert [note.label for note in notes(f"<h2>Chapter 1</h2>\n{lines}", "endnotes.md")] == ["1", "2", "3"]
    assert [note.label for note in notes(f"# References\n{lines}\n## References\n{lines}")] == [f"u{at}" for at in range(1, 7)]


def test_the_rows_of_a_table_without_a_heading_are_the_notes_of_a_file_named_for_them() -> None:
    rows = "".join(f"| [{at}](chapter#n{at}) | {entry} |\n" for at, entry in enumerate((MILL, WEIR, LOCK), 1))
    assert bodies(rows, "endnotes.md") == plain(MILL, WEIR, LOCK)
    assert bodies(f"# Rates\n\n{rows.replace(MILL, 'a').replace(WEIR, 'b').replace(LOCK, 'c')}", "endnotes.md") == []


def test_numbers_in_brackets_behind_bullets_are_labels_and_called() -> None:
    entries = "".join(f"- [{at}] {entry}\n" for at, entry in enumerate((MILL, WEIR, LOCK), 1))
    found = notes(f"# Rivers\n\nMills came first [1], then weirs [2, 3].\n\n### Apparatus\n\n{entries}")
    assert [(note.label, note.status, len(note.markers)) for note in found] == [(str(at), "present", 1) for at in (1, 2, 3)]
    assert notes("# Plan\n\n- [1](a.md) Mills\n- [2](b.md) Weirs\n\n- [ ] Locks\n- [x] Gates\n") == ()


def test_a_paragraph_that_an_editor_wrapped_is_one_entry_among_others_of_one_line() -> None:
    address = "Doe, Jane. ‘Cultures of the Mill’, 2011,\nhttps://mill.example/files/0002/cultures.pdf."
    dated = "Moor, Ida. ‘The Most Wanted Weir’, *Wire*, 13 August\n2014, <https://wire.example/2014/08/weir>."
    year = "Katz, Holm. *Weirs and Locks of the North and of the East*. Brede: Pine Press,\n2020. <https://pine.example/weirs>."
    entries = (MILL, address, WEIR, dated, year, LOCK)
    shown = [" ".join(one.replace("*", "").replace("<", "").replace(">", "").split()) for one in entries]
    assert bodies("# Bibliography\n\n" + "\n\n".join(entries)) == shown


def test_lines_that_are_most_of_a_list_are_entries_though_a_blank_line_parts_some() -> None:
    assert bodies(f"# Bibliography\n\n{MILL}\n{WEIR}\n\n{LOCK}\n") == plain(MILL, WEIR, LOCK)


def test_what_tells_where_a_source_was_found_belongs_to_it_on_a_line_or_in_a_paragraph_of_its_own() -> None:
    found = ("Available at: https://mill.example/1", "[Accessed 3 May 2021].", "Abgerufen am 3. Mai 2021")
    for between in ("\\\n", "  \n", "<br>", "\n\n"):
        lines = between.join((MILL, *found[:2], WEIR, found[2], LOCK))
        assert bodies(f"# Sources\n\n{lines}\n") == plain(f"{MILL} {found[0]} {found[1]}", f"{WEIR} {found[2]}", LOCK), between


def test_a_quotation_behind_a_reference_says_something_about_it_and_is_no_part_of_it() -> None:
    remark = "> This book was written in 1987, and it describes mills, weirs and locks, with maps.\n"
    assert bodies(f"# Works Cited\n\n## Mills\n\n{MILL}\n{remark}\n{WEIR}\n{remark}") == plain(MILL, WEIR)
    assert bodies(f"# Works Cited\n\n> {MILL}\n>\n> {WEIR}\n") == plain(MILL, WEIR)


def test_a_title_and_its_address_are_an_entry_under_a_sub_heading_in_a_file_of_references() -> None:
    pictures = [
        "*Mill in Snow*. [https://mill.example/snow.jpg](https://mill.example/snow.jpg)",
        "*Weir*. https://mill.example/weir.png",
    ]
    text = f"# Works Cited\n\n## Books\n\n{MILL}\n\n## Images\n\n" + "\n\n".join(pictures)
    assert len(bodies(text, "works-cited.md")) == 3


def test_the_numbered_paragraphs_of_a_file_named_for_notes_are_notes_though_few_of_them_cite() -> None:
    remarks = ("As the miller said himself.", "That was later disproved.", MILL, "The word is used here for all wheels.")
    for label in ("[{}] {}", "{}. {}"):
        text = "\n\n".join(label.format(at, one) for at, one in enumerate(remarks, 1))
        assert [note.label for note in notes(text, "endnotes.md")] == ["1", "2", "3", "4"]
        assert not notes(text, "steps.md")


def test_headings_that_are_references_are_entries_with_the_address_below_them() -> None:
    fields = "- **Authors:** Eva Lund\n- **Year:** 2004\n- **URL:** https://mill.example/{}\n- **Found:** In 2021 it said: wheels, and more."
    text = "".join(f"### [Q{at}] {one}\n\n{fields.format(at)}\n\n" for at, one in enumerate((MILL, WEIR), 1))
    found = notes(
        f"# Literature\n\n> Updated: 2026-03-09, for the mill.\n\n## New\n\n{text}## Old\n\n### [Q9] {LOCK}\n\nA remark of 2011: mills.\n"
    )
    assert [note.label for note in found] == ["Q1", "Q2", "Q9"]
    shown = plain(f"{MILL} URL: https://mill.example/1", f"{WEIR} URL: https://mill.example/2", LOCK)
    assert [" ".join(note.body.split()) for note in found] == shown
    assert not notes(f"# Reviews\n\n{text}")


def test_bullets_that_name_the_same_fields_below_each_reference_are_parts_of_it() -> None:
    fields = "- DOI: [https://doi.org/10.5555/{0}](https://doi.org/10.5555/{0})\n- Kind: `old` · State: `open`"
    text = "".join(f"## Key{at}\n\n{one}\n\n{fields.format(at)}\n\n" for at, one in enumerate((MILL, WEIR), 1))
    shown = plain(f"{MILL} DOI: https://doi.org/10.5555/1", f"{WEIR} DOI: https://doi.org/10.5555/2", LOCK)
    assert bodies(f"# Literatur\n\n{text}## Key3\n\n{LOCK}\n") == shown
    nested = "".join(
        f"- {one}\n  - DOI: 10.5555/{at}\n  - In the library of Brede since 2004\n" for at, one in enumerate((MILL, WEIR))
    )
    assert len(bodies(f"# Literatur\n\n{nested}")) == 2


def test_a_number_that_is_repeated_is_displayed_as_the_next_one() -> None:
    found = notes(f"# Sources\n\n1. {MILL}\n1. {WEIR}\n2. {LOCK}\n")
    assert [(note.label, note.status) for note in found] == [("1", "present"), ("2", "present"), ("3", "present")]


def test_an_item_that_begins_with_code_keeps_it() -> None:
    assert (
        bodies(f"# Sources\n\n- `mill.csv`: https://mill.example/a (2004)\n- {WEIR}\n")[0]
        == "mill.csv: https://mill.example/a (2004)"
    )


def test_an_entry_glued_to_the_one_before_is_one_of_its_own() -> None:
    assert bodies(f"# Sources\n\n{MILL}\n\n{WEIR}\n{LOCK}\n\n{MILL}\n\n{WEIR}\n") == plain(MILL, WEIR, LOCK, MILL, WEIR)


def test_items_whose_numbers_have_reached_the_years_are_apart() -> None:
    entries = [
        f"Lund, Eva. *Harbours {number}. Pine Press, 2004*." if number < 1_500 else f"Roe, K. Weirs*{number}. 1999."
        for number in range(1, 1_503)
    ]
    listed = "\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, 1))
    assert bodies(f"# Sources\n\n{listed}\n")[-2:] == entries[-2:], "a sign of emphasis of one item has no other in the next one"


TITLED = (
    "[lund]: https://example.org/harbours \"Lund, Eva. 'Harbours of the North.' Pine Press, 2004. On quays.\"\n"
    "[moor]: https://example.org/salt 'Moor, Dora. Salt Gardens of the Coast. Ebb Press, 2014.'\n"
    '[tide]: https://example.org/tide\n    "Tide and Ebb"\n'
)


def test_definitions_of_links_with_titles_are_the_entries_of_a_file_of_references() -> None:
    found = notes(TITLED, "bibliography.md")
    assert [note.label for note in found] == ["lund", "moor", "tide"]
    assert found[2].body == "Tide and Ebb"
    assert [note.links[0].url for note in found] == [f"https://example.org/{name}" for name in ("harbours", "salt", "tide")]


def test_titles_of_links_that_are_surely_references_are_entries_anywhere() -> None:
    more = "".join(
        f'[a{at}]: https://example.org/{at} "Berg, Carl. Counting Boats by Night. Elm Press, 20{at}."\n' for at in (10, 11)
    )
    assert [note.label for note in notes(f"Boats [were][a10] old.\n\n{TITLED}{more}")] == ["lund", "moor", "tide", "a10", "a11"]


def test_titles_of_other_links_are_no_references() -> None:
    text = '# Tool\n\nA [tool][1] with a [log][2].\n\n[1]: https://example.org/tool "The tool, version 2.0 (2019)"\n[2]: https://example.org/log "Log"\n'
    assert not notes(text)
    assert not notes("[a]: https://example.org/a {.wide}\n[b]: https://example.org/b {.wide}\n", "bibliography.md")


def test_a_list_of_references_is_found_under_any_heading_though_the_names_are_short() -> None:
    entries = [f"Lund, E. (20{at}). *Harbours and Boats*. Pine Press." for at in (10, 11, 12, 13)]
    items = "".join(f"- {entry}\n" for entry in entries)
    assert bodies(f"# Boats\n\nThey are old.\n\n## Key Citations\n\n{items}") == plain(*entries)
    assert bodies(f"# Boats\n\n- 7 books\n- 2 boats\n- 3 nets\n\nThe list of books:\n\n{items}") == plain(*entries)


WORKS = (
    "**Al Safina** Bremen Dar Ul Kutub 1407 Hijri",
    "**Harbours of the North** Bergen Pine Press 1998",
    "**Salt Gardens** Lucknow The Academy of Quays 1953",
    "**Nets and Sails** Cairo Dar Ul Bahr 1385 Hijri",
)


@pytest.mark.parametrize("name", ["bibliography.md", "11-bibliography.md", "literatura.md"])
def test_works_that_have_no_punctuation_but_a_year_are_entries_of_a_bibliography(name: str) -> None:
    assert bodies("\n\n".join(WORKS), name) == plain(*(work.replace("**", "") for work in WORKS))


def test_works_without_a_year_among_such_are_entries_and_the_prose_behind_them_is_none() -> None:
    text = "\n\n".join([*WORKS, "**Lamps of the Quay** Riyadh Tide House", WORKS[1], "The reader is invited to look at boats."])
    assert len(bodies(f"Bibliography\n===\n\n{text}\n\nQuestions may be sent to the harbour\n")) == len(WORKS) + 2


def test_headings_that_are_letters_part_no_bibliography() -> None:
    entries = [
        "* Lund, Eva. *Harbours*. Pine Press, 2004.",
        "* Lights of the North, Oslo 1994",
        "* Moor, Dora. *Salt*. Ebb Press, 2011.",
    ]
    text = f"# Literatur\n\n### L\n{entries[0]}\n{entries[1]}\n\n### M – N\n{entries[2]}\n\n### Q\n* Quays of the West\n\n## Boats\n* Old boats, and new boats, 3 of them\n"
    assert bodies(text) == plain(*(entry.removeprefix("* ") for entry in entries), "Quays of the West")


def test_a_heading_of_one_letter_that_is_not_deeper_ends_a_bibliography() -> None:
    entry = "* Lund, Eva. *Harbours*. Pine Press, 2004."
    assert bodies(f"# Go\n\n## References\n\n{entry}\n\n# C\n\n* Boats in C, old and new, 1999\n") == plain(
        entry.removeprefix("* ")
    )


def test_such_works_are_entries_under_a_heading_in_a_text_too() -> None:
    works = [work.replace("*", "") for work in WORKS]
    assert bodies("Boats are old.\n\nBibliography\n\n" + "\n\n".join(works), "a.txt") == works


def test_paragraphs_with_years_that_are_prose_are_no_entries() -> None:
    prose = "\n\n".join(f"The harbour was closed in 19{at} because nobody was there to keep the boats" for at in (51, 52, 53, 54))
    assert not bodies(f"# Bibliography\n\n{prose}")
    assert not bodies(f"# Boats\n\n{chr(10).join(WORKS)}")


def test_definitions_of_tags_are_the_sources_of_a_manuscript() -> None:
    tags = "[@tag:boats]: doi:10.1000/182\n[@tag:salt]: url:https://example.org/salt\n[@moor]: https://example.org/moor\n"
    found = notes(f"Boats are old [@tag:boats] and salt is older [@tag:salt], says [@moor].\n\n{tags}")
    assert [(note.label, note.body) for note in found] == [
        ("tag:boats", "doi:10.1000/182"),
        ("tag:salt", "https://example.org/salt"),
    ]

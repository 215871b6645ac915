"""Markdown: all kinds of notes are read, code and front matter are ignored, repairs follow the document's style."""

import time

import pytest

from citecheck.citations.parse import parse
from citecheck.documents.formats.markdown import MarkdownFormat
from citecheck.model.document import Document, NoteText
from citecheck.model.repair import AddCapture, AddUrl, Capture, Change, ReplaceUrl

URL = "https://example.org/storm"
CAPTURE = Capture(f"https://web.archive.org/web/20210503000000/{URL}")


def read(text: str) -> Document:
    return MarkdownFormat().read("a.md", text.encode())


def notes(text: str) -> dict[str, NoteText]:
    return {note.label: note for note in read(text).notes}


def changed(text: str, change: Change, note: int = 0, source: int = 0) -> str:
    document = read(text)
    cited = parse(document)[note].sources[source]
    return MarkdownFormat().write("a.md", text.encode(), MarkdownFormat().edits(document, text.encode(), cited, change)).decode()


def test_a_note_has_its_text_links_and_markers() -> None:
    text = "Said.[^a]\n\n[^a]: K. Lund, *[Ports close](https://example.org/p)* & more, **Le Monde**, 2020.\n"
    note = notes(text)["a"]
    assert note.body == "K. Lund, Ports close & more, Le Monde, 2020."
    assert [(note.body[h.span.start : h.span.end], h.url) for h in note.links] == [("Ports close", "https://example.org/p")]
    assert text[note.span.start : note.span.end] == note.raw if note.span else False
    assert [(m.place.line, m.place.column) for m in note.markers] == [(1, 6)]


def test_a_note_of_several_paragraphs_is_complete() -> None:
    text = "[^1]:\n    First paragraph.\n\n    Second one.\nlazy line\n\nNo note.\n"
    assert notes(text)["1"].body == "First paragraph.\nSecond one. lazy line"


def test_every_character_of_a_body_has_its_offset() -> None:
    text = "[^1]: A \\* B &amp; `c_d` <b>E</b> [F](<x y> 'title') snake_case _G_ ![alt](i.png) H\n    I\n"
    note = notes(text)["1"]
    assert note.body == "A * B & c_d E F snake_case G alt H I"
    assert all(text[at] == char or char in "& " for char, at in zip(note.body, note.offsets, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: x [^1]\n---\n\nText.\n",
        "```\n[^1]: no note\nhttps://example.org\n```\n",
        "Text `[^1]` and `https://example.org`.\n",
        "    [^1]: indented code\n",
        "<!-- [^1]: hidden\nhttps://example.org -->\n",
        "``[^1]: ` ``\n",
    ],
)
def test_code_front_matter_and_comments_contain_no_notes_and_no_urls(text: str) -> None:
    assert (read(text).notes, read(text).addresses) == ((), ())


def test_a_note_in_a_list_or_quotation_is_a_note() -> None:
    assert list(notes("> Said.[^1]\n>\n> [^1]: Who said it, BBC, 2020.\n")) == ["1"]


def test_inline_notes_have_their_displayed_numbers() -> None:
    found = notes("One.^[A. Roth, First [draft], 2020.] Two.^[B. Roth, Second, 2021.]\n")
    assert {label: note.body for label, note in found.items()} == {
        "1": "A. Roth, First [draft], 2020.",
        "2": "B. Roth, Second, 2021.",
    }


def test_missing_unreferenced_and_duplicate_notes_are_found_and_a_skipped_name_is_no_gap() -> None:
    found = read("A[^1] b[^4] c[^x].\n\n[^1]: One.\n[^4]: Four.\n[^4]: Again.\n[^9]: Nine.\n").notes
    assert [(n.label, n.status) for n in found] == [
        ("1", "present"),
        ("4", "present"),
        ("4", "duplicate"),
        ("9", "unreferenced"),
        ("x", "missing"),
    ]


def test_references_under_their_heading_are_notes_and_other_lists_are_not() -> None:
    text = "# Bread\n\n1. Mix.\n2. Bake.\n\n## References\n\n* Lund, K. (2020). Bread. BBC.\n* Roth, A. (2021). Salt. BBC.\n"
    assert {label: note.body for label, note in notes(text).items()} == {
        "u1": "Lund, K. (2020). Bread. BBC.",
        "u2": "Roth, A. (2021). Salt. BBC.",
    }
    assert notes("# Bread\n\nHow it is done today.\n\n1. Mix.\n2. Bake.\n\nThat is all there is to it, as my mother said.\n") == {}


def test_a_list_of_repeated_ones_has_its_displayed_numbers() -> None:
    assert list(notes("## Sources\n\n1. A, [B](https://example.org/1), 2020.\n1. C, [D](https://example.org/2), 2020.\n")) == [
        "1",
        "2",
    ]


def test_every_url_is_found_once_with_its_span() -> None:
    text = (
        '[a](https://example.org/a_(b) "t") <https://example.org/c> https://example.org/d, **https://example.org/e**\n'
        "![i](https://example.org/i.png) [f][F] [g](/relative) [https://example.org/h](https://example.org/h)\n\n"
        '<a href="https://example.org/k">k</a> | https://example.org/l |\n\n[f]: <https://example.org/f>\n'
    )
    document = read(text)
    assert [a.url.rsplit("/", 1)[1] for a in document.addresses] == ["a_(b)", "c", "d", "e", "i.png", "h", "k", "l", "f"]
    assert all(text[a.span.start : a.span.end] == a.url for a in document.addresses)


HOSTILE = pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "[a](" * 50_000, "*a_b" * 50_000, "`" * 100_000, "<!--" * 50_000, "[^" * 50_000, "> " * 50_000, " " * 300_000, "![a][" * 40_000],
    ids=["brackets", "links", "emphasis", "ticks", "comments", "markers", "quotes", "spaces", "images"],
)  # fmt: skip


@HOSTILE
def test_hostile_text_is_read_quickly(text: str) -> None:
    text = text[: len(text) // 4]
    begun = time.process_time()
    read(f"x[^1]\n\n{text}\n\n[^1]: {text}")
    assert time.process_time() - begun < 2


@pytest.mark.slow
@HOSTILE
def test_long_hostile_text_is_read_quickly(text: str) -> None:
    begun = time.process_time()
    read(f"x[^1]\n\n{text}\n\n[^1]: {text}")
    assert time.process_time() - begun < 8


def test_a_url_is_written_as_in_the_other_notes() -> None:
    linked = (
        "[^1]: A. Roth, [First title](https://example.org/1), BBC News, 1 May 2020.\n"
        "[^2]: B. Roth, [Second title](https://example.org/2), BBC News, 2 May 2020.\n"
        "[^3]: K. Lund, “Ports close for a day”, Le Monde, 3 May 2020.\n"
    )
    assert changed(linked, AddUrl(URL), note=2) == linked.replace("Ports close for a day", f"[Ports close for a day]({URL})")
    assert changed("[^1]: K. Lund, “Ports close for a day”, *Le Monde*, 3 May 2020\n", AddUrl(URL)).endswith(f"2020, {URL}\n")


def test_a_url_is_written_after_a_closing_mark() -> None:
    assert changed("[^1]: K. Lund, “Ports close for a day”, 3 May 2020, *Le Monde*\n", AddUrl(URL)).endswith(f"*Le Monde*, {URL}\n")


def test_a_capture_is_written_after_the_link_and_a_url_is_replaced_inside_it() -> None:
    text = f"[^1]: K. Lund, [Ports close for a day](<{URL}> 'now'), *Le Monde*, 3 May 2020.\n"
    document = read(text)
    source = parse(document)[0].sources[0]
    written = MarkdownFormat().write(
        "a.md", text.encode(), MarkdownFormat().edits(document, text.encode(), source, AddCapture(URL, CAPTURE))
    )
    assert f"'now') (archived at {CAPTURE.url})," in written.decode()
    replaced = MarkdownFormat().edits(document, text.encode(), source, ReplaceUrl(URL, "https://example.org/a_(b)"))
    assert "(<https://example.org/a_%28b%29> 'now')" in MarkdownFormat().write("a.md", text.encode(), replaced).decode()


@pytest.mark.parametrize(
    "url", ["https://example.org/](https://evil.example)", "https://example.org/a\n\n# b", "https://example.org/*a*_b_`<x>"]
)
def test_values_from_services_cannot_inject_markup(url: str) -> None:
    before = "[^1]: K. Lund, “Ports close for a day”, *Le Monde*, 3 May 2020\n"
    after = read(changed(before, AddUrl(url)))
    assert len(after.addresses) == 1
    assert after.addresses[0].url.startswith("https://example.org/")
    assert after.notes[0].body.startswith("K. Lund, “Ports close for a day”, Le Monde, 3 May 2020, https://example.org/")


def test_numbered_steps_in_several_sections_are_not_notes() -> None:
    sections = "".join(
        f"## Part {part}\n\nWhen [{part}] is set, see array[1] and array[2]:\n\n"
        "1. Open https://example.org/a and wait.\n2. Close it again.\n\nOld versions:\n\n"
        f"{part * 5}. or later of https://example.org/b.\n\n"
        for part in (1, 2, 3)
    )
    assert read(f"# Manual\n\n{sections}").notes == ()


def labels(text: str) -> list[tuple[str, str]]:
    return [(note.label, note.status) for note in read(text).notes]


@pytest.mark.parametrize(
    "around",
    [
        "$$\nx[^9]\n$$\n",
        "So $a[^9]$ is.\n",
        "% left out [^9]\n",
        "{{< highlight python >}}\nx = a[1]  # [^9]\n{{< /highlight >}}\n",
        "{% highlight python %}\nx = a[1]  # [^9]\n{% endhighlight %}\n",
    ],
)
def test_code_and_markup_call_no_notes(around: str) -> None:
    assert labels(f"So.[^1]\n\n{around}\n[^1]: J. Doe, A title, BBC, 2020.\n") == [("1", "present")]


def test_prices_are_not_formulas() -> None:
    assert labels("It cost $5 million.[^1] Now it is $6.\n\n[^1]: J. Doe, A title, BBC, 2020.\n") == [("1", "present")]
    (note,) = read("It cost $5[^1] and $6.\n\n[^1]: J. Doe, A title, BBC, 2020.\n").notes
    assert len(note.markers) == 1


@pytest.mark.parametrize("head", ['!!! note "A remark"', "??? tip", "???+ tip", '=== "Tab"'])
def test_mkdocs_admonitions_and_tabs_contain_running_text(head: str) -> None:
    text = f"So.[^1]\n\n{head}\n\n    In it.[^2]\n\n    [^2]: K. Roe, In it, BBC, 2020.\n\n[^1]: J. Doe, A title, BBC, 2020.\n"
    notes = read(text).notes
    assert [(note.label, note.status, len(note.markers)) for note in notes] == [("2", "present", 1), ("1", "present", 1)]


@pytest.mark.parametrize(
    "line", ['--8<-- "notes.md"', "{{< include _notes.qmd >}}", "```{include} notes.md\n```", "{% include notes.md %}"]
)
def test_a_document_that_includes_files_is_partial(line: str) -> None:
    assert read(f"So.[^1]\n\n{line}\n").partial
    assert not read("So.[^1] We include it.\n").partial


@pytest.mark.parametrize(
    "text",
    ["[a]({})", "[a]\n\n[a]: {}", "[a]\n\n[a]:\n{}\n'title'", "[a [b]({}) c](/d)", "[@who]\n\n[@who]: {}", "- [a]\n\n    [a]: {}"],
)
def test_a_url_is_read_as_in_commonmark(text: str) -> None:
    written = r"https://example.org/a\_b?c=1&section=2&amp;d=3"
    (found,) = read(text.format(written) + "\n").addresses
    assert found.url == "https://example.org/a_b?c=1&section=2&d=3"
    assert text.format(written)[found.span.start : found.span.end] == written


def test_a_link_on_a_user_name_cites_no_bibliography() -> None:
    assert read("Thanks to [@who].\n\n[@who]: https://example.org/who\n").calls == ()
    assert [call.label for call in read("So it is [@who].\n").calls] == ["who"]


def test_a_url_in_angle_brackets_is_read_with_any_scheme_and_quoted_code_loses_its_quotation_marks() -> None:
    text = "> Said.[^1]\n>\n> [^1]: A. Roth, Salt, <doi:10.1000/182>, <who@example.org>, `a\n> b`.\n"
    assert notes(text)["1"].body == "A. Roth, Salt, doi:10.1000/182, who@example.org, a b."


@pytest.mark.parametrize("written", ("https://example.org/a?b=1&amp;c=2", "<https://example.org/a?b=1&#38;c=2>"))
def test_entities_of_a_bare_url_are_decoded_and_a_repair_replaces_all_of_it(written: str) -> None:
    text = f"Said.[^1]\n\n[^1]: K. Lund, “Ports close”, Le Monde, 2020, {written}.\n"
    (address,), (note,) = read(text).addresses, parse(read(text))
    assert address.url == note.sources[0].item.url == "https://example.org/a?b=1&c=2"
    made = changed(text, ReplaceUrl(address.url, "https://example.org/new"))
    assert "https://example.org/new" in made and "c=2" not in made


BOOKS = ("Moor, J. A first book. London: Fenn, 2003.", "Heath, K. A second book. London: Fenn, 2004.")


@pytest.mark.parametrize(
    "body",
    [
        "See:\n\n    * {}\n    * {}", "See:\n    - {}\n    - {}", "- {}\n    - {}", "* {}\n\n    * {}", "See:\n\n    1. {}\n    2. {}", "1) {}\n    2) {}",
        "{}\n\n    {}", "> {}\n\n    > {}", "\n    > {}\n\n    {}", "+ {}\n    + {}",
    ],
)  # fmt: skip
def test_the_items_and_paragraphs_of_a_note_are_sources_of_their_own(body: str) -> None:
    document = MarkdownFormat().read("a.md", f"A.[^1]\n\n[^1]: {body.format(*BOOKS)}\n".encode())
    (note,) = parse(document)
    assert [source.item.title for source in note.sources] == ["A first book", "A second book"]
    assert [source.text for source in note.sources] == list(BOOKS)


@pytest.mark.parametrize("mark", ["12. Mai 2019, S. 3", "3. Mai 2019, S. 3"])
def test_a_date_at_the_beginning_of_a_notes_line_is_no_item(mark: str) -> None:
    document = MarkdownFormat().read("a.md", f"A.[^1]\n\n[^1]: Moor, Torf im Moor, Moorpost,\n    {mark}\n".encode())
    assert document.notes[0].body == f"Moor, Torf im Moor, Moorpost, {mark}"

"""Markdown: what is a call of a note or the definition of one, and what only looks like it."""

import pytest

import citecheck
from citecheck.documents.formats.markdown import MarkdownFormat
from citecheck.model.document import NoteText

ONE = "\n\n[^1]: J. Doe, “First title”, Elm Post, 3 May 2020.\n"


def notes(text: str) -> dict[str, NoteText]:
    return {note.label: note for note in MarkdownFormat().read("a.md", text.encode()).notes}


def statuses(text: str) -> dict[str, tuple[str, int]]:
    return {label: (note.status, len(note.markers)) for label, note in notes(text).items()}


@pytest.mark.parametrize(
    "text",
    [
        "See [^text](https://a.example/up).",
        r"The formula \\([^mm]\\) or \\[a[^b]\\] or $a[^m]$.",
        "Without calls: [^a-z], [^\\s], [^\"'].",
        "Text %% see [^9] %% and 5%% more.",
        "%%\nhidden [^9]\n%%",
        "{/* hidden [^9] */}",
        "Words {% comment %}[^9]{% endcomment %} and {{/* [^8] */}}",
        "{% comment %}\n\n[^9]\n\n{% endcomment %}",
        "Words {% # [^9] %} and {%- # [^8] -%} and {{- /* [^7] */ -}}",
        "{{< comment >}}\n[^9]\n{{< /comment >}}",
        "{{% comment %}}[^9]{{% /comment %}}",
        "{::comment}\n[^9]\n{:/comment}",
        "Words {::nomarkdown}[^9]{:/} and {>> [^8] <<} and {-- [^7] --}",
        "Words {{! [^9] }} and <?php /* [^8] */ ?>",
        "Words {# [^9] #} and {{!-- [^8] --}} and <%# [^7] %> and <%-- [^6] --%>",
        "1.  The stock\n\n        114[^F1]\n\n    and the rest.",
        "- item\n\n      code[^F1]",
        "![^alt](picture.png)",
        'export const meta = {\n  title: "[^9]",\n}',
        "import { a } from './a[^9].js'",
        "*[HTML]: Hyper Text [^9]",
    ],
)
def test_links_formulas_expressions_comments_and_code_call_no_note(text: str) -> None:
    assert statuses(f"{text}\n\nA note.[^1]{ONE}") == {"1": ("present", 1)}


def test_a_call_after_an_exclamation_mark_is_no_image() -> None:
    assert statuses(f"What a surprise![^1]{ONE}") == {"1": ("present", 1)}


def test_a_defined_note_is_called_also_before_a_parenthesis() -> None:
    assert statuses(f"So it is[^1](and was).{ONE}") == {"1": ("present", 1)}


@pytest.mark.parametrize(
    "text",
    [
        "1. [^1]: First.\n2. [^2]: Second.\n",
        "* An item\n* [^1]: First.\n\n- Step\n\n    [^2]: Second.\n",
        "[^1]: ```js\n    f()\n    ```\n\n[^2]: Second.\n",
        "[^1]: ```js\n    f()\n[^2]: Second.\n",
        "[^1]: First:\n\n    ~~~\n    code\n    ~~~\n[^2]: Second.\n",
        "[^1]: First.\n{: .class}\n\n[^2]: Second.\n",
        "[^1]: First.\n    {: .class}\n\n[^2]: Second.\n",
    ],
)
def test_definitions_in_items_and_after_code_are_definitions(text: str) -> None:
    found = notes(f"See[^1] and[^2].\n\n{text}")
    assert {label: (note.status, len(note.markers)) for label, note in found.items()} == {"1": ("present", 1), "2": ("present", 1)}
    assert found["2"].body == "Second." and "class" not in found["1"].body


def test_a_definition_may_begin_another() -> None:
    found = notes("The ring.[^a] The kind.[^b]\n\n[^a]: [^b]:     For eating.\n")
    assert {label: note.body for label, note in found.items()} == {"a": "", "b": "For eating."}


def test_a_note_of_nothing_but_code_has_it_as_its_text_and_csl_json_as_its_source() -> None:
    assert notes("A[^1]\n\n[^1]:\n    ```sh\n    ls\n    ```\n")["1"].body.strip() == "ls"
    (source,) = notes('A[^1]\n\n[^1]:\n    ```csl-json\n    {"type": "article", "title": "Weirs"}\n    ```\n')["1"].sources
    assert source.item.title == "Weirs"


def test_a_resolved_reference_link_calls_no_note() -> None:
    text = (
        "Deploy with [Elm][0], see [1] and [2].\n\n[0]: https://a.example/\n[1]: https://b.example/\n[2]: https://c.example/\n\n"
        "1. Find it.\n1. Make a [file][3].\n\n[3]: https://d.example/\n"
    )
    assert statuses(text) == {}


def test_an_exponent_in_a_formula_is_no_call() -> None:
    document = MarkdownFormat().read("a.md", b"The variance $\\pi^2 = \\sigma^3$ of words and $x_i^2$.\n")
    assert document.calls == ()


def test_a_numbered_list_that_neither_cites_nor_is_called_is_none_of_notes() -> None:
    clauses = "\n\n".join(f"{n}. The section of that number\n\nIts words stand here." for n in (87, 88, 89, 92))
    assert statuses(f"# Act\n\n{clauses}\n") == {}
    assert statuses("Speed is m s^2 or x^3.\n\n1. Open.\n2. Wait.\n3. Close.\n") == {}


def test_references_before_a_numbered_list_of_the_same_section_are_kept() -> None:
    text = "# References\n\nAdler, G. The mill. *J. Mill.* 1925;63:529.\n\n**By the author**\n\n1. Kulm, T. Tides. *Rivers* 2014;54:137.\n"
    assert list(statuses(text)) == ["u1", "1"]


def test_an_entry_with_several_labels_is_called_by_each() -> None:
    text = "So it is[1][3]. Not so[2].\n\n## References\n\n[1] [3] Young people - Elm News\n\nhttps://a.example/\n\n[2] A choice - Elm Blog\n"
    assert statuses(text) == {"1": ("present", 2), "2": ("present", 1)}
    assert notes(text)["1"].body.startswith("Young people")


def test_a_missing_note_is_doubtful_if_its_call_may_be_none() -> None:
    assert notes("The mark [^N] and [^foo] in the output.\n")["N"].doubtful
    assert not notes("A note.[^1]\n")["1"].doubtful
    assert not notes(f"A note.[^1] Another.[^lost]{ONE}")["lost"].doubtful


def test_a_shortcode_that_is_closed_at_once_hides_no_call() -> None:
    text = "{{< code-toggle config=mill />}}\n\nIt turns.[^1]\n\n{{< code-toggle file=a >}}\nx[^2]\n{{< /code-toggle >}}\n\n[^1]: K. Roe, Weirs, 2001.\n"
    document = MarkdownFormat().read("a.md", text.encode())
    assert [(note.label, len(note.markers)) for note in document.notes] == [("1", 1)]


def test_a_raised_link_is_no_inline_note() -> None:
    document = MarkdownFormat().read(
        "a.md", b"Doe ^[x](#mail)^, Roe ^[o](https://a.example/o)^. It turns.^[K. Roe, Weirs, 2001.]\n"
    )
    assert [note.body for note in document.notes] == ["K. Roe, Weirs, 2001."]
    assert [address.url for address in document.addresses] == ["https://a.example/o"]


@pytest.mark.parametrize(
    "entries",
    [
        "> Okafor, A. *Rivers*. Harbour Press, 2010.<br>\n> Ito, B. *Bread*. Mill House, 2012.<br>\n",
        "Okafor, A. *Rivers*. Harbour Press, 2010.  \nIto, B. *Bread*. Mill House, 2012.\n",
        "Okafor, A. *Rivers*. Harbour Press, 2010.\\\nIto, B. *Bread*. Mill House, 2012.\n",
        "Okafor, A. *Rivers*. Harbour Press, 2010.\nIto, B. *Bread*. Mill House, 2012.\n",
        "> - Okafor, A. *Rivers*. Harbour Press, 2010.\n> - Ito, B. *Bread*. Mill House, 2012.\n",
    ],
)
def test_references_one_a_line_are_entries(entries: str) -> None:
    assert [note.body for note in notes(f"Text.\n\n## References\n\n{entries}").values()] == [
        "Okafor, A. Rivers. Harbour Press, 2010.",
        "Ito, B. Bread. Mill House, 2012.",
    ]


def test_a_reference_of_several_lines_is_one_entry() -> None:
    text = "Text.\n\n## References\n\nOkafor, A. *Rivers*, 2010,\nwith a map. Harbour Press.\n\n- Ito, B. *Bread*, 2012.\n  Mill House, 2013.\n"
    assert len(notes(text)) == 1


def test_a_quoted_list_has_the_numbers_that_it_prints() -> None:
    text = "Text.\n\n## References\n\n> 3. Okafor, A. *Rivers*. Harbour Press, 2010.\n> 4. Ito, B. *Bread*. Mill House, 2012.\n> 5. Lund, C. *Salt*. 2013.\n"
    assert list(notes(text)) == ["3", "4", "5"]


def test_the_address_of_the_last_entry_may_stand_in_a_paragraph_of_its_own() -> None:
    text = "Mills[1] turn[2].\n\n## References\n\n[1] On mills - Elm News\n\nhttps://a.example/1\n\n[2] On weirs - Elm Blog\n\nhttps://b.example/2\n\nEnd.\n"
    assert notes(text)["2"].body.split()[-1] == "https://b.example/2"


def test_a_paragraph_that_lacks_the_colon_of_a_definition_makes_its_note_doubtful() -> None:
    def missing(text: str) -> dict[str, bool]:
        read = MarkdownFormat().read("a.md", text.encode())
        return {note.label: note.doubtful for note in read.notes if note.status == "missing"}

    assert missing("Rye.[^1] Oats.[^2]\n\n[^1] Okafor, Rivers, 2010.\n") == {"1": True, "2": False}
    assert missing("[^1]. Okafor, Rivers, 2010, p. [^41]:\n\n[^2]. Ito, Bread, 2012.\n") == {"1": True, "2": True, "41": True}
    assert missing("Rye.[^1]\n[^2] Oats.\n[^1]: Okafor.\n") == {"2": True}


@pytest.mark.parametrize(
    ("call", "label"),
    [
        (r"\[{}\]", r"\[{}\] "),
        ("<sup>{}</sup>", "<sup>{}</sup> "),
        ('<sup id="a{0}">[{0}](#f{0})</sup>', '<b id="f{0}">{0}</b> '),
        ("[[{0}]](#ref{0})", '<a id="ref{0}">[{0}]</a> '),
        (" [{}]", "**[{}]** "),
        (" [{}]", '<a id="n{0}"></a>[{0}] '),
        ("<sup>{}</sup>", "{}. "),
        ("<sup>[{}]</sup>", "[{}] "),
    ],
)
def test_numbers_typed_with_markup_are_labels_and_calls(call: str, label: str) -> None:
    text = f"Words{call.format(1)} and more{call.format(2)}.\n\n## Notes\n\n" + "\n\n".join(
        f"{label.format(number)}{name}, J. *A title of things*. London: Elm, 2004." for number, name in ((1, "Doe"), (2, "Roe"))
    )
    found = notes(text)
    assert statuses(text) == {"1": ("present", 1), "2": ("present", 1)}
    assert found["1"].body == "Doe, J. A title of things. London: Elm, 2004."


@pytest.mark.parametrize(
    "text",
    [
        "Words <code>[^abc]</code>, <kbd>[^2]</kbd>, <samp class=x>[^3]</samp> and <tt>[^4]</tt>.",
        "\\begin{align*}\na[^2] &= b\n\\end{align*}",
        "Words with 10<sup>3</sup> kg and m<sup>2</sup>.",
    ],
)
def test_elements_for_code_and_formulas_call_no_undefined_note(text: str) -> None:
    assert statuses(f"{text}\n\nA note.[^1]{ONE}") == {"1": ("present", 1)}


def test_a_defined_note_is_called_in_an_element_for_code() -> None:
    assert statuses(f"The call <code>f()[^1]</code>.{ONE}") == {"1": ("present", 1)}


def test_a_list_of_steps_is_none_of_notes_though_notes_of_another_file_have_some_of_its_numbers() -> None:
    calls = " ".join(f"The boats were counted.<sup>{number}</sup>" for number in range(4, 10))
    steps = "1. Speed is the measure.\n2. Boats are for people.\n3. Nets are different.\n4. Ask the harbour.\n5. Change the way.\n"
    assert not notes(f"{calls}\n\n{steps}")


NOTE = "\n\nRivers rose.[^one]\n\n[^one]: Moor, Salt, 2014.\n"


def certain(text: str) -> list[str]:
    document = citecheck.read("a.md", text)
    return [note.label for note in document.notes if note.status == "missing" and not note.doubtful]


@pytest.mark.parametrize(
    "text",
    [
        '{{< search "[^xyz]" >}}',
        '{{% match "[^xyz]" %}}',
        '{% find re="[^xyz]" %}',
        "{{< match `[^xyz]` >}} and {{< other >}}",
        "- [^abc]: any other character\n- [^0-9] no digit\n- [^xyz] others",
        "| [^xyz] | others |\n|---|---|\n| [^\\s] | words |",
        'Use `[^"]*` and [^xyz].',
    ],
)
def test_parts_of_regular_expressions_are_no_certain_calls(text: str) -> None:
    assert certain(text + NOTE) == []


@pytest.mark.parametrize(
    "text",
    [
        "{{< note >}}Rivers fell.[^xyz]{{< /note >}}",
        "Rivers fell.[^xyz]",
        "{% raw %}Rivers{% endraw %} fell.[^xyz]",
        "It fell.[^xyz] {{ a }}",
        "It fell.[^xyz] It rose.[^a-note]",
    ],
)
def test_a_call_beside_tags_of_templates_is_one(text: str) -> None:
    assert certain(text + NOTE)[-1:] == ["xyz"]


def test_a_note_that_only_a_tag_calls_is_called() -> None:
    (note,) = citecheck.read("a.md", '{{< figure caption="Rivers rose.[^one]" >}}\n\n[^one]: Moor, Salt, 2014.\n').notes
    assert note.status == "present"

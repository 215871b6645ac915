"""References in alphabetical order are a list though no heading says so; texts, timelines, lists of links and of own works are none."""

import pytest

from citecheck.app import wiring
from citecheck.documents.sorted_lists import sorted_lists

ENTRIES = [
    "Bell, Ada. <i>Salt Gardens of the North</i>. Dale: Moor Press, 1989.",
    "Lund, Eva, and Ole Roth. “Harbours in Winter.” <i>Harbour Studies</i> 12 (2004): 3–9.",
    "———. <i>Quays and Tides</i>. Brede: Ebb, 2011.",
    "Okafor, Ben. 1997. <i>Rivers at Night</i>. Dale: Quay.",
    "Roth, Ole. <i>Docks</i>. Brede: Pine Press, n.d.",
    "Young, Tom. <i>The Old Pier Road</i>. Oxmoor: Hill, 2001.",
]
PLAIN = [one.replace("<i>", "").replace("</i>", "") for one in ENTRIES]
TEXT = "The harbour was built in the year when the salt road was closed. It stood for long."


def labels(body: str) -> list[str]:
    return [note.label for note in wiring.read_document("pier.html", f"<body>{body}</body>".encode()).notes]


@pytest.mark.parametrize(
    "around", ["<p>{}</p>", "<div>{}</div>", "<li>{}</li>", "{}<br>", "<p><font size=2>{}</font></p>", "{}<p>"]
)
@pytest.mark.parametrize("heading", ["", "<center><b>Against the Pier</b></center>", "<h3>Books</h3>"])
def test_references_of_a_page_in_alphabetical_order_are_a_list(heading: str, around: str) -> None:
    text = f"<h1>The pier</h1><p>{TEXT}</p>{heading}{''.join(map(around.format, ENTRIES))}<p>{TEXT}</p>"
    assert labels(text) == [f"u{at}" for at in range(1, len(ENTRIES) + 1)]


def test_short_lists_beside_a_long_one_are_found() -> None:
    parts = [ENTRIES, ENTRIES[:2] + ENTRIES[3:4]]
    text = "".join(f"<p><b>Part</b></p>{''.join(f'<p>{one}</p>' for one in part)}" for part in parts)
    assert len(labels(text)) == len(ENTRIES) + 3


def test_references_at_the_end_of_a_text_are_a_list() -> None:
    data = "\n\n".join([TEXT] * 12 + PLAIN).encode()
    assert len(wiring.read_document("pier.txt", data).notes) == len(PLAIN)


@pytest.mark.parametrize(
    "lines",
    [
        PLAIN[:4],
        PLAIN[::-1],
        [f"{year}. Lund, Eva. Harbours in Winter. Brede: Ebb, {year}." for year in range(1990, 1999)],
        [f"Lund, Eva. {word} in Winter. Brede: Ebb, 1999." for word in ("Docks", "Harbours", "Piers", "Quays", "Tides", "Waves")],
        [
            f"{name} Site. https://{name.lower()}.example/. Maps and pictures."
            for name in ("Ada", "Bell", "Cole", "Dale", "Ebb", "Fell")
        ],
        [
            f"{name} came to the harbour in 1999, and he stayed there, as he had said."
            for name in ("Ada", "Ben", "Cole", "Dan", "Eve")
        ],
    ],
    ids=["few", "unsorted", "years", "one author", "links", "sentences"],
)
def test_other_lines_are_no_list(lines: list[str]) -> None:
    assert not sorted_lists([TEXT, *lines, TEXT])


@pytest.mark.parametrize("around", ["{}\n\n", "- {}\n", "* {}\n\n"])
@pytest.mark.parametrize("heading", ["", "## Against the pier\n\n"])
def test_references_of_markdown_in_alphabetical_order_are_a_list(heading: str, around: str) -> None:
    text = f"# The pier\n\n{TEXT}\n\n{TEXT}\n\n{heading}{''.join(map(around.format, PLAIN))}\n## Now\n\n{TEXT}\n\n{TEXT}\n"
    assert len(wiring.read_document("pier.md", text.encode()).notes) == len(PLAIN)

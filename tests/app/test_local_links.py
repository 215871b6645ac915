"""Links to files and anchors of the repository: what is not there is said, what a publisher may make of other files is not."""

from pathlib import Path

import pytest

from citecheck.app.documents import read_documents
from citecheck.config.settings import Settings
from citecheck.protocols import LinkSettings


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "start.md").write_text("# Start here\n\n## What's new? (2026)\n\n## Über uns\n\n## Again\n\n## Again\n")
    (tmp_path / "guide" / "index.md").write_text("# The guide\n")
    (tmp_path / "page.html").write_text('<html><body><h1 id="Top-of-page">Page</h1><a name="old">x</a></body></html>')
    (tmp_path / "River map.png").write_bytes(b"\x89PNG")
    return tmp_path


def broken(folder: Path, text: str, name: str = "a.md", settings: Settings | None = None) -> list[tuple[str, str, str]]:
    (folder / name).write_text(text)
    documents, _ = read_documents([str(folder / name)], settings or Settings(), lambda _: None)
    return [(one.address.url, one.lacks, one.hint) for one in documents[0].broken_links]


@pytest.mark.parametrize(
    "target",
    [
        "guide/start.md", "./guide/start.md#start-here", "guide/start.md#whats-new-2026", "guide/start.md#über-uns", "guide/start.md#uber-uns",
        "guide/start.md#again-1", "guide/start.md#again_1", "guide/", "guide/#the-guide", "guide", "River%20map.png", "<River map.png>",
        "page.html#old", "page.html#top-of-page", "page.html?q=1", "#here", "#top", "guide/start.md#:~:text=new", "guide/start.html", "guide/start",
        "/absolute/path", "mailto:ann@river.example", "//river.example/", "{{ site.url }}/a", "https://river.example/b", "a.md#L10-of-code-is-none",
    ],
)  # fmt: skip
def test_a_link_to_what_is_there_or_may_be_made_is_not_broken(checkout: Path, target: str) -> None:
    assert not broken(checkout, f"# Here\n\n## L10 of code is none\n\nSee [this]({target}).\n")


@pytest.mark.parametrize(
    ("target", "lacks", "hint"),
    [
        ("guide/end.md", "file", ""), ("guide/Start.md", "file", "start.md"), ("river.png", "file", ""), ("guide/start.md#startt", "anchor", ""),
        ("guide/start.md#start_here", "anchor", "#start-here"), ("#there", "anchor", ""), ("page.html#new", "anchor", ""), ("guide/start.md#again-2", "anchor", ""),
        ("other", "file", ""),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_with_what_is_near(checkout: Path, target: str, lacks: str, hint: str) -> None:
    assert broken(checkout, f"# Here\n\nSee [this]({target}).\n") == [(target, lacks, hint)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "![x](gone.png)"), ("a.md", "[x][1]\n\n[1]: gone.png\n"), ("a.md", '<img src="gone.png">'),
        ("a.html", '<html><body><p><img src="gone.png">'), ("a.ipynb", '{"cells": [{"cell_type": "markdown", "source": "![x](gone.png)"}]}'),
    ],
)  # fmt: skip
def test_images_references_and_tags_are_links_in_every_format(checkout: Path, name: str, text: str) -> None:
    assert broken(checkout, text, name) == [("gone.png", "file", "")]


@pytest.mark.parametrize("text", ["`[x](gone.md)`", "    [x](gone.md)\n", "```\n[x](gone.md)\n```\n", "<!-- [x](gone.md) -->\n"])
def test_code_and_comments_have_no_links(checkout: Path, text: str) -> None:
    assert not broken(checkout, text)


def test_where_a_publisher_makes_the_pages_one_may_be_made_of_something_else(checkout: Path) -> None:
    (checkout / "mkdocs.yml").write_text("site_name: River\n")
    assert not broken(checkout, "See [the API](api/index.html) and [the blog](blog/).\n")
    assert broken(checkout, "See [this](gone.md).\n")


@pytest.mark.parametrize(
    "text",
    [
        '<footer><a href="gone.html">x</a></footer>',
        '{% extends "base.html" %}<html><body><a href="gone.html">x</a></body></html>',
        '<html><body>{{ title }}<img src="gone.png"></body></html>',
        '<html><body><a href=" page.html ">x</a></body></html>',
    ],
)
def test_templates_and_parts_of_pages_have_links_from_elsewhere(checkout: Path, text: str) -> None:
    assert not broken(checkout, text, "a.html")


def test_a_file_that_is_there_from_a_folder_above_is_doubtful(checkout: Path) -> None:
    path = checkout / "guide" / "map.md"
    path.write_text("![x](River%20map.png) [y](gone.md)\n")
    (document,), _ = read_documents([str(path)], Settings(), lambda _: None)
    assert [(one.hint, one.doubtful) for one in document.broken_links] == [("../River map.png", True), ("", False)]


def test_a_folder_with_a_full_stop_in_its_name_may_be_a_page_that_a_publisher_makes(checkout: Path) -> None:
    (checkout / "config.rb").write_text("# Middleman\n")
    assert not broken(checkout, "See [this](licenses/river-3.0/).\n")
    assert broken(checkout, "See [this](river-3.0.txt).\n")


@pytest.mark.parametrize("module", ["river.weirs", "river"])
def test_a_page_that_is_filled_in_when_it_is_made_may_have_any_anchor(checkout: Path, module: str) -> None:
    (checkout / "api.md").write_text(f"# API\n\n::: {module}\n")
    assert not broken(checkout, "See [this](api.md#river.weirs.open).\n")
    (checkout / "api.md").write_text("# API\n\n::: note\nA box.\n:::\n")
    assert broken(checkout, "See [this](api.md#river.weirs.open).\n")


def test_links_from_the_root_are_looked_up_where_the_settings_say(checkout: Path) -> None:
    settings = Settings(links=LinkSettings(root=str(checkout / "guide")))
    assert not broken(checkout, "[a](/start.md)\n", settings=settings)
    assert broken(checkout, "[a](/end.md)\n", settings=settings) == [("/end.md", "file", "")]


def test_nothing_outside_of_the_checkout_is_looked_for(checkout: Path) -> None:
    (checkout / "out").symlink_to(checkout.parent)
    assert not broken(checkout, "[a](../../etc/passwd) [b](out/gone.md) [c](../gone.md)\n")


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("`code` and *words*", "code-and-words"), ("A [link](https://a.example/)", "a-link"), ("1. First", "1-first"), ("1. First", "first"),
        ("C++ & Co.", "c--co"), ("Named {#own}", "own"), ("snake_case", "snake_case"), ("日本語", "日本語"), ("ढाँचा नियम", "ढाँचा-नियम"), ("น้ำขึ้น", "น้ำขึ้น"), ("A - b", "a---b"), ("A - b", "a-b"),
        ("\u2699\ufe0f Gears", "\ufe0f-gears"), ("\u2699\ufe0f Gears", "-gears"), ("1\ufe0f\u20e3 Step", "1\ufe0f\u20e3-step"), ("1\ufe0f\u20e3 Step", "1-step"), ("\U0001f680 Go", "-go"),
    ],
)  # fmt: skip
def test_headings_have_the_names_that_publishers_make(checkout: Path, heading: str, anchor: str) -> None:
    assert not broken(checkout, f"# Top\n\n## {heading}\n\n[this](#{anchor})\n")


@pytest.mark.parametrize(
    "line",
    [
        "- ### Upper weirs",
        "  1. ## Upper weirs ##",
        "> ## Upper weirs",
        "> - # Upper weirs",
        "- Weirs\n\n    ### Upper weirs\n",
        "- [ ] ### Upper *weirs*",
    ],
)
def test_headings_within_items_and_quotations_have_anchors(checkout: Path, line: str) -> None:
    assert not broken(checkout, f"# Weirs\n\n{line}\n\n[this](#upper-weirs)\n")


def test_a_longer_fence_is_not_closed_by_a_line_that_is_indented_further(checkout: Path) -> None:
    assert not broken(checkout, "```\n      ```text\n      a\n      ```\n```\n\n# After\n\n[this](#after)\n")


@pytest.fixture
def site(checkout: Path) -> Path:
    """A folder of built HTML with a menu of links from the root."""
    (checkout / "mkdocs.yml").write_text("site_name: River\n")
    folder = checkout / "public"
    (folder / "guide").mkdir(parents=True)
    menu = '<a href="/">Home</a> <a href="/guide/">Guide</a> <a href="/guide/start#weirs">Start</a> <a href="/style.css?v=2">x</a>'
    for name in ("index.html", "guide/index.html", "guide/start.html"):
        (folder / name).write_text(f'<html><body>{menu}<h2 id="weirs">Weirs</h2></body></html>')
    (folder / "style.css").write_text("p {}")
    return folder


def broken_in(folder: Path) -> list[str]:
    documents, _ = read_documents([str(folder)], Settings(), lambda _: None)
    return [one.address.url for document in documents for one in document.broken_links]


def test_links_from_the_root_of_a_built_site_are_looked_up_in_its_folder(site: Path) -> None:
    assert not broken_in(site)
    (site / "news.html").write_text('<html><body><a href="/gone.html">a</a> <a href="/guide/#locks">b</a> <a href="lost/">c</a>')
    assert broken_in(site) == ["/gone.html", "/guide/#locks", "lost/"]


def test_a_folder_that_is_published_below_a_path_or_redirects_is_no_root(site: Path) -> None:
    (site / "news.html").write_text('<html><body><a href="/gone.html">a</a>')
    (site / "_redirects").write_text("/gone.html /\n")
    assert not broken_in(site)
    (site / "_redirects").unlink()
    for page in site.rglob("*.html"):
        page.write_text(page.read_text().replace('href="/', 'href="/project/'))
    assert not broken_in(site)


def test_a_definition_that_no_text_uses_is_no_link(checkout: Path) -> None:
    assert not broken(checkout, "# Drawbacks\n\n[drawbacks]: #disadvantages\n")
    assert broken(checkout, "# Drawbacks\n\nSee [drawbacks].\n\n[drawbacks]: #disadvantages\n") == [
        ("#disadvantages", "anchor", "")
    ]


def test_an_anchor_may_have_percent_signs_of_its_own(checkout: Path) -> None:
    page = '<html><body><p id="a%3Ab">x</p><p id="c:d">y</p><a href="#a%3Ab">1</a> <a href="#c%3Ad">2</a> <a href="#a:b">3</a>'
    assert [url for url, _, _ in broken(checkout, page, "a.html")] == ["#a:b"]


def test_a_link_may_name_a_label_of_sphinx_in_the_documentation_and_beside_it(checkout: Path) -> None:
    text = "See [](syntax/alerts), [this](#syntax/alerts) and [that](gone.md).\n"
    assert len(broken(checkout, text)) == 3
    (checkout / "docs").mkdir()
    (checkout / "docs" / "conf.py").write_text("extensions = ['myst_parser']\n")
    assert [url for url, _, _ in broken(checkout, text)] == ["gone.md"]
    (checkout / "docs" / "alerts.md").write_text("(syntax/alerts)=\n# Alerts\n")
    assert [url for url, _, _ in broken(checkout / "docs", text)] == ["gone.md"]

"""What the settings leave out of the link check is not requested, and is unchecked with that reason."""

from pathlib import Path

import pytest

from citecheck.app.documents import read_documents
from citecheck.config.settings import Documents, Settings
from citecheck.links.exclusions import EXCLUDED, HAS_PLACEHOLDER, IS_RESERVED, is_excluded
from citecheck.model.web import verdict
from citecheck.protocols import LinkSettings
from tests.links.answers import CITED, Web, article, links_of, said

URL = "https://docs.river.example/a/edit/b?x=[1]#top"


@pytest.mark.parametrize(
    ("exclude", "include", "excluded"),
    [
        ((), (), False), (("river.example",), (), True), (("er.example",), (), False), (("DOCS.River.example",), (), True), (("https://docs.*",), (), True),
        (("*/edit/*",), (), True), (("https://docs.river.example/a",), (), False), (("https://docs.river.example/a/edit/b?x=[1]",), (), True),
        (("*",), ("river.example",), False), ((), ("other.example",), True), (("river.example",), ("*/edit/*",), False),
    ],
)  # fmt: skip
def test_a_pattern_is_a_host_or_a_url_and_include_has_precedence(
    exclude: tuple[str, ...], include: tuple[str, ...], excluded: bool
) -> None:
    assert is_excluded(URL, exclude, include) is excluded


def test_an_excluded_url_is_not_requested() -> None:
    web = Web({CITED: [said(200, article())]})
    link = links_of(web, CITED, links=LinkSettings(exclude=("news.example",)))[CITED]
    assert (verdict(link), getattr(link, "reason", "")) == ("unchecked", EXCLUDED)
    assert not web.asked


@pytest.mark.parametrize(
    ("end", "asked"),
    [
        ("/users/{id}", False), ("/users/{user_id}/posts", False), ("?key={API_Key}", False), ("/users/%7Bid%7D", False), ("/{owner}/{repo}", False),
        ("/x?doc={3F2504E0-4F89-41D3-9A0C-0305E82C3301}", True), ("/x?doc=%7B3F2504E04F8941D39A0C0305E82C3301%7D", True), ("/x{1}", True), ("/x", True),
        ("/YOUR-USERNAME/repo", False), ("/your-username/repo", False), ("/$USER/repo", False), ("/%3Cid%3E/a", False), ("/<%= id %>/b", False), ("/a<b", True), ("/<version>/z", False),
        ("/:id/a", False), ("/v1/%s/a", False), ("/USERNAME/REPO", False), ("/repos/.../issues", False), ("/abs/XXXX.XXXXX", False), ("?key=YOUR_API_KEY", False),
        ("/your-account", True), ("/your-project-and-you", True), ("/blob/main/VERSION", True), ("/wiki/Talk:Port", True), ("/100%25sure", True), ("/$9-a-month", True),
        ("/{{ page.version }}/doc", False), ("/%7B%7Bversion%7D%7D/doc", False), ("/{% if x %}y{% endif %}/doc", False), ("/{{", False), ("/&lt;version&gt;/a", False),
        ("/{0}/a", False), ("/$(VERSION)/a", False), ("/@VERSION@/a", False), ("/%VERSION%/a", False), ("/__VERSION__/a", False), ("/|release|/a", False), ("/\\version/a", False),
        ("/[version]/a", False), ("/*/a", False), ("/**", False), ("/web/*/https://b.example/", True), ("/a*b/c", True), ("?a[b]=c", True), ("/@USER", True), ("/__init__.py", True),
        ("/%E2%80%93/a", True), ("/a\\b.html", True), ("/x?q=a|b|c", True), ("/a_(b)/$", True),
        ("/posts/user", True), ("/XXX", True), ("/a...b", True), ("/tokens/T", True), ("/a?b=<c", True),
    ],
)  # fmt: skip
def test_a_url_with_a_placeholder_is_not_requested(end: str, asked: bool) -> None:
    url = f"https://api.example{end}"
    web = Web({url: [said(200, article())]})
    link = links_of(web, url)[url]
    assert bool(web.asked) is asked
    assert (getattr(link, "reason", "") == HAS_PLACEHOLDER) is not asked


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://your-domain.com/a", False),
        ("https://www.yoursite.org", False),
        ("https://yours.org/a", True),
        ("https://your.org/a", True),
    ],
)
def test_a_host_with_a_placeholder_is_not_requested(url: str, asked: bool) -> None:
    web = Web({url: [said(200, article())]})
    links_of(web, url)
    assert bool(web.asked) is asked


def test_excluded_files_of_a_folder_are_not_read(tmp_path: Path) -> None:
    for name in ("a.md", "CHANGELOG.md", "vendor/b.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Words.\n")
    settings = Settings(documents=Documents(exclude=("*/vendor/*", "*/CHANGELOG.md")))
    documents, _ = read_documents([str(tmp_path)], settings, lambda _: None)
    assert [Path(one.path).name for one in documents] == ["a.md"]


def test_a_pattern_with_many_stars_takes_no_time() -> None:
    assert not is_excluded("https://a.example/" + "a" * 5_000, ("*a" * 50 + "*b/",), ())


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("example.com", False), ("www.example.org", False), ("api.eu.Example.net", False), ("example.com:8080", False), ("example.edu", False),
        ("myexample.com", True), ("example.com.river.org", True), ("example.co.uk", True), ("river.example", True),
    ],
)  # fmt: skip
def test_an_example_in_a_domain_that_is_reserved_for_examples_is_not_requested(name: str, asked: bool) -> None:
    url = f"https://{name}/v1/items"
    web = Web({url: [said(404)]})
    link = links_of(web, url)[url]
    assert verdict(link) == ("gone" if asked else "unchecked")
    assert bool(web.asked) is asked
    assert (getattr(link, "reason", "") == IS_RESERVED) is not asked

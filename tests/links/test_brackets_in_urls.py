"""Hosts of IPv6 and brackets in URLs: where they end, and what is no call of a note."""

import pytest

import citecheck

IPV6_AND_BRACKETS = [
    "http://[2001:db8::1]/x",
    "https://[2001:db8:0:1::ab]:8080/p?q=1",
    "http://[::ffff:192.0.2.1]",
    "http://a.example/x?y=[1]&z={2}",
    "https://a.example/x?y=[1,2]",
    "https://a.example/x?filter[name]=b&c[]=2",
    "https://a.example/x?a[0][b]=1",
    "https://a.example/?q={id}",
]


@pytest.mark.parametrize("url", IPV6_AND_BRACKETS)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.rst", "a.tex", "a.html"])
def test_hosts_of_ipv6_and_values_in_brackets_are_parts_of_urls_and_no_calls(name: str, url: str) -> None:
    text = f"It rose [1].\n\nSee {url}, and ({url}).\n\n[1] Moor, D. Salt. 2014. {url}.\n"
    document = citecheck.read(name, text)
    assert {address.url for address in document.addresses} == {url}
    assert not [note for note in document.notes if note.status == "missing"]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://a.example/x[1]", "https://a.example/x"),
        ("[https://a.example/x?y=1]", "https://a.example/x?y=1"),
        ("https://a.example/x?y=1[2](#n2)", "https://a.example/x?y=1"),
        ("https://a.example/x?y=[here](https://b.example)", "https://a.example/x?y="),
    ],
)
def test_calls_and_links_behind_a_url_are_no_part_of_it_in_markdown(text: str, url: str) -> None:
    assert citecheck.read("a.md", f"See {text} now.").addresses[0].url == url


@pytest.mark.parametrize("text", ["http://[a link]", "http://[12:30]/x", "http://x", "[http://[]]"])
def test_brackets_without_an_address_are_no_host(text: str) -> None:
    assert not citecheck.read("a.txt", f"See {text} now.").addresses

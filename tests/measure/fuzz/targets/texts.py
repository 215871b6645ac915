"""Single texts: URLs and their equality, redirects, secrets in URLs, the guard, and ignore comments."""

from collections.abc import Iterator

from citecheck.app import wiring
from citecheck.archives.warc.surts import surt, uri
from citecheck.documents import suppressions
from citecheck.language import secrets
from citecheck.links import redirects, url_equality, urls
from citecheck.links.archive_urls import archived
from citecheck.links.soft_404_probe import group, probe_url
from citecheck.model.document import Document
from citecheck.net.guard import Refused, check_url
from citecheck.net.wire_url import on_the_wire, redirected
from citecheck.pages.quick_metadata import QuickMetadata
from tests.measure.fuzz.attempt import BrokenPlugin, Target

PAGE = "https://courier.example/2019/03/14/river-towns?id=1#part"
UNLINKED = QuickMetadata("River towns", ("River towns",), markup=True)


def reads_urls(data: bytes) -> None:
    """A text with addresses in it, each of which is looked at in every way and held against the next."""
    text = data.decode("utf-8", "surrogateescape")
    found = urls.find_urls(text)
    for mention in found:
        if not 0 <= mention.start < mention.end <= len(text):
            raise BrokenPlugin("the place of an address is outside of the text")
    urls.find_residue(text)
    shown = secrets.shown(text)
    if secrets.shown(shown) != shown:
        raise BrokenPlugin("what is masked is masked again")
    asked = [mention.url for mention in found[:6]] + ([text] if "\n" not in text else text.split("\n")[:4])
    for one, other in zip(asked, [*asked[1:], PAGE], strict=True):
        _one(one)
        _two(one, other)
        _two(PAGE, one)


def _one(url: str) -> None:
    urls.host(url), urls.trim(url), archived(url), urls.without_fragment(url)
    url_equality.page_key(url), url_equality.is_copy(url)
    if secrets.why_private(secrets.public(url)) not in (None, "it is malformed"):
        raise BrokenPlugin(f"what is made public has a secret: {secrets.public(url)!r:.200}")
    secrets.is_inside(url)
    try:
        written = urls.writable(url)
        if not written.isascii() or any(sign in written for sign in " <>\"'\n\\^`{|}" if sign != "'"):
            raise BrokenPlugin(f"what may be written anywhere may not: {written!r:.200}")
    except ValueError:  # no web address; said in its docstring
        pass
    try:
        wire = on_the_wire(url)
        check_url(wire, allow_private=False)
    except Refused:
        return
    if not wire.isascii() or not wire.isprintable() or " " in wire:
        raise BrokenPlugin(f"an address on the wire holds what it may not: {wire!r:.200}")
    surt(wire), uri(wire)
    redirects.segments(wire), redirects.is_front(wire), group(wire), probe_url(wire)


def _two(one: str, other: str) -> None:
    if url_equality.same_url(one, other) != url_equality.same_url(other, one):
        raise BrokenPlugin("equality of addresses has a direction")
    urls.joined(one, other)
    try:
        first, second = on_the_wire(one), on_the_wire(redirected(one, other))
        check_url(first, allow_private=False)
        check_url(second, allow_private=False)
    except Refused:
        return
    (
        redirects.lost(first, second, UNLINKED),
        redirects.is_doubtful(first, second, UNLINKED),
        redirects.keeps_words(first, second, UNLINKED),
    )


def reads_comments(data: bytes) -> None:
    """Comments that ask to pass over findings, in the syntax of each format; what is blanked keeps every offset."""
    text = data.decode("utf-8", "replace")
    for name, form in wiring.plugins("formats").items():
        for one in suppressions.find(Document("case", name, text, traits=form.traits)):
            if one.first > one.last or "\n" in one.reason:
                raise BrokenPlugin("a comment that speaks of no lines")
        if len(suppressions.blanked(text, form.traits.comment_syntax)) != len(text):
            raise BrokenPlugin("a blanked text is of another length")


def _urls() -> Iterator[bytes]:
    yield b"https://user:pass@courier.example:8080/a;jsessionid=1?access_token=abc&b=2#frag=1&sig=x https://www.courier.example/a/amp?utm_source=x"
    yield "see http://büro.example/ä (b) and www.example.org/a_(b)). https://web.archive.org/web/20190101000000id_/http://e.org/x".encode()
    yield b"https://example.org/very-long-\npath/x,-PM-Barzani-says\nhttp://[::ffff:127.0.0.1]/ http://0x7f.1/ http://127.1/"
    yield b"https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F&h=1 https://archive.ph/abcde doi:10.1000/182 //a.example/ /x ?y #z"


def _comments() -> Iterator[bytes]:
    yield b"a [1]\n<!-- citecheck-ignore CC101, CC201: reason until 2027-01-01 -->\nb\n% citecheck-ignore-file CC1: x\n# citecheck: ignore dead-link\n\n.. citecheck-ignore\n"


URL_WORDS = tuple(
    word.encode() for word in (
        "http://", "https://", "//", "@", ":", ":99999", "[", "]", "[::1]", "%00", "%0d%0a", "%2f", "%", "?", "&", "#", ";", "=", "..", "/./", "\\", "xn--", "xn--a-", "ü", "。", "①", "İ", "ß", "\u00ad", "\u200b",
        "access_token=", "sig=", "eyJhbGciOiJI.eyJzdWIiOiIx.", ";jsessionid=", "web.archive.org/web/2019/", "archive.ph/", "doi.org/10.1/", "utm_a=", "/amp", "m.", "www.", "127.0.0.1", "0x7f.1", "localhost", ":~:text=",
    )
)  # fmt: skip
COMMENT_WORDS = (
    b"citecheck-ignore",
    b"citecheck: ignore",
    b"-file",
    b"<!--",
    b"-->",
    b"%",
    b"#",
    b"..",
    b"CC101",
    b"CC",
    b"dead-link",
    b"until 2027-01-01",
    b"until=2027-99-99",
    b": ",
    b",",
    b"[",
    b"]",
    b"\n",
    b"\r\n",
)
TARGETS = (
    Target("urls", reads_urls, _urls, URL_WORDS, None, (), 1_500),
    Target("comments", reads_comments, _comments, COMMENT_WORDS, None, (), 2_000),
)

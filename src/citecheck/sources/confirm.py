"""Verification of the page at the footnote's own URL. ``contradicted`` requires that the whole page was read and is another work."""

from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from citecheck.language.languages import detect
from citecheck.language.titles import SHORT, content_words, fold, overlap, plain_words
from citecheck.model.knowledge import Candidate, Resolution, Scored
from citecheck.model.reference import Source
from citecheck.model.web import Link, Live, Moved, Page, Response
from citecheck.pages.metadata import read_page
from citecheck.protocols import Query
from citecheck.sources import thresholds
from citecheck.sources.evidence import CandidatePages, confirmed, contradicted, has_other_authors, readings_of
from citecheck.sources.page_reader import PageReader, own, shows
from citecheck.sources.quotation_check import quote
from citecheck.sources.record_titles import spelt_alike
from citecheck.sources.verify import verify

OTHER_AUTHORS = "the page has the title, but names other authors"
NAMES = {"issued": "date", "container-title": "outlet"}


def confirm(query: Query, url: str, link: Link, answer: Response | None, reader: PageReader) -> Resolution:
    """Return the resolution of a source with a URL, with the results for its quotations."""
    if not isinstance(link, Live | Moved) or answer is None:
        return _from_capture(query, url, link, reader)
    page = read_page(answer)
    decided = _judge(query, url, link, page, reader)
    return decided if decided.state == "contradicted" else replace(decided, quotes=reader.quotes(query, url, (page,)))


def _judge(query: Query, url: str, link: Link, page: Page, reader: PageReader) -> Resolution:
    source = query.source
    (scored,) = verify(source, [CandidatePages(own(url), (page,))], query.domains, query.quoted)
    if "title" in confirmed(scored.evidence):  # the date in its URL then counts
        (scored,) = verify(source, [CandidatePages(Candidate(url, "note"), (page,))], query.domains, query.quoted)
    agrees, against = confirmed(scored.evidence), contradicted(scored.evidence)
    if "title" in agrees and not against:
        return Resolution("verified", url, link, probability=max(scored.probability, thresholds.VERIFIED), evidence=scored.evidence)
    if "title" in agrees and against == {"author"}:
        sure = max(scored.probability, thresholds.VERIFIED)
        return Resolution("likely", url, link, probability=sure, evidence=scored.evidence, reason=OTHER_AUTHORS)
    if "title" in agrees:
        reason = f"the page has the title, but another {' and another '.join(NAMES.get(name, name) for name in sorted(against))}"
        return Resolution("ambiguous", link=link, evidence=scored.evidence, candidates=(scored,), reason=reason)
    strangers = has_other_authors(scored.evidence)
    another = all(_is_another(page, reading, dated="issued" in against, strangers=strangers) for reading in readings_of(source))
    another = another and ("issued" not in agrees or strangers)  # many works have one date
    another = another and ("author" not in agrees or bool(against))
    certain = another and (
        strangers or ("issued" in against and not _is_named(page, source)) or _is_all_that_is_known(page, source)
    )
    captured = reader.capture(url, source)
    if captured and shows(source, url, captured):
        return _changed(query, url, link, scored if another else None, page, captured)
    if not certain:
        reason = f"the page has {'another title, and ' if another else ''}too little information to decide"
        return Resolution("unchecked", link=link, evidence=scored.evidence, reason=reason)
    return Resolution(
        "contradicted", url, link, probability=scored.probability, evidence=scored.evidence, reason="the page is another work"
    )


def _from_capture(query: Query, url: str, link: Link, reader: PageReader) -> Resolution:
    """The resolution by a capture, if the live page cannot be read."""
    captured = reader.capture(url, query.source)
    if captured and shows(query.source, url, captured):
        (scored,) = verify(query.source, [CandidatePages(own(url), (captured,))], query.domains, query.quoted)
        if not contradicted(scored.evidence):
            found = Resolution(
                "verified", url, link, probability=max(scored.probability, thresholds.VERIFIED), evidence=scored.evidence
            )
            return replace(found, quotes=quote(query, (captured,)))
    reason = str(getattr(link, "reason", "")) or "no reason given"
    return Resolution("unchecked", link=link, reason=f"the page could not be read: {reason}")


def _changed(query: Query, url: str, link: Link, another: Scored | None, page: Page, captured: Page) -> Resolution:
    """The resolution if only the capture has the cited title: the page has a new headline, or is ``another`` work now."""
    if another and drift(captured.text, page.text) >= thresholds.TEXT_GONE:
        reason = "the page has changed since it was cited: a capture shows the cited work, the live page another"
        return Resolution("contradicted", url, link, probability=another.probability, evidence=another.evidence, reason=reason)
    (then,) = verify(query.source, [CandidatePages(own(url), (captured,))], query.domains, query.quoted)
    return Resolution("verified", url, link, probability=max(then.probability, thresholds.VERIFIED), evidence=then.evidence)


def drift(before: str, now: str) -> float:
    """Return the share of a text's word runs that are gone, from 0 to 1 (shingles; Broder 1997)."""
    old, new = _shingles(before), _shingles(now)
    return 1.0 - len(old & new) / len(old) if old else 0.0


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = fold(text).split()
    return set(zip(*(words[at:] for at in range(thresholds.SHINGLE_WORDS)), strict=False))


def _is_another(page: Page, source: Source, *, dated: bool, strangers: bool) -> bool:
    """Whether a page was read whole, has enough text, and lacks the cited title in headings and text.

    Pages link to others by title, so if its own date is another one (``dated``), its text may contain the title. Translations have
    other titles; if the page names other authors (``strangers``), only a title whose language is certain may be one.
    """
    title = source.item.title or ""
    if source.translated_title or not title or not page.titles or not page.whole:
        return False
    said = fold(page.text)
    own_date = dated and page.dates[:1] and page.dates[0].origin != "time"
    if len(said.split()) < thresholds.PAGE_TEXT_WORDS or (fold(title) in said and not own_date):
        return False
    heads = {word for claim in page.titles for word in plain_words(claim.value)}
    elsewhere = overlap(content_words(title), _with_forms(heads, title)) < thresholds.PAGE_HEADING_WORDS
    return elsewhere and (_same_language(page, source) or (strangers and not detect(title)))


def _is_named(page: Page, source: Source) -> bool:
    """Whether a page's URL has the cited title, so that its headline may have been changed."""
    words = plain_words(unquote(urlsplit(page.url).path))
    return overlap(content_words(source.item.title or ""), words) >= thresholds.PAGE_HEADING_WORDS


def _is_all_that_is_known(page: Page, source: Source) -> bool:
    """Whether a note gives neither date nor author, and its page does: an article with another title.

    Other pages may be the list, the portal or the programme that a note names by what it found there.
    """
    said = source.item.issued or source.item.author
    return not said and bool(page.dates or page.authors) and not _is_named(page, source)


def _with_forms(words: set[str], title: str) -> set[str]:
    """The words, and those of a title of which they have another form: "harbours" for "harbour", "harbor"."""
    cited = content_words(title)
    return words | {one for one in cited if any(_is_form(one, other) or spelt_alike(one, other) for other in words)}


def _is_form(one: str, other: str) -> bool:
    """Whether one of two words begins with the other, which is no short one; numbers have no forms."""
    short = min(one, other, key=len)
    return len(short) >= SHORT and short.isalpha() and one.startswith(short) and other.startswith(short)


def _same_language(page: Page, source: Source) -> bool:
    """Whether page and footnote have the same language, as far as known; a translation has another title.

    The text of a page is asked too: many sites have the language in their markup from a template.
    """
    ours = (source.item.language or "")[:2].lower()
    theirs = (detect(page.text[: thresholds.LANGUAGE_SAMPLE]), (page.language or "")[:2].lower())
    return not ours or all(language == ours for language in theirs if language)

"""The conditions for ``not-found``.

Indexes of news, the web, reports, theses, books and older or smaller journals are incomplete. So ``not-found`` requires an article, a
paper of a conference or a preprint with a clear title, answers of all services and archives, and a publication that they should have: a
registry has other works of it of that year, or the work is of a kind and time that registries have nearly all of; arXiv has all of its own.
"""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from citecheck.faults import silence
from citecheck.language.languages import detect
from citecheck.language.quotation_marks import PAIRS
from citecheck.language.title_words import title_words
from citecheck.language.titles import content_words
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Resolution, Silent, State
from citecheck.model.reference import Source
from citecheck.patterns import lazy_pattern
from citecheck.protocols import Provider
from citecheck.sources import thresholds
from citecheck.sources.coverage import coverage, is_known_venue
from citecheck.sources.page_reader import PageReader
from citecheck.sources.search import QueryRecorder, SourceSearch

BEHIND_TITLE = lazy_pattern(r"^[.,?!]*\s*(?:[Ii]n:?\s+)?")
REGISTERED = "en"  # registries have the English title if a journal prints two


def not_found_or_unchecked(search: SourceSearch, asked: Sequence[Provider]) -> tuple[State, str]:
    """Return ``not-found``, or ``unchecked`` with the reason."""
    decisive = [p.name for p in asked if search.query.source.item.type in p.decisive]
    for reason in (_unclear(search), _unread_page(search), _no_answer(search.silent)):
        if reason:
            return "unchecked", reason
    if not decisive or set(decisive) - search.answered:
        names = sorted({one.service for one in search.asked} & search.answered)
        unknown = f"not known to {', '.join(names)}; nobody was asked who" if names else "nobody was asked who"
        return "unchecked", f"{unknown} could say that there is no such page"
    if reason := _may_be_missed(search.query.source):
        return "unchecked", f"{', '.join(decisive)} {'does' if len(decisive) == 1 else 'do'} not know it, but {reason}"
    return "not-found", f"{', '.join(decisive)} answered and {'does' if len(decisive) == 1 else 'do'} not know it"


def check_coverage(found: Resolution, search: SourceSearch, asked: Sequence[Provider], reader: PageReader) -> Resolution:
    """Return the resolution, ``unchecked`` if an archive did not answer, or the registry has no work of that journal and year."""
    if found.state != "not-found":
        return found
    if reader.silent:
        return replace(found, state="unchecked", reason=f"in this run, {_no_answer(reader.silent.values())}")
    for provider in asked:
        keeps = getattr(provider, "keeps", None)
        if keeps is None or search.query.source.item.type not in provider.decisive:
            continue
        try:
            with silence():
                kept = keeps(search.query, QueryRecorder(provider.name, reader.network.service(provider.name), search.asked))
        except NoAnswer as error:
            return replace(found, state="unchecked", reason=f"silent: {provider.name} ({error.reason})")
        what = "journal" if search.query.source.item.type == "article-journal" else "conference"
        if kept:
            return replace(found, reason=f"{found.reason}; {provider.name} has other works of that {what} and year")
        reason = f"{provider.name} has no work of that {what} and year"
        known = _covered(search, asked)
        if not known:
            return replace(found, state="unchecked", reason=f"nobody knows it, and {reason}")
        return replace(found, reason=f"{found.reason}; {reason} either, though it has {known} of the works of its kind and time")
    return found


def _covered(search: SourceSearch, asked: Sequence[Provider]) -> str:
    """The share of the works of the source's kind and time that one registry knows, in words; empty if it is too small, if fewer than two
    registries answered, or if only the note's form says that it is an article."""
    item = search.query.source.item
    answered = [provider for provider in asked if item.type in provider.decisive and provider.name in search.answered]
    if search.query.supposed or not item.container_title or not item.author or len(answered) < thresholds.REGISTRIES:
        return ""
    row = coverage(item)
    return f"{row.share:.0%}" if row and row.share >= thresholds.COVERED else ""


def _unclear(search: SourceSearch) -> str:
    """Why the footnote's title is not certain."""
    source = search.query.source
    if source.translated_title:
        return "the title is a translation, which no service can know"
    sure = dict(source.confidence).get("title", 1.0)
    if search.query.title != source.item.title or (sure < thresholds.NOT_FOUND_TITLE_SURE and not _is_bounded(source)):
        return "its title is not certain"
    return ""


def _is_bounded(source: Source) -> bool:
    """Whether a note shows the limits of its title: quotation marks, or the authors before it and a known publication behind it."""
    item = source.item
    before, found, after = source.text.partition(item.title or "\0")
    if not found or not before:
        return False
    if after.lstrip(".,?!")[:1] in tuple(PAIRS.get(before[-1], "")):
        return True
    rest, publication = BEHIND_TITLE.sub("", after), item.container_title or "\0"
    names = {word for name in item.author for part in (name.family, name.given, name.literal) for word in title_words(part or "")}
    named = all(word in names or word.isdigit() for word in title_words(before))
    return named and before.rstrip()[-1] in ".):" and rest.startswith(publication) and is_known_venue(publication)


def _may_be_missed(source: Source) -> str:
    """Why registries may have the work nevertheless."""
    title = source.item.title or ""
    if len(content_words(title)) < thresholds.NOT_FOUND_TITLE_WORDS:
        return "its title has too few words to be looked for"
    if (detect(title) or source.item.language or REGISTERED)[:2].lower() != REGISTERED:
        return "they may keep its title in another language"
    if source.item.url or source.archive_url:
        return "it has an address of its own, and what stands on the web need not be registered"
    issued = source.item.issued
    if issued and issued.parts and issued.parts[0] < thresholds.NOT_FOUND_SINCE:
        return "works of its time are registered in part only"
    return ""


def _unread_page(search: SourceSearch) -> str:
    """The offered page that may be the source and could not be read."""
    unread = next(search.unread(), None)
    return f"a page that may be it could not be read: {unread}" if unread else ""


def _no_answer(silent: Iterable[Silent]) -> str:
    words = ", ".join(f"{one.service} ({one.reason})" for one in silent)
    return f"silent: {words}" if words else ""

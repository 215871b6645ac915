"""The conditions for ``not-found``.

Indexes of news, the web, reports, theses, books and older or smaller journals are incomplete. So ``not-found`` requires an article with a
clear title, in a journal of which a registry has other works of that year, and answers of all services and archives.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from citecheck.faults import silence
from citecheck.language.languages import detect
from citecheck.language.titles import content_words
from citecheck.model.errors import NoAnswer
from citecheck.model.knowledge import Resolution, Silent, State
from citecheck.model.reference import Source
from citecheck.protocols import Provider
from citecheck.sources import thresholds
from citecheck.sources.page_reader import PageReader
from citecheck.sources.search import QuestionRecorder, SourceSearch

REGISTERED = "en"  # registries have the English title if a journal prints two


def absent(case: SourceSearch, asked: Sequence[Provider]) -> tuple[State, str]:
    """Return ``not-found``, or ``unchecked`` with the reason."""
    decisive = [p.name for p in asked if case.query.source.item.type in p.decisive]
    for reason in (_unclear(case), _unread(case), _unheard(case.silent)):
        if reason:
            return "unchecked", reason
    if not decisive or set(decisive) - case.answered:
        names = sorted({one.service for one in case.asked} & case.answered)
        told = f"not known to {', '.join(names)}; nobody was asked who" if names else "nobody was asked who"
        return "unchecked", f"{told} could say that there is no such page"
    if reason := _overlooked(case.query.source):
        return "unchecked", f"{', '.join(decisive)} {'does' if len(decisive) == 1 else 'do'} not know it, but {reason}"
    return "not-found", f"{', '.join(decisive)} answered and {'does' if len(decisive) == 1 else 'do'} not know it"


def doubted(found: Resolution, case: SourceSearch, asked: Sequence[Provider], reader: PageReader) -> Resolution:
    """Return the resolution, ``unchecked`` if an archive did not answer, or the registry has no work of that journal and year."""
    if found.state != "not-found":
        return found
    if reader.silent:
        return replace(found, state="unchecked", reason=f"in this run, {_unheard(reader.silent.values())}")
    for provider in asked:
        keeps = getattr(provider, "keeps", None)
        if keeps is None or case.query.source.item.type not in provider.decisive:
            continue
        try:
            with silence():
                kept = keeps(case.query, QuestionRecorder(provider.name, reader.network.service(provider.name), case.asked))
        except NoAnswer as error:
            return replace(found, state="unchecked", reason=f"silent: {provider.name} ({error.reason})")
        if not kept:
            return replace(
                found, state="unchecked", reason=f"nobody knows it, and {provider.name} has no work of that journal and year"
            )
    return found


def _unclear(case: SourceSearch) -> str:
    """Why the footnote's title is not certain."""
    source = case.query.source
    if source.translated_title:
        return "the title is a translation, which no service can know"
    sure = dict(source.confidence).get("title", 1.0)
    if case.query.title != source.item.title or sure < thresholds.NOT_FOUND_TITLE_SURE:
        return "its title could not be told from the note for sure"
    return ""


def _overlooked(source: Source) -> str:
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


def _unread(case: SourceSearch) -> str:
    """The offered page that may be the source and could not be read."""
    unread = next(case.unread(), None)
    return f"a page that may be it could not be read: {unread}" if unread else ""


def _unheard(silent: Iterable[Silent]) -> str:
    words = ", ".join(f"{one.service} ({one.reason})" for one in silent)
    return f"silent: {words}" if words else ""

"""The only module that knows every plug-in and the world: it finds the plug-ins, and hands both over."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, cast

from citecheck.app.progress import NoProgress
from citecheck.config.files import own_folder
from citecheck.config.settings import RuleSettings, Settings
from citecheck.documents.numbered_notes import bounded
from citecheck.faults import error_boundary
from citecheck.findings.evaluate import Policy
from citecheck.findings.per_file import PerFileIgnores
from citecheck.model.document import Document
from citecheck.model.errors import DocumentError, UsageError
from citecheck.pipeline import Plugins
from citecheck.protocols import (
    Archive,
    Clock,
    ExchangeRecorder,
    Format,
    LinkSettings,
    Network,
    Progress,
    Provider,
    Rule,
    ServiceLimits,
    Store,
)
from citecheck.registry import FAMILIES, WITH_SETTINGS, BrokenPlugin, found, plugin

if TYPE_CHECKING:
    from citecheck.archives.warc.writer import Writer
    from citecheck.net.cache_file import CacheFile
    from citecheck.net.guard import Address

__all__ = ["FAMILIES", "plugin", "plugins"]
HEAD = 4096  # characters that a format may look at to recognise a text


def plugins(family: str) -> dict[str, type[Any]]:
    """The plug-ins of a family by name: the modules of its folder, then entry points of the group ``citecheck.<family>``."""
    return found(family)[0]


def configurable() -> dict[str, dict[str, type[Any]]]:
    """The families whose plug-ins have settings of their own."""
    return {family: plugins(family) for family in WITH_SETTINGS}


def broken(family: str) -> tuple[BrokenPlugin, ...]:
    """The plug-ins of a family that are left out, since they cannot be used."""
    return found(family)[1]


def broken_settings() -> tuple[str, ...]:
    """The tables of settings that nobody reads, since their plug-ins are broken: ``providers.name``."""
    return tuple(f"{one.family}.{one.name}" for family in WITH_SETTINGS for one in found(family)[1])


def read_document(path: str, data: bytes) -> Document:
    """Reads a document in the format that its name tells, else in the one that recognises its beginning, else as plain text.

    Raises ``DocumentError``.
    """
    if not data.strip():
        raise DocumentError(path, "the file is empty; nothing to check")
    with error_boundary() as fault:
        form = format_for(path, data)
        return replace(bounded(form.read(path, data)), data=data, traits=form.traits)
    raise DocumentError(path, f"could not be read: {fault.cause}")


def format_for(path: str, data: bytes) -> Format:
    """The format of a document: by suffix where one claims it and recognises it, else by its first characters, else plain."""
    head = data[: 4 * HEAD].decode("utf-8", errors="replace")[:HEAD]
    formats: dict[str, Format] = {name: kind() for name, kind in plugins("formats").items()}
    suffix = PurePath(path).suffix.lower()
    by_suffix = [f for f in formats.values() if suffix in f.suffixes]
    by_head = [f for f in formats.values() if not suffix and f.recognises(path, head)]
    return next(iter(by_suffix + by_head), formats["plain"])


def is_document(path: str, data: bytes) -> bool:
    """Whether a file found in a folder is one that a format claims by suffix and recognises by content."""
    head = data[: 4 * HEAD].decode("utf-8", errors="replace")[:HEAD]
    suffix = PurePath(path).suffix.lower()
    claims = [kind() for kind in plugins("formats").values() if suffix in kind.suffixes]
    with error_boundary():
        return any(f.recognises(path, head) for f in claims)
    return True  # reading it tells the fault


def has_known_suffix(path: str) -> bool:
    """Whether any format claims a file's suffix."""
    return PurePath(path).suffix.lower() in {s for kind in plugins("formats").values() for s in kind.suffixes}


def is_bibliography(path: str, *, surely: bool = False) -> bool:
    """Whether a file has the suffix of a bibliography; ``surely``: one that is enough for its format to recognise it."""
    suffix = PurePath(path).suffix.lower()
    kinds: Iterable[type[Format]] = plugins("formats").values()
    claims = [kind() for kind in kinds if kind.traits.is_bibliography and suffix in kind.suffixes]
    return any(not surely or form.recognises(path, "") for form in claims)


def plugins_of(settings: Settings, *, locate: bool = True) -> Plugins:
    """The plug-ins of a run as the settings have them, providers in the order in which they are asked.

    Not ``locate``: the run learns only what the selected rules need.
    """
    archives = tuple(a for a in sorted(settings.archives, key=lambda a: a.order) if a.enabled)
    providers = tuple(_at_archive(p, archives) for p in sorted(settings.providers, key=lambda p: p.order) if p.enabled)
    formats = {name: kind() for name, kind in plugins("formats").items()}
    return Plugins(
        providers,
        archives,
        policy_of(settings.rules),
        settings.privacy.send,
        formats=formats,
        robust_links=settings.repair.robust_links,
        locate=locate,
    )


def policy_of(settings: RuleSettings) -> Policy:
    """The rules as the settings have them, by code or name. Raises ``UsageError`` for codes that no rule has."""
    rules: dict[str, type[Rule]] = plugins("rules")

    def codes(written: Iterable[str]) -> tuple[str, ...]:
        return tuple(rules[name].code if name in rules else _known_code(name, rules) for name in written)

    selected, ignored = codes(settings.select), codes(settings.ignore)
    chosen = tuple(
        kind()
        for kind in sorted(rules.values(), key=lambda kind: kind.code)
        if (not selected or kind.code.startswith(selected)) and not kind.code.startswith(ignored or ("-",))
    )
    severities = {codes((written,))[0]: severity for written, severity in settings.severity.items()}
    by_code = {r.code: severities[code] for code in sorted(severities, key=len) for r in chosen if r.code.startswith(code)}
    passed_over = {pattern: codes(written) for pattern, written in settings.per_file_ignores.items()}
    return Policy(chosen, by_code, PerFileIgnores(passed_over))


def _known_code(written: str, rules: Mapping[str, type[Rule]]) -> str:
    code = written.upper()
    if any(rule.code.startswith(code) for rule in rules.values()):
        return code
    from difflib import get_close_matches

    names = [*(rule.code for rule in rules.values()), *rules]
    near = get_close_matches(written, names, 1, 0.5)
    raise UsageError(
        f"[rules] there is no rule {written!r}{f' (did you mean {near[0]!r}?)' if near else ''}; `citecheck explain` lists all"
    )


def _at_archive(provider: Provider, archives: tuple[Archive, ...]) -> Provider:
    """A provider that asks an archive does so at the archive's address, unless it has one of its own."""
    archive: Archive | None = next((a for a in archives if a.name == getattr(provider, "archive", None)), None)
    setting = "archive_url" if hasattr(provider, "archive_url") else "base_url"
    if archive is None or getattr(provider, setting):
        return provider
    return cast(Provider, replace(cast(Any, provider), **{setting: archive.base_url}))


@contextmanager
def open_network(
    settings: Settings, progress: Progress, pages: Iterable[str] = (), *, offline: bool, recorder: ExchangeRecorder | None = None
) -> Iterator[Network]:
    """The doors as the settings have them; ``pages`` are the addresses that the documents hold, ``recorder`` keeps what they say."""
    from citecheck.net.open import Services
    from citecheck.net.open import open_network as open_doors

    chosen = plugins_of(settings)
    urls = [*(p.base_url for p in chosen.providers), *(a.base_url for a in chosen.archives)]
    hosts = Services(tuple(url for url in urls if url and "{" not in url), dict(_own_addresses(settings, chosen)), service_limits())
    kept = (cache_path(settings), settings.cache.max_bytes)
    with open_doors(settings.network, progress, kept, hosts, pages, offline=offline, recorder=recorder) as network:
        yield replace(network if settings.privacy.send != "none" else silenced(network), links=settings.links)


def service_limits() -> dict[str, ServiceLimits]:
    """The limits of every service by name, as its plug-in states them."""
    from citecheck.archives import save_page_now

    named = {kind.name: kind.limits for family in configurable().values() for kind in family.values()}
    return named | {"save_page_now": save_page_now.LIMITS}


ADDRESSES = ("base_url", "timegate", "archive_url")  # settings of plug-ins that say where a service is


def _own_addresses(settings: Settings, chosen: Plugins) -> Iterator[tuple[str, "frozenset[Address]"]]:
    """By service the hosts and ports that its settings name and that are no defaults; they are the user's, since a checkout may set none."""
    from citecheck.net.guard import url_of

    kinds = [kind for family in configurable().values() for kind in family.values()]
    usual = {getattr(kind(), name, "") for kind in kinds for name in ADDRESSES} | {LinkSettings().doi_registry}
    asked: tuple[Provider | Archive, ...] = (*chosen.providers, *chosen.archives)
    plugins_named = {plugin.name: [getattr(plugin, name, "") for name in ADDRESSES] for plugin in asked}
    named = plugins_named | {
        "save_page_now": [settings.save_page_now.base_url, *plugins_named.get("wayback", ())],
        "doi": [settings.links.doi_registry],
    }
    for service, urls in named.items():
        yield service, frozenset(url_of(url) for url in urls if url and url not in usual and "{" not in url)


def silenced(network: Network) -> Network:
    """A world whose services are told nothing, since the settings forbid it; pages that documents name are still asked for."""
    from citecheck.net.offline import ClosedService

    return replace(network, service=lambda _name: ClosedService('[privacy] send = "none"'))


@contextmanager
def open_browser(settings: Settings, pages: Iterable[str], recorder: ExchangeRecorder) -> Iterator[Network]:
    """The doors with pages as Chromium builds them, at a browser's pace. Raises ``UsageError`` where there is none."""
    from citecheck.net.browser import BrowserPages
    from citecheck.net.chromium import find

    program, pace = find(), settings.network
    quick = replace(pace, interval=min(pace.interval, 0.05), max_per_host=max(pace.max_per_host, 6))
    with open_network(replace(settings, network=quick), NoProgress(), pages, offline=False, recorder=recorder) as network:
        yield (
            replace(network, pages=BrowserPages(network.pages, network.clock, recorder, program))
            if not network.offline
            else network
        )


def open_archive(settings: Settings) -> "AbstractContextManager[Writer]":
    """The writer of the local archive, alone in its folder. Raises ``WriteError``."""
    from citecheck.archives.warc.writer import open_writer
    from citecheck.net.clock import SystemClock
    from citecheck.net.user_agent import user_agent

    agent = user_agent(settings.network.contact)
    return open_writer(Path(settings.archive.folder), Path.cwd(), SystemClock(), agent, settings.archive.max_file)


def clock() -> Clock:
    """The time."""
    from citecheck.net.clock import SystemClock

    return SystemClock()


def cache_path(settings: Settings) -> Path | None:
    """Where answers are kept: as set, else the user's cache folder; None where the user has none."""
    if settings.cache.path:
        return Path(settings.cache.path)
    from platformdirs import user_cache_path

    folder = own_folder(user_cache_path)
    return folder / "answers.sqlite" if folder else None


def open_cache_file(settings: Settings) -> "CacheFile":
    """The cache's file, for whoever looks after it. Raises ``UsageError`` where there is no place for one."""
    from citecheck.net.cache_file import CacheFile

    path = cache_path(settings)
    if path is None:
        raise UsageError("there is no home folder to keep a cache in; name its file in CITECHECK_CACHE_PATH")
    return CacheFile(path, settings.cache.max_bytes, clock())


def pace(settings: Settings) -> Callable[[str], float]:
    """The seconds that a run leaves between two requests to a URL's host or service."""
    from citecheck.net.clock import SystemClock
    from citecheck.net.rate_limit import RateLimiter

    rates = (rate for limits in service_limits().values() for rate in limits.rates)
    limiter = RateLimiter(SystemClock(), settings.network.interval, rates)
    return lambda url: limiter.limit(url)[1]


def open_store() -> Store:
    """The disk."""
    from citecheck.io.store import DiskStore

    return DiskStore()

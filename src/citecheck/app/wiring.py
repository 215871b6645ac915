"""Creates plug-ins, network, cache, archive and store from the settings; the only module that knows them all."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, cast

from msgspec.structs import replace

from citecheck import registry
from citecheck.app.policy import policy_of
from citecheck.app.progress import NoProgress
from citecheck.app.rate_limits import service_limits
from citecheck.app.unread_formats import check_suffix
from citecheck.config.files import own_folder
from citecheck.config.plugin_settings import with_setting
from citecheck.config.settings import Settings
from citecheck.documents.encoding import beginning
from citecheck.documents.numbered_notes import bounded
from citecheck.faults import error_boundary
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
    Store,
)
from citecheck.registry import FAMILIES, WITH_SETTINGS, BrokenPlugin, found, plugin

if TYPE_CHECKING:
    from citecheck.archives.warc.writer import Writer
    from citecheck.net.cache_file import CacheFile
    from citecheck.net.guard import HostPort

__all__ = ["FAMILIES", "plugin", "plugins"]
EMPTY = "the file is empty; nothing to check"
WIKI = "wikitext"
HEAD = 4096  # characters from which a format recognises a text
BEGINNING = 200  # those that tell a file of another kind: a text may quote some further down
BEGIN_ALIKE = frozenset(("html", "latex"))  # formats beside those of bibliographies whose documents begin like no other text


class FormatsByName(Mapping[str, Format]):
    """The formats by name; each is imported when it is looked up, all when they are listed."""

    def __getitem__(self, name: str) -> Format:
        return cast(Format, plugin("formats", name)())

    def __iter__(self) -> Iterator[str]:
        return iter(plugins("formats"))

    def __len__(self) -> int:
        return len(plugins("formats"))


ALL_FORMATS = FormatsByName()


def plugins(family: str) -> dict[str, type[Any]]:
    """The plug-ins of a family by name: the modules of its folder, then entry points of the group ``citecheck.<family>``."""
    return found(family)[0]


def configurable() -> dict[str, dict[str, type[Any]]]:
    """The families of plug-ins with settings."""
    return {family: plugins(family) for family in WITH_SETTINGS}


def broken(family: str) -> tuple[BrokenPlugin, ...]:
    """The broken plug-ins of a family, which are not used."""
    return found(family)[1]


def broken_settings() -> tuple[str, ...]:
    """The settings tables of broken plug-ins: ``providers.name``."""
    return tuple(f"{one.family}.{one.name}" for family in WITH_SETTINGS for one in found(family)[1])


def read_document(path: str, data: bytes, named: str | None = None) -> Document:
    """Read a document in the ``named`` format, else in its own (see ``format_for``). Raises ``DocumentError``."""
    if not data.strip():
        raise DocumentError(path, EMPTY)
    with error_boundary() as fault:
        form = ALL_FORMATS.get(named) if named else format_for(path, data)
        if form is None:
            raise DocumentError(path, f"there is no format {named!r}; `citecheck plugins formats` lists them")
        found = replace(bounded(form.read(path, data)), data=data, sha256=sha256(data).hexdigest(), traits=form.traits)
        return found if found.notes or named else replace(found, looks_like=_looks_like(found))
    raise DocumentError(path, f"could not be read: {fault.cause}")


def format_for(path: str, data: bytes) -> Format:
    """The format of a document: by suffix (wikitext is also in text files), else by its first characters, else plain. Raises ``DocumentError`` for a suffix that none has."""
    by_suffix = [kind() for kind in claiming(path)]
    if by_suffix:
        if by_suffix[0].name == "plain" and _begins_as(WIKI, "", data):
            return ALL_FORMATS[WIKI]
        return by_suffix[0] if len(by_suffix) == 1 else _recognised(path, data, by_suffix)
    formats = ALL_FORMATS.values()
    check_suffix(path, {suffix for form in formats for suffix in form.suffixes})
    by_head = (form for form in formats if not PurePath(path).suffix and _begins_as(form.name, path, data))
    return next(by_head, ALL_FORMATS["plain"])


def _begins_as(name: str, path: str, data: bytes) -> bool:
    """Whether a text begins like a format; as wikitext only if the rest has no notes of another kind."""
    form = ALL_FORMATS[name]
    return form.recognises(path, beginning(data, HEAD)) and (name != WIKI or form.recognises(path, beginning(data, len(data))))


def _recognised(path: str, data: bytes, claims: Sequence[Format]) -> Format:
    """The format that recognises the content, of several with the same suffix."""
    found = next((form for form in claims if form.recognises(path, beginning(data, HEAD))), None)
    if found is None:
        kinds = ", ".join(sorted(form.name for form in claims))
        raise DocumentError(path, f"of {PurePath(path).suffix} files citecheck reads only these kinds, and this is none: {kinds}")
    return found


def claiming(path: str) -> list[type[Format]]:
    """The formats that claim a file's suffix."""
    return registry.claiming(PurePath(path).suffix.lower())


def is_document(path: str, data: bytes) -> bool:
    """Whether a format that is read in folders claims a file by suffix and recognises its content."""
    with error_boundary():
        return any(kind.traits.in_folders and kind().recognises(path, beginning(data, HEAD)) for kind in claiming(path))
    return True  # reading it reports the fault


def _looks_like(document: Document) -> str:
    """The suffix of another format whose documents begin as this one does; only of those that begin like no other text."""
    begun = document.text.lstrip()[:BEGINNING]
    others = (form for form in ALL_FORMATS.values() if form.name != document.format)
    certain = (form for form in others if form.traits.is_bibliography or form.name in BEGIN_ALIKE)
    return next((form.suffixes[0] for form in certain if form.recognises("", begun)), "")


def has_known_suffix(path: str) -> bool:
    """Whether a format claims a file's suffix."""
    return bool(claiming(path))


def is_read_in_folders(path: str) -> bool:
    """Whether a format claims a file's suffix and reads such files where only their folder is named."""
    return any(kind.traits.in_folders for kind in claiming(path))


def is_bibliography(path: str, *, surely: bool = False) -> bool:
    """Whether a file has a bibliography's suffix; ``surely``: a suffix by which its format recognises it."""
    return any(not surely or kind().recognises(path, "") for kind in claiming(path) if kind.traits.is_bibliography)


def plugins_of(settings: Settings, *, locate: bool = True) -> Plugins:
    """The plug-ins of a run; without ``locate`` it requests only what the selected rules need."""
    archives = tuple(a for a in sorted(settings.archives, key=lambda a: a.order) if a.enabled)
    providers = tuple(_at_archive(p, archives) for p in sorted(settings.providers, key=lambda p: p.order) if p.enabled)
    return Plugins(
        providers,
        archives,
        policy_of(settings.rules),
        settings.privacy.send,
        formats=ALL_FORMATS,
        robust_links=settings.repair.robust_links,
        locate=locate,
    )


def _at_archive(provider: Provider, archives: tuple[Archive, ...]) -> Provider:
    """A provider that uses an archive, with that archive's URL unless it has its own."""
    archive: Archive | None = next((a for a in archives if a.name == getattr(provider, "archive", None)), None)
    setting = "archive_url" if hasattr(provider, "archive_url") else "base_url"
    if archive is None or getattr(provider, setting):
        return provider
    return with_setting(provider, setting, archive.base_url)


@contextmanager
def open_network(
    settings: Settings,
    progress: Progress,
    pages: Iterable[str] | None = (),
    *,
    offline: bool,
    recorder: ExchangeRecorder | None = None,
    permit: Callable[[], None] | None = None,
) -> Iterator[Network]:
    """The network as configured; ``recorder`` stores the exchanges.

    ``pages`` are the documents' URLs; None: a connection was made before, so that none is made to see whether there is a network.
    ``permit`` is called before each request; it raises ``LeaseLost`` once nothing may be sent any more.
    """
    from citecheck.net.open import Services
    from citecheck.net.open import open_network as open_with

    chosen = plugins_of(settings)
    asked = tuple(one.base_url for one in _remote(chosen) if one.base_url and "{" not in one.base_url)
    hosts = Services(asked, dict(_configured_hosts(settings, chosen)), service_limits(), settings.links.headers, permit)
    cache = (cache_path(settings), settings.cache.max_bytes)
    with open_with(settings.network, progress, cache, hosts, pages, offline=offline, recorder=recorder) as network:
        yield replace(network if settings.privacy.send != "none" else silenced(network), links=settings.links)


URL_SETTINGS = ("base_url", "timegate", "archive_url")  # of plug-ins: the URL of a service


def _configured_hosts(settings: Settings, chosen: Plugins) -> Iterator[tuple[str, "frozenset[HostPort]"]]:
    """By service, the hosts and ports that the user's settings changed from the default. A checkout cannot set them."""
    from citecheck.net.guard import host_port

    kinds = [kind for family in configurable().values() for kind in family.values()]
    defaults = {getattr(kind(), name, "") for kind in kinds for name in URL_SETTINGS} | {LinkSettings().doi_registry}
    plugins_named = {plugin.name: [getattr(plugin, name, "") for name in URL_SETTINGS] for plugin in _remote(chosen)}
    named = plugins_named | {
        "save_page_now": [settings.save_page_now.base_url, *plugins_named.get("wayback", ())],
        "doi": [settings.links.doi_registry],
    }
    for service, urls in named.items():
        yield service, frozenset(host_port(url) for url in urls if url and url not in defaults and "{" not in url)


def _remote(chosen: Plugins) -> tuple[Provider | Archive, ...]:
    """The providers and archives that are services, and no files of this computer."""
    return (*(p for p in chosen.providers if not getattr(p, "local", False)), *chosen.archives)


def silenced(network: Network) -> Network:
    """The network without services, for ``[privacy] send = "none"``; pages are still requested."""
    from citecheck.net.offline import ClosedService

    return replace(network, service=lambda _name: ClosedService('[privacy] send = "none"'))


@contextmanager
def open_browser(settings: Settings, pages: Iterable[str], recorder: ExchangeRecorder) -> Iterator[Network]:
    """The network with pages rendered by Chromium. Raises ``UsageError`` if it is not installed."""
    from citecheck.net.browser import BrowserPages
    from citecheck.net.chromium import find

    program, limits = find(), settings.network
    quick = replace(limits, interval=min(limits.interval, 0.05), max_per_host=max(limits.max_per_host, 6))
    with open_network(replace(settings, network=quick), NoProgress(), pages, offline=False, recorder=recorder) as network:
        yield (
            replace(network, pages=BrowserPages(network.pages, network.clock, recorder, program))
            if not network.offline
            else network
        )


def open_archive(settings: Settings) -> "AbstractContextManager[Writer]":
    """The writer of the local archive, which locks its folder. Raises ``WriteError``."""
    from citecheck.archives.warc.writer import open_writer
    from citecheck.net.user_agent import user_agent

    agent = user_agent(settings.network.contact)
    return open_writer(Path(settings.archive.folder), Path.cwd(), clock(), agent, settings.archive.max_file)


def clock() -> Clock:
    """The system clock."""
    from citecheck.net.clock import SystemClock

    return SystemClock()


def cache_path(settings: Settings) -> Path | None:
    """The cache file: as set, else in the user's cache folder; None if there is none."""
    if settings.cache.path:
        return Path(settings.cache.path)
    from platformdirs import user_cache_path

    folder = own_folder(user_cache_path)
    return folder / "answers.sqlite" if folder else None


def open_cache_file(settings: Settings) -> "CacheFile":
    """The cache file. Raises ``UsageError`` if the user has no cache folder."""
    from citecheck.net.cache_file import CacheFile

    path = cache_path(settings)
    if path is None:
        raise UsageError("there is no home folder for the cache; set CITECHECK_CACHE_PATH")
    return CacheFile(path, settings.cache.max_bytes, clock())


def open_store() -> Store:
    """The store that writes files."""
    from citecheck.io.store import DiskStore

    return DiskStore()

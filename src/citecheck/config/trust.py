"""What settings that were merely found in a checkout may change, key by key; nothing else of them is used.

A ``citecheck.toml`` or ``pyproject.toml`` in the working directory or above may come with a pull request or an unpacked archive. So it may
choose rules and places inside the checkout, and make a run smaller, slower and quieter; it may not send the user's requests, keys or
files anywhere. Flags, ``CITECHECK_*``, the file named with ``--config`` and the one in the user's configuration folder may set everything.
A key without a row, such as a setting of a third party's plug-in, may not be set.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from citecheck.config.files import user_path
from citecheck.io.checkout import root_of
from citecheck.model.errors import UsageError

VARIABLE = "CITECHECK_TRUST_CONFIG"
YES, NO = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")
SENT = ("title", "identifiers", "none")  # values of [privacy] send, from most to least
GIT = frozenset((".git", "git~1"))  # names of git's own folder; the second is its short name on Windows


@dataclass(frozen=True, slots=True)
class Place:
    """Where paths of a settings file may lead: relative ones are taken from ``folder``, all must end inside ``root``."""

    root: Path
    folder: Path

    def holds(self, path: str) -> bool:
        """Whether a path ends inside the root, symbolic links followed, and outside of git's own folder."""
        try:
            root = self.root.resolve()
            inside = (self.folder / path).resolve().relative_to(root)
        except (OSError, RuntimeError, ValueError):  # a circle of links, a NUL, or outside
            return False
        return bool(path) and not any(part.casefold() in GIT for part in inside.parts)


class Limit(Protocol):
    """Which values of a key a checkout may set, beside the user's own. ``words`` say it in the table of docs/security.md."""

    @property
    def words(self) -> str: ...

    def allows(self, value: Any, own: Any, place: Place) -> bool: ...


@dataclass(frozen=True, slots=True)
class Anything:
    """Every value."""

    words: str = "yes"

    def allows(self, value: Any, own: Any, place: Place) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Nothing:
    """No value."""

    words: str = "no"

    def allows(self, value: Any, own: Any, place: Place) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Inside:
    """Paths inside the checkout."""

    words: str = "a path inside the checkout"

    def allows(self, value: Any, own: Any, place: Place) -> bool:
        return place.holds(value)


@dataclass(frozen=True, slots=True)
class Smaller:
    """Numbers up to the user's, and from ``least``, below which a run would ask nothing or a limit would end."""

    least: float

    @property
    def words(self) -> str:
        return f"smaller, at least {self.least:g}"

    def allows(self, value: Any, own: Any, place: Place) -> bool:
        return bool(self.least <= value <= own)  # False for nan


@dataclass(frozen=True, slots=True)
class Larger:
    """Numbers from the user's, and up to ``most``, so that nobody makes a run endless."""

    most: float

    @property
    def words(self) -> str:
        return f"larger, at most {self.most:g}"

    def allows(self, value: Any, own: Any, place: Place) -> bool:
        return bool(own <= value <= self.most)


@dataclass(frozen=True, slots=True)
class Only:
    """One of true and false."""

    value: bool

    @property
    def words(self) -> str:
        return f"only {str(self.value).lower()}"

    def allows(self, value: Any, own: Any, place: Place) -> bool:
        return value is self.value


@dataclass(frozen=True, slots=True)
class LessTold:
    """A value of ``[privacy] send`` that tells services less."""

    words: str = "less: identifiers or none"

    def allows(self, value: Any, own: Any, place: Place) -> bool:
        return SENT.index(value) >= SENT.index(own)


@dataclass(frozen=True, slots=True)
class Row:
    """A key's limit, and the reason: what a stranger could do with it otherwise, or why it harms nobody."""

    limit: Limit
    why: str


GUARD = "opens the addresses of the network that the run is in"
CARRIES = "decides who is asked in the user's name and who reads the requests"
ASKS = "more requests at once, from the user's address"
WAITS = "an endless run"
ROOM = "more memory and disk"
WRITES = "writes files of the user's"
JUDGES = "a choice about the documents, which a pull request can change as well"

ROWS: Mapping[str, Row] = {
    "network.allow_private": Row(Only(False), GUARD),
    "network.proxy": Row(Nothing(), CARRIES),
    "network.timeout": Row(Smaller(0.5), WAITS),
    "network.max_connections": Row(Smaller(1), ASKS),
    "network.max_per_host": Row(Smaller(1), ASKS),
    "network.interval": Row(Larger(60), f"{ASKS}; {WAITS}"),
    "network.contact": Row(Nothing(), "speaks to services in another person's name"),
    "network.max_page_bytes": Row(Smaller(1), ROOM),
    "network.patience": Row(Smaller(0), WAITS),
    "network.robots": Row(Only(True), "asks faster than a site wants"),
    "links.accept": Row(Nothing(), "makes dead pages count as live, in the user's cache and so for other checkouts too"),
    "links.sightings": Row(Larger(100), "calls a page gone sooner"),
    "links.probe": Row(Only(False), ASKS),
    "links.second_opinion": Row(Only(False), ASKS),
    "links.doi_registry": Row(Nothing(), CARRIES),
    "privacy.send": Row(LessTold(), "tells services more of a draft than the user wants"),
    "documents.max_bytes": Row(Smaller(1), ROOM),
    "output.reports": Row(Inside(), WRITES),
    "output.lock": Row(Inside(), WRITES),
    "output.baseline": Row(Inside(), WRITES),
    "lock.days": Row(Larger(3650), ASKS),
    "lock.budget": Row(Smaller(0), ASKS),
    "archive.folder": Row(Inside(), WRITES),
    "archive.max_bytes": Row(Smaller(1), ROOM),
    "archive.max_file": Row(Smaller(1_000_000), ROOM),
    "save_page_now.base_url": Row(Nothing(), "gets the user's keys of archive.org"),
    "save_page_now.interval": Row(Larger(60), f"{ASKS}; {WAITS}"),
    "save_page_now.in_flight": Row(Smaller(1), ASKS),
    "save_page_now.poll_every": Row(Larger(60), f"{ASKS}; {WAITS}"),
    "save_page_now.polls": Row(Smaller(1), ASKS),
    "save_page_now.tries": Row(Smaller(1), ASKS),
    "save_page_now.backoff": Row(Larger(600), f"{ASKS}; {WAITS}"),
    "save_page_now.session_wait": Row(Larger(600), f"{ASKS}; {WAITS}"),
    "save_page_now.per_run": Row(Smaller(0), "more captures in the user's name"),
    "save_page_now.reuse": Row(Nothing(), "more captures in the user's name"),
    "repair.robust_links": Row(Anything(), JUDGES),
    "cache.path": Row(Nothing(), "opens a database that a stranger made and believes its answers; writes files of the user's"),
    "cache.max_bytes": Row(Nothing(), "deletes answers of the user's other checkouts"),
    "rules.select": Row(Anything(), JUDGES),
    "rules.ignore": Row(Anything(), JUDGES),
    "rules.per_file_ignores": Row(Anything(), JUDGES),
    "rules.severity": Row(Anything(), JUDGES),
    "providers.*.enabled": Row(Only(False), "asks a service that the user does not want asked"),
    "providers.*.base_url": Row(Nothing(), CARRIES),
    "providers.sitemaps.archive_url": Row(Nothing(), CARRIES),
    "archives.*.enabled": Row(Only(False), "asks a service that the user does not want asked"),
    "archives.*.base_url": Row(Nothing(), CARRIES),
    "archives.memento.timegate": Row(Nothing(), CARRIES),
}
UNKNOWN = Row(Nothing(), "what a third party's plug-in does with it is not known")


def row(key: str) -> Row:
    """The row of a key; one ``*`` stands for every plug-in of a family."""
    family, _, rest = key.partition(".")
    return ROWS.get(key) or ROWS.get(f"{family}.*.{rest.partition('.')[2]}") or UNKNOWN


def place_of(file: Path, folder: Path) -> Place:
    """Where the paths of a settings file may lead: into the checkout of the working directory, or below the file where there is none.

    So a file that somebody left in a folder above the checkout reaches nothing beside the checkout.
    """
    return Place(root_of(folder) or file.parent.absolute(), folder)


def found_files_are_trusted() -> bool:
    """Whether the user says that the checkout is their own. Raises ``UsageError`` for a value that is neither yes nor no."""
    value = os.environ.get(VARIABLE, "").strip().lower()
    if value not in (*YES, *NO):
        raise UsageError(f"environment: {VARIABLE} is 1 or 0; set it to 1 only in a checkout of your own")
    return value in YES


def limited(key: str) -> str:
    """A key that a checkout may not set so, with what it may set instead, if anything."""
    words = row(key).limit.words
    return key if words == "no" else f"{key} ({words if words.startswith('only') else f'only {words}'})"


def sentence(file: Path, refused: tuple[str, ...]) -> str:
    """What to tell of the keys of a file that were not used."""
    return (
        f"{file}: not used: {', '.join(map(limited, refused))}; a settings file that is found may be a stranger's; if it is your own, "
        f"name it with --config FILE, set {VARIABLE}=1, or put these settings into {user_path()}"
    )


def table() -> str:
    """The rows as a table in Markdown."""
    head = "| setting | a checkout may set it | what a stranger could do otherwise, or why it harms nobody |\n|---|---|---|\n"
    return head + "".join(f"| `{key}` | {row.limit.words} | {row.why} |\n" for key, row in ROWS.items())

"""What settings that were merely found in a checkout may change, key by key; nothing else of them is used.

A ``citecheck.toml`` or ``pyproject.toml`` in the working directory or above may come with a pull request or an unpacked archive. So it may
choose rules and places inside the checkout, and make a run smaller, slower and quieter; it may not send the user's requests, keys or
files anywhere. Flags, ``CITECHECK_*``, the file named with ``--config`` and the one in the user's configuration folder may set everything.
A key without a row, such as a setting of a third party's plug-in, may not be set.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citecheck.config.files import user_path
from citecheck.io.checkout import root_of
from citecheck.model.errors import UsageError

VARIABLE = "CITECHECK_TRUST_CONFIG"
YES, NO = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")
SENT = ("title", "identifiers", "none")  # values of [privacy] send, from most to least
GIT = frozenset((".git", "git~1"))  # names of git's own folder; the second is its short name on Windows


@dataclass(frozen=True, slots=True)
class PathBounds:
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


@dataclass(frozen=True, slots=True)
class Limit:
    """Which values of a key a checkout may set: ``allows(value, own, place)``, where ``own`` is the user's value.

    ``words`` say it in the table of docs/security.md.
    """

    words: str
    allows: Callable[[Any, Any, PathBounds], bool]


ANYTHING = Limit("yes", lambda _value, _own, _place: True)
NOTHING = Limit("no", lambda _value, _own, _place: False)
INSIDE = Limit("a path inside the checkout", lambda value, _own, place: place.holds(value))
LESS_TOLD = Limit("less: identifiers or none", lambda value, own, _place: SENT.index(value) >= SENT.index(own))


def smaller(least: float) -> Limit:
    """Numbers up to the user's, and from ``least``, below which a run would ask nothing or a limit would end."""
    return Limit(f"smaller, at least {least:g}", lambda value, own, _place: bool(least <= value <= own))  # False for nan


def larger(most: float) -> Limit:
    """Numbers from the user's, and up to ``most``, so that nobody makes a run endless."""
    return Limit(f"larger, at most {most:g}", lambda value, own, _place: bool(own <= value <= most))


def only(value: bool) -> Limit:
    """One of true and false."""
    return Limit(f"only {str(value).lower()}", lambda wanted, _own, _place: wanted is value)


@dataclass(frozen=True, slots=True)
class KeyRule:
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

ROWS: Mapping[str, KeyRule] = {
    "network.allow_private": KeyRule(only(False), GUARD),
    "network.proxy": KeyRule(NOTHING, CARRIES),
    "network.timeout": KeyRule(smaller(0.5), WAITS),
    "network.max_connections": KeyRule(smaller(1), ASKS),
    "network.max_per_host": KeyRule(smaller(1), ASKS),
    "network.interval": KeyRule(larger(60), f"{ASKS}; {WAITS}"),
    "network.contact": KeyRule(NOTHING, "speaks to services in another person's name"),
    "network.max_page_bytes": KeyRule(smaller(1), ROOM),
    "network.patience": KeyRule(smaller(0), WAITS),
    "network.robots": KeyRule(only(True), "asks faster than a site wants"),
    "links.accept": KeyRule(NOTHING, "makes dead pages count as live, in the user's cache and so for other checkouts too"),
    "links.sightings": KeyRule(larger(100), "calls a page gone sooner"),
    "links.probe": KeyRule(only(False), ASKS),
    "links.second_opinion": KeyRule(only(False), ASKS),
    "links.doi_registry": KeyRule(NOTHING, CARRIES),
    "privacy.send": KeyRule(LESS_TOLD, "tells services more of a draft than the user wants"),
    "documents.max_bytes": KeyRule(smaller(1), ROOM),
    "output.reports": KeyRule(INSIDE, WRITES),
    "output.lock": KeyRule(INSIDE, WRITES),
    "output.baseline": KeyRule(INSIDE, WRITES),
    "lock.days": KeyRule(larger(3650), ASKS),
    "lock.budget": KeyRule(smaller(0), ASKS),
    "archive.folder": KeyRule(INSIDE, WRITES),
    "archive.max_bytes": KeyRule(smaller(1), ROOM),
    "archive.max_file": KeyRule(smaller(1_000_000), ROOM),
    "save_page_now.base_url": KeyRule(NOTHING, "gets the user's keys of archive.org"),
    "save_page_now.interval": KeyRule(larger(60), f"{ASKS}; {WAITS}"),
    "save_page_now.in_flight": KeyRule(smaller(1), ASKS),
    "save_page_now.poll_every": KeyRule(larger(60), f"{ASKS}; {WAITS}"),
    "save_page_now.polls": KeyRule(smaller(1), ASKS),
    "save_page_now.tries": KeyRule(smaller(1), ASKS),
    "save_page_now.backoff": KeyRule(larger(600), f"{ASKS}; {WAITS}"),
    "save_page_now.session_wait": KeyRule(larger(600), f"{ASKS}; {WAITS}"),
    "save_page_now.per_run": KeyRule(smaller(0), "more captures in the user's name"),
    "save_page_now.reuse": KeyRule(NOTHING, "more captures in the user's name"),
    "repair.robust_links": KeyRule(ANYTHING, JUDGES),
    "cache.path": KeyRule(NOTHING, "opens a database that a stranger made and believes its answers; writes files of the user's"),
    "cache.max_bytes": KeyRule(NOTHING, "deletes answers of the user's other checkouts"),
    "rules.select": KeyRule(ANYTHING, JUDGES),
    "rules.ignore": KeyRule(ANYTHING, JUDGES),
    "rules.per_file_ignores": KeyRule(ANYTHING, JUDGES),
    "rules.severity": KeyRule(ANYTHING, JUDGES),
    "providers.*.enabled": KeyRule(only(False), "asks a service that the user does not want asked"),
    "providers.*.base_url": KeyRule(NOTHING, CARRIES),
    "providers.sitemaps.archive_url": KeyRule(NOTHING, CARRIES),
    "archives.*.enabled": KeyRule(only(False), "asks a service that the user does not want asked"),
    "archives.*.base_url": KeyRule(NOTHING, CARRIES),
    "archives.memento.timegate": KeyRule(NOTHING, CARRIES),
}
UNKNOWN = KeyRule(NOTHING, "what a third party's plug-in does with it is not known")


def row(key: str) -> KeyRule:
    """The row of a key; one ``*`` stands for every plug-in of a family."""
    family, _, rest = key.partition(".")
    return ROWS.get(key) or ROWS.get(f"{family}.*.{rest.partition('.')[2]}") or UNKNOWN


def place_of(file: Path, folder: Path) -> PathBounds:
    """Where the paths of a settings file may lead: into the checkout of the working directory, or below the file where there is none.

    So a file that somebody left in a folder above the checkout reaches nothing beside the checkout.
    """
    return PathBounds(root_of(folder) or file.parent.absolute(), folder)


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

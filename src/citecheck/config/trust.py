"""Which settings a file found in a checkout may change, key by key.

A ``citecheck.toml`` or ``pyproject.toml`` in the working directory or above may come with a pull request or an unpacked archive. It may
choose rules and paths inside the checkout, and make a run smaller and slower, but not send the user's requests, keys or files anywhere.
Flags, ``CITECHECK_*``, the file named with ``--config`` and the user's own file may set everything. Keys without a row, such as those of
third-party plug-ins, may not be set.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from citecheck.config.files import user_path
from citecheck.io.checkout import root_of
from citecheck.model.errors import UsageError

VARIABLE = "CITECHECK_TRUST_CONFIG"
YES, NO = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")
SENT = ("title", "identifiers", "none")  # values of [privacy] send, in descending order
GIT = frozenset((".git", "git~1"))  # git's own folder; the second is its short name on Windows


class PathBounds(Struct, frozen=True):
    """The bounds for paths in a settings file: relative to ``folder``, and inside ``root``."""

    root: Path
    folder: Path

    def holds(self, path: str) -> bool:
        """Whether a path, with symbolic links resolved, is inside the root and outside of git's own folder."""
        try:
            root = self.root.resolve()
            inside = (self.folder / path).resolve().relative_to(root)
        except (OSError, RuntimeError, ValueError):  # a loop of links, a NUL, or outside
            return False
        return bool(path) and not any(part.casefold() in GIT for part in inside.parts)


class Limit(Struct, frozen=True):
    """The values of a key that a checkout may set: ``allows(value, own, bounds)``, where ``own`` is the user's value.

    ``words`` is the text in the table of docs/security.md.
    """

    words: str
    allows: Callable[[Any, Any, PathBounds], bool]


ANYTHING = Limit("yes", lambda _value, _own, _place: True)
NOTHING = Limit("no", lambda _value, _own, _place: False)
INSIDE = Limit("a path inside the checkout", lambda value, _own, place: place.holds(value))
LESS_SENT = Limit("less: identifiers or none", lambda value, own, _place: SENT.index(value) >= SENT.index(own))


def smaller(least: float) -> Limit:
    """Numbers from ``least`` to the user's value; below ``least`` a run would do nothing, or have no limit."""
    return Limit(f"smaller, at least {least:g}", lambda value, own, _place: bool(least <= value <= own))  # False for nan


def larger(most: float) -> Limit:
    """Numbers from the user's value to ``most``, which keeps runs finite."""
    return Limit(f"larger, at most {most:g}", lambda value, own, _place: bool(own <= value <= most))


def only(value: bool) -> Limit:
    """Only this boolean."""
    return Limit(f"only {str(value).lower()}", lambda wanted, _own, _place: wanted is value)


class KeyRule(Struct, frozen=True):
    """The limit of a key, and the reason: what an attacker could do otherwise, or why it is harmless."""

    limit: Limit
    why: str


GUARD = "opens private addresses in the user's network"
CARRIES = "decides who receives the user's requests"
ASKS = "more or faster requests from the user's IP address"
WAITS = "an endless run"
ROOM = "more memory and disk"
WRITES = "overwrites the user's files"
JUDGES = "harmless: a pull request can change the documents as well"

ROWS: Mapping[str, KeyRule] = {
    "network.allow_private": KeyRule(only(False), GUARD),
    "network.proxy": KeyRule(NOTHING, CARRIES),
    "network.timeout": KeyRule(smaller(0.5), WAITS),
    "network.max_connections": KeyRule(smaller(1), ASKS),
    "network.max_per_host": KeyRule(smaller(1), ASKS),
    "network.interval": KeyRule(larger(60), f"{ASKS}; {WAITS}"),
    "network.contact": KeyRule(NOTHING, "identifies the user to services as another person"),
    "network.max_page_bytes": KeyRule(smaller(1), ROOM),
    "network.patience": KeyRule(smaller(0), WAITS),
    "network.robots": KeyRule(only(True), "requests faster than a site allows"),
    "links.accept": KeyRule(NOTHING, "counts dead pages as live, also in other checkouts through the user's cache"),
    "links.sightings": KeyRule(larger(100), "calls a page gone after fewer runs"),
    "links.probe": KeyRule(only(False), ASKS),
    "links.second_opinion": KeyRule(only(False), ASKS),
    "links.doi_registry": KeyRule(NOTHING, CARRIES),
    "links.root": KeyRule(INSIDE, "looks for files elsewhere"),
    "links.exclude": KeyRule(ANYTHING, JUDGES),
    "links.include": KeyRule(ANYTHING, JUDGES),
    "links.headers": KeyRule(NOTHING, "sends the user's secrets to any host"),
    "privacy.send": KeyRule(LESS_SENT, "sends more of a draft to services than the user wants"),
    "documents.max_bytes": KeyRule(smaller(1), ROOM),
    "documents.exclude": KeyRule(ANYTHING, JUDGES),
    "output.reports": KeyRule(INSIDE, WRITES),
    "output.lock": KeyRule(INSIDE, WRITES),
    "output.baseline": KeyRule(INSIDE, WRITES),
    "lock.days": KeyRule(larger(3650), ASKS),
    "lock.budget": KeyRule(smaller(0), ASKS),
    "lock.split": KeyRule(ANYTHING, "moves the entries of the lock to other files"),
    "archive.folder": KeyRule(INSIDE, WRITES),
    "archive.max_bytes": KeyRule(smaller(1), ROOM),
    "archive.max_file": KeyRule(smaller(1_000_000), ROOM),
    "save_page_now.base_url": KeyRule(NOTHING, "receives the user's keys of archive.org"),
    "save_page_now.interval": KeyRule(larger(60), f"{ASKS}; {WAITS}"),
    "save_page_now.in_flight": KeyRule(smaller(1), ASKS),
    "save_page_now.poll_every": KeyRule(larger(60), f"{ASKS}; {WAITS}"),
    "save_page_now.polls": KeyRule(smaller(1), ASKS),
    "save_page_now.tries": KeyRule(smaller(1), ASKS),
    "save_page_now.backoff": KeyRule(larger(600), f"{ASKS}; {WAITS}"),
    "save_page_now.session_wait": KeyRule(larger(600), f"{ASKS}; {WAITS}"),
    "save_page_now.per_run": KeyRule(smaller(0), "more captures in the user's account"),
    "save_page_now.reuse": KeyRule(NOTHING, "more captures in the user's account"),
    "repair.robust_links": KeyRule(ANYTHING, JUDGES),
    "cache.path": KeyRule(NOTHING, "uses answers from an attacker's database; overwrites the user's files"),
    "cache.max_bytes": KeyRule(NOTHING, "deletes cached answers of other checkouts"),
    "rules.select": KeyRule(ANYTHING, JUDGES),
    "rules.ignore": KeyRule(ANYTHING, JUDGES),
    "rules.per_file_ignores": KeyRule(ANYTHING, JUDGES),
    "rules.severity": KeyRule(ANYTHING, JUDGES),
    "providers.*.enabled": KeyRule(only(False), "sends requests to a service that the user disabled"),
    "providers.*.base_url": KeyRule(NOTHING, CARRIES),
    "providers.registries.folder": KeyRule(NOTHING, "reads files outside of the checkout"),
    "providers.sitemaps.archive_url": KeyRule(NOTHING, CARRIES),
    "providers.openalex.api_key": KeyRule(NOTHING, "a key belongs in the environment"),
    "archives.*.enabled": KeyRule(only(False), "sends requests to a service that the user disabled"),
    "archives.*.base_url": KeyRule(NOTHING, CARRIES),
    "archives.memento.timegate": KeyRule(NOTHING, CARRIES),
}
UNKNOWN = KeyRule(NOTHING, "its use by a third-party plug-in is unknown")


def row(key: str) -> KeyRule:
    """The row of a key; ``*`` means every plug-in of a family."""
    family, _, rest = key.partition(".")
    return ROWS.get(key) or ROWS.get(f"{family}.*.{rest.partition('.')[2]}") or UNKNOWN


def place_of(file: Path, folder: Path) -> PathBounds:
    """The bounds for paths in a settings file: the checkout of the working directory, or without one the file's folder.

    So a file in a folder above the checkout cannot name paths outside of the checkout.
    """
    return PathBounds(root_of(folder) or file.parent.absolute(), folder)


def found_files_are_trusted() -> bool:
    """Whether the user trusts the checkout. Raises ``UsageError`` for a value that is neither yes nor no."""
    value = os.environ.get(VARIABLE, "").strip().lower()
    if value not in (*YES, *NO):
        raise UsageError(f"environment: {VARIABLE} must be 1 or 0; set it to 1 only in your own checkout")
    return value in YES


def limited(key: str) -> str:
    """A refused key, with the values that a checkout may set."""
    words = row(key).limit.words
    return key if words == "no" else f"{key} ({words if words.startswith('only') else f'only {words}'})"


def sentence(file: Path, refused: tuple[str, ...]) -> str:
    """The message on the refused keys of a file."""
    return (
        f"{file}: not used: {', '.join(map(limited, refused))}; this file may come from somebody else; if it is your own, "
        f"name it with --config FILE, set {VARIABLE}=1, or put these settings into {user_path()}"
    )


def table() -> str:
    """The rows as a Markdown table."""
    head = "| setting | a checkout may set it | what an attacker could do otherwise, or why it is harmless |\n|---|---|---|\n"
    return head + "".join(f"| `{key}` | {row.limit.words} | {row.why} |\n" for key, row in ROWS.items())

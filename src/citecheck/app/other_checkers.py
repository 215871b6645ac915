"""Settings of other link checkers, as far as citecheck has them: lychee, markdown-link-check, linkspector."""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from citecheck.model.errors import UsageError
from citecheck.patterns import lazy_pattern

MAX_BYTES = 1_000_000
# ``^https?://(www\.)?host/.*``: a host with its subdomains.
HOST = lazy_pattern(
    r"\^?(?:https?|https\?):(?:/|\\/){2}(?:\((?:\?:)?(?:www\\?\.|\.\*\\?\.)\)\?)?(?P<host>(?:[\w-]|\\?\.)+)(?:\\?/)?(?:\.\*)?\$?"
)
TOKEN = lazy_pattern(r"\\(?P<escaped>[^\w\s])|(?P<any>\.[*+]\??)|(?P<plain>[\w/:~%=&#,@!; .-])")
LYCHEE, IGNORED = "lychee.toml", ".lycheeignore"
NAMED = "name the files and folders on the command line"
HEADERS = "set [links] headers by host, with values from the environment, in your own settings"
STATUSES = "401, 403 and 429 are never an error; others are set with [links] accept, by host and in your own settings"
RETRIED = "by kind of failure; Retry-After is kept"
# What citecheck does anyway, or elsewhere: by the names of lychee, then of markdown-link-check and linkspector.
ELSEWHERE = {
    "include_fragments": "checked always", "offline": "`citecheck check --offline`", "cache": "always", "max_cache_age": "by kind of answer",
    "max_retries": RETRIED, "retry_wait_time": RETRIED, "exclude_all_private": "always", "exclude_private": "always",
    "exclude_link_local": "always", "exclude_loopback": "always", "archive": "always", "suggest": "`citecheck report`", "verbose": "", "format": "`--output`",
    "output": "`--output`", "no_progress": "", "mode": "", "accept_timeouts": "always: a time-out is never an error", "include_mail": "never checked",
    "accept": STATUSES, "header": HEADERS, "headers": HEADERS, "hosts": HEADERS, "extensions": NAMED, "files_from": NAMED,
    "max_redirects": "10", "scheme": "http and https always", "threads": "", "index_files": "always", "fallback_extensions": "always", "host_stats": "",
    "aliveStatusCodes": STATUSES, "httpHeaders": HEADERS, "retryOn429": "always", "retryCount": RETRIED, "fallbackRetryDelay": RETRIED,
    "ignoreDisable": "comments that ignore a finding are `<!-- citecheck-ignore CC201: reason -->`", "files": NAMED, "dirs": NAMED, "fileExtensions": NAMED,
    "modifiedFilesOnly": "`citecheck check --since REF`",
}  # fmt: skip


class Converted(Struct):
    """Settings of citecheck, as ``table.key`` to value, and what has no counterpart, a line each."""

    settings: dict[str, Any] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    def text(self, source: str) -> str:
        """A settings file."""
        tables: dict[str, list[str]] = {}
        for name, value in self.settings.items():
            table, _, key = name.rpartition(".")
            tables.setdefault(table, []).append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
        parts = ["\n".join([f"[{table}]", *lines]) for table, lines in tables.items()]
        left = [f"# Not taken over from {source}:", *(f"#   {' '.join(line.split())}" for line in self.left)] if self.left else []
        return "\n\n".join([f"# From {source}.", *parts, *(["\n".join(left)] if left else [])]) + "\n"

    def leave(self, names: Iterable[str]) -> None:
        """Name what is not taken over."""
        self.left += [f"{name}: {ELSEWHERE.get(name) or 'has no counterpart'}" for name in names if ELSEWHERE.get(name) != ""]

    def patterns(self, name: str, expressions: Iterable[str]) -> None:
        """Take over regular expressions as patterns with ``*``."""
        for written in expressions:
            pattern = wildcard(written, whole=name == "documents.exclude")
            if pattern is None:
                self.left.append(f"{name}: the regular expression {written} has no pattern with *")
            else:
                self.settings.setdefault(name, []).append(pattern)


def wildcard(expression: str, *, whole: bool = False) -> str | None:
    """A regular expression as a host, or as a text with ``*`` for any characters; None where that would match something else.

    ``whole``: never a host.
    """
    if not whole and (found := HOST.fullmatch(expression)):
        return found["host"].replace("\\", "")
    body = expression.removeprefix("^").removesuffix("$").replace("https?://", "http.*://")
    tokens = list(TOKEN.finditer(body))
    if "".join(one.group() for one in tokens) != body or not body:
        return None
    words = "".join("*" if one["any"] else one["escaped"] or one["plain"] for one in tokens)
    words = words if expression.startswith("^") else f"*{words}"
    words = words if expression.endswith("$") and not expression.endswith("\\$") else f"{words}*"
    return re.sub(r"\*+", "*", words)


def from_lychee(folder: Path) -> Converted:
    """``lychee.toml`` and ``.lycheeignore`` of a folder. Raises ``UsageError``."""
    found = Converted()
    ignored = _read(folder / IGNORED)
    value = _parsed(folder / LYCHEE, tomllib.loads) if ignored is None or (folder / LYCHEE).exists() else {}
    found.patterns("links.exclude", [*_texts(value.pop("exclude", ())), *_lines(ignored or "")])
    found.patterns("links.include", _texts(value.pop("include", ())))
    found.patterns("documents.exclude", _texts(value.pop("exclude_path", ())))
    _numbers(found, value, {"timeout": "network.timeout", "max_concurrency": "network.max_connections"})
    if isinstance(root := value.pop("root_dir", None), str):
        _root(found, root)
    found.leave(value)
    return found


def from_markdown_link_check(folder: Path) -> Converted:
    """``.markdown-link-check.json`` of a folder. Raises ``UsageError``."""
    value = _parsed(folder / ".markdown-link-check.json", json.loads)
    found = Converted()
    listed = value.pop("ignorePatterns", ())
    found.patterns("links.exclude", _texts(one.get("pattern") for one in listed if isinstance(one, dict)))
    timeout = re.fullmatch(r"(\d+(?:\.\d+)?)s", str(value.pop("timeout", "")))
    if timeout:
        found.settings["network.timeout"] = float(timeout[1])
    found.leave(value)
    return found


def from_linkspector(folder: Path) -> Converted:
    """``.linkspector.yml`` of a folder. Raises ``UsageError``."""
    import yaml

    value = _parsed(folder / ".linkspector.yml", yaml.safe_load)
    found = Converted()
    found.patterns(
        "links.exclude", _texts(one.get("pattern") for one in value.pop("ignorePatterns", None) or () if isinstance(one, dict))
    )
    excluded = [
        *_texts(value.pop("excludedFiles", None) or ()),
        *(f"{name}/*" for name in _texts(value.pop("excludedDirs", None) or ())),
    ]
    if excluded:
        found.settings["documents.exclude"] = [f"*{name.removeprefix('.').replace('**', '*')}" for name in excluded]
    found.leave(value)
    return found


CHECKERS: Mapping[str, Callable[[Path], Converted]] = {
    "lychee": from_lychee,
    "markdown-link-check": from_markdown_link_check,
    "linkspector": from_linkspector,
}


def _root(found: Converted, root: str) -> None:
    if Path(root).is_absolute():
        found.left.append(f"root_dir: {root} is absolute; write it into [links] root, relative to the settings file")
    else:
        found.settings["links.root"] = root


def _numbers(found: Converted, value: dict[str, Any], names: Mapping[str, str]) -> None:
    for name, ours in names.items():
        if isinstance(number := value.pop(name, None), int | float):
            found.settings[ours] = number


def _texts(values: Any) -> list[str]:
    return [one for one in ([values] if isinstance(values, str) else values) if isinstance(one, str)]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _parsed(path: Path, parse: Callable[[str], Any]) -> dict[str, Any]:
    text = _read(path)
    if text is None:
        raise UsageError(f"{path}: there is no such file; run it in the folder that has it")
    try:
        value = parse(text)
    except Exception as error:  # noqa: BLE001 (each parser has its own)
        raise UsageError(f"{path}: cannot be read: {' '.join(str(error).split())[:200]}; correct it") from None
    if not isinstance(value, dict):
        raise UsageError(f"{path}: it has no settings; nothing was written")
    return value


def _read(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES).decode("utf-8", "replace")
    except OSError:
        return None

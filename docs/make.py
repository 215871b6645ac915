"""Generates docs/rules.md, the man page docs/citecheck.1 and the table of docs/security.md."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from citecheck import __version__
from citecheck.app import wiring
from citecheck.cli import group, sentence
from citecheck.config import trust
from citecheck.findings import rule_docs

DOCS = Path(__file__).parent
NO_OPTIONS = ("help", "version")


def rules() -> str:
    """The pages of all rules."""
    return rule_docs.all_pages(sorted(wiring.plugins("rules").values(), key=lambda kind: str(kind.code)))


def security() -> str:
    """The security page with its table of settings."""
    begin, end = "<!-- table -->\n", "<!-- end of table -->"
    before, _, rest = (DOCS / "security.md").read_text(encoding="utf-8").partition(begin)
    return before + begin + trust.table() + end + rest.partition(end)[2]


def man_page() -> str:
    """All commands as one man page."""
    lines = [
        f'.TH CITECHECK 1 "" "citecheck {__version__}" "User Commands"',
        ".SH NAME",
        "citecheck \\- check a document's footnotes",
        ".SH SYNOPSIS",
        ".B citecheck",
        "COMMAND [OPTIONS] [ARGUMENTS]",
        ".SH COMMANDS",
    ]
    context = click.Context(group, info_name="citecheck")
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command:
            lines += _command(f"citecheck {name}", command, click.Context(command, context, name), sentence(name))
    lines += [
        ".SH EXIT STATUS",
        "0 done; 1 findings at or above \\-\\-fail\\-on, or completeness below \\-\\-fail\\-under; 2 usage, settings, unreadable or",
        "unwritable files; 130 interrupted (results so far are kept).",
        ".SH FILES",
        ".TP",
        "citecheck.toml, pyproject.toml",
        "settings, in the working directory or above; they may come with a checkout, so they may not set everything",
        ".TP",
        "~/.config/citecheck/citecheck.toml",
        "the user's own settings (the configuration folder of the platform)",
        ".TP",
        "citecheck.lock",
        "the recorded results for each source",
        ".SH ENVIRONMENT",
        "Every setting is also a variable: CITECHECK_NETWORK_TIMEOUT for [network] timeout.",
        "CITECHECK_TRUST_CONFIG=1 lets a settings file from the checkout set everything: only for your own checkout.",
    ]
    return "\n".join(lines) + "\n"


def _command(name: str, command: click.Command, context: click.Context, summary: str) -> Iterator[str]:
    usage = " ".join(command.collect_usage_pieces(context))
    yield from (f'.SS "{_roff(name)} {_roff(usage)}"', _text(command.help or summary))
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record and record[1] and parameter.name not in NO_OPTIONS:
            yield from (".TP", f".B {_roff(record[0])}", _text(record[1]))
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found:
                inner = click.Context(found, context, child)
                yield from _command(f"{name} {child}", found, inner, found.get_short_help_str())


def _text(text: str) -> str:
    """Paragraphs separated by .PP."""
    paragraphs = (_roff(" ".join(one.split())) for one in text.split("\n\n"))
    return "\n.PP\n".join(paragraphs)


def _roff(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return re.sub(r"^([.'])", r"\\&\1", text)


PAGES = {"rules.md": rules, "citecheck.1": man_page, "security.md": security}

if __name__ == "__main__":
    for file, make in PAGES.items():
        (DOCS / file).write_text(make(), encoding="utf-8")
        sys.stderr.write(f"wrote docs/{file}\n")

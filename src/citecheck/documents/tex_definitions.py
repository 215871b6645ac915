r"""Definitions of LaTeX commands: their bodies are no text, and a command with a ``\footnote`` in its body makes notes where it is used.

The LaTeX Companion, appendix A.1 (``\newcommand`` and its like); interface3 and usrguide (``\NewDocumentCommand``); TeXbook, chapter 20 (``\def``).
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from citecheck.patterns import lazy_pattern

DEFINES = lazy_pattern(
    r"\\(?:(?P<command>(?:re)?newcommand|providecommand|DeclareRobustCommand|(?:re|provide)?newrobustcmd|renewrobustcmd|DeclareMathOperator)|"
    r"(?P<environment>(?:re)?newenvironment)|(?P<document>(?:New|Renew|Provide|Declare)(?:Expandable)?DocumentCommand)|"
    r"(?P<pair>(?:New|Renew|Provide|Declare)DocumentEnvironment)|(?P<primitive>[egx]?def))(?![A-Za-z@])\*?[ \t]*"
)
NAME = lazy_pattern(r"\s*(?:\{\s*\\(?P<braced>[A-Za-z@]+)\s*\}|\\(?P<name>[A-Za-z@]+)|\{[^{}]*\}|\\.)\s*")
OPTION = lazy_pattern(r"\s*\[(?P<value>[^\[\]]{0,300})\]\s*")
PARAMETERS = lazy_pattern(r"[^{}]{0,200}")
ARGUMENT = lazy_pattern(r"#(?P<number>[1-9])")
NOTE = lazy_pattern(r"\\(?:footnote|endnote)[ \t]*\{")
ALIAS = lazy_pattern(r"\\let\s*+\\(?P<name>[A-Za-z@]+)\s*+(?:=\s*+)?\\(?:footnote|endnote)(?![A-Za-z@])")
SAME = lazy_pattern(r"\s*\\(?:footnote|endnote)\s*")  # the whole body of a command that only has another name
SPACE = lazy_pattern(r"\s*")
MAX_ARGUMENTS = 9


class NoteCommand(Struct, frozen=True):
    """A command that makes a note: how many arguments it takes, if the first is optional, and which of them the note has."""

    arguments: int
    optional: bool
    inside: tuple[int, ...]


def find_definitions(masked: str, braces: Mapping[int, int]) -> tuple[list[tuple[int, int]], dict[str, NoteCommand]]:
    """The spans of all definitions, and the commands among them that make notes."""
    spans: list[tuple[int, int]] = []
    commands: dict[str, NoteCommand] = {}
    for match in DEFINES.finditer(masked):
        if spans and match.start() < spans[-1][1]:
            continue
        found = _definition(masked, match, braces)
        if found:
            name, end, command = found
            spans.append((match.start(), end))
            commands |= {name: command} if name and command else {}
    for alias in ALIAS.finditer(masked):
        spans.append(alias.span())
        commands[alias["name"]] = NoteCommand(1, False, (1,))
    return sorted(spans), commands


def _definition(masked: str, match: re.Match[str], braces: Mapping[int, int]) -> tuple[str | None, int, NoteCommand | None] | None:
    """The name of a definition, where it ends, and the note command that it defines."""
    named = NAME.match(masked, match.end())
    if not named:
        return None
    at, count, optional = _parameters(masked, named.end(), primitive=bool(match["primitive"]))
    groups = list(_groups(masked, at, 3 if match["pair"] else 2 if match["environment"] or match["document"] else 1, braces))
    if not groups:
        return None
    body = masked[slice(*groups[-1])]
    if match["document"]:
        kinds = re.findall(r"[moO]", re.sub(r"\{[^{}]*\}", "", masked[slice(*groups[0])]))
        count, optional = len(kinds), kinds[:1] in (["o"], ["O"])
    command = None if match["environment"] or match["pair"] else _note_command(body, count, optional=optional)
    return named["braced"] or named["name"], groups[-1][1] + 1, command


def _parameters(masked: str, at: int, *, primitive: bool) -> tuple[int, int, bool]:
    """Where the parameters of a definition end, how many there are, and whether the first is optional."""
    if primitive:
        written = PARAMETERS.match(masked, at)
        return (written.end(), len(ARGUMENT.findall(written.group())), False) if written else (at, 0, False)
    options: list[str] = []
    while (option := OPTION.match(masked, at)) and len(options) < 2:
        options.append(option["value"].strip())
        at = option.end()
    return at, int(options[0]) if options and re.fullmatch("[1-9]", options[0]) else 0, len(options) > 1


def _groups(masked: str, at: int, most: int, braces: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The contents of consecutive groups in braces, at most ``most``."""
    for _ in range(most):
        space = SPACE.match(masked, at)
        at = space.end() if space else at
        if masked[at : at + 1] != "{" or at not in braces:
            return
        yield at + 1, braces[at]
        at = braces[at] + 1


def _note_command(body: str, count: int, *, optional: bool) -> NoteCommand | None:
    if not count and SAME.fullmatch(body):
        return NoteCommand(1, False, (1,))
    note = NOTE.search(body)
    inside = tuple(dict.fromkeys(int(found["number"]) for found in ARGUMENT.finditer(body, note.end()))) if note else ()
    return NoteCommand(count, optional, inside) if inside and max(inside) <= count else None


def arguments_of(masked: str, at: int, command: NoteCommand, braces: Mapping[int, int]) -> tuple[int, tuple[int, int]] | None:
    """The end of a use of a note command, and the span of its note's text; ``at`` is after its name."""
    spans: list[tuple[int, int] | None] = []
    if command.optional:
        option = OPTION.match(masked, at)
        spans.append(option.span("value") if option else None)
        at = option.end() if option else at
    groups = list(_groups(masked, at, min(command.arguments, MAX_ARGUMENTS) - len(spans), braces))
    spans += groups
    used = [span for number in command.inside if number <= len(spans) and (span := spans[number - 1])]
    if not used or not groups:
        return None
    in_braces = [span for span in used if span in groups] or used  # a URL in brackets precedes the words of its source
    return max(groups[-1][1] + 1, at), (min(in_braces)[0], max(end for _, end in in_braces))

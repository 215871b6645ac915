"""The rules' manual, generated from their modules' docstrings."""

import sys
from collections.abc import Sequence
from inspect import cleandoc

from citecheck.model.finding import SEVERITY_WORDS, RulePage
from citecheck.protocols import Rule

HEAD = (
    "# Rules\n\nThis page is generated from the rules: `citecheck explain --markdown` prints it, `citecheck explain CC101` one rule.\n"
    "An *error* makes `citecheck check` fail; `--fail-on` and `[rules]` in the settings change that. *info* is the lowest severity; JSON and\n"
    "SARIF call it `note`. Notes without a number or name have the labels `u1`, `u2` … (`u` for unnumbered) in the document's order."
)


def page(rule: type[Rule]) -> str:
    """The page of a rule: code, name and severity, then its text."""
    return f"{rule.code} {rule.name} ({SEVERITY_WORDS[rule.severity]})\n\n{text(rule)}"


def text(rule: type[Rule]) -> str:
    """The text of a rule: its module's docstring, else its own."""
    return cleandoc(sys.modules[rule.__module__].__doc__ or rule.__doc__ or "")


def rule_page(rule: type[Rule]) -> RulePage:
    """The page of a rule, for reporters."""
    return RulePage(rule.code, rule.name, rule.severity, summary(rule), text(rule))


def listing(rules: Sequence[type[Rule]]) -> str:
    """One line per rule: code, severity, name, summary."""
    width = max((len(rule.name) for rule in rules), default=0)
    return "\n".join(f"{r.code}  {SEVERITY_WORDS[r.severity]:7}  {r.name:{width}}  {summary(r)}" for r in rules)


def summary(rule: type[Rule]) -> str:
    """The first line of a rule's page."""
    return text(rule).partition("\n")[0]


def all_pages(rules: Sequence[type[Rule]]) -> str:
    """All pages as Markdown, one section per rule; its anchor is the code in lower case."""
    pages = [f'<a id="{r.code.lower()}"></a>\n\n## {r.code} {r.name}\n\n*{SEVERITY_WORDS[r.severity]}.* {text(r)}' for r in rules]
    return "\n\n".join([HEAD, *pages]) + "\n"

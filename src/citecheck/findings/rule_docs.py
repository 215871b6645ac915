"""The manual of the rules, made from their modules' docstrings, so that the program and its documentation say the same."""

import sys
from collections.abc import Sequence
from inspect import cleandoc

from citecheck.model.finding import RulePage
from citecheck.protocols import Rule

HEAD = (
    "# Rules\n\nThis page is made from the rules themselves: `citecheck explain --markdown` prints it, `citecheck explain CC101` one rule.\n"
    "An *error* makes `citecheck check` fail; `--fail-on` and the settings' `[rules]` change that."
)


def page(rule: type[Rule]) -> str:
    """One rule: code, name and severity, then its explanation."""
    return f"{rule.code} {rule.name} ({rule.severity})\n\n{text(rule)}"


def text(rule: type[Rule]) -> str:
    """A rule's explanation: its module's docstring, as a rule is a file; else its own."""
    return cleandoc(sys.modules[rule.__module__].__doc__ or rule.__doc__ or "")


def rule_page(rule: type[Rule]) -> RulePage:
    """A rule's page as a value, for reporters."""
    return RulePage(rule.code, rule.name, rule.severity, summary(rule), text(rule))


def listing(rules: Sequence[type[Rule]]) -> str:
    """A line a rule: code, severity, name, and the first sentence of its page."""
    width = max((len(rule.name) for rule in rules), default=0)
    return "\n".join(f"{r.code}  {r.severity:7}  {r.name:{width}}  {summary(r)}" for r in rules)


def summary(rule: type[Rule]) -> str:
    """The first line of a rule's page."""
    return text(rule).partition("\n")[0]


def all_pages(rules: Sequence[type[Rule]]) -> str:
    """All pages as Markdown, a heading a rule; the anchor of a rule is its code in lower case."""
    pages = [f'<a id="{r.code.lower()}"></a>\n\n## {r.code} {r.name}\n\n*{r.severity}.* {text(r)}' for r in rules]
    return "\n\n".join([HEAD, *pages]) + "\n"

"""Explain a rule: what it finds, why it matters, how to fix it."""

import click


@click.command(name="explain")
@click.argument("rule", required=False, metavar="[RULE]")
@click.option("--markdown", is_flag=True, help="All pages as Markdown, as in docs/rules.md.")
def command(rule: str | None, markdown: bool) -> None:
    """Print the page of RULE, a code such as CC101 or a name such as missing-url; without RULE, list all rules."""
    from citecheck.app import wiring
    from citecheck.app.explain_rule import explain
    from citecheck.cli._output import emit
    from citecheck.findings import rule_docs

    rules = sorted(wiring.plugins("rules").values(), key=lambda kind: str(kind.code))
    if markdown:
        emit(rule_docs.all_pages(rules))
    else:
        emit(explain(rule) if rule else rule_docs.listing(rules))

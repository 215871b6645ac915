"""Print the page of a rule: what it finds, why it matters, what to do."""

import click


@click.command(name="explain")
@click.argument("rule", required=False, metavar="[RULE]")
@click.option("--markdown", is_flag=True, help="All pages in one Markdown text, as in docs/rules.md.")
def command(rule: str | None, markdown: bool) -> None:
    """Print the page of RULE, a code such as CC101 or a name such as missing-url; without RULE, list all rules."""
    from citecheck import manual, wiring
    from citecheck.cli._output import emit
    from citecheck.errors import UsageError

    rules = sorted(wiring.plugins("rules").values(), key=lambda kind: str(kind.code))
    if markdown:
        emit(manual.all_pages(rules))
    elif rule is None:
        emit(manual.listing(rules))
    else:
        known = {str(key).lower(): kind for kind in rules for key in (kind.code, kind.name)}
        if rule.lower() not in known:
            raise UsageError(f"there is no rule {rule!r}{_nearest(rule, known)}")
        emit(manual.page(known[rule.lower()]))


def _nearest(rule: str, known: dict[str, type]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(rule.lower(), known, 1, 0.5)
    return f"; did you mean {near[0]!r}?" if near else "; `citecheck explain` lists all"

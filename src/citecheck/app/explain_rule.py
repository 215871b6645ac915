"""`citecheck explain`: the page of a rule."""

from citecheck.app import wiring
from citecheck.findings import rule_docs
from citecheck.model.errors import UsageError


def explain(rule: str) -> str:
    """The page of a rule, by code or name in any case. Raises ``UsageError``."""
    known = {str(key).lower(): kind for kind in wiring.plugins("rules").values() for key in (kind.code, kind.name)}
    if rule.lower() not in known:
        from difflib import get_close_matches

        near = get_close_matches(rule.lower(), known, 1, 0.5)
        nearest = near[0].upper() if near and near[0][-1].isdigit() else (near or [""])[0]
        hint = f"did you mean {nearest!r}?" if near else "`citecheck explain` lists all"
        raise UsageError(f"there is no rule {rule!r}; {hint}")
    return rule_docs.page(known[rule.lower()])

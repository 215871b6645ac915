"""The rules of a run, as the settings choose them."""

from collections.abc import Iterable, Mapping

from citecheck.config.settings import RuleSettings
from citecheck.findings.evaluate import Policy
from citecheck.findings.per_file import PerFileIgnores
from citecheck.model.errors import UsageError
from citecheck.model.finding import Severity
from citecheck.protocols import Rule
from citecheck.registry import found


def policy_of(settings: RuleSettings) -> Policy:
    """The rules as configured. Raises ``UsageError`` for unknown codes."""
    rules: dict[str, type[Rule]] = found("rules")[0]

    def codes(written: Iterable[str]) -> tuple[str, ...]:
        return tuple(rules[name].code if name in rules else _known_code(name, rules) for name in written)

    selected, ignored = codes(settings.select), codes(settings.ignore)
    chosen = tuple(
        kind()
        for kind in sorted(rules.values(), key=lambda kind: kind.code)
        if (not selected or kind.code.startswith(selected)) and not kind.code.startswith(ignored or ("-",))
    )
    severities: dict[str, Severity] = {
        codes((written,))[0]: "note" if severity == "info" else severity for written, severity in settings.severity.items()
    }
    by_code = {r.code: severities[code] for code in sorted(severities, key=len) for r in chosen if r.code.startswith(code)}
    ignores = {pattern: codes(written) for pattern, written in settings.per_file_ignores.items()}
    return Policy(chosen, by_code, PerFileIgnores(ignores))


def _known_code(written: str, rules: Mapping[str, type[Rule]]) -> str:
    code = written.upper()
    if any(rule.code.startswith(code) for rule in rules.values()):
        return code
    from difflib import get_close_matches

    names = [*(rule.code for rule in rules.values()), *rules]
    near = get_close_matches(written, names, 1, 0.5)
    raise UsageError(
        f"[rules] there is no rule {written!r}{f' (did you mean {near[0]!r}?)' if near else ''}; `citecheck explain` lists all"
    )

"""Reading, matching and locating pages: writes reports/matching.md.

    CITECHECK_RIGS=… PYTHONPATH=src python tests/measure/matching.py [--without-readers]

Pages and services are the replay rig's, on loopback. Other readers (htmldate, trafilatura, newspaper4k, extruct) are measured if they are
installed: `pip install trafilatura newspaper4k extruct lxml_html_clean`. They take minutes; without them their rows stay.
"""

import json
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))
from citecheck.language.titles import fold
from citecheck.model.web import Page
from citecheck.pages.metadata import read_page
from citecheck.sources.title_match import compare
from tests.measure.replay_pages import Recorded, recorded, rigs
from tests.measure.replay_web import located, served

REPORT = Path(__file__).parents[2] / "reports" / "matching.md"
Read = Callable[[Recorded], tuple[list[str], list[str], list[str]]]  # titles, dates, authors


def ours(page: Recorded) -> tuple[list[str], list[str], list[str]]:
    read = read_page(page.response())
    return [c.value for c in read.titles], [c.value for c in read.dates], [c.value for c in read.authors]


def htmldate(page: Recorded) -> tuple[list[str], list[str], list[str]]:
    from htmldate import find_date

    return [], [d for d in [find_date(page.body.decode("utf-8", "replace"), url=page.url, original_date=True)] if d], []


def trafilatura(page: Recorded) -> tuple[list[str], list[str], list[str]]:
    from trafilatura import extract_metadata

    found = extract_metadata(page.body.decode("utf-8", "replace"), default_url=page.url)
    return [found.title or ""], [found.date or ""], [found.author or ""]


def newspaper4k(page: Recorded) -> tuple[list[str], list[str], list[str]]:
    from newspaper import Article

    article = Article(page.url)
    article.download(input_html=page.body.decode("utf-8", "replace"))
    article.parse()
    when = article.publish_date
    return [article.title], [when.strftime("%Y-%m-%d") if when else ""], list(article.authors)


def extruct(page: Recorded) -> tuple[list[str], list[str], list[str]]:
    import extruct

    data = extruct.extract(page.body.decode("utf-8", "replace"), base_url=page.url, syntaxes=["json-ld", "opengraph"], uniform=True)
    things = [thing for kind in data.values() for thing in kind if isinstance(thing, dict)]
    things += [t for thing in things for t in thing.get("@graph", []) if isinstance(t, dict)]
    titles = [str(t[k]) for t in things for k in ("headline", "og:title", "name") if isinstance(t.get(k), str)]
    dates = [str(t[k])[:10] for t in things for k in ("datePublished", "article:published_time", "dateModified") if t.get(k)]
    return titles, dates, [json.dumps(t["author"], ensure_ascii=False) for t in things if t.get("author")]


def readers(pages: list[Recorded], others: bool) -> Iterator[str]:
    """A row a reader: right, wrong and none for title, date, author, and the median time; the others' as they were where they stay away."""
    before = REPORT.read_text(encoding="utf-8").splitlines() if REPORT.exists() else []
    yield "| reader | title right / wrong / none | date right (±1 day) / wrong / none | author right / wrong / none | failed | median ms |"
    yield "|---|---|---|---|---|---|"
    yield _reader("citecheck", ours, pages)
    for read in (htmldate, trafilatura, newspaper4k, extruct):
        earlier = next((line for line in before if line.startswith(f"| {read.__name__} |")), None)
        yield earlier if earlier and not others else _reader(read.__name__, read, pages)


def _reader(name: str, read: Read, pages: list[Recorded]) -> str:
    if name != "citecheck" and not find_spec({"newspaper4k": "newspaper"}.get(name, name)):
        return f"| {name} | not installed | | | | |"
    titles, dates, authors, times, failed = Counter(), Counter(), Counter(), [], 0
    for page in pages:
        start = time.perf_counter()
        try:
            found = read(page)
        except Exception:  # noqa: BLE001 (other people's readers; a failure is a result here)
            failed += 1
            continue
        times.append(1000 * (time.perf_counter() - start))
        titles[
            _judge([fold(t) for t in found[0] if t], lambda t, p=page: compare(p.title, t).level in ("same", "near", "close"))
        ] += 1
        dates[_judge([d for d in found[1] if d], lambda d, p=page: _near(d, p.date))] += 1
        if page.authors:
            family = fold(page.authors[0]).split()[-1:]
            authors[_judge([a for a in found[2] if a], lambda a, f=family: set(f) <= set(fold(a).split()))] += 1
    cells = (f"{c['right']} / {c['wrong']} / {c['none']}" for c in (titles, dates, authors))
    return f"| {name} | {' | '.join(cells)} | {failed} | {statistics.median(times) if times else 0:.0f} |"


def _judge(values: list[str], right: Callable[[str], bool]) -> str:
    return "none" if not values else "right" if any(right(v) for v in values) else "wrong"


def _near(found: str, true: str) -> bool:
    with suppress(ValueError):
        return abs((date.fromisoformat(found[:10]) - date.fromisoformat(true[:10])).days) <= 1
    return False


def rules(read: list[tuple[Recorded, Page]]) -> Iterator[str]:
    """The match rule beside others': one field of a page is cited, the others are there to be found; and pairs of different pages."""
    from rapidfuzz import fuzz

    def best(cited: str, titles: list[str]) -> float:
        return max((fuzz.ratio(fold(cited), fold(t)) for t in titles), default=0)

    kinds: dict[str, Callable[[str, list[str]], bool]] = {
        "citecheck: same, near, close, begins, within": lambda c, ts: any(
            compare(c, t).level in ("same", "near", "close", "begins", "within", "explained") for t in ts
        ),
        "best of all fields ≥ 88": lambda c, ts: best(c, ts) >= 88,
        "best of all fields ≥ 95": lambda c, ts: best(c, ts) >= 95,
        "only <title>, ≥ 80": lambda c, ts: best(c, ts[-1:]) >= 80,
        "containment in <title>": lambda c, ts: bool(ts) and fold(c) in fold(ts[-1]),
        "two words in common": lambda c, ts: any(len(set(fold(c).split()) & set(fold(t).split())) >= 2 for t in ts),
    }
    true = [(c.value, [o.value for o in p.titles if o is not c]) for _, p in read for c in p.titles[:1] if len(p.titles) > 1]
    chance = random.Random(7)
    wrong = [(a.title, [o.value for o in chance.choice(read)[1].titles]) for a, _ in read for _ in range(60)]
    wrong = [(c, ts) for c, ts in wrong if best(c, ts) < 99]
    cut = [(" ".join(c.split()[: max(4, len(c.split()) * 2 // 3)]), ts) for c, ts in true]
    yield f"| rule | accepts true ({len(true)}) | accepts true, cut at two thirds | accepts wrong ({len(wrong)}) |"
    yield "|---|---|---|---|"
    for name, rule in kinds.items():
        shares = [sum(rule(c, ts) for c, ts in some) / len(some) for some in (true, cut, wrong)]
        yield f"| {name} | {shares[0]:.3f} | {shares[1]:.3f} | {shares[2]:.4f} |"


def runs() -> Iterator[str]:
    """End to end on both worlds, with and without a search engine; calibration; who found what."""
    yield "| run | notes | recall of findable | recall of readable | verified alone, of readable | verified (right) | likely (right) | wrong | made up accepted | accused | Brier | Brier, all | requests a note |"
    yield "|---|---|---|---|---|---|---|---|---|---|---|---|---|"
    kept = None
    for network in ("data", "seed"):
        with served(network) as rig:
            for name, settings in (("", {}), (", SearXNG off", {"CITECHECK_PROVIDERS_SEARXNG_ENABLED": "false"})):
                score, results, asked = located(rig, **settings)
                s = score["all"]
                kept = kept or (score, results)
                alone = (
                    sum(row["readable"] and row["right"] and row["state"] == "verified" for row in score["rows"]) / s["readable"]
                )
                yield (
                    f"| {network}{name} | {s['notes']} | {s['recall']} | {s['recall_readable']} | {alone:.4f} | {s['verified']} ({s['verified_right']}) | "
                    f"{s['likely']} ({s['likely_right']}) | {s['accepted_wrong']} | {s['made_up_accepted']} of {s['made_up']} | "
                    f"{s['wrongly_accused']} | {s['brier']} | {s['brier_all']} | {asked / s['notes']:.1f} |"
                )
    score, results = kept or ({}, [])
    yield from (
        "",
        "## Reliability by stated probability (data)",
        "",
        "| probability | candidates | mean | right |",
        "|---|---|---|---|",
    )
    yield from _reliability(score["rows"])
    yield from ("", "## Who found it (data)", "", "| service | sources verified or likely by its candidate |", "|---|---|")
    finds = Counter(
        _provider(s["resolution"]) for r in results for n in r["notes"] for s in n["sources"] if _accepted(s["resolution"])
    )
    yield from (f"| {name} | {many} ({many / finds.total():.0%}) |" for name, many in finds.most_common())
    yield from ("", "## Nobody knows it (data)", "", *unknown(score["rows"]))


def unknown(rows: list[dict[str, Any]]) -> Iterator[str]:
    """How often a work that nobody knew is made up: why news and pages are never called not found."""
    yield "Works for which no service offered a page that fits. Only `not-found` says that there may be none."
    yield ""
    yield "| state | made up | real |"
    yield "|---|---|---|"
    for state in ("not-found", "unchecked"):
        told = [row for row in rows if row["state"] == state]
        made_up = sum(row["made_up"] for row in told)
        yield f"| {state} | {made_up} | {len(told) - made_up} |"


FAULTS: dict[str, dict[str, Any]] = {
    "429": {"status": 429},
    "503": {"status": 503},
    "HTML for JSON": {"kind": "html"},
    "malformed": {"kind": "malformed"},
    "cut off": {"kind": "truncated"},
    "empty": {"kind": "empty"},
    "broken connection": {"kind": "close"},
}


def outages() -> Iterator[str]:
    """The seed world with each service at fault in turn, then all at once: only answers may be fewer."""
    yield "| at fault | by fault, recall: " + " · ".join(FAULTS) + " | wrong | accused | not found |"
    yield "|---|---|---|---|---|"
    with served("seed") as rig:
        names = [*rig["services"], "live"]
        for at_fault in ([name] for name in names):
            yield _outage(rig, at_fault)
        yield _outage(rig, names)


def _outage(rig: dict[str, Any], at_fault: list[str]) -> str:
    import requests

    scores = []
    for rule in FAULTS.values():
        requests.post(f"{rig['base']}/_faults", json=dict.fromkeys(at_fault, rule), timeout=10).raise_for_status()
        scores.append(located(rig, "--services-down")[0]["all"])
    requests.delete(f"{rig['base']}/_faults", timeout=10)
    wrong, accused = (sum(score[key] for score in scores) for key in ("accepted_wrong", "wrongly_accused"))
    absent = sum(score["abstained"]["not-found"] for score in scores)
    name = at_fault[0] if len(at_fault) == 1 else "all of them"
    return f"| {name} | {' · '.join(str(score['recall']) for score in scores)} | {wrong} | {accused} | {absent} |"


def _reliability(rows: list[dict[str, Any]]) -> Iterator[str]:
    edges = (0.0, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 1.01)
    for low, high in pairwise(edges):
        told = [r for r in rows if r["candidate_probability"] is not None and low <= r["candidate_probability"] < high]
        if told:
            mean = statistics.mean(r["candidate_probability"] for r in told)
            right = statistics.mean(r["candidate_right"] for r in told)
            yield f"| {low}–{min(high, 1.0)} | {len(told)} | {mean:.4f} | {right:.4f} |"


def _accepted(resolution: dict[str, Any] | None) -> bool:
    return bool(resolution) and resolution["state"] in ("verified", "likely")


def _provider(resolution: dict[str, Any]) -> str:
    return next((c["provider"] for c in resolution["candidates"] if c["url"] == resolution["url"]), "the note itself")


def main() -> None:
    pages = list(recorded(rigs() / "replay" / "data"))
    read = [(page, read_page(page.response())) for page in pages]
    lines = [
        "# Reading, matching and locating pages",
        "",
        "Made by `tests/measure/matching.py` on the replay rig: real news pages of many outlets, stand-ins for the services, on loopback.",
        "",
        f"## What is read from {len(pages)} pages",
        "",
        "Ours is right where any of its claims is; readers that give one answer are at a disadvantage.",
        "",
        *readers(pages, "--without-readers" not in sys.argv),
        "",
        "## The title rule",
        "",
        *rules(read),
        "",
        "## From note to page",
        "",
        *runs(),
        "",
        "## With services at fault (seed)",
        "",
        "Recall of the sources that can be found. A refusal is never a verdict: nothing wrong, nobody accused, nothing called not found.",
        "",
        *outages(),
        "",
        "## The weights",
        "",
        "`src/citecheck/data/weights.csv` says of each number what it rests on. `python tests/measure/fit_weights.py --write` fits them again:",
        "each recorded page is cited as notes cite it, and weighed against itself and against 60 other pages, half of them of its outlet;",
        "a weight is log2 of how often a level comes out for the right page over how often for wrong ones. Levels that random pages say",
        "too good things of are kept by hand, for follow-ups of the same day are not among random pages.",
        "",
    ]
    _, heading, records = REPORT.read_text(encoding="utf-8").partition("\n## Records\n")  # measured by tests/measure/records.py
    REPORT.write_text("\n".join(lines) + heading + records, encoding="utf-8")
    sys.stdout.write("\n".join(lines))


if __name__ == "__main__":
    main()

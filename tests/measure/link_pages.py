"""Whether error pages are found and articles accepted: pages of packages, and of the replay web."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from citecheck.links.verdict import judge_answer
from citecheck.model.web import Response, SoftGone
from tests.measure import error_pages as systems

ADDRESS = "https://example.org/2019/grain-harvest-falls-short"
# Languages of the word list that other parts of citecheck know too; the others are told beside.
MAIN = frozenset(("en", "de", "fr", "it", "es", "pt", "nl", "ru", "tr", "ar", "fa", "he", "pl", "sv", "cs", "ja", "zh", "ko", "uk"))
STUB = 200  # bytes: the replay web's own dead captures are smaller, no article is


def error_pages(folder: Path) -> Iterator[str]:
    """Pages of error by system and language: how many are found where a server sends them with status 200."""
    made: Counter[str] = Counter()
    found: Counter[str] = Counter()
    missed: list[str] = []
    languages: set[str] = set()
    main = [0, 0]
    for page in systems.collect(folder):
        answer = Response(ADDRESS, ADDRESS, 200, (("Content-Type", "text/html; charset=utf-8"),), page.body)
        seen = isinstance(judge_answer(answer), SoftGone)
        language = page.language.replace("_", "-").split("-")[0].lower()
        languages.add(language)
        made[page.system] += 1
        found[page.system] += seen
        main = [main[0] + (seen and language in MAIN), main[1] + (language in MAIN)]
        missed += [] if seen else [f"{page.system} {page.language}"]
    share, all_made = sum(found.values()) / max(1, sum(made.values())), sum(made.values())
    yield (
        f"- Error pages of {len(made)} systems and themes as their packages have them, {all_made} pages in {len(languages)} languages: "
        f"**{share:.1%} found** (wanted: ≥ 95 % of ≥ 60 pages of ≥ 6 systems in ≥ 4 languages){'' if share >= 0.95 else ' — **missed**'}"
    )
    yield f"- In {len(MAIN)} main languages: {main[0]} of {main[1]}. The word list was widened after such pages; no system has a rule of its own."
    yield f"- Not found: {', '.join(missed) or 'none'}."
    yield from ("", "| system | pages | found |", "|---|---|---|")
    yield from (f"| {name} | {number} | {found[name]} |" for name, number in made.items())


def articles(rigs: Path) -> Iterator[str]:
    """The captures of the replay web that answer 200: none of the articles may be called gone."""
    from warcio.archiveiterator import ArchiveIterator

    stubs, read, wrong = 0, 0, []
    for name in ("web.warc.gz", "live.warc.gz"):
        with (rigs / "replay" / "data" / name).open("rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type != "response" or record.http_headers.get_statuscode() != "200":
                    continue
                url, body = record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read()
                link = judge_answer(Response(url, url, 200, tuple(record.http_headers.headers), body))
                read, dead = read + 1, isinstance(link, SoftGone)
                stubs += dead and len(body) < STUB
                wrong += [f"{url} ({link.reason})"] if isinstance(link, SoftGone) and len(body) >= STUB else []
    yield (
        f"- Captures of the replay web that answered 200: {read:,}, of which articles called gone: **{len(wrong)}** (wanted: none)"
        f"{' — **missed**: ' + ', '.join(wrong) if wrong else ''}. Called gone rightly: {stubs}, the rig's own dead captures."
    )

"""The lock: what it survives, what it notices, its speed, and merges."""

import random
import re
import subprocess
import sys
import textwrap
import time
from collections import Counter
from pathlib import Path

import citecheck
from citecheck.citations.fingerprint import fingerprint
from citecheck.lock.file import LockEntry, dump, load
from citecheck.lock.lookup import look_up
from tests.acceptance.test_merge import branches, changes, entry

LIST = Path("references/us-iraq-dialogue.txt")
SOURCES = 10_000
MERGES = 100
WORDS = ("minister", "budget", "flood", "valley", "harbour", "opens", "again", "river", "town", "court", "ruling", "strike")


def lines(folder: Path) -> list[str]:
    """The report's lines."""
    return [*surviving(), *noticing(), *merging(folder), *checking(folder)]


def words_of(text: str) -> list[str]:
    """The fingerprints of a text's sources, in order."""
    notes = citecheck.parse(citecheck.read("list.txt", text))
    return [fingerprint(source) for note in notes for source in note.sources if not source.short]


def surviving() -> list[str]:
    """Changes that leave a citation what it is."""
    text = LIST.read_text(encoding="utf-8")
    before = words_of(text)
    changed = {
        "renumbered": re.sub(r"^\[(\d+)\]", lambda m: f"[{int(m[1]) + 20}]", text, flags=re.MULTILINE),
        "wrapped at 60 columns": "\n".join(textwrap.fill(line, 60, subsequent_indent="    ") for line in text.splitlines()),
        "with double spaces": text.replace(" ", "  "),
        "with addresses added": re.sub(r"(\d{2}/\d{2}/\d{4}),$", r"\1, https://news.example/story", text, flags=re.MULTILINE),
        "with dates of access added": re.sub(r"(\d{2}/\d{2}/\d{4}),$", r"\1, (accessed 3 May 2022),", text, flags=re.MULTILINE),
    }
    kept = {name: sum((Counter(before) & Counter(words_of(made))).values()) for name, made in changed.items()}
    told = "; ".join(f"{name} {many} of {len(before)}" for name, many in kept.items())
    return [f"- The seed list's sources are recognised: {told}"]


def noticing() -> list[str]:
    """Every word of every citation, changed by one letter: none may go unnoticed."""
    text = LIST.read_text(encoding="utf-8")
    before, missed, tried = Counter(words_of(text)), [], 0
    for note in citecheck.parse(citecheck.read("list.txt", text)):
        for source in note.sources:
            for word in re.finditer(r"[^\W\d_]{4,}", source.item.title or "") if source.span else ():
                at = text.find(word[0], source.span.start, source.span.end)  # type: ignore[union-attr]
                if at < 0:
                    continue
                tried += 1
                changed = text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :]
                if Counter(words_of(changed)) == before:
                    missed.append(word[0])
    return [f"- One letter of one cited word changed, {tried} words in turn: **{len(missed)} unnoticed**"]


def merging(folder: Path) -> list[str]:
    """Real branches in a real repository that each added some sources and took out others."""
    clean, wrong = 0, 0
    for seed in range(MERGES):
        place = folder / f"merge{seed}"
        place.mkdir()
        dice = random.Random(seed)
        base = {one.identity: one for one in (entry(str(n)) for n in dice.sample(range(100), 12))}
        mine, yours = (changes(base, who, dice) for who in ("mine", "yours"))
        conflict = branches(place, list(base.values()), list(mine.values()), list(yours.values()))
        clean += not conflict
        if conflict:
            subprocess.run([sys.executable, "-m", "citecheck", "merge"], cwd=place, check=True, capture_output=True)
        found = {one.identity: one for one in load("l", (place / "citecheck.lock").read_bytes()).entries}
        wanted = {i: one for i, one in (mine | yours).items() if not (i in base and (i not in mine or i not in yours))}
        wrong += found != wanted
    return [
        f"- {MERGES} merges of two branches that added and removed sources: {clean} without a conflict, {MERGES - clean} united by "
        f"`citecheck merge`; **{wrong} wrong**"
    ]


def checking(folder: Path) -> list[str]:
    """Ten thousand sources: the lock's part of `check --locked`, and the whole command."""
    dice = random.Random(3)
    place = folder / "many"
    place.mkdir()
    notes = [
        f"[{n}] J. Doe, {' '.join(dice.choice(WORDS) for _ in range(6)).capitalize()} {n}, Reuters, {dice.randrange(1, 28):02}/04/2021,\n"
        for n in range(1, SOURCES + 1)
    ]
    (place / "notes.txt").write_text("".join(notes), encoding="utf-8")
    read = citecheck.parse(citecheck.read("notes.txt", "".join(notes)))
    made = (
        LockEntry("notes.txt", note.label, 1, fingerprint(note.sources[0]), "verified", f"https://a.example/{note.label}")
        for note in read
    )
    data = dump(made)
    (place / "citecheck.lock").write_bytes(data)
    started = time.process_time()
    found = look_up(load("citecheck.lock", data), "notes.txt", read)
    own = time.process_time() - started
    assert len(found) == SOURCES and all(one.recorded.state == "same" for one in found.values())
    started = time.perf_counter()
    citecheck.parse(citecheck.read("notes.txt", "".join(notes)))
    parsing = time.perf_counter() - started
    started = time.perf_counter()
    command = [sys.executable, "-m", "citecheck", "check", "--locked", "notes.txt"]
    subprocess.run(command, cwd=place, capture_output=True, check=False)
    whole = time.perf_counter() - started
    return [
        f"- {SOURCES:,} sources, a lock of {len(data) / 1e6:.0f} MB: read and compared in **{own:.2f} s** (wanted: 1 s); the whole command "
        f"takes {whole:.0f} s, of which reading the notes {parsing:.0f} s"
    ]

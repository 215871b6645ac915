"""The model's features of each token: its form, its neighbours, its chunk, and its position relative to dates and quotations."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from citecheck.citations.tokens import COUNTERS, INITIAL, Tokens
from citecheck.language.journals import journal_runs
from citecheck.language.name_words import FUNCTION_WORDS, ORGANISATION_WORDS, PARTICLES
from citecheck.patterns import lazy_pattern

WordClass = Callable[[str], str]  # from a name to its kind in the publisher table, or empty
CASELESS = lazy_pattern(r"[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
SMALL = FUNCTION_WORDS - PARTICLES
_ROLES = """
ed eds editor editors edited hrsg hg herausgegeben cura cur dir éd éds coord coords org orgs ред trans translated trad
übers пер перевод red
"""
ROLES = frozenset(_ROLES.split())
CUES = {
    "press": "press verlag publishers publisher publishing university universität università université universidad editore editori edizioni éditions editorial books издательство изд izd wydawnictwo forlag förlag uitgeverij routledge springer wiley elsevier",
    "journal": "journal revue rivista revista zeitschrift review proceedings proc transactions trans annals annali archives archiv bulletin quarterly studies letters conference conf symposium workshop вестник журнал труды j rev phys chem math sci med biol lett int soc acad am",
    "paper": "times post news daily herald gazette tribune guardian telegraph chronicle journal observer zeitung corriere monde figaro país mundo stampa repubblica magazine today tv radio agency press курьер газета новости известия правда",
    "thesis": "thesis dissertation diss tesi thèse tesis diplomarbeit phd master masters doctoral диссертация",
    "report": "report rapport rapporto informe bericht working paper technical доклад",
}
CUE = dict.fromkeys(ORGANISATION_WORDS, "body") | {word: cue for cue, words in CUES.items() for word in words.split()}
HOST_WORDS = 9  # a name that a host is named after has fewer words
ARTICLES = frozenset(("the", "der", "die", "das", "le", "la", "les", "el", "il", "lo", "o", "a"))
PLACES = ("p=0", "p=1", "p=2", "p=3", "p=3", "p=3")
ENDS = ("e=0", "e=1", "e=2", "e=3")
BUCKETS = (0, 1, 2, 3, 4, 4, 6, 6, 6, 9, 9, 9, 9, 9, 14)


def features(read: Tokens, known: WordClass | None, host: str = "") -> list[list[str]]:
    """A list of features per token, in order. ``host`` is the host of the citation's URL, which may be in a link only.

    ``known`` is None to see neither the publisher table nor the names of journals.
    """
    words = [read.text[t.start : t.end] for t in read.tokens]
    low = [
        f"@{token.anchor}" if token.anchor else "9" if word.isdigit() else _form(word)
        for word, token in zip(words, read.tokens, strict=True)
    ]
    shapes = [token.anchor or shape(word) for word, token in zip(words, read.tokens, strict=True)]
    chunks = _chunk_features(read, words, low, shapes, known, host)
    size = len(words)
    journals = ["", *(_journals(read, words) if known else [""] * size), ""]
    low = ["", *low, "", ""]
    shapes = ["^", *shapes, "$", "$"]
    out: list[list[str]] = []
    for (first, last), own in zip(read.chunks, chunks, strict=True):
        for at in range(first, last):
            before, after, here = read.gaps[at], read.gaps[at + 1], shapes[at + 1]
            out.append(
                [
                    "w=" + low[at + 1],
                    "s=" + here,
                    f"s-={shapes[at]}|{before}|{here}",
                    f"s+={here}|{after}|{shapes[at + 2]}",
                    f"w-={low[at]}|{before}",
                    f"w+={low[at + 2]}|{after}",
                    "b=" + before,
                    "a=" + after,
                    PLACES[at] if at < 6 else "p=6",
                    ENDS[size - at] if size - at < 4 else "e=4",
                    ("f=F" if at == first else "f=") + ("L|" if at == last - 1 else "|") + here,
                    *own,
                    *_named(journals[at : at + 3], before, after, last=at + 1 == size),
                ]
            )
    return out


def _journals(read: Tokens, words: Sequence[str]) -> list[str]:
    """Which words are a journal's name."""
    return journal_runs(["" if token.anchor else word for word, token in zip(words, read.tokens, strict=True)], read.gaps)


def _named(marks: Sequence[str], before: str, after: str, *, last: bool) -> Sequence[str]:
    """Features of a word in a journal's name, or behind one; ``marks`` are those of the word before it, its own and the next word's."""
    left, here, right = marks
    if here:
        return f"j={here}", f"j={here}|{before}", f"j+={here}|{'$' if last else right}|{after}"
    return (f"j-={left}" if left else "j=",)


def _form(word: str) -> str:
    """A word without its case; a number with a counter of East Asia as ``9`` and the counter."""
    return f"9{word[-1]}" if word[-1] in COUNTERS and any(c.isdigit() for c in word) else word.casefold()


@lru_cache(maxsize=16384)  # words repeat
def shape(word: str) -> str:
    """A word's form: ``X`` capitals, ``Xx`` capitalised, ``x`` lower case, ``d4`` digits, ``I`` an initial, ``c`` no case; a number
    with a counter of East Asia: ``d`` and the counter.
    """
    if word.isdigit():
        return f"d{min(len(word), 5)}"
    if INITIAL.match(word):
        return "I" if word[0].isupper() else "i"
    if any(c.isdigit() for c in word):
        if word[-1] in COUNTERS:
            return "d" + word[-1]
        return "d-d" if re.fullmatch(r"[a-zA-Z]?\d+[-–—−/.]\w?\d+", word) else "xd"
    if CASELESS.match(word):
        return "c"
    if word.isupper():
        return "XX" if len(word) < 4 else "XXX"
    if word[0].isupper():
        return "Xx."[: 3 if "." in word else 2]
    return "x.x" if "." in word[1:-1] else "x"


def _chunk_features(
    read: Tokens, words: Sequence[str], low: Sequence[str], shapes: Sequence[str], known: WordClass | None, host: str
) -> list[list[str]]:
    """Features that all tokens of a chunk share."""
    kinds = [_kind(read, first, low[first:last], shapes[first:last], known) for first, last in read.chunks]
    anchored = [read.tokens[first].anchor for first, _ in read.chunks]
    dates = [at for at, anchor in enumerate(anchored) if anchor in ("DATE", "MONTH", "YEAR")]
    quotes = {read.quoted[first] for first, _ in read.chunks} - {0}
    count = len(read.chunks)
    out = []
    for at, (first, last) in enumerate(read.chunks):
        kind, before, after = kinds[at], kinds[at - 1] if at else "^", kinds[at + 1] if at + 1 < count else "$"
        quote = read.quoted[first]
        behind = bool(quotes) and not quote and any(read.quoted[f] for f, _ in read.chunks[:at])
        place = "in" if quote == 1 else "in2" if quote else "after" if behind else "before" if quotes else "none"
        dated = "none" if not dates else "after" if dates[0] < at else "before"
        opens, closes = read.gaps[first], read.gaps[last]
        size = last - first
        shared = [
            f"k={kind}",
            f"k-={before}>{kind}",
            f"k+={kind}>{after}",
            f"q={place}",
            f"qk={place}|{kind}",
            f"d={dated}|{place}|{min(at, 4)}",
            f"dk={dated}|{kind}",
            f"o={opens}|{closes}|{kind[:2]}",
            f"n={min(at, 5)}|{min(count - at, 4)}",
            f"nk={min(at, 3)}|{kind}",
            f"z={BUCKETS[min(size, 14)]}|{place}|{dated}",
            f"x={anchored[at + 1] if at + 1 < count else '$'}|{anchored[at - 1] if at else '^'}|{kind[:3]}",
        ]
        if host and size < HOST_WORDS and not anchored[at]:
            owner = hosted(words[first:last], host)
            shared += (f"u={owner}", f"u={owner}|{min(at, 2)}|{kind[:2]}")
        out.append(shared)
    return out


def hosted(words: Sequence[str], host: str) -> str:
    """Whether a host is named after these words: ``n`` it contains their letters, ``i`` their initials, else ``0``."""
    labels = host.rpartition(".")[0]
    key = folded("".join(words[1:] if len(words) > 1 and words[0].casefold() in ARTICLES else words))
    if len(key) > 2 and key in labels.replace("-", "").replace(".", ""):
        return "n"
    initials = folded("".join(word[0] for word in words if word[0].isupper()))
    if len(initials) > 2 and initials in labels.split("."):
        return "i"
    return "0"


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Lower-case letters and digits without accents."""
    if name.isascii():
        return name.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if c.isalnum())


def _kind(read: Tokens, first: int, low: Sequence[str], shapes: Sequence[str], known: WordClass | None) -> str:
    """A chunk's class: its anchor, its form as a name, its kind in the publisher table, else length and capitals."""
    if read.tokens[first].anchor:
        return read.tokens[first].anchor
    size = len(low)
    heads = "".join([form[0] for form in shapes])
    initials = heads.count("I")
    capital = initials + heads.count("X") + heads.count("c")
    cue = CUE.get(next(filter(CUE.__contains__, low), ""), "")
    role = "" if ROLES.isdisjoint(low) else "R"
    table = known(read.text[read.tokens[first].start : read.tokens[first + size - 1].end]) if known and size <= 8 else ""
    if heads.count("d") == size:
        form = "num"
    elif initials and size - initials <= 3 and capital + sum(word in PARTICLES for word in low) == size:
        form = "ini"
    elif capital == size:
        form = f"C{min(size, 5)}"
    elif capital < 0.5 * size or not SMALL.isdisjoint(low):
        form = f"t{BUCKETS[min(size, 14)]}"
    else:
        form = f"m{BUCKETS[min(size, 14)]}"
    return f"{form}{role}:{cue}:{table}"

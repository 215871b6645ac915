"""Mutations of bytes and texts, with a format's words but without its structure."""

import random
from collections.abc import Sequence

ODD = (
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\r", b"\r\n", b"\n\n", "\u2028".encode(), "\u0130".encode(), "\u200b".encode(), "\u00ad".encode(),
    "\U0001f600".encode(), "\u0663".encode(), "\u00b2".encode(), "\u2167".encode(), b"\xed\xa0\x80", b"\x1b[31m", "\u202e".encode(), b"-1", b"0", b"00", b"1e999",
    b"99999999999999999999", b"[", b"]", b"{", b"}", b"(", b")", b"<", b">", b'"', b"'", b"&", b"%", b"\\", b"/", b"_" * 40, b"a" * 60, b" " * 60, b"[1]",
    b"2019-02-31", b"0000", b"31/12/0000", b"https://[", b"https://a.b/(", b"http://\xc3\xbc.example/", b"www.a.b", b"&#x110000;", b"&#0;",
)  # fmt: skip


def havoc(data: bytes, tokens: Sequence[bytes], largest: int, seed: int) -> bytes:
    """A few small changes: of single bytes, by words of the format, by stretches that are repeated, moved or left out."""
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        data = chance.choice((_byte, _word, _word, _word, _again, _run, _without, _moved, _nested))(data, tokens, chance)[:largest]
    return data


def _stretch(data: bytes, chance: random.Random, longest: int = 200) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randrange(1, longest))


def _byte(data: bytes, _tokens: Sequence[bytes], chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + bytes((chance.randrange(256),)) + data[at + chance.randrange(2) :]


def _word(data: bytes, tokens: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _stretch(data, chance, 12)
    return (
        data[:start]
        + chance.choice(tokens or ODD if chance.random() < 0.7 else ODD)
        + data[end if chance.random() < 0.5 else start :]
    )


def _run(data: bytes, tokens: Sequence[bytes], chance: random.Random) -> bytes:
    """One word many times over."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice((*tokens, *ODD)) * chance.randrange(2, 200) + data[at:]


def _again(data: bytes, _tokens: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[start:end] * chance.choice((1, 1, 2, 30)) + data[at:]


def _without(data: bytes, _tokens: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[end:]


def _moved(data: bytes, _tokens: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    rest = data[:start] + data[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def _nested(data: bytes, _tokens: Sequence[bytes], chance: random.Random) -> bytes:
    """A stretch within itself: what stands before its middle many times, then what stands behind it."""
    start, end = _stretch(data, chance, 60)
    middle, times = (start + end) // 2, chance.choice((2, 10, 60))
    return data[:start] + data[start:middle] * times + data[middle:end] * times + data[end:]

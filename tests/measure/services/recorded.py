"""Answers of services that test suites of public repositories recorded: cassettes of VCR (Python, Ruby, R), and files with one answer."""

import base64
import binascii
import gzip
import json
import re
import subprocess
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from citecheck.model.web import Response

MOST = 30_000_000  # bytes of a file
BY_URL = {
    "crossref": r"//api\.crossref\.org/(?:[^?]*/)?works(?:/(?!.*/(?:agency|transform))[^?]+)?/?(?:\?|$)",
    "openalex": r"//api\.openalex\.org/works\b",
    "arxiv": r"arxiv\.org/api/query",
    "wikipedia": r"wikipedia\.org/w/api\.php\?.*revisions",
    "wikidata": r"wikidata\.org/(?:w/api\.php\?.*(?:wbgetentities|wbsearchentities)|wiki/Special:EntityData)",
    "wayback_cdx": r"web\.archive\.org/cdx/search",
    "save_page_now": r"web\.archive\.org/save\b",
    "wayback": r"web\.archive\.org/web/\d",
    "doi_handles": r"/api/handles/",
    "open_library": r"openlibrary\.org/search\.json",
    "gdelt": r"api\.gdeltproject\.org/api/v2/doc",
}
BY_SHAPE = (
    ("crossref", r'"message-type"\s*:\s*"work(?:-list)?"'),
    ("openalex", r'"id"\s*:\s*"https://openalex\.org/W\d'),
    ("wikidata", r'"entities"\s*:\s*\{\s*"Q\d'),
    ("open_library", r'"docs"\s*:\s*\[\s*\{[^\]]*?"/works/OL\d'),
    ("gdelt", r'"articles"\s*:\s*\[\s*\{[^\]]*?"seendate"'),
    ("searxng", r'"unresponsive_engines"'),
    ("sitemaps", r"<(?:\w+:)?(?:urlset|sitemapindex)\b"),
)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One answer. ``url`` is empty if the file has only the answer."""

    repository: str
    file: str
    service: str
    url: str
    response: Response

    @property
    def text(self) -> str:
        return self.response.body.decode("utf-8", "replace")


def repositories(folder: Path) -> dict[str, str]:
    """The commit of each checkout, named OWNER+NAME."""
    found = {}
    for place in sorted(path for path in folder.iterdir() if (path / ".git").exists()):
        told = subprocess.run(["git", "-C", str(place), "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
        found[place.name] = told.stdout.strip()
    return found


def recorded(folder: Path) -> Iterator[Recorded]:
    """Every answer of a service that we use, once."""
    seen: set[tuple[str, str, bytes]] = set()
    for repository in repositories(folder):
        for path in sorted((folder / repository).rglob("*")):
            if ".git" in path.parts or not path.is_file() or path.stat().st_size > MOST:
                continue
            for url, response in _answers(path):
                service = _service(url, response.body)
                if service and (service, url, response.body) not in seen:
                    seen.add((service, url, response.body))
                    yield Recorded(repository, str(path.relative_to(folder / repository)), service, url, response)


def _service(url: str, body: bytes) -> str | None:
    if url:
        return next((name for name, form in BY_URL.items() if re.search(form, url)), None)
    text = body.decode("utf-8", "replace")
    return next((name for name, form in BY_SHAPE if re.search(form, text)), None)


def _answers(path: Path) -> Iterator[tuple[str, Response]]:
    """The answers in a file with their URLs."""
    if path.suffix in (".yaml", ".yml"):
        text = path.read_text(encoding="utf-8", errors="replace")
        if "interactions:" in text[:10_000]:
            with suppress(yaml.YAMLError):
                yield from _interactions(yaml.load(text, Loader=yaml.CBaseLoader))
    elif path.suffix in (".json", ".jsonl"):
        for block in [path.read_bytes()] if path.suffix == ".json" else path.read_bytes().splitlines():
            with suppress(ValueError):
                yield from _of_json(json.loads(block), block)
    elif path.suffix == ".xml":
        yield "", _response("", "200", {}, path.read_bytes())
    elif path.suffix == ".txt" and "{{" in (text := path.read_text(encoding="utf-8", errors="replace")):
        yield "https://en.wikipedia.org/w/api.php?action=query&prop=revisions", _article(path.stem, text)


def _article(title: str, wikitext: str) -> Response:
    """An article that a repository keeps without the answer around it."""
    page = {"title": title, "revisions": [{"slots": {"main": {"content": wikitext}}}]}
    return _response("", "200", {}, json.dumps({"batchcomplete": True, "query": {"pages": [page]}}).encode())


def _of_json(data: Any, block: bytes) -> Iterator[tuple[str, Response]]:
    if not isinstance(data, dict):
        return
    if "interactions" in data or "http_interactions" in data:
        yield from _interactions(data)
    elif isinstance(data.get("url"), str) and (body := data.get("body") or data.get("response_text")):
        status = data.get("status_code") or data.get("response_status_code") or 200
        yield data["url"], _response(data["url"], str(status), {}, str(body).encode())
    elif "request" not in data:
        yield "", _response("", "200", {}, block)


def _interactions(data: Any) -> Iterator[tuple[str, Response]]:
    for one in (data or {}).get("interactions") or data.get("http_interactions") or ():
        answer = one.get("response") or {}
        status = answer.get("status") or answer.get("status_code") or {}
        code = status.get("code") or status.get("status_code") if isinstance(status, dict) else status
        url = str(one["request"].get("uri") or one["request"].get("url") or "")
        yield url, _response(url, str(code or 0), answer.get("headers") or {}, _body(answer.get("body") or ""))


def _body(body: Any) -> bytes:
    """A body as sent: VCR writes text, base64, or compressed bytes in base64."""
    text = body.get("string") or body.get("base64_string") or body.get("encoding_string") or "" if isinstance(body, dict) else body
    raw = str(text).encode()
    if re.fullmatch(rb"[A-Za-z0-9+/=\s]{40,}", raw) and not raw.isdigit():
        with suppress(binascii.Error):
            raw = base64.b64decode(b"".join(raw.split()), validate=True)
    if raw[:2] == b"\x1f\x8b":
        with suppress(OSError, EOFError, zlib.error):
            return gzip.decompress(raw)
    return raw


def _response(url: str, status: str, headers: Any, body: bytes) -> Response:
    pairs = headers.items() if isinstance(headers, dict) else ()
    flat = tuple((str(name).lower(), str(v)) for name, values in pairs for v in (values if isinstance(values, list) else [values]))
    return Response(url, url, int(status) if status.isdigit() else 0, flat, body)

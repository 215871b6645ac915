"""Wikimedia's answers: each citation template of an article, as mwparserfromhell reads it, and each official site of an entity."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import parse_qs, urlsplit

from msgspec.structs import replace

from citecheck.language.titles import fold, words
from citecheck.model.errors import NoAnswer
from citecheck.model.reference import Item, Source
from citecheck.pages.service_answers import web_url
from citecheck.protocols import Query
from citecheck.sources.providers.wikidata import Wikidata
from citecheck.sources.providers.wikipedia import Wikipedia
from tests.measure.services.judged import Judged, Replayed, refused, replayed
from tests.measure.services.recorded import Recorded

MOST = 30  # citations of an article
CITES = re.compile(
    r"(?:cite|citation|cita|citar|citeer|cytuj|lien web|article|ouvrage|internetquelle|literatur|webbref|tidningsref)\b",
    re.IGNORECASE,
)
URL = ("url", "URL", "chapter-url", "lire en ligne", "Online", "texte")
TITLE = ("chapter", "contribution", "entry", "article", "title", "titel", "título", "titulo", "titolo", "titre", "tytuł", "Titel")
ARCHIVE = ("archive-url", "archiveurl", "urlarchivo", "archivo-url", "arquivourl", "wayb", "archiv-url", "archiefurl", "arkivurl")
LAST = ("last", "last1", "author", "author1", "apellidos", "apellido", "nom1", "Autor", "autor", "cognome", "nazwisko", "efternamn")
NOBODY = frozenset(("staff", "reporter", "correspondent"))


def wikipedia(answer: Recorded) -> Iterator[Judged]:
    """Each citation with a URL and a title of an article must be a candidate with both, its capture and an author."""
    if answer.response.status >= 400:
        query = Query(Source("", Item(type="article-newspaper", title="Third floods of a single spring")))
        yield from refused(answer.response, lambda: Wikipedia().search(query, replayed(answer.response)))
        return
    for page in (json.loads(answer.text).get("query") or {}).get("pages") or ():
        for revision in page.get("revisions") or ():
            slots = revision.get("slots") or {}
            for slot in slots.values():
                yield from (_cited(cited, answer) for cited in islice(_templates(slot.get("content") or ""), MOST))


def _templates(wikitext: str) -> Iterator[dict[str, str]]:
    import mwparserfromhell

    for template in mwparserfromhell.parse(wikitext).filter_templates():
        if not CITES.match(str(template.name).strip()):
            continue
        cited = {
            what: next((text for name in names if template.has(name) and (text := _value(template, name, what))), "")
            for what, names in (("url", URL), ("title", TITLE), ("archive", ARCHIVE), ("last", LAST))
        }
        if web_url(cited["url"]) and len(" ".join(words(cited["title"])[:6])) >= 8:
            yield cited


def _value(template: Any, name: str, what: str) -> str:
    value = template.get(name).value
    return str(value.strip_code() if what in ("title", "last") else value).strip()


def _cited(cited: dict[str, str], answer: Recorded) -> Judged:
    query = Query(Source("", Item(type="article-newspaper", title=cited["title"])), language="en")
    try:
        offered = Wikipedia().search(query, replayed(answer.response))
    except NoAnswer as error:
        return Judged("ignored", f"{cited['url']}: {error.reason}")
    mine = [one for one in offered if one.url == cited["url"]]
    if not mine:
        return Judged("ignored", f"{cited['url']} “{cited['title']}”: not among {len(offered)}")
    if not any(fold(cited["title"]) == fold(one.title or "") for one in mine):
        return Judged("wrong", f"title {mine[0].title!r} for {cited['title']!r}")
    if web_url(cited["archive"]) and not any(one.archive_url == cited["archive"] for one in mine):
        return Judged("wrong", f"capture {mine[0].archive_url!r} for {cited['archive']!r}")
    author = set(fold(cited["last"]).split()) - NOBODY
    if author and not any(author & set(fold(name).split()) for one in mine for name in one.author):
        return Judged("wrong", f"authors {mine[0].author!r} for {cited['last']!r}")
    return Judged("right")


def wikidata(answer: Recorded) -> Iterator[Judged]:
    """Each official site of an entity must be offered, best rank first; entities that a search names must be asked for."""
    asked: list[str] = []

    def send(request: Any) -> Any:
        asked.append(request.url)
        if "wbsearchentities" in request.url and "entities" in data:
            return replace(answer.response, body=json.dumps({"search": [{"id": one} for one in data["entities"]]}).encode())
        return answer.response if "wbsearchentities" in request.url or "entities" in data else replace(answer.response, body=b"{}")

    query = Query(Source("", Item(type="webpage", container_title="The Courier")), language="en")
    try:
        data = json.loads(answer.text)
    except ValueError:
        yield from refused(answer.response, lambda: Wikidata().search(query, replayed(answer.response)))
        return
    try:
        sites = {one.url for one in Wikidata().search(query, Replayed(send))}
    except NoAnswer as error:
        yield Judged("right" if "error" in data else "ignored", error.reason)
        return
    if "search" in data:
        named = {hit["id"] for hit in data["search"][:3]}
        told = set(parse_qs(urlsplit(asked[-1]).query).get("ids", [""])[0].split("|"))
        yield Judged("right" if named <= told or not named else "ignored", f"{named - told}")
    for entity in list((data.get("entities") or {}).values())[:3]:
        wanted = _best_sites(entity)
        yield Judged("right" if not wanted or wanted & sites else "ignored", f"{wanted} not in {sites}")


def _best_sites(entity: dict[str, Any]) -> set[str]:
    """The sites of an entity that hold: of the preferred rank if there are such."""
    claims = entity.get("claims") or {}
    rows = (claims if isinstance(claims, dict) else {}).get("P856") or []
    by_rank = {rank: [row for row in rows if row.get("rank", "normal") == rank] for rank in ("preferred", "normal")}
    values = [row["mainsnak"].get("datavalue", {}).get("value") for row in by_rank["preferred"] or by_rank["normal"]]
    return {value for value in values if web_url(value)}

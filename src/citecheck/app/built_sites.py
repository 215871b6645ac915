"""Folders of built HTML: the folder that links with a leading slash start from, where that is certain.

A site may be published below a path (``/project/``) or by a server that redirects, so a folder counts as a site only if it was named, has a front
page, has no file that redirects, and if most of its links with a leading slash lead to files in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from citecheck.model.document import Document

FRONT_PAGES = ("index.html", "index.htm")
REDIRECTING = (
    "_redirects", ".htaccess", "netlify.toml", "vercel.json", "staticwebapp.config.json", "firebase.json", "_routes.json", "nginx.conf",
)  # fmt: skip
MIN_SHARE = 0.75  # minimum share of the different targets with a leading slash that are there


def site_roots(documents: Iterable[Document], folders: Mapping[str, Path], bounds: Mapping[str, Path]) -> dict[str, Path]:
    """The root of the site by path of a page, given the named folder and the bounds of each document."""
    pages: dict[Path, list[Document]] = {}
    for document in documents:
        if document.format == "html" and (folder := folders.get(document.path)):
            pages.setdefault(folder, []).append(document)
    found = (one for folder, of_it in pages.items() if _is_site(folder, of_it, bounds[of_it[0].path]) for one in of_it)
    return {document.path: folders[document.path] for document in found}


def _is_site(folder: Path, pages: Iterable[Document], bounds: Path) -> bool:
    if not any((folder / name).is_file() for name in FRONT_PAGES):
        return False
    place = folder.absolute()
    above = (one for one in (place, *place.parents) if one.is_relative_to(bounds))
    if any((one / name).is_file() for one in above for name in REDIRECTING):
        return False
    targets = {target for page in pages for target in _from_root(page)}
    return sum(_is_there(folder, target) for target in targets) >= MIN_SHARE * len(targets)


def _from_root(page: Document) -> Iterator[str]:
    for link in page.local_links:
        if link.url.startswith("/"):
            yield unquote(link.url.partition("#")[0].partition("?")[0])


def _is_there(folder: Path, target: str) -> bool:
    place = folder / target.strip("/")
    try:
        return place.exists() or place.with_name(f"{place.name}.html").is_file()
    except (OSError, ValueError):  # not a valid name
        return False

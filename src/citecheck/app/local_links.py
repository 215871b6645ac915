"""Looks for the files and anchors that documents link to in their own repository. Opens no socket."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from citecheck.app import wiring
from citecheck.documents.companion_search import beside
from citecheck.io.checkout import check_inside
from citecheck.model.document import Address, BrokenLink, Document
from citecheck.model.errors import DocumentError

Read = Callable[[Path, Path], bytes]  # the bytes of a file within a folder; raises DocumentError and OSError
MAX_TARGETS = 5_000  # files of a run whose anchors are read
# The files of which a publisher makes a page ``name.html``, or ``name/``, and those that are a folder's page.
SOURCES = (
    ".md",
    ".mdx",
    ".rst",
    ".html",
    ".htm",
    ".adoc",
    ".ipynb",
    ".qmd",
    ".rmd",
    ".markdown",
    ".org",
    ".txt",
    ".tex",
    ".Rmd",
    ".vue",
)
FOLDER_PAGES = ("index", "_index", "README", "readme")
MADE = (".html", ".htm", ".xhtml", ".php", "")  # suffixes of pages that a publisher makes
# What tells that a publisher makes pages of the repository's files, so that a page may be made of something else.
PUBLISHERS = (
    "mkdocs.yml", "mkdocs.yaml", "conf.py", "_config.yml", "_config.yaml", "_quarto.yml", "hugo.toml", "hugo.yaml", "config.toml", "book.toml",
    "docusaurus.config.js", "docusaurus.config.ts", "_toc.yml", "astro.config.mjs", "eleventy.config.js", ".eleventy.js", "antora.yml", "gatsby-config.js",
    "_bookdown.yml", "zensical.toml", "SUMMARY.md", "_sidebar.md", "Doxyfile", "package.json", "config.rb", "nanoc.yaml", "pelicanconf.py", "_site.yml",
    "_pkgdown.yml", "book.json", "config.yaml",
)  # fmt: skip
# What tells that a link may name a label of any page: Sphinx with MyST (https://myst-parser.readthedocs.io), Jupyter Book.
LABELLERS = ("conf.py", "_toc.yml", "myst.yml")
OF_PAGE = ("fn", ":~:", "user-content-", "/", "!", "?")  # beginnings of fragments that are notes, quotations or routes of scripts
TOP = "top"  # https://html.spec.whatwg.org/multipage/browsing-the-web.html#scrolling-to-a-fragment


@dataclass(frozen=True, slots=True)
class LocalLinks:
    """Checks local links against the files. ``root``: the folder that links with a leading slash start from, if that is known.

    ``sites``: that folder by path, for pages of a built site, of which nothing is made any more.
    """

    read: Read
    root: Path | None = None
    sites: Mapping[str, Path] = field(default_factory=dict)
    anchors: dict[str, frozenset[str] | None] = field(default_factory=dict)  # by file
    found: dict[tuple[str, tuple[str, ...]], bool] = field(default_factory=dict)  # by folder and names

    def checked(self, document: Document, bounds: Path) -> Document:
        """The document with its broken links."""
        found = tuple(one for link in document.local_links if (one := self._broken(document, link, bounds)))
        return replace(document, broken_links=found) if found else document

    def _broken(self, document: Document, link: Address, bounds: Path) -> BrokenLink | None:
        target, _, fragment = link.url.partition("#")
        name = unquote(target.partition("?")[0])
        try:
            if not name:
                labelled = self._has_labels(Path(document.path).parent, bounds) and document.traits.shown_rendered
                return None if labelled else self._without_anchor(link, fragment, document.anchors)
            root = self.root or self.sites.get(document.path)
            known = bool(root) or not name.startswith("/")
            places = list(_places(document.path, name, root or bounds))[
                : None if known else 1
            ]  # a file of the checkout, as at forges
            there = next((place for place in places if _exists(place, bounds)), None)
            if there is None:
                return self._without_file(document, link, name, places[0], bounds) if known else None
            return self._without_anchor(link, fragment, self._anchors_of(there, bounds)) if fragment else None
        except (DocumentError, OSError, ValueError):  # out of bounds, not readable, not a valid name: nothing is known
            return None

    def _without_file(self, document: Document, link: Address, name: str, place: Path, bounds: Path) -> BrokenLink | None:
        """A file that is not there; None where a publisher may make the page."""
        suffix, folder = PurePosixPath(name).suffix.lower(), Path(document.path).parent
        page = name.endswith("/") or suffix in MADE
        if document.path not in self.sites and page and self._is_above(PUBLISHERS, folder, bounds):
            return None
        if not suffix and document.traits.shown_rendered and self._has_labels(folder, bounds):
            return None
        check_inside(place, bounds)
        above = "" if document.path in self.sites else _from_above(folder.absolute(), name, bounds)
        return BrokenLink(link, "file", above or _other_case(place), doubtful=bool(above))

    def _without_anchor(self, link: Address, fragment: str, anchors: frozenset[str] | None) -> BrokenLink | None:
        wanted = unquote(fragment).lower()
        if anchors is None or not wanted or wanted == TOP or wanted.startswith(OF_PAGE) or {wanted, fragment.lower()} & anchors:
            return None
        near = _by_letters(anchors).get(_letters(wanted), "")
        return BrokenLink(link, "anchor", f"#{near}" if near else "")

    def _anchors_of(self, place: Path, bounds: Path) -> frozenset[str] | None:
        """The anchors of a file, or of a folder's page; None if they are not known."""
        pages = (place / f"{name}{suffix}" for name in FOLDER_PAGES for suffix in SOURCES) if place.is_dir() else (place,)
        page = next((one for one in pages if one.is_file()), None)
        if page is None or page.suffix.lower() not in SOURCES or not wiring.has_known_suffix(str(page)):
            return None
        key = str(page)
        if key not in self.anchors and len(self.anchors) < MAX_TARGETS:
            self.anchors[key] = wiring.read_document(key, self.read(page, bounds)).anchors
        return self.anchors.get(key)

    def _has_labels(self, folder: Path, bounds: Path) -> bool:
        """Whether a link in this folder may name a label; a text beside the documentation may be included there."""
        return self._is_above(LABELLERS, folder, bounds) or self._is_above(
            tuple(f"docs/{name}" for name in LABELLERS), folder, bounds
        )

    def _is_above(self, names: tuple[str, ...], folder: Path, bounds: Path) -> bool:
        """Whether this folder or one above, within bounds, has a file of one of these names."""
        key = str(folder), names
        if key not in self.found:
            here = any((folder / name).is_file() for name in names)
            above = folder.absolute().parent
            inside = folder.absolute() != bounds and above.is_relative_to(bounds)
            self.found[key] = here or (inside and self._is_above(names, above, bounds))
        return self.found[key]


def _places(path: str, name: str, root: Path) -> Iterator[Path]:
    """Where a target may be: as written, then as a page that is made of another file."""
    if name.startswith("/"):
        bases = [root]
    else:
        page = Path(path)
        bases = [page.parent, *([page.with_suffix("")] if page.stem not in FOLDER_PAGES else [])]
    for base in bases:
        place = beside(str(base / "page"), name.lstrip("/") or ".")
        yield place
        if place.suffix.lower() in MADE:
            yield from (place.with_suffix(suffix) for suffix in SOURCES)
        yield from (place.with_name(place.name + suffix) for suffix in SOURCES)


def _exists(place: Path, bounds: Path) -> bool:
    """Whether a file or folder is there. Raises ``DocumentError`` for one that is out of bounds."""
    return os.path.exists(place) and bool(check_inside(place, bounds))  # noqa: PTH110 -- it never raises


def _from_above(folder: Path, name: str, bounds: Path) -> str:
    """The file, as seen from a folder above within bounds, from which pandoc and others are started; empty if it is not there."""
    for above in folder.parents:
        if not above.is_relative_to(bounds):
            break
        if _exists(place := above / name, bounds):
            return os.path.relpath(place, folder).replace(os.sep, "/")
    return ""


def _other_case(place: Path) -> str:
    """The name of a file beside it that differs in capitals only, which some systems take for the same."""
    if not place.parent.is_dir():
        return ""
    return next((one.name for one in place.parent.iterdir() if one.name.lower() == place.name.lower()), "")


@lru_cache(maxsize=64)  # called for each broken link
def _by_letters(anchors: frozenset[str]) -> dict[str, str]:
    return {_letters(one): one for one in sorted(anchors, reverse=True)}


def _letters(anchor: str) -> str:
    return "".join(c for c in anchor if c.isalnum())

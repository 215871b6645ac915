"""Looks for the files and anchors that documents link to in their own repository. Opens no socket."""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from msgspec import Struct, field
from msgspec.structs import replace

from citecheck.app import wiring
from citecheck.app.included_files import IncludedFiles, Read
from citecheck.app.sphinx_projects import PROJECT, SphinxProjects
from citecheck.documents.companion_search import beside
from citecheck.documents.label_names import folded
from citecheck.io.checkout import check_inside
from citecheck.model.document import Address, BrokenLink, Document
from citecheck.model.errors import DocumentError

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
    "_pkgdown.yml", "book.json", "config.yaml", "pom.xml", "build.gradle", "build.gradle.kts", "jbake.properties", "antora-playbook.yml",
)  # fmt: skip
# What tells that a link may name a label of any page: Sphinx with MyST (https://myst-parser.readthedocs.io), Jupyter Book.
LABELLERS = ("conf.py", "_toc.yml", "myst.yml")
MADE_FOLDERS = frozenset(("build", "_build", "target", "dist", "out", "generated", "node_modules"))  # which builds fill
IMAGES = (".png", ".svg", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
OF_PAGE = ("fn", ":~:", "user-content-", "/", "!", "?")  # beginnings of fragments that are notes, quotations or routes of scripts
TOP = "top"  # https://html.spec.whatwg.org/multipage/browsing-the-web.html#scrolling-to-a-fragment


class LocalLinks(Struct, frozen=True, dict=True):
    """Checks local links against the files. ``root``: the folder that links with a leading slash start from, if that is known.

    ``sites``: that folder by path, for pages of a built site, of which nothing is made any more.
    """

    read: Read
    root: Path | None = None
    sites: Mapping[str, Path] = field(default_factory=dict)
    anchors: dict[str, frozenset[str] | None] = field(default_factory=dict)  # by file
    found: dict[tuple[str, tuple[str, ...]], Path | None] = field(default_factory=dict)  # the nearest folder by folder and names

    @cached_property
    def included(self) -> IncludedFiles:
        """The files that include others."""
        return IncludedFiles(self.read)

    @cached_property
    def projects(self) -> SphinxProjects:
        """The Sphinx projects of the files."""
        return SphinxProjects(self.read, self.included)

    def checked(self, document: Document, bounds: Path) -> Document:
        """The document with its broken links."""
        found = () if self._has_more_names(document, bounds) else document.broken_links
        found += tuple(one for link in document.local_links if (one := self._broken(document, link, bounds)))
        found += tuple(self._without_labels(document, bounds)) if document.label_links or document.page_links else ()
        if any(one.lacks in document.traits.of_the_whole for one in found) and self.included.may_be_part(document, bounds):
            found = tuple(one for one in found if one.lacks not in document.traits.of_the_whole)
        return replace(document, broken_links=found) if found or document.broken_links else document

    def _broken(self, document: Document, link: Address, bounds: Path) -> BrokenLink | None:
        target, _, fragment = link.url.partition("#")
        name = unquote(target.partition("?")[0])
        try:
            if not name:
                lost = self._without_anchor(link, fragment, document.anchors)
                return lost if lost and not self._may_be_label(document, unquote(fragment), bounds) else None
            roots = self._roots(document, bounds)
            known = bool(roots) or not name.startswith("/")
            every = _places(document, name, roots or [bounds])
            places = list(every) if known else [next(every)]  # a file of the checkout, as at forges
            there = next((place for place in places if _exists(place, bounds)), None)
            if there is None:
                return self._without_file(document, link, name, places[0], bounds) if known else None
            return self._without_anchor(link, fragment, self._anchors_of(there, bounds)) if fragment else None
        except (DocumentError, OSError, ValueError):  # out of bounds, not readable, not a valid name: nothing is known
            return None

    def _without_file(self, document: Document, link: Address, name: str, place: Path, bounds: Path) -> BrokenLink | None:
        """A file that is not there; None where a publisher may make the page."""
        folder, built = Path(document.path).parent, document.path in self.sites
        if not built and (self._may_be_made(document, name, folder, bounds) or self._may_be_moved(document, name, bounds)):
            return None
        check_inside(place, bounds)
        above = "" if built or name.startswith("/") else _from_above(folder.absolute(), name, bounds)
        return BrokenLink(link, "file", above or _other_case(place), doubtful=bool(above))

    def _may_be_made(self, document: Document, name: str, folder: Path, bounds: Path) -> bool:
        """Whether a publisher or a build may make the file."""
        suffix = PurePosixPath(name).suffix.lower()
        of_build = MADE_FOLDERS & {*PurePosixPath(name).parts} or _is_made_of(document.path, name)
        if of_build and document.traits.of_the_whole:
            return True
        if not suffix and document.traits.names_documents:
            return self._adds_documents(folder, bounds)
        if suffix in SOURCES and not (folder / name).parent.is_dir() and self._is_above((PROJECT,), folder, bounds):
            return self._adds_documents(folder, bounds)  # a folder that documentation of programs is written to
        if (name.endswith("/") or suffix in MADE) and self._is_above(PUBLISHERS, folder, bounds):
            return True
        return not suffix and document.traits.shown_rendered and self._has_labels(folder, bounds)

    def _may_be_moved(self, document: Document, name: str, bounds: Path) -> bool:
        """Whether a build may set the folder that a link starts from: of images, and of what Sphinx copies into its pages; or a page's name."""
        if "file" not in document.traits.of_the_whole:
            return False
        if self.included.is_alias(document, name, bounds):
            return True
        moved = name.lower().endswith(IMAGES) or (document.traits.names_documents and PurePosixPath(name).suffix)
        return bool(moved) and self.included.is_elsewhere(name, bounds)

    def _roots(self, document: Document, bounds: Path) -> list[Path]:
        """The folders that a link with a leading slash may start from; none if that is not known."""
        if root := self.root or self.sites.get(document.path):
            return [root]
        names, folder = document.traits.root_files, Path(document.path).parent.absolute()
        if names == ("",):
            return [one for one in (folder, *folder.parents) if one.is_relative_to(bounds)]
        above = self._nearest(names, folder, bounds) if names else None
        return [above] if above else []

    def _adds_documents(self, folder: Path, bounds: Path) -> bool:
        """Whether a Sphinx project may have documents that are in none of its files; without a project nothing is known."""
        project = self._nearest((PROJECT,), folder, bounds)
        return project is None or self.projects.adds_documents(project, bounds)

    def _without_anchor(self, link: Address, fragment: str, anchors: frozenset[str] | None) -> BrokenLink | None:
        wanted = unquote(fragment).lower()
        if anchors is None or not wanted or wanted == TOP or wanted.startswith(OF_PAGE) or {wanted, fragment.lower()} & anchors:
            return None
        near = _by_letters(anchors).get(_letters(wanted), "")
        return BrokenLink(link, "anchor", f"#{near}" if near else "")

    def _has_more_names(self, document: Document, bounds: Path) -> bool:
        """Whether the settings of a Sphinx project may define names for each of its documents."""
        project = self._nearest((PROJECT,), Path(document.path).parent, bounds) if document.broken_links else None
        return project is not None and self.projects.adds_names(project, bounds)

    def _without_labels(self, document: Document, bounds: Path) -> Iterator[BrokenLink]:
        """The links to labels and documents that the document's Sphinx project does not have."""
        project = self._nearest((PROJECT,), Path(document.path).parent, bounds)
        if project is None:
            return
        yield from (BrokenLink(link, "label") for link in document.label_links if self.projects.lacks(project, link.url, bounds))
        page = replace(
            document, traits=replace(document.traits, names_documents=True, root_files=(PROJECT,), of_the_whole=("file",))
        )
        yield from (broken for link in document.page_links if (broken := self._broken(page, link, bounds)))

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

    def _may_be_label(self, document: Document, name: str, bounds: Path) -> bool:
        """Whether a fragment may name a label or an object of the document's project, as MyST has it."""
        folder = Path(document.path).parent
        if not document.traits.shown_rendered or not self._has_labels(folder, bounds):
            return False
        project = self._nearest((PROJECT,), folder, bounds)
        return project is None or not self.projects.lacks_object(project, folded(name), bounds)

    def _has_labels(self, folder: Path, bounds: Path) -> bool:
        """Whether a link in this folder may name a label; a text beside the documentation may be included there."""
        return self._is_above(LABELLERS, folder, bounds) or self._is_above(
            tuple(f"docs/{name}" for name in LABELLERS), folder, bounds
        )

    def _is_above(self, names: tuple[str, ...], folder: Path, bounds: Path) -> bool:
        """Whether this folder or one above, within bounds, has a file of one of these names."""
        return self._nearest(names, folder, bounds) is not None

    def _nearest(self, names: tuple[str, ...], folder: Path, bounds: Path) -> Path | None:
        """This folder or the nearest one above, within bounds, that has a file of one of these names."""
        key = str(folder), names
        if key not in self.found:
            here = any((folder / name).is_file() for name in names)
            above = folder.absolute().parent
            inside = folder.absolute() != bounds and above.is_relative_to(bounds)
            self.found[key] = folder if here else self._nearest(names, above, bounds) if inside else None
        return self.found[key]


def _places(document: Document, name: str, roots: Sequence[Path]) -> Iterator[Path]:
    """Where a target may be: as written, then as a page that is made of another file."""
    page = Path(document.path)
    if name.startswith("/"):
        bases = list(roots)
    else:
        linked = [page.resolve().parent] if page.is_symlink() else []
        bases = [page.parent, *([page.with_suffix("")] if page.stem not in FOLDER_PAGES else []), *linked, *_of_module(page)]
    for base in bases:
        place = beside(str(base / "page"), name.lstrip("/") or ".")
        yield place
        if place.suffix.lower() in MADE:
            yield from (place.with_suffix(suffix) for suffix in SOURCES)
        yield from (place.with_name(place.name + suffix) for suffix in SOURCES)


def _of_module(page: Path) -> Iterator[Path]:
    """The folders of an Antora module (https://docs.antora.org/antora/latest/module-directories/), from which its pages link."""
    for folder in page.parents:
        if folder.parent.name == "modules":
            yield from (folder / name for name in ("pages", "images", "attachments", "examples", "partials"))


def _is_made_of(path: str, name: str) -> bool:
    """Whether a target has the name of the document with other endings, as ``paper.pdf`` and ``paper.slides.html`` of ``paper.org``."""
    document, target = Path(path), PurePosixPath(name)
    return target.name.startswith(f"{document.stem}.") and document.suffix != target.suffix


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

"""The labels of Sphinx projects, where all of them can be known from a checkout, and whether a project has documents that a build makes.

Not known are those of other projects (intersphinx), and what extensions, hooks and builds make.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field

from citecheck.app.included_files import MAX_READ, IncludedFiles, Read
from citecheck.documents.label_names import ANY, BUILT_IN, defined
from citecheck.model.errors import DocumentError
from citecheck.patterns import lazy_pattern

PROJECT = "conf.py"
TEXTS = (".rst", ".md", ".txt", ".inc", ".myst", ".rest", ".markdown", ".ipynb")
# Files without text; of all others, any may be included or documented.
BINARY = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".svg", ".bmp", ".tif", ".tiff", ".pdf", ".eps", ".ps", ".ai", ".ttf", ".otf", ".woff", ".woff2", ".eot",
    ".zip", ".gz", ".xz", ".bz2", ".tar", ".tgz", ".7z", ".jar", ".whl", ".exe", ".dll", ".so", ".a", ".o", ".pyc", ".mo", ".po", ".pot", ".mp3", ".mp4", ".ogg",
    ".wav", ".webm", ".mov", ".npy", ".npz", ".pkl", ".pickle", ".doctree", ".h5", ".hdf5", ".nc", ".parquet", ".sqlite", ".db", ".bin", ".dat", ".css", ".scss", ".map",
)  # fmt: skip
COMMENT = lazy_pattern(rb"#[^\n]*")
EXTENSIONS = lazy_pattern(rb"^[ \t]*+extensions\b(?:[ \t]*+(?::[^=\n]{0,80})?(?:\+?=|\.(?:append|extend)\b)[ \t]*+)?", re.MULTILINE)
LISTED = lazy_pattern(rb"[\[(][\s\[(]{0,20}(?P<names>(?:\s*+(?:\"[^\"\n]*\"|'[^'\n]*')\s*+,?)*+)\s*+[\])]{1,3}[ \t\r]*+(?:\n|\Z)")
NAME = lazy_pattern(rb"[\"']([^\"'\n]*)[\"']")
# Extensions that make no labels but those that are written in the project's files. Their documentation, December 2026.
HARMLESS = lazy_pattern(
    r"sphinx\.ext\.(?!intersphinx$|autosectionlabel$)\w+|\w{1,40}_theme|alabaster|furo|guzzle_sphinx_theme|myst_parser|recommonmark|nbsphinx"
    r"|sphinx_(?:copybutton|design|tabs\.tabs|inline_tabs|togglebutton|last_updated_by_git|sitemap|favicon|reredirects|issues|markdown_tables"
    r"|autodoc_typehints|epytext|toolbox\.collapse|collapse|external_toc|panels|comments|llms_txt|prompt|rtd_dark_mode|thebe|tippy)"
    r"|sphinxcontrib\.(?:jquery|bibtex|mermaid|spelling|plantuml|video|youtube|tikz|mscgen|httpdomain|images|email|googleanalytics|napoleon"
    r"|programoutput|(?:block|seq|act|nw|rack|packet)diag|(?:svg2pdf|cairosvg|inkscape|rsvg)converter)"
    r"|sphinxext\.(?:opengraph|rediraffe)|notfound\.extension|hoverxref\.extension|matplotlib\.sphinxext\.\w+|IPython\.sphinxext\.\w+|linklint\.ext"
    r"|versionwarning\.extension|sphinxemoji\.sphinxemoji"
)
# What adds documents to a project that are in none of its files.
ADDING = lazy_pattern(
    rb"intersphinx|autosummary|apidoc|autoapi|autodoc2|gallery|breathe|exhale|subprocess|system\(|def setup|redirect"
)
# Calls of git that only tell of a checkout, as for a version, and what else of the module runs nothing.
TELLING = (
    rb"\w{1,20}\(\s*+\[?\s*+[\"']git(?:[\"'],\s*[\"']| )(?:branch|describe|log|name-rev|rev-list|rev-parse|show|status|symbolic-ref|tag)\b"
    rb"(?![^\"'\n]{0,200}[>|;&])|(?:DEVNULL|PIPE|STDOUT|\w{1,30}(?:Error|Expired))\b"
)
# What makes labels or texts, or has settings elsewhere, and hooks of the build.
MAKING = lazy_pattern(
    rb"\bsubprocess(?:\.(?!" + TELLING + rb")|[ \t]+as\b)|\bfrom[ \t]+subprocess\b|\bsystem\(|(?<!subprocess\.)\bPopen\b"
    rb"|\bexec(?:file)?\(|\brunpy\b|\bimport[ \t]+\*|\bopen\((?!os\.devnull\b)[^()\n]{0,200},[ \t]{0,8}[\"'](?:mode=)?[wax]"
    rb"|\bwrite_(?:text|bytes)\("
    rb"|\burlretrieve\b|\brequests\.get\b|\bapidoc\b|\.main\("
    rb"|\bapp\.(?!add_(?:css_file|js_file|stylesheet|javascript|lexer|config_value|object_type|crossref_type|html_theme)\("
    rb"|connect\(\s*[\"'](?:autodoc-|builder-inited|config-inited|html-page-context|build-finished))\w+\("
    rb"|\bdef[ \t]+setup\((?!app\b)"
)
ADDED_TEXT = lazy_pattern(rb"rst_(?:pro|epi)log|import[ \t]+\*|exec(?:file)?\(|source-read")
# Lines of .gitignore that name texts, or folders of documentation, which a build then makes.
IGNORED_TEXTS = lazy_pattern(
    rb"^(?![#.])[^\n]{0,300}(?:\.(?:rst|rest|inc|md|ipynb)\b|[/*][^\n]{0,300}\.txt\b|\bapi\b|generated|gallery"
    rb"|\bdocs?/(?!\w{0,20}build|\w{0,20}html|site|_static)[^\s.])",
    re.MULTILINE,
)


class SphinxProjects(Struct, frozen=True):
    """Reads each project once, and only when one of its documents names labels."""

    read: Read
    files: IncludedFiles
    _plain: dict[Path, bool] = field(default_factory=dict)  # by project
    _labels: dict[tuple[Path, bool], frozenset[str] | None] = field(default_factory=dict)  # by bounds, of texts or of other files

    def lacks(self, project: Path, label: str, bounds: Path) -> bool:
        """Whether the project, the folder of a ``conf.py``, has no such label; False if not all are known."""
        if BUILT_IN.fullmatch(label) or not self._all_written(project, bounds):
            return False
        # Most labels are in the texts, so that the other files are seldom read.
        return all(_lacks(self._written(bounds, in_texts=in_texts), label) for in_texts in (True, False))

    def lacks_object(self, project: Path, name: str, bounds: Path) -> bool:
        """Whether the project has no label and documents nothing of this name; False if that is not known."""
        return self.lacks(project, name, bounds) and b"autodoc" not in self.read(project / PROJECT, bounds)

    def _all_written(self, project: Path, bounds: Path) -> bool:
        """Whether every label of the project is in a file of the checkout."""
        if project not in self._plain:
            with suppress(DocumentError, OSError):
                self._plain[project] = self._is_plain(project, bounds) and not (bounds / ".gitmodules").exists()
        return self._plain.setdefault(project, False)

    def _written(self, bounds: Path, *, in_texts: bool) -> frozenset[str] | None:
        """The labels in the texts or in the other files of a checkout, folded; None if not all are known."""
        key = bounds, in_texts
        if key not in self._labels:
            named = (Path(file) for file in self.files.all(bounds) or () if file.lower().endswith(TEXTS) is in_texts)
            files = [
                file for file in named if not file.name.lower().endswith(BINARY) and file.is_file()
            ]  # without links to nowhere
            self._labels[key] = None
            if len(files) <= MAX_READ and self.files.all(bounds):
                with suppress(DocumentError, OSError):  # of a file that may have labels
                    self._labels[key] = frozenset(label for file in files for label in defined(self.read(file, bounds)))
        return self._labels[key]

    def adds_documents(self, project: Path, bounds: Path) -> bool:
        """Whether a project may have documents that are in none of its files."""
        return ADDING.search(self.read(project / PROJECT, bounds)) is not None or self._ignores_texts(project, bounds)

    def adds_names(self, project: Path, bounds: Path) -> bool:
        """Whether a text of the settings, or of what they import, is added to each document."""
        try:
            return ADDED_TEXT.search(self.read(project / PROJECT, bounds)) is not None
        except (DocumentError, OSError):
            return True

    def _ignores_texts(self, project: Path, bounds: Path) -> bool:
        """Whether texts that a build makes are kept out of the repository."""
        ignored = [file for folder in {project, bounds} if (file := folder / ".gitignore").is_file()]
        return any(IGNORED_TEXTS.search(self.read(file, bounds)) for file in ignored)

    def _is_plain(self, project: Path, bounds: Path) -> bool:
        """Whether nothing but the files of the checkout makes labels."""
        settings = COMMENT.sub(b"", self.read(project / PROJECT, bounds))
        return bool(
            EXTENSIONS.search(settings)
            and all(HARMLESS.fullmatch(one) for one in _extensions(settings))
            and not MAKING.search(settings)
            and not self._ignores_texts(project, bounds)
        )


def _lacks(labels: frozenset[str] | None, name: str) -> bool:
    """Whether labels have no such name, of which a program may make a part."""
    if labels is None or name in labels:
        return False
    filled = (one for one in labels if ANY in one)
    return not any(name.startswith(one.partition(ANY)[0]) and name.endswith(one.rpartition(ANY)[2]) for one in filled)


def _extensions(settings: bytes) -> Iterator[str]:
    """The extensions that a ``conf.py`` names; an empty one for what is no list of names."""
    for setting in EXTENSIONS.finditer(settings):
        listed = LISTED.match(settings, setting.end())
        names = [name.decode("utf-8", "replace") for name in NAME.findall(listed["names"])] if listed else [""]
        yield from names

"""Links to files of the same repository, and the anchors that the headings of a document have where it is published."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from citecheck.patterns import lazy_pattern

# A relative reference (RFC 3986, 4.2): no scheme, no host; nothing that a template or a shortcode fills in, and no choice of files (Sphinx).
LOCAL = lazy_pattern(r"(?!//|www\.)(?![^#\n*]{0,1000}\*)(?![A-Za-z][A-Za-z0-9+.-]*:)[^\n\t{}<>$|\\@]{1,1000}")
BLANKS = lazy_pattern(r"[-\s]+")
NOT_ASCII_WORDS = lazy_pattern(r"[^\w\s-]", re.ASCII)
NOT_ALPHANUMERIC = lazy_pattern(r"[^a-z0-9]+")
NOT_VITEPRESS = lazy_pattern(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'“”‘’<>,.?/]+")
ACCENTS = lazy_pattern("[\u0300-\u036f]")
NOT_PANDOC = lazy_pattern(r"[^\w\-. ]")
NOT_LETTER = lazy_pattern(r"^[\W\d_]+")
PERCENT = lazy_pattern(r"%(?![0-9A-Fa-f]{2})")
OF_PICTURES = lazy_pattern("[\ufe0e\ufe0f\u20e3]")  # variation selectors, and the frame of a keycap
HYPHENS = lazy_pattern(r"-{2,}")
# What docutils writes for letters that have no accent to lose (make_id in docutils/nodes.py).
DOCUTILS = str.maketrans("øđħıłŧƀƃƈƌƒƙƚƞƥƫƭƴƶǥȥȴȵȶȷȼȿɀɇɉɋɍɏ", "odhiltbbcdfklnpttyzgzlntjcszejqry") | {
    ord(letter): pair for letter, pair in (("ß", "sz"), ("æ", "ae"), ("œ", "oe"), ("ȸ", "db"), ("ȹ", "qp"))
}


def is_local(target: str) -> bool:
    """Whether a link's target is a file of the repository, or an anchor."""
    return bool(LOCAL.fullmatch(target)) and target != "#"


def quoted(path: str) -> str:
    """A path as a relative reference: what would begin a query, a fragment or a quoted character is quoted."""
    return PERCENT.sub("%25", path).replace("#", "%23").replace("?", "%3F")


def heading_anchors(headings: Iterable[str]) -> frozenset[str]:
    """The anchors of headings, given as their text without markup, as any of the common publishers makes them; in small letters.

    A heading that stands twice has the anchors ``name``, ``name-1`` … (GitHub) and ``name_1`` (Python-Markdown).
    """
    counted: Counter[str] = Counter(slug for heading in headings for slug in slugs(heading))
    again = (f"{slug}{mark}{n}" for slug, times in counted.items() for mark in "-_" for n in range(1, times))
    return frozenset([*counted, *again])


def slugs(heading: str) -> frozenset[str]:
    """The names that publishers make of a heading."""
    words = unicodedata.normalize("NFC", heading).strip().lower()
    ascii_words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    # With vowel signs (Hindi, Thai).
    letters = "".join(c for c in words if c in "_- " or c.isalnum() or unicodedata.category(c)[0] == "M")
    github = letters.replace(" ", "-")  # GitHub, Hugo, Docusaurus, mdBook (github-slugger)
    plain = OF_PICTURES.sub("", github)  # the same where a picture's marks are dropped with it: "⚙️ Gears" is "-gears"
    gitlab = HYPHENS.sub("-", github).strip("-")  # GitLab's toc filter
    python = BLANKS.sub("-", NOT_ASCII_WORDS.sub("", ascii_words).strip())  # Python-Markdown's toc, MkDocs
    bare = NOT_VITEPRESS.sub("-", ACCENTS.sub("", unicodedata.normalize("NFKD", words))).strip("-")
    vitepress = f"_{bare}" if bare[:1].isdigit() else bare  # VitePress (slugify of mdit-vue)
    joined = NOT_ALPHANUMERIC.sub("-", ascii_words).strip("-")
    spelt = unicodedata.normalize("NFKD", words.translate(DOCUTILS)).encode("ascii", "ignore").decode()
    docutils = NOT_LETTER.sub("", NOT_ALPHANUMERIC.sub("-", spelt).strip("-"))  # docutils' make_id, MyST
    pandoc = NOT_LETTER.sub("", NOT_PANDOC.sub("", words).replace(" ", "-"))  # pandoc's auto_identifiers
    kramdown = NOT_LETTER.sub("", letters.replace("_", "").replace(" ", "-"))  # Jekyll
    made = (github, plain, gitlab, python, joined, NOT_LETTER.sub("", joined), vitepress, docutils, pandoc, kramdown)
    return frozenset(filter(None, made))

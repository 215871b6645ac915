"""A body with another name in brackets that begins a citation: ``Elm (Society of Quays). (2023). Report``."""

from citecheck.citations.crf import FieldSpan
from citecheck.citations.rules import Parts
from citecheck.language.names import is_organisation
from citecheck.patterns import lazy_pattern

SURE = 0.9  # the form leaves no other reading
NAMED = ("author", "title", "container", "publisher", "editor", "collection", "volume", "issue")
NAMED_TWICE = lazy_pattern(
    r"\W{0,3}(?P<body>(?P<name>[^\W\d_a-z][^().,;:\d]{0,80}?)\s\((?P<other>[^()\d]{2,100})\)(?P<rest>\s[^().,;:\d]{2,60})?)[.,]?\s\((?:1[5-9]|20)\d\d[a-z]?(?:,\s[^()]{3,30})?\)[.,:]\s"
    r"(?=[“\"«„]?[^\W_])"
)
SENTENCE = lazy_pattern(r"(?P<title>[^.?!]{3,300}?[?!]?)(?=\.\s|[.?!]?\s*$|[?!]\s|[.,]?\s(?:https?:|doi:|\())")
ACRONYM = lazy_pattern(r"[A-ZÀ-Þ]{2,}+[\w-]*+")


def body_with_brackets(text: str, parts: Parts) -> None:
    """``Elm (Society of Quays). (2023). Report``: a body with another name in brackets is the author before a year in brackets, and the title follows."""
    match = NAMED_TWICE.match(text)
    author, title = parts.get("author"), parts.get("title")
    name = "body" if match and match["rest"] else "name"
    if not match or not _is_body(match["body"], match["other"]):
        return
    if author and author.end == match.end(name) and not (title and title.start < match.end()):
        return
    for field in [field for field in NAMED if field in parts and parts[field].start < match.end()]:
        del parts[field]
    parts["author"] = FieldSpan("author", *match.span(name), SURE)
    sentence = SENTENCE.match(text, match.end())
    if (title is None or title.start < match.end()) and sentence:
        parts["title"] = FieldSpan("title", *sentence.span("title"), SURE)
        for field in [field for field, part in parts.items() if match.end() <= part.start < sentence.end() and field != "title"]:
            del parts[field]


def _is_body(body: str, other: str) -> bool:
    """Whether one of two names is that of a body, or an abbreviation."""
    return is_organisation(body) or is_organisation(other) or ACRONYM.fullmatch(other.strip()) is not None

"""Marks in titles: of works that were retracted or withdrawn, and of notices and comments on a work, which are works of their own."""

import re
from typing import Literal

from citecheck.patterns import lazy_pattern

MarkKind = Literal["retraction", "withdrawal", "removal"]
# Before or behind the title, as publishers deposit it and indexes print it (Elsevier, Springer, Wiley, Hindawi, Web of Science; 2026-12).
_MARK = r"(?P<word>retracted|retraité|zurückgezogen|retractado|ritirato|withdrawn|removed|temporary removal)(?:\s+(?:article|paper|chapter|preprint|artikel|artículo|articolo))?"
_BEFORE = lazy_pattern(rf"^\s*+(?:[\[(]\s*+{_MARK}\s*+[\])]\s*+[:–—-]?|{_MARK.replace('word', 'other')}\s*+:)\s*+", re.IGNORECASE)
_BEHIND = lazy_pattern(
    r"(?<!\s)(?:\s*+[\[(]\s*+(?P<word>retracted|withdrawn)\b[^\[\]()]*+[\])]|\s++[–—-]\s++(?P<other>retracted|withdrawn))\s*+$",
    re.IGNORECASE,
)
# The title of a notice: "Correction to: …", "Retraction notice to “…”", "Expression of Concern: …".
_NOTICE = lazy_pattern(
    r"^\W*+(?:(?:author|publisher|editorial|editor['’]?s?)\s++)?(?:corrections?|corrigend(?:um|a)|errat(?:um|a)|addend(?:um|a)|retraction|withdrawal|"
    r"expressions? of concern|notice of (?:retraction|correction|concern)|statement of retraction|berichtigung|rétractation|fe de erratas)"
    r"(?:\s++(?:notice|note|statement))?\s*+(?::|(?:to|of|for|on|regarding|zu|à|de)\s*+[:“\"«„'‘]|to\s)",
    re.IGNORECASE,
)
# The title of what others write on a work: "Comment on “…”", "Reply to: …", "Author response to '…'"; not "Response to stress".
_COMMENT = lazy_pattern(
    r"^\W*+(?:(?:author|editor|letter|invited|critical|further|a|the)['’]?s?\s++){0,2}(?:comment(?:s|ary)?|repl(?:y|ies)|responses?|rejoinder|rebuttal|discussion|"
    r"kommentare?|anmerkung(?:en)?|erwiderung|antwort|replik|commentaires?|réponse|réplique|comentarios?|respuesta|réplica|comentários?|resposta|commento|risposta|replica|"
    r"reactie|svar|комментари[йи]|ответ)(?:\s++(?:letter|article|paper|artikel|article))?\s*+(?::|(?:on|to|of|about|by [^:“\"«„]{1,60}? (?:on|to)|zu|zum|auf|sur|à|au|sobre|al?|su|"
    r"op|på|til|к|на)\s*+(?:the (?:article|paper)\s*+)?[:“\"«„'‘])",
    re.IGNORECASE,
)
# Names of one kind of notice, which publishers and indexes change for one another: "Correction: A title", "Erratum to “A title”".
_CORRECTION = lazy_pattern(
    r"^\W*+(?:(?:author|publisher)['’]?s?\s++)?(?:corrections?|corrigend(?:um|a)|errat(?:um|a)|berichtigung|fe de erratas)(?:\s++(?:notice|note))?\s*+"
    r"(?::|(?:to|of|for|on|zu|à|de)\s*+(?:the\s++(?:article|paper)\s*+)?[:“\"«„'‘]|(?:to|zu)\s)\s*+",
    re.IGNORECASE,
)
KINDS: dict[str, MarkKind] = {"withdrawn": "withdrawal", "removed": "removal", "temporary removal": "removal"}
CLOSING = "”»“‘’'\""
LONGEST = 1_000  # characters of a title that is searched for marks


def without_mark(title: str) -> str:
    """A title without the mark that the work was retracted or withdrawn."""
    if len(title) > LONGEST:
        return title
    return _BEHIND.sub("", _BEFORE.sub("", title, count=1), count=1) or title


def mark_of(title: str) -> MarkKind | None:
    """What the mark in a title says happened to the work; None without one."""
    found = (_BEFORE.search(title) or _BEHIND.search(title)) if len(title) <= LONGEST else None
    return KINDS.get((found["word"] or found["other"]).lower(), "retraction") if found else None


def as_correction(title: str) -> str:
    """The title of a correction as "Correction: A title", whatever it calls itself; other titles as they are."""
    found = _CORRECTION.match(title[:LONGEST])
    return f"Correction: {title[found.end() :].rstrip(CLOSING)}" if found else title


def is_notice(title: str) -> bool:
    """Whether a title is that of a publisher's notice, or of somebody's comment, on another work."""
    return len(title) <= LONGEST and bool(_NOTICE.match(title) or _COMMENT.match(title))

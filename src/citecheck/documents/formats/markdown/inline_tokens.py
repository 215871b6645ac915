"""The patterns of Markdown's inline tokens."""

import re

from citecheck.documents.escaped_urls import BACKSLASHED
from citecheck.documents.formats.markdown.links import ENTITY
from citecheck.links.urls import BRACED, BRACKETED, FOREIGN, TEMPLATED
from citecheck.patterns import lazy_pattern

TOKEN = lazy_pattern(
    rf"(?P<escape>{BACKSLASHED.pattern})|(?P<ticks>`+)|(?P<comment><!--)|"
    r"<(?P<auto>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*|[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)>|"
    r"(?P<tag></?[A-Za-z][\w-]*(?::[\w-]+)?(?=[\s/>])[^<>]*>)|"
    r"\[\^(?P<marker>[^\s\[\]]{1,200})\]|(?P<note>\^\[)|(?P<image>!\[(?!\^[^\s\[\]]{1,200}\](?!\()))|(?P<opening>\[)|(?P<closing>\])|(?P<asterisks>\*+)|(?P<underscores>_+)|(?P<tildes>~~)|"
    rf"(?P<entity>{ENTITY})|"
    rf"(?P<bare>(?:[hH][tT][tT][pP][sS]?://|[wW][wW][wW]\.)(?:[^\s<>\"“”«»{{}}|\\^`\[\]()*~&,;{FOREIGN}]|[,;](?!https?://)|&(?!(?:lt|gt);(?:[\s.,;:)]|$)|(?:nbsp|quot|#160|#34);)|\*(?=[\w/])|~(?!~)|\([^\s<>\"“”«»{{}}|\\^`\[\]()*{FOREIGN}]*\)|<[\w:.-]{{1,40}}>(?=\d\.\d\.\w\w;\d)|\\[_*~#&=+@%$^'-]|{TEMPLATED}|{BRACED}|{BRACKETED})+)|"
    r"(?P<newline>(?<![ \t])[ \t]*\\?\r?\n[ \t]*(?:>[ \t]?)*)",
    re.IGNORECASE,
)
# Where a token can begin: a quick test, since most of a text is plain words. Begins with one character set, which re searches fast.
FIRST = lazy_pattern(
    r"[{%$\\`<!\[\]*_~&^\r\n \thHwW](?:(?<=[^hHwW \t])|(?<=[ \t])(?<![ \t][ \t])[ \t]*+\\?\r?\n|[tT][tT][pP][sS]?://|[wW][wW]\.)"
)
# Code in tags, in which a bare URL is no link; links of Markdown are.
TAGGED_CODE = lazy_pattern(
    r"<(?P<tag>code|kbd|samp|tt)(?:\s[^<>]{0,200})?>(?:(?!</?(?P=tag)\b).){1,2000}</(?P=tag)>", re.IGNORECASE | re.DOTALL
)
# Formulas, which contain no markup. Single dollars are not next to a blank, since prices have dollars, too. ``\\\\(`` is MathJax's in Jekyll and
# Hugo, ``\\(`` Pandoc's and otherwise a parenthesis, around text that may have links; without a sign of a formula it is one, as GitBook writes years.
# ``\\[3\\]`` is a number in brackets.
MATHS = lazy_pattern(
    r"\$\$[^$]{1,10000}\$\$|(?<![\w$])\$(?:[^\s$]{1,200}|(?=[^$\n]{0,200}[\\^_=])[^\s$][^$\n]{0,200}[^\s$])\$(?![\d$])|"
    r"(?P<slash>\\{1,2})(?:\((?=(?:(?!(?P=slash)\)).){0,200}(?!(?P=slash)\))[\\^_={}*<>|+])(?:(?!\]\(|://|(?<!\\)\\++[()]|\n\s*\n).){1,1000}(?P=slash)\)|\[(?!\d{1,4}(?:\s?[,;–-]\s?\d{1,4})*\\)(?:(?!\]\(|://|(?<!\\)\\++[\[\]]|\n\s*\n).){1,1000}(?P=slash)\])|"
    r"\\begin\{(?P<environment>(?:equation|align|alignat|flalign|gather|multline|eqnarray|array|displaymath|math)\*?)\}.{0,5000}?\\end\{(?P=environment)\}",
    re.DOTALL,
)
ATTRIBUTES = lazy_pattern(r"\{[^{}\n]{0,200}\}")
# Of Pandoc's ``[words]{.underline}``; without words an anchor, ``[]{#_ftn1 .anchor}``.
SPAN = lazy_pattern(r"\{[.#][^{}\n]{1,200}\}")
WEB = lazy_pattern("https?://", re.IGNORECASE)
TICKS = lazy_pattern("`+")
TAG_NAME = lazy_pattern(r"<(/?[A-Za-z]+)")
TAG_ADDRESS = lazy_pattern(r"""\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*))""", re.IGNORECASE)

"""Words of a citation that belong to no field and are hidden from the model: remarks on language, format and translation, labels."""

import re

from citecheck.language.language_marks import LANGUAGE_MARK
from citecheck.patterns import lazy_pattern

# What stands in the model's input in place of a remark's first character: white space, so that the model and most rules see only a gap.
REMARK = "\x1e"
TRANSLATED = lazy_pattern(
    r"\((?:my )?(?:trad\.?|traduzione(?: mia| nostra)?|transl?\.|translation|translated|übers\.|traduction|traducción|tradução|пер\.|my trans\.)\)",
    re.IGNORECASE,
)
ORIGINAL = lazy_pattern(
    r"(?:(?<!\s)\s++)?[,;.(\[]\s*+(?:ed\. or\.|ed\. orig\.|tit\. or\.|titolo originale|titre original|éd\. or\.|título original|tít\. orig\.|originaltitel|"
    r"orig(?:inal)? title|original edition|originalausgabe|ориг\. назв\.)[:.,]?\s+(?P<title>[^,;()\[\]\d]{4,160})[)\]]?",
    re.IGNORECASE,
)
ORIGINAL_SIGNS = ("or.", "orig", "ориг")  # ORIGINAL matches only texts that contain one of them
# A medium in square brackets, as ISO 690, GOST and others have it: ``Road traffic [online].`` The first of them stand also without brackets.
ONLINE_WORDS = (
    r"on-?line|en ligne|en línea|en línia|em linha|in linea|internet|website|podcast|electronic resource|recurso electrónico|ressource électronique|"
    r"elektronický zdroj|электронный ресурс|електронний ресурс"
)
MEDIUM_WORDS = rf"(?:{ONLINE_WORDS}|pdf|web|www|blog|vid[eé]o|vídeo|film|software|cd-rom|dvd|datensatz|data ?set|servi[çc]o (?:online|web)|página web)"
# A printed number of a list before an inverted name, ``15- Russell, Bertrand``, or a key in brackets, ``[RFC2119] Bradner, S.``, ``[DOE04]``,
# and names with a year before an entry that begins with the first of them: ``Alder and Beck 2005  Alder, Rosa, and Otto Beck.``
LABEL = lazy_pattern(
    r"\s*(?P<family>[^\W\d_a-z][\w’'-]{2,30})(?:,?\s(?!(?:1[5-9]|20)\d\d)[^\s\d.:;()]{1,30}){0,6}\s(?:1[5-9]|20)\d\d[a-z]?[\s:=–—]+(?=(?P=family),\s)|"
    r"\s*\[(?=[^\]]*(?:\d|[A-Z]{2}))[A-Z][\w.+:/-]{1,24}\]\s+(?=[^\W\d_a-z])|"
    r"\s*\d{1,3}\s?[.)–-]\s+(?=[^\W\d_a-z][\w’'-]+(?:\s[^\W\d_a-z][\w’'-]+)?,\s(?!(?:The|An?|Der|Die|Das|Le|La|Les|Il|El|O)\s)[^\W\d_a-z])"
)
# Numbers of catalogues that CSL has no variable for: ``PMCID: PMC1234567``, ``OCLC 123456``, ``(Publication No. 1234567)``.
CATALOGUE = lazy_pattern(
    r"\((?:Publication|UMI|ProQuest|Order) No\. ?[A-Z]{0,4}-?\d{3,12}\)|(?<![\w/])(?:PMCID\s?[:=]?\s?(?:PMC\s?)?\d{4,9}|PMC\s?[:=]?\s?\d{5,9}|(?:S2CID|OCLC|LCCN|Corpus ID)\s?[:#=]?\s?(?:oc[mn])?\d{4,12}|"
    r"Bibcode\s?[:=]\s?(?:1[89]|20)\d\d[\w.&]{15})(?![\w-])(?:\s?\((?:P|free)[^()]{0,20}\))?"
)
NOISE = lazy_pattern(
    r"→\s[^\s→][^→\n]{0,30}$|"
    rf"\[\s?{MEDIUM_WORDS}\s?\]|"
    r"\((?:pdf(?:[,;] [\d.,]+ ?[kmg]b)?|lire en ligne|présentation en ligne|paywall|subscription required)\)|"
    r"^(?:[\^↑]\s*(?-i:(?:[a-z가-하אבגדהו-يأ]\s+|\d{1,2}[.,]\d{1,2}\s+){2,12})?)?\((?:en|it|fr|de|es|ru|pt|nl|pl|sv|tr|ar|zh|ja|el|he|fa|uk|cs)\)\s+|^[\^↑]\s*(?-i:(?:[a-z가-하אבגדהו-يأ]\s+|\d{1,2}[.,]\d{1,2}\s+){2,12})?|"
    + LANGUAGE_MARK,
    re.IGNORECASE,
)

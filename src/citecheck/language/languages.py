"""Detects a text's language by its script and its most common words; None if the text is too short."""

from citecheck.patterns import lazy_pattern

# Frequent function words that are rare in the other languages.
WORDS = {
    "en": "the of and to in is for on with that by from at as are was how why what after over its not has a an no do or it this be into between",
    "it": "il la di che e per un una con del della dei delle nel alla sono non gli dal più si è come chi",
    "fr": "le la les de des du et en un une pour dans sur que qui est au aux par pas avec ce ne plus",
    "es": "el la los las de del y en que por para con un una se su al es no como más lo",
    "de": "der die das und in von zu mit den dem des ein eine für auf ist im nicht sich wie nach bei aus es",
    "pt": "o a os as de do da dos das e em que para com um uma no na ao por não mais se é",
    "nl": "de het een van en in op te dat is voor met zijn niet aan er door naar bij",
    "tr": "ve bir bu için ile da de çok olan daha sonra gibi kadar",
    "lt": "ir iš kad su į ne yra ar apie nuo per dėl",
    "pl": "i w na z do nie się że jest o od za po jak",
    "sv": "och att det som en på är av för med till den inte om ett",
}
LANGUAGES = {
    word: tuple(language for language, words in WORDS.items() if word in words.split())
    for word in sorted({word for words in WORDS.values() for word in words.split()})
}
WORD = lazy_pattern(r"[^\W\d_]+")
SCRIPTS = (
    ("ja", lazy_pattern(r"[぀-ヿ]")),
    ("ko", lazy_pattern(r"[가-힯]")),
    ("zh", lazy_pattern(r"[一-鿿]")),
    ("fa", lazy_pattern(r"[پچژگ]")),
    ("ar", lazy_pattern(r"[؀-ۿ]")),
    ("he", lazy_pattern(r"[֐-׿]")),
    ("el", lazy_pattern(r"[Ͱ-Ͽ]")),
    ("uk", lazy_pattern(r"[іїєґ]")),
    ("ru", lazy_pattern(r"[Ѐ-ӿ]")),
)
FIRST_LETTER = "\u0370"  # of those scripts; Latin letters come before it
URL = lazy_pattern(r"https?://\S+")  # URLs are no words
SAMPLE = 20_000  # characters that are examined
LONG = 3  # minimum letters of a word that counts as two short ones
ENOUGH = 2  # minimum hits: a single short word may be an initial, a file name or of another language


def detect(text: str) -> str | None:
    """The BCP 47 code of a text's language."""
    sample = text[:SAMPLE]
    if max(sample, default="") >= FIRST_LETTER:
        letters = sum(map(str.isalpha, sample))
        for language, script in SCRIPTS:
            if letters and len(script.findall(sample)) > (0.02 if language in ("fa", "uk") else 0.2) * letters:
                return language
    hits: dict[str, int] = {}
    for word in WORD.findall(URL.sub(" ", sample).casefold()):
        for language in LANGUAGES.get(word, ()):
            hits[language] = hits.get(language, 0) + (1 if len(word) < LONG else ENOUGH)
    next_most, most = sorted((0, 0, *hits.values()))[-2:]
    return max(hits, key=lambda language: hits[language]) if most >= ENOUGH and most > next_most else None

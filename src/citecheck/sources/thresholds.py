"""Every number that decides whether a page or record is read, accepted, called ambiguous, contradicted or not found.

Each has a comment of three parts: what it does; its unit; where the value comes from. "Stated choice": nobody has measured it.
The weights of single pieces of evidence are a table of their own, ``data/weights.csv``. ``tests/sources/test_thresholds.py`` has cases
on both sides of each number; ``python tests/measure/thresholds.py`` changes one after the other and shows that one of these cases fails.
"""

# --- How sure is sure ---

# Minimum probability for "verified".
# Unit: probability. Source: stated choice; reports/matching.md, "Reliability by stated probability": all 153 candidates from
# 0.99 on were right.
VERIFIED = 0.99

# Minimum probability for "likely"; below it a page is one that "fits in part only".
# Unit: probability. Source: stated choice; reports/matching.md, "Reliability by stated probability": all 13 candidates from 0.9
# to 0.99 were right.
LIKELY = 0.90

# Minimum probability for naming a page as one that fits in part, which makes a source ambiguous and not unknown.
# Unit: probability. Source: stated choice; reports/matching.md, "Reliability by stated probability": none of 14 candidates
# below 0.1 was right.
FITS_IN_PART = 0.1

# Maximum probability of a page that could not be read, so that it is never "verified".
# Unit: probability. Source: stated choice, below VERIFIED.
UNREAD_PAGE_AT_MOST = 0.98

# Minimum number of variables (title, date, author …) that must be confirmed to accept a page: many works have one title.
# Unit: variables. Source: stated choice.
CONFIRMED_VARIABLES = 2

# Two candidates compete while the odds between them are below this; competing candidates are one story at two addresses, or
# ambiguous.
# Unit: ratio of probabilities (8 is three bits). Source: stated choice.
COMPETING_ODDS = 8.0

# Maximum sum of evidence that counts for a candidate; keeps 2**bits a finite number.
# Unit: bits. Source: stated choice; a certainty of 1 - 2**-60 is beyond what any table here can show.
MOST_BITS = 60.0

# --- Which offered pages are read ---

# Minimum title score for fetching an offered page.
# Unit: share of the title's words or letters that the offer's title, address and excerpt have. Source: stated choice.
SCORE_TO_READ = 0.6

# Minimum title score for fetching another candidate after one was accepted, if dates do not separate them.
# Unit: share, as SCORE_TO_READ. Source: stated choice.
SCORE_TO_READ_ANOTHER = 0.9

# Added to the title score of pages at the cited outlet's own addresses, which are read first.
# Unit: share, as SCORE_TO_READ. Source: stated choice.
OWN_OUTLET_FIRST = 0.2

# Maximum number of pages that are fetched for one source out of one service's answer.
# Unit: pages. Source: stated choice.
PAGES_PER_SERVICE = 3

# Maximum number of requests for the second reading of a note (another title or outlet) in all services together.
# Unit: requests. Source: stated choice.
REQUESTS_FOR_SECOND_READING = 3

# Maximum number of captures of one page that are fetched from one archive until one shows the cited work.
# Unit: captures. Source: stated choice.
CAPTURES_PER_ARCHIVE = 3

# Minimum share of a title's words in an address for offering it, where a service lists addresses without titles (sitemaps, CDX).
# Unit: share of the title's content words. Source: stated choice.
ADDRESS_WORDS = 0.5

# Minimum title score for offering a news sitemap's entry whose address does not spell the title.
# Unit: share, as SCORE_TO_READ. Source: stated choice.
SITEMAP_TITLE_SCORE = 0.8

# Minimum share of common words for offering a citation that a Wikipedia article has.
# Unit: share of the words of the shorter title. Source: stated choice.
CITATION_WORDS = 0.6

# Minimum length of a piece of a note that is looked up as an outlet's name: "J." is an initial before it is a weekly.
# Unit: characters. Source: stated choice.
OUTLET_NAME_LETTERS = 3

# --- Is it the same title ---

# Minimum likeness of two titles for "near" and for "close", which confirm a title.
# Unit: per cent of letters (rapidfuzz ratio). Source: reports/matching.md, "The title rule", measured with 95 and 90: wrong in
# 0.0004 of 5,281 pairs.
TITLE_NEAR = 95.0
TITLE_CLOSE = 90.0

# Minimum likeness of two titles for "words" and for "half", which decide nothing; below it the titles contradict each other.
# Unit: per cent of letters. Source: stated choice; what the levels are worth was measured on 258 news pages (data/weights.csv).
TITLE_WORDS = 75.0
TITLE_HALF = 50.0

# Minimum likeness of two titles with different numbers for "number", which decides nothing: the second day's report is not the
# first day's.
# Unit: per cent of letters. Source: stated choice.
TITLE_OTHER_NUMBER = 75.0

# Minimum length of a part of a title that is taken for the whole (cut off, or behind a kicker); a Chinese, Japanese or Korean
# letter
# counts as three.
# Unit: characters; words. Source: reports/matching.md, "The title rule", measured with 20 and 3.
TITLE_PART_LETTERS = 20
TITLE_PART_WORDS = 3

# Minimum length of a page's title that confirms a note because it stands in its text, whatever was read as the note's title.
# Unit: words. Source: stated choice.
TITLE_IN_NOTE_WORDS = 6

# Maximum number of pieces between punctuation marks that such a title may extend over.
# Unit: pieces. Source: stated choice.
TITLE_IN_NOTE_PIECES = 5

# Maximum number of words before a title that may be its author, read as a part of the title.
# Unit: words. Source: stated choice.
AUTHOR_WORDS = 4

# Minimum number of content words of a title for comparing titles word by word.
# Unit: words of four letters or more. Source: stated choice.
COMPARED_WORDS = 2

# --- What evidence is worth ---

# Maximum difference of two days that are the same date: time zones, and papers that print a day later.
# Unit: days. Source: stated choice; reports/matching.md, "What is read", counts dates as right within a day.
DAYS_APART = 1

# Maximum that a title is worth for each of its words: "Editorial" proves little.
# Unit: bits a word. Source: stated choice.
TITLE_BITS_PER_WORD = 3.0

# Number of Chinese, Japanese or Korean letters that count as one word of a title or a quotation.
# Unit: letters a word. Source: stated choice.
LETTERS_A_WORD = 2

# Minimum length of an outlet's name that confirms it as a part of another name ("The Courier" in "courieronline").
# Unit: letters and digits. Source: stated choice.
OUTLET_PART_LETTERS = 5

# Minimum likeness of two family or given names that may be transliterations of one, so that they do not contradict each other.
# Unit: per cent of letters (rapidfuzz ratio). Source: stated choice: "Chruschtschow" and "Khrushchev" have 61.
NAME_LIKENESS = 60.0

# --- When a page or record is another work ---

# A page is of another work where its headings have less than this share of the cited title's words.
# Unit: share of the title's content words. Source: stated choice.
PAGE_HEADING_WORDS = 0.5

# Minimum length of the text of a page that may be called another work.
# Unit: words. Source: stated choice.
PAGE_TEXT_WORDS = 40

# A page has changed since it was cited where at least this share of its captured text is gone.
# Unit: share of runs of words (shingles; Broder 1997). Source: stated choice.
TEXT_GONE = 0.5

# Length of the runs of words that TEXT_GONE counts.
# Unit: words. Source: stated choice.
SHINGLE_WORDS = 5

# An identifier is of another work where the title of its record has less than this share of the cited title's words.
# Unit: share of the title's content words. Source: stated choice, below PAGE_HEADING_WORDS since records have one title only.
RECORD_TITLE_WORDS = 0.34

# --- When nobody knowing a work means something ---

# Minimum number of content words of a title that a search cannot overlook.
# Unit: words of four letters or more. Source: stated choice.
NOT_FOUND_TITLE_WORDS = 3

# Minimum probability that a title was read rightly.
# Unit: probability, as citations/trust.csv has it from held-out references. Source: stated choice; reports/matching.md, "Nobody
# knows it": no real work called not found.
NOT_FOUND_TITLE_SURE = 0.9

# First year of which registers are taken to have a journal's volume whole where they have some of it.
# Unit: year. Source: stated choice.
NOT_FOUND_SINCE = 1950

# --- Quotations ---

# Minimum likeness of a quotation and a passage for "found".
# Unit: per cent of letters (rapidfuzz partial ratio). Source: stated choice.
QUOTATION_LIKENESS = 88.0

# Minimum length of a quotation that proves a page.
# Unit: words. Source: measured when it was introduced: none of 3,975 spans of five words stood on another page by chance.
QUOTATION_WORDS = 5

# The same for a quotation with a rare word, and the length from which a word is rare.
# Unit: words; letters. Source: stated choice.
QUOTATION_WORDS_WITH_RARE = 3
RARE_WORD_LETTERS = 9

# Minimum length of a page's text for saying that a quotation is not in it; a shorter text is a teaser.
# Unit: words. Source: stated choice.
QUOTATION_PAGE_WORDS = 150

# Length of the beginning of a page from which its language is detected: a quotation in another language is not looked for.
# Unit: characters. Source: stated choice.
LANGUAGE_SAMPLE = 6_000

# --- Repairs ---

# Maximum length of a page's title that is offered as a correction of the cited one.
# Unit: characters. Source: stated choice.
CORRECTED_TITLE_LETTERS = 300

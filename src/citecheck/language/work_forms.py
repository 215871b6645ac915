"""Words that tell what form a work has or how far its publication has come: preprint, under review, im Druck, à paraître, в печати.

They stand where the name of a publication may stand, and name none: "Moor, A. (2023). Salt marshes. Preprint." The single nouns are such that
no publication is called; "Preprints" is a server, "Report" and "Manuscripts" may be journals.
"""

from citecheck.patterns import lazy_pattern

_WORDS = (
    r"pre-?print(?: submitted to .{2,80})?|post-?print|e-?print|(?:unpublished |author['’]s |accepted |original )?manuscript(?: (?:submitted|in preparation|under review)(?: for publication)?)?|"
    r"(?:currently )?(?:under|in) (?:peer[- ])?review|submitted(?: (?:for publication|manuscript))?|in (?:the )?press|forthcoming|to (?:appear|be published)|in preparation|"
    r"(?:unpublished )?(?:draft|mimeo(?:graph)?)|unpublished(?: (?:work|paper|report|data|thesis|draft))?|advance (?:access|online publication)|online first|early (?:access|view)|"
    r"(?:conference|seminar|term|white|position) paper|technical report|e-?book|audio-?book|kindle(?: edition)?|"
    r"vorabdruck|im (?:druck|erscheinen)|erscheint demnächst|in (?:vorbereitung|begutachtung)|eingereicht|unveröffentlicht(?:es manuskript)?|masch(?:\.|inenschriftlich)|"
    r"prépublication|sous presse|à paraître|en préparation|soumis|manuscrit|non publié|inédit|"
    r"preimpreso|en (?:prensa|preparación|revisión)|de próxima (?:aparición|publicación)|inédito|no publicado|manuscrito(?: no publicado| inédito)?|"
    r"pré-?print|no prelo|em (?:preparação|revisão)|não publicado|in (?:corso di )?stampa|in preparazione|di prossima pubblicazione|inedito|"
    r"ter perse|in druk|nog niet gepubliceerd|under (?:trykning|utgivning|utgivelse)|i tryck|opublicerad|painossa|julkaisematon|"
    r"w druku|maszynopis|niepublikowany|v tisku|v tlači|nepublikováno|rękopis|u tisku|у друку|в печати|препринт|рукопись|рукопис|kézirat|megjelenés alatt|sub tipar|manuscris|"
    r"baskıda|yayımlanmamış|υπό έκδοση|预印本|待刊|未刊稿|印刷中|未公刊|投稿中|출판 예정"
)
_FORM = lazy_pattern(rf"(?i)[(\[]?(?:{_WORDS})[)\]]?[.,]?")


def is_form(words: str) -> bool:
    """Whether words tell the form or the state of a work, and nothing else: ``preprint``, ``Under review``, ``im Druck``."""
    return bool(_FORM.fullmatch(words.strip()))

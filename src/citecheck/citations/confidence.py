"""How sure each field of an item is: calibrated for fields of the model, measured for dates and identifiers."""

from collections.abc import Callable
from functools import lru_cache

from citecheck.citations.calibration import calibrated
from citecheck.citations.fields import Reading
from citecheck.language.identifiers import isbn_is_valid, isbns, issn_is_valid, issns
from citecheck.model.reference import Item

# CSL variable, attribute of ``Item``, label of the model.
MEASURED = (
    ("author", "author", "author"),
    ("title", "title", "title"),
    ("container-title", "container_title", "container"),
    ("publisher", "publisher", "publisher"),
    ("publisher-place", "publisher_place", "place"),
    ("volume", "volume", "volume"),
    ("issue", "issue", "issue"),
    ("page", "page", "pages"),
)
DOUBTFUL_DATE, CERTAIN_DATE, CERTAIN_URL = 0.7, 0.97, 0.985  # measured on held-out references and invented notes
MISPRINTED = 0.1  # an identifier with a wrong check digit


def confidence(item: Item, reading: Reading) -> tuple[tuple[str, float], ...]:
    """The probability that each variable is right: calibrated for fields of the model, measured for anchors."""
    values = [
        (variable, getattr(item, name), calibrated(field, reading.probability[field]))
        for variable, name, field in MEASURED
        if field in reading.probability
    ]
    values.append(("issued", item.issued, DOUBTFUL_DATE if item.issued and item.issued.other else CERTAIN_DATE))
    values += [("URL", item.url, CERTAIN_URL), ("DOI", item.doi, CERTAIN_URL)]
    values.append(("ISBN", item.isbn, CERTAIN_URL if _are_valid(item.isbn, isbns, isbn_is_valid) else MISPRINTED))
    values.append(("ISSN", item.issn, CERTAIN_URL if _are_valid(item.issn, issns, issn_is_valid) else MISPRINTED))
    return tuple(_pair(variable, round(probability, 3)) for variable, value, probability in values if value)


def _are_valid(field: str | None, numbers: Callable[[str], tuple[str, ...]], is_valid: Callable[[str], bool]) -> bool:
    """Whether a field has a number, and the check digit of every number is right."""
    found = numbers(field) if field else ()
    return bool(found) and all(map(is_valid, found))


@lru_cache(maxsize=4096)  # the pairs repeat: sharing them saves memory
def _pair(variable: str, probability: float) -> tuple[str, float]:
    return variable, probability

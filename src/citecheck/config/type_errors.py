"""Messages about values of settings that have the wrong type."""

import re
from typing import Literal, get_args, get_origin, get_type_hints

EXPECTED = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
TYPE_WORDS = {
    "float": "a number",
    "int": "a whole number",
    "bool": "true or false",
    "str": "text",
    "array": "a list",
    "object": "a table",
    "null": "nothing",
}  # by msgspec's name of the type


def type_error(table: str, kind: type, error: str) -> str:
    """The message of a ``msgspec.ValidationError`` on a table of settings, with the setting's name and plain words for types."""
    message, _, place = error.rstrip("`").partition(" - at `$")
    hint = get_type_hints(kind).get(place.lstrip("."))
    if expected := EXPECTED.fullmatch(message):
        wanted, got = (" or ".join(TYPE_WORDS.get(one, one) for one in types.split(" | ")) for types in expected.groups())
        return f"{table}{place} must be {wanted}, not {got}"
    if get_origin(hint) is Literal:
        return f"{table}{place} must be one of {', '.join(map(str, get_args(hint)))}"
    return f"[{table}{place}] {message}"

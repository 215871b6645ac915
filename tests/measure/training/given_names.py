"""Makes ``given_names.bin``: ``python -m tests.measure.training.given_names``, of the first names in all of Faker's locales (MIT)."""

import importlib
import pkgutil
from array import array
from collections.abc import Iterator
from pathlib import Path

import faker.providers.person as persons

from citecheck.language.given_names import TABLE, checksum


def names() -> Iterator[str]:
    """Every first name of one word that a locale has."""
    for locale in pkgutil.iter_modules(persons.__path__):
        provider = importlib.import_module(f"{persons.__name__}.{locale.name}").Provider
        for kind in [kind for kind in dir(provider) if kind.startswith("first_name")]:
            found = getattr(provider, kind)
            if isinstance(found, (tuple, list, dict)):
                yield from (name for name in found if isinstance(name, str) and " " not in name)


if __name__ == "__main__":
    table = array("I", sorted({checksum(name) for name in names()}))
    Path(__file__).parents[3].joinpath("src/citecheck/data", TABLE).write_bytes(table.tobytes())
    print(len(table))

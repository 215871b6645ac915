"""Settings files for tests, and a checkout to write them into."""

from pathlib import Path

from citecheck.app import wiring
from citecheck.config.settings import Loaded, load

FAMILIES = wiring.configurable()


def toml(settings: dict[str, str]) -> str:
    return "".join(f"{key} = {value}\n" for key, value in settings.items())


def found(**settings: str) -> Loaded:
    """The settings, where the checkout has such a file; ``__`` stands for the dot."""
    Path("citecheck.toml").write_text(toml({key.replace("__", "."): value for key, value in settings.items()}))
    return load(FAMILIES)

"""The fuzzing targets by name; each module binds those of one kind to ``TARGETS``."""

import pkgutil
from functools import cache
from importlib import import_module

from tests.measure.fuzz.attempt import Target


@cache
def targets() -> dict[str, Target]:
    """Every target by name."""
    modules = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    return {target.name: target for module in modules for target in module.TARGETS}

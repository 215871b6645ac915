"""What a reader makes of a citation: its fields as they stand in the text, and how sure it is of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reading:
    """Fields by name (``author``, ``title``, ``container`` …) and the probability of each; ``dates`` is where dates of publication stand, ``taken`` where words do."""

    fields: Mapping[str, str] = field(default_factory=dict)
    sure: Mapping[str, float] = field(default_factory=dict)
    dates: tuple[tuple[int, int], ...] = ()
    taken: tuple[tuple[int, int], ...] = ()

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

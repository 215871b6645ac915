"""One reading of a citation by the model."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reading:
    """Field values by label (``author``, ``title``, ``container`` …) with their probabilities; ``dates`` and ``taken`` are the
    spans of publication dates and of fields of words.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    probability: Mapping[str, float] = field(default_factory=dict)
    dates: tuple[tuple[int, int], ...] = ()
    taken: tuple[tuple[int, int], ...] = ()

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

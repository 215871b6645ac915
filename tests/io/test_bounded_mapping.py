"""Values by key in bounded memory."""

import pytest

from citecheck.io import bounded_mapping
from citecheck.io.bounded_mapping import BoundedMapping


def test_values_beyond_the_bound_come_back_equal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_mapping, "MOST_BYTES", 10)
    kept = BoundedMapping[bytes](len)
    values = {f"k{at}": bytes([at]) * 4 for at in range(6)}
    kept.update(values)
    assert (dict(kept), len(kept), kept.get("none")) == (values, 6, None)


def test_a_value_that_is_replaced_or_removed_leaves_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_mapping, "MOST_BYTES", 4)
    kept = BoundedMapping[bytes](len)
    for value in (b"aaaa", b"bbbb"):
        kept["held"] = value
    kept["filed"] = b"cccc"
    kept["filed"] = b"dddd"
    assert dict(kept) == {"held": b"bbbb", "filed": b"dddd"}
    del kept["held"], kept["filed"]
    assert not kept
    with pytest.raises(KeyError):
        kept["filed"]

"""What is kept beside Python's bytecode."""

import os
import sys
from pathlib import Path

import pytest

from citecheck.bytecode_cache import KeptValues, load, prepared, save

TABLE = {"a": ["b", ("c", 1)]}


@pytest.fixture(name="module")
def fixture_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    module = tmp_path / "tables.py"
    module.write_text("")
    return module


def made(module: Path, *sources: Path) -> bool:
    """Whether the table had to be made."""
    calls: list[int] = []
    assert prepared(str(module), sources, lambda: calls.append(1) or TABLE) == TABLE  # type: ignore[func-returns-value]
    return bool(calls)


def test_what_was_made_once_is_kept(module: Path) -> None:
    assert made(module)
    assert not made(module)
    assert [path.suffix for path in (module.parent / "__pycache__").iterdir()] == [".made"]


def test_it_is_made_anew_once_the_module_or_a_source_changed(module: Path, tmp_path: Path) -> None:
    source = tmp_path / "table.csv"
    for changed in (module, source):
        source.touch()
        made(module, source)
        changed.write_text("more")
        assert made(module, source)
        os.utime(changed, (1, 1))
        assert made(module, source)


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data[:9] + b"?" + data[10:], lambda _: b"", lambda _: b"any"]
)
def test_a_damaged_file_is_made_anew(module: Path, damage) -> None:  # type: ignore[no-untyped-def]
    made(module)
    (kept,) = (module.parent / "__pycache__").iterdir()
    kept.write_bytes(damage(kept.read_bytes()))
    assert made(module)
    assert not made(module)


def test_what_another_python_made_is_not_used(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(str(module), None, 1)
    monkeypatch.setattr(sys, "version", "3.99")
    assert load(str(module)) is None


def test_nothing_is_written_where_python_writes_no_bytecode(module: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert made(module)
    assert not (module.parent / "__pycache__").exists()


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(module: Path) -> None:
    (module.parent / "__pycache__").write_text("a file where Python's folder would be")
    assert made(module)
    assert made(module)


def test_a_source_that_is_no_file_is_read_each_time(module: Path) -> None:
    missing = module.with_name("inside-an-archive.csv")
    assert made(module, missing)
    assert made(module, missing)


def kept(module: Path, values: dict[int, object], most: int = 9) -> None:
    KeptValues(str(module)).close(values, most)


def test_values_are_kept_by_number_beside_those_of_before(module: Path) -> None:
    kept(module, {1: "a", 7: (b"b", 2)})
    kept(module, {2: ["c"]})
    read = KeptValues(str(module))
    assert [read.get(number) for number in (1, 2, 7, 8)] == ["a", ["c"], (b"b", 2), None]


def test_with_too_many_values_only_the_latest_stay(module: Path) -> None:
    kept(module, {1: "a", 2: "b"}, most=2)
    kept(module, {3: "c"}, most=2)
    read = KeptValues(str(module))
    assert [read.get(number) for number in (1, 2, 3)] == [None, None, "c"]


@pytest.mark.parametrize("damage", [lambda data: data[:-1] + b"?", lambda data: data[:-1], lambda _: b"", lambda _: b"\xff" * 40])
def test_a_damaged_value_is_none_and_the_others_stay_where_they_can(module: Path, damage) -> None:  # type: ignore[no-untyped-def]
    kept(module, {1: "a" * 9, 2: "b" * 9})
    (file,) = (module.parent / "__pycache__").iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    read = KeptValues(str(module))
    assert read.get(2) is None
    assert read.get(1) == ("a" * 9 if len(damage(whole)) > 60 else None)
    read.close({3: "c"}, 9)
    assert KeptValues(str(module)).get(3) == "c"

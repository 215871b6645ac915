"""File names that every system accepts, and paths that are stored alike on Linux, macOS and Windows."""

import ntpath
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from citecheck.io.portable_names import comparable, path_from, portable_name


@pytest.mark.parametrize(
    ("name", "portable"),
    [
        ("CON", "_CON"),
        ("aux", "_aux"),
        ("nul.tar", "_nul.tar"),
        ("COM1", "_COM1"),
        ("lpt9 .old", "_lpt9 .old"),
        ("a:b", "a_b"),
        ('q"<>|*?', "q______"),
        ("back\\slash", "back_slash"),
        ("two\nlines", "two_lines"),
        ("console", "console"),
        ("com10", "com10"),
        ("an article", "an article"),
        ("Fähre №1", "Fähre №1"),
    ],
)
def test_only_characters_that_windows_refuses_are_replaced_in_a_name(name: str, portable: str) -> None:
    assert portable_name(name) == portable
    assert portable_name(portable) == portable


@pytest.mark.parametrize(
    ("one", "other"), [("A.md", "a.md"), ("\u00e9.md", "e\u0301.md"), ("\u00c9.md", "e\u0301.md"), ("straße", "STRASSE")]
)
def test_names_that_are_equal_on_some_file_system_are_compared_as_equal(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


def test_a_path_is_stored_with_slashes_and_relative_to_the_folder_of_the_file_that_has_it() -> None:
    assert path_from(PurePosixPath("."), "docs/a.md") == "docs/a.md"
    assert path_from(PurePosixPath("locks"), "docs/a.md") == "../docs/a.md"
    assert path_from(PureWindowsPath("."), "docs\\part one\\a.md", ntpath) == "docs/part one/a.md"
    assert path_from(PureWindowsPath("locks"), "docs\\a.md", ntpath) == "../docs/a.md"


def test_a_backslash_in_a_posix_name_stays() -> None:
    assert path_from(PurePosixPath("."), "docs/a\\b.md") == "docs/a\\b.md"


def test_a_path_on_another_drive_stays_absolute() -> None:
    assert path_from(PureWindowsPath("C:\\work"), "D:\\docs\\a.md", ntpath) == "D:/docs/a.md"


def test_two_names_that_are_not_utf8_stay_different() -> None:
    assert path_from(PurePosixPath("."), "docs/\udcff.md") == "docs/\ufffdFF.md"
    assert path_from(PurePosixPath("."), "docs/\udcfe.md") == "docs/\ufffdFE.md"

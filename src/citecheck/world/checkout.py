"""The checkout that a path belongs to: the folder whose ``.git`` is found by walking up from it."""

from pathlib import Path


def root_of(path: Path) -> Path | None:
    """The nearest folder at or above ``path`` that holds ``.git``; None where there is none.

    Only the name ``.git`` counts. A folder that is itself a repository (a bare one, made of files that could be documents) does not:
    git refuses to check in anything called ``.git``, so nobody can bring one in a pull request, but anybody can bring a bare one.
    The path is made absolute, and links in it are not followed: what it is named decides where it belongs.
    """
    place = path.absolute()
    for folder in (place, *place.parents):
        if (folder / ".git").exists():
            return folder
    return None

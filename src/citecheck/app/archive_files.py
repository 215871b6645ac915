"""`archive verify` and `archive export`."""

import zipfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from citecheck.app import wiring
from citecheck.app.file_reader import Notify
from citecheck.archives.warc.folder import check_inside, locked_folder, warcs, write_error
from citecheck.archives.warc.package import write_package
from citecheck.archives.warc.pages import pages
from citecheck.archives.warc.verify import Damage, WarcContents, read_warc, verify_file, verify_folder
from citecheck.config.settings import Settings
from citecheck.faults import attempt
from citecheck.language.printable import one_line
from citecheck.language.secrets import shown
from citecheck.model.errors import UsageError, WriteError
from citecheck.reporters.display_text import plural

NAMED = 5  # affected captures per line, at most


def verify(paths: Sequence[str], settings: Settings, show: Notify, notify: Notify) -> bool:
    """Show the damages of every archive, one per line; whether all are sound and readable."""
    damaged = False
    for path in map(Path, paths or (settings.archive.folder,)):
        try:
            contents, damages = attempt(partial(_verify_one, path), partial(_unreadable, path))
        except WriteError as error:
            notify(f"citecheck: {error}")
            damaged = True
            continue
        for damage in damages:
            show(_line(damage))
        damaged = damaged or bool(damages)
        state = "damaged" if damages else "sound"
        files, captures = len(contents), sum(file.captures for file in contents)
        show(one_line(f"{path}: {state}; {plural(captures, 'sound capture')} in {plural(files, 'WARC file')}"))
    return not damaged


def _unreadable(path: Path, cause: str) -> tuple[list[WarcContents], list[Damage]]:
    raise WriteError(f"{one_line(str(path))}: could not be read: {cause}")


def _verify_one(path: Path) -> tuple[list[WarcContents], list[Damage]]:
    try:
        return _verified(path)
    except OSError as error:
        reason = error.strerror or error
        raise WriteError(f"{one_line(str(path))}: cannot be read: {reason}; check the name and its permissions") from None


def _verified(path: Path) -> tuple[list[WarcContents], list[Damage]]:
    if path.is_dir():
        return verify_folder(path)
    if path.suffix == ".wacz" or (path.is_file() and zipfile.is_zipfile(path)):
        from citecheck.archives.warc.wacz import verify_package

        return verify_package(path)
    contents, damages = verify_file(path)
    return [contents], damages


def _line(damage: Damage) -> str:
    named = ", ".join(map(shown, damage.captures[:NAMED]))
    more = f" and {len(damage.captures) - NAMED} more" if len(damage.captures) > NAMED else ""
    return one_line(f"{damage.where}: {damage.what}{f'; affected: {named}{more}' if named else ''}")


def export(output: Path | None, settings: Settings, show: Notify) -> None:
    """Write the local archive as one WACZ file, and show its size, or the damages. Raises ``UsageError`` and ``WriteError``."""
    folder = Path(settings.archive.folder)
    target = output or Path(f"{folder.name}.wacz")
    if not warcs(folder):
        raise UsageError(f"{folder}: no captures to export; `citecheck archive` makes them")
    check_target(target)
    with locked_folder(folder, Path.cwd(), reading=True):
        files = {path.name: path for path in warcs(folder)}
        contents = [_read(path) for path in files.values()]
        if faults := [damage for file in contents for damage in file.damages]:
            for fault in faults:
                show(_line(fault))
            raise WriteError(f"{folder}: damaged, so nothing was exported; see above")
        try:
            write_package(target, files, contents, pages(files, contents), wiring.clock().now())
        except OSError as error:
            raise write_error(target, error) from None
    captures = sum(file.captures for file in contents)
    show(one_line(f"{target}: {plural(captures, 'capture')} in {plural(len(files), 'WARC file')}"))


def _read(path: Path) -> WarcContents:
    try:
        with path.open("rb") as file:
            return read_warc(file, str(path))
    except OSError as error:
        raise WriteError(f"{path}: cannot be read: {error.strerror or error}; nothing was exported") from None


def check_target(target: Path) -> None:
    """Raise ``WriteError`` if the target is a symbolic link, or a file that citecheck did not write."""
    if target.is_symlink():
        raise WriteError(f"{target}: this is a symbolic link; citecheck does not write through links, name the file itself")
    if not target.is_absolute():
        check_inside(target.parent, Path.cwd())
    if not target.exists():
        return
    try:
        with zipfile.ZipFile(target) as package:
            ours = b'"software": "citecheck' in package.read("datapackage.json")
    except (OSError, KeyError, zipfile.BadZipFile):
        ours = False
    if not ours:
        raise WriteError(
            f"{target}: citecheck did not write this file and does not overwrite it; move it, or name another with --output"
        )

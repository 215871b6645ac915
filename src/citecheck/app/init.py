"""`citecheck init`: writes settings to start with, and a workflow for CI."""

import json
from importlib import resources
from pathlib import Path

from citecheck.app.file_reader import Notify
from citecheck.app.other_checkers import CHECKERS
from citecheck.config.files import FILE, user_path
from citecheck.io.store import leads_out
from citecheck.model.errors import UsageError, WriteError

WORKFLOWS = {
    "github": ".github/workflows/citations.yml",
    "gitlab": ".gitlab-ci.yml",
    "pre-commit": ".pre-commit-config.yaml",
}
NO_SOURCE = (
    "--ci needs --from: what the workflow installs, such as --from git+https://…; citecheck is on no package index, so whoever "
    "publishes a package of that name would decide what your CI runs"
)


def init(ci: str | None, source: str | None, contact: str | None, notify: Notify, checker: str | None = None) -> None:
    """Write ``citecheck.toml``, the user's contact, and the workflow ``ci``, which installs ``source``.

    ``checker``: another link checker, whose settings are taken over.

    Raises ``UsageError``, and ``WriteError`` for files that exist or cannot be written.
    """
    if ci and not source:
        raise UsageError(NO_SOURCE)
    folder = resources.files("citecheck.data").joinpath("init")
    if ci and Path(FILE).exists():
        notify(f"{FILE} exists already and is unchanged")
    else:
        text = folder.joinpath(FILE).read_text(encoding="utf-8") if checker is None else CHECKERS[checker](Path()).text(checker)
        _write(Path(FILE), text)
        notify(f"wrote {FILE}; next: `citecheck plan` and `citecheck report`, with your documents or folders")
    if contact:
        _write_contact(contact, notify)
    if ci and source:
        text = folder.joinpath(f"{ci}.yml").read_text(encoding="utf-8")
        text = text.replace("NETWORK_CONTACT: CONTACT", f"NETWORK_CONTACT: {_quoted(contact or '')}").replace("REQUIREMENT", source)
        _write(Path(WORKFLOWS[ci]), text)
        notify(f"wrote {WORKFLOWS[ci]}; commit it")


def _write_contact(contact: str, notify: Notify) -> None:
    path = user_path()
    if path is None:
        notify("there is no home folder for your own settings; set the contact in CITECHECK_NETWORK_CONTACT")
    elif path.exists():
        notify(f"{path} exists already and is unchanged; write the contact under [network] in it")
    else:
        _write(path, f"[network]\ncontact = {_quoted(contact)}\n")
        notify(f"wrote {path}, your own settings, with the contact")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    if leads_out(path.parent):
        raise WriteError(f"{path.parent}: a symbolic link leads out of this folder; nothing was written")
    made = False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            made = True
            file.write(text)
    except FileExistsError:
        raise WriteError(f"{path}: exists already and is unchanged; move it, or edit it by hand") from None
    except OSError as error:
        if made:  # else the incomplete file would block the next run
            path.unlink(missing_ok=True)
        raise WriteError(f"{path}: cannot be written: {error.strerror}; check the folder") from None

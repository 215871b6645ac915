"""Write a settings file to start with, and with --ci a CI workflow."""

from pathlib import Path

import click

TARGETS = {
    "github": ".github/workflows/citations.yml",
    "gitlab": ".gitlab-ci.yml",
    "pre-commit": ".pre-commit-config.yaml",
}

NO_SOURCE = (
    "--ci needs --from: what the workflow installs, such as --from git+https://…; citecheck is on no package index, so whoever "
    "publishes a package of that name would decide what your CI runs"
)


@click.command(name="init")
@click.option("--ci", type=click.Choice(sorted(TARGETS)), help="Also write a workflow for this service.")
@click.option(
    "--from", "source", metavar="REQUIREMENT", help="What the workflow installs, such as git+https://…; required with --ci."
)
@click.option("--contact", metavar="ADDRESS", help="Your e-mail address or website, which services ask for.")
def command(ci: str | None, source: str | None, contact: str | None) -> None:
    """Write citecheck.toml with the most used settings, each explained. Existing files are not overwritten.

    The contact goes into your own settings file, because a checkout may not set it, and with --ci into the workflow's environment.
    Set CITECHECK_TRUST_CONFIG=1 only in a checkout that no other person changes, never where pull requests from forks are checked.
    """
    from importlib import resources

    from citecheck.cli._output import say
    from citecheck.config.files import FILE
    from citecheck.model.errors import UsageError

    if ci and not source:
        raise UsageError(NO_SOURCE)
    folder = resources.files("citecheck.data").joinpath("init")
    text = folder.joinpath(FILE).read_text(encoding="utf-8")
    if ci and Path(FILE).exists():
        say(f"{FILE} exists already and is unchanged")
    else:
        _write(Path(FILE), text)
        say(f"wrote {FILE}; next: `citecheck plan` and `citecheck report`, with your documents or folders")
    if contact:
        _write_contact(contact)
    if ci and source:
        text = folder.joinpath(f"{ci}.yml").read_text(encoding="utf-8")
        _write(Path(TARGETS[ci]), _filled(text, source, contact or ""))
        say(f"wrote {TARGETS[ci]}; commit it")


def _filled(text: str, source: str, contact: str) -> str:
    return text.replace("NETWORK_CONTACT: CONTACT", f"NETWORK_CONTACT: {_quoted(contact)}").replace("REQUIREMENT", source)


def _write_contact(contact: str) -> None:
    from citecheck.cli._output import say
    from citecheck.config.files import user_path

    path, setting = user_path(), f"[network]\ncontact = {_quoted(contact)}\n"
    if path is None:
        say("there is no home folder for your own settings; set the contact in CITECHECK_NETWORK_CONTACT")
    elif path.exists():
        say(f"{path} exists already and is unchanged; write the contact under [network] in it")
    else:
        _write(path, setting)
        say(f"wrote {path}, your own settings, with the contact")


def _quoted(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    from citecheck.io.store import leads_out
    from citecheck.model.errors import WriteError

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

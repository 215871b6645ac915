"""Write a settings file to start with, and with --ci a CI workflow."""

import click


@click.command(name="init")
@click.option("--ci", type=click.Choice(["github", "gitlab", "pre-commit"]), help="Also write a workflow for this service.")
@click.option(
    "--from", "source", metavar="REQUIREMENT", help="What the workflow installs, such as git+https://…; required with --ci."
)
@click.option("--contact", metavar="ADDRESS", help="Your e-mail address or website, which services ask for.")
@click.option("--from-lychee", "checker", flag_value="lychee", help="Take over lychee.toml and .lycheeignore.")
@click.option(
    "--from-markdown-link-check", "checker", flag_value="markdown-link-check", help="Take over .markdown-link-check.json."
)
@click.option("--from-linkspector", "checker", flag_value="linkspector", help="Take over .linkspector.yml.")
def command(ci: str | None, source: str | None, contact: str | None, checker: str | None) -> None:
    """Write citecheck.toml with the most used settings, each explained. Existing files are not overwritten.

    With the settings of another link checker, the file has those that citecheck has, and names the others in comments.

    The contact goes into your own settings file, because a checkout may not set it, and with --ci into the workflow's environment.
    Set CITECHECK_TRUST_CONFIG=1 only in a checkout that no other person changes, never where pull requests from forks are checked.
    """
    from citecheck.app.init import init
    from citecheck.cli._output import say

    init(ci, source, contact, say, checker)

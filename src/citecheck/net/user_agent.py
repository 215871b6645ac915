"""The User-Agent. Its name avoids the word "link", which one large host refuses."""

from citecheck.version import __version__

PROJECT = "https://github.com/citecheck/citecheck"


def user_agent(contact: str) -> str:
    """Return the User-Agent, with the user's contact address if there is one."""
    return f"citecheck/{__version__} (+{PROJECT}{f'; mailto:{contact}' if contact else ''})"

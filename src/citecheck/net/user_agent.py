"""Who asks, truthfully. The name does not hold the word "link": one large host refuses agents that do."""

from citecheck.version import __version__

PROJECT = "https://github.com/citecheck/citecheck"


def user_agent(contact: str) -> str:
    """The User-Agent, with an address to complain to where the user gave one."""
    return f"citecheck/{__version__} (+{PROJECT}{f'; mailto:{contact}' if contact else ''})"

"""Header fields for the pages of single hosts, such as tokens (``[links] headers``). Their values come from the environment.

A field is sent to its own host and port only, and over TLS or to this computer; redirects to other hosts do not get it. Values are not
stored, and neither are the responses to requests that had them.
"""

import re
from collections.abc import Mapping

from msgspec import Struct, field

from citecheck.model.errors import UsageError
from citecheck.model.hidden_fields import repr_without
from citecheck.net.guard import HostPort, host_port, is_loopback
from citecheck.patterns import lazy_pattern

# Scheme and host of a URL without a user name, which would be sent instead.
ORIGIN = lazy_pattern(r"(https?)://([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-5]?[0-9]{1,4})?(?=[/?#]|$)", re.IGNORECASE)
FROM_ENVIRONMENT = "env:"  # before the name of the variable, in a setting


class PageHeaders(Struct, frozen=True):
    """Header lines by host and port."""

    by_host: Mapping[HostPort, tuple[str, ...]] = field(default_factory=dict)

    def __repr__(self) -> str:
        return repr_without(self, "by_host")

    def of(self, url: str) -> tuple[str, ...]:
        """The header lines for a URL."""
        if not self.by_host:
            return ()
        origin = ORIGIN.match(url)
        if origin is None or not (origin[1].lower() == "https" or is_loopback(origin[2].lower())):
            return ()
        return self.by_host.get(host_port(origin[0].lower()), ())


NO_HEADERS = PageHeaders()


def page_headers(settings: Mapping[str, Mapping[str, str]], environment: Mapping[str, str]) -> PageHeaders:
    """The fields of ``[links] headers`` with their values. Raises ``UsageError`` for a variable that is not set, without its value."""
    return PageHeaders(
        {
            host_port(f"https://{host.lower()}"): tuple(
                f"{name}: {_value(host, name, at, environment)}" for name, at in fields.items()
            )
            for host, fields in settings.items()
        }
    )


def _value(host: str, name: str, setting: str, environment: Mapping[str, str]) -> str:
    variable = setting.removeprefix(FROM_ENVIRONMENT)
    value = environment.get(variable, "").strip()
    if not value:
        raise UsageError(f"environment: {variable} is not set; [links] headers takes the {name} field for {host} from it")
    if not value.isprintable() or not value.isascii():
        raise UsageError(f"environment: {variable} contains characters that a header field cannot have")
    return value

"""The proxy of a request: the settings', else the environment's."""

import os
from urllib.parse import urlsplit

from citecheck.model.errors import UsageError
from citecheck.net.guard import HostPort, host_port


def host_port_of_proxy(url: str) -> HostPort:
    """Return the host and port of a proxy, with or without ``http://``. Raises ``UsageError``."""
    try:
        return host_port(url if "://" in url else f"http://{url}")
    except ValueError:
        raise UsageError("environment: a proxy variable is not a URL; write it as http://host:port") from None


class Proxies:
    """Chooses the proxy by URL. Reads ``https_proxy``, ``http_proxy``, ``all_proxy`` and ``no_proxy``, in lower or upper case.

    ``no_proxy`` also applies to the settings' proxy. Raises ``UsageError`` for a proxy in the environment that is not a URL.
    """

    def __init__(self, setting: str) -> None:
        self._setting = setting
        self._environment: dict[str, str] = {}
        if not setting and any(name.lower().endswith("_proxy") for name in os.environ):
            from urllib.request import getproxies_environment

            self._environment = getproxies_environment()
            for scheme in ("http", "https", "all"):
                host_port_of_proxy(self._environment.get(scheme, ""))

    def of(self, url: str) -> str:
        """Return the proxy's URL, empty for none."""
        found = self._setting
        if self._environment:
            found = self._environment.get(urlsplit(url).scheme) or self._environment.get("all", "")
        if not found:
            return ""
        from requests.utils import should_bypass_proxies

        return "" if should_bypass_proxies(url, no_proxy=None) else found

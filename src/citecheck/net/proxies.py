"""Which proxy carries a request: the one of the settings, else the environment's, as every program reads it."""

import os
from urllib.parse import urlsplit

from citecheck.model.errors import UsageError
from citecheck.net.guard import Address, url_of


def address_of_proxy(url: str) -> Address:
    """The host and port of a proxy, which may be written without ``http://``. Raises ``UsageError``."""
    try:
        return url_of(url if "://" in url else f"http://{url}")
    except ValueError:
        raise UsageError("environment: a variable for a proxy is no address; write it as http://host:port") from None


class Proxies:
    """The choice for each address. Programs agree on ``https_proxy``, ``http_proxy``, ``all_proxy`` and ``no_proxy``, in either case.

    ``no_proxy`` holds for the proxy of the settings too. Raises ``UsageError`` for a proxy of the environment that is no address.
    """

    def __init__(self, setting: str) -> None:
        self._setting = setting
        self._environment: dict[str, str] = {}
        if not setting and any(name.lower().endswith("_proxy") for name in os.environ):
            from urllib.request import getproxies_environment

            self._environment = getproxies_environment()
            for scheme in ("http", "https", "all"):
                address_of_proxy(self._environment.get(scheme, ""))

    def of(self, url: str) -> str:
        """The proxy's address, or an empty string for none."""
        found = self._setting
        if self._environment:
            found = self._environment.get(urlsplit(url).scheme) or self._environment.get("all", "")
        if not found:
            return ""
        from requests.utils import should_bypass_proxies

        return "" if should_bypass_proxies(url, no_proxy=None) else found

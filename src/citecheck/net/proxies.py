"""Which proxy carries a request: the one of the settings, else the environment's, as every program reads it."""

import os
from urllib.parse import urlsplit


class Proxies:
    """The choice for each address. Programs agree on ``https_proxy``, ``http_proxy``, ``all_proxy`` and ``no_proxy``, in either case."""

    def __init__(self, setting: str) -> None:
        self._setting = setting
        self._environment: dict[str, str] = {}
        if not setting and any(name.lower().endswith("_proxy") for name in os.environ):
            from urllib.request import getproxies_environment

            self._environment = getproxies_environment()

    def of(self, url: str) -> str:
        """The proxy's address, or an empty string for none."""
        if self._setting or not self._environment:
            return self._setting
        from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined]  # there since 3.x, not in typeshed

        parts = urlsplit(url)
        if proxy_bypass_environment(parts.netloc, self._environment):
            return ""
        return self._environment.get(parts.scheme) or self._environment.get("all", "")

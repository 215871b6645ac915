"""requests sessions for services: guarded connections; credentials and cookies are sent to their own host only."""

from http.cookiejar import Cookie, DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from citecheck.net.ca_bundle import ca_bundle
from citecheck.net.guard import HostPort, host_port, is_loopback
from citecheck.net.proxies import Proxies
from citecheck.net.sockets import guarded_pools
from citecheck.net.user_agent import user_agent
from citecheck.protocols import NetworkSettings


class OwnHost(DefaultCookiePolicy):
    """A policy that sends cookies to the host that set them, and drops those with a domain."""

    def set_ok(self, cookie: Cookie, request: Any) -> bool:
        return not cookie.domain_specified and super().set_ok(cookie, request)


class Session(requests.Session):
    """A session that ignores ``~/.netrc`` and the environment, and sends no cookie to another host.

    Proxies and certificates are chosen as for pages. A user's service on this machine is called without a proxy.
    """

    def __init__(self, proxies: Proxies, own: HostPort | None) -> None:
        super().__init__()
        self.trust_env = False
        self._choice = proxies
        self._own = own if own and is_loopback(own[0]) else None

    def rebuild_auth(self, prepared_request: requests.PreparedRequest, response: requests.Response) -> None:
        """Remove credentials and cookies on a redirect to another host."""
        super().rebuild_auth(prepared_request, response)  # type: ignore[no-untyped-call]
        if urlsplit(response.request.url).hostname != urlsplit(prepared_request.url).hostname:
            prepared_request.headers.pop("Cookie", None)

    def merge_environment_settings(self, url: Any, proxies: Any, *others: Any) -> Any:
        """Set the proxy of a request."""
        return super().merge_environment_settings(url, self._proxies_of(url), *others)

    def rebuild_proxies(self, prepared_request: requests.PreparedRequest, proxies: Any) -> Any:
        """Choose the proxy of a redirect; requests would keep the first."""
        return super().rebuild_proxies(prepared_request, self._proxies_of(prepared_request.url or ""))  # type: ignore[no-untyped-call]

    def _proxies_of(self, url: str) -> dict[str, str]:
        proxy = "" if host_port(url) == self._own else self._choice.of(url)
        return {urlsplit(url).scheme: proxy} if proxy else {}


def guarded_session(settings: NetworkSettings, own: HostPort | None = None) -> Session:
    """A session that connects only to addresses that the guard allows, through the configured proxy.

    ``own`` is the host and port that may be private because the user's settings name it for this service.
    """

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, *args: Any, **options: Any) -> None:
            super().init_poolmanager(*args, **options)
            if not settings.allow_private:
                self.poolmanager.pool_classes_by_scheme = guarded_pools(own)

    session = Session(Proxies(settings.proxy), own)
    session.cookies.set_policy(OwnHost())
    session.headers["User-Agent"] = user_agent(settings.contact)
    session.max_redirects = 5
    authorities = ca_bundle()
    session.verify = authorities.file or authorities.folder
    session.mount("http://", Adapter())
    session.mount("https://", Adapter())
    return session

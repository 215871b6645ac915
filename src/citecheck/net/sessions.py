"""Sessions of requests for services: guarded connections, and credentials and cookies that go to nobody but their host."""

from http.cookiejar import Cookie, DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase, HTTPBasicAuth
from requests.utils import get_auth_from_url

from citecheck.net.ca_bundle import trusted
from citecheck.net.guard import Address
from citecheck.net.sockets import guarded_pools
from citecheck.net.user_agent import user_agent
from citecheck.protocols import NetworkSettings


class OfTheAddress(AuthBase):
    """The credentials that an address itself carries. That a session has an ``auth`` keeps requests from looking into ``~/.netrc``."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        user, password = get_auth_from_url(request.url or "")
        if (user or password) and "Authorization" not in request.headers:
            HTTPBasicAuth(user, password)(request)
        return request


class OwnHost(DefaultCookiePolicy):
    """Cookies go back to the host that set them; those that name a domain are not kept."""

    def set_ok(self, cookie: Cookie, request: Any) -> bool:
        return not cookie.domain_specified and super().set_ok(cookie, request)


class Session(requests.Session):
    """A session whose redirects ask no ``~/.netrc`` and take no cookie to another host.

    Proxies and certificates of the environment are honoured as ever.
    """

    def rebuild_auth(self, prepared_request: requests.PreparedRequest, response: requests.Response) -> None:
        """Takes credentials and cookies off where a redirect leads to another host."""
        before, after = response.request.url or "", prepared_request.url or ""
        if "Authorization" in prepared_request.headers and self.should_strip_auth(before, after):  # type: ignore[no-untyped-call]
            del prepared_request.headers["Authorization"]
        if urlsplit(before).hostname != urlsplit(after).hostname:
            prepared_request.headers.pop("Cookie", None)

    def rebuild_proxies(self, prepared_request: requests.PreparedRequest, proxies: Any) -> Any:
        """Chooses the proxy of a redirect anew, so that ``NO_PROXY`` counts for it too; requests goes on with the first."""
        return super().rebuild_proxies(prepared_request, self.proxies)  # type: ignore[no-untyped-call]


def guarded_session(settings: NetworkSettings, own: Address | None = None) -> Session:
    """A session that connects only to addresses that the guard has checked, and follows the proxy that the settings name.

    ``own`` is the host and port that may be private, since the user's settings name it for this service.
    """

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, *args: Any, **options: Any) -> None:
            super().init_poolmanager(*args, **options)
            if not settings.allow_private:
                self.poolmanager.pool_classes_by_scheme = guarded_pools(own)

    session = Session()
    session.auth = OfTheAddress()
    session.cookies.set_policy(OwnHost())
    session.headers["User-Agent"] = user_agent(settings.contact)
    session.max_redirects = 5
    authorities = trusted()
    session.verify = authorities.file or authorities.folder
    session.mount("http://", Adapter())
    session.mount("https://", Adapter())
    if settings.proxy:
        session.proxies = {"http": settings.proxy, "https": settings.proxy, "no_proxy": "localhost,127.0.0.1"}
    return session

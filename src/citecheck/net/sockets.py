"""urllib3 connections that resolve a host once, let the guard check the addresses, and connect to those."""

import socket
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError

from citecheck.net.guard import HostPort, resolve


def _connect(connection: HTTPConnection, own: HostPort | None) -> socket.socket:
    """Connect to the first checked address that accepts. Raises ``Refused``, which urllib3 and requests do not catch."""
    allow_private = (connection.host.lower(), connection.port) == own
    try:
        addresses = resolve(connection._dns_host, connection.port, allow_private=allow_private)
    except OSError as error:
        raise NewConnectionError(connection, f"Failed to resolve: {error}") from None
    last: OSError | None = None
    for family, address in addresses:
        made = socket.socket(family, socket.SOCK_STREAM)
        made.settimeout(connection.timeout)
        try:
            made.connect((address, connection.port))
        except OSError as error:
            made.close()
            last = error
        else:
            return made
    raise NewConnectionError(connection, f"no connection: {last}")


def guarded_pools(own: HostPort | None = None) -> dict[str, Any]:
    """The pool classes by scheme; only the host and port ``own`` may be private."""

    class GuardedHTTPConnection(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _connect(self, own)

    class GuardedHTTPSConnection(HTTPSConnection):  # the certificate is still verified against the name
        def _new_conn(self) -> socket.socket:
            return _connect(self, own)

    class HTTPPool(HTTPConnectionPool):
        ConnectionCls = GuardedHTTPConnection

    class HTTPSPool(HTTPSConnectionPool):
        ConnectionCls = GuardedHTTPSConnection

    return {"http": HTTPPool, "https": HTTPSPool}

"""Connections of urllib3 that go only to an address that the guard has checked: resolved once, checked, then connected to."""

import socket
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError

from citecheck.world.guard import Refused, resolve


def _connect(connection: HTTPConnection) -> socket.socket:
    """Connects to the first checked address that answers."""
    try:
        addresses = resolve(connection._dns_host, connection.port, allow_private=False)
    except Refused as error:
        raise NewConnectionError(connection, error.reason) from None
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


class GuardedHTTPConnection(HTTPConnection):
    """HTTP to a checked address."""

    def _new_conn(self) -> socket.socket:
        return _connect(self)


class GuardedHTTPSConnection(HTTPSConnection):
    """HTTPS to a checked address; the certificate is still verified against the name."""

    def _new_conn(self) -> socket.socket:
        return _connect(self)


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = GuardedHTTPConnection


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = GuardedHTTPSConnection


def guarded_pools() -> dict[str, Any]:
    """The pool classes by scheme, for a pool manager."""
    return {"http": _HTTPPool, "https": _HTTPSPool}

"""A server on loopback whose hosts are addresses of 127.0.0.0/8, and settings that ask nobody else."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from citecheck.app import wiring
from citecheck.config.settings import Settings, load
from citecheck.protocols import LinkSettings, NetworkSettings
from tests.links.faulty_server import Faults


@pytest.fixture
def server(loopback: None) -> Iterator[Faults]:
    made = Faults(address="0.0.0.0")
    yield made
    made.closing = True
    made._socket.close()


@pytest.fixture
def settings() -> Settings:
    network = NetworkSettings(allow_private=True, timeout=10, interval=0, patience=1)
    return replace(
        load(wiring.configurable()).settings, network=network, links=LinkSettings(second_opinion=False), providers=(), archives=()
    )

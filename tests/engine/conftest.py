"""The bundled model, and engines on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scriptwriter.engine.client import HostEngine
from scriptwriter.engine.protocol import LoadOptions
from tests import bundled


@pytest.fixture(scope="session")
def model_file() -> Path:
    return bundled.FILE


@pytest.fixture(scope="module")
def engine(model_file: Path) -> Iterator[HostEngine]:
    """llama.cpp in its own process with the bundled model; one for a test module."""
    host = HostEngine()
    try:
        host.load(LoadOptions("starter", model_file))
        yield host
    finally:
        host.close()

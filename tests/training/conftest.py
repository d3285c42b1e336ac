"""A tiny model and a small corpus, made once."""

from pathlib import Path

import pytest

from tests.training.tiny import make_corpus, make_model


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What torch, transformers and datasets say about themselves is not for us to fix."""
    for item in items:
        if "tests/training/" in item.path.as_posix():
            item.add_marker(pytest.mark.filterwarnings("ignore::FutureWarning"))
            item.add_marker(pytest.mark.filterwarnings("ignore::DeprecationWarning"))
            item.add_marker(pytest.mark.filterwarnings("ignore::UserWarning"))
            item.add_marker(pytest.mark.filterwarnings("ignore::ResourceWarning"))


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Qwen3 of two layers in a GGUF file."""
    return make_model(tmp_path_factory.mktemp("tiny") / "tiny.gguf")


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two characters who always say the same."""
    return make_corpus(tmp_path_factory.mktemp("corpus"))

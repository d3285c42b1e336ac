"""A tiny model and a small corpus, made once."""

from pathlib import Path

import pytest

from tests.training.tiny import make_corpus, make_model

#: What torch, transformers and datasets say about themselves is not for us to fix.
_THEIRS = ("torch", "transformers", "accelerate", "datasets", "peft", "huggingface_hub", "multiprocess", "dill")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Warnings that are raised in the modules of others are no errors here; ours stay."""
    for item in items:
        if "tests/training/" in item.path.as_posix():
            for module in _THEIRS:
                for kind in ("FutureWarning", "DeprecationWarning", "UserWarning"):
                    item.add_marker(pytest.mark.filterwarnings(rf"ignore::{kind}:{module}(\..*)?"))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short samples, and no quantization that was not asked for."""
    monkeypatch.setattr("scriptwriter.training.sampling._NEW_TOKENS", 8)
    monkeypatch.setattr("scriptwriter.training.finish._ALL_TYPES_PARAMETERS", 0)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Qwen3 of two layers in a GGUF file."""
    return make_model(tmp_path_factory.mktemp("tiny") / "tiny.gguf")


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two characters who always say the same."""
    return make_corpus(tmp_path_factory.mktemp("corpus"))

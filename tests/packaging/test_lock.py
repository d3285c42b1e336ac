import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]


def pins(name: str) -> dict[str, str]:
    lines = (ROOT / "packaging" / "lock" / f"{name}.txt").read_text().splitlines()
    found = dict(line.split("==") for line in lines if not line.startswith("#"))
    return {canonicalize_name(package): version for package, version in found.items()}


@pytest.mark.parametrize(
    ("lock", "lines"),
    [
        ("run", PROJECT["dependencies"]),
        ("dev", PROJECT["dependencies"] + EXTRAS["dev"] + EXTRAS["train"]),
        ("train", PROJECT["dependencies"] + EXTRAS["train"] + EXTRAS["serve"]),
    ],
)
def test_lock_says_the_same_as_the_project(lock: str, lines: list[str]) -> None:
    for line in lines:
        requirement = Requirement(line)
        assert re.fullmatch(r"==[\w.]+", str(requirement.specifier)), f"{line} is not pinned exactly"
        assert pins(lock)[canonicalize_name(requirement.name)] in requirement.specifier


@pytest.mark.parametrize(("lock", "lines"), [("run", []), ("dev", EXTRAS["dev"])])
def test_everything_that_is_pulled_in_is_pinned(lock: str, lines: list[str]) -> None:
    queue = [Requirement(line) for line in PROJECT["dependencies"] + lines]
    seen: set[str] = set()
    while queue:
        requirement = queue.pop()
        name = canonicalize_name(requirement.name)
        if name in seen:
            continue
        seen.add(name)
        assert name in pins(lock)
        queue += wanted_by(requirement)
    assert len(seen) > len(lines)


def wanted_by(requirement: Requirement) -> list[Requirement]:
    extras = requirement.extras or {""}
    lines = importlib.metadata.requires(requirement.name) or []
    found = [Requirement(line) for line in lines]
    return [one for one in found if one.marker is None or any(one.marker.evaluate({"extra": e}) for e in extras)]


def test_locks_agree() -> None:
    for name in ("dev", "train"):
        assert pins("run").items() <= pins(name).items()

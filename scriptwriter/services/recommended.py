"""A short list of openly licensed models to begin with, declared in ``models/recommended.toml``."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from scriptwriter.domain.errors import Failure
from scriptwriter.services import paths
from scriptwriter.services.quantization import Machine, fits, memory_needed

FILE = "recommended.toml"
#: What a core reads quickly enough to be waited for: a model of 2.8 GB wants eight of them.
_BYTES_PER_CORE = 350_000_000


class Kind(StrEnum):
    """What a model was trained to do."""

    BASE = "base"  # to go on with a text
    INSTRUCT = "instruct"  # to follow instructions


@dataclass(frozen=True, slots=True)
class Recommended:
    """``hub`` is its repository, ``file`` the one of it that is suggested, of about ``size`` bytes."""

    title: str
    hub: str
    file: str
    size: int
    licence: str
    kind: Kind
    good_for: str
    machine: str

    @property
    def memory(self) -> int:
        """About how much it needs, in bytes."""
        return memory_needed(self.size)

    def fits(self, machine: Machine) -> bool:
        """Whether a machine has that."""
        return fits(self.size, machine)


def suggested(listed: Sequence[Recommended], machine: Machine) -> int:
    """Which of the list to begin with on a machine: the largest that fits and is not too slow; its place."""
    quick = [at for at, model in enumerate(listed) if model.size <= machine.cores * _BYTES_PER_CORE]
    return max((at for at in quick if listed[at].fits(machine)), key=lambda at: listed[at].size, default=0)


def models() -> list[Recommended]:
    """The list, the smallest first. Raises ``Failure`` when the installation lacks it."""
    file = paths.models_dir() / FILE
    try:
        tables: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["model"]
        found = [Recommended(kind=Kind(table.pop("kind")), **table) for table in tables]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise Failure(f"The list of recommended models cannot be read ({file}): {error}") from error
    return sorted(found, key=lambda model: model.size)

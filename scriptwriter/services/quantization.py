"""Which of a model's files suits a machine: the quantization from its name, the memory from its size."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: Bits that a weight takes, all in all, as llama.cpp measures them for models of 7 billion parameters and more.
_BITS = {
    "Q2_K": 3.0, "Q3_K_S": 3.5, "Q3_K_M": 3.9, "Q3_K_L": 4.2, "IQ4_XS": 4.4, "IQ4_NL": 4.6, "Q4_0": 4.6, "Q4_K_S": 4.6,
    "Q4_K_M": 4.9, "Q4_1": 5.0, "Q5_0": 5.5, "Q5_K_S": 5.5, "Q5_K_M": 5.7, "Q5_1": 6.0, "Q6_K": 6.6, "Q8_0": 8.5,
    "F16": 16.0, "BF16": 16.0, "F32": 32.0,
}  # fmt: skip
#: A small model loses more by coarse weights, and has little to save; a large one is slow, and loses little.
_SMALL = ("Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M")
_MIDDLE = ("Q5_K_M", "Q4_K_M", "Q6_K", "Q8_0")
_LARGE = ("Q4_K_M", "Q4_K_S", "IQ4_XS", "Q4_0", "Q5_K_M", "Q3_K_M", "Q3_K_S", "Q2_K")
_SMALL_PARAMETERS, _MIDDLE_PARAMETERS = 1.0e9, 2.5e9
#: With fewer cores than that, a model of the middle size is read too slowly for finer weights.
_MANY_CORES = 6
#: Of the machine's memory a model may have so much; the rest is for the system and for what else is open.
_SHARE = 0.7
#: The cache of a few thousand tokens, buffers, and the process itself.
_BESIDE_BYTES = 400_000_000
_NAMED = re.compile(r"(?:^|[-._])((?:I|T)?Q\d(?:_[A-Z0-9]+)*|BF16|F16|F32|MXFP4(?:_MOE)?)(?=[-.]|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Machine:
    """Memory in bytes, physical cores."""

    memory: int
    cores: int


def this_machine() -> Machine:
    """What a model has here."""
    import psutil

    return Machine(psutil.virtual_memory().total, psutil.cpu_count(logical=False) or psutil.cpu_count() or 1)


def quantization_of(file_name: str) -> str:
    """``Q4_K_M`` and the like, from a file's name; empty where it does not say."""
    found = _NAMED.findall(file_name.removesuffix(".gguf"))
    return found[-1].upper() if found else ""


def memory_needed(size: int) -> int:
    """About how much memory a model needs whose file has this size, in bytes."""
    return round(size * 1.1) + _BESIDE_BYTES


def fits(size: int, machine: Machine) -> bool:
    """Whether a machine has the memory for a file of this size, in bytes, and for other programs beside it."""
    return memory_needed(size) <= machine.memory * _SHARE


def suggested(files: Sequence[tuple[str, int]], machine: Machine) -> int:
    """Which of a repository's files, as (name, size in bytes), suits the machine best: its place in ``files``.

    Where none fits, the smallest.
    """
    if not files:
        raise ValueError("there is nothing to choose from")
    kinds = [quantization_of(name) for name, _ in files]
    fitting = [at for at, (_, size) in enumerate(files) if fits(size, machine)]
    if not fitting:
        return min(range(len(files)), key=lambda at: files[at][1])
    for wanted in _wanted(_parameters(files, kinds), machine):
        for at in fitting:
            if kinds[at] == wanted:
                return at
    # Nothing that is known: about four bits and a half are a good middle, so the one that is next to it.
    return min(fitting, key=lambda at: (abs(_BITS.get(kinds[at], 12.0) - 4.9), files[at][1]))


def _wanted(parameters: float, machine: Machine) -> tuple[str, ...]:
    if parameters <= _SMALL_PARAMETERS:
        return _SMALL
    if parameters <= _MIDDLE_PARAMETERS and machine.cores >= _MANY_CORES:
        return _MIDDLE
    return _LARGE


def _parameters(files: Sequence[tuple[str, int]], kinds: Sequence[str]) -> float:
    """About how many the model has: the same, whichever of its files tells it."""
    known = [size * 8 / _BITS[kind] for (_, size), kind in zip(files, kinds, strict=True) if kind in _BITS]
    return min(known) if known else min(size for _, size in files) * 8 / 4.9

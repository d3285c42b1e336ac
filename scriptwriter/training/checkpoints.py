"""Checkpoints that are whole or do not count, and the best weights so far.

transformers writes a checkpoint file by file. Killed in the middle it leaves half of one, so a marker file is written
last and only folders that have it are gone on from. Everything lies in the run's own folder; optimizer states are read
with torch's reader of plain tensors (``weights_only``), weights are safetensors.
"""

import errno
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

MARKER = "complete.json"
_WEIGHTS = "trained.safetensors"
_FILE_ERROR = re.compile(r"os error (\d+)|PytorchStreamWriter failed|unexpected pos|file write failed")


def trained(module: torch.nn.Module) -> dict[str, torch.Tensor]:
    """The weights that are trained, by name; tied ones once."""
    return {name: p for name, p in module.named_parameters() if p.requires_grad}


def save_weights(module: torch.nn.Module, path: Path) -> None:
    """Write the trained weights; the file is whole or the old one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".tmp")
    weights = {name: p.detach().cpu().contiguous() for name, p in trained(module).items()}
    try:
        with writing(path):
            save_file(weights, draft)
            os.replace(draft, path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """torch and safetensors have errors of their own for a full disk; raises ``OSError`` for those."""
    try:
        yield
    except (RuntimeError, SafetensorError) as error:
        said = str(error)
        if not (found := _FILE_ERROR.search(said)):
            raise
        # torch does not say why a file could not be written; next to always the disk is full.
        number = int(found[1]) if found[1] else errno.ENOSPC
        raise OSError(number, os.strerror(number), str(path)) from error


def load_weights(module: torch.nn.Module, path: Path) -> None:
    """Put saved weights back. Raises ``KeyError`` when they are another model's."""
    saved = load_file(path)
    with torch.no_grad():
        for name, parameter in trained(module).items():
            parameter.copy_(saved[name])


def weights_in(checkpoint: Path) -> Path:
    """Where a checkpoint has its weights."""
    return checkpoint / _WEIGHTS


def mark_complete(checkpoint: Path, state: dict[str, Any]) -> None:
    """The last thing written: everything else is on the disk by then."""
    for file in checkpoint.iterdir():
        with file.open("rb") as opened:
            os.fsync(opened.fileno())
    draft = checkpoint / "complete.tmp"
    draft.write_text(json.dumps(state), encoding="utf-8")
    os.replace(draft, checkpoint / MARKER)


def newest(folder: Path) -> tuple[Path, dict[str, Any]] | None:
    """The newest whole checkpoint and what was marked in it; half ones are removed."""
    found = []
    for checkpoint in folder.glob("checkpoint-*"):
        try:
            state = json.loads((checkpoint / MARKER).read_text(encoding="utf-8"))
            found.append((int(checkpoint.name.rpartition("-")[2]), checkpoint, state))
        except (OSError, ValueError):
            shutil.rmtree(checkpoint, ignore_errors=True)
    if not found:
        return None
    _, checkpoint, state = max(found, key=lambda entry: entry[0])
    return checkpoint, state

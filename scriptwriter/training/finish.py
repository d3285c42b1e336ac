"""After training: files made and checked in the run's folder, and moved to their place only when all are there."""

import contextlib
import errno
import os
import shutil
import zlib
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scriptwriter.engine.catalogue import plain_name
from scriptwriter.services.training_job import DEFAULT_QUANTIZATION, QUANTIZATIONS, Job, Progress, Stage
from scriptwriter.training import export, gguf_file
from scriptwriter.training.base import Base
from scriptwriter.training.cues import Example
from scriptwriter.training.events import Reporter
from scriptwriter.training.verify import MOST_LOSS, Reader, compare

#: Larger models are quantized to what was asked for only: every type costs minutes.
_ALL_TYPES_PARAMETERS = 200_000_000


def file_stem(name: str) -> str:
    """A name as its files are called. Letters that files here do not have are told by a checksum: ОЛЬГА and ANNA-МАРИЯ
    would have the files of any other name in another script otherwise."""
    plain = plain_name(name)
    if all(letter.isascii() for letter in name):
        return plain or "model"
    return f"{plain}-{zlib.crc32(name.encode()):08x}".lstrip("-")


def make_model(
    job: Job, base: Base, model: Any, examples: list[Example], threads: int, report: Reporter, ready: Path
) -> dict[str, Any]:
    """The merged model as F16, quantized, checked. What the card says about it; ``file`` is the chosen one.

    Raises ``BadModel``, ``Failure`` and ``OSError``.
    """
    drafts = ready.parent / "drafts"
    drafts.mkdir(parents=True, exist_ok=True)
    whole = drafts / "F16.gguf"
    report(Stage("merging"))
    export.export_model(base, model, whole, job.title or job.name)
    wanted = [
        kind
        for kind in QUANTIZATIONS
        if kind != "F16" and (kind == job.quantization or base.parameters < _ALL_TYPES_PARAMETERS)
    ]
    report(Stage("quantizing", ", ".join(wanted)))
    table = [_row("F16", whole, {"F16": 0}, examples, base, threads)]
    for done, kind in enumerate(wanted, 1):
        path = drafts / f"{kind}.gguf"
        used = gguf_file.quantize(whole, path, kind, threads)
        table.append(_row(kind, path, used, examples, base, threads))
        report(Progress(done, len(wanted)))
    for entry in table:
        entry["difference"] = entry["loss"] - table[0]["loss"]
    table[0]["used"] = {"F16": len([t for t in gguf_file.read(whole).tensors if len(t.shape) > 1])}
    chosen, notes = _choose(job, base, table, drafts, whole, examples, threads)
    for entry in table:
        entry["chosen"] = entry["name"] == chosen
    report(Stage("checking"))
    checks = []
    for kind in dict.fromkeys(("F16", chosen)):
        reader = Reader(drafts / f"{kind}.gguf", base.context, threads)
        try:
            checks.append({"file": kind, **asdict(compare(reader, model, examples[:8]))})
        finally:
            reader.close()
    target = ready / f"{file_stem(job.name)}-{chosen.lower()}.gguf"
    os.replace(drafts / f"{chosen}.gguf", target)
    shutil.rmtree(drafts)
    return {"quantizations": table, "checks": checks, "notes": notes, "files": [target.name]}


def _row(
    kind: str, path: Path, used: dict[str, int], examples: list[Example], base: Base, threads: int
) -> dict[str, Any]:
    reader = Reader(path, base.context, threads)
    try:
        loss = reader.loss(examples)
    finally:
        reader.close()
    return {"name": kind, "bytes": path.stat().st_size, "loss": loss, "used": used}


def _choose(
    job: Job,
    base: Base,
    table: list[dict[str, Any]],
    drafts: Path,
    whole: Path,
    examples: list[Example],
    threads: int,
) -> tuple[str, list[str]]:
    """The asked type. The default one gives way to the next larger when it costs too much; an asked one does not."""
    known = {entry["name"]: entry for entry in table}
    chosen, notes = job.quantization, []
    while job.quantization == DEFAULT_QUANTIZATION and abs(known[chosen]["difference"]) > MOST_LOSS:
        larger = QUANTIZATIONS[QUANTIZATIONS.index(chosen) - 1]
        notes.append(
            f"{chosen} changes the held-out loss by {known[chosen]['difference']:+.4f}, more than {MOST_LOSS}: "
            f"{larger} was taken."
        )
        chosen = larger
    return chosen, notes


def make_adapter(
    job: Job, base: Base, model: Any, voice: str, examples: list[Example], threads: int, ready: Path
) -> dict[str, Any]:
    """One voice as an adapter, checked beside its base."""
    target = ready / f"{file_stem(voice or job.name)}.gguf"
    export.export_adapter(base, model, target, voice or job.name)
    reader = Reader(base.template, base.context, threads, adapter=target)
    try:
        check = {"file": target.name, **asdict(compare(reader, model, examples[:8]))}
    finally:
        reader.close()
    return check


def move(ready: Path, out: Path) -> list[Path]:
    """Put everything from ``ready`` into ``out``, the report last. All files are there whole, or none of them.

    Raises ``OSError``.
    """
    old = out.exists()
    out.mkdir(parents=True, exist_ok=True)
    order = sorted(ready.iterdir(), key=lambda path: (path.name == "report.json", path.name))
    drafts: list[Path] = []
    new: list[Path] = []
    try:
        # Everything that can fail for want of room is done before the first file gets its name.
        drafts += (_beside(path, out) for path in order)
        for path, draft in zip(order, drafts, strict=True):
            target = out / path.name
            known = target.exists()
            os.replace(draft, target)
            if not known:
                new.append(target)
    except OSError:
        for path in (*drafts, *new):
            path.unlink(missing_ok=True)
        if not old:
            with contextlib.suppress(OSError):
                out.rmdir()
        raise
    return [out / path.name for path in order]


def _beside(path: Path, out: Path) -> Path:
    """The file in ``out``'s own file system, under a name that nobody takes for a model."""
    draft = out / f".{path.name}.part"
    try:
        os.replace(path, draft)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        try:
            shutil.copyfile(path, draft)
        except OSError:
            draft.unlink(missing_ok=True)
            raise
    return draft

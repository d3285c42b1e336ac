"""Training as the front ends ask for it: what is wanted, the corpus prepared, the run, the result in the model menu.

    wanted ──► prepare: corpus read and divided ──► Job ──► child process ──► files ──► register: model or voices

A run has a folder of its own below ``training/`` in the writer's data until its files are registered, so that it can
be gone on with after whatever ended it. The finished files lie below ``models/`` in a folder of their own.
"""

import importlib.util
import json
import logging
import shutil
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.corpus import Split
from scriptwriter.domain.errors import BadInput, Failure, NotHere
from scriptwriter.domain.generation import ModelFormat
from scriptwriter.engine.catalogue import SCRIPTED_ENTRY, ModelEntry, checksum, plain_name
from scriptwriter.services import models, paths
from scriptwriter.services import training_job as jobs
from scriptwriter.services.corpus import store
from scriptwriter.services.corpus.choices import Choices
from scriptwriter.services.corpus.reading import Progress
from scriptwriter.services.corpus.report import Understanding
from scriptwriter.services.training_job import Finished, Job, Method, Output
from scriptwriter.services.training_process import TrainingProcess

_log = logging.getLogger(__name__)
_LIBRARIES = ("torch", "transformers", "peft", "accelerate", "datasets", "gguf", "safetensors")
#: What they take on the disk with torch's build for processors, in bytes; measured.
LIBRARIES_BYTES = 1_600_000_000
#: A character with fewer speeches than this has no voice that could be learned.
LEAST_SPEECHES = 30
_JOB, _CORPUS, _WORK = "job.json", "corpus", "work"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the writer asks for. ``base`` is a model's name or file, empty for the default one.

    ``voices`` are characters who get an adapter each on the base; without any, a model of its own comes out.
    Zeros and ``Method.AUTO`` are decided by the run.
    """

    name: str
    sources: tuple[Path, ...] = ()
    choices: Choices = field(default_factory=Choices)
    base: str = ""
    title: str = ""
    licence: str = ""
    voices: tuple[str, ...] = ()
    method: Method = Method.AUTO
    quantization: str = jobs.DEFAULT_QUANTIZATION
    epochs: float = 0
    minutes: float = jobs.MINUTES
    learning_rate: float = 0
    rank: int = 0
    threads: int = 0
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is in the model menu now. ``report`` is the run's own (``report.json``)."""

    entry: ModelEntry
    voices: tuple[str, ...]
    report: dict[str, Any]
    cancelled: bool


def missing_libraries() -> list[str]:
    """What training needs and is not installed."""
    return [name for name in _LIBRARIES if importlib.util.find_spec(name) is None]


def how_to_install() -> str:
    """One line on what to install for training and how large it is; empty when everything is there."""
    if not (missing := missing_libraries()):
        return ""
    size = f"{LIBRARIES_BYTES / 1e9:.1f} GB"
    return (
        f"Training needs {', '.join(missing)}: pip install 'scriptwriter[train]' (about {size} on the disk with "
        "torch's build for processors, several GB more with the one for graphics cards)."
    )


def check_libraries() -> None:
    """Raises ``NotHere`` with the line on what to install."""
    if line := how_to_install():
        raise NotHere(line)


# -- folders ---------------------------------------------------------------------------------------


def file_stem(name: str) -> str:
    """A name as its folder is called. Raises ``BadInput`` when nothing of it can be."""
    stem = plain_name(name)
    if not stem:
        raise BadInput(f"{name!r} cannot be a model's name: use letters and digits.")
    return stem[:60]


def run_folder(name: str) -> Path:
    """Where a run keeps what it needs to be gone on with."""
    return paths.data_dir() / "training" / file_stem(name)


def model_folder(name: str) -> Path:
    """Where the finished files of a run lie."""
    return models.folder() / file_stem(name)


def unfinished() -> list[str]:
    """Names of runs that can be gone on with."""
    folder = paths.data_dir() / "training"
    return sorted(path.parent.name for path in folder.glob(f"*/{_JOB}"))


def forget(name: str) -> None:
    """Take away what an unfinished run has left."""
    shutil.rmtree(run_folder(name), ignore_errors=True)


# -- before the run --------------------------------------------------------------------------------


def prepare(
    wanted: Wanted, cancel: CancelToken | None = None, progress: Progress | None = None
) -> tuple[Job, Understanding]:
    """Read the scripts into the run's folder; the job and what was understood.

    Raises ``BadInput`` when the name is taken, the base cannot be trained or there is too little to learn.
    """
    base = _base(wanted.base)
    _refuse_taken(wanted, base)
    folder = run_folder(wanted.name)
    if (folder / _JOB).exists():
        raise BadInput(
            f"A training named {wanted.name} was stopped before its end: go on with it (--resume), or choose another "
            f"name; its folder is {folder}."
        )
    try:
        understood = store.prepare(wanted.sources, wanted.choices, folder / _CORPUS, cancel, progress)
        check_voices(wanted.voices, understood)
    except BaseException:
        forget(wanted.name)
        raise
    job = _job(wanted, base, folder)
    _keep(job, folder)
    return job, understood


def _job(wanted: Wanted, base: ModelEntry, folder: Path) -> Job:
    return Job(
        name=wanted.name,
        corpus=str(folder / _CORPUS),
        base=str(base.path),
        out=str(model_folder(wanted.name)),
        work=str(folder / _WORK),
        base_name=base.name,
        base_format=base.format.value if base.format else "",
        title=wanted.title or wanted.name,
        licence=wanted.licence,
        method=wanted.method,
        output=Output.ADAPTER if wanted.voices else Output.MODEL,
        characters=tuple(name.upper() for name in wanted.voices),
        quantization=wanted.quantization,
        epochs=wanted.epochs,
        minutes=wanted.minutes,
        learning_rate=wanted.learning_rate,
        rank=wanted.rank,
        threads=wanted.threads,
        seed=wanted.seed,
    )


def resume(name: str) -> tuple[Job, Understanding]:
    """The job of a run that was stopped. Raises ``BadInput`` when there is none."""
    folder = run_folder(name)
    if not (folder / _JOB).exists():
        known = ", ".join(unfinished()) or "none"
        raise BadInput(f"There is no training named {name} to go on with; stopped ones: {known}.")
    return replace(jobs.read(folder / _JOB), resume=True), store.report(folder / _CORPUS)


def check_voices(voices: Sequence[str], understood: Understanding) -> None:
    """Raises ``BadInput`` for a character with too few speeches to learn a voice from."""
    speeches = dict(understood.characters)
    for name in voices:
        count = speeches.get(name.upper(), 0)
        if count < LEAST_SPEECHES:
            most = ", ".join(f"{who} ({lines})" for who, lines in understood.characters[:5]) or "nobody"
            raise BadInput(
                f"{name.upper()} has {count} speeches in these scripts; a voice needs {LEAST_SPEECHES}. "
                f"Most are spoken by {most}."
            )


def _base(wanted: str) -> ModelEntry:
    folder = Path(wanted).expanduser()
    if wanted and folder.is_dir():
        return ModelEntry(name=folder.name, title=folder.name, path=folder.resolve())
    entry = models.catalogue().find(wanted)
    if entry is SCRIPTED_ENTRY:
        raise BadInput("The scripted engine is no model that could be trained.")
    return entry


def _refuse_taken(wanted: Wanted, base: ModelEntry) -> None:
    stem = file_stem(wanted.name)
    if wanted.voices:
        if base not in models.catalogue().entries():
            raise BadInput(f"{base.name} is not in the list of models: add it first, so that its voices are found.")
        return
    if any(entry.name == stem for entry in models.catalogue().entries()):
        raise BadInput(f"There is a model named {stem} already; choose another name or remove it first.")


def _keep(job: Job, folder: Path) -> None:
    try:
        jobs.write(job, folder / _JOB)
    except OSError as error:
        raise Failure(f"{folder} could not be written: {error.strerror}.") from error


# -- the run ---------------------------------------------------------------------------------------


def run(job: Job, cancel: CancelToken, end: CancelToken | None = None) -> Generator[jobs.Event, None, None]:
    """Train in a process of its own; everything that it tells, ``Finished`` last.

    Cancelling keeps the best so far and still finishes; ``end`` ends the process at once, from any thread: then nothing
    more comes, and the run can be gone on with. Raises ``NotHere`` without the libraries, ``BadInput`` or
    ``Failure`` with the run's own line when it fails.
    """
    check_libraries()
    folder = Path(job.work).parent
    jobs.write(job, folder / _JOB)
    end = end or CancelToken()
    with TrainingProcess(folder / _JOB, cancel, end) as process:
        try:
            for event in process.events():
                if isinstance(event, jobs.Failed):
                    raise (BadInput if event.exit_code == BadInput.exit_code else Failure)(event.message)
                yield event
        except Failure:
            if not end.is_set():
                raise


# -- after the run ---------------------------------------------------------------------------------


def register(job: Job, finished: Finished) -> Outcome:
    """Enter what came out into the writer's models and take the run's folder away."""
    catalogue = models.catalogue()
    report = _report(Path(finished.report))
    files = {Path(path).name: Path(path) for path in finished.files}
    if job.output is Output.ADAPTER:
        entry = catalogue.find(job.base_name)
        for training, check in zip(report["trainings"], report["checks"], strict=True):
            catalogue.add_voice(entry, training["voice"], files[check["file"]])
        outcome = Outcome(
            catalogue.find(entry.name), tuple(t["voice"] for t in report["trainings"]), report, finished.cancelled
        )
    else:
        entry = _new_entry(job, files[report["files"][0]], report, next(iter(_cards(files)), None))
        entry = replace(entry, copied=(*_index(job, entry), *_indexes_of_base(job)))
        catalogue.put(entry)
        outcome = Outcome(entry, (), report, finished.cancelled)
    shutil.rmtree(Path(job.work).parent, ignore_errors=True)
    return outcome


def _new_entry(job: Job, path: Path, report: dict[str, Any], card: Path | None) -> ModelEntry:
    base = report["base"]
    return ModelEntry(
        name=file_stem(job.name),
        title=job.title or job.name,
        path=path,
        sha256=checksum(path),
        size=path.stat().st_size,
        format=ModelFormat(base["format"]),
        context=int(base["context"]),
        licence=job.licence,
        card=card,
    )


def _index(job: Job, entry: ModelEntry) -> tuple[Path, ...]:
    """What was learned, so that copied words are noticed; without it the model is as good."""
    from scriptwriter.services import copied_index  # numpy, which nothing before this needs

    target = Path(job.out) / (entry.name + copied_index.SUFFIX)
    try:
        texts = (row["text"] for row in store.documents(Path(job.corpus), Split.TRAIN))
        copied_index.build(texts, target, f"the texts that {entry.name} was trained on")
    except (BadInput, Failure) as error:
        _log.warning("no index of the training texts: %s", error)
        return ()
    return (target,)


def _indexes_of_base(job: Job) -> tuple[Path, ...]:
    return next((entry.copied for entry in models.catalogue().entries() if entry.name == job.base_name), ())


def _cards(files: dict[str, Path]) -> Iterator[Path]:
    return (path for name, path in files.items() if name.endswith(".md"))


def _report(path: Path) -> dict[str, Any]:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Failure(f"The report of the training at {path} cannot be read.") from error

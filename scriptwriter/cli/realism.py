"""``scriptwriter realism``: rebuild the score from data to report, and calibrate it for a model of one's own."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from scriptwriter.cli.console import cancelling, print_json, progress_bar, say
from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import Failure
from scriptwriter.services import models as model_service
from scriptwriter.services import paths

app = typer.Typer(
    no_args_is_help=True, help="Rebuild the realism score, measure it, or calibrate it for another model."
)

Heldout = Annotated[Path, typer.Argument(help="Held-out passages of human works, JSON lines.", metavar="HELDOUT")]
Folder = Annotated[Path, typer.Argument(help="The folder of the training data.", metavar="FOLDER")]
Model = Annotated[str, typer.Option(help="A model's name or file.", metavar="NAME|PATH")]
Threads = Annotated[int, typer.Option(help="Processors to use; 0: all.", min=0)]


@contextlib.contextmanager
def _interruptible() -> Iterator[CancelToken]:
    """What Ctrl+C stops ends quietly: what was done is kept, and the same command goes on."""
    with cancelling() as cancel:
        try:
            yield cancel
        except Failure:
            if not cancel.is_set():
                raise
    if cancel.is_set():
        raise KeyboardInterrupt


@app.command()
def data(heldout: Heldout, folder: Folder, model: Model = "", threads: Threads = 0) -> None:
    """Make training data: human passages (as positions) and generated ones for the same places."""
    from scriptwriter.services.realism_building import Sizes, build_data
    from scriptwriter.services.realism_training import read_passages

    entry = model_service.catalogue().find(model)
    with _interruptible() as cancel:
        with progress_bar("Writing passages") as progress:
            counts = build_data(heldout, folder, entry, Sizes(), cancel, progress, say, threads)
        if not cancel.is_set():
            with progress_bar("Reading them") as progress:
                read_passages(heldout, folder, entry, cancel, progress, threads)
    print_json(counts)


@app.command()
def train(
    heldout: Heldout,
    folder: Folder,
    out: Annotated[Path | None, typer.Option(help="The model file; the program's own when left out.")] = None,
    model: Model = "",
) -> None:
    """Fit the score and calibrate it. Needs scikit-learn: pip install 'scriptwriter[realism]'."""
    from scriptwriter.services import realism_model, realism_training

    target = out or paths.models_dir() / realism_model.MODEL_FILE
    found = realism_training.train(heldout, folder, target, model_service.catalogue().find(model))
    for split, table in found.tables.items():
        say(f"{split}: {int(table.human.sum())} human, {int((1 - table.human).sum())} generated passages")
    say(f"Written to {target} ({target.stat().st_size} bytes).")


@app.command()
def evaluate(
    heldout: Heldout,
    folder: Folder,
    docs: Annotated[Path, typer.Option(help="Where realism.md and its pictures go.")] = Path("docs"),
    modern: Annotated[
        list[Path] | None, typer.Option(help="A script of today to measure it on. May be repeated.", metavar="FILE")
    ] = None,
    model: Model = "",
    threads: Threads = 0,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Measure the score on authors that it has not seen, beside other judges; every miss is printed."""
    from scriptwriter.services.realism_training import evaluate_all

    with _interruptible() as cancel:
        entry = model_service.catalogue().find(model)
        found = evaluate_all(heldout, folder, entry, docs, cancel, say, threads, modern or ())
        if json:
            print_json(found.figures)
        for line in found.misses:
            say(f"missed: {line}")


@app.command()
def calibrate(
    corpus: Annotated[list[Path], typer.Argument(help="Texts of your own.", metavar="CORPUS...")],
    model: Annotated[str, typer.Option(help="The model to calibrate for.", metavar="NAME|PATH")],
    threads: Threads = 0,
) -> None:
    """Calibrate the score for a model that it does not know, with your own writing. Takes a few minutes."""
    from scriptwriter.services import convert, realism, realism_model, realism_own

    entry = model_service.catalogue().find(model)
    checksum = realism.checksum_of(entry)
    with _interruptible() as cancel, progress_bar("Calibrating") as progress:
        texts = [convert.import_file(path, cancel) for path in corpus]
        engine, _ = model_service.open_model(entry, threads=threads, cancel=cancel)
        try:
            made = realism_own.calibrate_own(engine, texts, realism_model.shipped_model(), cancel, progress)
            realism_own.save_own(made, checksum)
        finally:
            engine.close()
    say(f"The score is calibrated for {entry.name}.")

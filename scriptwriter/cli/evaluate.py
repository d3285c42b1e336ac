"""``scriptwriter evaluate``: what a model is worth, in numbers."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scriptwriter.cli.console import cancelling, print_json, progress_bar, say
from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadInput

if TYPE_CHECKING:
    from scriptwriter.engine.catalogue import ModelEntry
    from scriptwriter.services.evaluation import Place


def evaluate(
    model: Annotated[
        list[str] | None,
        typer.Option(
            help="A model's name or file. Repeated: several side by side, on the same places.",
            metavar="NAME|PATH",
            show_default=False,
        ),
    ] = None,
    data: Annotated[
        list[Path] | None,
        typer.Option(
            help="Held-out passages (JSON lines), or scripts and stories that the model has not learned; the sample "
            "scripts when left out. May be repeated.",
            show_default=False,
        ),
    ] = None,
    passages: Annotated[int, typer.Option(help="So many places at most.", min=1)] = 100,
    threads: Annotated[int, typer.Option(help="Processors to use; 0: all.", min=0)] = 0,
    seed: Annotated[int, typer.Option(help="Which places are chosen.")] = 1,
    held_out: Annotated[
        bool, typer.Option("--held-out", help="Only what a training on these texts would have held out.")
    ] = False,
    guided: Annotated[bool, typer.Option(help="Write with guidance towards the keywords as well.")] = True,
    html: Annotated[Path | None, typer.Option(help="Write a report with plots to this file.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Measure a model: held-out loss, keywords, speakers, form, repetition, closeness to people's passages."""
    from scriptwriter.services import evaluation, evaluation_report, paths
    from scriptwriter.services import models as model_service
    from scriptwriter.services.atomic import write_atomically

    entries = [model_service.catalogue().find(name) for name in model or [""]]
    if html is not None and len(entries) > 1:
        raise BadInput("A page holds one model; leave --html out to see several side by side.")
    places = evaluation.read_places(data or [paths.resources_dir() / "samples"], passages, seed, held_out)
    with cancelling() as cancel:
        results = [_evaluated(entry, places, cancel, threads, guided) for entry in entries]
    if html is not None:
        write_atomically(html.expanduser().absolute(), evaluation_report.as_html(entries[0].title, results[0]).encode())
        say(f"Written to {html}.")
    if json:
        print_json(results[0] if len(results) == 1 else {"models": results})
    elif len(results) > 1:
        print(evaluation_report.side_by_side([(found["model"], found) for found in results]), end="")
    elif html is None:
        _show(results[0])


def _evaluated(
    entry: "ModelEntry", places: "Sequence[Place]", cancel: CancelToken, threads: int, guided: bool
) -> dict[str, Any]:
    from scriptwriter.services import evaluation
    from scriptwriter.services import models as model_service
    from scriptwriter.services.copied import indexes_for

    with progress_bar(f"Evaluating {entry.name}") as progress:
        engine, info = model_service.open_model(entry, threads=threads, cancel=cancel)
        try:
            found = evaluation.evaluate(engine, places, cancel, progress, guided, indexes_for(entry))
        finally:
            engine.close()
    return {"model": entry.name, "parameters": info.parameters, "quantization": info.quantization, **found}


def _show(found: dict[str, Any]) -> None:
    for name, row in found["loss"].items():
        print(
            f"{name}: loss {row['loss']:.3f} ({row['loss_interval'][0]:.3f}–{row['loss_interval'][1]:.3f}), "
            f"without cue {row['loss_without_cue']:.3f}, word perplexity {row['word_perplexity']:.0f}, "
            f"{row['passages']} passages"
        )
    for way in ("human", "cue", "guided"):
        if way in found:
            figures = ", ".join(f"{key} {value}" for key, value in found[way].items() if key != "samples")
            print(f"{way}: {figures}")

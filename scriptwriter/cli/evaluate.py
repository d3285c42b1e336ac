"""``scriptwriter evaluate``: what a model is worth, in numbers."""

from pathlib import Path
from typing import Annotated, Any

import typer

from scriptwriter.cli.console import cancelling, print_json, progress_bar, say


def evaluate(
    model: Annotated[str, typer.Option(help="A model's name or file.", metavar="NAME|PATH")] = "",
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
    from scriptwriter.services.copied import indexes_for

    places = evaluation.read_places(data or [paths.resources_dir() / "samples"], passages, seed, held_out)
    entry = model_service.catalogue().find(model)
    with cancelling() as cancel, progress_bar("Evaluating") as progress:
        engine, info = model_service.open_model(entry, threads=threads, cancel=cancel)
        try:
            found = evaluation.evaluate(engine, places, cancel, progress, guided, indexes_for(entry))
        finally:
            engine.close()
    result = {"model": entry.name, "parameters": info.parameters, "quantization": info.quantization, **found}
    if html is not None:
        write_atomically(html.expanduser().absolute(), evaluation_report.as_html(entry.title, found).encode())
        say(f"Written to {html}.")
    if json:
        print_json(result)
    elif html is None:
        _show(result)


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

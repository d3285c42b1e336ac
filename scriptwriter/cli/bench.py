"""``scriptwriter bench``: how fast it is here."""

from typing import Annotated, Any

import typer

from scriptwriter.cli.console import print_json, progress_bar
from scriptwriter.services import models as model_service
from scriptwriter.services import samples
from scriptwriter.services.bench import run_bench


def bench(
    model: Annotated[str, typer.Option(help="A model's name or file.", metavar="NAME|PATH")] = "",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Measure first token, speed beside a bare llama.cpp loop, alternatives, cancelling, memory and start."""
    entry = model_service.catalogue().find(model)
    with progress_bar("Measuring") as progress:
        figures = run_bench(entry, samples.script_text(), progress)
    if json:
        print_json(figures)
        return
    for name, value in figures.items():
        print(f"{name:34} {_words(value)}")


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_words(part)}" for name, part in value.items())
    return "not applicable" if value is None else str(value)

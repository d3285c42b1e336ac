"""``scriptwriter models``: list, describe, add, remove and verify models."""

from pathlib import Path
from typing import Annotated, Any

import typer

from scriptwriter.cli.console import print_json, progress_bar, say
from scriptwriter.domain.generation import ModelFormat
from scriptwriter.engine.catalogue import Catalogue, ModelEntry, check_file
from scriptwriter.services import models as model_service

app = typer.Typer(help="The models that this program can write with.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Name = Annotated[str, typer.Argument(help="A model's name, or a file.")]


def _fields(entry: ModelEntry) -> dict[str, Any]:
    return {
        "name": entry.name,
        "title": entry.title,
        "file": str(entry.path),
        "size": entry.size,
        "sha256": entry.sha256,
        "format": entry.format.value if entry.format else None,
        "context": entry.context or None,
        "licence": entry.licence,
        "card": str(entry.card) if entry.card else None,
        "default": entry.default,
        "bundled": entry.bundled,
    }


@app.command("list")
def list_models(json: Json = False) -> None:
    """List the bundled models and those you added."""
    entries = model_service.catalogue().entries()
    if json:
        print_json({"models": [_fields(entry) for entry in entries]})
        return
    for entry in entries:
        mark = "*" if entry.default else " "
        kind = entry.format.value if entry.format else "?"
        print(f"{mark} {entry.name:28} {kind:6} {entry.size / 1e6:8.1f} MB  {entry.path}")


@app.command()
def info(name: Name, json: Json = False) -> None:
    """Open a model and say what it is; show its card."""
    entry = model_service.catalogue().find(name)
    loaded = model_service.inspect(entry)
    if json:
        print_json(
            {
                **_fields(entry),
                "format": loaded.format.value,
                "context": loaded.context,
                "parameters": loaded.parameters,
                "size": loaded.file_bytes,
                "architecture": loaded.architecture,
                "quantization": loaded.quantization,
            }
        )
        return
    print(f"{entry.title}: {loaded.parameters / 1e6:.1f}M parameters, {loaded.architecture}, {loaded.quantization}")
    print(f"{loaded.file_bytes / 1e6:.1f} MB, {loaded.context} tokens of context, asked in {loaded.format.value} form")
    print(entry.path)
    if entry.card and entry.card.exists():
        print("\n" + entry.card.read_text(encoding="utf-8"))


@app.command()
def add(
    file: Annotated[Path, typer.Argument(help="A .gguf file; it stays where it is.")],
    format: Annotated[ModelFormat | None, typer.Option(help="How to ask it; detected when left out.")] = None,
    title: Annotated[str, typer.Option(help="What menus call it.")] = "",
    json: Json = False,
) -> None:
    """Add a model file of your own to the list. It is opened once, to see that it works."""
    entry = model_service.add(file, format, title)
    if json:
        print_json(_fields(entry))
    else:
        say(f"Added {entry.name}.")


@app.command()
def remove(name: Name, json: Json = False) -> None:
    """Take a model that you added out of the list; its file is left alone."""
    entry = model_service.catalogue().remove(name)
    if json:
        print_json(_fields(entry))
    else:
        say(f"Removed {entry.name} from the list; {entry.path} is untouched.")


@app.command()
def verify(
    name: Annotated[str, typer.Argument(help="A model's name; all when left out.")] = "", json: Json = False
) -> None:
    """Compare model files with their checksums."""
    catalogue: Catalogue = model_service.catalogue()
    entries = [catalogue.find(name)] if name else catalogue.entries()
    for entry in entries:
        with progress_bar(f"Verifying {entry.name}") as progress:
            if entry.sha256:
                catalogue.verify(entry, progress)
            else:
                check_file(entry.path)
    if json:
        print_json({"verified": [entry.name for entry in entries]})
    else:
        for entry in entries:
            say(f"{entry.name}: {'the file is what it was' if entry.sha256 else 'a GGUF file without a checksum'}.")

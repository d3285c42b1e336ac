"""``scriptwriter models``: list, describe, add, remove and verify models."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scriptwriter.cli.console import cancelling, print_json, progress_bar, say, transfer_bar
from scriptwriter.domain.errors import BadInput
from scriptwriter.domain.generation import ModelFormat
from scriptwriter.engine.catalogue import Catalogue, ModelEntry, check_file
from scriptwriter.services import models as model_service

if TYPE_CHECKING:
    from scriptwriter.services.hub import HubName

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
        "source": entry.source,
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
    what: Annotated[
        str,
        typer.Argument(
            metavar="FILE|HUB-NAME",
            help="A .gguf file, which stays where it is; or OWNER/NAME, OWNER/NAME:Q4_K_M or an address on the hub "
            "(huggingface.co), which is downloaded. An unfinished download is gone on with.",
        ),
    ],
    file: Annotated[str, typer.Option(help="Which file of the repository.")] = "",
    quant: Annotated[str, typer.Option(help="Which quantization; what suits this machine when left out.")] = "",
    format: Annotated[ModelFormat | None, typer.Option(help="How to ask it; detected when left out.")] = None,
    title: Annotated[str, typer.Option(help="What menus call it.")] = "",
    json: Json = False,
) -> None:
    """Add a model: a file of your own, or one from the hub. It is opened once, to see that it works."""
    from scriptwriter.services import hub

    wanted = hub.parse(what)
    if isinstance(wanted, Path):
        if file or quant:
            raise BadInput("--file and --quant choose a file of a repository on the hub, not on this machine.")
        with cancelling() as cancel:
            entry = model_service.add(wanted, format, title, cancel)
    else:
        entry = _download(hub.narrowed(wanted, file, quant), format, title)
    if json:
        print_json(_fields(entry))
    else:
        say(f"Added {entry.name}, asked in {entry.format.value} form." if entry.format else f"Added {entry.name}.")


def _download(wanted: "HubName", format: ModelFormat | None, title: str) -> ModelEntry:
    from scriptwriter.services import adding, hub
    from scriptwriter.services.part import size_words
    from scriptwriter.services.quantization import fits, this_machine
    from scriptwriter.services.web import Stopped

    with cancelling() as cancel:
        try:
            repository = hub.look_up(wanted, cancel)
            file = hub.choose(repository, wanted, this_machine())
            licence = repository.licence or "no licence named"
            say(f"{repository.name}: {file.path}, {size_words(file.size)}, {licence}.")
            for line in repository.left_out:
                say(line)
            if not fits(file.size, this_machine()):
                say("This machine has little memory for it: it may be slow, or not open at all.")
            with transfer_bar(file.name) as tell:
                return adding.add(adding.source_of(repository, file), cancel, tell, format, title)
        except Stopped:
            raise Stopped("The download was stopped. The same command goes on with what is there.") from None


@app.command()
def recommended(json: Json = False) -> None:
    """List openly licensed models to begin with, and which of them this machine has the memory for."""
    from scriptwriter.services import recommended as known
    from scriptwriter.services.part import size_words
    from scriptwriter.services.quantization import this_machine

    machine, listed = this_machine(), known.models()
    if json:
        rows = [{**asdict(model), "memory": model.memory, "fits": model.fits(machine)} for model in listed]
        print_json({"memory": machine.memory, "cores": machine.cores, "models": rows})
        return
    for model in listed:
        fits = "fits" if model.fits(machine) else "too large for this machine"
        print(f"{model.title} ({model.kind.value}, {model.licence}): {model.hub}")
        print(
            f"    {size_words(model.size)}, needs about {size_words(model.memory)} of memory: {fits}. {model.machine}"
        )
        print(f"    {model.good_for}")
    say(
        f"This machine has {size_words(machine.memory)} of memory. Add one with: scriptwriter models add OWNER/NAME. "
        "They could not be tried for this program; this is what their makers say."
    )


@app.command()
def remove(
    name: Name,
    delete: Annotated[bool, typer.Option("--delete", help="Delete its file, if the program downloaded it.")] = False,
    json: Json = False,
) -> None:
    """Take a model that you added out of the list; its file is left alone unless --delete says otherwise."""
    entry = model_service.remove(name, delete=delete)
    if json:
        print_json({**_fields(entry), "deleted": delete})
    elif delete:
        say(f"Removed {entry.name} from the list and deleted {entry.path}.")
    elif model_service.can_delete(entry):
        say(f"Removed {entry.name} from the list; {entry.path} is still there (`models remove --delete` deletes it).")
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

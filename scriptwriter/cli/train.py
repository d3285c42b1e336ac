"""``scriptwriter train``: from scripts to a model in the menu, or to characters' voices."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scriptwriter.cli.console import cancelling, print_json_line, progress_bar, say
from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.corpus import Kind
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput
from scriptwriter.services import training_job as jobs
from scriptwriter.services.training_job import DEFAULT_QUANTIZATION, MINUTES, QUANTIZATIONS, Method

if TYPE_CHECKING:
    from scriptwriter.services.corpus.choices import Choices
    from scriptwriter.services.corpus.report import Understanding
    from scriptwriter.services.training import Outcome

_STAGES = {
    "loading": "Opening the base model",
    "reading": "Finding passages and keywords",
    "tokens": "Laying out the passages",
    "training": "Training",
    "merging": "Putting the model together",
    "quantizing": "Quantizing",
    "checking": "Checking it against llama.cpp",
}
_MOST_LISTED = 8


def train(
    corpus: Annotated[
        list[Path] | None,
        typer.Argument(help="Scripts, stories, tables, or folders of them.", metavar="CORPUS...", show_default=False),
    ] = None,
    name: Annotated[str, typer.Option(help="What the new model is called.")] = "",
    base: Annotated[str, typer.Option(help="The model to start from.", metavar="NAME|PATH|FOLDER")] = "",
    method: Annotated[Method, typer.Option(help="What of the model is trained.")] = Method.AUTO,
    character: Annotated[
        list[str] | None,
        typer.Option(help="Train a voice for this character on the base model; may be repeated.", show_default=False),
    ] = None,
    cast: Annotated[int, typer.Option(help="Train voices for so many of those who speak most.", min=0, max=24)] = 0,
    epochs: Annotated[float, typer.Option(help="How often the text is gone through; 0: decided.", min=0)] = 0,
    minutes: Annotated[
        float, typer.Option(help="Train so long at most, unless --epochs is given; 0: no limit.", min=0)
    ] = MINUTES,
    learning_rate: Annotated[float, typer.Option(help="0: decided.", min=0)] = 0,
    rank: Annotated[int, typer.Option(help="Of LoRA's matrices; 0: decided.", min=0)] = 0,
    quant: Annotated[str, typer.Option(help=f"One of {', '.join(QUANTIZATIONS)}.")] = DEFAULT_QUANTIZATION,
    kind: Annotated[
        Kind | None, typer.Option(help="What all of the corpus is, where it is not understood rightly.")
    ] = None,
    form: Annotated[Form | None, typer.Option(help="Script or prose, where it is not understood rightly.")] = None,
    genre: Annotated[str, typer.Option(help="The genre of all of it.")] = "",
    title: Annotated[str, typer.Option(help="How menus call it.")] = "",
    licence: Annotated[str, typer.Option(help="For the model's card.")] = "",
    threads: Annotated[int, typer.Option(help="Processors to use; 0: all.", min=0)] = 0,
    seed: Annotated[int, typer.Option(help="The same seed and corpus give the same model.")] = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a training that was stopped.")] = False,
    look: Annotated[bool, typer.Option("--look", help="Only say what is understood of the corpus.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON objects, one a line, as it goes.")] = False,
) -> None:
    """Train a model, or voices of characters, on your own texts. Ctrl+C keeps the best so far and finishes."""
    from scriptwriter.services import training
    from scriptwriter.services.corpus.choices import Choices

    if not name and not look:
        raise BadInput("Give the new model a name: --name NAME.")
    if not corpus and not resume:
        raise BadInput("Give the texts to learn from: files or folders.")
    sources = tuple(corpus or ())
    choices = Choices(kinds=_kinds(sources, kind), genre=genre or None, form=form)
    with cancelling() as cancel:
        if look:
            _look(sources, choices, cancel, json)
            return
        training.check_libraries()
        if resume:
            job, understood = training.resume(name)
        else:
            if quant not in QUANTIZATIONS:
                raise BadInput(f"{quant} is no quantization; there are {', '.join(QUANTIZATIONS)}.")
            voices = tuple(character or ())
            if cast:
                voices += _cast(sources, choices, cast, voices, cancel)
            wanted = training.Wanted(
                name, sources, choices, base, title, licence, voices, method, quant, epochs, minutes, learning_rate,
                rank, threads, seed,
            )  # fmt: skip
            with progress_bar("Reading the scripts") as progress:
                job, understood = training.prepare(wanted, cancel, progress)
        _show_understanding(understood, json)
        _follow(job, cancel, json)


def _kinds(sources: tuple[Path, ...], kind: Kind | None) -> dict[Path, Kind]:
    if kind is None:
        return {}
    from scriptwriter.services.corpus import sources as found

    return dict.fromkeys(found.find(sources)[0], kind)


def _look(sources: tuple[Path, ...], choices: "Choices", cancel: CancelToken, json: bool) -> None:
    from scriptwriter.services.corpus.understanding import understand

    with progress_bar("Reading the scripts") as progress:
        understood = understand(sources, choices, cancel, progress)
    _show_understanding(understood, json)


def _cast(
    sources: tuple[Path, ...], choices: "Choices", count: int, named: tuple[str, ...], cancel: CancelToken
) -> tuple[str, ...]:
    """Those who speak most, without those who were named."""
    from scriptwriter.services.corpus.understanding import understand
    from scriptwriter.services.training import LEAST_SPEECHES

    with progress_bar("Counting who speaks") as progress:
        understood = understand(sources, choices, cancel, progress)
    known = {name.upper() for name in named}
    most = [who for who, speeches in understood.characters if speeches >= LEAST_SPEECHES and who not in known]
    return tuple(most[:count])


def _show_understanding(understood: "Understanding", json: bool) -> None:
    if json:
        print_json_line({"event": "understood", **understood.to_json()})
        return
    for kind, count in understood.kinds.items():
        say(f"{kind}: {count.works} works, {count.documents} documents, {count.words} words")
    say(f"held out: {len(understood.held_out_works)} works, {understood.held_out_words} words")
    if understood.characters:
        shown = ", ".join(f"{who} {lines}" for who, lines in understood.characters[:_MOST_LISTED])
        say(f"who speaks: {shown}" + (" …" if len(understood.characters) > _MOST_LISTED else ""))
    if understood.duplicates:
        say(f"left out as duplicates: {understood.duplicates}")
    for left in understood.skipped[:_MOST_LISTED]:
        say(f"left out: {left.source.name}: {left.reason} ({left.count})")
    for warning in understood.warnings:
        say(warning)


def _follow(job: jobs.Job, cancel: CancelToken, json: bool) -> None:
    from scriptwriter.services import training

    with _report(json) as report:
        for event in training.run(job, cancel):
            if isinstance(event, jobs.Finished):
                outcome = training.register(job, event)
                report(event)
                _show_outcome(outcome, json)
                return
            report(event)


@contextmanager
def _report(json: bool) -> Iterator[Callable[[jobs.Event], None]]:
    """What is told while it runs: JSON lines, or lines and a bar on standard error."""
    if json:
        yield lambda event: print_json_line(jobs.to_dict(event))
        return
    with progress_bar("Training") as progress:
        yield lambda event: _tell(event, progress)


def _tell(event: jobs.Event, progress: Callable[[float], None]) -> None:
    if isinstance(event, jobs.Stage):
        say(_STAGES.get(event.name, event.name) + (f" ({event.detail})" if event.detail else ""))
    elif isinstance(event, jobs.Progress):
        progress(event.done / max(event.total, 1))
    elif isinstance(event, jobs.Step):
        progress(event.step / max(event.steps, 1))
    elif isinstance(event, jobs.Decided):
        say(
            f"{event.method}, {event.epochs:g} epochs, learning rate {event.learning_rate:g}, {event.precision}, "
            f"{event.threads} threads; {event.trained_parameters / 1e6:.1f} of {event.parameters / 1e6:.1f} million "
            f"parameters, {event.train_tokens} tokens"
        )
        for reason in event.why:
            say(f"  {reason}")
    elif isinstance(event, jobs.Evaluated):
        whose = f" ({event.voice})" if event.voice else ""
        say(f"step {event.step}: held-out loss {event.loss:.4f}{whose}" + (" (best)" if event.best else ""))
    elif isinstance(event, jobs.Sample):
        say(f"  sample: {' '.join(event.text.split())[:160]}")


def _show_outcome(outcome: "Outcome", json: bool) -> None:
    trainings = [
        {"voice": one["voice"], "before": one["before"], "after": one["after"]}
        for one in outcome.report["trainings"]
    ]  # fmt: skip
    characters = outcome.report.get("characters", [])
    if json:
        print_json_line(
            {
                "event": "registered",
                "model": outcome.entry.name,
                "path": str(outcome.entry.path),
                "voices": list(outcome.voices),
                "trainings": trainings,
                "characters": characters,
                "quantizations": outcome.report.get("quantizations", []),
                "checks": outcome.report.get("checks", []),
                "seconds": outcome.report["seconds"],
                "peak_memory_bytes": outcome.report["peak_memory_bytes"],
                "cancelled": outcome.cancelled,
            }
        )
        return
    for one in [*trainings, *({**one, "voice": one["name"]} for one in characters)]:
        change = (one["after"] / one["before"] - 1) * 100
        whose = f"{one['voice']}: " if one["voice"] else ""
        say(f"{whose}held-out loss {one['before']:.3f} before, {one['after']:.3f} after ({change:+.1f} %)")
    for row in outcome.report.get("quantizations", []):
        chosen = " (in the menu)" if row["chosen"] else ""
        say(f"{row['name']}: {row['bytes'] / 1e6:.1f} MB, loss {row['loss']:.4f} ({row['difference']:+.4f}){chosen}")
    if outcome.voices:
        say(f"{outcome.entry.name} has the voices of {', '.join(outcome.voices)} now.")
    else:
        say(f"{outcome.entry.name} is in the model menu: {outcome.entry.path}")

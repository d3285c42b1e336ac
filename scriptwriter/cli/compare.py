"""``scriptwriter compare``: two models, or a model and the author, side by side without names."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from scriptwriter.cli.console import cancelling, print_json, progress_bar, say
from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadInput

if TYPE_CHECKING:
    from scriptwriter.services.blind import Choice, Count, Pair
    from scriptwriter.services.evaluation import Place

_AUTHOR = "author"
_SHOWN_BEFORE = 400


def compare(
    first: Annotated[str, typer.Argument(help="A model's name or file.", metavar="FIRST")],
    second: Annotated[str, typer.Argument(help="Another one, or `author` for what stands there.", metavar="SECOND")],
    data: Annotated[
        list[Path] | None,
        typer.Option(help="Where the places are from; the sample scripts when left out.", show_default=False),
    ] = None,
    pairs: Annotated[int, typer.Option(help="So many pairs.", min=1, max=100)] = 10,
    held_out: Annotated[
        bool, typer.Option("--held-out", help="Only what a training on these texts would have held out.")
    ] = False,
    seed: Annotated[int, typer.Option(help="Which places and passages.")] = 1,
    json: Annotated[bool, typer.Option("--json", help="Print the count as JSON at the end.")] = False,
) -> None:
    """Pick the better of two passages, ten times, without knowing whose they are; then see the count."""
    from scriptwriter.services import blind, evaluation, paths

    if first == second:
        raise BadInput("Name two different models, or a model and `author`.")
    places = evaluation.read_places(data or [paths.resources_dir() / "samples"], pairs, seed, held_out)
    with cancelling() as cancel:
        written = [_written(name, places, seed, cancel) for name in (first, second)]
    count = blind.Count(first, second)
    # Standard output belongs to the JSON document alone.
    out = sys.stderr if json else sys.stdout
    made = list(blind.pair_up(places, written[0], written[1], seed))
    for number, pair in enumerate(made, 1):
        choice = _ask(number, len(made), pair, out)
        if choice is None:
            break
        count.take(pair, choice)
    _show(count, json)


def _written(name: str, places: "list[Place]", seed: int, cancel: CancelToken) -> list[str]:
    from scriptwriter.services import blind
    from scriptwriter.services import models as model_service

    if name == _AUTHOR:
        return [place.human for place in places]
    entry = model_service.catalogue().find(name)
    with progress_bar(f"{entry.title} writes") as progress:
        engine, _ = model_service.open_model(entry, cancel=cancel)
        try:
            return blind.passages(engine, places, seed, cancel, progress)
        finally:
            engine.close()


def _ask(number: int, total: int, pair: "Pair", out: TextIO) -> "Choice | None":
    from scriptwriter.services.blind import Choice

    print(
        f"\n── {number} of {total} ──\n…{pair.place.context[-_SHOWN_BEFORE:]}\n\nA:\n{pair.a}\n\nB:\n{pair.b}\n",
        file=out,
    )
    while True:
        print("Which is better? a, b, = (neither), q (stop): ", end="", flush=True, file=out)
        line = sys.stdin.readline()
        answer = line.strip().lower()
        if not line or answer == "q":
            return None
        if answer in ("a", "b", "="):
            return Choice.NEITHER if answer == "=" else Choice(answer)


def _show(count: "Count", json: bool) -> None:
    low, high = count.interval
    if json:
        print_json(
            {
                "first": count.first,
                "second": count.second,
                "first_picked": count.wins,
                "second_picked": count.losses,
                "neither": count.ties,
                "share": count.share,
                "interval": [round(low, 3), round(high, 3)],
            }
        )
        return
    if count.share is None:
        say("Nothing was picked.")
        return
    print(
        f"\n{count.first}: {count.wins}, {count.second}: {count.losses}, neither: {count.ties}. {count.first} was "
        f"picked {count.share * 100:.0f} % of the time (95 %: {low * 100:.0f}–{high * 100:.0f} %)."
    )

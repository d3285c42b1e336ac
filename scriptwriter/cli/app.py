"""All commands together. Usage errors are one line as well."""

import sys
from typing import Annotated

import typer
import typer.main
from typer.exceptions import TyperException

from scriptwriter import __version__
from scriptwriter.cli import bench, compare, convert, doctor, evaluate, keywords, models, realism, score, train, write
from scriptwriter.cli.console import run, say

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="A writing assistant for scripts and stories. With a FILE, or nothing at all, the window opens.",
)
app.command()(write.write)
app.command()(keywords.keywords)
app.command()(convert.convert)
app.command()(train.train)
app.command()(evaluate.evaluate)
app.command()(compare.compare)
app.add_typer(models.app, name="models")
app.command()(score.score)
app.add_typer(realism.app, name="realism")
app.command()(bench.bench)
app.command()(doctor.doctor)


def _print_version(value: bool) -> None:
    if value:
        print(f"scriptwriter {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A writing assistant for scripts and stories."""


def command_names() -> list[str]:
    """What can stand first on the command line."""
    return sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def main(arguments: list[str]) -> int:
    """Run a command line; its exit code."""
    return run(lambda: _invoke(arguments))


def _invoke(arguments: list[str]) -> int:
    command = typer.main.get_command(app)
    try:
        answer = command.main(arguments, prog_name="scriptwriter", standalone_mode=False)
    except TyperException as error:
        words = error.format_message() if hasattr(error, "format_message") else str(error)  # type: ignore[attr-defined]
        say(f"scriptwriter: {' '.join(words.split())} (see scriptwriter --help)")
        return 2
    except typer.Abort:
        return 130
    return answer if isinstance(answer, int) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

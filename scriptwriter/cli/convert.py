"""``scriptwriter convert``: from one kind of file to another."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from scriptwriter.cli.console import cancelling, progress_bar
from scriptwriter.cli.write import FormChoice
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.formats.fountain import guess_form
from scriptwriter.services.convert import WRITERS, ExportOptions, export, import_file


class PaperChoice(StrEnum):
    """The paper's size."""

    LETTER = "letter"
    A4 = "a4"


def convert(
    source: Annotated[str, typer.Argument(help=".fountain, .spmd, .md, .txt, .fdx, .docx or .pdf.", metavar="IN")],
    target: Annotated[str, typer.Argument(help="Any of these, or .html; replaced when it exists.", metavar="OUT")],
    paper: Annotated[PaperChoice, typer.Option(help="The size of pages in .docx and .pdf.")] = PaperChoice.LETTER,
    form: Annotated[FormChoice, typer.Option(help="A screenplay's layout or a manuscript's.")] = FormChoice.AUTO,
    title_page: Annotated[bool, typer.Option(help="Whether the title page is written.")] = True,
    scene_numbers: Annotated[bool, typer.Option(help="Whether the script's scene numbers are written.")] = True,
) -> None:
    """Convert a script from one kind of file to another; the endings say which."""
    origin, goal = Path(source), Path(target)
    if goal.suffix.lower() not in WRITERS:
        raise BadInput(f"{goal.name} cannot be written: its ending must be one of {', '.join(WRITERS)}.")
    if _is_same(origin, goal):
        raise BadInput(f"{source} and {target} are the same file: a conversion would overwrite what it reads.")
    with cancelling() as cancel, progress_bar(f"Writing {goal.name}") as progress:
        try:
            text = import_file(origin, cancel)
            prose = guess_form(text) is Form.PROSE if form is FormChoice.AUTO else form is FormChoice.PROSE
            size: Literal["letter", "a4"] = "a4" if paper is PaperChoice.A4 else "letter"
            options = ExportOptions(size, prose, scene_numbers, title_page)
            export(text, goal, options, progress, cancel)
        except Failure:
            if cancel.is_set():
                raise KeyboardInterrupt from None
            raise


def _is_same(origin: Path, goal: Path) -> bool:
    """Whether both are one file, also by another name or through a link."""
    try:
        return origin.expanduser().samefile(goal.expanduser())
    except OSError:
        return False

"""``scriptwriter keywords``: what a text is about, as the keyword field proposes it."""

from typing import Annotated

import typer

from scriptwriter.cli.console import print_json
from scriptwriter.cli.write import read_text
from scriptwriter.domain.errors import BadInput
from scriptwriter.services.context import propose_keywords


def keywords(
    file: Annotated[str, typer.Argument(help="The text; - reads standard input.", metavar="FILE|-")],
    top: Annotated[int, typer.Option(help="How many at most.")] = 8,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Propose keywords from a text, the most telling first."""
    if not 1 <= top <= 100:
        raise BadInput(f"Between 1 and 100 keywords can be proposed, not {top}.")
    found = propose_keywords(read_text(file), top)
    if json:
        print_json({"keywords": [{"text": word.text, "score": round(word.score, 5)} for word in found]})
        return
    for word in found:
        print(word.text)

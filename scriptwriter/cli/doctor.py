"""``scriptwriter doctor``: what works here, and how to mend what does not."""

import dataclasses
from typing import Annotated

import typer

from scriptwriter.cli.console import print_json
from scriptwriter.services.doctor import examine

_MARKS = {True: "ok", False: "!!", None: "--"}


def doctor(json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False) -> None:
    """Look at everything that the program rests on. Exit code 1 when something needed does not work."""
    findings = examine()
    well = all(finding.ok is not False for finding in findings)
    if json:
        print_json({"ok": well, "findings": [dataclasses.asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            print(f"{_MARKS[finding.ok]}  {finding.name:16} {finding.detail}")
            if finding.ok is False and finding.mend:
                print(f"    {'':16} {finding.mend}")
    if not well:
        raise typer.Exit(1)

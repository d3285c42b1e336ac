"""Keyword proposals from a process of their own.

    python -m scriptwriter.services.keyword_process

YAKE takes a third of a second to import and works in Python alone: in a thread of the window it would hold the
interpreter just when the writer goes on typing. So the window asks this process, line by line in JSON.
"""

import json
import sys
from collections.abc import Iterable

from scriptwriter.engine.children import step_back
from scriptwriter.services import keywords
from scriptwriter.services.helper_process import HelperProcess

_MODULE = "scriptwriter.services.keyword_process"


class KeywordProcess(HelperProcess):
    """``propose`` as in ``services.keywords``, elsewhere."""

    def __init__(self) -> None:
        super().__init__(_MODULE)

    def propose(self, text: str, top: int, exclude: Iterable[str] = ()) -> list[str]:
        """The proposed keywords, the most telling first. Raises ``Failure`` when the process has died."""
        return self.ask({"text": text, "top": top, "exclude": list(exclude)})


def main() -> None:
    """Answer jobs from standard input until it ends."""
    step_back()
    for line in sys.stdin:
        job = json.loads(line)
        found = keywords.propose(job["text"], job["top"], job["exclude"])
        print(json.dumps([word.text for word in found]), flush=True)


if __name__ == "__main__":
    main()

"""Copied words, looked up in a process of their own.

    python -m scriptwriter.services.copied_process

numpy takes a quarter of a second to import and 25 MB of memory: the window shall have neither for this.
"""

import json
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from scriptwriter.domain.copied import Copied
from scriptwriter.domain.errors import BadInput
from scriptwriter.engine.children import step_back
from scriptwriter.services.helper_process import HelperProcess

if TYPE_CHECKING:
    from scriptwriter.services.copied_index import Index

_MODULE = "scriptwriter.services.copied_process"


class CopiedProcess(HelperProcess):
    """``copied_spans`` as in ``services.copied``, elsewhere."""

    def __init__(self) -> None:
        super().__init__(_MODULE)

    def find(self, indexes: Sequence[Path], texts: Sequence[str]) -> list[list[Copied]]:
        """The copied runs of each text. Raises ``BadInput`` for a damaged index, ``Failure`` when the process died."""
        answer = self.ask({"indexes": [str(path) for path in indexes], "texts": list(texts)})
        if "error" in answer:
            raise BadInput(answer["error"])
        return [[Copied(*span) for span in spans] for spans in answer["spans"]]


@lru_cache(maxsize=8)
def _index(path: str, _modified: int) -> "Index":
    from scriptwriter.services.copied_index import open_index

    return open_index(Path(path))


def answer(job: dict) -> dict:
    """What is told of one job."""
    from scriptwriter.services.copied import copied_spans

    try:
        paths = [path for path in job["indexes"] if Path(path).is_file()]
        indexes = [_index(path, Path(path).stat().st_mtime_ns) for path in paths]
        found = [copied_spans(text, indexes) for text in job["texts"]]
    except (BadInput, OSError) as error:
        return {"error": str(error)}
    return {"spans": [[(span.start, span.end, span.words) for span in spans] for spans in found]}


def main() -> None:
    """Answer jobs from standard input until it ends."""
    step_back()
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()

"""What judges and compares passages, in a process of its own.

    python -m scriptwriter.services.judging_process

numpy takes a quarter of a second to import and 25 MB of memory: the window shall have neither for this. One process
does both jobs, realism scores and copied words, so that there is one numpy.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from scriptwriter.domain.copied import Copied
from scriptwriter.domain.errors import BadInput, BadModel, ScriptwriterError
from scriptwriter.domain.score import Reason, Score, Verdict
from scriptwriter.domain.tokens import TokenStats
from scriptwriter.engine.children import step_back
from scriptwriter.services.helper_process import HelperProcess

if TYPE_CHECKING:
    from scriptwriter.services.copied_index import Index
    from scriptwriter.services.realism import Judging

MODULE = "scriptwriter.services.judging_process"
_COLUMNS = tuple(field.name for field in fields(TokenStats))


class JudgingProcess(HelperProcess):
    """Asks it. Each of these raises ``Failure`` when the process has died or was closed."""

    def __init__(self) -> None:
        super().__init__(MODULE)

    def copied(self, indexes: Sequence[Path], texts: Sequence[str]) -> list[list[Copied]]:
        """The copied runs of each text, as in ``services.copied``. Raises ``BadInput`` for a damaged index."""
        answer = self.ask({"copied": list(texts), "indexes": [str(path) for path in indexes]})
        if "error" in answer:
            raise BadInput(answer["error"])
        return [[Copied(*span) for span in spans] for spans in answer["spans"]]

    def knows(self, checksum: str) -> bool:
        """Whether passages can be judged by this language model. Raises ``BadModel`` without the score's own file."""
        return self._realism({"knows": checksum})["knows"]

    def exceptions(self) -> tuple[str, ...]:
        """Authors, eras and genres with whose like the score errs more often. Raises ``BadModel``."""
        return tuple(self._realism({"exceptions": True})["exceptions"])

    def scores(self, checksum: str, texts: Sequence[str], stats: Sequence[TokenStats]) -> list[Score]:
        """Normalised texts judged by what the language model with this SHA-256 makes of them. Raises ``BadModel``."""
        # Not asdict, which copies each number: it would be done in the window's process.
        columns = [[getattr(one, name) for name in _COLUMNS] for one in stats]
        answer = self._realism({"scores": checksum, "texts": list(texts), "stats": columns})
        return [_score(told) for told in answer["scores"]]

    def _realism(self, job: dict) -> dict:
        answer = self.ask(job)
        if "error" in answer:
            raise BadModel(answer["error"])
        return answer


def _score(told: dict) -> Score:
    reasons = tuple(Reason(**reason) for reason in told["reasons"])
    numbers = (told["value"], told["low"], told["high"])
    return Score(Verdict(told["verdict"]), *numbers, reasons, told["note"])


# -- in the process --------------------------------------------------------------------------------


def answer(job: dict) -> dict:
    """What is told of one job."""
    try:
        if "copied" in job:
            return _copied(job)
        if "exceptions" in job:
            return _exceptions()
        return _knows(job) if "knows" in job else _scores(job)
    except (ScriptwriterError, OSError) as error:
        return {"error": str(error)}


def _copied(job: dict) -> dict:
    from scriptwriter.services.copied import copied_spans

    paths = [path for path in job["indexes"] if Path(path).is_file()]
    indexes = [_index(path, Path(path).stat().st_mtime_ns) for path in paths]
    found = [copied_spans(text, indexes) for text in job["copied"]]
    return {"spans": [[(span.start, span.end, span.words) for span in spans] for spans in found]}


@lru_cache(maxsize=8)
def _index(path: str, _modified: int) -> "Index":
    from scriptwriter.services.copied_index import open_index

    return open_index(Path(path))


def _knows(job: dict) -> dict:
    return {"knows": _judging_for(job["knows"]) is not None}


def _exceptions() -> dict:
    from scriptwriter.services.realism_model import shipped_model

    return {"exceptions": shipped_model().exceptions}


def _scores(job: dict) -> dict:
    judging = _judging_for(job["scores"])
    if judging is None:
        raise BadModel("The score does not know this model.")
    stats = [TokenStats(*map(tuple, columns)) for columns in job["stats"]]
    return {"scores": [asdict(score) for score in judging(job["texts"], stats)]}


def _judging_for(checksum: str) -> "Judging | None":
    """With the writer's own curves as they are now: a calibration may just have ended."""
    from scriptwriter.services.realism_own import own_file

    own = own_file(checksum)
    return _judging(checksum, own.stat().st_mtime_ns if own.is_file() else 0)


@lru_cache(maxsize=2)
def _judging(checksum: str, _modified: int) -> "Judging | None":
    from scriptwriter.services.realism_model import judging_for

    return judging_for(checksum)


def main() -> None:
    """Answer jobs from standard input until it ends."""
    step_back()
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()

"""What is left out while a source is read, counted by why."""

from pathlib import Path

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.corpus import Skipped
from scriptwriter.domain.errors import Failure

#: Reasons that are asked for elsewhere.
DUPLICATE = "the same text is there already, or nearly the same"
EXCLUDED = "left out by choice"
_EXAMPLE = 80


class Leftovers:
    """Counts with the first example of each."""

    def __init__(self, source: Path) -> None:
        self._source = source
        self._found: dict[str, tuple[int, str]] = {}

    def add(self, why: str, example: str = "") -> None:
        """One more that is left out."""
        count, first = self._found.get(why, (0, " ".join(example[: 4 * _EXAMPLE].split())[:_EXAMPLE]))
        self._found[why] = (count + 1, first)

    def skipped(self) -> list[Skipped]:
        """All of it, in the order in which the reasons came up."""
        return [Skipped(self._source, why, count, example) for why, (count, example) in self._found.items()]


def check(cancel: CancelToken) -> None:
    """Raises ``Failure`` when the work was cancelled, as every conversion does."""
    if cancel.is_set():
        raise Failure("Reading the scripts was cancelled; nothing was written.")

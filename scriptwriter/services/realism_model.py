"""The score's model as the program uses it: as it is shipped, with the writer's own curves where there are any."""

import functools
from collections.abc import Sequence

from scriptwriter.domain.score import Score
from scriptwriter.domain.tokens import TokenStats
from scriptwriter.realism import model as realism_model
from scriptwriter.realism.model import RealismModel
from scriptwriter.realism.score import score
from scriptwriter.services import paths, realism_own
from scriptwriter.services.realism import Judging

MODEL_FILE = "realism.npz"


@functools.cache
def shipped_model() -> RealismModel:
    """The score's model that comes with the program. Raises ``BadModel`` or ``Failure``."""
    return realism_model.load(paths.models_dir() / MODEL_FILE)


def judging_for(checksum: str) -> Judging | None:
    """What judges by the statistics of the language model with this SHA-256; None: the score does not know it.

    Raises ``BadModel`` or ``Failure``.
    """
    model = shipped_model()
    model = (realism_own.with_own(model, checksum) if checksum else None) or model
    return judging_with(model) if checksum in model.sources else None


def judging_with(model: RealismModel) -> Judging:
    """Judge here, in this process."""

    def judge(texts: Sequence[str], stats: Sequence[TokenStats]) -> list[Score]:
        return [score(text, one, model) for text, one in zip(texts, stats, strict=True)]

    return judge

"""A suggested passage, complete."""

from dataclasses import dataclass

from scriptwriter.domain.generation import Finish


@dataclass(frozen=True, slots=True)
class Passage:
    """One alternative for the place of the cursor, with what is known of it.

    ``keywords_used`` are those of ``keywords_asked`` that stand in it as whole words (same stem).
    ``tokens_per_second`` counts from the first token on. ``loss``: how surprising the model itself finds it, in nats
    a token; None where it was not measured.
    """

    index: int
    text: str
    tokens: int
    first_token_ms: float
    tokens_per_second: float
    finish: Finish
    keywords_asked: tuple[str, ...] = ()
    keywords_used: tuple[str, ...] = ()
    loss: float | None = None

"""What a model makes of a text, token by token."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TokenStats:
    """One value a token of a text, as the model alone sees it: no cue, no text before it.

    ``starts``: where the token begins in the text, in characters. ``log_p``: its log probability, in nats. ``rank``:
    how many tokens were likelier. ``entropy``: of the distribution it was drawn from, in nats; the mean log probability
    there is minus that. ``variance``: of the log probability under that distribution, in nats².
    """

    starts: tuple[int, ...]
    log_p: tuple[float, ...]
    rank: tuple[int, ...]
    entropy: tuple[float, ...]
    variance: tuple[float, ...]

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A passage as an answer: its ``tokens``, and the sum of their log probabilities, in nats."""

    tokens: int
    log_p: float

    @property
    def loss(self) -> float:
        """Minus the mean log probability, in nats a token; 0 for nothing."""
        return -self.log_p / self.tokens if self.tokens else 0.0

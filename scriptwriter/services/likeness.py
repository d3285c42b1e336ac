"""Does this line sound like her? A speech read with the model alone and with each voice, and compared.

A voice (a LoRA adapter trained on one character's speeches) finds a line likelier than the model alone when the line is
in that character's manner. All of them read the same prompt: the text before and the name, without a cue, so that only
the adapter differs. The measure is the gain in nats a token; what is common to everybody's speech (the script's
subject, its spelling) raises all gains alike, so they are compared with each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.domain.generation import Request, Voice
from scriptwriter.domain.tokens import Likelihood
from scriptwriter.engine.protocol import Engine

#: Shorter speeches could be anybody's.
LEAST_WORDS = 4
#: So much of the text before counts, in characters.
_BEFORE_CHARS = 1200


@dataclass(frozen=True, slots=True)
class Fit:
    """How much likelier a voice finds the speech than the model alone does, in nats a token."""

    name: str
    gain: float


def fits(
    engine: Engine,
    voices: Sequence[tuple[str, Voice]],
    speaker: str,
    speech: str,
    before: str = "",
    cancel: CancelToken | None = None,
) -> list[Fit]:
    """Every voice's gain, the best first. Raises ``BadInput`` for a speech that is too short, ``Failure`` when
    cancelled."""
    if len(speech.split()) < LEAST_WORDS:
        raise BadInput(f"A speech of fewer than {LEAST_WORDS} words could be anybody's.")
    cancel = cancel or CancelToken()
    alone = loss(engine, None, speaker, speech, before, cancel)
    return ranked(alone, [(name, loss(engine, voice, speaker, speech, before, cancel)) for name, voice in voices])


def ranked(alone: float, losses: Iterable[tuple[str, float]]) -> list[Fit]:
    """The gains of voices over the model alone, from the losses of all of them; the best first."""
    return sorted((Fit(name, alone - loss) for name, loss in losses), key=lambda fit: -fit.gain)


def gains(
    engine: Engine, voice: Voice, speaker: str, speeches: Sequence[str], cancel: CancelToken | None = None
) -> list[Likelihood]:
    """How much likelier a voice finds each of several speeches than the model alone does, each read after the name."""
    cancel, passages = cancel or CancelToken(), [f"\n{speech.strip()}" for speech in speeches]
    request = Request(speaker, form=Form.SCRIPT)
    alone = engine.measure(request, passages, cancel)
    spoken = engine.measure(Request(speaker, form=Form.SCRIPT, voice=voice), passages, cancel)
    if cancel.is_set():
        raise Failure("The comparison was cancelled.")
    return [Likelihood(b.tokens, b.log_p - a.log_p) for a, b in zip(alone, spoken, strict=True)]


def loss(engine: Engine, voice: Voice | None, speaker: str, speech: str, before: str, cancel: CancelToken) -> float:
    """What one voice, or the model alone, makes of a speech, in nats a token. Raises ``Failure`` when cancelled."""
    text = f"{before[-_BEFORE_CHARS:].strip()}\n\n{speaker}".lstrip()
    found = engine.measure(Request(text, form=Form.SCRIPT, voice=voice), [f"\n{speech.strip()}"], cancel)
    if not found:
        raise Failure("The comparison was cancelled.")
    return found[0].loss

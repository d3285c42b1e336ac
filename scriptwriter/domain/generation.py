"""What an engine is asked and what it answers, as plain values that fit through a pipe."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

from scriptwriter.domain.cue import Cue, Form

#: More alternatives than this do not fit the bundled model's context together.
MAX_ALTERNATIVES = 8
#: The longest passage that may be asked for, in words.
MAX_WORDS = 400

Finish = Literal["stop", "length", "cancelled"]


class ModelFormat(StrEnum):
    """How a model wants to be asked: see ``engine.compose``."""

    CUE = "cue"
    PLAIN = "plain"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Sampling:
    """Settings of the sampler chain, by llama.cpp's names and meanings.

    A value that switches its sampler off is named beside it.
    """

    temperature: float = 0.8  # 0 = greedy
    # Nobody draws from beyond the hundred likeliest, and sorting the whole vocabulary costs as much as the model.
    top_k: int = 100  # 0 = off
    top_p: float = 0.95  # 1 = off
    min_p: float = 0.05  # 0 = off
    typical_p: float = 1.0  # 1 = off
    repeat_penalty: float = 1.0  # 1 = off
    repeat_last_n: int = 128  # tokens
    dry_multiplier: float = 0.8  # 0 = off
    dry_base: float = 1.75
    dry_allowed_length: int = 3  # tokens
    xtc_probability: float = 0.0  # 0 = off
    xtc_threshold: float = 0.1
    seed: int | None = None  # None = another one each time


#: What suits each form where the writer has set nothing (docs/models.md, Sampling).
USUAL_SAMPLING = {Form.SCRIPT: Sampling(temperature=0.9, min_p=0.0), Form.PROSE: Sampling(min_p=0.02)}
#: Values of ``Sampling`` by their names.
SamplingValues = Mapping[str, float | int | None]


def sampling_for(form: Form, chosen: SamplingValues) -> Sampling:
    """What is chosen; the rest as suits the form."""
    return replace(USUAL_SAMPLING[form], **chosen)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Guidance:
    """What the engine does beside the cue so that a passage has the asked keywords and speaker.

    ``keyword_bias`` scales the rising bias towards missing keywords (0 = off, 1 = as found best); ``hold_stop`` keeps
    the passage from ending before they are in it; ``speaker`` lets a passage of a script open with the asked name;
    ``names`` keeps other speakers' names as the text before spells them.
    """

    keyword_bias: float = 1.0
    hold_stop: bool = True
    speaker: bool = True
    names: bool = True


#: The cue alone.
UNGUIDED = Guidance(keyword_bias=0.0, hold_stop=False, speaker=False, names=False)


@dataclass(frozen=True, slots=True)
class Voice:
    """A LoRA adapter for the model: how one character speaks. ``scale`` 1 is as strong as it was trained."""

    file: str
    scale: float = 1.0


class Task(StrEnum):
    """What is asked for: text that goes on, or another wording of a passage (models that follow instructions)."""

    CONTINUE = "continue"
    FILL_IN = "fill_in"
    REWRITE = "rewrite"
    SHORTEN = "shorten"
    EXPAND = "expand"


@dataclass(frozen=True, slots=True)
class Request:
    """One wish for text at one place.

    ``text`` is everything before the cursor, as typed. ``head`` holds the script's standing facts (title, notes on
    the story), ``cast`` the speakers of a script, ``character_lines`` what the asked character said last,
    ``forbidden`` words and phrases that must not occur. ``n`` alternatives of at most ``max_words`` words each are
    drawn from one shared prefix. ``opening`` is a line of its own that the passage begins with: the name of who
    speaks. ``measure`` asks for ``Finished.loss``. ``one_block`` ends the passage at its first blank line: one speech,
    one paragraph. ``voice`` is the asked character's, where there is one.

    For a ``task`` other than to continue, ``passage`` is what is to be worded anew, ``after`` what stands behind the
    place, and ``instruction`` what the writer adds in their own words.
    """

    text: str
    cue: Cue = field(default_factory=Cue)
    form: Form = Form.SCRIPT
    head: str = ""
    cast: tuple[str, ...] = ()
    character_lines: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    n: int = 1
    max_words: int = 120
    opening: str = ""
    guidance: Guidance = field(default_factory=Guidance)
    measure: bool = False
    one_block: bool = False
    voice: Voice | None = None
    task: Task = Task.CONTINUE
    passage: str = ""
    after: str = ""
    instruction: str = ""
    sampling: Sampling = field(default_factory=Sampling)


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What is known of a loaded model. Sizes in bytes, ``context`` in tokens."""

    name: str
    format: ModelFormat
    context: int
    parameters: int
    file_bytes: int
    architecture: str
    quantization: str
    threads: int


@dataclass(frozen=True, slots=True)
class Begun:
    """The prompt is laid out; ``cached_tokens`` of its ``prompt_tokens`` needed no work."""

    prompt_tokens: int
    cached_tokens: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """More text of alternative ``index``."""

    index: int
    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """Alternative ``index`` is complete. ``first_token_ms`` counts from the engine's receipt of the request.

    ``loss``: minus the mean log probability of its drawn tokens, in nats, as the model alone gives it, without bias
    and samplers; known when the request asked for it (``measure``).
    """

    index: int
    finish: Finish
    tokens: int
    first_token_ms: float
    tokens_per_second: float
    loss: float | None = None


Event = Begun | Chunk | Finished

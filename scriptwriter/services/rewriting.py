"""Another wording of a passage: rewritten, shorter, longer, or what is missing between two.

Each answer is a suggestion; the text stays as it is until the writer takes one. Only models that follow instructions
can do this.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput
from scriptwriter.domain.generation import MAX_WORDS, ModelFormat, ModelInfo, Request, SamplingValues, Task
from scriptwriter.domain.passage import Passage
from scriptwriter.engine.protocol import Engine
from scriptwriter.services.choice import Update
from scriptwriter.services.context import read_context
from scriptwriter.services.continuation import make_request, updates_of
from scriptwriter.services.wishes import Wishes

#: The new wording's words for each of the old ones, at most.
_GROWTH = {Task.REWRITE: 1.4, Task.SHORTEN: 0.7, Task.EXPAND: 2.5}
_LEAST_WORDS = 12
_MAX_PASSAGE_WORDS = 600
_MAX_INSTRUCTION_CHARS = 300
#: What instruct models put around an answer although they were asked not to.
_FENCE = re.compile(r"\A\s*(?:```[a-z]*|---)[ \t]*\n|\n(?:```|---)\s*\Z")
_OPENING = re.compile(r"\A(?:sure|certainly|of course|here(?:'s| is| are))\b[^\n]{0,120}:[ \t]*\n+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What is to be worded anew. ``passage`` is empty for ``Task.FILL_IN``."""

    task: Task
    before: str
    passage: str
    after: str
    form: Form
    instruction: str = ""
    n: int = 1
    sampling: SamplingValues = field(default_factory=dict)


def can_rewrite(info: ModelInfo | None) -> bool:
    """Whether a model follows instructions."""
    return info is not None and info.format is ModelFormat.CHAT


def rewrite(engine: Engine, wanted: Rewriting, cancel: CancelToken) -> Iterator[Update]:
    """Yields as ``continue_text``; a ``Passage`` is tidied, its chunks are as they came.

    Raises ``BadInput`` when there is nothing to do or the model cannot do it.
    """
    for update in updates_of(engine, make_rewriting(wanted), cancel):
        if isinstance(update, Passage):
            yield replace(update, text=tidied(update.text))
        else:
            yield update


def make_rewriting(wanted: Rewriting) -> Request:
    """The engine's request. Raises ``BadInput`` with one line."""
    words = len(wanted.passage.split())
    if wanted.task is not Task.FILL_IN and not words:
        raise BadInput("Select the passage that is to be worded anew.")
    if words > _MAX_PASSAGE_WORDS:
        raise BadInput(f"At most {_MAX_PASSAGE_WORDS} words can be worded anew at once, not {words}.")
    if len(wanted.instruction) > _MAX_INSTRUCTION_CHARS:
        raise BadInput(f"An instruction has at most {_MAX_INSTRUCTION_CHARS} characters.")
    wishes = Wishes(genre="", n=wanted.n, max_words=_max_words(wanted.task, words), sampling=wanted.sampling)
    return replace(
        make_request(wanted.before, wishes, wanted.form),
        task=wanted.task,
        passage=wanted.passage,
        after=read_context(wanted.after, wanted.form).text if wanted.after else "",
        instruction=wanted.instruction,
    )


def tidied(text: str) -> str:
    """An answer without the courtesies and fences around it."""
    return _FENCE.sub("", _OPENING.sub("", text.strip())).strip()


def _max_words(task: Task, words: int) -> int:
    return min(max(int(words * _GROWTH.get(task, 0)), _LEAST_WORDS), MAX_WORDS) if words else 150

"""Calibrating the score for a model that it does not know, with the writer's own text.

The corpus gives the human passages; the model writes others for the same places. The classifier stays as it is; only
what its log odds mean is measured anew, for this model and this writer.
"""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.domain.generation import UNGUIDED, USUAL_SAMPLING, Chunk, Request
from scriptwriter.engine.protocol import Engine
from scriptwriter.formats.fountain import guess_form
from scriptwriter.realism.calibration import calibrate, read_calibration
from scriptwriter.realism.model import RealismModel
from scriptwriter.realism.normal import count_words
from scriptwriter.realism.suitable import MIN_WORDS, without_model
from scriptwriter.services import paths
from scriptwriter.services.atomic import write_atomically
from scriptwriter.services.realism import passages_of
from scriptwriter.services.realism_places import told

Progress = Callable[[float], None]
#: Fewer human passages say nothing; more take too long.
LEAST, MOST = 40, 200
_ALTERNATIVES = 4
#: So many times a passage is gone on with that is too short to be judged.
_MORE = 4
_CONTEXT_CHARS = 800
_TREES = "trees"


def calibrate_own(
    engine: Engine, corpus: Sequence[str], model: RealismModel, cancel: CancelToken, progress: Progress
) -> RealismModel:
    """The score's model with curves for this engine's model and this corpus.

    Raises ``BadInput`` for a corpus that is too small, ``Failure`` when cancelled or when the model writes too little.
    """
    human = [one for text in corpus for one in _passages(text)]
    if len(human) < LEAST:
        raise BadInput(f"The corpus has {len(human)} passages of {MIN_WORDS} words or more; {LEAST} are needed.")
    draw = random.Random(5)
    human = draw.sample(human, min(len(human), MOST))
    texts, answers = [], []
    for number, (text, before, form) in enumerate(human):
        made = _written(engine, before, form, len(text.split()), cancel) if number % _ALTERNATIVES == 0 else []
        for own, answer in [(text, 1), *((one, 0) for one in made)]:
            texts.append(own)
            answers.append(answer)
        progress(0.7 * (number + 1) / len(human))
    if sum(answers) > 2 * (len(answers) - sum(answers)):
        raise Failure("The model wrote too little that can be judged.")
    odds = []
    for number, text in enumerate(texts):
        odds += [model.trees.judge(model.row(text, one))[0] for one in _stats(engine, text, cancel)]
        progress(0.7 + 0.3 * (number + 1) / len(texts))
    words = np.array([len(text.split()) for text in texts])
    return replace(model, calibration=_one_curve(np.array(odds), np.array(answers), words))


def _one_curve(odds: np.ndarray, human: np.ndarray, words: np.ndarray):
    """Too few for bands: one curve from all, written into each."""
    groups = [str(index // 8) for index in range(len(odds))]
    found = calibrate(odds, human, np.full(len(words), 100), groups)
    return replace(
        found, **{n: np.repeat(getattr(found, n)[1:2], len(found.share), 0) for n in ("share", "low", "high")}
    )


def _stats(engine: Engine, text: str, cancel: CancelToken):
    found = engine.score([text], cancel)
    if cancel.is_set() or not found:
        raise Failure("The calibration was cancelled; nothing was changed.")
    return found


def _passages(text: str) -> Iterator[tuple[str, str, Form]]:
    """Passages long enough, with what stands before each, and the form."""
    form = guess_form(text[:8000])
    for part in passages_of(text, form):
        if part.start > 200 and part.words >= MIN_WORDS and without_model(part.text, part.lines) is None:
            yield part.text, text[max(part.start - _CONTEXT_CHARS, 0) : part.start], form


def _written(engine: Engine, before: str, form: Form, words: int, cancel: CancelToken) -> list[str]:
    """What the model writes there, as it is judged. A speech may end before it can be judged: then it goes on."""
    request = Request(
        before.rstrip(),
        form=form,
        n=_ALTERNATIVES,
        max_words=max(min(words, 120), 60),
        guidance=UNGUIDED,
        sampling=USUAL_SAMPLING[form],
    )
    made = [told(_gone_on(engine, request, text, cancel), form) for text in _drawn(engine, request, cancel)]
    return [text for text in made if without_model(text) is None]


def _gone_on(engine: Engine, request: Request, text: str, cancel: CancelToken) -> str:
    for _ in range(_MORE):
        if not text.strip() or count_words(told(text, request.form)) >= MIN_WORDS:
            break
        text = text.rstrip()
        text += _drawn(engine, replace(request, text=request.text + text, n=1), cancel)[0]
    return text


def _drawn(engine: Engine, request: Request, cancel: CancelToken) -> list[str]:
    texts = [""] * request.n
    for event in engine.generate(request, cancel):
        if isinstance(event, Chunk):
            texts[event.index] += event.text
    if cancel.is_set():
        raise Failure("The calibration was cancelled; nothing was changed.")
    return texts


# -- kept curves -----------------------------------------------------------------------------------


def own_file(checksum: str) -> Path:
    """Where the curves for a model are kept."""
    return paths.data_dir() / "realism" / f"{checksum[:32]}.json"


def save_own(model: RealismModel, checksum: str) -> None:
    """Keep the curves. Raises ``Failure``."""
    path = own_file(checksum)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        curves = {name: values.tolist() for name, values in model.calibration.arrays().items()}
        write_atomically(path, json.dumps({_TREES: model.trees.fingerprint, **curves}).encode())
    except OSError as error:
        raise Failure(f"{path} could not be written: {error.strerror}.") from error


def with_own(model: RealismModel, checksum: str) -> RealismModel | None:
    """The model with the writer's own curves for a language model.

    None where there are none, where they are damaged or belong to the classifier of another version of the program.
    Writing of today is no longer turned down: what a score of it means has been measured on the writer's own.
    """
    try:
        arrays = json.loads(own_file(checksum).read_text(encoding="utf-8"))
        if arrays[_TREES] != model.trees.fingerprint:
            return None
        curves = read_calibration(arrays)
        return replace(model, calibration=curves, sources=(*model.sources, checksum), modern=None)
    except (OSError, ValueError, KeyError, TypeError):
        return None

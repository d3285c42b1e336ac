"""The llama.cpp engine: one model, one context, the document's prefix kept in its KV cache.

    request ─► compose ─► tokens ─┬─ common with the cached prefix: no work
                                  └─ new: one prefill ─► sequence 0 ─► copied to each alternative
                                                          batch of one token each ─► sample ─► text

Runs inside the host process (``engine.host``). Not thread-safe; only a ``CancelToken`` may be set from
another thread, which also stops a prefill half way.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import llama_cpp as lc
import numpy as np

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.domain.generation import (
    MAX_ALTERNATIVES,
    Begun,
    Chunk,
    Event,
    Finish,
    Finished,
    ModelFormat,
    ModelInfo,
    Request,
    Voice,
)
from scriptwriter.domain.tokens import Likelihood, TokenStats
from scriptwriter.engine.compose import DEFAULT_CHARACTER_LINES, STOP, ChatFrame, Prompt, Segment, compose
from scriptwriter.engine.forbidden import PhraseGuard
from scriptwriter.engine.keyword_guide import BiasSchedule, KeywordGuide, KeywordSpellings
from scriptwriter.engine.llama_alternative import Alternative
from scriptwriter.engine.llama_batch import ABORTED, AbortFlag, Batch, Threads
from scriptwriter.engine.llama_model import BATCH_TOKENS, LoadedModel, Pointer, load_model
from scriptwriter.engine.llama_sampling import SamplerChains, seeds
from scriptwriter.engine.llama_scoring import LOGITS_BYTES, Scorer, statistics_of
from scriptwriter.engine.llama_steering import Steering
from scriptwriter.engine.llama_voices import Voices
from scriptwriter.engine.name_guide import NameGuide, NameSpellings
from scriptwriter.engine.passage_text import PassageText
from scriptwriter.engine.protocol import LoadOptions, Progress
from scriptwriter.engine.template import chat_frames
from scriptwriter.engine.window import TextWindow


class _Cancelled(Exception):
    """The request was cancelled inside a prefill."""


class LlamaEngine:
    """``engine.protocol.Engine`` on llama.cpp."""

    def __init__(self) -> None:
        self._loaded: LoadedModel | None = None
        self._voices: Voices | None = None
        self._scorer: Scorer | None = None  # made when it is first asked for
        self._threads: Threads | None = None
        self._cached: list[int] = []
        self._window = TextWindow()
        self._frames: dict[Form, ChatFrame] | None = None
        self._character_lines = 0

    def load(
        self, options: LoadOptions, cancel: CancelToken | None = None, progress: Progress | None = None
    ) -> ModelInfo:
        """See ``Engine.load``. The old model is freed first: two at once may not fit."""
        self.close()
        loaded = load_model(options, cancel, progress)
        try:
            self._prepare(loaded, options)
        except BaseException:
            loaded.close()
            raise
        self._loaded = loaded
        return loaded.info

    def _prepare(self, loaded: LoadedModel, options: LoadOptions) -> None:
        vocabulary, info = loaded.vocabulary, loaded.info
        self._cached, self._window, self._frames = [], TextWindow(), None
        if info.format is ModelFormat.CHAT:
            bos, eos = (
                vocabulary.text_of(vocabulary.bos),
                vocabulary.text_of(min(vocabulary.enders, default=-1)),
            )
            self._frames = chat_frames(loaded.chat_template, bos, eos)
        lines = options.character_lines
        self._character_lines = DEFAULT_CHARACTER_LINES[info.format] if lines is None else lines
        stop = vocabulary.single(STOP) if info.format is ModelFormat.CUE else None
        self._stop = stop
        self._enders = vocabulary.enders | ({stop} if stop is not None else frozenset())
        self._ends_itself = info.format is not ModelFormat.PLAIN
        banned = [token for token in vocabulary.control if token not in self._enders]
        self._chains = SamplerChains(vocabulary, banned)
        self._flag = AbortFlag(loaded.context_handle)
        self._memory: Pointer = lc.llama_get_memory(loaded.context_handle)
        self._threads = Threads(loaded.context_handle, info.threads)
        self._batch = Batch(loaded.context_handle, self._threads)
        self._voices = Voices(loaded)

    def close(self) -> None:
        """See ``Engine.close``."""
        if self._scorer is not None:
            self._scorer.close()
            self._scorer = None
        if self._loaded is not None:
            self._batch.close()
            self._chains.close()
            self._loaded.close()
            self._loaded = None

    def _model(self) -> LoadedModel:
        if self._loaded is None:
            raise Failure("No model is loaded.")
        return self._loaded

    # -- the prompt --------------------------------------------------------------------------------

    def _compose(self, request: Request) -> Prompt:
        lines = request.character_lines[-self._character_lines :] if self._character_lines else ()
        if len(lines) != len(request.character_lines):
            request = replace(request, character_lines=lines)
        return compose(request, self._model().info.format, self._frames)

    def _tokenize(self, segments: tuple[Segment, ...]) -> list[int]:
        vocabulary = self._model().vocabulary
        return [t for s in segments for t in vocabulary.tokenize(s.text, s.control)]

    def _lay_out(self, prompt: Prompt, passage_tokens: int) -> tuple[list[int], list[int]]:
        """Token ids of the stable part (head and as much text as fits) and of the last part."""
        loaded = self._model()
        vocabulary = loaded.vocabulary
        head, last = self._tokenize(prompt.head), self._tokenize(prompt.last)
        if vocabulary.adds_bos and vocabulary.bos >= 0 and head[:1] != [vocabulary.bos]:
            head.insert(0, vocabulary.bos)
        room = loaded.context - passage_tokens - len(last)
        if room < 0:
            raise BadInput(f"What is asked for takes {len(last)} tokens; this model has {loaded.context} in all.")
        # Notes about the script never take more than a quarter: the scene at hand matters most.
        head = head[: max(room // 4, 1)] if not self._frames else head
        window = self._window.fit(prompt.text, room - len(head), lambda t: len(vocabulary.tokenize(t)))
        return head + vocabulary.tokenize(window), last

    # -- the cache ---------------------------------------------------------------------------------

    def _prefill(self, tokens: list[int], cancel: CancelToken) -> int:
        """Bring sequence 0 to exactly ``tokens``; returns how many were there already.

        The last token is always computed anew, for its logits.
        """
        common = 0
        for have, want in zip(self._cached, tokens, strict=False):
            if have != want:
                break
            common += 1
        common = min(common, len(tokens) - 1)
        self._forget_after(common)
        for start in range(common, len(tokens), BATCH_TOKENS):
            if cancel.is_set():
                raise _Cancelled
            part = tokens[start : start + BATCH_TOKENS]
            self._decode_part(part, start, is_last=start + len(part) == len(tokens))
            self._cached += part
        return common

    def _speak_as(self, voice: Voice | None) -> None:
        if self._voices is not None and self._voices.use(voice):
            self._forget_after(0)

    def _decode_part(self, part: list[int], start: int, is_last: bool, all_logits: bool = False) -> None:
        answer = self._batch.prefill(part, start, is_last, all_logits)
        if answer == 0:
            return
        self._forget_after(start)
        if answer == ABORTED:
            raise _Cancelled
        raise Failure(f"The model could not read the text (llama_decode answered {answer}).")

    def _forget_after(self, position: int) -> None:
        """Keep ``position`` tokens of the document's sequence and nothing of the others."""
        for sequence in range(1, MAX_ALTERNATIVES):
            lc.llama_memory_seq_rm(self._memory, sequence, -1, -1)
        if not lc.llama_memory_seq_rm(self._memory, 0, position, -1):
            # Recurrent models cannot forget a part: begin anew.
            lc.llama_memory_clear(self._memory, True)
            self._cached = []
            if position:
                raise Failure("This kind of model cannot go back in its text; choose a transformer model.")
        del self._cached[position:]

    @contextmanager
    def _abortable(self, cancel: CancelToken) -> Iterator[None]:
        self._flag.clear()
        cancel.listen(self._flag.set)
        try:
            yield
        finally:
            cancel.forget(self._flag.set)
            self._flag.clear()

    def warm(self, request: Request, cancel: CancelToken) -> None:
        """See ``Engine.warm``: everything but the last part, which depends on the wish."""
        loaded = self._model()
        self._speak_as(request.voice)
        stable, _ = self._lay_out(self._compose(request), loaded.passage_tokens)
        if not stable or self._cached[: len(stable)] == stable:
            return
        with self._abortable(cancel):
            try:
                self._prefill(stable, cancel)
            except _Cancelled:
                return

    def score(self, texts: Sequence[str], cancel: CancelToken) -> list[TokenStats]:
        """See ``Engine.score``."""
        if self._scorer is None:
            self._scorer = Scorer(self._model())
        found: list[TokenStats] = []
        for text in texts:
            if cancel.is_set() or (stats := self._scorer.score(text, cancel)) is None:
                break
            found.append(stats)
        return found

    def measure(self, request: Request, passages: Sequence[str], cancel: CancelToken) -> list[Likelihood]:
        """See ``Engine.measure``."""
        loaded = self._model()
        self._speak_as(request.voice)
        stable, last = self._lay_out(self._compose(replace(request, text=request.text.rstrip())), loaded.passage_tokens)
        prompt = stable + last or [max(loaded.vocabulary.bos, 0)]
        ender = [] if self._stop is None else [self._stop]
        found: list[Likelihood] = []
        with self._abortable(cancel):
            try:
                for passage in passages:
                    tokens = loaded.vocabulary.tokenize(passage) + ender
                    if len(prompt) + len(tokens) > loaded.context:
                        raise BadInput(f"A passage of {len(tokens)} tokens is too long for this model to be measured.")
                    found.append(Likelihood(len(tokens), self._log_p(prompt, tokens, cancel)))
            except _Cancelled:
                return found
        return found

    def _log_p(self, prompt: list[int], passage: list[int], cancel: CancelToken) -> float:
        """The log probability of a passage after a prompt, in nats."""
        vocabulary = self._model().vocabulary
        # The prompt's last token is read together with the passage: its logits are the passage's first.
        self._prefill(prompt, cancel)
        self._forget_after(len(prompt) - 1)
        inputs, total = [prompt[-1], *passage[:-1]], 0.0
        rows = min(max(LOGITS_BYTES // (4 * vocabulary.size), 16), BATCH_TOKENS)
        for start in range(0, len(inputs), rows):
            if cancel.is_set():
                raise _Cancelled
            part = inputs[start : start + rows]
            self._decode_part(part, len(prompt) - 1 + start, is_last=True, all_logits=True)
            self._cached += part
            logits = np.ctypeslib.as_array(
                lc.llama_get_logits(self._model().context_handle), (len(part), vocabulary.size)
            )
            total += float(statistics_of(logits, np.array(passage[start : start + len(part)]))[:, 0].sum())
        return total

    def give_way(self, seconds: float) -> None:
        """See ``Engine.give_way``."""
        if self._threads is not None:
            self._threads.give_way(seconds)
        if self._scorer is not None:
            self._scorer.threads.give_way(seconds)

    # -- the stream --------------------------------------------------------------------------------

    def generate(self, request: Request, cancel: CancelToken) -> Iterator[Event]:
        """See ``Engine.generate``."""
        received = time.perf_counter()
        loaded = self._model()
        if not 1 <= request.n <= MAX_ALTERNATIVES:
            raise BadInput(f"Between 1 and {MAX_ALTERNATIVES} alternatives can be drawn, not {request.n}.")
        self._speak_as(request.voice)
        prompt = self._compose(request)
        stable, last = self._lay_out(prompt, loaded.passage_tokens)
        forced = loaded.vocabulary.tokenize(prompt.forced)
        tokens = stable + last + forced or [max(loaded.vocabulary.bos, 0)]
        with self._abortable(cancel):
            try:
                common = self._prefill(tokens, cancel)
            except _Cancelled:
                yield from (Finished(index, "cancelled", 0, 0.0, 0.0) for index in range(request.n))
                return
            yield Begun(len(tokens), common)
            remembered = stable[-request.sampling.repeat_last_n :]
            alternatives = self._alternatives(request, prompt, remembered, len(forced))
            steering = self._steering(request, prompt)
            try:
                yield from self._open(alternatives, prompt.forced)
                yield from self._stream(alternatives, steering, received, cancel)
            finally:
                for alternative in alternatives:
                    alternative.close()

    def _alternatives(self, request: Request, prompt: Prompt, remembered: list[int], forced: int) -> list[Alternative]:
        """One for each asked passage, with the shared prefix copied to its own sequence."""
        loaded = self._model()
        base = len(self._cached)
        limit = max(min(loaded.context - base, loaded.passage_tokens - forced), 1)
        spellings, speakers = self._spellings(request), self._speakers(request)
        alternatives = []
        for index, seed in enumerate(seeds(request.sampling, request.n)):
            if index:
                lc.llama_memory_seq_cp(self._memory, 0, index, 0, base)
            chain = self._chains.make(request.sampling, seed, remembered)
            passage = PassageText(prompt, request.max_words, self._ends_itself, request.one_block)
            guard = PhraseGuard(request.forbidden)
            guide = None
            names = NameGuide(speakers, request.text) if speakers is not None else None
            if spellings is not None:
                guide = KeywordGuide(spellings, request.max_words, BiasSchedule(), request.guidance.keyword_bias)
            one = Alternative(
                index, base, self._cached[-1], limit, chain, passage, guard, loaded.vocabulary.piece, guide, names
            )
            one.holds = request.guidance.hold_stop
            alternatives.append(one)
        return alternatives

    def _spellings(self, request: Request) -> KeywordSpellings | None:
        guidance = request.guidance
        if not request.cue.keywords or not (guidance.keyword_bias or guidance.hold_stop):
            return None
        return KeywordSpellings(request.cue.keywords, self._model().vocabulary.tokenize, request.text)

    def _speakers(self, request: Request) -> NameSpellings | None:
        if not request.cast or not request.guidance.names:
            return None
        vocabulary = self._model().vocabulary
        return NameSpellings(request.cast, vocabulary.tokenize, vocabulary.small)

    def _steering(self, request: Request, prompt: Prompt) -> Steering:
        loaded = self._model()
        mask = self._not_first(prompt)
        return Steering(loaded.context_handle, loaded.vocabulary, self._enders, mask, request.measure)

    def _not_first(self, prompt: Prompt) -> np.ndarray | None:
        """bool[vocabulary]: tokens that may not come first; with a typed space, those that do not begin with one.

        The space is part of the next word's token; forcing a lone space would lead the model astray.
        """
        if prompt.prefix != " " or prompt.forced:
            return None
        allowed = self._model().vocabulary.leading_space()
        return ~allowed if allowed.any() else None

    def _open(self, alternatives: list[Alternative], forced: str) -> Iterator[Event]:
        """Show what all passages begin with."""
        for alternative in alternatives if forced else ():
            if text := alternative.open_with(forced):
                alternative.spoke(time.perf_counter())
                yield Chunk(alternative.index, text)

    def _stream(
        self, alive: list[Alternative], steering: Steering, received: float, cancel: CancelToken
    ) -> Iterator[Event]:
        """Draw all alternatives together, a token each a pass; finished ones leave the batch."""
        while alive:
            still: list[Alternative] = []
            for alternative in alive:
                text, finish = self._draw(alternative, steering)
                if finish is None and cancel.is_set():
                    finish = "cancelled"
                if text:
                    alternative.spoke(time.perf_counter())
                    yield Chunk(alternative.index, text)
                if finish is None:
                    still.append(alternative)
                else:
                    yield alternative.finished(finish, received, time.perf_counter())
            alive = still
            if alive and self._advance(alive):
                yield from (a.finished("cancelled", received, time.perf_counter()) for a in alive)
                return

    def _draw(self, alternative: Alternative, steering: Steering) -> tuple[str, Finish | None]:
        """Draw one token and turn it into text; go back where a forbidden phrase was completed."""
        token = steering.draw(alternative)
        text, finish = alternative.end("stop") if token in self._enders else alternative.take(token)
        if alternative.went_back:
            # The cell before the new token is computed once more, for its logits.
            lc.llama_memory_seq_rm(self._memory, alternative.index, alternative.position - 1, -1)
        return text, finish

    def _advance(self, alive: list[Alternative]) -> bool:
        """One pass for all; True when it was aborted."""
        answer = self._batch.advance([alternative.next_input() for alternative in alive])
        if answer == ABORTED:
            return True
        if answer != 0:
            raise Failure(f"The model could not go on (llama_decode answered {answer}).")
        for row, alternative in enumerate(alive):
            alternative.row = row
        return False

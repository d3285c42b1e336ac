"""How fast the program is here: the figures that ``scriptwriter bench`` prints.

Every time is taken from the outside, as the window sees it: through the host process, the pipe and the client.
The yardstick (``engine.raw``) is a bare ``llama_decode`` loop in a process of its own with the same model,
sampler chain and numbers of tokens; the two take turns, so that a busy moment of the machine hits both.
"""

import dataclasses
import math
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Cue, Form
from scriptwriter.domain.errors import Failure
from scriptwriter.domain.generation import UNGUIDED, Begun, Chunk, Finished, ModelInfo, Request, Sampling, sampling_for
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.engine.children import JsonLineChild, child_environment
from scriptwriter.engine.client import HostEngine, resident_bytes
from scriptwriter.services import models

#: Enough for a 95th percentile that means something, few enough for a minute of waiting.
_ROUNDS = 20
_ALTERNATIVES = 4
_ALTERNATIVE_WORDS = 60
_NEW_WORDS = 1000
#: So long after a request with nothing cached, the prefill is under way with any model.
_PREFILL_SECONDS = 0.01

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class _Measured:
    """One request seen from outside. Times in milliseconds."""

    begun: Begun
    first_ms: float
    finished: list[Finished]


def run_bench(entry: ModelEntry, text: str, progress: Progress = lambda _fraction: None) -> dict[str, Any]:
    """All figures for one model, with ``text`` (a script of some pages) as the document."""
    engine, info = models.open_model(entry)
    if not isinstance(engine, HostEngine):
        engine.close()
        raise Failure("Only real models can be measured.")
    yardstick = _Yardstick(entry)
    try:
        bench = _Bench(engine, info, text, yardstick)
        return bench.run(progress)
    finally:
        yardstick.close()
        engine.close()


class _Bench:
    def __init__(self, engine: HostEngine, info: ModelInfo, text: str, yardstick: "_Yardstick") -> None:
        self._engine = engine
        self._info = info
        self._text = text
        self._yardstick = yardstick

    def run(self, progress: Progress) -> dict[str, Any]:
        """Measure one thing after the other."""
        self._ask(self._request(self._text))  # the first request of a process also warms the processor's caches
        steps: list[tuple[str, Callable[[], Any]]] = [
            ("cold", self._cold),
            ("warm", self._warm),
            ("changed", self._changed_cue),
            ("new_words", self._new_words),
            ("speed", self._speed),
            ("guided", self._guided),
            ("alternatives", self._alternatives),
            ("cancel", self._cancel),
            ("score", self._score),
            ("rss", lambda: round(resident_bytes(self._engine.pid or 0) / 1e6, 1)),
            ("startup", startup_ms),
        ]
        found: dict[str, Any] = {}
        for done, (name, step) in enumerate(steps):
            progress(done / len(steps))
            found[name] = step()
        progress(1.0)
        return self._report(found)

    def _report(self, found: dict[str, Any]) -> dict[str, Any]:
        cold_ms, cold_tokens = found["cold"]
        warm_ms, warm_tokens = found["warm"]
        ours, raw = found["speed"]
        return {
            "model": self._info.name,
            "threads": self._info.threads,
            "cold_first_token_ms": cold_ms,
            "warm_first_token_ms": warm_ms,
            "changed_cue_first_token_ms": found["changed"],
            "after_1000_words_first_token_ms": found["new_words"],
            "prompt_tokens": {"cold": cold_tokens, "warm_new": warm_tokens},
            "tokens_per_second": round(ours, 1),
            "raw_tokens_per_second": round(raw, 1),
            "guided_tokens_per_second": found["guided"],
            "throughput_ratio": round(ours / raw, 3),
            "alternatives": found["alternatives"],
            "cancel_ms": found["cancel"],
            "score_100_words_ms": found["score"],
            "rss_mb": {"engine": found["rss"], "model_file": round(self._info.file_bytes / 1e6, 1)},
            "startup_ms": found["startup"],
        }

    def _request(self, text: str, seed: int = 1, **changes: Any) -> Request:
        base = Request(
            text=text,
            cue=Cue("drama", None, ("letter", "old bridge")),
            form=Form.SCRIPT,
            max_words=4,
            sampling=sampling_for(Form.SCRIPT, {"seed": seed}),
        )
        return dataclasses.replace(base, **changes)

    def _ask(self, request: Request) -> _Measured:
        started = time.perf_counter()
        begun, first, finished = Begun(0, 0), 0.0, []
        for event in self._engine.generate(request, CancelToken()):
            if isinstance(event, Begun):
                begun = event
            elif isinstance(event, Finished):
                finished.append(event)
            elif not first:
                first = (time.perf_counter() - started) * 1000
        finished.sort(key=lambda event: event.index)
        return _Measured(begun, first or (time.perf_counter() - started) * 1000, finished)

    def _cold(self) -> tuple[dict[str, float], int]:
        """Nothing cached: each round begins with other words, so that no prefix is common."""
        # Short enough not to be cut, or the different beginning would be cut off.
        text = self._text[: self._info.context * 2].rsplit(" ", 1)[0]
        asked = [self._ask(self._request(f"{number} was the number.\n\n{text}")) for number in range(_ROUNDS)]
        return spread(m.first_ms for m in asked), max(m.begun.prompt_tokens - m.begun.cached_tokens for m in asked)

    def _warm(self) -> tuple[dict[str, float], int]:
        """A few words were typed since the last request, at most 40 tokens with the cue."""
        text, times, new = self._short_text(), [], 0
        self._ask(self._request(text))
        for number in range(_ROUNDS):
            typed = f" And then there were {number + 2} of them left in the house."
            measured = self._ask(self._request(text + typed))
            times.append(measured.first_ms)
            new = max(new, measured.begun.prompt_tokens - measured.begun.cached_tokens)
        return spread(times), new

    def _changed_cue(self) -> dict[str, float]:
        """Only the wish changes: another genre or other keywords for the same place."""
        text = self._short_text()
        genres = ("romance", "crime", "horror", "comedy")
        self._ask(self._request(text))
        return spread(
            self._ask(self._request(text, cue=Cue(genres[n % 4], None, (f"key {n}", "garden")))).first_ms
            for n in range(_ROUNDS)
        )

    def _new_words(self) -> dict[str, float] | None:
        """After a paste of 1,000 words; None where the model's context cannot hold them."""
        words = (self._text + " ") * (1 + _NEW_WORDS // max(len(self._text.split()), 1))
        pasted = " ".join(words.split()[:_NEW_WORDS])
        times = []
        for number in range(3):
            measured = self._ask(self._request(f"Paste {number}: {pasted}"))
            if measured.begun.prompt_tokens < _NEW_WORDS:
                return None
            times.append(measured.first_ms)
        return spread(times)

    def _speed(self) -> tuple[float, float]:
        """Tokens a second through the whole path and in the bare loop, after the first token.

        Nothing is guided here, as nothing is in the bare loop; ``_guided`` says what that costs.
        """
        ours = raw = count = 0.0
        for number in range(_ROUNDS):
            request = self._request(self._short_text(), max_words=120, seed=number, guidance=UNGUIDED)
            finished = self._timed(request)
            if finished is None:
                continue
            tokens, seconds = finished
            raw += self._yardstick.seconds(self._prompt_text(request), [tokens], request.sampling)
            ours += seconds
            count += tokens - 1
        return count / ours, count / raw

    def _guided(self) -> float:
        """Tokens a second while a passage is led to two keywords."""
        seconds = count = 0.0
        for number in range(_ROUNDS):
            request = self._request(self._short_text(), max_words=120, seed=number)
            if (finished := self._timed(request)) is not None:
                count += finished[0] - 1
                seconds += finished[1]
        return round(count / seconds, 1)

    def _timed(self, request: Request) -> tuple[int, float] | None:
        """Tokens of a passage and the seconds from its first text to its end, as the client sees them."""
        first = 0.0
        for event in self._engine.generate(request, CancelToken()):
            if isinstance(event, Chunk) and not first:
                first = time.perf_counter()
            elif isinstance(event, Finished) and event.tokens > 20:
                return event.tokens, time.perf_counter() - first
        return None

    def _alternatives(self) -> dict[str, Any]:
        """Four at once beside one, and beside the bare loop on batches of four."""
        one = four = raw = 0.0
        for number in range(_ROUNDS // 2):
            request = self._request(self._short_text(), max_words=_ALTERNATIVE_WORDS, seed=number * 10)
            one += self._wall(request)[0]
            seconds, counts = self._wall(dataclasses.replace(request, n=_ALTERNATIVES))
            four += seconds
            raw += self._yardstick.seconds(self._prompt_text(request), counts, request.sampling)
        return {"n": _ALTERNATIVES, "time_ratio": round(four / one, 2), "raw_ratio": round(raw / four, 3)}

    def _wall(self, request: Request) -> tuple[float, list[int]]:
        """Seconds from the first text to the end of the last alternative, and each one's tokens."""
        first, counts = 0.0, {}
        for event in self._engine.generate(request, CancelToken()):
            if isinstance(event, Chunk) and not first:
                first = time.perf_counter()
            elif isinstance(event, Finished):
                counts[event.index] = event.tokens
        return time.perf_counter() - first, [counts[index] for index in sorted(counts)]

    def _cancel(self) -> dict[str, float]:
        """From Esc to an engine that is ready again: every other time inside the prefill."""
        return spread(self._cancel_once(number, in_prefill=number % 2 == 0) for number in range(_ROUNDS))

    def _cancel_once(self, number: int, in_prefill: bool) -> float:
        token, pressed = CancelToken(), []

        def press() -> None:
            pressed.append(time.perf_counter())
            token.set()

        stream = self._engine.generate(self._request(f"Stop {number}.\n\n{self._text}", max_words=200), token)
        timer = threading.Timer(_PREFILL_SECONDS, press)
        if in_prefill:
            timer.start()
        for event in stream:
            if isinstance(event, Chunk) and not pressed and not in_prefill:
                press()
        ended = time.perf_counter()
        if in_prefill:
            timer.join()
        return max(ended - pressed[0], 0.0) * 1000

    def _score(self) -> dict[str, float]:
        """What the model makes of 100 words, others in each round."""
        words = self._text.split()
        words *= 1 + 100 * (_ROUNDS + 1) // max(len(words), 1)
        self._engine.score(["The first pass makes the context."], CancelToken())
        times = []
        for number in range(_ROUNDS):
            text = " ".join(words[100 * number : 100 * (number + 1)])
            started = time.perf_counter()
            self._engine.score([text], CancelToken())
            times.append((time.perf_counter() - started) * 1000)
        return spread(times)

    def _short_text(self) -> str:
        """So much of the document that it surely fits any context."""
        return self._text[: self._info.context].rsplit(" ", 1)[0]

    def _prompt_text(self, request: Request) -> str:
        """The prompt as text, for the bare loop; only its length matters there."""
        return request.text + "<|cue|><|genre|>drama<|keywords|>letter, old bridge<|go|>"


class _Yardstick:
    """``engine.raw`` in its own process."""

    def __init__(self, entry: ModelEntry) -> None:
        self._child = JsonLineChild("scriptwriter.engine.raw")
        self._child.ask({"model": str(entry.path), "threads": 0})

    def seconds(self, text: str, counts: list[int], sampling: Sampling) -> float:
        """How long the bare loop takes for so many tokens in each sequence, from the first token on."""
        tokens = self._child.ask({"text": text})
        return self._child.ask({"tokens": tokens, "counts": counts, "sampling": dataclasses.asdict(sampling)})

    def close(self) -> None:
        """End the process."""
        self._child.close()


def startup_ms() -> dict[str, float]:
    """Milliseconds until the window can be typed into, and until the package is imported; medians of five."""
    return {
        "window": _process_ms([sys.executable, "-m", "scriptwriter", "--quit-when-ready"]),
        "import": _process_ms([sys.executable, "-c", "import scriptwriter.services.continuation"]),
    }


def _process_ms(command: list[str]) -> float:
    environment = child_environment()
    if sys.platform.startswith("linux") and not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    times = []
    for _ in range(5):
        started = time.perf_counter()
        done = subprocess.run(command, capture_output=True, env=environment, check=False)
        times.append((time.perf_counter() - started) * 1000)
        if done.returncode != 0:
            raise Failure(f"The start could not be measured: {done.stderr.decode(errors='replace')[-200:]}")
    return round(statistics.median(times), 1)


def spread(values: Iterable[float]) -> dict[str, float]:
    """Median and 95th percentile (nearest rank)."""
    ordered = sorted(values)
    rank = max(math.ceil(0.95 * len(ordered)) - 1, 0)
    return {"median": round(statistics.median(ordered), 2), "p95": round(ordered[rank], 2)}

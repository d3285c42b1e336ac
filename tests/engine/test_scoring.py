"""The scoring pass on the bundled model."""

import itertools
import math
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Cue
from scriptwriter.domain.generation import Chunk, Finished, Request, Sampling
from scriptwriter.engine.client import HostEngine
from scriptwriter.engine.llama_scoring import starts_of, statistics_of, windows
from tests.engine.asking import ask

TEXT = (
    "She came slowly down the stairs and looked about her for the letter that he had left there. Nobody answered; "
    "the café was closed, and the old bridge lay dark under the rain."
)


def test_statistics_are_those_of_the_distribution():
    logits = np.log(np.array([[0.5, 0.25, 0.25], [0.1, 0.2, 0.7]], dtype=np.float32)) + 3
    values = statistics_of(logits, np.array([1, 2]))
    assert np.allclose(values[:, 0], [math.log(0.25), math.log(0.7)], atol=1e-5)
    assert values[:, 1].tolist() == [1, 0]
    entropies = [-sum(p * math.log(p) for p in row) for row in ((0.5, 0.25, 0.25), (0.1, 0.2, 0.7))]
    assert np.allclose(values[:, 2], entropies, atol=1e-5)
    variances = [sum(p * math.log(p) ** 2 for p in (0.5, 0.25, 0.25)) - entropies[0] ** 2]
    assert np.allclose(values[0, 3], variances, atol=1e-5)


@given(st.integers(1, 5000), st.integers(4, 700))
def test_windows_cover_every_token_once(count: int, size: int):
    found = windows(count, size)
    assert found[0][0] == 0
    assert found[-1][1] == count
    assert all(last - first <= size for first, last in found)
    reached = 0
    for first, last in found:
        assert first <= reached < last
        reached = last


@given(st.text(min_size=1, alphabet=st.characters(exclude_categories=["Cs"])), st.data())
def test_starts_lie_on_characters(text: str, data: st.DataObject):
    raw = text.encode()
    cuts = sorted(data.draw(st.sets(st.integers(0, len(raw)), max_size=8)) | {0, len(raw)})
    pieces = [raw[a:b] for a, b in itertools.pairwise(cuts)]
    starts = starts_of(text, pieces)
    assert starts == sorted(starts)
    for start, cut in zip(starts, cuts, strict=False):
        assert len(text[:start].encode()) <= cut < len(text[: start + 1].encode())


def test_tokens_and_their_places(engine: HostEngine):
    (stats,) = engine.score([TEXT], CancelToken())
    assert len(stats) > 30
    assert stats.starts[0] == 0
    assert list(stats.starts) == sorted(set(stats.starts))
    assert all(value <= 0 for value in stats.log_p)
    assert all(0 <= value <= math.log(16384) + 0.01 for value in stats.entropy)
    likely = [rank for rank, log_p in zip(stats.rank, stats.log_p, strict=True) if log_p > -math.log(2)]
    assert set(likely) == {0}
    scrambled = " ".join(sorted(TEXT.split()))
    assert sum(engine.score([scrambled], CancelToken())[0].log_p) < sum(stats.log_p) - 20


def test_the_same_text_has_the_same_statistics_whatever_was_done_before(engine: HostEngine):
    first = engine.score([TEXT, "Short."], CancelToken())
    ask(engine, Request("INT. ROOM - DAY\n\nRain.", Cue("romance", "ANNE", ("letter",)), sampling=Sampling(seed=1)))
    assert engine.score(["Short.", TEXT], CancelToken()) == first[::-1]


def test_scoring_leaves_the_document_s_prefix(engine: HostEngine):
    request = Request("INT. ROOM - DAY\n\nRain at the windows. Nobody is in.", max_words=4)
    ask(engine, request)
    engine.score([TEXT], CancelToken())
    begun = ask(engine, request).begun
    assert begun is not None
    assert begun.cached_tokens == begun.prompt_tokens - 1


def test_long_texts_are_scored_in_windows(engine: HostEngine):
    long = " ".join([TEXT] * 30)
    (stats,) = engine.score([long], CancelToken())
    assert len(stats) > 1000
    assert stats.starts[-1] > len(long) - 10
    assert len(stats.starts) == len(stats.log_p) == len(stats.rank) == len(stats.variance)


@pytest.mark.parametrize("text", ["", "\n", "\0", "\ud83d", "a", "👩‍👩‍👧", "<|stop|>"])
def test_odd_texts(engine: HostEngine, text: str):
    (stats,) = engine.score([text], CancelToken())
    assert bool(len(stats)) == bool(text)


def test_a_continuation_is_let_through_at_once(engine: HostEngine):
    """Scoring a book stops when text is asked for, and says what was done until then."""
    asked = threading.Event()

    class Watched(CancelToken):
        def listen(self, listener):
            super().listen(listener)
            asked.set()  # by then the request has been sent

    cancel, found = Watched(), []
    worker = threading.Thread(target=lambda: found.append(engine.score([TEXT] * 5000, cancel)))
    worker.start()
    assert asked.wait(10)
    events = list(engine.generate(Request("Rain.", max_words=5), CancelToken()))
    assert any(isinstance(event, Chunk) for event in events)
    assert isinstance(events[-1], Finished)
    worker.join()
    assert len(found[0]) < 5000


def test_cancelled_scoring_gives_what_was_complete(engine: HostEngine):
    cancel = CancelToken()
    cancel.set()
    assert engine.score([TEXT], cancel) == []

"""The word LSTM learns, writes whole sentences, and its process does both for the training data's sake."""

import pytest

pytest.importorskip("torch")
from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import Failure
from scriptwriter.lab import lstm
from scriptwriter.services import realism_lstm
from scriptwriter.services.realism_places import Place
from tests.realism.making import prose


@pytest.fixture(scope="module")
def trained() -> lstm.Trained:
    return lstm.train([prose(2500, seed) for seed in range(12)], lambda _: None, most_epochs=3)


def test_it_learns(trained: lstm.Trained):
    assert len(trained.losses) >= 2
    assert trained.losses[-1] < trained.losses[0] < 5


def test_it_writes_whole_sentences_of_known_words(trained: lstm.Trained):
    told: list[float] = []
    found = lstm.write(trained, [40, 60, 80], 0.7, told.append, seed=3)
    assert told == [1.0]
    for text, words in zip(found, (40, 60, 80), strict=True):
        assert text.endswith(".")
        assert 5 <= len(text.split()) <= words
        assert set(text.replace(".", "").replace(",", "").split()) <= {
            word.strip() for word in trained.vocabulary.tokens
        }
    assert found == lstm.write(trained, [40, 60, 80], 0.7, lambda _: None, seed=3)
    assert found != lstm.write(trained, [40, 60, 80], 0.7, lambda _: None, seed=4)


def test_too_little_text_is_refused():
    with pytest.raises(ValueError, match="too few words"):
        lstm.train(["Only this."], lambda _: None)


def test_a_vocabulary_gives_back_what_it_knows():
    text = 'The keeper\'s door—shut! He said, "Well-known 12."'
    assert lstm.Vocabulary([text]).text(lstm.Vocabulary([text]).ids(text)[1:]) == text


def rows(count: int, words: int = 400) -> list[dict]:
    return [
        {"split": ("train", "test")[n % 2], "form": "prose", "context": prose(words, n), "passage": ""}
        for n in range(count)
    ]


def test_passages_for_places():
    told: list[float] = []
    texts = rows(12)
    places = [Place(row, 0, 100, words) for row in range(12) for words in (60, 90)]
    found = realism_lstm.lstm_passages(texts, places, {"train": 4, "test": 3}, CancelToken(), told.append)
    assert told[-1] == 1.0
    assert told == sorted(told)
    assert {one.recipe for one in found} == {"lstm-t0.7", "lstm-t1.0"}
    assert all(len(one.text.split()) >= 25 and one.family == "lstm" for one in found)
    assert {texts[one.row]["split"] for one in found} == {"train", "test"}


def test_what_cannot_be_learnt_is_said():
    with pytest.raises(Failure, match="too few words to learn from"):
        realism_lstm.lstm_passages(rows(2, 5), [Place(0, 0, 100, 60)], {"train": 1}, CancelToken(), lambda _: None)


def test_it_can_be_cancelled():
    cancel = CancelToken()

    def stop(_: float) -> None:
        cancel.set()

    places = [Place(0, 0, 100, 60)]
    assert realism_lstm.lstm_passages(rows(40, 2000), places, {"train": 1}, cancel, stop) == []

import random

from scriptwriter.realism.markov import CharacterMarkov, Markov
from tests.realism.making import prose

TEXTS = [prose(200, seed) for seed in range(12)]


def test_words_come_from_the_texts_and_sentences_end():
    made = Markov(TEXTS, 2).text(60, random.Random(1))
    assert made.endswith(".")
    assert set(made.split()) <= set(" ".join(TEXTS).split())
    assert 20 <= len(made.split()) <= 60


def test_it_does_not_copy():
    made = Markov(TEXTS, 4).text(80, random.Random(2))
    assert not any(made in text for text in TEXTS)


def test_letters():
    made = CharacterMarkov(TEXTS, 6).text(60, random.Random(1))
    assert made.endswith(".")
    assert CharacterMarkov(["no end"], 3).text(20, random.Random(1)) == ""

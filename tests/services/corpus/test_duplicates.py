from scriptwriter.services.corpus.duplicates import Seen, signature, similarity
from tests.services.corpus.making import prose, sentence


def test_exact_copies_whatever_their_capitals_and_punctuation():
    seen = Seen()
    assert not seen.is_copy("Oh, no!")
    assert seen.is_copy("oh no")
    assert not seen.is_copy("Oh, yes!")


def test_nearly_the_same():
    seen = Seen()
    text = prose("a", 400)
    assert not seen.is_copy(text)
    words = text.split()
    words[200] = "elsewhere"
    assert seen.is_copy(" ".join(words))
    half = " ".join(words[: len(words) // 2])
    assert not seen.is_copy(half)
    assert not seen.is_copy(prose("b", 400))


def test_short_texts_only_when_they_are_exactly_the_same():
    seen = Seen()
    assert not seen.is_copy("I do not know what to say")
    assert not seen.is_copy("I do not know what to do")


def test_the_estimate_is_near_the_truth():
    words = prose("c", 3000).split()
    changed = [word if number % 40 else f"new{number}" for number, word in enumerate(words)]

    def runs(of: list[str]) -> set[tuple[str, ...]]:
        return {tuple(of[at : at + 5]) for at in range(len(of) - 4)}

    truth = len(runs(words) & runs(changed)) / len(runs(words) | runs(changed))
    assert abs(similarity(signature(words), signature(changed)) - truth) < 0.2


def test_different_sentences_are_no_copies():
    seen = Seen()
    assert sum(seen.is_copy(sentence(number)) for number in range(500)) == 0

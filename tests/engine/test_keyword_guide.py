import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.engine.keyword_guide import BiasSchedule, KeywordGuide, KeywordSpellings
from scriptwriter.engine.words import uses

SCHEDULE = BiasSchedule(opening=0.0)


_PIECES: dict[str, int] = {}


def tokens_of(text: str) -> list[int]:
    """A tokenizer with a token for each letter, which takes the space before it along, as most do."""
    return [_PIECES.setdefault(piece, len(_PIECES)) for piece in re.findall(r" ?\S| |\n", text)]


def pieces(tokens: Iterable[int]) -> set[str]:
    names = {number: piece for piece, number in _PIECES.items()}
    return {names[token] for token in tokens}


def guide(*keywords: str, max_words: int = 50) -> KeywordGuide:
    return KeywordGuide(KeywordSpellings(keywords, tokens_of), max_words, SCHEDULE)


def spelt(of: KeywordGuide, text: str, words: int = 10) -> set[str]:
    """The letters that are favoured after ``text``."""
    of.restart(text.encode())
    return pieces(token for tokens, _ in of.biases(tokens_of(text), words) for token in tokens.tolist())


def level(of: KeywordGuide, words: int) -> float:
    """The strongest bias after so many words."""
    return max(bias for _, bias in of.biases(tokens_of("so"), words))


def test_a_keyword_is_led_to_its_end():
    one = guide("bridge")
    assert spelt(one, "He went to the") == {" b"}
    assert "r" in spelt(one, "He went to the b")
    assert "e" in spelt(one, "He went to the bridg")


def test_what_is_there_needs_no_help():
    one = guide("letter", "bridge")
    one.feed(b"The letters burn. ")
    assert [entry.keyword for entry in one.missing] == ["bridge"]
    one.feed(b"They crossed the brid")
    one.feed(b"ges.")
    assert one.missing == []
    assert one.biases(tokens_of("ges."), 8) == []


def test_a_word_that_grows_into_another_is_missing_again():
    one = guide("art")
    one.feed(b"The art")
    assert not one.missing
    assert one.whole < 0
    one.feed(b"ist")
    assert one.missing
    assert one.whole == 0


def test_a_phrase_needs_both_words_side_by_side():
    one = guide("old bridge")
    one.feed(b"an old man on a bridge ")
    assert one.missing
    assert " b" in spelt(one, "the old")
    one.restart(b"The old bridges. ")
    assert not one.missing


def test_capitals_come_only_where_a_sentence_begins():
    one = guide("letter")
    assert spelt(one, "He gave me the") == {" l"}
    assert "L" in spelt(one, "He came.\n")


def test_the_bias_rises_as_the_passage_gets_on():
    one = guide("letter")
    levels = [level(one, words) for words in (0, 20, 40, 49)]
    assert levels == sorted(levels)
    assert levels[-1] > levels[0] + 5


def test_a_wish_to_stop_raises_it():
    one = guide("letter")
    before = level(one, 10)
    one.wanted_to_stop()
    assert level(one, 10) > before


def test_other_endings_lead_to_the_same_stem():
    spellings = KeywordSpellings(["walk"], tokens_of)
    assert pieces(spellings.all[0].begun[tuple(tokens_of(" walk"))]) >= {"s", "e", "i"}


def test_a_keyword_of_another_script_is_spelt_in_its_own():
    one = guide("橋の上")
    assert spelt(one, "the") == {" 橋"}
    assert spelt(one, "the 橋") >= {"の"}
    one.feed("の上".encode())
    assert not one.missing


@pytest.mark.parametrize("keyword", ["-", "...", "  ", "’"])
def test_what_is_no_word_is_never_covered_and_never_in_the_way(keyword: str):
    one = guide(keyword)
    one.feed(b"Some text. ")
    one.biases(tokens_of("Some text. "), 3)
    assert one.missing


@given(
    st.lists(st.sampled_from(["the", "letter", "Letters", "old", "bridge", ".", "\n", "burn-t", "é", "—"]), max_size=30)
)
def test_it_sees_what_a_reader_of_the_whole_text_sees(parts: list[str]):
    one = guide("letter", "old bridge")
    for part in parts:
        one.feed((part + " ").encode())
    text = " ".join(parts)
    missing = {entry.keyword for entry in one.missing}
    assert missing == {word for word in ("letter", "old bridge") if not uses(word, text, "english")}

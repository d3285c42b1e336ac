"""Pairs without names, and their count."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.services import blind
from scriptwriter.services.blind import Choice, Count, find_places, needed, pair_up, wilson
from scriptwriter.services.evaluation import Place

PLACES = [Place(Form.PROSE, f"Before {number}.", None, None, (), " She went.") for number in range(40)]


def test_who_stands_left_is_drawn_and_nothing_is_lost():
    first, second = [f" One {n}." for n in range(40)], [f" Two {n}." for n in range(40)]
    pairs = list(pair_up(PLACES, first, second, seed=3))
    assert len(pairs) == 40
    lefts = [pair.from_first for pair in pairs]
    assert 8 < sum(lefts) < 32
    for number, pair in enumerate(pairs):
        assert {pair.a, pair.b} == {f"One {number}.", f"Two {number}."}
        assert pair.a.startswith("One") == pair.from_first


def test_length_gives_nothing_away():
    long = " A first sentence stands here. A second one follows it. " + "And on it goes without an end " * 9
    (pair,) = pair_up(PLACES[:1], [long], [" Only eleven words stand in this answer, which is short."], seed=1)
    lengths = sorted(len(text.split()) for text in (pair.a, pair.b))
    assert lengths[1] <= 11
    assert any(text.endswith(("here.", "it.")) for text in (pair.a, pair.b))


def test_places_without_an_answer_are_left_out():
    pairs = list(pair_up(PLACES[:2], ["", " One."], [" Two.", " Two."], seed=1))
    assert [pair.place for pair in pairs] == [PLACES[1]]
    with pytest.raises(BadInput):
        list(pair_up(PLACES[:1], [""], [" Two."], seed=1))


def test_picks_are_counted_for_whom_they_are():
    pairs = list(pair_up(PLACES, [" One."] * 40, [" Two."] * 40, seed=5))
    count = Count("new", "old")
    assert count.share is None
    for pair in pairs[:30]:
        count.take(pair, Choice.A if pair.a == "One." else Choice.B)
    for pair in pairs[30:38]:
        count.take(pair, Choice.B if pair.a == "One." else Choice.A)
    count.take(pairs[38], Choice.NEITHER)
    assert (count.wins, count.losses, count.ties) == (30, 8, 1)
    assert count.share == pytest.approx(30 / 38)
    low, high = count.interval
    assert low < 30 / 38 < high
    assert low > 0.6


@given(st.integers(0, 60), st.integers(0, 60))
def test_wilson_holds_the_share(successes: int, more: int):
    low, high = wilson(successes, successes + more)
    assert 0 <= low <= high <= 1
    if successes + more:
        assert low - 1e-9 <= successes / (successes + more) <= high + 1e-9


def test_known_interval():
    assert blind.wilson(7, 10) == pytest.approx((0.3968, 0.8922), abs=1e-3)


def test_how_many_have_to_go_one_way():
    assert [needed(total) for total in (0, 3, 4, 9, 10, 20)] == [None, None, 4, 8, 9, 15]
    for total in (4, 10, 20):
        assert wilson(needed(total) or 0, total)[0] > 0.5
        assert wilson((needed(total) or 0) - 1, total)[0] <= 0.5


def test_texts_that_are_too_short(tmp_path: Path):
    file = tmp_path / "short.txt"
    paragraph = "She went down to the harbour and looked for the boat that was to have come. " * 7
    file.write_text(f"{paragraph}\n\n{paragraph}")
    with pytest.raises(BadInput, match="4 places are needed, and they have 2"):
        find_places([file], 10, seed=1)


def test_looking_for_places_can_be_cancelled(tmp_path: Path):
    file, token = tmp_path / "some.txt", CancelToken()
    file.write_text("She went down to the harbour. " * 90)
    token.set()
    with pytest.raises(Failure, match="cancelled"):
        find_places([file], 10, 1, cancel=token)

"""How usual a wording is: new pairs and triples are told from known ones, names and numbers are not asked for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.realism.fuse import Filters
from scriptwriter.realism.normal import normalise
from scriptwriter.realism.usage import FEATURES, Usage, count_usage, read_usage, token_hashes
from tests.realism.making import prose


@pytest.fixture(scope="module")
def usage() -> Usage:
    return count_usage([prose(30_000)], least_word=5, least_run=2)


def told(usage: Usage, text: str) -> dict[str, float]:
    return dict(zip(FEATURES, usage.of(text), strict=True))


def test_what_was_counted_is_usual(usage: Usage):
    known, mixed = told(usage, prose(120, seed=9)), " ".join(reversed(prose(120, seed=9).split()))
    assert known["usage_pairs"] == 0
    assert known["usage_rare"] == 0
    assert told(usage, mixed)["usage_pairs"] > 0.3
    assert told(usage, mixed)["usage_triples"] > 0.5
    assert told(usage, mixed)["usage_words"] == pytest.approx(known["usage_words"], abs=0.3)


def test_a_joint_is_new_where_both_its_pairs_are_known():
    usage = count_usage(["the old clerk went home, my old clerk came, the old man slept"] * 20, 2, 2)
    assert told(usage, "the old clerk went home")["usage_joints"] == 0
    assert told(usage, "my old man slept")["usage_joints"] >= 0.5


def test_rare_words_are_rare(usage: Usage):
    text = prose(80).replace("door", "zymurgy").replace("key", "quern")
    assert told(usage, text)["usage_rare"] > told(usage, prose(80))["usage_rare"] == 0


def test_names_and_numbers_are_one_word_each():
    assert token_hashes("and Anna had 12").tolist() == token_hashes("and Boris had 7").tolist()
    assert token_hashes("and anna had 12").tolist() != token_hashes("and Anna had 12").tolist()
    assert token_hashes("Stay. Anna I'm").tolist() == token_hashes("stay. anna I'm").tolist()


def test_it_is_read_as_it_was_written(usage: Usage):
    again = read_usage(usage.arrays())
    assert again.of(prose(90, seed=4)) == usage.of(prose(90, seed=4))


@pytest.mark.parametrize(
    "change",
    [
        {"usage_cells": np.zeros(3, np.uint8)},
        {"usage_levels": np.array(1)},
        {"usage_shapes": np.array([[0, 3, 7]])},
        {"usage_shapes": np.zeros((0, 3), np.int64)},
        {"usage_keys": np.zeros(2, np.uint32)},
        {"usage_logs": np.zeros((2, 2), np.uint8)},
    ],
)
def test_a_damaged_table_is_refused(usage: Usage, change: dict):
    with pytest.raises(ValueError, match="damaged"):
        read_usage(usage.arrays() | change)


@given(st.text(max_size=120))
def test_any_text_has_finite_features(text: str):
    empty = count_usage([])
    for one in (empty, Usage(np.array([1], np.uint32), np.array([30], np.uint8), empty.runs)):
        found = one.of(normalise(text))
        assert len(found) == len(FEATURES)
        assert np.isfinite(found).all()


def test_nothing_counted_is_a_table_too():
    made = read_usage(count_usage([]).arrays())
    assert isinstance(made.runs, Filters)
    assert told(made, prose(60))["usage_rare"] == 1

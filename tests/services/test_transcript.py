"""A table read is kept, and knows which words a model said."""

import json

from scriptwriter.services.transcript import Turn, as_script, from_fact, to_fact
from scriptwriter.services.word_changes import word_changes

TURNS = [
    Turn("ANNE", "Where 😀 is it?"),
    Turn("GILBERT", "There is no letter.", "There is no letter.", "Model", "drama", 5.0),
    Turn("", "She waits."),
]


def test_it_becomes_fountain_with_the_pieces_of_the_model():
    text, pieces = as_script(TURNS)
    assert text == "ANNE\nWhere 😀 is it?\n\nGILBERT\nThere is no letter.\n\nShe waits."
    assert [(text[piece.start : piece.end], piece.turn.model) for piece in pieces] == [("There is no letter.", "Model")]


def test_words_that_were_changed_are_the_writer_s():
    turn = Turn("GILBERT", "There is no letter for you, Anne.", "There is no letter.")
    text, pieces = as_script([turn])
    assert " ".join(text[piece.start : piece.end] for piece in pieces).startswith("There is no letter")
    assert all("Anne" not in text[piece.start : piece.end] for piece in pieces)


def test_it_survives_json():
    assert from_fact(json.loads(json.dumps(to_fact(TURNS, "ANNE", "GILBERT")))) == (TURNS, "ANNE", "GILBERT")


def test_only_so_many_are_kept():
    assert len(to_fact([Turn("A", str(number)) for number in range(900)], "", "")["turns"]) == 500


def test_nonsense_is_left_out():
    for fact in (None, 3, [], {"turns": 3}, {"turns": [None, {}, {"text": 1}]}):
        assert from_fact(fact) == ([], "", "")


def test_words_that_differ():
    changes = word_changes("She waits at the window.", "She stands at the window. Alone.")
    assert [text for text, changed in changes.old if changed] == ["waits "]
    assert [text for text, changed in changes.new if changed] == ["stands ", "Alone."]
    assert "".join(text for text, _ in changes.new) == "She stands at the window. Alone."


def test_another_wording_altogether_is_not_marked():
    changes = word_changes("She waits at the window.", "Nobody ever comes by night.")
    assert changes.throughout
    assert not any(changed for _, changed in [*changes.old, *changes.new])

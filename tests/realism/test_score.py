"""Texts and statistics to scores; the model's file."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from scriptwriter.domain.errors import BadModel
from scriptwriter.domain.score import Verdict
from scriptwriter.domain.tokens import TokenStats
from scriptwriter.realism import evidence, features, usage
from scriptwriter.realism import model as model_file
from scriptwriter.realism.classifier import read_trees
from scriptwriter.realism.modern import Modern
from scriptwriter.realism.score import score
from scriptwriter.realism.suitable import without_model
from tests.realism.making import model, prose, stats, trees

TEXT = prose(80)


def test_what_is_likelier_than_chance_reads_less_human():
    human = score(TEXT, stats(110, likely=-0.5), model())
    machine = score(TEXT, stats(110, likely=1.0), model())
    assert human.verdict is machine.verdict is Verdict.SCORED
    assert human.value is not None
    assert machine.value is not None
    assert human.value > 80 > 30 > machine.value
    assert human.low is not None
    assert human.high is not None
    assert human.low <= human.value <= human.high


def test_reasons_add_up():
    found = score(TEXT, stats(110, likely=1.0), model())
    assert [(one.name, one.effect) for one in found.reasons] == [("curvature_mean", -1.5)]


def test_a_damaged_answer_is_no_score():
    assert score(TEXT, TokenStats((), (), (), (), ()), model()).verdict is Verdict.UNSUITABLE
    assert score(TEXT, stats(110), model(), calibrated=False).verdict is Verdict.NOT_CALIBRATED


@pytest.mark.parametrize(
    ("text", "verdict", "words"),
    [
        ("", Verdict.TOO_SHORT, "no words"),
        ("Word.", Verdict.TOO_SHORT, "1 words; 50 are needed"),
        ("word " * 1000, Verdict.UNSUITABLE, "repeats"),
        ("if (a[i] == b[i]) { return x->y; } for (;;) { i += 1; }; " * 12, Verdict.UNSUITABLE, "code"),
        ("Der alte Mann ging am Abend nach Hause und sah dort niemanden mehr. " * 3
         + "Das Licht brannte noch, aber die Tür war zu, und keiner wusste, wohin die Kinder gegangen waren, "
         "als der Regen begann.", Verdict.UNSUITABLE, "English"),
        ("12 34 56 78 + 90 / 11 % 2 " * 20 + "the of and a b c d e f g h", Verdict.UNSUITABLE, ""),
    ],
)  # fmt: skip
def test_what_cannot_be_judged(text: str, verdict: Verdict, words: str):
    found = without_model(text.strip())
    assert found is not None
    assert found.verdict is verdict
    assert words in found.note
    assert found.value is None


def test_verse():
    lines = """The sea is calm tonight, and from the land
A light goes out that nobody put there
And all the boats that I have ever seen
Go by me in the dark without a hand
To hold the tiller or to trim the lamp
And what they carry no one seems to care
And I must stand here until it is day
With nothing in my pockets but the damp""".split("\n")
    text = " ".join(lines)
    found = without_model(text, lines)
    assert found is not None
    assert "verse" in found.note
    assert without_model(text) is None


def test_the_file_there_and_back(tmp_path: Path):
    made = model()
    path = tmp_path / "realism.npz"
    model_file.save(made, path)
    again = model_file.load(path)
    assert again.sources == made.sources
    given = stats(110, likely=0.7)
    assert score(TEXT, given, again) == score(TEXT, given, made)


def test_files_that_are_none(tmp_path: Path):
    path = tmp_path / "realism.npz"
    with pytest.raises(BadModel):
        model_file.load(path)
    path.write_bytes(b"no archive")
    with pytest.raises(BadModel):
        model_file.load(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("header.npy", bytes(30_000_000))
    with pytest.raises(BadModel, match="cannot be read"):
        model_file.load(path)


def test_a_pickle_is_not_opened(tmp_path: Path):
    buffer = io.BytesIO()
    np.savez(buffer, header=np.array([{"format": 1}], dtype=object))
    path = tmp_path / "realism.npz"
    path.write_bytes(buffer.getvalue())
    with pytest.raises(BadModel):
        model_file.load(path)


def test_trees_that_lead_round_in_a_circle():
    arrays = trees().arrays()
    arrays["tree_left"] = np.array([[0, 0, 0]])
    with pytest.raises(ValueError, match="damaged"):
        read_trees(arrays)


def today_is(word: str) -> Modern:
    """What takes a passage for modern that has the word in it."""
    weights = np.zeros(evidence.SIZE)
    weights[evidence.word_slots(word)] = 10.0
    return Modern(weights, np.zeros(len(features.STYLE) + len(usage.FEATURES)), -0.5)


def test_writing_of_today_is_not_judged(tmp_path: Path):
    path = tmp_path / "realism.npz"
    model_file.save(replace(model(), modern=today_is("dude")), path)
    known = model_file.load(path)
    found = score(prose(60) + " okay, dude and dude.", stats(110), known)
    assert found.verdict is Verdict.UNSUITABLE
    assert "today" in found.note
    assert score(TEXT, stats(110), known).verdict is Verdict.SCORED


def test_weights_of_modern_writing_that_do_not_fit(tmp_path: Path):
    path = tmp_path / "realism.npz"
    model_file.save(replace(model(), modern=Modern(np.zeros(7), np.zeros(3), 0.0)), path)
    with pytest.raises(BadModel, match="cannot be read"):
        model_file.load(path)

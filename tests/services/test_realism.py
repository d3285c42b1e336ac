from dataclasses import replace

import numpy as np
import pytest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.score import Verdict
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.realism.evidence import SIZE
from scriptwriter.realism.features import STYLE
from scriptwriter.realism.modern import Modern
from scriptwriter.realism.suitable import MODERN
from scriptwriter.realism.usage import FEATURES as USAGE
from scriptwriter.services import realism_own
from scriptwriter.services.realism import Judging, ScoreCache, needs_engine, passages_of, score_segments
from scriptwriter.services.realism_model import judging_for, judging_with
from tests.realism.making import model, prose, stats

LONG = prose(70)
SCRIPT = f"INT. ROOM - NIGHT\n\nANNE\n(softly)\n{LONG}\n\nShe waits.\n\nEXT. SEA - DAY\n\nBoats.\n"


JUDGING = judging_with(model())


def scores(text: str, judging: Judging | None = JUDGING, form: Form | None = None):
    engine = ScriptedEngine()
    return score_segments(engine, passages_of(text, form), CancelToken(), judging), engine


def test_the_passages_of_a_script():
    found, engine = scores(SCRIPT)
    assert [passage.score.verdict for passage in found] == [Verdict.SCORED, Verdict.TOO_SHORT, Verdict.TOO_SHORT]
    assert SCRIPT[found[0].start : found[0].end] == LONG
    assert engine.scored == [LONG]


def test_the_same_passage_has_the_same_score_anywhere():
    alone, _ = scores(LONG)
    among, _ = scores(f"{prose(60, 9)}\n\n{LONG}\n\n{prose(60, 8)}")
    wrapped, _ = scores(LONG.replace(" before", "\nbefore").replace("'", "’"))
    assert alone[0].score == among[1].score == wrapped[0].score


def test_nothing_is_read_twice():
    engine, cache = ScriptedEngine(), ScoreCache()
    for _ in range(2):
        score_segments(engine, passages_of(LONG), CancelToken(), JUDGING, cache)
    assert len(engine.scored) == 1


def test_an_unknown_model_is_not_asked():
    found, engine = scores(f"{LONG}\n\nShort.", None)
    assert [passage.score.verdict for passage in found] == [Verdict.NOT_CALIBRATED, Verdict.TOO_SHORT]
    assert engine.scored == []
    assert judging_for("") is None
    assert not needs_engine(passages_of(LONG), calibrated=False)
    assert needs_engine(passages_of(LONG), calibrated=True)


@pytest.mark.parametrize("text", ["", "   \n\n", "\n"])
def test_no_text_has_no_passages(text: str):
    assert scores(text)[0] == []


def test_cancelled_before_it_began():
    cancel = CancelToken()
    cancel.set()
    assert score_segments(ScriptedEngine(), passages_of(LONG), cancel, JUDGING) == []


def test_a_hundred_thousand_words_become_passages():
    text = "\n\n".join(prose(100, seed) for seed in range(1000))
    parts = passages_of(text)
    assert len(parts) == 1000
    assert [part.start for part in parts] == sorted(part.start for part in parts)


class TestOwnCalibration:
    def test_curves_are_kept_by_the_models_checksum(self):
        assert realism_own.with_own(model(), "abc") is None
        realism_own.save_own(model(), "abc")
        other = replace(model().trees, base=0.5)
        assert realism_own.with_own(replace(model(), trees=other), "abc") is None, "another classifier's log odds"
        found = realism_own.with_own(model(), "abc")
        assert found is not None
        assert "abc" in found.sources

    def test_damaged_curves_are_none(self):
        realism_own.save_own(model(), "abc")
        realism_own.own_file("abc").write_text("{}")
        assert realism_own.with_own(model(), "abc") is None

    def test_passages_that_are_too_short_are_gone_on_with(self):
        corpus = "\n\n".join(prose(60, seed) for seed in range(60))
        engine = ScriptedEngine([" " + prose(20, seed) for seed in range(90, 120)])
        found = realism_own.calibrate_own(engine, [corpus], model(), CancelToken(), lambda _f: None)
        assert found.calibration.share.shape == model().calibration.share.shape

    def test_with_own_curves_writing_of_today_is_judged(self):
        everything = Modern(np.zeros(SIZE), np.zeros(len(STYLE) + len(USAGE)), 1.0)
        shipped = replace(model(("abc",)), modern=everything)
        read = [stats(90)]
        assert judging_with(shipped)([LONG], read)[0].note == MODERN
        realism_own.save_own(shipped, "abc")
        own = realism_own.with_own(shipped, "abc")
        assert own is not None
        assert judging_with(own)([LONG], read)[0].verdict is Verdict.SCORED

    def test_a_small_corpus_is_turned_down(self):
        with pytest.raises(realism_own.BadInput, match="40 are needed"):
            realism_own.calibrate_own(ScriptedEngine(), [LONG], model(), CancelToken(), lambda _f: None)

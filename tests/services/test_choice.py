from scriptwriter.domain.cue import Form
from scriptwriter.domain.generation import Begun, Chunk
from scriptwriter.domain.passage import Passage
from scriptwriter.services.choice import choose, is_in_blocks, ranked, repeated


def passage(index: int, text: str = "It rains.", used: tuple[str, ...] = (), loss: float = 2.0, finish: str = "stop"):
    return Passage(index, text, 5, 1.0, 1.0, finish, ("letter", "bridge"), used, loss)  # type: ignore[arg-type]


def test_keywords_count_before_everything_else():
    likely, full = passage(0, loss=1.0), passage(1, used=("letter", "bridge"), loss=3.0)
    assert ranked([likely, full])[0] is full


def test_whole_passages_before_cut_ones_and_likely_before_unlikely():
    cut, unlikely, likely = passage(0, finish="length"), passage(1, loss=3.0), passage(2, loss=2.0)
    assert ranked([cut, unlikely, likely]) == [likely, unlikely, cut]


def test_a_parrot_comes_last():
    parrot = passage(0, "I am here and I am here and I am here and I am here.", loss=0.1)
    assert ranked([parrot, passage(1)])[-1] is parrot
    assert ranked([passage(0, "   ", loss=0.0), parrot])[0] is parrot


def test_the_best_are_numbered_anew_and_whole():
    updates = [Begun(3, 0), Chunk(0, "a"), Chunk(1, "b"), passage(1, "b", ("letter",)), passage(0, "a")]
    given = list(choose(updates, 1))
    assert given[:2] == [Begun(3, 0), Chunk(0, "b")]
    assert [(one.index, one.text) for one in given if isinstance(one, Passage)] == [(0, "b")]


def test_in_a_script_what_is_no_block_comes_later():
    stray, whole = passage(0, "ANNE", loss=0.1), passage(1, "ANNE\nYes.")
    assert ranked([stray, whole], Form.SCRIPT)[0] is whole
    assert ranked([stray, whole], Form.PROSE)[0] is stray
    assert is_in_blocks("\n\nANNE\n(softly)\nYes.\n\nRain.")
    assert not is_in_blocks("Rain.\n\n(softly)\n\nMore rain.")
    assert is_in_blocks(" in the rain. (He goes.)")


def test_repetition():
    assert repeated("one two three four five") == 0
    assert repeated("one two") == 0
    assert repeated("a b c d a b c d") > 0.19

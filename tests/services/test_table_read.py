import pytest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput
from scriptwriter.domain.passage import Passage
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.formats.fountain import speeches
from scriptwriter.services.continuation import continue_text
from scriptwriter.services.table_read import Line, answer_wishes, answered, as_fountain, said, text_before_answer
from scriptwriter.services.wishes import Wishes

SCENE = "INT. ROOM - NIGHT\n\nThe clock strikes.\n\nANNE\nWho is there?"


def test_a_line_is_answered_in_character():
    engine = ScriptedEngine(["ANNE\n(softly)\nNobody you know.\n\nBOB\nStill."])
    read = [said("bob", "It is I.")]
    updates = continue_text(
        engine, text_before_answer(SCENE, read), answer_wishes(Wishes(n=3), "Anne"), CancelToken(), Form.SCRIPT
    )
    passage = next(update for update in updates if isinstance(update, Passage))
    asked = engine.requests[0]
    assert (asked.opening, asked.one_block, asked.n, asked.cue.character) == ("ANNE", True, 1, "ANNE")
    assert asked.text.endswith("BOB\nIt is I.\n\n")
    line = answered("Anne", passage.text)
    assert line == Line("ANNE", "(softly)\nNobody you know.", suggested=True)


def test_what_was_said_is_fountain():
    read = [said("", "A knock."), said("Bob", "It is I.\n\n(waits)\nOpen!"), Line("McAVOY", "No.")]
    text = as_fountain(read)
    assert text == "A knock.\n\nBOB\nIt is I.\n(waits)\nOpen!\n\n@McAVOY\nNo."
    assert next(name for name, _ in speeches(text)) == "BOB"


def test_it_can_begin_without_a_script():
    assert text_before_answer("", []) == "\n\n"
    assert text_before_answer("", [said("Bob", "Well?")]) == "BOB\nWell?\n\n"


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 3000])
def test_nothing_and_too_much_are_refused(text: str):
    with pytest.raises(BadInput):
        said("Bob", text)


def test_somebody_has_to_answer():
    with pytest.raises(BadInput, match="who"):
        answer_wishes(Wishes(), "  ")

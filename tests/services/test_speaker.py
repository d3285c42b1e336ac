import pytest

from scriptwriter.domain.cue import Form
from scriptwriter.services.speaker import opening_line

SCENE = "INT. ROOM - NIGHT\n\nThe clock strikes.\n\nBOB\nWho is there?"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "ANNE"),
        (SCENE, "ANNE"),
        (SCENE + "\n\n", "ANNE"),
        (SCENE + "\n\nThe door opens.", "ANNE"),
        (SCENE + "\n\nANNE\nIt is I.\n\n", "ANNE"),
        (SCENE + "\n\nThe door op", ""),  # the sentence ends first
        (SCENE + "\n\nANNE", ""),
        (SCENE + "\n\nANNE\n", ""),
        (SCENE + "\n\nBOB\n", ""),
        (SCENE + "\n\nANNE\n(softly)", ""),
        (SCENE + "\n\nANNE\n(softly)\n", ""),
        (SCENE + "\n\nANNE\nIt is I.", ""),  # she is speaking
        ("INT. ROOM - NIGHT", "ANNE"),
    ],
)
def test_where_the_name_has_to_come(text: str, name: str):
    assert opening_line(text, Form.SCRIPT, "ANNE") == name


def test_prose_and_no_character_have_no_such_line():
    assert opening_line(SCENE, Form.PROSE, "Anne") == ""
    assert opening_line(SCENE, Form.SCRIPT, None) == ""


def test_a_name_that_would_not_be_taken_for_one_is_marked():
    assert opening_line(SCENE, Form.SCRIPT, "McAvoy") == "@McAvoy"

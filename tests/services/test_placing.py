"""New text finds its place and tears nothing apart."""

import pytest

from scriptwriter.services.placing import fitted, spot_for_blocks, wants_blocks

NEW = "NEW"


def placed(text: str, first: int = 0) -> str:
    """Put a paragraph where ``|`` is."""
    at = text.index("|")
    line = text[:at].count("\n")
    column = at - (text.rfind("\n", 0, at) + 1)
    lines = text.replace("|", "").split("\n")
    spot = spot_for_blocks(lines, line, column, first)
    lines[spot.line] = lines[spot.line][: spot.column] + spot.padded(NEW) + lines[spot.line][spot.column :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("|", "NEW"),
        ("One.|", "One.\n\nNEW"),
        ("One.\n|", "One.\n\nNEW"),
        ("One.\n\n|", "One.\n\nNEW"),
        ("One.\n|\nTwo.", "One.\n\nNEW\n\nTwo."),
        ("One.|\n\nTwo.", "One.\n\nNEW\n\nTwo."),
        ("One.\n\n|\n\nTwo.", "One.\n\nNEW\n\nTwo."),
        ("|One.\n\nTwo.", "NEW\n\nOne.\n\nTwo."),
        ("One.\n\n|Two.", "One.\n\nNEW\n\nTwo."),
        ("One.\n\nTw|o.", "One.\n\nTwo.\n\nNEW"),
        ("ANNE|\nHello.\n\nTwo.", "ANNE\nHello.\n\nNEW\n\nTwo."),
        ("ANNE\n|Hello.\n\nTwo.", "ANNE\nHello.\n\nNEW\n\nTwo."),
        ("ANNE\nHello.\n  \nYo|u.", "ANNE\nHello.\n  \nYou.\n\nNEW"),
    ],
)
def test_paragraphs_stand_between_paragraphs(before: str, after: str):
    assert placed(before) == after


def test_nothing_goes_before_a_title_page():
    assert placed("|Title: X\nAuthor: Y\n\nOne.", first=2) == "Title: X\nAuthor: Y\n\nNEW\n\nOne."


@pytest.mark.parametrize(
    ("left", "text", "right", "wanted"),
    [
        ("One.", "Two.", "Three.", " Two. "),
        ("One. ", "Two.", " Three.", "Two."),
        ("One", ", two", ".", ", two"),
        ("“", "Two", "”", "Two"),
        ("", "Two.", "", "Two."),
    ],
)
def test_words_do_not_touch(left: str, text: str, right: str, wanted: str):
    assert fitted(left, text, right) == wanted


def test_what_stands_in_paragraphs_of_its_own():
    assert wants_blocks("", "Two.", " ")
    assert wants_blocks("One.", "Two.\n\nThree.", "")
    assert not wants_blocks("One.", "Two.", "")
    assert not wants_blocks("One and", "two.\n\nThree.", "")
    assert not wants_blocks("One.", "Two.\n\nThree.", "Four.")

from scriptwriter.domain.script import ElementKind as K
from scriptwriter.realism.segments import Segment, segments
from tests.realism.making import prose


def of_prose(text: str) -> list[Segment]:
    lines = text.split("\n")
    return segments(lines, [K.ACTION if line.strip() else K.BLANK for line in lines])


def test_a_long_paragraph_stands_alone_and_short_ones_go_together():
    long, short = prose(80), prose(20)
    text = f"{long}\n\n{short}\n\n{short}\n\n{short}\n\n{long}"
    found = of_prose(text)
    assert [text[part.start : part.end] for part in found] == [long, f"{short}\n\n{short}\n\n{short}", long]


def test_names_and_asides_are_not_judged():
    lines = ["INT. ROOM - DAY", "", "ANNE", "(softly)", prose(60), "", "She goes."]
    kinds = [K.SCENE_HEADING, K.BLANK, K.CHARACTER, K.PARENTHETICAL, K.DIALOGUE, K.BLANK, K.ACTION]
    first, last = segments(lines, kinds)
    assert first.text == lines[4]
    assert (last.text, last.words) == ("She goes.", 2)


def test_groups_stay_within_their_scene():
    lines = ["She waits.", "", "EXT. SEA - DAY", "", "He waits."]
    kinds = [K.ACTION, K.BLANK, K.SCENE_HEADING, K.BLANK, K.ACTION]
    assert [part.text for part in segments(lines, kinds)] == ["She waits.", "He waits."]


def test_a_very_long_paragraph_is_parted_at_sentence_ends():
    text = prose(1000)
    found = of_prose(text)
    assert all(150 <= part.words <= 300 for part in found)
    assert " ".join(part.text for part in found) == text
    assert found[0].start == 0
    assert found[-1].end == len(text)


def test_nothing():
    assert of_prose("") == []
    assert of_prose("\n\n \n") == []
    assert of_prose("***") in ([], [Segment(0, 3, "***", ("***",))])

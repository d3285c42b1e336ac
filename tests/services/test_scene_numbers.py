"""Scene numbers on demand, locked numbers, omitted scenes."""

from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.services import scene_numbers
from scriptwriter.services.outline import read_outline


def _apply(text: str, make) -> str:
    classifier = LineClassifier(text.split("\n"))
    lines = list(classifier.lines)
    for edit in sorted(make(classifier.lines, classifier.kinds), key=lambda edit: -edit.first_line):
        lines[edit.first_line : edit.first_line + edit.removed] = edit.added
    return "\n".join(lines)


def _script(*headings: str) -> str:
    return "\n\n".join(f"{heading}\n\nShe waits." for heading in headings)


def _numbers(text: str) -> list[str]:
    classifier = LineClassifier(text.split("\n"))
    return [item.number for item in read_outline(classifier.lines, classifier.kinds)]


def test_all_are_numbered_from_one():
    text = _script("INT. A - DAY", "EXT. B - DAY #7#", ".C")
    assert _numbers(_apply(text, scene_numbers.number_all)) == ["1", "2", "3"]
    assert _apply(_apply(text, scene_numbers.number_all), scene_numbers.remove_all) == text.replace(" #7#", "")


def test_locked_numbers_stay_and_new_scenes_come_between():
    text = _script("INT. A #1#", "INT. NEW", "INT. NEW", "INT. B #2#", "INT. LAST", "INT. LAST")
    assert _numbers(_apply(text, scene_numbers.number_new)) == ["1", "1A", "1B", "2", "3", "4"]
    text = _script("INT. NEW", "INT. A #1#", "INT. B #1A#", "INT. NEW", "INT. C #2#")
    assert _numbers(_apply(text, scene_numbers.number_new)) == ["0A", "1", "1A", "1B", "2"]


@given(st.lists(st.sampled_from(["INT. A", "INT. B #3#", "INT. C #3Z#", "INT. D #10#"]), min_size=1, max_size=12))
def test_new_numbers_are_never_taken_ones(headings):
    text = _script(*headings)
    old = [number for number in _numbers(text) if number]
    found = _numbers(_apply(text, scene_numbers.number_new))
    assert all(found)
    given_now = [new for new, was in zip(found, _numbers(text), strict=True) if not was]
    assert len(set(given_now)) == len(given_now)
    assert not set(given_now) & set(old)
    assert [new for new, was in zip(found, _numbers(text), strict=True) if was] == old


def test_a_scene_is_omitted_and_comes_back():
    text = _script("INT. A - DAY #1#", "INT. B - DAY #2#", "INT. C - DAY #3#").replace("She", "She /* not */")
    classifier = LineClassifier(text.split("\n"))
    item = read_outline(classifier.lines, classifier.kinds)[1]
    edit = scene_numbers.omit(classifier.lines, item.line, item.end)
    lines = list(classifier.lines)
    lines[edit.first_line : edit.first_line + edit.removed] = edit.added
    omitted = LineClassifier(lines)
    items = read_outline(omitted.lines, omitted.kinds)
    assert [(i.title, i.number, i.omitted) for i in items][1] == ("OMITTED", "2", True)
    assert len(items) == 3
    back = scene_numbers.restore(omitted.lines, items[1].line, items[1].end)
    assert back is not None
    lines[back.first_line : back.first_line + back.removed] = back.added
    assert "\n".join(lines) == text


def test_an_omitted_scene_without_its_text_cannot_come_back():
    assert scene_numbers.restore([".OMITTED #2#", "", "x"], 0, 3) is None

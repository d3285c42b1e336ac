"""The outline: what is found, and that moving loses nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.services.outline import (
    COLORS,
    Edit,
    ItemKind,
    OutlineItem,
    after_subtree,
    find_again,
    item_at,
    move,
    moved_to,
    read_outline,
    set_color,
    set_synopsis,
    step,
)

SCRIPT = """Title: Test

INT. NOWHERE - DAY

# Act I [[color blue]]
= It begins.

INT. KITCHEN - DAY #1A#
[[COLOR: Red]]
= They meet.
= They part.

JOHN
Hello.

## Later

.omitted #2#

# Act II

EXT. GARDEN - NIGHT [[a note]]

Rain."""


def outline(text: str) -> tuple[list[str], list[OutlineItem]]:
    classifier = LineClassifier(text.split("\n"))
    return classifier.lines, read_outline(classifier.lines, classifier.kinds)


def applied(lines: list[str], edit: Edit | None) -> str:
    assert edit is not None
    return "\n".join([*lines[: edit.first_line], *edit.added, *lines[edit.first_line + edit.removed :]])


def names(text: str) -> list[str]:
    return [item.title for item in outline(text)[1]]


def written(lines: list[str]) -> list[str]:
    return [line for line in lines if line.strip()]


def test_items_say_what_they_are():
    lines, items = outline(SCRIPT)
    assert [(item.kind.value, item.title, item.number, item.depth) for item in items] == [
        ("scene", "INT. NOWHERE - DAY", "", 1),
        ("section", "Act I", "", 1),
        ("scene", "INT. KITCHEN - DAY", "1A", 2),
        ("section", "Later", "", 2),
        ("scene", "omitted", "2", 3),
        ("section", "Act II", "", 1),
        ("scene", "EXT. GARDEN - NIGHT", "", 2),
    ]
    assert [item.color for item in items] == ["", "blue", "red", "", "", "", ""]
    assert items[2].synopses == ("They meet.", "They part.")
    assert [item.omitted for item in items].index(True) == 4
    assert items[1].end == items[2].line
    assert items[1].subtree_end == items[5].line
    assert items[3].subtree_end == items[5].line
    assert items[5].subtree_end == items[6].subtree_end == len(lines)


def test_nothing_is_found_in_a_comment():
    _, items = outline("INT. A - DAY\n\n/*\n\nINT. B - DAY\n\n[[color red]]\n\n*/\n\nText.")
    assert [item.title for item in items] == ["INT. A - DAY"]
    assert items[0].color == ""


def test_places_in_the_outline():
    _, items = outline(SCRIPT)
    assert [item_at(items, line) for line in (0, 2, 3, 4, 99)] == [-1, 0, 0, 1, 6]
    assert after_subtree(items, 1) == 5
    assert find_again(items[6], 6, items[3:]) == 3
    assert find_again(items[6], 6, items[:6]) == -1


def test_a_scene_moves_with_its_text():
    lines, items = outline("INT. A - DAY\n\nOne.\n\nINT. B - DAY\n\nTwo.")
    assert applied(lines, move(lines, items, 1, 0)) == "INT. B - DAY\n\nTwo.\n\nINT. A - DAY\n\nOne."
    assert applied(lines, move(lines, items, 0, 2)) == "INT. B - DAY\n\nTwo.\n\nINT. A - DAY\n\nOne."


def test_a_section_moves_with_all_it_contains():
    lines, items = outline(SCRIPT)
    text = applied(lines, move(lines, items, 1, 7))
    assert names(text) == [
        "INT. NOWHERE - DAY",
        "Act II",
        "EXT. GARDEN - NIGHT",
        "Act I",
        "INT. KITCHEN - DAY",
        "Later",
        "omitted",
    ]


@pytest.mark.parametrize("target", [1, 2, 3, 4, 5, -1, 8])
def test_nothing_moves_into_itself(target: int):
    lines, items = outline(SCRIPT)
    assert move(lines, items, 1, target) is None


def test_headings_without_blank_lines_stay_headings():
    lines, items = outline("# One\nINT. A - DAY\nText.\n# Two\nINT. B - DAY\nJOHN\n  \n.FORCED\nEnd.")
    for source in range(len(items)):
        for target in range(len(items) + 1):
            edit = move(lines, items, source, target)
            if edit is not None:
                assert sorted(names(applied(lines, edit))) == sorted(item.title for item in items)


def test_a_comment_that_is_never_closed_stays_at_the_end():
    lines, items = outline("INT. A - DAY\n\nText.\n\nINT. B - DAY\n\n/* cut")
    assert move(lines, items, 1, 0) is None


def test_an_edit_covers_only_what_changes():
    lines, items = outline("INT. A - DAY\n\nSame.\n\nINT. B - DAY\n\nSame.\n\nINT. C - DAY")
    edit = move(lines, items, 0, 2)
    assert edit == Edit(0, 5, ["INT. B - DAY", "", "Same.", "", "INT. A - DAY"])


_LINES = st.lists(
    st.sampled_from(
        [
            "",
            "",
            "INT. KITCHEN - DAY",
            "EXT. SEA - NIGHT #7#",
            ".FORCED",
            ".OMITTED #3#",
            "# Act",
            "## Sequence",
            "### Part",
            "= What happens.",
            "JOHN",
            "@Mary",
            "(softly)",
            "Some words.",
            "  ",
            " ",
            "~A song",
            "CUT TO:",
            "===",
            "[[color red]]",
            "[[an open note",
            "/* a comment",
            "the end of it */",
            "Title: x",
        ]
    ),
    max_size=40,
)


@given(_LINES, st.data())
def test_moving_loses_nothing(text: list[str], data: st.DataObject):
    lines, items = outline("\n".join(text))
    if not items:
        return
    source = data.draw(st.integers(0, len(items) - 1))
    target = data.draw(st.integers(0, len(items)))
    edit = move(lines, items, source, target)
    if edit is None:
        return
    after, now = outline(applied(lines, edit))
    assert sorted(written(after)) == sorted(written(lines))
    size = after_subtree(items, source) - source
    keys = [(item.title, item.number) for item in items]
    moved, rest = keys[source : source + size], keys[:source] + keys[source + size :]
    at = moved_to(items, source, target)
    assert [(item.title, item.number) for item in now] == rest[:at] + moved + rest[at:]
    body = written(lines[items[source].line : items[source].subtree_end])
    assert written(after[now[at].line : now[at].line + len(after)])[: len(body)] == body


@given(_LINES, st.data())
def test_moving_back_restores_the_order(text: list[str], data: st.DataObject):
    lines, items = outline("\n".join(text))
    scenes = [index for index, item in enumerate(items) if item.kind is ItemKind.SCENE]
    if not scenes:
        return
    source = data.draw(st.sampled_from(scenes))
    target = data.draw(st.integers(0, len(items)))
    edit = move(lines, items, source, target)
    if edit is None:
        return
    after, now = outline(applied(lines, edit))
    back = source if target > source else source + 1
    again = move(after, now, moved_to(items, source, target), back)
    if again is not None:  # None: a comment is open at the end
        assert written(applied(after, again).split("\n")) == written(lines)


@given(_LINES, st.data())
def test_a_step_is_a_move_to_another_place(text: list[str], data: st.DataObject):
    _, items = outline("\n".join(text))
    if items:
        source = data.draw(st.integers(0, len(items) - 1))
        target = step(items, source, data.draw(st.booleans()))
        assert target is None or not source <= target <= after_subtree(items, source)


def test_steps():
    _, items = outline("# A\n\n.a\n\n.b\n\n# B\n\n.c\n\n## D\n\n# E")
    titles = {item.title: index for index, item in enumerate(items)}
    assert step(items, titles["b"], up=True) == titles["a"]
    assert step(items, titles["a"], up=False) == titles["b"] + 1
    assert step(items, titles["b"], up=False) == titles["c"], "over the heading, to be the first of the next section"
    assert step(items, titles["B"], up=True) == titles["A"]
    assert step(items, titles["A"], up=False) == titles["E"], "over all of B"
    assert step(items, titles["A"], up=True) is None
    assert step(items, titles["E"], up=False) is None
    assert step(items, titles["D"], up=False) == len(items)
    assert step(items, titles["D"], up=True) == titles["B"]


def test_a_color_is_written_changed_and_taken_away():
    text = "INT. A - DAY\n\nText."
    lines, items = outline(text)
    red = applied(lines, set_color(lines, items[0], "red"))
    assert red == "INT. A - DAY\n[[color red]]\n\nText."
    lines, items = outline(red)
    assert set_color(lines, items[0], "red") is None
    blue = applied(lines, set_color(lines, items[0], "blue"))
    assert blue == "INT. A - DAY\n[[color blue]]\n\nText."
    lines, items = outline(blue)
    assert applied(lines, set_color(lines, items[0], "")) == text


def test_a_color_within_a_line_is_changed_there():
    lines, items = outline("INT. A - DAY #1# [[color red]]\n\nIt is [[COLOUR: Grey]] dark.")
    assert applied(lines, set_color(lines, items[0], "pink")) == "INT. A - DAY #1# [[color pink]]\n\nIt is dark."
    assert applied(lines, set_color(lines, items[0], "")) == "INT. A - DAY #1#\n\nIt is dark."


def test_an_unknown_color_is_refused():
    lines, items = outline("INT. A - DAY")
    with pytest.raises(ValueError, match="mauve"):
        set_color(lines, items[0], "mauve")


def test_a_color_that_stood_between_blank_lines_leaves_one():
    lines, items = outline("INT. A - DAY\n\n[[color red]]\n\nText.")
    assert applied(lines, set_color(lines, items[0], "")) == "INT. A - DAY\n\nText."


def test_a_synopsis_is_written_changed_and_taken_away():
    text = "INT. A - DAY\n[[color red]]\n\nText."
    lines, items = outline(text)
    one = applied(lines, set_synopsis(lines, items[0], " They meet.\n\nThey part. "))
    assert one == "INT. A - DAY\n[[color red]]\n= They meet.\n= They part.\n\nText."
    lines, items = outline(one)
    assert set_synopsis(lines, items[0], "They meet.\nThey part.") is None
    two = applied(lines, set_synopsis(lines, items[0], "== Nobody comes /* or [[ so"))
    lines, items = outline(two)
    assert items[0].synopses == ("Nobody comes / * or [ [ so",)
    assert applied(lines, set_synopsis(lines, items[0], "")) == text


def test_a_new_synopsis_keeps_the_color_that_stood_in_the_old_one():
    lines, items = outline("INT. A - DAY\n\n= Old. [[color red]]\n\nText.")
    lines, items = outline(applied(lines, set_synopsis(lines, items[0], "New.")))
    assert (items[0].color, items[0].synopses) == ("red", ("New.",))


@given(_LINES, st.data())
def test_colors_and_synopses_change_nothing_else(text: list[str], data: st.DataObject):
    # A line that only looks like a heading, right below one, becomes one when something comes between.
    lines, items = outline("\n".join(f"{line}\n" if line.startswith(("INT", "EXT", ".")) else line for line in text))
    if not items:
        return
    index = data.draw(st.integers(0, len(items) - 1))
    color = data.draw(st.sampled_from(["", *COLORS]))
    edit = set_color(lines, items[index], color)
    after, now = outline(applied(lines, edit)) if edit is not None else (lines, items)
    assert [item.title for item in now] == [item.title for item in items]
    assert now[index].color == color
    kept = [line for line in written(lines) if "[[color" not in line]
    assert [line for line in written(after) if "[[color" not in line] == kept
    said = data.draw(st.sampled_from(["", "One thing.", "One thing.\nAnother."]))
    edit = set_synopsis(after, now[index], said)
    last = outline(applied(after, edit))[1] if edit is not None else now
    assert "\n".join(last[index].synopses) == said
    assert [item.title for item in last] == [item.title for item in items]

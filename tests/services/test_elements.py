"""What Enter, Tab and the element commands make of a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.services.elements import CAPITALS, after_enter, after_tab, converted, finished, toggled_emphasis

_K = ElementKind


@pytest.mark.parametrize(
    ("kind", "text", "inserted", "then"),
    [
        (_K.SCENE_HEADING, "INT. A - DAY", "\n\n", None),
        (_K.ACTION, "She waits.", "\n\n", None),
        (_K.CHARACTER, "NELL", "\n", _K.DIALOGUE),
        (_K.PARENTHETICAL, "(softly)", "\n", _K.DIALOGUE),
        (_K.DIALOGUE, "No.", "\n\n", None),
        (_K.TRANSITION, "CUT TO:", "\n\n", _K.SCENE_HEADING),
        (_K.BLANK, "", "\n", None),
        (_K.SECTION, "# Act", "\n", None),
        (_K.TITLE_PAGE, "Title: x", "\n", None),
    ],
)
def test_enter_leads_to_what_usually_follows(kind, text, inserted, then):
    found = after_enter(kind, text, True, False)
    assert (found.text, found.kind) == (inserted, then)


def test_enter_in_the_middle_of_a_speech_does_not_end_it():
    assert after_enter(_K.DIALOGUE, "Yes. No.", False, False).text == "\n"


def test_tab_leads_to_the_other_element():
    assert after_tab(_K.ACTION, "x") is not None
    found = after_tab(_K.DIALOGUE, "Yes.")
    assert found is not None
    assert (found.text, found.back) == ("\n()", 1)
    assert after_tab(_K.ACTION, "") is None


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("NELL", _K.CHARACTER, "NELL"),
        ("McCLANE", _K.CHARACTER, "@McCLANE"),
        ("CUT TO:", _K.TRANSITION, "CUT TO:"),
        ("FADE OUT.", _K.TRANSITION, "> FADE OUT."),
        ("INT. A", _K.SCENE_HEADING, "INT. A"),
        ("THE SEA", _K.SCENE_HEADING, ".THE SEA"),
    ],
)
def test_a_mark_only_where_it_is_needed(text, kind, line):
    assert finished(text, kind) == line


_LINES = st.sampled_from(
    [
        "She waits.",
        "NELL",
        "INT. A - DAY",
        ".THE SEA",
        "@McCLANE",
        "> OUT",
        "> mid <",
        "~la",
        "# Act",
        "= s",
        "(x)",
        "!x",
    ]
)


@given(
    _LINES, st.sampled_from(sorted(CAPITALS | {_K.ACTION, _K.LYRICS, _K.CENTERED, _K.SECTION, _K.SYNOPSIS, _K.NOTE}))
)
def test_a_converted_line_is_what_was_asked_for(line: str, wanted: ElementKind):
    below = "text" if wanted is _K.CHARACTER else ""
    lines = ["", line, below]
    new = converted(lines, LineClassifier(lines).kinds, 1, wanted)
    assert LineClassifier(["", new, below]).kinds[1] is wanted
    letters = [c for c in line.upper() if c.isalnum()]
    assert [c for c in new.upper() if c.isalnum()] == letters


@given(st.text(alphabet="ab ", min_size=1, max_size=8), st.sampled_from(["*", "**", "_"]))
def test_emphasis_goes_on_and_off(text: str, mark: str):
    on = toggled_emphasis(text, mark)
    assert toggled_emphasis(on, mark) == text


def test_bold_is_not_taken_for_italic():
    assert toggled_emphasis("**a**", "*") == "***a***"

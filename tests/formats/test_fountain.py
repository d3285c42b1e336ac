import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scriptwriter.domain.cue import Form
from scriptwriter.domain.script import ElementKind as K
from scriptwriter.formats.fountain import (
    LineClassifier,
    character_name,
    guess_form,
    speeches,
    split_title_page,
)

SCRIPT = """\
Title: The Ferry
Credit: Written by
Author:
    A. Writer
Genre: romance

# Act One

= They meet.

INT. DRAWING-ROOM - NIGHT #1#

Rain at the windows. *Anne* stands by the fire.

GILBERT (V.O.)
(softly)
You came back, then.

ANNE
I came for my letter.
\x20\x20
~And for a song.

[[Does she lie?]]

@McCLANE ^
Who is there?

.A FORCED HEADING

!NOT A NAME
at all

> The End <

CUT TO:

>A forced transition

===

/* cut
ANNE
No.
*/

...and so on.

INNEN. KÜCHE - TAG
"""

KINDS = [
    "title_page",
    "title_page",
    "title_page",
    "title_page",
    "title_page",
    "blank",
    "section",
    "blank",
    "synopsis",
    "blank",
    "scene_heading",
    "blank",
    "action",
    "blank",
    "character",
    "parenthetical",
    "dialogue",
    "blank",
    "character",
    "dialogue",
    "dialogue",
    "lyrics",
    "blank",
    "note",
    "blank",
    "character",
    "dialogue",
    "blank",
    "scene_heading",
    "blank",
    "action",
    "action",
    "blank",
    "centered",
    "blank",
    "transition",
    "blank",
    "transition",
    "blank",
    "page_break",
    "blank",
    "boneyard",
    "boneyard",
    "boneyard",
    "boneyard",
    "blank",
    "action",
    "blank",
    "scene_heading",
    "blank",
]


def classify(text: str) -> list[str]:
    return [kind.value for kind in LineClassifier(text.split("\n")).kinds]


def test_every_element():
    assert classify(SCRIPT) == KINDS


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", [K.BLANK]),
        ("INT. ROOM", [K.SCENE_HEADING]),
        ("int. room - day", [K.SCENE_HEADING]),
        ("INTERIOR OF A ROOM", [K.ACTION]),
        ("ANNE", [K.ACTION]),  # nothing is said
        ("ANNE\nYes.", [K.CHARACTER, K.DIALOGUE]),
        ("Then\nANNE\nYes.", [K.ACTION, K.ACTION, K.ACTION]),  # no blank line before
        ("42\nis the answer", [K.ACTION, K.ACTION]),  # no letter, no name
        ("R2D2\nBeep.", [K.CHARACTER, K.DIALOGUE]),
        ("ANNE\nYes.\n\nShe goes.", [K.CHARACTER, K.DIALOGUE, K.BLANK, K.ACTION]),
        ("ANNE (on the phone)\nYes.", [K.CHARACTER, K.DIALOGUE]),
        ("..and so", [K.ACTION]),
        ("FADE TO:", [K.TRANSITION]),
        ("FADE TO:\nblack", [K.CHARACTER, K.DIALOGUE]),
        ("[[a note\nover two lines]]", [K.NOTE, K.NOTE]),
        ("She [[why?]] goes.", [K.ACTION]),
        ("[[a note\n  \nclosed]]", [K.NOTE, K.BLANK, K.NOTE]),  # two spaces hold it together
        ("ANNE\n.45 calibre.\n@home\n#1", [K.CHARACTER, K.DIALOGUE, K.DIALOGUE, K.DIALOGUE]),
        ("/* never closed\n\nShe goes.", [K.ACTION, K.BLANK, K.ACTION]),
        ("and/**or** so\n\nShe goes.", [K.ACTION, K.BLANK, K.ACTION]),
        ("[[never closed\n\nShe goes.", [K.ACTION, K.BLANK, K.ACTION]),
        ("She goes [[and\n\nINT. ROOM", [K.ACTION, K.BLANK, K.SCENE_HEADING]),
        ("She goes.\n\nCUT TO: \n\nX.", [K.ACTION, K.BLANK, K.ACTION, K.BLANK, K.ACTION]),
        ("A: b\nc", [K.ACTION, K.ACTION]),  # no title page: the second line is neither key nor indented
        ("Title: x", [K.TITLE_PAGE]),
    ],
)
def test_single_rules(text: str, kinds: list[K]):
    assert LineClassifier(text.split("\n")).kinds == kinds


LINE = st.sampled_from(
    [
        "", "  ", "ANNE", "GILBERT (V.O.)", "She goes.", "(softly)", "INT. ROOM - DAY", "CUT TO:", "> x <", "/*", "*/",
        "a /* b", "c */ d", "[[", "]]", "[[note]]",
        "Title: x", "Genre: y", "    indented", "# one", "= two", "===", "~la",
        "@Bob ^", "!LOUD", ".HEAD", "...",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(LINE, min_size=1, max_size=25),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6), st.lists(LINE, max_size=5)), max_size=6),
)
@example(["Title: x", "", "a"], [(1, 1, [])])
def test_reading_an_edit_again_is_reading_everything_again(lines, edits):
    classifier = LineClassifier(lines)
    for place, removed, added in edits:
        lines = list(classifier.lines)
        start = min(place, len(lines))
        gone = min(removed, len(lines) - start)
        if gone == len(lines) and not added:
            continue
        before = list(classifier.kinds)
        changed = classifier.replace(start, gone, added)
        lines[start : start + gone] = added
        fresh = LineClassifier(lines)
        assert classifier.lines == fresh.lines
        assert classifier.kinds == fresh.kinds
        # What lies outside of the reported range has kept its kind.
        assert classifier.kinds[: changed.start] == before[: changed.start]
        tail = len(classifier.kinds) - changed.stop
        assert tail == 0 or classifier.kinds[-tail:] == before[-tail:]


def test_a_small_edit_reads_only_a_few_lines():
    classifier = LineClassifier((SCRIPT * 50).split("\n"))
    middle = len(classifier.lines) // 2
    assert len(classifier.replace(middle, 1, [classifier.lines[middle] + "x"])) < 10


def test_the_cast_is_counted():
    text = "ANNE\nOne.\n\nGILBERT (V.O.)\nTwo.\n\nANNE ^\nThree.\n"
    assert LineClassifier(text.split("\n")).cast() == ["ANNE", "GILBERT"]


def test_the_scene_around_a_line():
    classifier = LineClassifier(["INT. A", "", "x", "", "INT. B", "", "y", "", "INT. C"])
    assert classifier.scene_at(6) == range(4, 8)
    assert classifier.scene_at(0) == range(4)


def test_speeches():
    assert speeches("ANNE\n(softly)\nYes.\nAnd no.\n\nShe goes.\n\nBOB\nBye.") == [
        ("ANNE", "Yes. And no."),
        ("BOB", "Bye."),
    ]


def test_names():
    assert character_name("@McCLANE (V.O.) (CONT'D) ^") == "McCLANE"
    assert character_name("  ANNE  ") == "ANNE"


def test_the_title_page():
    fields, body = split_title_page(SCRIPT)
    assert fields == {"title": "The Ferry", "credit": "Written by", "author": "A. Writer", "genre": "romance"}
    assert body.startswith("# Act One")
    assert split_title_page("No title.\n\nText") == ({}, "No title.\n\nText")


def test_the_form_is_guessed():
    assert guess_form(SCRIPT) is Form.SCRIPT
    assert guess_form("") is Form.SCRIPT
    assert guess_form("ANNE\nI know.") is Form.SCRIPT
    assert guess_form("It was a dark night, and nobody had come to the house for weeks. " * 5) is Form.PROSE
    assert (
        guess_form('Chapter One\n\n"Who is there?" said Anne, and went to the door of the old house. ' * 5)
        is Form.PROSE
    )


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str):
    classifier = LineClassifier(text.split("\n"))
    assert len(classifier.kinds) == len(classifier.lines) == text.count("\n") + 1
    guess_form(text)
    split_title_page(text)

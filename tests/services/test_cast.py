"""The cast: who says how much, and renaming."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scriptwriter.formats.fountain import LineClassifier, character_name
from scriptwriter.services.cast import CastMember, read_cast, rename

SCRIPT = """INT. JOHN'S HOUSE - DAY

JOHN (V.O.)
One two three.

@John ^
(to Mary)
Four [[not this one]] -- five.

Johnny, John and JOHNSON see that john is John-Paul.

EXT. SEA - NIGHT

MARY
~La la, John.

# John's end

/* John was here */

JOHN"""


def kinds_of(text: str) -> LineClassifier:
    return LineClassifier(text.split("\n"))


def cast_of(text: str) -> list[CastMember]:
    script = kinds_of(text)
    return read_cast(script.lines, script.kinds)


def renamed(text: str, old: str, new: str, in_text: bool) -> str:
    script = kinds_of(text)
    lines = list(script.lines)
    for edit in rename(script.lines, script.kinds, old, new, in_text):
        assert edit.removed == len(edit.added) == 1
        lines[edit.first_line] = edit.added[0]
    return "\n".join(lines)


def test_the_cast():
    john, mary = cast_of(SCRIPT)
    assert (john.name, john.speeches, john.words, john.scenes, john.first_line) == ("JOHN", 2, 5, (0,), 2)
    assert (mary.name, mary.speeches, mary.words, mary.scenes) == ("MARY", 1, 3, (11,))
    assert john.share == pytest.approx(5 / 8)


def test_no_cast():
    assert cast_of("") == []
    assert cast_of("INT. A - DAY\n\nNobody speaks.") == []


def test_only_cues():
    text = renamed(SCRIPT, "John", "Anna", in_text=False)
    assert text == SCRIPT.replace("JOHN (V.O.)", "ANNA (V.O.)").replace("@John ^", "@Anna ^")


def test_in_the_text():
    text = renamed(SCRIPT, "JOHN", "Anna", in_text=True)
    assert "INT. ANNA'S HOUSE" in text
    assert "Johnny, Anna and JOHNSON see that john is John-Paul." in text
    assert "~La la, Anna." in text
    assert "# Anna's end" in text
    assert "/* John was here */" in text
    assert text.endswith("\nANNA")


def test_names_of_others_stay():
    text = "MAN\nHello.\n\nMAN #2\nThe Man left Man #2 alone.\n\nOLD MAN (O.S.)\nAn old Man."
    assert renamed(text, "MAN", "GUARD", in_text=True) == (
        "GUARD\nHello.\n\nMAN #2\nThe Guard left Man #2 alone.\n\nOLD MAN (O.S.)\nAn old Man."
    )


def test_accents_belong_to_their_letters():
    text = "JOSE\nJose\u0301 is not Jose."
    assert renamed(text, "JOSE", "ANNA", in_text=True) == "ANNA\nJose\u0301 is not Anna."


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        ("Anne-marie", "ANNE-MARIE\nAnne-marie"),
        ("O'BRIEN", "O'BRIEN\nO'Brien"),
        ("ANN'S MOTHER", "ANN'S MOTHER\nAnn's Mother"),
        ("42", "@42\n42"),
        ("McKay", "MCKAY\nMcKay"),
        ("@McKay", "MCKAY\nMcKay"),
        ("int. house", "@INT. HOUSE\nInt. House"),
    ],
)
def test_case_follows_the_old_name(new: str, expected: str):
    assert renamed("JOHN\nJohn", "JOHN", new, in_text=True) == expected


@pytest.mark.parametrize("new", ["", "  ", "@", "ANN (V.O.)", "ANN ^"])
def test_what_is_no_name_changes_nothing(new: str):
    assert renamed(SCRIPT, "JOHN", new, in_text=True) == SCRIPT


_NAMES = ["JOHN", "MARY ANN", "O'BRIEN", "WILL", "JÜRGEN"]
_TEXT = st.lists(
    st.sampled_from(
        [
            "",
            "",
            "INT. JOHN'S HOUSE - DAY",
            "JOHN",
            "JOHN (V.O.) (CONT'D)",
            "  JOHN ^",
            "@John",
            "MARY ANN",
            "O'BRIEN ^",
            "WILL",
            "JÜRGEN (O.S.)",
            "JOHN SMITH",
            "Will John see Mary Ann? She will. JOHN too, and O'Brien's dog, and Jürgen.",
            "Johnny WILLIAMS met Johnson-John; goodwill, O'Brienne, John--Mary  Ann.",
            "(to John)",
            "/* John */",
            "= John wins.",
        ]
    ),
    max_size=30,
)


@given(_TEXT, st.sampled_from(_NAMES), st.sampled_from(["ZOË", "BEATRIX VON K", "XY-ZW"]), st.booleans())
def test_renaming_changes_only_the_name_and_back_again(text: list[str], old: str, new: str, in_text: bool):
    before = "\n".join(text)
    # A cue that begins the file may be read as something else when it is renamed.
    assume(not text or "John" not in text[0])
    after = renamed(before, old, new, in_text)
    assert kinds_of(after).kinds == kinds_of(before).kinds
    for was, now in zip(before.split("\n"), after.split("\n"), strict=True):
        assert was == now or (old.casefold() in " ".join(was.split()).casefold() and new.casefold() in now.casefold())
    script = kinds_of(after)
    cues = [line for line, kind in zip(script.lines, script.kinds, strict=True) if kind == "character"]
    assert all(character_name(cue).casefold() != old.casefold() for cue in cues)
    # Spellings of one name that differ come back as one.
    if "@John" not in text:
        spaced = before.replace("Mary  Ann", "Mary Ann") if in_text else before
        again = renamed(after, new, old, in_text)
        assert again.replace("Mary  Ann", "Mary Ann") == spaced or (not in_text and again == before)

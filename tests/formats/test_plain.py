from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptwriter.domain.screenplay import Screenplay
from scriptwriter.domain.script import ElementKind as K
from scriptwriter.formats import fountain_document
from scriptwriter.formats.plain import read_plain, write_plain

GOLDEN = Path(__file__).parents[1] / "golden"
EVERYTHING = fountain_document.read((GOLDEN / "everything.fountain").read_text(encoding="utf-8"))
OLD = """\
               12   INT. PARLOUR - NIGHT                               12

               The clock ticks. Nobody has come in for an hour, and the
               fire has burned down to almost nothing at all.

                                   MARGARET
                              (without looking up, as if the
                              door had opened)
                         You are late again, and I have been
                         sitting here the whole long evening.

               She turns.

                                   JOHN
                         No!

                                                            CUT TO:

               EXT. GARDEN - DAY

               Rain.
"""


def script_of(text: str) -> Screenplay:
    found = read_plain(text)
    assert isinstance(found, Screenplay)
    return found


class TestWriting:
    def test_golden(self):
        assert write_plain(EVERYTHING) == (GOLDEN / "everything.txt").read_text(encoding="utf-8")

    def test_columns(self):
        text = write_plain(fountain_document.read(f"JO\n(low)\n{'word ' * 20}\n\n{'deed ' * 20}\n\n> OUT\n"))
        lines = text.split("\n")
        assert lines[0] == " " * 20 + "JO"
        assert lines[1] == " " * 15 + "(low)"
        assert lines[2].startswith(" " * 10 + "word")
        assert max(len(line) for line in lines if "word" in line) <= 45
        assert max(len(line) for line in lines if "deed" in line) <= 60
        assert lines[-2] == "OUT".rjust(60)

    def test_prose_is_72_wide(self):
        text = write_plain(fountain_document.read(f"# One\n\n{'word ' * 40}\n\n***\n\nEnd.\n"), prose=True)
        assert "#".center(72).rstrip() in text
        assert 60 < max(len(line) for line in text.split("\n")) <= 72

    def test_no_title_page(self):
        assert "FERRY" not in write_plain(EVERYTHING, with_title_page=False).split("FADE IN:")[0]

    def test_nothing(self):
        assert write_plain(Screenplay()) == ""


class TestReading:
    def test_an_old_script(self):
        text = fountain_document.write(script_of(OLD))
        assert text == (
            "INT. PARLOUR - NIGHT #12#\n\n"
            "The clock ticks. Nobody has come in for an hour, and the fire has burned down to almost nothing "
            "at all.\n\n"
            "MARGARET\n(without looking up, as if the door had opened)\n"
            "You are late again, and I have been sitting here the whole long evening.\n\n"
            "She turns.\n\nJOHN\nNo!\n\nCUT TO:\n\nEXT. GARDEN - DAY\n\nRain.\n"
        )

    def test_what_was_written_is_read(self):
        kept = {K.SCENE_HEADING, K.CHARACTER, K.PARENTHETICAL, K.TRANSITION, K.PAGE_BREAK}
        again = script_of(write_plain(EVERYTHING))
        before = [one for one in EVERYTHING.elements if one.kind in kept and one.text != "THE NIGHT BEFORE"]
        after = [one for one in again.elements if one.kind in kept]
        assert [(one.kind, one.number, one.dual) for one in after] == [
            (one.kind, one.number, one.dual) for one in before
        ]
        assert again.title == "THE LAST FERRY A WINTER STORY"
        assert again.field("author") == ("Ada Brandt & Ole Lund",)

    def test_tabs(self):
        text = "\t\t\tJO\n\tYes.\n\nHe goes.\n\n\t\t\tANN\n\tNo.\n"
        assert fountain_document.write(script_of(text)) == "JO\nYes.\n\nHe goes.\n\nANN\nNo.\n"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "Dear John,\n\nthe ferry was late.\n",
            "    Once upon a time\nthere was a ferry.\n\n    It sank.\n",
            "JO\nYes.\n\nANN\nNo.\n",
            "Title: X\n\n          JO\n     Yes.\n\n          ANN\n     No.\n",
            "          JO\n     Yes. [[note]]\n\nGo.\n\n          ANN\n     No.\n",
            "WE NEED:\n  milk\n  eggs\n",
        ],
    )
    def test_other_text_stays_as_it_is(self, text: str):
        assert read_plain(text) is text

    @settings(max_examples=150, deadline=None)
    @given(
        st.lists(
            st.tuples(st.integers(0, 40), st.sampled_from(["JO", "yes", "(low)", "", "INT. A", "1", "\f", "A   B"]))
        )
    )
    def test_no_text_is_lost(self, lines: list[tuple[int, str]]):
        text = "\n".join(" " * indent + words for indent, words in lines)
        found = read_plain(text)
        if isinstance(found, Screenplay):
            wanted = sorted(word.strip("()") for _, words in lines for word in words.split())
            kept = [word.strip("()") for one in found.elements for word in (*one.text.split(), one.number)]
            assert sorted(filter(None, kept)) == [word for word in wanted if word]

from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.engine.window import TextWindow, cut_to


def words(text: str) -> int:
    return len(text.split())


def paragraphs(count: int) -> str:
    return "\n\n".join(f"Paragraph {number} has exactly seven words here." for number in range(count))


def test_short_text_is_kept_whole():
    assert TextWindow().fit("one two three", 10, words) == "one two three"


def test_full_window_is_cut_to_half_at_a_paragraph():
    text = paragraphs(40)
    cut = TextWindow().fit(text, 100, words)
    assert text.endswith(cut)
    assert cut.startswith("Paragraph ")
    assert 35 <= words(cut) <= 50


def test_the_cut_stays_where_it_is_while_the_text_grows():
    window = TextWindow()
    text = paragraphs(40)
    start = window.fit(text, 100, words)[:20]
    growths = 0
    for number in range(8):
        text += f"\n\nAnd then the writer typed line {number}."
        if window.fit(text, 100, words).startswith(start):
            growths += 1
    # Seven words a line: it grows from 50 to 100 before it is cut again.
    assert 5 <= growths <= 7


def test_an_edit_far_above_does_not_move_the_cut():
    window = TextWindow()
    text = paragraphs(40)
    before = window.fit(text, 100, words)
    assert window.fit("A new first line.\n\n" + text, 100, words) == before


def test_a_jump_to_the_beginning_shows_the_beginning():
    window = TextWindow()
    text = paragraphs(40)
    window.fit(text, 100, words)
    assert window.fit(text[:200], 100, words) == text[:200]


def test_no_room_shows_nothing():
    assert TextWindow().fit("some text", 0, words) == ""
    assert cut_to("some text", 0, words) == ""


@given(st.text(max_size=400), st.integers(0, 60))
def test_whatever_the_text_the_window_is_its_end_and_fits(text: str, budget: int):
    cut = TextWindow().fit(text, budget, len)
    assert text.endswith(cut)
    assert len(cut) <= budget

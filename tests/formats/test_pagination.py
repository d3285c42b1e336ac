"""Pages: nothing is lost between them, the trade's rules hold, reading on from an edit gives what reading all does."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.formats.geometry import A4, LETTER
from scriptwriter.formats.inline import strip_marks
from scriptwriter.formats.pagination import CONTINUED, MORE, Page, Paginator
from scriptwriter.formats.rows import breaks

_K = ElementKind
_WORDS = "She waits. The horn sounds twice over the water and nobody comes down to the landing at all."
_BLOCKS = st.sampled_from(
    [
        "INT. FERRY - NIGHT",
        "EXT. LANDING - DAY #12A#",
        _WORDS,
        _WORDS * 6,
        "NELL\n" + _WORDS,
        "NELL\n(softly)\n" + _WORDS * 3,
        "ELIAS (O.S.)\n" + _WORDS * 12,
        "NELL\nYes.\n\nELIAS ^\nNo. " + _WORDS,
        "CUT TO:",
        "> THE END <",
        "===",
        "# Act",
        "= A synopsis",
        "[[a note]]",
        "~a song",
        "x" * 150,
        "*Stars* and **bold** _lines_ that are long enough to go over the end of a row of print, surely.",
    ]
)
_SCRIPTS = st.lists(_BLOCKS, min_size=1, max_size=60).map("\n\n".join)


def _paginator(text: str, **more) -> Paginator:
    classifier = LineClassifier(text.split("\n"))
    return Paginator(classifier.lines, classifier.kinds, **more)


def _pages(text: str, **more) -> list[Page]:
    return list(_paginator(text, **more).pages())


@given(_SCRIPTS, st.sampled_from([LETTER, A4]))
def test_every_word_is_printed_once_and_fits(text: str, paper):
    pages = _pages(text, paper=paper)
    printed = []
    for page in pages:
        for placed in page.rows:
            assert 0 <= placed.down < paper.rows
            assert placed.row.column >= 0
            assert placed.row.column + len(placed.row.text) <= 62
            if placed.row.text != MORE and CONTINUED not in placed.row.text:
                printed.append(placed.row)
    classifier = LineClassifier(text.split("\n"))
    silent = (_K.NOTE, _K.BONEYARD, _K.SECTION, _K.SYNOPSIS, _K.PAGE_BREAK, _K.TITLE_PAGE)
    wanted = "".join(
        strip_marks(line) for line, kind in zip(classifier.lines, classifier.kinds, strict=True) if kind not in silent
    )
    in_order = "".join(row.text for row in sorted(printed, key=lambda row: (row.line, row.part)))
    letters = [c for c in wanted.replace("#12A#", "").upper() if c.isalnum()]
    assert [c for c in in_order.upper() if c.isalnum()] == letters


@given(_SCRIPTS)
def test_no_heading_or_name_is_left_at_the_bottom(text: str):
    pages = _pages(text)
    for page, following in itertools.pairwise(pages):
        last = max(page.rows, key=lambda placed: placed.down).row
        after = min(following.rows, key=lambda placed: placed.down).row
        assert last.kind is not _K.CHARACTER or last.text == MORE
        if last.kind is _K.SCENE_HEADING:
            # Only where a page break follows, or a whole page of headings.
            assert after.kind is _K.SCENE_HEADING or "===" in text
        if last.text == MORE:
            assert CONTINUED in after.text


@pytest.mark.parametrize("above", range(38, 58))
def test_a_heading_goes_with_a_transition_that_goes_with_the_next(above: int):
    text = "\n\n".join([*["x"] * (above // 2), "INT. FERRY - NIGHT", "CUT TO:", "CUT TO:", *["y"] * 3])
    if above % 2:
        text = "x\nx\n\n" + text
    for page in _pages(text)[:-1]:
        assert max(page.rows, key=lambda placed: placed.down).row.kind is not _K.SCENE_HEADING


@settings(max_examples=60)
@given(_SCRIPTS, st.integers(0, 10**6))
def test_reading_on_from_edits_is_reading_all(text: str, seed: int):
    dice = random.Random(seed)
    classifier = LineClassifier(text.split("\n"))
    kept = Paginator(classifier.lines, classifier.kinds)
    for _ in range(6):
        start = dice.randrange(len(classifier.lines))
        removed = dice.randrange(min(4, len(classifier.lines) - start + 1))
        added = dice.choice([[], ["", "NELL", _WORDS], [_WORDS * 4], ["INT. ROOM", ""], [""], ["x"]])
        if removed == len(classifier.lines) and not added:
            continue
        classifier.replace(start, removed, added)
        kept.shift(start, removed, len(added))
        kept.changed(start, removed, len(added))
        kept.read_more(None)
        fresh = Paginator(classifier.lines, classifier.kinds)
        assert kept.starts == fresh.starts


def test_a_speech_that_gets_shorter_may_go_back_a_page():
    """The page that begins in the middle of the speech must not hide the one that begins with it."""
    pair = f"NELL\nYes.\n\nELIAS ^\nNo. {_WORDS}"
    text = f"{pair}\n\nELIAS (O.S.)\n{_WORDS * 12}\nINT. ROOM\n{_WORDS * 4}\nYes.\n\nELIAS ^\nNo. {_WORDS}"
    classifier = LineClassifier(text.split("\n"))
    kept = Paginator(classifier.lines, classifier.kinds)
    assert kept.count > 2
    classifier.replace(9, 1, [""])
    kept.shift(9, 1, 1)
    kept.changed(9, 1, 1)
    kept.read_more(None)
    assert kept.starts == Paginator(classifier.lines, classifier.kinds).starts


def test_a_speech_goes_over_the_page_with_more_and_continued():
    text = "\n\n".join([_WORDS] * 15 + ["ELIAS (O.S.)\n" + _WORDS * 8])
    first, second, *_ = _pages(text)
    assert first.rows[-1].row.text == MORE
    assert second.rows[0].row.text == "ELIAS (O.S.) (CONT'D)"
    assert sum(placed.row.kind is _K.DIALOGUE for placed in first.rows) >= 2


def test_a_page_has_54_rows_on_letter_and_58_on_a4():
    text = "\n".join(["word"] * 200)
    assert len(_pages(text)[0].rows) == 54
    assert len(_pages(text, paper=A4)[0].rows) == 58


def test_a_heading_moves_with_its_scene():
    text = "\n".join(["word"] * 51) + "\n\nINT. ROOM - DAY\n\n" + _WORDS
    assert [page.start for page in _pages(text)] == [(0, 0), (52, 0)]


def test_a_forced_page_break_makes_no_empty_page():
    assert len(_pages("One.\n\n===\n\n===\n\nTwo.\n\n===\n")) == 2


def test_two_speeches_stand_side_by_side():
    (page,) = _pages("NELL\nYes.\n\nELIAS ^\nNo, and never in this life.")
    by_row = {}
    for placed in page.rows:
        by_row.setdefault(placed.down, []).append((placed.row.column, placed.row.text))
    assert by_row[0] == [(8, "NELL"), (39, "ELIAS")]
    assert by_row[1] == [(0, "Yes."), (31, "No, and never in this life.")]


def test_scene_numbers_are_not_part_of_the_heading():
    (page,) = _pages("INT. FERRY - NIGHT #12A#")
    assert (page.rows[0].row.text, page.rows[0].number) == ("INT. FERRY - NIGHT", "12A")


def test_a_story_is_double_spaced_and_chapters_begin_pages():
    pages = _pages("# One\n\nShe came.\n\n***\n\nShe went.\n\n# Two\n\nHe stayed.", prose=True)
    assert len(pages) == 2
    texts = [placed.row.text for placed in pages[0].rows]
    assert texts == ["One", "     She came.", "#", "     She went."]
    assert pages[0].rows[0].down == 18
    assert {b.down - a.down for a, b in zip(pages[0].rows[1:], pages[0].rows[2:], strict=False)} == {2}


def test_a_script_is_read_a_few_pages_at_a_time():
    text = "\n\n".join([_WORDS] * 400)
    lazy = _paginator(text, lazy=True)
    assert lazy.read_more(3)
    assert lazy.count == 4
    while lazy.read_more(3):
        pass
    assert lazy.starts == _paginator(text).starts


@given(st.text(alphabet="ab -", max_size=80), st.integers(1, 20))
def test_rows_are_never_too_wide(text: str, width: int):
    rows = breaks(text, width)
    assert all(0 <= end - start <= width for start, end in rows)
    assert "".join(text[a:b] for a, b in rows).replace(" ", "") == text.replace(" ", "")


def test_an_empty_script_is_one_page():
    assert [page.rows for page in _pages("")] == [[]]

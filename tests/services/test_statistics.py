import pytest

from scriptwriter.services.statistics import (
    LINES_PER_PAGE,
    WORDS_PER_PAGE,
    count_words,
    of_prose,
    of_script,
    script_pages,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  \n", 0),
        ("— ... !", 0),
        ("one", 1),
        ("Don't, mother-in-law!", 2),
        ("It is 10:30, or 1,000.5 to one.", 7),
        ("Grüße aus Köln", 3),
        ("Wait—no.", 2),
    ],
)
def test_words(text: str, words: int) -> None:
    assert count_words(text) == words


def test_prose() -> None:
    assert of_prose("") == of_prose("\n")
    assert of_prose("").pages == 0
    assert of_prose("two words\n").characters == 9
    assert of_prose("word " * WORDS_PER_PAGE).pages == 1
    assert of_prose("word " * (WORDS_PER_PAGE + 1)).pages == 2


def test_script_counts_the_file_and_lays_out_the_elements() -> None:
    found = of_script("ANNE\nYes.", [("character", "ANNE"), ("dialogue", "Yes.")])
    assert (found.words, found.characters, found.pages) == (2, 8, 1)
    assert of_script("", []).pages == 0


def test_a_page_of_one_line_actions() -> None:
    # Each takes its line and a blank one, but for the first on the page.
    full = (LINES_PER_PAGE + 1) // 2
    paragraph = [("action", "He waits."), ("blank", "")]
    assert script_pages(paragraph * full) == 1
    assert script_pages(paragraph * (full + 1)) == 2


def test_lines_of_one_paragraph_stand_close() -> None:
    assert script_pages([("action", "He waits.")] * LINES_PER_PAGE) == 1
    assert script_pages([("action", "He waits.")] * (LINES_PER_PAGE + 1)) == 2


def test_more_empty_lines_take_no_more_room() -> None:
    close = [("action", "He waits."), ("blank", "")] * 20
    wide = [("action", "He waits."), ("blank", ""), ("blank", ""), ("blank", "")] * 20
    assert script_pages(close) == script_pages(wide)


def test_narrow_dialogue_takes_more_room_than_action() -> None:
    text = "word " * 400
    assert script_pages([("dialogue", text)]) > script_pages([("action", text)])


def test_what_is_not_printed_takes_no_room() -> None:
    assert script_pages([("note", "x " * 5000), ("synopsis", "x"), ("action", "  ")]) == 0


def test_page_break_begins_a_new_page() -> None:
    assert script_pages([("action", "a"), ("page_break", ""), ("action", "b")]) == 2
    assert script_pages([("page_break", ""), ("action", "b")]) == 1


def test_one_endless_word_is_broken() -> None:
    assert script_pages([("action", "x" * 60 * LINES_PER_PAGE)]) == 1
    assert script_pages([("action", "x" * (60 * LINES_PER_PAGE + 1))]) == 2

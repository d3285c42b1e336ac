import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptwriter.domain.cue import MAX_KEYWORD_CHARS
from scriptwriter.services import samples
from scriptwriter.services.documents import load
from scriptwriter.services.keywords import MAX_CHARS, propose, uses

SCENE = """INT. OLD MILL - NIGHT

ANNE
I kept your letter under the floor, with the silver watch. Nobody has read the letter.

OLD TOM
(softly)
The watch was my father's. He lost it by the old bridge, and the letter with it.

ANNE
Then the bridge is where we begin.
"""


def texts(text: str, **options: object) -> list[str]:
    return [word.text for word in propose(text, **options)]  # type: ignore[arg-type]


def test_what_the_scene_is_about() -> None:
    found = " ".join(texts(SCENE))
    for word in ("letter", "watch", "bridge"):
        assert word in found


def test_names_headings_and_chosen_words_are_left_out() -> None:
    found = " ".join(texts(SCENE, exclude=["ANNE", "OLD TOM", "INT. OLD MILL - NIGHT", "letters"]))
    for word in ("anne", "tom", "mill", "night", "letter"):
        assert word not in found.split()
    assert "bridge" in found


def test_adjective_of_a_name_stays_free() -> None:
    text = "The young engine stood there. Nobody fed the young engine."
    assert "young engine" in texts(text, exclude=["YOUNG HARRY"])
    assert "young engine" not in texts(text, exclude=["YOUNG ENGINE"])


def test_at_most_as_many_as_asked_and_none_twice() -> None:
    text = load(samples.sample_files()[0]).text
    assert len(texts(text, top=3)) == 3
    assert texts(text, top=0) == []
    found = texts(text, top=20)
    words = [word for phrase in found for word in phrase.split()]
    assert len(found) == len(set(found)) > 8
    assert not any(f"{word}s" in words for word in found)


def test_best_first_and_the_same_each_time() -> None:
    scores = [word.score for word in propose(SCENE)]
    assert scores == sorted(scores)
    assert propose(SCENE) == propose(SCENE)


def test_german_text_has_german_small_words_left_out() -> None:
    found = texts("Der Brief liegt auf der Brücke, und nicht in dem Haus. Ich habe den Brief nicht gelesen.")
    words = " ".join(found).split()
    assert "brief" in words
    assert not {"nicht", "und", "der", "ich"} & set(words)


@pytest.mark.parametrize("text", ["", " \n", "\0\0", "...", "—", "1 2 3", "word", "😀", "a" * 1000])
def test_little_or_nothing_to_go_by(text: str) -> None:
    assert len(propose(text)) <= 1


def test_long_text_is_judged_by_its_end() -> None:
    beginning = "The zebra crossed the desert. " * 40_000
    ending = "The lantern swung in the harbour wind. " * (MAX_CHARS // 30)
    found = " ".join(texts(beginning + ending))
    assert "lantern" in found
    assert "zebra" not in found


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_keywords_that_fit_a_cue(text: str) -> None:
    for word in propose(text, top=5):
        assert 0 < len(word.text) <= MAX_KEYWORD_CHARS
        assert not set(word.text) & set(",<|>\n\0")


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("letter", "Two LETTERS came."),
        ("letters", "A letter."),
        ("old bridge", "by the old bridges, at dawn"),
        ("father", "my father's watch"),
        ("run", "They were running."),
        ("drawing room", "INT. DRAWING-ROOM - NIGHT"),
        ("Brücke", "Er ging nicht über die Brücken und die Straße."),
        ("café", "the CAFÉ"),
    ],
)
def test_other_endings_count(keyword: str, text: str) -> None:
    assert uses(keyword, text)


@pytest.mark.parametrize(
    ("keyword", "text"),
    [
        ("art", "a party"),
        ("old bridge", "the old stone bridge"),
        ("bridge", ""),
        ("", "anything"),
        ("!", "anything!"),
    ],
)
def test_parts_of_words_and_nothing_do_not_count(keyword: str, text: str) -> None:
    assert not uses(keyword, text)


def test_importing_does_not_pay_for_yake() -> None:
    code = "import sys, scriptwriter.services.keywords; print('yake' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

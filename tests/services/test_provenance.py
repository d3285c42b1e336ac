"""Marks follow the text: against a slow model that knows the origin of every single character."""

import itertools
import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.services import provenance_store, versions
from scriptwriter.services.project import Project
from scriptwriter.services.provenance import Mark, Marks, Origin, from_units, to_units
from scriptwriter.services.relocation import common_ends, recognised, relocate

ANNE = Origin("a", "Story 88M", "romance", "ANNE", ("letter", "bridge"), 1_795_000_000.0, "She waits.")


def _flat(marks, size: int) -> list[str]:
    found = [""] * size
    for mark in marks:
        assert 0 <= mark.start < mark.end <= size
        assert not any(found[mark.start : mark.end])
        found[mark.start : mark.end] = [mark.origin] * (mark.end - mark.start)
    return found


def _words(text: str, marks) -> list[str]:
    return [text[mark.start : mark.end] for mark in marks]


# -- edits -----------------------------------------------------------------------------------------

edit = st.tuples(st.integers(0, 60), st.integers(0, 12), st.integers(0, 8), st.sampled_from(["", "", "a", "b", "c"]))


@given(st.lists(edit, max_size=40))
def test_marks_are_what_a_list_of_characters_says(edits):
    marks, flat = Marks(), [""] * 20
    for wanted, most, added, origin in edits:
        place = min(wanted, len(flat))
        removed = min(most, len(flat) - place)
        pieces = (Mark(0, added, origin),) if origin and added else ()
        marks = marks.edited(place, removed, added, pieces)
        flat[place : place + removed] = [origin] * added
        assert _flat(marks, len(flat)) == flat
        found = list(marks)
        assert len(marks) == len(found) == sum(1 for _ in marks)
        assert [marks[at] for at in range(len(marks))] == found
        assert all(a.end < b.start or a.origin != b.origin for a, b in itertools.pairwise(found))


@given(st.lists(edit, max_size=25), st.integers(0, 70), st.integers(0, 70))
def test_asking_for_a_part(edits, one, other):
    marks, size = Marks(), 20
    for wanted, most, added, origin in edits:
        place = min(wanted, size)
        removed = min(most, size - place)
        marks = marks.edited(place, removed, added, (Mark(0, added, origin),) if origin and added else ())
        size += added - removed
    start, end = sorted((min(one, size), min(other, size)))
    assert marks.between(start, end) == [mark for mark in marks if mark.end > start and mark.start < end]
    assert _flat(marks.piece(start, end), end - start) == _flat(marks, size)[start:end]


def test_an_old_state_is_never_changed():
    first = Marks([Mark(2, 8, "a"), Mark(10, 12, "b")])
    before = list(first)
    second = first.edited(5, 0, 1).edited(0, 3, 0)
    assert list(first) == before
    assert list(second) == [Mark(0, 2, "a"), Mark(3, 6, "a"), Mark(8, 10, "b")]


def test_taking_the_writers_words_out_again_joins_the_mark():
    marks = Marks([Mark(0, 10, "a")]).edited(4, 0, 3)
    assert list(marks) == [Mark(0, 4, "a"), Mark(7, 13, "a")]
    assert list(marks.edited(4, 3, 0)) == [Mark(0, 10, "a")]


def test_marks_that_only_move_say_so():
    marks = Marks([Mark(5, 10, "a")])
    assert marks.edited(0, 0, 3).only_moved(marks)
    assert marks.edited(12, 0, 3).only_moved(marks)
    assert not marks.edited(6, 0, 1).only_moved(marks)
    assert not marks.edited(9, 3, 0).only_moved(marks)
    assert not marks.unmarked(5, 6).only_moved(marks)


def test_typing_costs_the_same_in_front_of_many_marks():
    marks = Marks(Mark(at, at + 5, "a") for at in range(0, 50_000, 10))
    marks = marks.edited(25_007, 0, 1)
    began = time.perf_counter()
    for step in range(1000):
        marks = marks.edited(25_008 + step, 0, 1)
    assert (time.perf_counter() - began) / 1000 < 0.0002


# -- Qt's way of counting --------------------------------------------------------------------------


@given(st.text(st.sampled_from("ab\n🎬é\U0001f600"), max_size=30), st.data())
def test_units_and_characters(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    (unit,) = to_units(text, [Mark(start, end, "a")])
    encoded = text.encode("utf-16-le")
    assert encoded[2 * unit.start : 2 * unit.end].decode("utf-16-le") == text[start:end]
    assert from_units(text, [unit]) == [Mark(start, end, "a")]


# -- finding again ---------------------------------------------------------------------------------

SCENE_ONE = "INT. FERRY - NIGHT\n\nAnne leans on the rail and counts the lights.\n\nANNE\nHe will not come."
SCENE_TWO = "EXT. BRIDGE - DAY\n\nGilbert waits below with a letter in his hand.\n\nGILBERT\nSit down a moment."


def _mark(text: str, words: str, origin: str = "a") -> Mark:
    at = text.index(words)
    return Mark(at, at + len(words), origin)


def test_text_written_before_moves_the_marks():
    words = "leans on the rail"
    new = "FADE IN:\n\n" + SCENE_ONE
    assert relocate(SCENE_ONE, new, [_mark(SCENE_ONE, words)]) == [_mark(new, words)]


def test_a_word_changed_elsewhere_in_the_line():
    words = "leans on the rail and counts the lights"
    new = SCENE_ONE.replace("Anne leans", "Annie leans").replace("rail", "railing").replace("FERRY", "SHIP")
    found = _words(new, relocate(SCENE_ONE, new, [_mark(SCENE_ONE, words)]))
    assert found == ["leans on the ", " and counts the lights"]  # another word is somebody else's


def test_another_passage_with_some_of_the_same_words_is_not_marked():
    new = SCENE_ONE.replace(
        "Anne leans on the rail and counts the lights.", "The captain and the mate are asleep below."
    )
    assert relocate(SCENE_ONE, new, [_mark(SCENE_ONE, "Anne leans on the rail and counts the lights.")]) == []


def test_scenes_that_change_places():
    old, new = f"{SCENE_ONE}\n\n{SCENE_TWO}\n", f"{SCENE_TWO}\n\n{SCENE_ONE}\n"
    marks = [_mark(old, "counts the lights.\n\nANNE\nHe will"), _mark(old, "with a letter in his hand", "b")]
    assert {mark.origin: new[mark.start : mark.end] for mark in relocate(old, new, marks)} == {
        "a": "counts the lights.\n\nANNE\nHe will",
        "b": "with a letter in his hand",
    }


def test_a_sentence_that_moves_within_a_paragraph():
    sentence = "Gilbert waits below with a letter."
    old = f"One. {sentence} Two is a little longer than that one. Three."
    new = f"One. Two is a little longer than that one. Three. {sentence}"
    assert "".join(_words(new, relocate(old, new, [_mark(old, sentence)]))).strip() == sentence


@given(st.text("ab \n", max_size=60), st.text("ab \n", max_size=60), st.integers(0, 60), st.integers(1, 20))
def test_what_is_found_again_is_the_same_text(old, new, start, size):
    marks = [Mark(start, min(start + size, len(old)), "a")] if start < len(old) else []
    found = relocate(old, new, marks)
    _flat(found, len(new))
    if old == new:
        assert found == marks


@given(st.text("ab", max_size=30), st.text("ab", max_size=30))
def test_common_ends(old, new):
    head, tail = common_ends(old, new)
    assert old[:head] == new[:head]
    assert old[len(old) - tail :] == new[len(new) - tail :]
    assert head + tail <= min(len(old), len(new))
    shorter = min(len(old), len(new))
    assert head == shorter or old[head] != new[head]
    assert head + tail == shorter or old[-1 - tail] != new[-1 - tail]


def test_a_thousand_pages():
    words = [f"{chr(97 + at % 26)}word{at}" for at in range(3000)]
    rng = random.Random(1)
    lines = []
    for scene in range(1800):
        lines += [f"INT. ROOM {scene % 40} - DAY", ""]
        for _ in range(8):
            lines += [" ".join(rng.choices(words, k=10)), "", rng.choice(["ANNE", "GILBERT"]), "Yes.", ""]
    old = "\n".join(lines)
    marks = [Mark(at, at + 200, "a") for at in range(100, len(old) - 300, 2000)]
    new = f"FADE IN:\n{old[:700_000]} hello {old[700_000:]}"
    began = time.perf_counter()
    found = relocate(old, new, marks)
    assert time.perf_counter() - began < 1.0  # 0.1 s on a quiet machine
    assert sum(mark.end - mark.start for mark in found) >= sum(mark.end - mark.start for mark in marks) - 1


def test_pasted_text_is_recognised():
    removed, marks = "She waits for the boat. ", [Mark(4, 22, "a")]
    assert recognised(removed, marks, removed) == marks
    assert _words("\n\nShe waits for the boat.", recognised(removed, marks, "\n\nShe waits for the boat.")) == [
        "waits for the boat"
    ]
    assert recognised(removed, marks, "waits for the boat") == []  # shorter than what can be told apart
    assert _words("She waits for the boat", recognised(removed, marks, "She waits for the boat")) == [
        "waits for the boat"
    ]
    assert recognised(removed, marks, "Nobody waits here any more.") == []


# -- keeping ---------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path):
    made = Project(tmp_path / "one.sqlite")
    yield made
    made.close()


def _keep(project: Project, text: str, *marks: Mark) -> None:
    provenance_store.keep(project, text, marks, {"a": ANNE})


def test_kept_marks_come_back(project):
    text = "Night. She waits. 🎬"
    _keep(project, text, Mark(7, 17, "a"))
    kept = provenance_store.read(project, text)
    assert kept.exact
    assert kept.marks == [Mark(7, 17, "a")]
    assert kept.origins == {"a": ANNE}


def test_a_changed_text_is_searched(project):
    _keep(project, "Night. She waits.", Mark(7, 17, "a"))
    kept = provenance_store.read(project, "FADE IN:\n\nNight. She waits.")
    assert not kept.exact
    assert kept.marks == [Mark(17, 27, "a")]


def test_a_script_without_suggestions_leaves_nothing(project):
    _keep(project, "Night.")
    assert project.database.query("SELECT * FROM marks") == []
    assert provenance_store.read(project, "Night.") == provenance_store.Kept([], {}, False)


def test_marks_that_are_gone_stay_gone(project):
    _keep(project, "She waits.", Mark(0, 10, "a"))
    _keep(project, "Hers.")
    assert provenance_store.read(project, "Hers.").marks == []
    assert provenance_store.read(project, "Hers. She waits.").marks == []


def test_every_version_keeps_its_own(project):
    for number in range(10):
        text = f"She waits. {number}"
        versions.add(project, text)
        _keep(project, text, Mark(0, 4 + number % 3, "a"))
    assert all(
        provenance_store.read(project, f"She waits. {number}").marks == [Mark(0, 4 + number % 3, "a")]
        for number in range(10)
    )


def test_texts_without_a_version_are_thinned(project):
    for number in range(30):
        _keep(project, f"She waits. {number}", Mark(0, 9, "a"))
    assert len(project.database.query("SELECT * FROM marks")) < 8
    assert len(project.database.query("SELECT * FROM marks WHERE text IS NOT NULL")) == 1


@pytest.mark.parametrize("broken", [b"", b"x\x9c", b"not zlib"])
def test_damaged_marks_are_none(project, broken):
    _keep(project, "She waits.", Mark(0, 3, "a"))
    with project.database.transaction() as connection:
        connection.execute("UPDATE marks SET marks = ?", (broken,))
    assert provenance_store.read(project, "She waits.").marks == []
    assert provenance_store.read(project, "She waits!").marks == []

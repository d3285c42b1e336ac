"""The retry tree: finding places again, its bounds, and the project that it is kept in."""

from dataclasses import replace
from pathlib import Path

import pytest

from scriptwriter.domain.errors import Failure
from scriptwriter.services import suggestions
from scriptwriter.services.project import Projects
from scriptwriter.services.suggestions import Alternative, AskedPlace, Round, Snapshot, SuggestionTree, key_of

BEFORE = "INT. ROOM - NIGHT\n\nGILBERT\nYou came.\n\nANNE\nI came"


def asked(before: str, *texts: str, at: float = 1.0, taken: bool = False) -> Round:
    alternatives = tuple(Alternative(number, text, taken=taken) for number, text in enumerate(texts))
    return Round(key_of(before), time=at, alternatives=alternatives)


def text_count(tree: SuggestionTree) -> int:
    return sum(len(one.alternatives) for one in tree.snapshot().rounds)


class TestPlaces:
    def test_white_space_makes_no_other_place(self):
        assert key_of(BEFORE) == key_of(BEFORE.replace("\n\n", "\n") + " \n")

    def test_other_words_do(self):
        assert key_of(BEFORE) != key_of(BEFORE + " back")

    def test_what_stands_far_before_may_change(self):
        long = "A word of it.\n" * 200 + BEFORE
        assert key_of(long) == key_of("Another beginning. " + long)

    def test_the_end_is_all_that_has_to_be_known(self):
        long = "A word of it.\n\n" * 2000 + BEFORE
        assert key_of(long) == key_of(long[-suggestions.TAIL_CHARS :])

    def test_a_place_is_found_in_the_script_wherever_it_went(self):
        anchor = suggestions.anchor_of(BEFORE)
        text = "EXT. SEA - DAY\n\nWaves.\n\n" + BEFORE + " home.\n"
        assert text[: suggestions.where(anchor, text)].endswith("I came")

    def test_of_two_places_that_look_alike_it_is_the_last(self):
        assert suggestions.where("I came", "I came. I came. No.") == len("I came. I came")

    def test_a_place_whose_words_are_gone_is_nowhere(self):
        assert suggestions.where(suggestions.anchor_of(BEFORE), "Something else.") is None

    def test_the_beginning_is_a_place(self):
        assert suggestions.where(suggestions.anchor_of(""), BEFORE) == 0

    def test_an_anchor_begins_with_a_whole_word(self):
        anchor = suggestions.anchor_of("extraordinary " * 40)
        assert set(anchor.split()) == {"extraordinary"}

    def test_places_stand_as_in_the_script_and_lost_ones_last(self):
        late, early, lost = (AskedPlace(name, name, time) for name, time in (("I came", 1), ("You came", 2), ("No", 0)))
        found = suggestions.in_order([late, lost, early], BEFORE)
        assert found == [(early, True), (late, True), (lost, False)]


class TestFitting:
    @pytest.mark.parametrize(
        ("text", "lead", "before", "expected"),
        [
            (" for it.", "", "I came", " for it."),
            (" for it.", "", "I came ", "for it."),
            ("for it.", " ", "I came", " for it."),
            ("\n\nANNE\nNo.", "", "I came\n\n", "ANNE\nNo."),
            ("ANNE\nNo.", "\n\n", "I came", "\n\nANNE\nNo."),
            (" for it.", "", "I came\n\n", "for it."),
        ],
    )
    def test_it_begins_where_the_cursor_stands(self, text: str, lead: str, before: str, expected: str):
        assert suggestions.fitted(text, lead, before) == expected


class TestTree:
    def test_rounds_of_a_place_come_oldest_first(self):
        tree = SuggestionTree()
        tree.add(BEFORE, asked(BEFORE, " b", at=2.0))
        tree.add(BEFORE, asked(BEFORE, " a", at=1.0))
        assert [one.alternatives[0].text for one in tree.rounds_at(key_of(BEFORE))] == [" a", " b"]

    def test_a_round_grows_with_its_alternatives(self):
        tree, one = SuggestionTree(), asked(BEFORE, " a")
        tree.add(BEFORE, one)
        tree.add(BEFORE, replace(one, alternatives=(*one.alternatives, Alternative(1, " b"))))
        assert [len(found.alternatives) for found in tree.rounds_at(one.place)] == [2]

    def test_what_was_taken_leads_to_another_place(self):
        tree, one = SuggestionTree(), asked(BEFORE, " for it.")
        tree.add(BEFORE, one)
        tree.take(one.id, 0)
        tree.reach(BEFORE + " for it.", (one.id, 0))
        child = tree.place(key_of(BEFORE + " for it."))
        assert child is not None
        assert child.parent == (one.id, 0)
        assert tree.round(one.id).alternatives[0].taken  # type: ignore[union-attr]

    def test_a_place_does_not_lead_to_itself(self):
        tree, one = SuggestionTree(), asked(BEFORE, " ")
        tree.add(BEFORE, one)
        tree.reach(BEFORE + " ", (one.id, 0))
        assert tree.place(one.place).parent is None  # type: ignore[union-attr]

    def test_the_oldest_go_first_and_those_that_were_taken_last(self):
        tree = SuggestionTree(limit=3)
        tree.add("one", asked("one", " taken", at=1.0, taken=True))
        tree.add("two", asked("two", " old", at=2.0))
        tree.add("three", asked("three", " a", " b", at=3.0))
        assert text_count(tree) == 3
        assert tree.rounds_at(key_of("one"))
        assert tree.place(key_of("two")) is None

    def test_half_a_character_is_no_reason_to_stop(self):
        tree = SuggestionTree()
        part = tree.add("half \ud83d", asked("half \ud83d", " a \ud83d"))
        assert (part.places[0].anchor, part.rounds[0].alternatives[0].text) == ("half ?", " a ?")


class TestProject:
    @pytest.fixture
    def projects(self, tmp_path: Path) -> Projects:
        return Projects(tmp_path / "projects")

    def test_a_restart_finds_everything_again(self, projects: Projects, tmp_path: Path):
        tree, one = (
            SuggestionTree(),
            Round(
                key_of(BEFORE), model="Starter", genre="romance", character="Anne", keywords=("old bridge",), lead=" "
            ),
        )
        one = replace(one, alternatives=(Alternative(0, " ünd so 🎭", ("old bridge",), "length", True),))
        tree.add(BEFORE, one)
        tree.reach(BEFORE + " ünd so 🎭", (one.id, 0))
        project = projects.open(tmp_path / "a.fountain", BEFORE)
        suggestions.join(project, tree.snapshot())
        project.close()
        again = projects.open(tmp_path / "a.fountain", BEFORE)
        assert suggestions.join(again, Snapshot()) == tree.snapshot()
        again.close()

    def test_writing_a_part_twice_changes_nothing(self, projects: Projects, tmp_path: Path):
        tree, project = SuggestionTree(), projects.open(tmp_path / "a.fountain", BEFORE)
        part = tree.add(BEFORE, asked(BEFORE, " a", " b"))
        suggestions.keep(project, part)
        suggestions.keep(project, part)
        assert suggestions.join(project, Snapshot()) == tree.snapshot()
        project.close()

    def test_it_is_bounded_on_the_disk_as_well(self, projects: Projects, tmp_path: Path):
        project = projects.open(tmp_path / "a.fountain", BEFORE)
        tree = SuggestionTree()
        for number in range(30):
            before = f"place {number}"
            one = asked(before, " a", " b", at=float(number), taken=number == 0)
            suggestions.keep(project, tree.add(before, one), limit=10)
        kept = suggestions.join(project, Snapshot())
        assert sum(len(one.alternatives) for one in kept.rounds) == 10
        assert [one.time for one in kept.rounds] == [0.0, 26.0, 27.0, 28.0, 29.0]
        assert len(kept.places) == 5
        project.close()

    def test_a_parent_that_is_known_stays(self, projects: Projects, tmp_path: Path):
        project = projects.open(tmp_path / "a.fountain", BEFORE)
        place = AskedPlace("key", "anchor", 1.0, ("round", 1))
        suggestions.keep(project, Snapshot((place,)))
        suggestions.keep(project, Snapshot((replace(place, parent=("other", 2)),)))
        assert suggestions.join(project, Snapshot()).places == (place,)
        project.close()

    def test_a_damaged_project_begins_anew(self, projects: Projects, tmp_path: Path):
        project = projects.open(tmp_path / "a.fountain", BEFORE)
        file = project.database.file
        project.close()
        file.write_bytes(b"nothing of the kind" * 100)
        project = projects.open(tmp_path / "a.fountain", BEFORE)
        assert suggestions.join(project, Snapshot()) == Snapshot()
        project.close()

    def test_words_that_somebody_has_spoilt_are_left_out(self, projects: Projects, tmp_path: Path):
        project = projects.open(tmp_path / "a.fountain", BEFORE)
        suggestions.keep(project, SuggestionTree().add(BEFORE, asked(BEFORE, " a")))
        with project.database.transaction() as connection:
            connection.execute("UPDATE suggestions SET used = 'no list'")
        assert suggestions.join(project, Snapshot()).rounds[0].alternatives[0].used == ()
        project.close()

    def test_a_disk_that_refuses_is_one_failure(self, projects: Projects, tmp_path: Path):
        project = projects.open(tmp_path / "a.fountain", BEFORE)
        with project.database.transaction() as connection:
            connection.execute("DROP TABLE suggestions")
        with pytest.raises(Failure):
            suggestions.keep(project, SuggestionTree().add(BEFORE, asked(BEFORE, " a")))
        project.close()

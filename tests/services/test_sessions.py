"""What was written when, and what a script is made of."""

import datetime
from pathlib import Path

from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.services.project import Project
from scriptwriter.services.sessions import Session, add, by_day, figures, sessions

_NOON = datetime.datetime(2026, 6, 15, 12).timestamp()
_DAY = 86_400


def test_sessions_are_kept_in_order_and_added_up_by_day(tmp_path: Path):
    project = Project(tmp_path / "x.sqlite")
    add(project, Session(_NOON - 60, _NOON, 100, 150))
    add(project, Session(_NOON - 50, _NOON + 60, 150, 140))
    add(project, Session(_NOON - _DAY, _NOON - _DAY, 70, 100))
    add(project, Session(_NOON, _NOON, 140, 140))
    found = sessions(project)
    assert [one.words_after for one in found] == [100, 150, 140]
    days = by_day(found, 3, _NOON)
    assert [words for _, words in days] == [0, 30, 40]
    assert days[-1][0] == datetime.date(2026, 6, 15)
    project.close()


def test_a_script_is_counted_by_its_elements():
    text = (
        "INT. FERRY - NIGHT\n\nShe waits here. \n\nNELL\n(softly)\nYes, I do.\n\nEXT. SEA - DAY\n\n[[a note]]\n\n= so"
    )
    classifier = LineClassifier(text.split("\n"))
    found = figures(classifier.lines, classifier.kinds)
    assert (found.scenes, found.inside, found.outside) == (2, 1, 1)
    assert (found.spoken_words, found.action_words) == (3, 3)
    assert found.words == 3 + 3 + 3 + 3 + 2

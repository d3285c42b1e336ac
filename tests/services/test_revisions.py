"""Revisions: what has changed since a draft."""

import datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.services import revisions, versions
from scriptwriter.services.project import Project

_LINES = st.lists(st.sampled_from(["a", "b", "c", ""]), min_size=1, max_size=10)


def test_each_revision_has_the_next_color_and_its_text(tmp_path: Path):
    project = Project(tmp_path / "x.sqlite")
    first = revisions.begin(project, "one", datetime.date(2026, 1, 2))
    second = revisions.begin(project, "two")
    assert [one.color for one in revisions.revisions(project)] == ["blue", "pink"]
    assert first.day == "2026-01-02"
    assert versions.text_of(project, first.version) == "one"
    assert versions.text_of(project, second.version) == "two"
    assert all(one.name for one in versions.versions(project))
    revisions.end(project)
    assert revisions.revisions(project) == []
    assert len(versions.versions(project)) == 2
    project.close()


def test_what_is_new_and_what_is_gone_is_marked():
    base: str = "one\n\ntwo\n\nthree"
    assert revisions.changed_lines(base, "one\n\nTWO\n\nthree".splitlines()) == {2}
    assert revisions.changed_lines(base, "one\n\ntwo\n\nnew\n\nthree".splitlines()) == {4}
    assert revisions.changed_lines(base, "one\n\nthree".splitlines())


@given(_LINES, _LINES)
def test_marks_are_lines_of_the_text_and_none_where_nothing_changed(old, new):
    marks = revisions.changed_lines("\n".join(old), new)
    assert all(0 <= at < len(new) for at in marks)
    if old == new:
        assert not marks
    elif any(new) and [line for line in old if line] != [line for line in new if line]:
        assert marks

"""What belongs to a script is found again: after renaming, moving, copying; versions and their thinning."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.domain.errors import Failure
from scriptwriter.services import versions
from scriptwriter.services.project import Project, Projects
from scriptwriter.services.versions import Version

_NOON = datetime.datetime(2026, 6, 15, 12).timestamp()
_DAY = 86_400


@pytest.fixture
def projects(tmp_path: Path):
    made = Projects(tmp_path / "projects")
    yield made
    made.close()


@pytest.fixture
def script(tmp_path: Path) -> Path:
    file = tmp_path / "play.fountain"
    file.write_text("INT. ROOM", encoding="utf-8")
    return file


def _note(projects: Projects, path: Path, text: str, value: str | None = None, **more: Path) -> str | None:
    project = projects.open(path, text, **more)
    if value is not None:
        project.set_fact("note", value)
    found = project.fact("note")
    project.close()
    return found


def test_the_same_path_has_the_same_project(projects, script):
    _note(projects, script, "INT. ROOM", "hers")
    assert _note(projects, script, "something else altogether") == "hers"


def test_a_moved_script_is_recognised(projects, script, tmp_path):
    _note(projects, script, "INT. ROOM", "hers")
    moved = tmp_path / "renamed.fountain"
    script.rename(moved)
    assert _note(projects, moved, "INT. ROOM", "his") == "hers" or _note(projects, moved, "INT. ROOM") == "his"
    script.write_text("new", encoding="utf-8")
    assert _note(projects, script, "new") is None


def test_a_copied_script_begins_with_a_copy(projects, script, tmp_path):
    _note(projects, script, "INT. ROOM", "hers")
    copy = tmp_path / "copy.fountain"
    copy.write_text("INT. ROOM", encoding="utf-8")
    assert _note(projects, copy, "INT. ROOM") == "hers"
    _note(projects, copy, "INT. ROOM", "the copy's own")
    assert _note(projects, script, "INT. ROOM") == "hers"


def test_saving_under_another_name_takes_a_copy_along(projects, script, tmp_path):
    _note(projects, script, "INT. ROOM", "hers")
    other = tmp_path / "other.fountain"
    assert _note(projects, other, "INT. ROOM, and more", original=script) == "hers"


def test_two_empty_scripts_are_not_taken_for_each_other(projects, tmp_path):
    _note(projects, tmp_path / "a", "", "a's")
    assert _note(projects, tmp_path / "b", "") is None


def test_the_files_are_private(projects, script, tmp_path):
    projects.open(script, "x").close()
    for file in (tmp_path / "projects").iterdir():
        assert file.stat().st_mode & 0o077 == 0


def test_a_damaged_project_is_put_aside(tmp_path):
    file = tmp_path / "x.sqlite"
    file.write_bytes(b"not a database at all, but long enough to be one" * 50)
    project = Project(file)
    assert project.database.put_aside is not None
    assert project.database.put_aside.exists()
    project.set_fact("a", [1])
    assert project.fact("a") == [1]
    project.close()


def test_versions_are_kept_and_given_back(tmp_path):
    project = Project(tmp_path / "x.sqlite")
    versions.add(project, "one word", now=_NOON)
    versions.add(project, "one word", now=_NOON + 1)
    versions.add(project, "two words\u00a0😀", versions.RECOVERED, now=_NOON + 2)
    newest, oldest = versions.versions(project)
    assert (newest.reason, oldest.words) == (versions.RECOVERED, 2)
    assert versions.text_of(project, newest.number) == "two words\u00a0😀"
    with pytest.raises(Failure):
        versions.text_of(project, 99)
    project.close()


def test_thinning_keeps_today_days_and_weeks(tmp_path):
    project = Project(tmp_path / "x.sqlite")
    for day in range(120, -1, -1):
        for hour in (0, 1, 2):
            versions.add(project, f"{day} {hour}", now=_NOON - day * _DAY + hour * 3600)
    found = versions.versions(project)
    ages = [round((_NOON - one.time) / _DAY) for one in found]
    assert sum(age == 0 for age in ages) == 3
    assert all(sum(age == day for age in ages) == 1 for day in range(1, 31))
    assert 11 <= sum(age > 30 for age in ages) <= 14
    project.close()


def test_named_versions_stay(tmp_path):
    project = Project(tmp_path / "x.sqlite")
    versions.add(project, "first draft", now=_NOON - 100 * _DAY)
    versions.rename(project, versions.versions(project)[0].number, "First draft")
    for hour in range(5):
        versions.add(project, f"later {hour}", now=_NOON - 100 * _DAY + 60 * (hour + 1))
    versions.add(project, "today", now=_NOON)
    assert [one.name for one in versions.versions(project)] == ["", "", "First draft"]
    project.close()


@given(st.lists(st.integers(0, 400 * 24), max_size=60), st.lists(st.booleans(), min_size=60, max_size=60))
def test_thinning_never_takes_the_newest_and_is_stable(hours, named):
    found = [
        Version(number, _NOON - hour * 3600, 1, versions.SAVED, "n" if named[number] else "")
        for number, hour in enumerate(sorted(hours, reverse=True))
    ]
    gone = set(versions.superfluous(found, _NOON))
    kept = [one for one in found if one.number not in gone]
    if found:
        assert found[-1].number not in gone
    assert not any(one.name for one in found if one.number in gone)
    assert versions.superfluous(kept, _NOON) == []

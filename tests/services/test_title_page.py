"""The title page's form changes what it must and nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.services.title_page import FIELDS, field_of, read_fields, write_fields

_VALUES = st.lists(st.text(alphabet="abc é&-.", min_size=1, max_size=9).map(str.strip), max_size=3).map("\n".join)


def _write(text: str, **wanted: str) -> str:
    classifier = LineClassifier(text.split("\n"))
    edit = write_fields(classifier.lines, classifier.kinds, {key.replace("_", " "): v for key, v in wanted.items()})
    lines = list(classifier.lines)
    if edit is not None:
        lines[edit.first_line : edit.first_line + edit.removed] = edit.added
    return "\n".join(lines)


def _read(text: str) -> dict[str, str]:
    classifier = LineClassifier(text.split("\n"))
    return read_fields(classifier.lines, classifier.kinds)


def test_a_script_without_one_gets_one():
    assert _write("INT. A - DAY", Title="The Ferry", Author="Ann") == "Title: The Ferry\nAuthor: Ann\n\nINT. A - DAY"
    assert _write("", Title="The Ferry").startswith("Title: The Ferry\n")


def test_only_what_changed_changes():
    text = "title: Old\nAuthors: Ann\nMy field: kept\nContact:\n    a\n    b\n\nINT. A - DAY"
    assert _write(text, Title="New", Author="Ann") == text.replace("Old", "New")
    assert _write(text) == text


def test_an_empty_field_goes_and_so_does_an_empty_page():
    text = "Title: Old\nAuthor: Ann\n\nINT. A - DAY"
    assert _write(text, Author="") == "Title: Old\n\nINT. A - DAY"
    assert _write(text, Author="", Title="") == "INT. A - DAY"
    assert _write("Title: Old", Title="") == ""


@given(st.dictionaries(st.sampled_from(FIELDS), _VALUES, max_size=5))
def test_what_is_written_is_read(fields: dict[str, str]):
    text = _write("INT. A - DAY\n\nShe waits.", **{key.replace(" ", "_"): value for key, value in fields.items()})
    found = _read(text)
    for key, value in fields.items():
        lines = [line.strip() for line in value.split("\n") if line.strip()]
        assert field_of(found, key).split("\n") == (lines or [""])
    assert text.endswith("INT. A - DAY\n\nShe waits.")

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scriptwriter.domain.errors import BadInput
from scriptwriter.services.corpus.tables import Row, encoding_of, read_rows

#: Many control characters would make a binary file of it.
_LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufeff\ufffd")
_CELL = st.text(_LETTERS | st.sampled_from("\t\n\r\",;|\\' "), max_size=20)
_NAMES = ["character", "line", "episode", "note"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


def rows_of(path: Path) -> list[Row | None]:
    return list(read_rows(path))


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_was_written_comes_back(path: Path, data: st.DataObject):
    width = data.draw(st.integers(2, 4))
    rows = [_NAMES[:width], *data.draw(st.lists(st.lists(_CELL, min_size=width, max_size=width), max_size=8))]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    path.write_bytes(text.getvalue().encode())
    assert rows_of(path) == rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separators_and_encodings_are_found_out(path: Path, delimiter: str, encoding: str):
    rows = [["Figur", "Zeile"], *(["Jörg", f"Über die Brücke, ja; wirklich | {n}"] for n in range(20))]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    assert rows_of(path) == rows


def test_utf_16_without_a_mark(path: Path):
    path.write_bytes("name,line\r\nAnna,Good morning\r\n".encode("utf-16-le"))
    assert rows_of(path) == [["name", "line"], ["Anna", "Good morning"]]


def test_one_broken_byte_makes_no_other_encoding(path: Path):
    path.write_bytes(("name,line\n" + "Jörg,schön\n" * 30).encode() + b"Anna,\xff!\n")
    assert encoding_of(path) == "utf-8"
    assert rows_of(path)[1] == ["Jörg", "schön"]


def test_a_table_that_breaks_off_is_read_to_there(path: Path):
    path.write_bytes('name,line\nAnna,Yes\nBen,"and then I said ü'.encode()[:-1])
    assert rows_of(path) == [["name", "line"], ["Anna", "Yes"], ["Ben", "and then I said "]]


def test_nul_characters_are_left_out_and_blank_rows_too(path: Path):
    path.write_bytes(b"name,line\n\n" + b"Anna,one two three four five six seven\n" * 5 + b"Ben,a\0b\n")
    assert rows_of(path)[-1] == ["Ben", "ab"]
    assert [] not in rows_of(path)


def test_quotation_marks_behind_backslashes_and_spaces(path: Path):
    path.write_text('name,line\nAnna,"He said \\"go, now\\" and left"\n')
    assert rows_of(path)[1] == ["Anna", 'He said "go, now" and left']
    path.write_text('name, line\nAnna, "One, two"\n')
    assert rows_of(path)[1] == ["Anna", "One, two"]


def test_a_field_may_be_huge(path: Path):
    long = "word " * 200_000
    path.write_text(f'name,line\nAnna,"{long}"\nBen,Yes\n')
    assert rows_of(path)[1:] == [["Anna", long], ["Ben", "Yes"]]


def test_a_quotation_mark_that_never_closes_takes_only_a_part(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("scriptwriter.services.corpus.tables._MAX_FIELD", 1000)
    old = csv.field_size_limit(1000)
    try:
        path.write_text('name,line\nAnna,"open\n' + "Ben,something to say\n" * 200)
        found = rows_of(path)
    finally:
        csv.field_size_limit(old)
    assert None in found
    assert found[-1] in (["Ben", "something to say"], None)


def test_other_line_ends(path: Path):
    path.write_bytes(b"name,line\rAnna,Yes\rBen,No\r")
    assert rows_of(path) == [["name", "line"], ["Anna", "Yes"], ["Ben", "No"]]


def test_json_lines_and_lists(tmp_path: Path):
    found = [{"name": "Anna", "line": "Yes", "n": 1}, {"line": "No", "name": "Ben", "n": None}]
    lines = tmp_path / "a.jsonl"
    lines.write_text("\n".join(map(json.dumps, found)) + "\n{broken\n[1]\n")
    rows: list[Row | None] = [["name", "line", "n"], ["Anna", "Yes", "1"], ["Ben", "No", ""]]
    assert rows_of(lines) == [*rows, None, None]
    listed = tmp_path / "b.json"
    listed.write_text(json.dumps(found))
    assert rows_of(listed) == rows
    listed.write_text(json.dumps({"rows": found}))
    assert rows_of(listed) == rows


def test_binary_and_missing_files_are_turned_down(path: Path):
    path.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(BadInput, match=r"table\.csv is not a text file"):
        rows_of(path)
    path.unlink()
    with pytest.raises(BadInput, match="cannot be read"):
        rows_of(path)


def test_how_far_it_is(path: Path):
    path.write_text("name,line\n" + "Anna,Yes\n" * 5000)
    reached: list[int] = []
    list(read_rows(path, reached.append))
    assert reached == sorted(reached)
    assert reached[-1] == path.stat().st_size

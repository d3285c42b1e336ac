"""The report on suggestions, letter by letter, and what it counts."""

import csv
import datetime
import io
import json
import os
from pathlib import Path

import pytest

from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.services.provenance import Mark, Origin
from scriptwriter.services.provenance_report import WRITERS, Labels, percent, report, suggested_words, summary, write

GOLDEN = Path(__file__).parents[1] / "golden"
BERLIN = datetime.timezone(datetime.timedelta(hours=1))
TEXT = """\
INT. FERRY - NIGHT

Anne leans on the rail <and counts> the lights.

EXT. BRIDGE - DAY

GILBERT
Sit down a long moment.

=== no formula
"""
ORIGINS = {
    "a": Origin(
        "a", "Story 88M", "romance", "ANNE", ("letter", "bridge"), 1_795_266_300.0, " <and counts> the lights."
    ),
    "b": Origin("b", "", "", "", (), 1_795_266_900.0, "GILBERT\nSit down a moment.\n\n=== no formula"),
}


def _mark(words: str, origin: str) -> Mark:
    at = TEXT.index(words)
    return Mark(at, at + len(words), origin)


MARKS = [
    _mark(" <and counts> the lights.", "a"),
    _mark("GILBERT\nSit down a ", "b"),
    _mark("moment.\n\n=== no formula", "b"),
]


def _page(line: int) -> int:
    return 1 if line < 4 else 2


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_files(suffix: str, tmp_path: Path):
    target = tmp_path / f"origins{suffix}"
    write(report(TEXT, MARKS, ORIGINS, page_of=_page), target, "ferry & co.fountain", zone=BERLIN)
    golden = GOLDEN / f"origins{suffix}"
    if os.environ.get("WRITE_GOLDEN"):
        golden.write_bytes(target.read_bytes())
    assert target.read_bytes() == golden.read_bytes()


def test_the_figures():
    found = report(TEXT, MARKS, ORIGINS, page_of=_page)
    assert [(entry.words, entry.unchanged) for entry in found.entries] == [(4, True), (7, False)]
    assert (found.suggested, found.unchanged) == (11, 4)
    assert suggested_words(TEXT, MARKS) == 11
    first, second = found.entries
    assert [(p.page, p.line, p.scene) for p in first.pieces] == [(1, 3, "INT. FERRY - NIGHT")]
    assert [(p.page, p.line, p.scene) for p in second.pieces] == [
        (2, 7, "EXT. BRIDGE - DAY"),
        (2, 8, "EXT. BRIDGE - DAY"),
    ]
    assert second.text == "GILBERT\nSit down a … moment.\n\n=== no formula"


def test_prose_has_chapters():
    text = "# One\n\nShe waits.\n\n# Two\n\nHe comes."
    found = report(text, [Mark(text.index("He"), len(text), "a")], ORIGINS, Form.PROSE)
    (piece,) = found.entries[0].pieces
    assert (piece.scene, piece.page) == ("Two", 0)


def test_a_word_that_the_writer_began_is_the_writers():
    assert suggested_words("begun and done", [Mark(2, 9, "a")]) == 1
    assert suggested_words("begun and done", [Mark(0, 9, "a")]) == 2


def test_without_suggestions():
    found = report(TEXT, [], {})
    assert found.share == 0
    assert summary(found, Labels()) == ["Nothing in this text is from a suggestion."]
    assert report("", [], {}).share == 0


def test_marks_without_words_or_origin_are_left_out():
    assert report(TEXT, [Mark(18, 20, "a"), Mark(0, 4, "unknown")], ORIGINS).entries == ()


@pytest.mark.parametrize(("share", "shown"), [(0, "0"), (0.001, "<1"), (0.4, "40"), (0.9999, "99"), (1, "100")])
def test_per_cent(share: float, shown: str):
    assert percent(share) == shown


def test_a_table_that_calculates_nothing():
    found = report("=1+1", [Mark(0, 4, "c")], {"c": Origin("c", "@model", text="=1+1")})
    rows = list(csv.DictReader(io.StringIO(WRITERS[".csv"](found, "x", Labels(), None))))
    assert (rows[0]["text"], rows[0]["model"]) == ("'=1+1", "'@model")


def test_json_holds_everything():
    table = json.loads(WRITERS[".json"](report(TEXT, MARKS, ORIGINS, page_of=_page), "x", Labels(), None))
    assert [len(one["pieces"]) for one in table["suggestions"]] == [1, 2]
    assert table["suggestions"][0]["keywords"] == ["letter", "bridge"]


def test_what_cannot_be_written(tmp_path: Path):
    found = report(TEXT, MARKS, ORIGINS)
    with pytest.raises(BadInput, match="docx"):
        write(found, tmp_path / "x.docx", "x")
    with pytest.raises(Failure, match="folder is gone"):
        write(found, tmp_path / "gone" / "x.md", "x")

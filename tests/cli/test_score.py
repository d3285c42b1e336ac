"""``scriptwriter score`` and ``scriptwriter realism`` as people call them, on the bundled models."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import bundled
from tests.realism.making import OLD, prose

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "samples" / "the-lamp-on-marrow-head.fountain"
MODERN = (
    "Okay, so I texted her like three times and she just left me on read, and then I find out from Kyle that they all "
    "went to the movies without me, which, whatever, I don't even care. It's not like I wanted to see some dumb robot "
    "video anyway. I've got stuff going on too, you guys, you don't know what I do on weekends."
)
GERMAN = (
    "Der alte Mann ging am Abend nach Hause und sah dort niemanden mehr. Das Licht brannte noch, aber die Tür war zu, "
    "und keiner wusste, wohin die Kinder gegangen waren, als der Regen begann. Er setzte sich auf die Treppe, zog die "
    "Stiefel aus und wartete, bis die Glocke schlug und jemand seinen Namen rief."
)


def run(*arguments: str | Path, text: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "scriptwriter", *map(str, arguments)]
    return subprocess.run(command, input=text, capture_output=True, env=environment, check=False, timeout=100)


def verdicts(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    assert done.returncode == 0, done.stderr
    return [passage["verdict"] for passage in json.loads(done.stdout)["passages"]]


def fails(done: subprocess.CompletedProcess[bytes], code: int, words: str) -> None:
    error = done.stderr.decode()
    assert done.returncode == code, error
    assert words in error
    assert error.count("\n") == 1
    assert "Traceback" not in error
    assert done.stdout == b""


def test_windows_line_ends_count_as_one():
    text = f"Short.\n\n{OLD}\n"
    unix, windows = (
        run("score", "-", "--form", "prose", "--json", text=one.encode()) for one in (text, text.replace("\n", "\r\n"))
    )
    assert verdicts(windows) == ["too_short", "scored"]
    assert windows.stdout == unix.stdout


def test_the_contract():
    done = run("score", SAMPLE, "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert set(answer) == {"model", "passages"}
    assert answer["model"] == bundled.NAME
    text = SAMPLE.read_text(encoding="utf-8")
    scored = [passage for passage in answer["passages"] if passage["verdict"] == "scored"]
    assert scored
    for passage in answer["passages"]:
        assert set(passage) == {"start", "end", "words", "score", "low", "high", "reasons", "verdict"}
        assert 0 <= passage["start"] < passage["end"] <= len(text)
    for passage in scored:
        assert 0 <= passage["low"] <= passage["score"] <= passage["high"] <= 100
        assert passage["words"] >= 50
        assert all(set(reason) == {"name", "value", "effect"} for reason in passage["reasons"])


def test_words_for_people():
    done = run("score", "-", text=OLD.encode())
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"line 1: ")
    assert b"cannot tell who wrote it" in done.stderr


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (b"Word.", "too_short"),
        (b"word " * 1000, "unsuitable"),
        (GERMAN.encode(), "unsuitable"),
        (MODERN.encode(), "unsuitable"),
        (b"for (i = 0; i < n; i++) { total += x[i]; if (total > 9) { return total; } }\n" * 10, "unsuitable"),
    ],
)
def test_what_cannot_be_judged_is_said(text: bytes, verdict: str):
    done = run("score", "-", "--json", "--form", "prose", text=text)
    assert set(verdicts(done)) == {verdict}
    assert all(passage["score"] is None for passage in json.loads(done.stdout)["passages"])


@pytest.mark.parametrize("text", [b"", b"  \n\n\n"])
def test_nothing_to_judge(text: bytes):
    fails(run("score", "-", "--json", text=text), 2, "nothing to judge")


def test_bytes_that_are_no_text():
    done = run("score", "-", "--json", text=bytes(range(256)) * 20)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr


def test_letters_of_another_encoding():
    text = OLD.replace("key", "cl\xe9").encode("latin-1")
    assert verdicts(run("score", "-", "--json", "--form", "prose", text=text)) == ["scored"]


def test_a_model_that_the_score_does_not_know(tmp_path: Path):
    path = tmp_path / "other.gguf"
    path.write_bytes(bundled.FILE.read_bytes() + b"\0" * 32)
    assert verdicts(run("score", "-", "--json", "--model", path, text=prose(70).encode())) == ["not_calibrated"]


def test_files_that_are_not_there(tmp_path: Path):
    fails(run("score", tmp_path / "none.fountain"), 2, "none.fountain")
    fails(run("score", SAMPLE, "--model", tmp_path / "none.gguf"), 2, "none.gguf")
    fails(run("realism", "train", tmp_path / "none.jsonl", tmp_path), 2, "no file of held-out passages")


def test_help():
    for command in ("data", "train", "evaluate", "calibrate"):
        done = run("realism", command, "--help")
        assert done.returncode == 0
        assert b"Usage" in done.stdout

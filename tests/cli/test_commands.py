"""The command line as people call it: in processes of its own, on the bundled model."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scriptwriter.cli import app
from scriptwriter.services import paths
from tests import bundled

ROOT = Path(__file__).resolve().parents[2]
SCENE = "Title: The Ferry\nGenre: romance\n\nINT. ROOM - NIGHT\n\nGILBERT\nYou came.\n\nANNE\nI came for my letter.\n"


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.fountain"
    path.write_text(SCENE)
    return path


def run(*arguments: str | Path, text: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "scriptwriter", *map(str, arguments)]
    return subprocess.run(command, input=text, capture_output=True, env=environment, check=False, timeout=60)


def fails(done: subprocess.CompletedProcess[bytes], code: int, words: str) -> None:
    """One clear line on standard error, nothing on standard output."""
    error = done.stderr.decode()
    assert done.returncode == code, error
    assert words in error
    assert error.count("\n") == 1
    assert "Traceback" not in error
    assert done.stdout == b""


class TestWrite:
    def test_the_contract(self, script: Path):
        done = run("write", script, "--character", "anne", "--keyword", "letter", "--n", "2", "--seed", "4", "--json")
        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        assert set(answer) == {"model", "prompt_tokens", "cached_tokens", "alternatives"}
        assert answer["model"] == bundled.NAME
        assert answer["prompt_tokens"] > 20
        assert len(answer["alternatives"]) == 2
        for alternative in answer["alternatives"]:
            assert set(alternative) == {
                "text", "tokens", "first_token_ms", "tokens_per_second", "keywords", "realism", "copied", "finish",
            }  # fmt: skip
            assert alternative["text"].strip()
            assert alternative["keywords"]["asked"] == ["letter"]
            assert alternative["finish"] in ("stop", "length")

    def test_the_asked_words_come_and_the_asked_character_speaks_first(self, script: Path):
        words = [part for word in ("lantern", "old bridge", "ladder") for part in ("--keyword", word)]
        done = run("write", script, *words, "--character", "BOB", "--max-words", "80", "--seed", "5", "--json")
        (best,) = json.loads(done.stdout)["alternatives"]
        assert best["keywords"]["used"] == ["lantern", "old bridge", "ladder"]
        assert best["text"].strip().split("\n")[0] == "BOB"

    def test_the_same_seed_writes_the_same(self, script: Path):
        first, second = (run("write", script, "--seed", "9", "--max-words", "15") for _ in range(2))
        assert first.stdout == second.stdout
        assert first.stdout.strip()

    def test_words_stream(self, script: Path):
        done = run("write", script, "--stream", "--max-words", "12", "--seed", "1")
        whole = run("write", script, "--max-words", "12", "--seed", "1")
        assert done.stdout.split() == whole.stdout.split()
        assert 1 <= len(done.stdout.split()) <= 12

    def test_events_stream_as_json_lines(self, script: Path):
        done = run("write", script, "--stream", "--json", "--max-words", "12", "--seed", "1")
        events = [json.loads(line) for line in done.stdout.splitlines()]
        assert events[0]["event"] == "begun"
        assert events[-1]["event"] == "finished"
        text = "".join(event["text"] for event in events if event["event"] == "text")
        assert text == events[-1]["text"]

    def test_standard_input(self):
        done = run("write", "-", "--form", "prose", "--max-words", "10", "--seed", "1", text=b"He went to the harbour.")
        assert done.returncode == 0
        assert done.stdout.strip()

    def test_at_a_place(self, script: Path):
        done = run("write", script, "--at", "7:10", "--json", "--max-words", "5", "--model", "scripted")
        assert json.loads(done.stdout)["prompt_tokens"] == len("INT. ROOM - NIGHT GILBERT You came.".split())

    def test_several_alternatives_are_kept_apart(self, script: Path):
        done = run("write", script, "--n", "3", "--model", "scripted")
        assert done.stdout.decode().count("---") == 2

    def test_missing_keywords_are_told(self, script: Path):
        done = run("write", script, "--model", "scripted", "--keyword", "zebra", "--max-words", "2")
        assert "0 of 1 keywords used; missing: zebra" in done.stderr.decode()

    def test_an_empty_script_gets_an_opening(self, tmp_path: Path):
        empty = tmp_path / "empty.fountain"
        empty.touch()
        done = run("write", empty, "--max-words", "8", "--seed", "1")
        assert done.returncode == 0
        assert done.stdout.strip()

    def test_a_stranger_and_a_strange_genre_are_remarked_on(self, script: Path):
        done = run("write", script, "--character", "ZORRO", "--genre", "western", "--model", "scripted")
        assert done.returncode == 0
        lines = done.stderr.decode().splitlines()
        assert len(lines) == 2
        assert "'western'" in lines[0]
        assert "'ZORRO'" in lines[1]

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["--n", "0"], "Between 1 and 8 alternatives"),
            (["--n", "100"], "Between 1 and 8 alternatives"),
            (["--n", "x"], "--n"),
            (["--max-words", "0"], "words"),
            (["--temperature", "9"], "temperature"),
            (["--temperature", "nan"], "temperature"),
            (["--seed", "-1"], "seed"),
            (["--at", "99"], "past the end"),
            (["--at", "1:99"], "past the end"),
            (["--at", "x"], "LINE:COLUMN"),
            (["--form", "poem"], "--form"),
            (["--keyword", "w" * 200], "at most 60 characters"),
            ([word for number in range(40) for word in ("--keyword", f"w{number}")], "At most 6 keywords"),
            (["--best-of", "9"], "at most 8 passages"),
            (["--best-of", "3", "--stream"], "What streams"),
            (["--keyword", "old bridge", "--forbid", "bridge"], "asked for and forbidden"),
            (["--model", "nosuch"], "no model named 'nosuch'"),
            (["--model", "./nosuch.gguf"], "no model file"),
            (["--model", "."], "folder"),
            (["--nonsense"], "--nonsense"),
        ],
    )
    def test_bad_wishes(self, script: Path, arguments: list[str], words: str):
        fails(run("write", script, *arguments), 2, words)

    def test_bad_files(self, tmp_path: Path):
        fails(run("write", tmp_path / "missing.txt"), 2, "no file")
        fails(run("write", tmp_path), 2, str(tmp_path))
        binary = tmp_path / "picture.png"
        binary.write_bytes(bytes(range(256)) * 40)
        fails(run("write", binary), 2, "not a text file")

    def test_bad_models(self, script: Path, tmp_path: Path):
        text = tmp_path / "text.gguf"
        text.write_text("It was a dark night.")
        fails(run("write", script, "--model", text), 2, "not a GGUF model file")
        cut = tmp_path / "cut.gguf"
        cut.write_bytes(bundled.FILE.read_bytes()[:1_000_000])
        fails(run("write", script, "--model", cut), 2, "cannot be opened as a model")

    def test_an_address_is_not_a_model_yet(self, script: Path):
        fails(run("write", script, "--model", "http://localhost:8080/v1"), 1, "cannot be used yet")

    def test_invalid_utf8_is_read_and_remarked_on(self, tmp_path: Path):
        odd = tmp_path / "odd.txt"
        odd.write_bytes(b"The caf\xe9 was closed. ")
        done = run("write", odd, "--model", "scripted")
        assert done.returncode == 0
        assert "not valid UTF-8" in done.stderr.decode()

    def test_forbidden_phrases(self, script: Path):
        done = run("write", script, "--forbid", "the", "--forbid", "I", "--n", "4", "--seed", "2")
        words = {word.strip(".,;:!?\"'()").lower() for word in done.stdout.decode().split()}
        assert done.returncode == 0
        assert not words & {"the", "i"}


class TestModels:
    def test_list_and_verify(self):
        listed = json.loads(run("models", "list", "--json").stdout)["models"]
        assert [model["name"] for model in listed if model["default"]] == [bundled.NAME]
        assert json.loads(run("models", "verify", "--json").stdout)["verified"] == [model["name"] for model in listed]

    def test_info(self):
        info = json.loads(run("models", "info", bundled.NAME, "--json").stdout)
        assert (info["format"], info["context"], info["quantization"]) == ("cue", bundled.CONTEXT, "Q4_K - Medium")
        assert "18.9M parameters" in run("models", "info", bundled.NAME).stdout.decode()

    def test_add_and_remove(self, tmp_path: Path):
        own = tmp_path / "own.gguf"
        own.write_bytes(bundled.FILE.read_bytes())
        assert json.loads(run("models", "add", own, "--json").stdout)["name"] == "own"
        assert b"own" in run("models", "list").stdout
        assert run("models", "remove", "own").returncode == 0
        assert b"own.gguf" not in run("models", "list").stdout
        assert own.exists()

    def test_bad_input(self, tmp_path: Path):
        fails(run("models", "add", tmp_path / "missing.gguf"), 2, "no model file")
        fails(run("models", "remove", bundled.NAME), 2, "comes with the program")
        fails(run("models", "info", "nosuch"), 2, "no model named")


class TestOthers:
    def test_keywords(self, script: Path):
        words = json.loads(run("keywords", script, "--json").stdout)["keywords"]
        assert words
        assert all(set(word) == {"text", "score"} for word in words)
        # Names and headings are no subjects.
        assert not {"anne", "gilbert", "int", "title", "ferry"} & {word["text"].lower() for word in words}
        fails(run("keywords", script, "--top", "0"), 2, "Between 1 and 100")

    def test_doctor(self):
        report = json.loads(run("doctor", "--json").stdout)
        findings = {finding["name"]: finding for finding in report["findings"]}
        assert findings["engine"]["ok"], findings["engine"]
        assert findings["models"]["ok"]
        assert b"engine" in run("doctor").stdout

    def test_help_and_version(self):
        assert b"write" in run("--help").stdout
        assert run("--version").stdout.startswith(b"scriptwriter 0.")
        for command in (["write"], ["models"], ["models", "add"], ["bench"], ["doctor"], ["keywords"]):
            done = run(*command, "--help")
            assert done.returncode == 0
            assert b"Usage" in done.stdout

    def test_no_home_folder(self, script: Path, tmp_path: Path, monkeypatch):
        blocked = tmp_path / "file"
        blocked.touch()
        monkeypatch.setenv("SCRIPTWRITER_HOME", str(blocked / "home"))
        fails(run("models", "list"), 1, str(blocked))

    def test_a_broken_pipe_is_quiet(self, script: Path):
        command = f'"{sys.executable}" -m scriptwriter write "{script}" --stream --seed 1 | head -c 1'
        done = subprocess.run(
            ["sh", "-c", command],
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
            timeout=60,
        )
        assert b"Traceback" not in done.stderr

    def test_the_window_starts_and_quits(self):
        done = run("--quit-when-ready")
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr


def test_commands_are_known_to_the_door():
    assert {"write", "models", "bench", "doctor", "keywords"} <= set(app.command_names())
    assert paths.models_dir().is_dir()

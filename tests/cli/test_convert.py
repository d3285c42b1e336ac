"""``scriptwriter convert`` as people call it, and that its libraries do not slow the program's start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EVERYTHING = ROOT / "tests" / "golden" / "everything.fountain"
STORY = "# One\n\nIt was night, and nobody came down to the harbour that day or the next.\n"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "scriptwriter", "convert", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env=environment, check=False, timeout=60)


def fails(done: subprocess.CompletedProcess[bytes], code: int, words: str) -> None:
    error = done.stderr.decode()
    assert done.returncode == code, error
    assert words in error
    assert error.count("\n") == 1
    assert "Traceback" not in error
    assert done.stdout == b""


@pytest.mark.parametrize("suffix", ["fdx", "docx", "pdf", "html", "txt"])
def test_converts_and_says_nothing(suffix: str, tmp_path: Path):
    target = tmp_path / f"out.{suffix}"
    done = run(EVERYTHING, target)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert target.stat().st_size > 500


def test_there_and_back(tmp_path: Path):
    assert run(EVERYTHING, tmp_path / "a.fdx").returncode == 0
    assert run(tmp_path / "a.fdx", tmp_path / "b.fountain").returncode == 0
    assert run(tmp_path / "b.fountain", tmp_path / "c.fdx").returncode == 0
    assert "EXT. HARBOUR - NIGHT #1#" in (tmp_path / "b.fountain").read_text(encoding="utf-8")


def test_the_form_is_guessed_or_told(tmp_path: Path):
    story = tmp_path / "story.fountain"
    story.write_text(STORY)
    pages = {}
    for form in ("auto", "script", "prose"):
        assert run(story, tmp_path / "a.html", "--form", form).returncode == 0
        pages[form] = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert pages["auto"] == pages["prose"] != pages["script"]


def test_options(tmp_path: Path):
    assert run(EVERYTHING, tmp_path / "a.html", "--no-title-page", "--no-scene-numbers").returncode == 0
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "Ada Brandt" not in page
    assert "2-B" not in page
    assert run(EVERYTHING, tmp_path / "a.pdf", "--paper", "a4").returncode == 0
    assert b"595.2" in (tmp_path / "a.pdf").read_bytes()


def test_an_old_file_is_replaced(tmp_path: Path):
    target = tmp_path / "a.txt"
    target.write_text("old")
    assert run(EVERYTHING, target).returncode == 0
    assert "THE LAST FERRY" in target.read_text(encoding="utf-8")


class TestRefusals:
    def test_unknown_endings(self, tmp_path: Path):
        fails(run(EVERYTHING, tmp_path / "a.rtf"), 2, "a.rtf cannot be written")
        fails(run(tmp_path / "a.rtf", tmp_path / "a.fdx"), 2, "a.rtf cannot be read")
        fails(run(EVERYTHING, tmp_path / "a.fdx", "--paper", "legal"), 2, "legal")

    def test_what_is_read_is_not_overwritten(self, tmp_path: Path):
        script, link = tmp_path / "a.fountain", tmp_path / "b.fountain"
        script.write_text(STORY)
        link.symlink_to(script)
        for target in (script, link, tmp_path / "." / "a.fountain"):
            fails(run(script, target), 2, "same file")
        assert script.read_text() == STORY

    def test_bad_files(self, tmp_path: Path):
        path = tmp_path / "a.fdx"
        path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF")
        fails(run(path, tmp_path / "b.fountain"), 2, "a.fdx is not a Final Draft file")
        fails(run(tmp_path / "none.pdf", tmp_path / "b.fountain"), 2, "There is no file")
        fails(run(EVERYTHING, tmp_path / "gone" / "b.fdx"), 1, "its folder is gone")
        assert not (tmp_path / "b.fountain").exists()


def test_help():
    done = run("--help")
    assert done.returncode == 0
    assert b"--paper" in done.stdout


def test_the_start_stays_fast():
    slow = "{'docx', 'pypdf', 'lxml', 'reportlab'}"
    code = f"import sys, scriptwriter.cli.app; print(*({slow} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == b""

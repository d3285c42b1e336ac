"""Who has a file open."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scriptwriter.services.locks import FileOwnership, OpenElsewhere

_HOLD = """
import sys; from pathlib import Path; from scriptwriter.services.locks import FileOwnership
held = FileOwnership(Path(sys.argv[1])); print("held", flush=True); sys.stdin.read()
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    file = tmp_path / "play.fountain"
    file.write_text("x", encoding="utf-8")
    return file


def test_a_second_window_is_told_who_has_it(script: Path):
    other = subprocess.Popen([sys.executable, "-c", _HOLD, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdout.readline() == b"held\n"
    with pytest.raises(OpenElsewhere, match=r"play\.fountain is open by .+ on ") as told:
        FileOwnership(script, take_over=True)
    assert told.value.owner is not None
    assert told.value.owner.pid == other.pid
    other.kill()
    other.communicate()
    # A killed window leaves its card behind, but no lock.
    held = FileOwnership(script)
    held.release()
    assert [one.name for one in script.parent.iterdir()] == ["play.fountain"]


def test_a_link_is_the_file_that_it_leads_to(script: Path):
    link = script.with_name("link")
    link.symlink_to(script)
    held = FileOwnership(script)
    with pytest.raises(OpenElsewhere):
        FileOwnership(link)
    held.release()


def test_another_machine_counts_until_it_falls_silent(script: Path):
    beside = script.with_name(".~lock.play.fountain#")
    beside.write_text(json.dumps({"user": "ann", "host": "attic", "pid": 7, "since": time.time()}), encoding="utf-8")
    with pytest.raises(OpenElsewhere, match="open by ann on attic"):
        FileOwnership(script)
    held = FileOwnership(script, take_over=True)
    held.release()
    beside.write_text(json.dumps({"user": "ann", "host": "attic", "pid": 7, "since": time.time()}), encoding="utf-8")
    old = time.time() - 3600
    os.utime(beside, (old, old))
    FileOwnership(script).release()


@pytest.mark.parametrize("rubbish", [b"", b"{}", b"\xff\xfe", b'{"user": 1}', b"[1, 2]"])
def test_a_strange_lock_file_holds_nobody_up(script: Path, rubbish: bytes):
    script.with_name(".~lock.play.fountain#").write_bytes(rubbish)
    FileOwnership(script).release()


def test_a_folder_that_cannot_be_written_is_no_hindrance(script: Path, monkeypatch):
    real = os.open

    def refuse(path, *arguments, **named):
        if str(path).endswith("#"):
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments, **named)

    monkeypatch.setattr(os, "open", refuse)
    held = FileOwnership(script)
    held.release()

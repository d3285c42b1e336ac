"""Models from the hub on the command line, in processes of their own."""

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scriptwriter.services import models
from tests.cli.test_commands import ROOT, fails, run
from tests.hub_server import Hub
from tests.tiny_gguf import make_tiny

NAME = "Tiny-F32.gguf"


@pytest.fixture
def stocked(hub: Hub, tmp_path: Path) -> Hub:
    hub.files = {NAME: make_tiny(tmp_path / "tiny.gguf").read_bytes(), "mmproj-F16.gguf": b"GGUF" + bytes(50)}
    return hub


def test_a_model_from_the_hub(stocked: Hub):
    done = run("models", "add", stocked.repository, "--title", "Mine", "--json")
    assert done.returncode == 0, done.stderr
    added = json.loads(done.stdout)
    assert (added["name"], added["title"], added["format"]) == ("tiny-f32", "Mine", "plain")
    assert (added["licence"], added["size"]) == ("apache-2.0", len(stocked.files[NAME]))
    assert added["source"].startswith(stocked.url)
    lines = done.stderr.decode().splitlines()
    assert lines[0] == f"{stocked.repository}: {NAME}, 0 MB, apache-2.0."
    assert "mmproj" in lines[1]
    assert json.loads(run("models", "info", "tiny-f32", "--json").stdout)["architecture"] == "llama"
    kept = run("models", "remove", "tiny-f32")
    assert b"models remove --delete" in kept.stderr
    assert Path(added["file"]).exists()


@pytest.mark.parametrize("wish", [["--file", NAME], ["--quant", "f32"], []])
def test_the_file_can_be_named(stocked: Hub, wish: list[str]):
    what = stocked.repository if wish else f"{stocked.repository}:{NAME}"
    done = run("models", "add", what, *wish)
    assert done.stderr.decode().splitlines()[-1] == "Added tiny-f32, asked in plain form."
    gone = run("models", "remove", "tiny-f32", "--delete", "--json")
    answer = json.loads(gone.stdout)
    assert answer["deleted"]
    assert not Path(answer["file"]).exists()


def until(terminal: int, words: bytes) -> bytes:
    """What a terminal shows, up to these words; a program that ends without them fails the test."""
    seen = b""
    while words not in seen:
        seen += os.read(terminal, 4096)
    return seen


def test_ctrl_c_stops_and_the_same_command_goes_on(stocked: Hub):
    stocked.hold_after = 100_000
    command = [sys.executable, "-m", "scriptwriter", "models", "add", stocked.repository]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ours, its = pty.openpty()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=its, env=environment) as child:
        os.close(its)
        seen = until(ours, b"Downloading")  # the bar, which is for terminals: some of it is on the disk
        child.send_signal(signal.SIGINT)
        seen += until(ours, b"what is there.")
        out, _ = child.communicate(timeout=60)
    os.close(ours)
    assert child.returncode == 1
    assert out == b""
    assert b"scriptwriter: The download was stopped. The same command goes on with what is there." in seen
    assert b"Traceback" not in seen
    have = (models.folder() / f"{NAME}.part").stat().st_size
    assert 0 < have <= 100_000
    stocked.hold_after = -1
    stocked.held.set()
    assert run("models", "add", stocked.repository).returncode == 0
    assert stocked.file_requests()[-1].headers["range"] == f"bytes={have}-"


def test_what_cannot_be_added_is_one_line(stocked: Hub, tmp_path: Path, monkeypatch):
    fails(run("models", "add", "nobody/nothing"), 2, "There is no nobody/nothing")
    fails(run("models", "add", stocked.repository, "--quant", "Q4_K_M"), 2, "has no Q4_K_M; there is F32")
    fails(run("models", "add", stocked.repository, "--quant", "Q4_K_M", "--file", NAME), 2, "not both")
    fails(run("models", "add", "https://example.org/x/y"), 2, "not the hub")
    fails(run("models", "add", tmp_path / "tiny.gguf", "--quant", "Q4_K_M"), 2, "not on this machine")
    stocked.api_status = 403
    fails(run("models", "add", stocked.repository), 1, "is gated")
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:1")
    fails(run("models", "add", stocked.repository), 1, "are you online")


def test_recommended():
    answer = json.loads(run("models", "recommended", "--json").stdout)
    assert answer["memory"] > 0
    assert {"title", "hub", "file", "size", "licence", "kind", "good_for", "machine", "memory", "fits"} == set(
        answer["models"][0]
    )
    done = run("models", "recommended")
    text = done.stdout.decode()
    for model in answer["models"]:
        assert model["hub"] in text
    assert text.count(": fits.") == sum(model["fits"] for model in answer["models"])
    assert b"could not be tried" in done.stderr

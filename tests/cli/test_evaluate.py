"""``scriptwriter evaluate`` with the scripted engine, on the sample scripts."""

import json
from pathlib import Path

from tests.cli.test_commands import run


def test_one_model_as_json():
    done = run("evaluate", "--model", "scripted", "--passages", "4", "--json")
    assert done.returncode == 0, done.stderr.decode()
    found = json.loads(done.stdout)
    assert found["model"] == "scripted"
    assert found["human"]["passages"] == 4


def test_two_models_side_by_side():
    twice = ("--model", "scripted", "--model", "scripted")
    done = run("evaluate", *twice, "--passages", "4", "--no-guided")
    assert done.returncode == 0, done.stderr.decode()
    assert "| people | scripted, cue alone | scripted, cue alone |" in done.stdout.decode()
    done = run("evaluate", *twice, "--passages", "4", "--json")
    assert len(json.loads(done.stdout)["models"]) == 2


def test_a_page_holds_one_model(tmp_path: Path):
    page = tmp_path / "page.html"
    done = run("evaluate", "--model", "scripted", "--model", "scripted", "--html", page)
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert not page.exists()

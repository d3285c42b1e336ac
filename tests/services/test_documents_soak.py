"""Killed at any moment of a save, the file is whole: the old text or the new one."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from scriptwriter.services.documents import load

SAVE_FOREVER = """
import sys
from pathlib import Path
from scriptwriter.services.documents import load, save

document = load(Path(sys.argv[1]))
print("ready", flush=True)
number = 0
while True:
    number += 1
    document = save(document, f"{number}\\n" * 20_000)
"""
KILLS = 300


@pytest.mark.soak
def test_hundreds_of_kills(tmp_path: Path) -> None:
    path = tmp_path / "play.fountain"
    path.write_text("0\n" * 20_000)
    moment = random.Random(1)
    reached = set()
    for _ in range(KILLS):
        command = [sys.executable, "-c", SAVE_FOREVER, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            child.stdout.readline()
            try:
                child.wait(moment.uniform(0, 0.03))
            except subprocess.TimeoutExpired:
                child.kill()
        lines = load(path).text.splitlines()
        assert len(lines) == 20_000
        assert len(set(lines)) == 1
        reached.add(lines[0])
    assert len(reached) > 1, "no save ever came through"

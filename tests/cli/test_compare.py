"""Two ways of writing compared on the command line, with the scripted engine and the author."""

import json

from tests.cli.test_commands import run


def test_ten_pairs_and_a_count():
    done = run("compare", "scripted", "author", "--pairs", "6", "--json", text=b"a\nwhat\nb\n=\na\nq\n")
    assert done.returncode == 0, done.stderr.decode()
    found, shown = json.loads(done.stdout), done.stderr.decode()
    assert found["first_picked"] + found["second_picked"] == 3
    assert found["neither"] == 1
    assert 0 <= found["interval"][0] <= found["share"] <= found["interval"][1] <= 1
    assert shown.count("A:\n") == 5
    assert "scripted" not in shown
    assert "author" not in shown


def test_stopping_at_once_is_no_error():
    done = run("compare", "scripted", "author", text=b"")
    assert done.returncode == 0
    assert "Nothing was picked" in done.stderr.decode()


def test_the_same_twice_is_refused():
    done = run("compare", "scripted", "scripted")
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1

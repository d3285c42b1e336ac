from pathlib import Path

import pytest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput
from scriptwriter.domain.generation import ModelFormat, Task
from scriptwriter.domain.passage import Passage
from scriptwriter.engine.protocol import LoadOptions
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.services.rewriting import Rewriting, can_rewrite, make_rewriting, rewrite, tidied

BEFORE = "INT. ROOM - NIGHT\n\nThe clock strikes.\n\n"
PASSAGE = "ANNE\nI do not know who is there, and I do not think that I want to know it at all."


def wanted(task: Task = Task.SHORTEN, passage: str = PASSAGE, **changes) -> Rewriting:
    return Rewriting(task, BEFORE, passage, "\n\nBOB\nIt is I. [[later]]", Form.SCRIPT, **changes)


def test_the_request_says_what_is_to_be_done():
    request = make_rewriting(wanted(instruction="Make it colder.", n=3))
    assert (request.task, request.passage, request.instruction, request.n) == (
        Task.SHORTEN,
        PASSAGE,
        "Make it colder.",
        3,
    )
    assert "It is I." in request.after
    assert "[[" not in request.after
    assert not request.opening
    assert request.max_words < len(PASSAGE.split())
    assert make_rewriting(wanted(Task.EXPAND)).max_words > 2 * len(PASSAGE.split())


def test_an_answer_comes_without_courtesies():
    engine = ScriptedEngine(["Sure, here is a shorter version:\n\nANNE\nWho cares?\n"], model_format=ModelFormat.CHAT)
    passages = [one for one in rewrite(engine, wanted(), CancelToken()) if isinstance(one, Passage)]
    assert [one.text for one in passages] == ["ANNE\nWho cares?"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("```\nANNE\nNo.\n```", "ANNE\nNo."),
        ("---\nANNE\nNo.\n---", "ANNE\nNo."),
        ("Here is the passage:\n\nANNE\nNo.", "ANNE\nNo."),
        ("Here is where we part:", "Here is where we part:"),
        ("ANNE\nSure: I know.", "ANNE\nSure: I know."),
        ("", ""),
    ],
)
def test_tidied(text: str, left: str):
    assert tidied(text) == left


def test_what_cannot_be_done_is_one_line():
    with pytest.raises(BadInput, match="Select"):
        make_rewriting(wanted(passage="  "))
    with pytest.raises(BadInput, match="600"):
        make_rewriting(wanted(passage="word " * 601))
    with pytest.raises(BadInput, match="300"):
        make_rewriting(wanted(instruction="x" * 301))
    assert make_rewriting(wanted(Task.FILL_IN, passage="")).task is Task.FILL_IN


def test_who_can_do_it():
    assert not can_rewrite(None)
    for kind in ModelFormat:
        info = ScriptedEngine(model_format=kind).load(LoadOptions("x", Path("x")))
        assert can_rewrite(info) == (kind is ModelFormat.CHAT)

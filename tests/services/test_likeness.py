"""Whose line is it? Voices compared on an engine whose likings are known."""

from collections.abc import Sequence

import pytest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.domain.generation import Request, Voice
from scriptwriter.domain.tokens import Likelihood
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.services.likeness import fits, gains

LOVED = {"nell.gguf": "lamp", "tom.gguf": "ship"}
VOICES = [("NELL", Voice("nell.gguf")), ("TOM", Voice("tom.gguf"))]


class Fond(ScriptedEngine):
    """Each voice finds its own word likely."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Request] = []

    def measure(self, request: Request, passages: Sequence[str], cancel: CancelToken) -> list[Likelihood]:
        if cancel.is_set():
            return []
        self.asked.append(request)
        word = LOVED.get(request.voice.file) if request.voice else None
        return [
            Likelihood(len(words), -sum(1.0 if part.strip(".") == word else 3.0 for part in words))
            for words in (passage.split() for passage in passages)
        ]


def test_the_voice_that_likes_the_line_most_comes_first():
    engine = Fond()
    found = fits(engine, VOICES, "NELL", "The ship is here, a ship.", "INT. HALL")
    assert [fit.name for fit in found] == ["TOM", "NELL"]
    assert found[0].gain > 0 == found[1].gain
    assert {request.text for request in engine.asked} == {"INT. HALL\n\nNELL"}
    assert all(request.cue.character is None for request in engine.asked)


def test_gains_of_several_lines():
    found = gains(Fond(), VOICES[0][1], "NELL", ["Light the lamp now.", "See the ship now."])
    assert found == [Likelihood(4, 2.0), Likelihood(4, 0.0)]


def test_what_cannot_be_told():
    with pytest.raises(BadInput, match="anybody"):
        fits(Fond(), VOICES, "NELL", "Yes. Well.")
    token = CancelToken()
    token.set()
    with pytest.raises(Failure, match="cancelled"):
        fits(Fond(), VOICES, "NELL", "The ship is here, a ship.", cancel=token)

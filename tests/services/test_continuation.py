import pytest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput
from scriptwriter.domain.generation import Begun, Chunk, Voice
from scriptwriter.domain.passage import Passage
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.services.context import read_context, what_it_is_about
from scriptwriter.services.continuation import continue_text, make_request, prepare
from scriptwriter.services.wishes import Wishes, remarks, tidy_wishes

SCRIPT = """\
Title: The Ferry
Genre: Romance
Author: A. Writer

/* ANNE
Cut. */

INT. ROOM - NIGHT

[[She must not know of the letter.]]

ANNE
(softly)
One.

GILBERT (V.O.)
Two.

ANNE
Three."""


def test_the_path_from_text_to_passage():
    engine = ScriptedEngine([" The letters burn."])
    updates = list(continue_text(engine, SCRIPT, Wishes(keywords=("letter", "bridge")), CancelToken()))
    assert isinstance(updates[0], Begun)
    assert "".join(update.text for update in updates if isinstance(update, Chunk)) == " The letters burn."
    passage = updates[-1]
    assert isinstance(passage, Passage)
    assert (passage.text, passage.finish) == (" The letters burn.", "stop")
    assert (passage.keywords_asked, passage.keywords_used) == (("letter", "bridge"), ("letter",))


def test_alternatives_are_kept_apart():
    engine = ScriptedEngine([" one two", " three"])
    updates = continue_text(engine, SCRIPT, Wishes(n=2), CancelToken())
    assert [update.text for update in updates if isinstance(update, Passage)] == [" one two", " three"]


def test_the_request_holds_what_the_script_says():
    request = make_request(SCRIPT, Wishes(character="anne"))
    assert request.form is Form.SCRIPT
    assert request.cue.character == "ANNE"
    assert request.cue.genre == "romance"
    assert request.character_lines == ("One.", "Three.")
    assert request.text.startswith("INT. ROOM")
    assert "Cut." not in request.text
    assert "[[" not in request.text
    assert "Title: The Ferry" in request.head
    assert "must not know of the letter" in request.head


def test_the_genre_can_be_none_at_all():
    assert make_request(SCRIPT, Wishes(genre="")).cue.genre is None
    assert make_request(SCRIPT, Wishes(genre="Crime")).cue.genre == "crime"
    assert make_request(SCRIPT, Wishes(genre="Western")).cue.genre == "Western"


def test_a_character_speaks_in_their_own_voice_where_there_is_one():
    voices = (("Anne", Voice("anne.gguf")), ("BOB", Voice("bob.gguf", 0.5)))
    assert make_request(SCRIPT, Wishes(character="anne", voices=voices)).voice == Voice("anne.gguf")
    assert make_request(SCRIPT, Wishes(character="GILBERT", voices=voices)).voice is None
    assert make_request(SCRIPT, Wishes(voices=voices)).voice is None


def test_prose_keeps_names_as_they_are():
    request = make_request("Anne went out. " * 30, Wishes(character="Anne"))
    assert request.form is Form.PROSE
    assert request.cue.character == "Anne"
    assert request.character_lines == ()


def test_the_form_can_be_said():
    assert make_request("Anne went out.", Wishes(), Form.SCRIPT).form is Form.SCRIPT


def test_preparing_warms_the_engine():
    engine = ScriptedEngine()
    prepare(engine, SCRIPT, Wishes(), CancelToken())
    assert engine.warmed[0].text.endswith("Three.")


def test_wishes_are_tidied():
    wishes = tidy_wishes(Wishes(" drama ", "  ", (" old   bridge", "old bridge", ""), (" ", "a  b")))
    assert wishes == Wishes("drama", None, ("old bridge",), ("a b",))


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        (Wishes(keywords=tuple(map(str, range(40)))), "At most 6 keywords"),
        (Wishes(keywords=("x" * 61,)), "at most 60"),
        (Wishes(genre="x" * 81), "genre"),
        (Wishes(character="x" * 81), "character"),
        (Wishes(n=0), "alternatives"),
        (Wishes(n=9), "alternatives"),
        (Wishes(max_words=0), "words"),
        (Wishes(max_words=401), "words"),
    ],
)
def test_impossible_wishes_are_refused_before_the_engine_is_asked(wishes: Wishes, words: str):
    engine = ScriptedEngine()
    with pytest.raises(BadInput, match=words):
        list(continue_text(engine, SCRIPT, wishes, CancelToken()))
    assert engine.requests == []


def test_remarks_on_strangers():
    assert remarks(SCRIPT, Wishes(character="Gilbert", genre="drama")) == []
    assert len(remarks(SCRIPT, Wishes(character="Zorro", genre="western"))) == 2
    assert remarks("Anne went out. " * 30, Wishes(character="anne")) == []


def test_the_cast_has_the_latest_first():
    assert read_context(SCRIPT).cast == ("ANNE", "GILBERT")


def test_keywords_come_from_scene_synopsis_and_the_character_s_lines():
    text = (
        "# Act one\n\n= The ferry burns.\n\nINT. PIER - DAY\n\nANNE\nThe lantern is out.\n\nBOB\nWho cares?\n\n"
        "INT. CABIN - NIGHT\n\n= She finds the compass.\n\nA storm. [[gold]]"
    )
    classifier = LineClassifier(text.split("\n"))
    scene = classifier.scene_at(len(classifier.lines) - 1)
    told = what_it_is_about(classifier.lines, classifier.kinds, scene, "Anne")
    assert told.startswith("The ferry burns.\nThe lantern is out.\n")
    assert "compass" in told
    assert "A storm" in told
    assert "cares" not in told
    assert "PIER" not in told
    assert "lantern" not in what_it_is_about(classifier.lines, classifier.kinds, scene)


def test_a_thousand_pages_are_read_quickly_enough_to_be_asked_often():
    long = "INT. ROOM - NIGHT\n\n" + "ANNE\nOne more line of talk.\n\n" * 30_000
    context = read_context(long)
    assert context.lines_of("ANNE", 2) == ("One more line of talk.", "One more line of talk.")


@pytest.mark.parametrize("text", ["", "\n\n", "/* never closed", "[[ never closed", "Title:", "\r\n\r\n", "😀"])
def test_odd_texts(text: str):
    assert make_request(text, Wishes()).text == make_request(text, Wishes()).text

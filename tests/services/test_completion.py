"""Names, places, times and transitions are offered where they may stand."""

from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.services.completion import complete, read_vocabulary

_K = ElementKind
_SCRIPT = """INT. FERRY - NIGHT

NELL
Yes.

ELIAS
No.

EXT. LANDING - DAY #4#

NORA
What?

TOM
Nothing.

""".split("\n")


def _complete(text: str, meant: ElementKind | None = None, script=_SCRIPT, above: str = ""):
    lines = [*script, above, text] if above else [*script[:-1], text]
    if lines[-2].strip() and not above:
        lines.insert(-1, "")
    classifier = LineClassifier(lines)
    vocabulary = read_vocabulary(classifier.lines, classifier.kinds, classifier.cast(), len(lines) - 1)
    return complete(classifier.lines, classifier.kinds, len(lines) - 1, len(text), meant, vocabulary)


def test_speakers_of_the_scene_come_first():
    assert _complete("N").candidates == ("NORA", "NELL")
    assert _complete("", _K.CHARACTER).candidates[:2] == ("NORA", "TOM")


def test_a_name_in_full_needs_no_help():
    assert _complete("NELL").candidates == ()


def test_small_letters_are_action():
    assert _complete("Ne").candidates == ()
    assert _complete("ne", _K.CHARACTER).candidates == ("NELL",)


def test_extensions():
    found = _complete("NELL (V")
    assert found.candidates == ("V.O.)",)
    assert found.start == 6


def test_headings_places_and_times():
    assert _complete("IN").candidates[0] == "INT. "
    found = _complete("int. f")
    assert (found.start, found.candidates) == (5, ("FERRY",))
    assert _complete("INT. FERRY - N").candidates == ("NIGHT",)
    assert _complete("INT. FERRY - ").candidates[:2] == ("DAY", "NIGHT")
    assert "LANDING" in _complete("EXT. ").candidates


def test_german_headings():
    script = "INNEN. KÜCHE - TAG\n\nEr geht.\n\n".split("\n")
    assert _complete("AUSSEN. GARTEN - N", script=script).candidates == ("NACHT",)
    assert _complete("SC", script=script).candidates == ("SCHNITT AUF:",)


def test_transitions():
    assert _complete("CUT").candidates == ("CUT TO:",)
    assert "FADE OUT." in _complete("FA", _K.TRANSITION).candidates


def test_nothing_in_the_middle_of_a_paragraph():
    assert _complete("N", above="She says").candidates == ()

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptwriter.formats import fountain
from scriptwriter.services.corpus import cleaning


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("“Don’t…”  he\tsaid", '"Don\'t..." he said'),
        ("«\u00a0Bonjour\u00a0»", '"Bonjour"'),
        ("Tom &amp; Anna &lt;3", "Tom & Anna <3"),
        ("one\r\n\r\n  two\x07 ", "one\ntwo"),
        ("(music) Go!", "(music) Go!"),
        ("cafe\u0301 \ufffd", "café"),
    ],
)
def test_fields(raw: str, shown: str):
    assert cleaning.cell(raw) == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Look at this: https://t.co/abc123", "Look at this:"),
        ("Great show!pic.twitter.com/xyz", "Great show!"),
        ("Read it http:// bit.ly/12ab now", "Read it now"),
        ("It was cut off https…", "It was cut off"),
        ("It was cut off htt…", "It was cut off"),
        ("It was cut off http", "It was cut off"),
        ("RT @anna: something she wrote", ""),
        ("RT: something", ""),
        ("MT @anna something", ""),
        ('"@anna: You should go there!"', ""),
        ("“@anna: You should go there!” Perhaps I will.", "Perhaps I will."),
        ("@anna You should go there!", "@anna You should go there!"),
        ("THE ART OF WAITING", "THE ART OF WAITING"),
        ("https://t.co/abc", ""),
        ("...", ""),
    ],
)
def test_messages(raw: str, shown: str):
    assert cleaning.message(raw) == shown


@pytest.mark.parametrize(
    ("raw", "name", "cue"),
    [
        ("Kyle", "KYLE", "KYLE"),
        ("Kyle (V.O.)", "KYLE", "KYLE"),
        ("  kyle   broflovski (CONT'D) ", "KYLE BROFLOVSKI", "KYLE BROFLOVSKI"),
        ("Jörg Strauß:", "JÖRG STRAUSS", "JÖRG STRAUSS"),
        ("Int. Voice", "INT. VOICE", "@INT. VOICE"),
        ("#1 Fan", "#1 FAN", "@#1 FAN"),
        ("(laughs)", "", ""),
        ("42", "", ""),
    ],
)
def test_names(raw: str, name: str, cue: str):
    assert cleaning.name(raw) == name
    assert cleaning.cue(name) == cue or not name


def test_speeches_stay_speeches():
    assert cleaning.speech("ANNA", "~to the left!\n(softly)\n!Now") == "ANNA\nto the left!\n(softly)\nNow"
    assert cleaning.speech("ANNA", "!!!") == ""
    assert cleaning.speech("", "Yes.") == ""


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=15), st.text(max_size=40)), min_size=1, max_size=5))
def test_fountain_reads_every_speech_as_what_it_was(rows: list[tuple[str, str]]):
    said = [(name, text) for raw, line in rows if (name := cleaning.name(raw)) and (text := cleaning.cell(line))]
    blocks = [(name, cleaning.speech(name, text)) for name, text in said]
    document = "\n\n".join(block for _, block in blocks if block)
    kinds = fountain.LineClassifier(document.split("\n"))
    spoken = [fountain.character_name(line) for line, kind in zip(kinds.lines, kinds.kinds, strict=True)
              if kind is fountain.ElementKind.CHARACTER]  # fmt: skip
    assert spoken == [name for name, block in blocks if block]
    allowed = {"character", "dialogue", "parenthetical", "blank"}
    assert {str(kind) for kind in kinds.kinds} <= allowed

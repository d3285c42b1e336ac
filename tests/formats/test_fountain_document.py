"""Fountain as a document and back."""

from hypothesis import example, given
from hypothesis import strategies as st

from scriptwriter.domain.screenplay import Element, Run, Screenplay, Style
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain_document import read, write
from scriptwriter.formats.inline import escape, parse_runs, strip_marks, write_runs
from scriptwriter.services import samples

_K = ElementKind
_BLOCKS = st.sampled_from(
    [
        "INT. FERRY - NIGHT #12A#", ".THE SEA", "She waits.\nAnd waits.", "!BANG!\n!BOOM!", "NELL\n(softly)\nYes.",
        "@McCLANE (V.O.) ^\nNo.\n  \nNever.", "> THE END <", "CUT TO:", "> FADE OUT.", "~la la", "# Act", "### Scene",
        "= what happens", "[[a note]]", "[[a note\nof two lines]]", "/*\ncut\n\nout\n*/", "===", "*It* is **so**.",
        "    indented", "NELL\n~la",
    ]
)  # fmt: skip


@example("NELL\n(softly)\nYes.\n\n~la la\n\n~la la", "")
@given(st.lists(_BLOCKS, max_size=12).map("\n\n".join), st.sampled_from(["", "Title: A\nAuthor:\n    B\n    C\n\n"]))
def test_what_is_written_reads_the_same(text: str, title: str):
    script = read(title + text)
    assert read(write(script)) == script
    assert write(read(write(script))) == write(script)


def test_songs_that_an_empty_line_parts_stay_apart():
    for text in ("NELL\n~la\n\n~la la\n", "NELL\nYes.\n~la\n\n~la la\n\n~ah\n", "~la\n\n~la la\n"):
        assert write(read(text)) == text


def test_songs_within_a_speech_do_not_end_it():
    """Other formats have them; nothing that is said can follow an empty line."""
    kinds = (_K.CHARACTER, _K.LYRICS, _K.LYRICS, _K.DIALOGUE)
    script = Screenplay(
        (), tuple(Element(kind, text) for kind, text in zip(kinds, ("NELL", "la", "ah", "Yes."), strict=True))
    )
    assert write(script) == "NELL\n~la\n~ah\nYes.\n"


def test_the_samples_read_the_same():
    script = read(samples.script_text())
    assert read(write(script)) == script


@given(
    st.lists(
        st.tuples(
            st.sampled_from([_K.ACTION, _K.SCENE_HEADING, _K.CHARACTER, _K.TRANSITION, _K.SYNOPSIS, _K.CENTERED]),
            st.text(alphabet="abAB .:!@#~=>()^é", min_size=1, max_size=12),
        ),
        max_size=6,
    )
)
def test_any_words_keep_their_letters(parts):
    """An importer may find anything in a file: what is written has its letters, in their order."""
    script = Screenplay(elements=tuple(Element(kind, text) for kind, text in parts))
    letters = [c for _, text in parts for c in text if c.isalnum()]
    assert [c for c in write(script) if c.isalnum()] == letters


def test_the_parts_of_elements():
    script = read(
        "Title: _The Ferry_\nDraft date: now\n\nINT. FERRY #1#\n\n@McCLANE (V.O.) ^\n(softly)\nYes.\n\n## Act"
    )
    assert script.title == "The Ferry"
    assert script.field("draft DATE") == ("now",)
    heading, name, aside, said, section = script.elements
    assert (heading.text, heading.number) == ("INT. FERRY", "1")
    assert (name.text, name.dual) == ("McCLANE (V.O.)", True)
    assert (aside.text, said.text, section.depth) == ("(softly)", "Yes.", 2)


def test_emphasis():
    assert parse_runs("a *b* **c _d_** \\*e\\* 2 * 3 [[n]] f /* g */ *h") == [
        Run("a "), Run("b", Style.ITALIC), Run(" "), Run("c ", Style.BOLD), Run("d", Style.BOLD | Style.UNDERLINE),
        Run(" *e* 2 * 3 "), Run("n", note=True), Run(" f  *h"),
    ]  # fmt: skip
    assert strip_marks("**a** [[b]]c_d") == "a c_d"


@given(st.text(alphabet="ab*_\\ ", max_size=12))
def test_escaped_text_is_printed_as_it_is(text: str):
    assert strip_marks(escape(text)) == text


_PLAIN = st.text(alphabet="ab ", min_size=1, max_size=6).filter(lambda text: text == text.strip())


@given(st.lists(st.tuples(_PLAIN, st.sampled_from([Style(n) for n in range(8)])), max_size=5))
def test_runs_apart_from_each_other_read_the_same(parts):
    runs = [run for text, style in parts for run in (Run(text, style), Run(" "))]
    wanted = "".join(run.text for run in runs)
    found = parse_runs(write_runs(runs))
    assert "".join(run.text for run in found) == wanted
    styles = [run.style for run in found for _ in run.text]
    expected = [run.style for run in runs for _ in run.text]
    assert [s for s, c in zip(styles, wanted, strict=True) if c != " "] == [
        s for s, c in zip(expected, wanted, strict=True) if c != " "
    ]

from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.engine.compose import Prompt
from scriptwriter.engine.passage_text import PassageText


def passage(prefix: str = "", lead: str = "", max_words: int = 100, ends_itself: bool = True, opens: bool = False):
    return PassageText(Prompt((), "text", (), prefix, lead, opens), max_words, ends_itself)


def run(stream: PassageText, *pieces: str | bytes) -> str:
    out = ""
    for piece in pieces:
        if stream.finish is None:
            out += stream.feed(piece.encode() if isinstance(piece, str) else piece)
    return out + stream.end()


def test_a_character_may_span_tokens():
    dash = "a—b".encode()
    assert run(passage(), *[dash[i : i + 1] for i in range(len(dash))]) == "a—b"


def test_an_unfinished_character_at_the_end_is_dropped():
    assert run(passage(), b"yes", "é".encode()[:1]) == "yes"


def test_no_white_space_at_the_end():
    assert run(passage(), " The end.", " ", "\n\n") == " The end."


def test_space_that_the_writer_typed_is_not_shown_again():
    assert run(passage(prefix=" "), " the", " door") == "the door"
    assert run(passage(prefix="\n"), "\n", "I kept it.") == "I kept it."
    assert run(passage(prefix="\n\n"), "\n", "\n", "ANNE") == "ANNE"


def test_line_breaks_that_are_missing_after_the_writer_s_are_added():
    assert run(passage(prefix="\n"), "\n\n", "ANNE") == "\nANNE"
    assert run(passage(prefix=" "), "\n\nANNE") == "\n\nANNE"


def test_a_chat_answer_is_led_in():
    assert run(passage(lead="\n\n"), "ANNE\nNo.") == "\n\nANNE\nNo."
    assert run(passage(lead=" "), "\n", "he went") == " he went"


def test_an_empty_document_begins_with_a_letter():
    assert run(passage(opens=True), "\n\n", "INT. ROOM") == "INT. ROOM"


def test_max_words_is_never_exceeded():
    stream = passage(max_words=3)
    assert run(stream, " one", " two", " three", " four", " five") == " one two three"
    assert stream.finish == "length"


def test_a_word_in_several_tokens_counts_once():
    stream = passage(max_words=2)
    assert run(stream, " un", "believ", "able", " thi", "ngs", " happen") == " unbelievable things"


def test_a_model_without_a_stop_token_ends_at_a_sentence():
    stream = passage(max_words=6, ends_itself=False)
    assert run(stream, " One", ".", " two", " three", ".", " four", " five") == " One. two three."
    assert stream.finish == "stop"


@given(st.text(max_size=200), st.integers(1, 7), st.integers(1, 20))
def test_however_it_is_split_the_text_is_the_same(text: str, size: int, limit: int):
    data = text.encode()
    whole = run(passage(max_words=limit), data)
    pieces = [data[i : i + size] for i in range(0, len(data), size)]
    assert run(passage(max_words=limit), *pieces) == whole
    assert len(whole.split()) <= limit

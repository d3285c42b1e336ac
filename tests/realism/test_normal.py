import pytest

from scriptwriter.realism.normal import count_words, normalise, sentence_ends, sentences_of, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Well,” she said.", '"Well," she said.'),
        ("‘Well,’ she said.", "'Well,' she said."),
        ("I went -- and came.", "I went—and came."),
        ("I went — and came.", "I went—and came."),
        ("Perhaps . . . not.", "Perhaps... not."),
        ("Perhaps… not.", "Perhaps... not."),
        ("It was\nlate  that\n\nnight.", "It was late that night."),
        ("It was *very* late, _quite_ late.", "It was very late, quite late."),
    ],
)
def test_a_format_leaves_no_trace(one: str, other: str):
    assert normalise(one) == other
    assert normalise(other) == other


def test_sentences_end_where_people_end_them():
    text = 'Mr. Pell came in. "Who is it?" she asked. J. K. said so!'
    assert sentences_of(text) == ["Mr. Pell came in.", '"Who is it?"', "she asked.", "J. K. said so!"]
    assert sentence_ends(text)[-1] == len(text)
    assert sentence_ends("no end here") == []


def test_words():
    assert words_of("It's a well-known day, 1904!") == ["It's", "a", "well-known", "day"]
    assert count_words(" a  b\nc ") == 3
    assert count_words("") == 0

from scriptwriter.engine.forbidden import PhraseGuard


def test_whole_words_only():
    guard = PhraseGuard(["and"])
    assert guard.inspect("a handsome brand ").hit is None
    assert guard.inspect("salt and pepper").hit == 5


def test_case_and_spacing_do_not_matter():
    guard = PhraseGuard(["a testament to"])
    assert guard.inspect("It was A Testament\n to him").hit == 7


def test_a_phrase_at_the_end_waits_for_the_word_to_end():
    guard = PhraseGuard(["and"])
    assert guard.inspect("salt and").hit is None
    assert guard.inspect("salt and").hold == 5
    assert guard.inspect("salt and", complete=True).hit == 5
    assert guard.inspect("salt andante").hit is None
    assert guard.inspect("salt andante").hold is None


def test_a_beginning_of_a_phrase_is_held_back():
    guard = PhraseGuard(["shivers down the spine"])
    assert guard.inspect("It sent shivers down").hold == 8
    assert guard.inspect("It sent shivers up").hold is None


def test_nothing_forbidden_nothing_held():
    guard = PhraseGuard([" ", ""])
    assert not guard
    assert guard.inspect("anything").hold is None

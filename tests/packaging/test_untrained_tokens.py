from tests.packaging import dev_scripts


def test_merges_that_lead_to_no_token_that_is_used_go():
    script = dev_scripts.load("untrained_tokens")
    tokens = ["a", "b", "c", "ab", "abc", "bc", "cab"]
    often = [True, True, True, False, True, False, False]
    # "ab" is rare, but "abc" is made of it.
    assert script.kept_merges(tokens, ["a b", "ab c", "b c", "c ab"], often) == ["a b", "ab c"]

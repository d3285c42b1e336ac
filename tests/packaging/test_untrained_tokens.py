import importlib.util
from pathlib import Path

FILE = Path(__file__).parents[2] / "packaging" / "dev" / "untrained_tokens.py"


def test_merges_that_lead_to_no_token_that_is_used_go():
    spec = importlib.util.spec_from_file_location("untrained_tokens", FILE)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    tokens = ["a", "b", "c", "ab", "abc", "bc", "cab"]
    often = [True, True, True, False, True, False, False]
    # "ab" is rare, but "abc" is made of it.
    assert script.kept_merges(tokens, ["a b", "ab c", "b c", "c ab"], often) == ["a b", "ab c"]

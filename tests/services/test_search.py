"""Finding and replacing, line by line."""

import re
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.domain.errors import BadInput
from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.services import search
from scriptwriter.services.search import Match, Query, find, like, replacements

SCRIPT = """\
INT. HARBOUR - NIGHT

The harbour sleeps. Harbours do.

ANNE
(at the harbour)
To the harbour!

BOB (V.O.)
What harbour?

# The harbour

CUT TO:"""


def found(text: str, query: Query) -> list[str]:
    script = LineClassifier(text.split("\n"))
    return [script.lines[match.line][match.start : match.end] for match in find(script.lines, script.kinds, query)]


def replaced(text: str, query: Query, new: str, preserve_case: bool = False) -> str:
    script = LineClassifier(text.split("\n"))
    lines = list(script.lines)
    for line, count, added in reversed(
        replacements(lines, find(lines, script.kinds, query), query, new, preserve_case=preserve_case)
    ):
        lines[line : line + count] = added
    return "\n".join(lines)


def lines_found(scope: str) -> list[int]:
    script = LineClassifier(SCRIPT.split("\n"))
    return [match.line for match in find(script.lines, script.kinds, Query("harbour", scope=scope))]


def test_everywhere():
    assert lines_found("all") == [0, 2, 2, 5, 6, 9, 11]


@pytest.mark.parametrize(
    ("scope", "lines"),
    [
        ("dialogue", [5, 6, 9]),
        ("action", [2, 2]),
        ("headings", [0, 11]),
        ("character:ANNE", [5, 6]),
        ("character:bob", [9]),
        ("character:NOBODY", []),
    ],
)
def test_places_to_search_in(scope: str, lines: list[int]):
    assert lines_found(scope) == lines


def test_a_place_that_does_not_exist_is_told():
    with pytest.raises(BadInput):
        lines_found("attic")


def test_capitals_and_whole_words():
    assert found("Harbour harbour harbours", Query("harbour")) == ["Harbour", "harbour", "harbour"]
    assert found("Harbour harbour harbours", Query("harbour", case=True)) == ["harbour", "harbour"]
    assert found("Harbour harbour harbours", Query("harbour", whole_word=True)) == ["Harbour", "harbour"]
    assert found("a+b aab", Query("a+b")) == ["a+b"]
    assert found("Straße", Query("straße", whole_word=True)) == ["Straße"]


def test_expressions():
    assert found("a+b aab", Query("a+b", regex=True)) == ["aab"]
    assert found("ab cd", Query(r"a|c", regex=True, whole_word=True)) == []
    assert found("aXb", Query("x*", regex=True)) == ["X"]  # what is empty cannot be selected


@pytest.mark.parametrize("text", ["(", "[a", "*", r"\p{Nothing}", "(?P<1>a)", "a{2,1}"])
def test_a_bad_expression_is_told_in_one_line(text: str):
    with pytest.raises(BadInput) as told:
        search.compile_query(Query(text, regex=True))
    assert len(str(told.value).splitlines()) == 1


def test_an_expression_that_would_never_end_is_stopped(monkeypatch):
    monkeypatch.setattr(search, "TIMEOUT_SECONDS", 0.2)
    query, lines = Query(r"(x+x+)+y", regex=True), ["x" * 5000] * 3
    began = time.monotonic()
    with pytest.raises(BadInput, match="Too slow"):
        find(lines, LineClassifier(lines).kinds, query)
    with pytest.raises(BadInput, match="Too slow"):
        replacements(lines, [Match(0, 0, 2)], query, "")
    assert time.monotonic() - began < 5


def test_nothing_to_look_for_and_nobody_who_waits():
    cancelled = threading.Event()
    cancelled.set()
    kinds = LineClassifier(["a"]).kinds
    assert find(["a"], kinds, Query("")) == []
    assert find(["a"], kinds, Query("a"), cancelled) == []
    assert find(["a"], kinds, Query("a"), threading.Event()) == [Match(0, 0, 1)]


def test_groups_in_the_replacement():
    assert replaced("Bob and Anne", Query(r"(\w+) and (\w+)", regex=True), r"\2 or \1") == "Anne or Bob"
    assert replaced("Bob", Query(r"(?P<name>\w+)", regex=True), r"Mr \g<name>") == "Mr Bob"
    assert replaced("one. two", Query(r"\. ", regex=True), r".\n") == "one.\ntwo"
    assert replaced("Bob", Query("Bob"), r"\1\n") == r"\1\n"


@pytest.mark.parametrize("new", [r"\7", r"\g<nobody>", "\\"])
def test_a_bad_replacement_is_told(new: str):
    with pytest.raises(BadInput):
        replaced("Bob", Query("(Bob)", regex=True), new)


def test_capitals_are_kept():
    text = "HARBOUR Harbour harbour hArbour"
    assert replaced(text, Query("harbour"), "port", preserve_case=True) == "PORT Port port port"
    assert replaced(text, Query("harbour"), "port") == "port port port port"
    assert like("A", "xyz") == "Xyz"
    assert like("123", "xyz") == "xyz"


def test_only_what_is_still_there_is_replaced():
    query = Query("a")
    assert replacements(["b a"], [Match(0, 0, 1), Match(5, 0, 1)], query, "x") == []
    assert replacements(["b a"], [Match(0, 2, 3)], query, "a") == []
    assert replacements(["a a"], [Match(0, 2, 3)], query, "x") == [(0, 1, ["a x"])]


_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), include_characters="\n"), max_size=60)


@given(_TEXT, st.text("ab. *(", min_size=1, max_size=3), st.text("xy\\", max_size=3))
def test_it_replaces_what_str_replaces(text: str, what: str, new: str):
    text = what.join(text.split("q"))
    assert replaced(text, Query(what, case=True), new) == text.replace(what, new)


@given(st.text("aAbBéEß _.1\n😀"), st.sampled_from([r"\w+", "[ab]+", r"(\s)\w", "é|e"]))
def test_it_finds_what_re_finds(text: str, expression: str):
    expected = [match[0] for line in text.split("\n") for match in re.finditer(expression, line, re.IGNORECASE)]
    assert found(text, Query(expression, regex=True)) == expected

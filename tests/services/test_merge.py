"""Joining the changes of two hands."""

from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.services.merge import Merged, changes, merge

_TEXTS = st.lists(st.sampled_from("abcde "), max_size=12).map("\n".join)


@given(_TEXTS, _TEXTS)
def test_one_hand_alone_wins(base: str, other: str):
    assert merge(base, other, base) == Merged(other, 0)
    assert merge(base, base, other) == Merged(other, 0)
    assert merge(base, other, other) == Merged(other, 0)


@given(_TEXTS, _TEXTS)
def test_changes_cover_both_texts(one: str, other: str):
    a, b = one.split("\n"), other.split("\n")
    rebuilt_a, rebuilt_b = [], []
    for change in changes(a, b):
        rebuilt_a += a[change.a.start : change.a.stop]
        rebuilt_b += b[change.b.start : change.b.stop]
        if change.same:
            assert a[change.a.start : change.a.stop] == b[change.b.start : change.b.stop]
    assert (rebuilt_a, rebuilt_b) == (a, b)


def test_changes_at_different_places_are_both_kept():
    base = "one\ntwo\nthree\nfour\nfive"
    assert merge(base, "one\nTWO\nthree\nfour\nfive", "one\ntwo\nthree\nfour\nfive\nsix") == Merged(
        "one\nTWO\nthree\nfour\nfive\nsix", 0
    )


def test_where_they_collide_mine_stays_and_is_counted():
    assert merge("a\nb\nc", "a\nmine\nc", "a\ntheirs\nc") == Merged("a\nmine\nc", 1)


def test_a_thousand_pages_are_joined():
    base = "\n".join(f"line {n}" for n in range(50_000))
    mine = base.replace("line 100\n", "line one hundred\n")
    theirs = base.replace("line 49000\n", "line 49 thousand\n")
    joined = merge(base, mine, theirs)
    assert joined.conflicts == 0
    assert "line one hundred\n" in joined.text
    assert "line 49 thousand\n" in joined.text

from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.domain.corpus import Split
from scriptwriter.services.corpus.splitting import Division, Size, cut, divide, end_title, uncut


def sizes(*words: int, group: str = "lines") -> list[Size]:
    return [Size(f"{group} {number}", group, count) for number, count in enumerate(words)]


def share(works: list[Size], division: Division) -> float:
    held = sum(work.words for work in works if work.title in division.held_out)
    return (held + division.cut_words) / sum(work.words for work in works)


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=60), st.integers(0, 50))
def test_between_a_twentieth_and_a_fifth_is_held_out(words: list[int], seed: int):
    works = sizes(*words)
    division = divide(works, seed, {})
    assert division == divide(works[::-1], seed, {}) or division.cut
    assert division.held_out or division.cut
    # Words are whole: the end of a tiny work is all or nothing.
    assert sum(words) < 20 or 0.05 - 1 / sum(words) <= share(works, division) <= 0.2


def test_whole_works_where_there_are_enough():
    division = divide(sizes(*[100] * 40), 1, {})
    assert not division.cut
    assert len(division.held_out) == 4
    assert division != divide(sizes(*[100] * 40), 2, {})


def test_every_kind_has_works_held_out():
    works = [*sizes(*[100] * 40), *sizes(*[30] * 40, group="quotes")]
    held = divide(works, 1, {}).held_out
    assert {title.split()[0] for title in held} == {"lines", "quotes"}


def test_one_more_work_changes_little():
    before = divide(sizes(*[100] * 100), 1, {}).held_out
    after = divide(sizes(*[100] * 101), 1, {}).held_out
    assert len(before & after) >= 8


def test_what_the_user_chose_stays():
    works = sizes(*[100] * 20)
    held = divide(works, 1, {}).held_out
    chosen = {next(iter(held)): Split.TRAIN, "lines 3": Split.HELD_OUT}
    division = divide(works, 1, chosen)
    assert division.held_out == {"lines 3"}
    assert divide(works, 1, dict.fromkeys((work.title for work in works), Split.TRAIN)) == Division()


def test_the_end_of_one_work():
    document = "\n\n".join(f"ANNA\nLine {number} of twenty." for number in range(20))
    assert divide(sizes(100), 1, {}) == Division(cut="lines 0", cut_words=10)
    beginning, end = cut([document], 10)
    assert beginning[0] + "\n\n" + end[0] == document
    assert end[0] == "ANNA\nLine 18 of twenty.\n\nANNA\nLine 19 of twenty."
    assert cut(["a b", "c d", "e f", "g"], 3) == (["a b", "c d"], ["e f", "g"])
    assert cut(["one block\nonly"], 1) == (["one block\nonly"], [])


def test_a_work_that_cannot_be_cut():
    works = sizes(90, 100)
    assert uncut(divide(works, 1, {}), works, {}) == Division(frozenset({"lines 0"}))
    assert uncut(divide(works[:1], 1, {}), works[:1], {}) == Division()


def test_the_ends_title_is_new():
    assert end_title("Fog", ["Fog"]) == "Fog (end)"
    assert end_title("Fog", ["Fog", "Fog (end)"]) == "Fog (end) (end)"

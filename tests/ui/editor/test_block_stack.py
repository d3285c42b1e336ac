from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.ui.editor.block_stack import BlockStack

HEIGHTS = st.lists(st.integers(1, 5), min_size=1, max_size=30)
CHANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9), st.integers(0, 4), st.booleans()), max_size=30)


@given(HEIGHTS, CHANGES)
def test_it_knows_what_adding_up_gives(heights: list[int], changes: list[tuple[int, int, int, bool]]):
    stack, plain = BlockStack(heights, 10), [float(height) for height in heights]
    for place, value, added, replaced in changes:
        at = place % len(plain)
        if replaced:
            removed = min(value % 4, len(plain) - at)
            if removed == len(plain) and not added:
                continue
            stack.replace(at, removed, added)
            plain[at : at + removed] = [0.0] * added
        else:
            assert stack.set_height(at, value) == (plain[at] != value)
            plain[at] = value
    tops = list(accumulate(plain, initial=10.0))
    assert [stack.top(number) for number in range(len(plain) + 1)] == tops
    assert [stack.height(number) for number in range(len(plain))] == plain
    assert stack.bottom == tops[-1]
    assert len(stack) == len(plain)
    for y in range(int(tops[-1]) + 3):
        found = stack.at(y)
        if 10 <= y < tops[-1]:
            assert tops[found] <= y < tops[found + 1]
        else:
            assert found in (0, len(plain) - 1) or plain[found] == 0

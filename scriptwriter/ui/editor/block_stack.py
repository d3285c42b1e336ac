"""Where blocks of different heights stand that are piled upon each other."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate


class BlockStack:
    """Heights and tops of blocks, in pixels.

    A block that grows moves all blocks below it, forty thousand of them in a long script. So that a key does not have
    to wait for that, what is below a certain block is moved by a number that is kept beside; only when the height of a
    block elsewhere changes, the blocks in between are reckoned anew.
    """

    def __init__(self, heights: Iterable[float], start: float) -> None:
        self._heights = list(heights)
        self._tops = list(accumulate(self._heights, initial=float(start)))
        self._edge = len(self._tops)  # tops from here on are ``_moved`` further down
        self._moved = 0.0

    def __len__(self) -> int:
        return len(self._heights)

    def height(self, number: int) -> float:
        """How high a block is."""
        return self._heights[number]

    def top(self, number: int) -> float:
        """Where a block begins; the number behind the last one: where it ends."""
        return self._tops[number] + (self._moved if number >= self._edge else 0.0)

    @property
    def bottom(self) -> float:
        """Where the last block ends."""
        return self.top(len(self._heights))

    def at(self, y: float) -> int:
        """The number of the block at a height; the first or the last one outside of them."""
        edge = self._edge
        if edge < len(self._tops) and y >= self.top(edge):
            found = bisect_right(self._tops, y - self._moved, lo=edge)
        else:
            found = bisect_right(self._tops, y, hi=min(edge, len(self._tops)))
        return min(max(found - 1, 0), len(self._heights) - 1)

    def set_height(self, number: int, height: float) -> bool:
        """Make a block higher or lower; whether it was."""
        more = height - self._heights[number]
        if not more:
            return False
        self._heights[number] = height
        self._put_edge(number + 1)
        self._moved += more
        return True

    def replace(self, first: int, removed: int, added: int) -> None:
        """Take blocks away and put others without a height in their place."""
        gone = sum(self._heights[first : first + removed])
        self._put_edge(first + removed + 1)
        self._heights[first : first + removed] = [0.0] * added
        self._tops[first + 1 : first + removed + 1] = [self._tops[first]] * added
        self._edge = first + added + 1
        self._moved -= gone

    def _put_edge(self, number: int) -> None:
        moved, edge, tops = self._moved, self._edge, self._tops
        if moved:
            if number > edge:
                tops[edge:number] = [top + moved for top in tops[edge:number]]
            else:
                tops[number:edge] = [top - moved for top in tops[number:edge]]
        self._edge = number

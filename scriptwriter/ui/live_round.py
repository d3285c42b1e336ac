"""The round on hand: the alternatives of one request while they stream in, and what of one has been taken."""

from dataclasses import dataclass, field

from scriptwriter.domain.passage import Passage
from scriptwriter.services.wishes import Wishes

#: What the editor makes of line ends; the texts are compared with what its ghost still says.
_LINE_ENDS = str.maketrans({"\r": None, "\0": None, "\u2028": "\n", "\u2029": "\n"})


@dataclass(slots=True)
class LiveRound:
    """``before``: the text that is continued. ``genre`` as it is asked for in the end, ``model`` as menus call it.

    ``kept``: the id of the round in the tree when this is one that is shown again; ``numbers`` are then its
    alternatives' numbers, which may have gaps.
    """

    before: str
    wishes: Wishes
    genre: str = ""
    model: str = ""
    texts: list[str] = field(default_factory=list)
    passages: dict[int, Passage] = field(default_factory=dict)
    shown: int = 0
    kept: str = ""
    numbers: list[int] = field(default_factory=list)

    def number(self, index: int) -> int:
        """What an alternative is called in the tree."""
        return self.numbers[index] if self.numbers else index

    @property
    def text(self) -> str:
        """What has come of the alternative that is the ghost."""
        return self.texts[self.shown] if self.texts else ""

    def grow(self, index: int, text: str) -> str:
        """More of an alternative; how the editor will hold it."""
        clean = text.translate(_LINE_ENDS)
        self.texts[index] += clean
        return clean

    def taken(self, ghost: str) -> str | None:
        """What has been typed or taken of the shown alternative when the ghost says so much; None: not this one's."""
        return self.text[: len(self.text) - len(ghost)] if self.text.endswith(ghost) else None

    def rest_of(self, index: int, ghost: str) -> str | None:
        """What another alternative still says behind what has been taken; None when it would have gone otherwise."""
        taken = self.taken(ghost)
        if taken is None or not 0 <= index < len(self.texts) or not self.texts[index].startswith(taken):
            return None
        return self.texts[index][len(taken) :]

    def going_on_with(self, typed: str, ghost: str) -> int | None:
        """The first alternative after the shown one that says what is typed now, and has said what was typed before."""
        count = len(self.texts)
        for step in range(1, count):
            index = (self.shown + step) % count
            rest = self.rest_of(index, ghost)
            if rest is not None and rest.startswith(typed):
                return index
        return None

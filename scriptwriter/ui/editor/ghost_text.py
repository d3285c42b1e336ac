"""The ghost as text: what it still says, and where it belongs."""

import re
from dataclasses import dataclass

_WORD = re.compile(r"\s*\S+")
_LINE = re.compile(r"\s*[^\n]*")


@dataclass(slots=True)
class GhostText:
    """``position`` is the cursor's place in the document that the ghost continues; -1 when there is no ghost."""

    text: str = ""
    position: int = -1
    streaming: bool = False

    @property
    def active(self) -> bool:
        """Whether a ghost is shown or awaited."""
        return self.position >= 0

    def begin(self, position: int) -> None:
        """An empty ghost whose text is still to come."""
        self.text, self.position, self.streaming = "", position, True

    def clear(self) -> None:
        """No ghost."""
        self.text, self.position, self.streaming = "", -1, False

    def consume(self, text: str, position: int) -> None:
        """The document has taken over so much of it; the rest goes on from ``position``."""
        self.text = self.text[len(text) :]
        self.position = position
        if not self.text and not self.streaming:
            self.clear()


def first_word(text: str) -> str:
    """The first word with the white space before it."""
    match = _WORD.match(text)
    return match[0] if match else text


def first_line(text: str) -> str:
    """Up to the end of the first line that has text, with the line breaks before it."""
    match = _LINE.match(text)
    return match[0] if match else text

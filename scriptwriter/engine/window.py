"""How much of the text a model gets to see, chosen so that its cache stays useful.

The model's context is short, the script is long. Cutting a little off the front at each key press
would change the prompt's beginning each time and throw the whole cached prefix away. So the text is
cut to *half* of what fits, at the start of a paragraph, and then grows again until it is full.
"""

from collections.abc import Callable

#: So many characters identify the place where the last window began, also after edits elsewhere.
_MARK_CHARS = 240
#: A token of English is 4 characters on average and hardly ever more than 12.
_MAX_CHARS_PER_TOKEN = 12

CountTokens = Callable[[str], int]


class TextWindow:
    """Remembers where the last window began. One per context; not thread-safe."""

    def __init__(self) -> None:
        self._mark: str | None = None

    def fit(self, text: str, budget: int, count: CountTokens) -> str:
        """The end of ``text``, at most ``budget`` tokens by ``count``, starting where it did last time if it can."""
        if budget <= 0:
            return ""
        reach = text[-budget * _MAX_CHARS_PER_TOKEN :]
        kept = self._from_mark(reach)
        if kept is not None and count(kept) <= budget:
            return kept
        if len(reach) == len(text) and count(text) <= budget:
            self._mark = None
            return text
        cut = cut_to(reach, budget // 2, count)
        self._mark = cut[:_MARK_CHARS] if len(cut) >= _MARK_CHARS else None
        return cut

    def _from_mark(self, reach: str) -> str | None:
        if self._mark is None:
            return None
        start = reach.find(self._mark)
        return None if start < 0 else reach[start:]


def cut_to(text: str, budget: int, count: CountTokens) -> str:
    """The longest end of ``text`` within ``budget`` tokens that starts a paragraph, else a sentence, else a word."""
    if budget <= 0:
        return ""
    tail = _longest_tail(text, budget, count)
    if len(tail) == len(text):
        return text
    for boundary in ("\n\n", "\n", ". ", " "):
        at = tail.find(boundary)
        # A boundary in the last quarter would leave the model with hardly anything.
        if 0 <= at < len(tail) * 3 // 4:
            return tail[at + len(boundary) :].lstrip()
    return tail


def _longest_tail(text: str, budget: int, count: CountTokens) -> str:
    """Bisect the start offset: token counts grow with the length of the tail."""
    low, high = max(0, len(text) - budget * _MAX_CHARS_PER_TOKEN), len(text)
    while low < high:
        middle = (low + high) // 2
        if count(text[middle:]) <= budget:
            high = middle
        else:
            low = middle + 1
    return text[low:]

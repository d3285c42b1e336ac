"""Words and phrases that a passage must not contain.

Forbidding tokens would also forbid innocent words that share them, so the text itself is watched: what could
become a forbidden phrase is held back, and when it does, the passage goes back to the token where the phrase
began and draws another one there (the "phrase ban" of KoboldCpp and the anti-slop sampler).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """``hit``: offset at which a forbidden phrase begins. ``hold``: offset from which text is not safe yet."""

    hit: int | None = None
    hold: int | None = None


class PhraseGuard:
    """Looks for whole-word matches of phrases, without regard to case and kinds of white space."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._phrases = [" ".join(phrase.lower().split()) for phrase in phrases if phrase.strip()]
        words = [r"\s+".join(map(re.escape, phrase.split())) for phrase in self._phrases]
        self._hit = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) if words else None

    def __bool__(self) -> bool:
        return self._hit is not None

    def inspect(self, text: str, complete: bool = False) -> Verdict:
        """Judge the text so far. ``complete``: nothing follows, so a phrase at the very end is a hit as well."""
        if self._hit is None:
            return Verdict()
        for match in self._hit.finditer(text):
            if match.end() < len(text) or complete:
                return Verdict(hit=match.start())
        return Verdict(hold=None if complete else self._open_end(text))

    def _open_end(self, text: str) -> int | None:
        """Where a stretch begins that more text could turn into a forbidden phrase."""
        longest = max(map(len, self._phrases)) * 2 + 2
        for match in re.finditer(r"(?<!\w)\S", text[-longest:]):
            start = max(len(text) - longest, 0) + match.start()
            end = " ".join(text[start:].lower().split())
            if any(phrase.startswith(end) for phrase in self._phrases):
                return start
        return None

"""Token bytes of one alternative to the text that the writer sees, as it streams."""

import codecs
import re

from scriptwriter.domain.generation import Finish
from scriptwriter.engine.compose import Prompt

_WORD = re.compile(r"\S+")
_SENTENCE_END = (".", "!", "?", '."', '!"', '?"', ".'", "!'", "?'", "…", ".)", "!)", "?)")
_ABBREVIATION = re.compile(r"(?<!\w)(?:Mr|Mrs|Ms|Dr|St|[A-Z])\.$", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
#: From this share of its words on, a passage ends at the end of a sentence rather than in the middle of the next one.
_SOFT_LIMIT = {True: 0.85, False: 0.5}


class PassageText:
    """Turns token bytes into text and says when the passage is long enough.

    - A character can span tokens, so bytes are decoded incrementally.
    - White space that the writer has typed already (``prompt.prefix``) is not shown twice; a passage of a
      chat model, whose answers have nothing to do with where the text stopped, gets ``prompt.lead``.
    - A passage that opens an empty document begins with its first letter.
    - White space at the end is held back until more follows, so a passage never ends in any.
    - ``max_words`` is a hard limit; shortly before it, the passage ends with its sentence. ``ends_itself`` False
      (models without a stop token) ends the passage at the first sentence after half of them.
    - ``one_block`` ends it at its first blank line.
    - ``hold`` keeps it from ending with a sentence, as long as something is missing in it.
    """

    def __init__(self, prompt: Prompt, max_words: int, ends_itself: bool, one_block: bool = False) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._prefix = prompt.prefix
        self._lead = prompt.lead
        self._opens_text = prompt.opens_text
        self._max_words = max_words
        self._ends_itself = ends_itself
        self._one_block = one_block
        self._started = False
        self._held = ""
        self._tail = ""
        self._words = 0
        self._in_word = False
        self.hold = False
        self.finish: Finish | None = None

    @property
    def words(self) -> int:
        """How many words have been shown or begun."""
        return self._words

    def feed(self, data: bytes) -> str:
        """What can be shown now. Sets ``finish`` when the passage has become long enough."""
        text = self._begin(self._decoder.decode(data))
        return self._take(text) if text else ""

    def end(self) -> str:
        """What is left at the end; an unfinished character is dropped."""
        self._held = ""
        return ""

    def _begin(self, text: str) -> str:
        """Handle the white space at the passage's beginning, which may arrive in several tokens."""
        if self._started:
            return text
        text = self._held + text
        body = text.lstrip()
        if not body:
            self._held = text
            return ""
        self._started = True
        self._held = ""
        space = text[: len(text) - len(body)]
        return body if self._opens_text else _opening_space(space, self._prefix, self._lead) + body

    def _take(self, text: str) -> str:
        text = self._held + text
        if self._one_block and (end := self._block_end(text)) is not None:
            self.finish, self._held = "stop", ""
            return self._cut_to_limit(text[:end].rstrip())
        if text[0].isspace() and self._may_end_here():
            self.finish, self._held = "length" if self._ends_itself else "stop", ""
            return ""
        body = text.rstrip()
        self._held = text[len(body) :]
        body = self._cut_to_limit(body)
        self._tail = (self._tail + body)[-8:]
        return body

    def _block_end(self, text: str) -> int | None:
        """Where the first blank line begins; what parts the passage from the text before it is none."""
        start = 0 if self._tail else len(text) - len(text.lstrip())
        blank = _BLANK_LINE.search(text, start)
        return blank.start() if blank else None

    def _cut_to_limit(self, body: str) -> str:
        """Count words and cut where one too many would begin."""
        more = len(body.split())
        if self._in_word and more and not body[0].isspace():
            more -= 1
        if self._words + more <= self._max_words:
            self._words += more
            self._in_word = bool(body) and not self._held
            return body
        for match in _WORD.finditer(body):
            if match.start() == 0 and self._in_word:
                continue
            if self._words == self._max_words:
                self.finish = "length"
                self._held = ""
                return body[: match.start()].rstrip()
            self._words += 1
        self._in_word = bool(body) and not self._held
        return body

    def _may_end_here(self) -> bool:
        """Whether enough is written and a sentence has just ended."""
        enough = self._words >= self._max_words * _SOFT_LIMIT[self._ends_itself]
        ended = enough and not self.hold and self._tail.endswith(_SENTENCE_END)
        return ended and not _ABBREVIATION.search(self._tail)


def _opening_space(space: str, prefix: str, lead: str) -> str:
    """The white space to show before a passage that began with ``space`` after the writer's own ``prefix``."""
    if not prefix:
        return lead or space
    if "\n" in prefix:
        # The writer broke the line: add the blank line that the model asks for, never a space.
        missing = min(space.count("\n"), 2) - prefix.count("\n")
        return "\n" * max(missing, 0)
    # The writer typed a space: a model that wants a new block still gets its line breaks.
    return "\n" * min(space.count("\n"), 2)

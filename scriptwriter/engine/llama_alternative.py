"""One passage in the making: its tokens, its place in the batch, its text."""

from collections.abc import Callable

import numpy as np

from scriptwriter.domain.generation import Finish, Finished
from scriptwriter.engine.forbidden import PhraseGuard
from scriptwriter.engine.keyword_guide import KeywordGuide
from scriptwriter.engine.llama_sampling import SamplerChain
from scriptwriter.engine.name_guide import NameGuide
from scriptwriter.engine.passage_text import PassageText

#: A passage that runs into forbidden phrases this often ends there: the wish cannot be met.
_MAX_REWINDS = 100
_NONE = np.array([], dtype=np.int64)


class Alternative:
    """Tokens drawn in sequence ``index`` after ``base`` shared tokens, of which ``before`` is the last.

    ``row`` is where its logits stand in the last batch. ``went_back`` says that the last ``take`` threw
    tokens away, so that the cells from ``position - 1`` on are void. ``holds`` keeps it from ending while keywords
    are missing.
    """

    def __init__(
        self,
        index: int,
        base: int,
        before: int,
        limit: int,
        chain: SamplerChain,
        passage: PassageText,
        guard: PhraseGuard,
        piece: Callable[[int], bytes],
        guide: KeywordGuide | None = None,
        names: NameGuide | None = None,
    ) -> None:
        self.index = index
        self.chain = chain
        self.row = -1
        self.tokens: list[int] = []
        self.went_back = False
        self.holds = False
        self._base = base
        self._before = before
        self._limit = limit
        self._passage = passage
        self._guard = guard
        self._piece = piece
        self._guide = guide
        self._names = names
        self._guides = [one for one in (guide, names) if one is not None]
        self._log_probabilities = 0.0
        self._measured = 0
        self._forced = ""
        self._shown = 0  # tokens whose text has been given out
        self._rewinds = 0
        self._banned: dict[int, set[int]] = {}
        self._first_at = 0.0

    @property
    def position(self) -> int:
        """Where the next token will stand in the sequence."""
        return self._base + len(self.tokens)

    def next_input(self) -> tuple[int, int, int]:
        """(token, sequence, position) to decode for the next logits."""
        token = self.tokens[-1] if self.tokens else self._before
        return token, self.index, self.position - 1

    def open_with(self, forced: str) -> str:
        """The passage begins with this text; what of it is to be shown."""
        self._forced = forced
        for guide in self._guides:
            guide.feed(forced.encode())
        return self._passage.feed(forced.encode())

    @property
    def guide(self) -> KeywordGuide | None:
        """What leads the passage to its keywords, as long as there is something to do."""
        guide = self._guide
        return guide if guide is not None and (guide.missing or guide.has_just_come) else None

    def biases(self) -> list[tuple[np.ndarray, float]]:
        """Which tokens to favour at this place, and by how much."""
        return self._guide.biases(self.tokens, self._passage.words) if self._guide is not None else []

    def names(self) -> tuple[np.ndarray, float]:
        """int64[n]: tokens that go on with the name of a speaker, where one seems to have been begun; and how likely
        they must be for that."""
        return self._names.tokens() if self._names is not None else (_NONE, 0.0)

    def measured(self, log_probability: float) -> None:
        """Note how likely the model alone held the token that was drawn."""
        self._log_probabilities += log_probability
        self._measured += 1

    def banned_here(self) -> set[int]:
        """Tokens that led to a forbidden phrase from this very place."""
        return self._banned.get(len(self.tokens), set())

    def take(self, token: int) -> tuple[str, Finish | None]:
        """Add a token; the text that can be shown now, and the finish if this was the last."""
        self.went_back = False
        self.tokens.append(token)
        for guide in self._guides:
            guide.feed(self._piece(token))
        if self._guide is not None:
            self._passage.hold = self.holds and bool(self._guide.missing)
        if not self._guard:
            text = self._show(len(self.tokens))
        else:
            safe = self._safe_tokens(complete=False)
            if safe is None:
                return "", self._go_back()
            text = self._show(safe)
        if self._passage.finish is not None:
            return text, self._passage.finish
        if len(self.tokens) >= self._limit:
            return text + self.end("length")[0], "length"
        return text, None

    def end(self, finish: Finish) -> tuple[str, Finish | None]:
        """The model has said that the passage ends here, or it has to."""
        self.went_back = False
        if self._guard and self._safe_tokens(complete=True) is None:
            # Ends in a forbidden phrase: at the limit it goes without it, else it tries again.
            return ("", finish) if finish == "length" else ("", self._go_back())
        return self._show(len(self.tokens)), self._passage.finish or finish

    def spoke(self, now: float) -> None:
        """Note when the first text was shown; ``now`` in seconds of ``time.perf_counter``."""
        self._first_at = self._first_at or now

    def finished(self, finish: Finish, received: float, now: float) -> Finished:
        """The closing event; ``received`` is when the request came in."""
        first = self._first_at or now
        count = len(self.tokens)
        speed = (count - 1) / (now - first) if now > first and count > 1 else 0.0
        loss = -self._log_probabilities / self._measured if self._measured else None
        return Finished(self.index, finish, count, (first - received) * 1000, speed, loss)

    def close(self) -> None:
        """Free the sampler chain."""
        self.chain.close()

    def _show(self, upto: int) -> str:
        """Give out the text of the tokens before ``upto``."""
        parts = []
        while self._shown < upto and self._passage.finish is None:
            parts.append(self._passage.feed(self._piece(self.tokens[self._shown])))
            self._shown += 1
        return "".join(parts)

    def _safe_tokens(self, complete: bool) -> int | None:
        """How many tokens may be shown; None when a forbidden phrase is there (``_hit`` says where)."""
        # One token back, for the word boundary before the first held-back one.
        start = max(self._shown - 1, 0)
        ends, text = self._text_from(start)
        verdict = self._guard.inspect(text, complete)
        if verdict.hit is not None:
            self._hit = max(start + _token_at(ends, verdict.hit), self._shown)
            return None
        if verdict.hold is None:
            return len(self.tokens)
        return max(start + _token_at(ends, verdict.hold), self._shown)

    def _text_from(self, start: int) -> tuple[list[int], str]:
        """The text of the tokens from ``start``, and the offset at which each of them ends."""
        ends, data, text = [], b"", ""
        for token in self.tokens[start:]:
            data += self._piece(token)
            text = data.decode("utf-8", "ignore")
            ends.append(len(text))
        return ends, text

    _hit = 0

    def _go_back(self) -> Finish | None:
        """Return to where the forbidden phrase began, with its first token banned there."""
        self._rewinds += 1
        if self._rewinds > _MAX_REWINDS:
            del self.tokens[self._hit :]
            return "length"
        place = self._hit
        for later in [p for p in self._banned if p > place]:
            del self._banned[later]
        self._banned.setdefault(place, set()).add(self.tokens[place])
        del self.tokens[place:]
        self.chain.rewind(self.tokens)
        for guide in self._guides:
            guide.restart(self._forced.encode() + b"".join(map(self._piece, self.tokens)))
        self.went_back = True
        return None


def _token_at(ends: list[int], offset: int) -> int:
    """The token whose text holds the character at ``offset``."""
    return next((index for index, end in enumerate(ends) if end > offset), len(ends))

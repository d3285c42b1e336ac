"""A text into passages: a speech, an action paragraph, a paragraph of prose; short neighbours go together.

What a line is comes from outside (``kinds``), so that this room needs no file format.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from scriptwriter.domain.script import ElementKind
from scriptwriter.realism.normal import count_words, normalise, sentence_ends

#: Neighbours are put together until they have so many words.
ENOUGH_WORDS = 50
#: Longer paragraphs are judged in parts.
MOST_WORDS = 300
_K = ElementKind
_TOLD = frozenset({_K.ACTION, _K.DIALOGUE, _K.CENTERED, _K.LYRICS})
#: What a group of passages does not reach over.
_WALLS = frozenset({_K.SCENE_HEADING, _K.SECTION, _K.PAGE_BREAK, _K.TITLE_PAGE})
_SILENT = frozenset({_K.BLANK, _K.PARENTHETICAL, _K.CHARACTER, _K.NOTE, _K.BONEYARD, _K.SYNOPSIS, _K.TRANSITION})


@dataclass(frozen=True, slots=True)
class Segment:
    """A passage to judge. ``start`` and ``end`` in characters of the text; ``text`` is normalised.

    ``lines`` are its lines as they stand, which is where verse shows.
    """

    start: int
    end: int
    text: str
    lines: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """How many words are judged."""
        return count_words(self.text)


@dataclass(slots=True)
class _Open:
    """Lines that are being put together."""

    start: int = -1
    end: int = -1
    lines: list[str] = field(default_factory=list)

    def words(self) -> int:
        return sum(count_words(line) for line in self.lines)


def segments(lines: Sequence[str], kinds: Sequence[ElementKind]) -> list[Segment]:
    """All passages of a text, in order. ``lines`` are without their ``\\n``; ``kinds`` has one for each.

    In prose every line is ``ACTION``, and a blank one ``BLANK``.
    """
    return list(iter_segments(lines, kinds))


def iter_segments(lines: Sequence[str], kinds: Sequence[ElementKind]) -> Iterator[Segment]:
    """``segments``, one after the other: a long script takes a while, and somebody may want to stop."""
    found: list[Segment] = []
    group, block = _Open(), _Open()
    at = 0
    for line, kind in zip(lines, kinds, strict=True):
        if kind in _TOLD and line.strip():
            block.start = at if block.start < 0 else block.start
            block.end = at + len(line)
            block.lines.append(line)
        elif kind is _K.BLANK or kind in _WALLS or kind is _K.CHARACTER:
            group = _close_block(group, block, found)
            block = _Open()
            if kind in _WALLS:
                found += _made(group)
                group = _Open()
        at += len(line) + 1
        if found:
            yield from found
            found.clear()
    group = _close_block(group, block, found)
    yield from (*found, *_made(group))


def _close_block(group: _Open, block: _Open, found: list[Segment]) -> _Open:
    """Put a finished paragraph to the group; the group that goes on."""
    if not block.lines:
        return group
    if group.lines and block.words() >= ENOUGH_WORDS:
        # A long paragraph stands for itself; what was too short before it joins it only when it must stay unjudged.
        found += _made(group)
        group = _Open()
    joined = _Open(group.start if group.lines else block.start, block.end, [*group.lines, *block.lines])
    if joined.words() >= ENOUGH_WORDS:
        found += _made(joined)
        return _Open()
    return joined


def _made(group: _Open) -> list[Segment]:
    if not group.lines:
        return []
    text = normalise("\n".join(group.lines))
    lines = tuple(group.lines)
    if not text:
        return []
    if count_words(text) <= MOST_WORDS:
        return [Segment(group.start, group.end, text, lines)]
    return _parts(group, text, lines)


def _parts(group: _Open, text: str, lines: tuple[str, ...]) -> list[Segment]:
    """A long passage in parts of whole sentences. Places are in proportion: normalised text is a little shorter."""
    cuts, last = [], 0
    limit = _even(count_words(text))
    for end in sentence_ends(text):
        if count_words(text[last:end]) >= limit:
            cuts.append(end)
            last = end
    if last < len(text) and count_words(text[last:]) < ENOUGH_WORDS and cuts:
        cuts.pop()
    cuts = [*cuts, len(text)]
    cuts = [end for first, end in zip([0, *cuts], cuts, strict=False) if end > first]
    scale = (group.end - group.start) / len(text)
    starts = [0, *cuts[:-1]]
    return [
        Segment(group.start + round(a * scale), group.start + round(b * scale), text[a:b].strip(), lines)
        for a, b in zip(starts, cuts, strict=True)
    ]


def _even(words: int) -> int:
    """How many words a part has when all are about as long and none is too long."""
    return words // -(-words // (MOST_WORDS - 80))

"""Finding text in a script, line by line, and what would stand in its place.

Expressions are run by ``regex``, not ``re``: it can be told to stop, and an expression that a writer is still typing
may be one that would run for years.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import regex

from scriptwriter.domain.errors import BadInput
from scriptwriter.domain.script import SPEECH, ElementKind
from scriptwriter.formats.fountain import character_name

_K = ElementKind

#: So many seconds a search may take; a writer waits no longer, and a bad expression would never end.
TIMEOUT_SECONDS = 2.0

ALL, DIALOGUE, ACTION, HEADINGS = "all", "dialogue", "action", "headings"
CHARACTER_PREFIX = "character:"

_SPOKEN = SPEECH - {_K.CHARACTER}
_SCOPES = {
    ALL: frozenset(_K),
    DIALOGUE: _SPOKEN,
    ACTION: frozenset({_K.ACTION, _K.CENTERED}),
    HEADINGS: frozenset({_K.SCENE_HEADING, _K.SECTION}),
}
_LINE_ENDS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\0": None})

Edit = tuple[int, int, list[str]]


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. ``scope``: ``all``, ``dialogue``, ``action``, ``headings`` or ``character:<NAME>``."""

    text: str
    regex: bool = False
    case: bool = False
    whole_word: bool = False
    scope: str = ALL


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """Characters ``start`` to ``end`` of a line; never empty."""

    line: int
    start: int
    end: int


class _Clock:
    """What is left of the time for one search."""

    def __init__(self) -> None:
        self._end = time.monotonic() + TIMEOUT_SECONDS

    def left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def compile_query(query: Query) -> Any:
    """The query as a compiled expression. Raises ``BadInput`` with one clear line for a bad one."""
    source = query.text if query.regex else regex.escape(query.text, special_only=True)
    if query.whole_word:
        source = rf"(?<!\w)(?:{source})(?!\w)"
    try:
        return regex.compile(source, 0 if query.case else regex.IGNORECASE)
    except (regex.error, RecursionError, OverflowError) as error:
        raise BadInput(f"No valid expression: {_reason(error)}.") from error


def find(
    lines: Sequence[str], kinds: Sequence[ElementKind], query: Query, cancel: threading.Event | None = None
) -> list[Match]:
    """Every place that matches, in order; none for an empty query, or once ``cancel`` is set.

    Raises ``BadInput`` for a bad expression, and for one that has not ended after two seconds.
    """
    if not query.text:
        return []
    pattern, clock, found = compile_query(query), _Clock(), []
    try:
        for number in _in_scope(lines, kinds, query.scope):
            if cancel is not None and cancel.is_set():
                return []
            found += [
                Match(number, match.start(), match.end()) for match in _matches(pattern, lines[number], query, clock)
            ]
    except TimeoutError:
        raise _too_slow() from None
    return found


def replacements(
    lines: Sequence[str],
    matches: Sequence[Match],
    query: Query,
    replacement: str,
    preserve_case: bool = False,
) -> list[Edit]:
    """The edits that put ``replacement`` in the place of the matches: (line, 1, the lines that come).

    In an expression's replacement ``\\1`` and ``\\g<name>`` are what the groups have found, and ``\\n`` begins a new
    line. With ``preserve_case`` HARBOUR, Harbour and harbour stay as loud as they were. Matches that the lines no
    longer have are left out. Raises ``BadInput``, and then nothing is to be changed.
    """
    pattern, clock = compile_query(query), _Clock()
    by_line: dict[int, set[tuple[int, int]]] = {}
    for match in matches:
        by_line.setdefault(match.line, set()).add((match.start, match.end))
    edits: list[Edit] = []
    try:
        for number, spans in sorted(by_line.items()):
            if number >= len(lines):
                continue
            line = lines[number]
            found = [match for match in _matches(pattern, line, query, clock) if match.span() in spans]
            new = _replaced(line, found, query, replacement, preserve_case)
            if new != line:
                edits.append((number, 1, new.translate(_LINE_ENDS).split("\n")))
    except TimeoutError:
        raise _too_slow() from None
    return edits


def _matches(pattern: Any, line: str, query: Query, clock: _Clock) -> Iterator[Any]:
    """The matches in a line that are not empty."""
    # The window goes on while a long expression runs, which costs the short ones too much.
    found = pattern.finditer(line, timeout=clock.left(), concurrent=query.regex)
    return (match for match in found if match.end() > match.start())


def _replaced(line: str, found: Sequence[Any], query: Query, replacement: str, preserve_case: bool) -> str:
    parts, at = [], 0
    for match in found:
        new = _expanded(match, replacement) if query.regex else replacement
        parts += [line[at : match.start()], like(match[0], new) if preserve_case else new]
        at = match.end()
    return "".join([*parts, line[at:]])


def _expanded(match: Any, replacement: str) -> str:
    try:
        return match.expand(replacement)
    except (regex.error, IndexError, KeyError) as error:
        raise BadInput(f"This cannot be put in its place: {_reason(error)}.") from error


def like(found: str, new: str) -> str:
    """``new`` in capitals, with a capital first or in small letters, as ``found`` is; as it is after mixed letters."""
    letters = [character for character in found if character.isalpha()]
    if len(letters) > 1 and found.isupper():
        return new.upper()
    if found.islower():
        return new.lower()
    if letters and letters[0].isupper():
        return new[:1].upper() + new[1:]
    return new


def _in_scope(lines: Sequence[str], kinds: Sequence[ElementKind], scope: str) -> Iterator[int]:
    """The numbers of the lines that are looked at."""
    if scope.startswith(CHARACTER_PREFIX):
        return _spoken_by(lines, kinds, scope.removeprefix(CHARACTER_PREFIX).casefold())
    wanted = _SCOPES.get(scope)
    if wanted is None:
        raise BadInput(f"There is no place called {scope} to search in.")
    return (number for number, kind in enumerate(kinds) if kind in wanted)


def _spoken_by(lines: Sequence[str], kinds: Sequence[ElementKind], name: str) -> Iterator[int]:
    speaking = False
    for number, kind in enumerate(kinds):
        if kind is _K.CHARACTER:
            speaking = character_name(lines[number]).casefold() == name
        elif kind not in _SPOKEN:
            speaking = False
        elif speaking:
            yield number


def _reason(error: Exception) -> str:
    """What an expression's error says, in one line and without its position in what we made of it."""
    return (getattr(error, "msg", "") or str(error) or type(error).__name__).strip().splitlines()[0].rstrip(".")


def _too_slow() -> BadInput:
    return BadInput("Too slow: this expression was stopped after 2 seconds.")

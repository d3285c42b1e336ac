"""Fountain, line by line: what each line of a script is. The text itself is never changed.

A line's kind depends on the line, on what stands before it (carried in a small state) and on whether something
stands right below it. So an edit has to be read again only from the line above it to where the carried state is
what it was before: ``LineClassifier.replace``.

Syntax: https://fountain.io/syntax, version 1.1; German headings (INNEN, AUSSEN) besides.
"""

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from scriptwriter.domain.cue import Form
from scriptwriter.domain.script import SPEECH, ElementKind, Speech

_K = ElementKind

_HEADING = re.compile(
    r"(?:INT|EXT|EST|INT\.?/EXT|EXT\.?/INT|I/E|E/I|INNEN|AUSSEN|AUẞEN|INNEN/AUSSEN)(?=[. /])", re.IGNORECASE
)
_TITLE_KEY = re.compile(r"([A-Za-zÄÖÜäöüß][\w ]*):(.*)")
_PAGE_BREAK = re.compile(r"={3,}\s*$")
_EXTENSION = re.compile(r"\([^()]*\)")
_LETTER = re.compile(r"[^\W\d_]")
#: A note goes over so many lines at most; the search for its end must not read a whole novel at every key.
_NOTE_REACH = 200
_INLINE_NOTE = re.compile(r"\[\[.*?\]\]")


class _State(NamedTuple):
    """What a line leaves for the next one: the kind of the last line and what is still open."""

    last: ElementKind
    boneyard: bool = False
    note: bool = False


_BEGINNING = _State(_K.BLANK)
_SPEAKING = SPEECH


class LineClassifier:
    """The lines of a script and what each of them is.

    ``lines`` and ``kinds`` have the same length, at least 1: an empty text is one blank line.
    """

    def __init__(self, lines: Sequence[str] = ("",)) -> None:
        self.lines: list[str] = []
        self.kinds: list[ElementKind] = []
        self._states: list[_State] = []
        self.set_lines(lines)

    def set_lines(self, lines: Sequence[str]) -> None:
        """Read a whole text."""
        self.lines = list(lines) or [""]
        self.kinds, self._states = [], []
        self._title_end, self._title_read = _title_page_end(self.lines)
        state = _BEGINNING
        for index in range(len(self.lines)):
            kind, state = self._step(index, state)
            self.kinds.append(kind)
            self._states.append(state)

    def replace(self, start: int, removed: int, added: Sequence[str]) -> range:
        """Put ``added`` in the place of ``removed`` lines from ``start`` on; the lines whose kind may be new.

        The range begins at or before ``start`` and covers at least the added lines.
        """
        old_title_end = self._title_end
        cuts = any(
            "/*" in line or "*/" in line for lines in (self.lines[start : start + removed], added) for line in lines
        )
        if removed == len(added):
            self.lines[start : start + removed] = added
        else:
            count = len(added)
            self.lines[start : start + removed] = added
            self.kinds[start : start + removed] = [_K.BLANK] * count
            self._states[start : start + removed] = [_BEGINNING] * count
        if not self.lines:
            self.set_lines([""])
            return range(1)
        first = self._note_start(max(min(start, len(self.lines)) - 1, 0))
        must = start + len(added) + 1  # the line below stands below something else now
        if cuts:
            # Whether something above is cut out may hang on a mark far below.
            first = next((at for at, line in enumerate(self.lines[: first + 1]) if "/*" in line), first)
        if start <= self._title_read:
            self._title_end, self._title_read = _title_page_end(self.lines)
            first, must = 0, max(must, self._title_end + 1, old_title_end + 1)
        return self._read_on(first, must)

    def _read_on(self, first: int, must: int) -> range:
        """Classify from ``first`` to at least ``must``, and on until the carried state is the old one."""
        state = self._states[first - 1] if first else _BEGINNING
        index, count = first, len(self.lines)
        while index < count:
            kind, state = self._step(index, state)
            same = self._states[index] == state and self.kinds[index] is kind
            self.kinds[index], self._states[index] = kind, state
            index += 1
            if index >= must and same:
                break
        return range(first, index)

    def _step(self, index: int, state: _State) -> tuple[ElementKind, _State]:
        if index < self._title_end:
            return _K.TITLE_PAGE, _BEGINNING
        line = self.lines[index]
        below = self.lines[index + 1] if index + 1 < len(self.lines) else ""
        closes = not _opens_note(line) or self._note_end(index)
        if "/*" in line and not state.boneyard and _still_open(line, "/*", "*/", False) and not self._cut_ends(index):
            line = line.replace("/*", "  ")
        return _classify(line, state, bool(below.strip()), closes)

    def _cut_ends(self, index: int) -> bool:
        """Whether what a line begins to cut out is ended anywhere: or the rest of the script would be gone."""
        return any("*/" in line for line in islice(self.lines, index + 1, None))

    def _note_end(self, index: int) -> bool:
        """Whether a note that a line leaves open is closed before a line that ends it without: an empty one."""
        for line in islice(self.lines, index + 1, index + _NOTE_REACH):
            if "]]" in line:
                # Brackets that open another note before do not close this one.
                return "[[" not in line[: line.index("]]")]
            if not line.strip() and "  " not in line:
                return False
        return False

    def _note_start(self, index: int) -> int:
        """The line above ``index`` that opens a note which may be closed, or be closed no more, by ``index``."""
        start = index
        for at in range(index - 1, max(index - _NOTE_REACH, -1), -1):
            line = self.lines[at]
            if not line.strip() and "  " not in line:
                break
            if _opens_note(line):
                start = at
        return start

    # -- what can be asked -------------------------------------------------------------------------

    def cast(self) -> list[str]:
        """The speaking characters, those with the most speeches first."""
        counts: dict[str, int] = {}
        for line, kind in zip(self.lines, self.kinds, strict=True):
            if kind is _K.CHARACTER and (name := character_name(line)):
                counts[name] = counts.get(name, 0) + 1
        return sorted(counts, key=lambda name: -counts[name])

    def scene_at(self, line: int) -> range:
        """The lines of the scene around a line: from its heading to before the next one."""
        start = min(line, len(self.lines) - 1)
        while start > 0 and self.kinds[start] is not _K.SCENE_HEADING:
            start -= 1
        end = max(start, line) + 1
        while end < len(self.lines) and self.kinds[end] is not _K.SCENE_HEADING:
            end += 1
        return range(start, end)

    def speeches(self) -> list[Speech]:
        """Everything that is said, in order; parentheticals left out."""
        found: list[Speech] = []
        name, parts, at = "", [], 0
        for index, (line, kind) in enumerate(zip(self.lines, self.kinds, strict=True)):
            if kind is _K.CHARACTER:
                name, parts, at = character_name(line), [], index
            elif kind in (_K.DIALOGUE, _K.LYRICS) and name:
                parts.append(line.strip().lstrip("~"))
            if parts and (index + 1 == len(self.lines) or self.kinds[index + 1] not in _SPEAKING):
                found.append(Speech(name, " ".join(parts), at))
                name, parts = "", []
        return found


def _title_page_end(lines: Sequence[str]) -> tuple[int, int]:
    """How many lines the title page takes, and how many had to be read to know.

    It stands at the very beginning and ends at a blank line.
    """
    match = _TITLE_KEY.match(lines[0])
    if match is None or _HEADING.match(lines[0]) or match[1].isupper():
        return 0, 1
    for index, line in enumerate(lines):
        if not line.strip():
            return index, index + 1
        if not (line[0] in " \t" or _TITLE_KEY.match(line)):
            return 0, index + 1
    return len(lines), len(lines)


def _classify(line: str, state: _State, text_below: bool, note_closes: bool) -> tuple[ElementKind, _State]:
    kind = _spanning(line, state, note_closes) or _alone(line, state, text_below)
    boneyard = _still_open(line, "/*", "*/", state.boneyard)
    note = not boneyard and _still_open(line, "[[", "]]", state.note) and (bool(line.strip()) or "  " in line)
    return kind, _State(kind, boneyard, note and note_closes)


def _opens_note(line: str) -> bool:
    return "[[" in line and line.rfind("[[") > line.rfind("]]")


def _still_open(line: str, opening: str, closing: str, was_open: bool) -> bool:
    opened, closed = line.rfind(opening), line.rfind(closing)
    return was_open if opened < 0 and closed < 0 else opened > closed


def _spanning(line: str, state: _State, note_closes: bool) -> ElementKind | None:
    """Lines inside of, or beginning, something that goes over several lines."""
    stripped = line.strip()
    if state.boneyard or stripped.startswith("/*"):
        return _K.BONEYARD
    if state.note and stripped:
        return _K.NOTE
    if stripped.startswith("[[") and not _INLINE_NOTE.sub("", stripped).strip(" ["):
        return _K.NOTE
    # Brackets that nobody closes are text: what is taken for a note is not printed.
    if stripped.startswith("[[") and "]]" not in stripped and note_closes:
        return _K.NOTE
    return None


def _alone(line: str, state: _State, text_below: bool) -> ElementKind:
    stripped = line.strip()
    speaking = state.last in _SPEAKING
    if not stripped:
        # Two spaces on a line keep a speech together.
        return _K.DIALOGUE if speaking and len(line) >= 2 else _K.BLANK
    marked = _marked(stripped)
    if marked is not None and not (speaking and _is_said(stripped, marked)):
        return marked
    after_blank = state.last in (_K.BLANK, _K.SECTION, _K.SYNOPSIS, _K.PAGE_BREAK, _K.BONEYARD, _K.NOTE)
    if speaking:
        is_aside = stripped.startswith("(") and stripped.endswith(")")
        return _K.PARENTHETICAL if is_aside else _K.DIALOGUE
    if after_blank and _HEADING.match(stripped):
        return _K.SCENE_HEADING
    # A space behind the colon is Fountain's way to say that it is no transition.
    if after_blank and not text_below and stripped.isupper() and line.endswith("TO:"):
        return _K.TRANSITION
    if after_blank and text_below and _is_name(stripped):
        return _K.CHARACTER
    return _K.ACTION


def _is_said(stripped: str, marked: ElementKind) -> bool:
    """Whether a line in a speech only looks as if it were marked: "@home", ".45", "#1"."""
    if marked in (_K.CENTERED, _K.TRANSITION, _K.CHARACTER):
        return True
    if marked is _K.SCENE_HEADING:
        return not stripped[1].isalpha()
    return marked is _K.SECTION and stripped.lstrip("#")[:1].isdigit()


def _marked(stripped: str) -> ElementKind | None:
    """Elements that a mark at the beginning makes, whatever stands around them."""
    first = stripped[0]
    if first == "!":
        return _K.ACTION
    if first == "." and len(stripped) > 1 and stripped[1] != ".":
        return _K.SCENE_HEADING
    if first == "@":
        return _K.CHARACTER
    if first == "~":
        return _K.LYRICS
    if first == ">":
        return _K.CENTERED if stripped.endswith("<") and len(stripped) > 1 else _K.TRANSITION
    if first == "#":
        return _K.SECTION
    if first == "=":
        return _K.PAGE_BREAK if _PAGE_BREAK.match(stripped) else _K.SYNOPSIS
    return None


def _is_name(stripped: str) -> bool:
    """A speaker: capitals, apart from extensions in brackets, with at least one letter."""
    bare = _EXTENSION.sub("", stripped).rstrip("^ ")
    return bool(_LETTER.search(bare)) and bare == bare.upper()


def character_name(line: str) -> str:
    """The name in a character line: ``@McCLANE (V.O.) ^`` is ``McCLANE``."""
    return " ".join(_EXTENSION.sub("", line.strip().removeprefix("@")).rstrip("^ ").split())


def title_key(line: str) -> tuple[str, str] | None:
    """The key and the first value of a title page line that begins a field."""
    match = None if line[:1] in " \t" else _TITLE_KEY.match(line)
    return None if match is None else (match[1].strip(), match[2].strip())


def split_title_page(text: str) -> tuple[dict[str, str], str]:
    """The title page's fields, keys in lower case, and the text after it."""
    lines = text.split("\n")
    end, _ = _title_page_end(lines)
    fields: dict[str, str] = {}
    key = ""
    for line in lines[:end]:
        found = title_key(line)
        if found is not None:
            key = found[0].lower()
            fields[key] = found[1]
        else:
            fields[key] = f"{fields[key]} {line.strip()}".strip()
    return fields, "\n".join(lines[end:]).lstrip("\n") if end else text


def guess_form(text: str) -> Form:
    """Whether a text is a script or prose. Nothing at all is taken for the beginning of a script."""
    if not text.strip():
        return Form.SCRIPT
    classifier = LineClassifier(text.split("\n"))
    kinds = classifier.kinds
    spoken = sum(kind is _K.CHARACTER for kind in kinds)
    told = sum(len(line.split()) for line, kind in zip(classifier.lines, kinds, strict=True) if kind is _K.ACTION)
    headed = any(kind in (_K.SCENE_HEADING, _K.TITLE_PAGE, _K.TRANSITION) for kind in kinds)
    return Form.SCRIPT if headed or spoken * 60 > told else Form.PROSE


def speeches(text: str) -> list[tuple[str, str]]:
    """(speaker, words) of everything that is said in a text; speakers in capitals."""
    return [(speech.character.upper(), speech.text) for speech in LineClassifier(text.split("\n")).speeches()]

"""A script as plain text in columns, as typewriters set it, and such a text as a script."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from scriptwriter.domain.screenplay import Element, Run, Screenplay
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.columns import Line, elements_of, front_end, front_of, is_in_columns
from scriptwriter.formats.fountain import split_title_page
from scriptwriter.formats.imported import clean
from scriptwriter.formats.layout import (
    PieceKind,
    blocks,
    is_dual,
    printed_text,
    prose_pieces,
    speeches,
    title_page,
)

_K = ElementKind

#: In columns from the left edge of the action.
_WIDTH = 60
_PROSE_WIDTH = 72
_NUMBER = 62
_SLOTS = {_K.CHARACTER: (20, 38), _K.PARENTHETICAL: (15, 25), _K.DIALOGUE: (10, 35), _K.LYRICS: (10, 35)}
_DUAL_SLOTS = {_K.CHARACTER: (8, 20), _K.PARENTHETICAL: (4, 20), _K.DIALOGUE: (0, 28), _K.LYRICS: (0, 28)}
_DUAL_COLUMN = 31
_TAB = 8


def write_plain(script: Screenplay, prose: bool = False, *, with_title_page: bool = True) -> str:
    """A script in columns, 60 wide with scene numbers beside them, or prose wrapped at 72. Styles and notes fall away.

    A page break is a form feed.
    """
    width = _PROSE_WIDTH if prose else _WIDTH
    lines = _title_page(script, width) if with_title_page else []
    lines += _prose(script) if prose else _script(script)
    text = "\n".join(line.rstrip(" ") for line in lines).strip("\n")
    return f"{text}\n" if text else ""


def _title_page(script: Screenplay, width: int) -> list[str]:
    front = title_page(script)
    if front is None:
        return []
    lines: list[str] = []
    for key, values in front.centred:
        shown = [printed_text(value) for value in values]
        lines += [value.upper().center(width) if key == "title" else value.center(width) for value in shown]
        lines.append("")
    lines += [printed_text(line) for line in front.left]
    lines += [printed_text(line).rjust(width) for line in front.right]
    return [*lines, "", "", ""]


# -- screenplays -----------------------------------------------------------------------------------


def _script(script: Screenplay) -> Iterator[str]:
    for block in blocks(script):
        if block[0].kind is _K.PAGE_BREAK:
            yield "\f"
            continue
        if block[0].kind is _K.SCENE_HEADING:
            yield ""
        if is_dual(block):
            yield from _side_by_side(block)
        else:
            for element in block:
                yield from _element(element)
        yield ""


def _side_by_side(block: Sequence[Element]) -> Iterator[str]:
    left, *others = speeches(block)
    # A third voice stands below the second: a page is not wider than that.
    right = [element for speech in others for element in speech]
    columns = ([line for element in side for line in _said(element, _DUAL_SLOTS)] for side in (left, right))
    for one, other in zip_longest(*columns, fillvalue=""):
        yield f"{one.ljust(_DUAL_COLUMN)}{other}"


def _element(element: Element) -> Iterator[str]:
    text = printed_text(element.text)
    if element.kind in _SLOTS:
        yield from _said(element, _SLOTS)
    elif element.kind is _K.SCENE_HEADING:
        lines = _wrapped(text.upper(), _WIDTH)
        yield f"{lines[0].ljust(_NUMBER)}{element.number}" if element.number else lines[0]
        yield from lines[1:]
    elif element.kind is _K.TRANSITION:
        yield from (line.rjust(_WIDTH) for line in _wrapped(text.upper(), _WIDTH))
    elif element.kind is _K.CENTERED:
        yield from (line.center(_WIDTH) for line in _wrapped(text, _WIDTH))
    else:
        yield from _wrapped(text, _WIDTH)


def _said(element: Element, slots: dict[ElementKind, tuple[int, int]]) -> Iterator[str]:
    indent, width = slots[element.kind]
    for line in _wrapped(printed_text(element.text), width):
        yield " " * indent + line


def _wrapped(text: str, width: int) -> list[str]:
    found: list[str] = []
    for line in text.split("\n"):
        fits = len(line) <= width
        found += [line] if fits else textwrap.wrap(line, width, break_on_hyphens=False) or [""]
    return found


# -- prose -----------------------------------------------------------------------------------------


def _prose(script: Screenplay) -> Iterator[str]:
    for piece in prose_pieces(script):
        if piece.kind is PieceKind.PAGE_BREAK:
            yield "\f"
            continue
        text = printed_text(piece.text)
        if piece.kind is PieceKind.CHAPTER:
            yield ""
            yield from (line.center(_PROSE_WIDTH) for line in _wrapped(text.upper(), _PROSE_WIDTH))
        elif piece.kind is PieceKind.SCENE_BREAK:
            yield "#".center(_PROSE_WIDTH)
        elif piece.kind is PieceKind.CENTRED:
            yield from (line.center(_PROSE_WIDTH) for line in _wrapped(text, _PROSE_WIDTH))
        else:
            yield from _wrapped(text, _PROSE_WIDTH)
        yield ""


# -- reading ---------------------------------------------------------------------------------------


def read_plain(text: str) -> Screenplay | str:
    """A script that is set in columns, or the text itself when it is not, or when it has marks of Fountain.

    Columns are found by the indents of names and of what stands below them. Lines that were broken at the right edge
    are joined again.
    """
    lines = _lines(text)
    if _has_marks(text) or not is_in_columns(lines):
        return text
    front = front_end(lines)
    return Screenplay(front_of(lines[:front]), tuple(elements_of(lines[front:])))


def _has_marks(text: str) -> bool:
    """Whether a writer of Fountain indented it: nobody else has title page keys, notes or boneyard."""
    return bool(split_title_page(text)[0]) or "[[" in text or "/*" in text


def _lines(text: str) -> list[Line]:
    found: list[Line] = []
    for page, part in enumerate(text.expandtabs(_TAB).split("\f")):
        blank = 1
        for raw in part.split("\n"):
            words = clean(raw.strip())
            if not words:
                blank += 1
                continue
            begins = page > 0 and (not found or found[-1].part != page)
            indent = float(len(raw) - len(raw.lstrip()))
            found.append(Line(indent, (Run(words),), blank, page_break=begins, part=page))
            blank = 0
    return found

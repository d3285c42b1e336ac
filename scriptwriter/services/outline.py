"""The outline of a script: its sections and scenes, and the edits that rearrange them.

Everything is found in the lines themselves, and everything that changes is said as an ``Edit`` of lines, so that an
editor can undo it as one step. Colours are Beat's convention: a note ``[[color red]]`` in the scene.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from scriptwriter.domain.script import ElementKind

#: The colours that a scene or a section can have.
COLORS = ("red", "orange", "yellow", "green", "cyan", "blue", "magenta", "pink", "brown", "gray")

_K = ElementKind
_MAX_DEPTH = 6
_NOTE = re.compile(r"\[\[.*?\]\]")
_COLOR = re.compile(rf"[ \t]*\[\[\s*colou?r\s*:?\s*({'|'.join(COLORS)}|grey)\s*\]\]", re.IGNORECASE)
_NUMBER = re.compile(r"\s*#\s*([\w.()\-]+)\s*#\s*$")


class ItemKind(StrEnum):
    """What an outline is made of."""

    SECTION = "section"
    SCENE = "scene"


class OutlineItem(NamedTuple):
    """A scene or a section.

    Lines count from 0. ``end`` is where its own body ends, before the next scene or section; ``subtree_end`` is
    where a section ends with all that it contains. ``color`` is one of ``COLORS`` or empty.
    """

    kind: ItemKind
    title: str
    number: str
    depth: int
    line: int
    end: int
    subtree_end: int
    synopses: tuple[str, ...] = ()
    color: str = ""
    omitted: bool = False
    synopsis_lines: tuple[int, ...] = ()
    color_lines: tuple[int, ...] = ()


class Edit(NamedTuple):
    """Put ``added`` in the place of ``removed`` lines from ``first_line`` on."""

    first_line: int
    removed: int
    added: list[str]


# -- reading ---------------------------------------------------------------------------------------


def read_outline(lines: Sequence[str], kinds: Sequence[ElementKind]) -> list[OutlineItem]:
    """The scenes and sections in their order."""
    starts = [line for line, kind in enumerate(kinds) if kind is _K.SCENE_HEADING or kind is _K.SECTION]
    items: list[OutlineItem] = []
    depth = 0  # of the section at hand
    for start, end in pairwise([*starts, len(lines)]):
        if kinds[start] is _K.SECTION:
            depth = section_depth(lines[start])
            items.append(_item(ItemKind.SECTION, depth, range(start, end), lines, kinds))
        else:
            items.append(_item(ItemKind.SCENE, depth + 1, range(start, end), lines, kinds))
    return _with_subtrees(items, len(lines))


def section_depth(line: str) -> int:
    """How deep a section is, by its marks: 1 for an act, 6 at most."""
    stripped = line.strip()
    return min(len(stripped) - len(stripped.lstrip("#")), _MAX_DEPTH)


def _item(kind: ItemKind, depth: int, body: range, lines: Sequence[str], kinds: Sequence[ElementKind]) -> OutlineItem:
    title, number = _section_title(lines[body.start]) if kind is ItemKind.SECTION else _scene_title(lines[body.start])
    synopses = tuple(line for line in body if kinds[line] is _K.SYNOPSIS)
    colored = tuple(
        line for line in body if "[[" in lines[line] and kinds[line] is not _K.BONEYARD and _COLOR.search(lines[line])
    )
    found = _COLOR.search(lines[colored[0]]) if colored else None
    return OutlineItem(
        kind=kind,
        title=title,
        number=number,
        depth=depth,
        line=body.start,
        end=body.stop,
        subtree_end=body.stop,
        synopses=tuple(_COLOR.sub("", lines[line]).strip()[1:].strip() for line in synopses),
        color="" if found is None else found[1].lower().replace("grey", "gray"),
        omitted=kind is ItemKind.SCENE and title.casefold() == "omitted",
        synopsis_lines=synopses,
        color_lines=colored,
    )


def _section_title(line: str) -> tuple[str, str]:
    return _NOTE.sub("", line).strip().lstrip("#").strip(), ""


def _scene_title(line: str) -> tuple[str, str]:
    text = _NOTE.sub("", line).strip().removeprefix(".")
    found = _NUMBER.search(text)
    return (text.strip(), "") if found is None else (text[: found.start()].strip(), found[1])


def _with_subtrees(items: list[OutlineItem], line_count: int) -> list[OutlineItem]:
    """Give each section its end: where the next section begins that is not deeper."""
    nearest = [line_count] * (_MAX_DEPTH + 1)  # the next section of this depth or less deep
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        if item.kind is ItemKind.SECTION:
            items[index] = item._replace(subtree_end=nearest[item.depth])
            nearest[item.depth :] = [item.line] * (_MAX_DEPTH + 1 - item.depth)
    return items


def after_subtree(items: Sequence[OutlineItem], index: int) -> int:
    """The index of the first item after an item and all that it contains."""
    end, after = items[index].subtree_end, index + 1
    while after < len(items) and items[after].line < end:
        after += 1
    return after


def item_at(items: Sequence[OutlineItem], line: int) -> int:
    """The index of the item that a line stands in, -1 before the first one."""
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if items[middle].line <= line else (low, middle)
    return low - 1


def find_again(before: OutlineItem, index: int, items: Sequence[OutlineItem]) -> int:
    """Where an item that was at ``index`` is in a newer outline: the nearest with its title, or -1."""
    wanted = (before.kind, before.title, before.number)
    found = [at for at, item in enumerate(items) if (item.kind, item.title, item.number) == wanted]
    return min(found, key=lambda at: abs(at - index), default=-1)


# -- moving ----------------------------------------------------------------------------------------


def move(lines: Sequence[str], items: Sequence[OutlineItem], source: int, target: int) -> Edit | None:
    """Move an item, with what it contains, before the item ``target``; ``len(items)`` is the end.

    Blank lines between blocks stay where they are, and one is added where a heading would otherwise not be one any
    more. None when nothing would move, and when a comment that is never closed would swallow what follows.
    """
    after = after_subtree(items, source)
    if not 0 <= target <= len(items) or source <= target <= after:
        return None
    first, middle, last = sorted({items[source].line, items[source].subtree_end, _line_of(items, lines, target)})
    upper, upper_gap = _split_gap(lines[first:middle])
    lower, lower_gap = _split_gap(lines[middle:last])
    if _leaves_comment_open(lower):
        return None
    before = [""] if first and not _is_gap(lines[first - 1]) else []
    ending = _closing(lower_gap) if last < len(lines) else lower_gap
    return _smallest(lines, first, last, [*before, *lower, *_closing(upper_gap), *upper, *ending])


def moved_to(items: Sequence[OutlineItem], source: int, target: int) -> int:
    """The index that an item has after ``move(…, source, target)``."""
    return target if target < source else target - (after_subtree(items, source) - source)


def step(items: Sequence[OutlineItem], source: int, up: bool) -> int | None:
    """The target of moving an item by one place; None at the end of the way.

    A scene changes places with the next scene or steps over the heading of the next section. A section steps over
    its neighbour with all that it contains, or into the next larger one.
    """
    if items[source].kind is ItemKind.SCENE:
        target = source - 1 if up else source + 2
        return target if 0 <= target <= len(items) else None
    return _section_up(items, source) if up else _section_down(items, source)


def _section_up(items: Sequence[OutlineItem], source: int) -> int | None:
    depth = items[source].depth
    for index in range(source - 1, -1, -1):
        if items[index].kind is ItemKind.SECTION and items[index].depth <= depth:
            # Out of the larger section, to the end of what stands above it, if anything does.
            return index if items[index].depth == depth or index else None
    return None


def _section_down(items: Sequence[OutlineItem], source: int) -> int | None:
    after = after_subtree(items, source)
    if after >= len(items):
        return None
    if items[after].depth == items[source].depth:
        return after_subtree(items, after)
    after += 1
    while after < len(items) and items[after].kind is ItemKind.SCENE:
        after += 1  # otherwise it would take the scenes of the section that it comes into
    return after


def _line_of(items: Sequence[OutlineItem], lines: Sequence[str], index: int) -> int:
    return items[index].line if index < len(items) else len(lines)


def _is_gap(line: str) -> bool:
    # Two spaces are no blank line: they keep a speech together, and the heading below would be spoken.
    return len(line) < 2 and not line.strip()


def _split_gap(block: Sequence[str]) -> tuple[list[str], list[str]]:
    """A block without the blank lines at its end, and these."""
    end = len(block)
    while end and not block[end - 1].strip():
        end -= 1
    return list(block[:end]), list(block[end:])


def _closing(gap: list[str]) -> list[str]:
    return gap if gap and _is_gap(gap[-1]) else [*gap, ""]


def _leaves_comment_open(block: Iterable[str]) -> bool:
    text = "\n".join(block)
    return text.rfind("/*") > text.rfind("*/")


def _smallest(lines: Sequence[str], first: int, last: int, added: list[str]) -> Edit | None:
    """An edit without the lines at its beginning and end that stay as they are; None when all of them do."""
    start, end = 0, len(added)
    while first < last and start < end and lines[first] == added[start]:
        first, start = first + 1, start + 1
    while first < last and start < end and lines[last - 1] == added[end - 1]:
        last, end = last - 1, end - 1
    return None if first == last and start == end else Edit(first, last - first, added[start:end])


# -- colours and synopses --------------------------------------------------------------------------


def set_color(lines: Sequence[str], item: OutlineItem, color: str) -> Edit | None:
    """Give an item another colour; the empty one takes the note away. None when it has that colour."""
    if color and color not in COLORS:
        raise ValueError(color)
    if color == item.color and len(item.color_lines) < 2:
        return None
    note = f"[[color {color}]]" if color else ""
    changed: dict[int, list[str]] = {}
    for line in item.color_lines:
        text = _recolored(lines[line], note)
        changed[line] = [text] if text.strip() else []
        note = ""  # one is enough
    if note:
        changed[item.line] = [lines[item.line], note]
    return _rewrite(lines, item, changed)


def _recolored(line: str, note: str) -> str:
    """A line with its first note about the colour replaced, the others taken away."""
    first = _COLOR.search(line)
    if first is None:
        return line
    lead = first[0][: first[0].index("[[")] if note else ""
    rest = _COLOR.sub("", line[first.end() :])
    return line[: first.start()] + lead + note + (rest if first.start() or note else rest.lstrip())


def set_synopsis(lines: Sequence[str], item: OutlineItem, text: str) -> Edit | None:
    """Give an item another synopsis, a line for each line of ``text``; no text takes it away."""
    wanted = [_synopsis_line(line) for line in text.splitlines() if line.strip()]
    if [line.removeprefix("= ") for line in wanted] == list(item.synopses):
        return None
    changed: dict[int, list[str]] = {line: [] for line in item.synopsis_lines}
    if changed:
        colored = item.color and not set(item.synopsis_lines).isdisjoint(item.color_lines)
        changed[item.synopsis_lines[0]] = [f"[[color {item.color}]]", *wanted] if colored else wanted
    else:
        # Below the note about the colour, when it stands right below the heading.
        own_line = item.line + 1 in item.color_lines and not _COLOR.sub("", lines[item.line + 1]).strip()
        anchor = item.line + 1 if own_line else item.line
        changed[anchor] = [lines[anchor], *wanted]
    return _rewrite(lines, item, changed)


def _synopsis_line(text: str) -> str:
    """A synopsis as Fountain writes it; nothing in it may open a comment or a note for the lines below."""
    text = " ".join(text.split()).lstrip("= ")
    for opening, closing in (("/*", "*/"), ("[[", "]]")):
        if text.rfind(opening) > text.rfind(closing):
            text = text.replace(opening, " ".join(opening))
    return f"= {text}"


def _rewrite(lines: Sequence[str], item: OutlineItem, changed: Mapping[int, list[str]]) -> Edit | None:
    first, last = min(changed), max(changed) + 1
    added: list[str] = []
    for line in range(first, last):
        new = changed.get(line)
        if new is None:
            added.append(lines[line])
        elif new:
            added.extend(new)
        elif _holds_apart(lines, item, line):
            added.append("")
    if last < item.end and not changed[last - 1] and not lines[last].strip() and not _before(lines, first, added):
        last += 1  # two blank lines where the taken one stood between them
    return _smallest(lines, first, last, added)


def _before(lines: Sequence[str], first: int, added: list[str]) -> str:
    return (added[-1] if added else lines[first - 1]).strip()


def _holds_apart(lines: Sequence[str], item: OutlineItem, line: int) -> bool:
    """Whether the lines around a line would become one paragraph, or lose a heading, without it."""
    if line + 1 >= len(lines) or not lines[line + 1].strip() or not lines[line - 1].strip():
        return False
    if line - 1 == item.line:
        return item.kind is ItemKind.SCENE and line + 1 == item.end
    return True

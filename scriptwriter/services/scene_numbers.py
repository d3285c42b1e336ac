"""Numbers of scenes: given on demand, kept when they are locked, and the place of a scene that is cut kept open.

Numbers stand in the text as Fountain has them, ``INT. FERRY - NIGHT #12A#``. Once production has begun they must not
change: a scene put in between 12 and 13 becomes 12A, and one that falls away stays as ``OMITTED``.
"""

import re
from collections.abc import Sequence

from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.blocks import split_number
from scriptwriter.services.outline import Edit

_K = ElementKind
_NUMBER = re.compile(r"(\d+)([A-Z]*)$")
OMITTED = ".OMITTED"


def number_all(lines: Sequence[str], kinds: Sequence[ElementKind]) -> list[Edit]:
    """Number all scenes from 1 on, in place of the numbers that they have."""
    edits: list[Edit] = []
    for number, (line, text) in enumerate(_headings(lines, kinds), 1):
        edits += _changed(lines, line, f"{split_number(text)[0].rstrip()} #{number}#")
    return edits


def number_new(lines: Sequence[str], kinds: Sequence[ElementKind]) -> list[Edit]:
    """Number only the scenes that have none, between their neighbours: after 12 comes 12A, then 12B."""
    headings = _headings(lines, kinds)
    taken = {split_number(text)[1] for _, text in headings}
    edits, before = [], ""
    locked = any(taken - {""})
    for index, (line, text) in enumerate(headings):
        title, number = split_number(text)
        if not number:
            is_last = not any(split_number(other)[1] for _, other in headings[index + 1 :])
            number = _following(before, taken, is_last or not locked)
            taken.add(number)
            edits += _changed(lines, line, f"{title.rstrip()} #{number}#")
        before = number
    return edits


def remove_all(lines: Sequence[str], kinds: Sequence[ElementKind]) -> list[Edit]:
    """Take all scene numbers away."""
    return [
        edit
        for line, text in _headings(lines, kinds)
        if split_number(text)[1]
        for edit in _changed(lines, line, split_number(text)[0].rstrip())
    ]


def omit(lines: Sequence[str], first: int, end: int) -> Edit:
    """Leave out a scene (lines ``first`` to ``end``): its number stays, and its text, cut out as boneyard below."""
    number = split_number(lines[first])[1]
    heading = f"{OMITTED} #{number}#" if number else OMITTED
    body = list(lines[first:end])
    while body and not body[-1].strip():
        body.pop()
    # A boneyard cannot stand in a boneyard: what was cut out before is marked as ended where it ends.
    safe = [line.replace("/*", "/ *").replace("*/", "* /") for line in body]
    return Edit(first, end - first, [heading, "", "/*", *safe, "*/", *([""] if end < len(lines) else [])])


def restore(lines: Sequence[str], first: int, end: int) -> Edit | None:
    """Bring an omitted scene back; None when there is nothing below its heading to bring back."""
    body = list(lines[first + 1 : end])
    try:
        opened, closed = body.index("/*"), len(body) - 1 - body[::-1].index("*/")
    except ValueError:
        return None
    kept = [line.replace("/ *", "/*").replace("* /", "*/") for line in body[opened + 1 : closed]]
    return Edit(first, end - first, [*kept, *body[closed + 1 :]])


def _headings(lines: Sequence[str], kinds: Sequence[ElementKind]) -> list[tuple[int, str]]:
    return [(at, lines[at]) for at, kind in enumerate(kinds) if kind is _K.SCENE_HEADING]


def _changed(lines: Sequence[str], line: int, text: str) -> list[Edit]:
    return [Edit(line, 1, [text])] if lines[line] != text else []


def _following(before: str, taken: set[str], at_end: bool) -> str:
    """The number after ``before`` that nobody has: the next one at the end of the script, else one with a letter."""
    match = _NUMBER.match(before)
    if match is None:
        count, letter = 0, ""
    else:
        count, letter = int(match[1]), match[2]
    if at_end:
        count += 1
        while str(count) in taken:
            count += 1
        return str(count)
    if before == "":
        count = 0
    while True:
        letter = _next_letter(letter)
        if f"{count}{letter}" not in taken:
            return f"{count}{letter}"


def _next_letter(letter: str) -> str:
    """A after nothing, B after A, AA after Z."""
    if not letter:
        return "A"
    if letter[-1] != "Z":
        return letter[:-1] + chr(ord(letter[-1]) + 1)
    return _next_letter(letter[:-1]) + "A"

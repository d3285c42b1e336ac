"""Places in a text: lines and columns, as people and editors count them, from 1."""

import re

from scriptwriter.domain.errors import BadInput

_PLACE = re.compile(r"(\d{1,9})(?::(\d{1,9}))?")


def text_before(text: str, place: str) -> str:
    """What stands before ``LINE[:COLUMN]``; without a column the whole line counts, without a place the whole text.

    Raises ``BadInput`` for a place that is not there.
    """
    if not place:
        return text
    match = _PLACE.fullmatch(place.strip())
    if match is None:
        raise BadInput(f"A place is LINE or LINE:COLUMN, such as 12 or 12:30, not {place!r}.")
    lines = text.split("\n")
    number, column = int(match[1]), match[2]
    if not 1 <= number <= len(lines):
        raise BadInput(f"Line {number} is past the end: the text has {len(lines)} lines.")
    line = lines[number - 1]
    end = len(line) + 1 if column is None else int(column)
    if not 1 <= end <= len(line) + 1:
        raise BadInput(f"Column {end} is past the end of line {number}, which has {len(line)} characters.")
    return "\n".join([*lines[: number - 1], line[: end - 1]])

"""The title page as a form: its fields out of the text, and back into it."""

from collections.abc import Mapping, Sequence

from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import title_key
from scriptwriter.services.outline import Edit

#: The fields of the form in their order, by Fountain's names; others in the text are kept as they are.
FIELDS = ("Title", "Credit", "Author", "Source", "Draft date", "Contact", "Genre", "Copyright", "Notes")
_SAME = {"authors": "author", "date": "draft date"}


def read_fields(lines: Sequence[str], kinds: Sequence[ElementKind]) -> dict[str, str]:
    """All fields of the title page; several lines of one are joined by line ends."""
    fields: dict[str, list[str]] = {}
    current = ""
    for line in lines[: _count(kinds)]:
        found = title_key(line)
        if found is not None:
            current, value = found
            fields.setdefault(current, [])
            if value:
                fields[current].append(value)
        elif current:
            fields[current].append(line.strip())
    return {key: "\n".join(values) for key, values in fields.items()}


def field_of(fields: Mapping[str, str], name: str) -> str:
    """The value of a field of the form, whatever its capitals, and under its other name, too."""
    for key, value in fields.items():
        if name.lower() in (key.lower(), _SAME.get(key.lower(), "")):
            return value
    return ""


def write_fields(lines: Sequence[str], kinds: Sequence[ElementKind], wanted: Mapping[str, str]) -> Edit | None:
    """The edit that gives the title page these values; an empty one takes a field away. None: nothing changes."""
    old = read_fields(lines, kinds)
    merged = dict(old)
    for name, value in wanted.items():
        keys = [key for key in merged if name.lower() in (key.lower(), _SAME.get(key.lower(), ""))]
        for key in keys or [name]:
            merged[key] = value.strip()
    count = _count(kinds)
    added = [line for key, value in merged.items() if value.strip() for line in _lines_of(key, value)]
    if added == list(lines[:count]):
        return None
    if not count and added:
        # The title page ends at an empty line.
        added.append("")
    elif count and not added:
        # Nothing is left of it: the empty lines that parted it from the script go, too.
        while count < len(lines) and not lines[count].strip():
            count += 1
        added = [] if count < len(lines) else [""]
    return Edit(0, count, added)


def _lines_of(key: str, value: str) -> list[str]:
    parts = [part.strip() for part in value.split("\n") if part.strip()]
    if len(parts) == 1:
        return [f"{key}: {parts[0]}"]
    return [f"{key}:", *(f"    {part}" for part in parts)]


def _count(kinds: Sequence[ElementKind]) -> int:
    count = 0
    while count < len(kinds) and kinds[count] is ElementKind.TITLE_PAGE:
        count += 1
    return count

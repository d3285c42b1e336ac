"""One-line errors of the rooms below, in the window's language.

They come as finished English lines (``domain.errors``). ``core_lines.json`` has the templates that they were made from;
the one that a line fits is translated, and its values are put in, themselves translated where they are lines, too.
"""

import functools
import json
import re
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from scriptwriter.services import paths

FILE = "core_lines.json"
CONTEXT = "core"
_HOLE = re.compile(r"\{\d\}")
#: A line in a line in a line; deeper ones stay as they are.
_DEPTH = 3
_LONGEST = 2_000


def in_words(error: Exception | str) -> str:
    """An error's line in the window's language; as it is where it has no translation."""
    return _translated(str(error), _DEPTH)


def _translated(line: str, depth: int) -> str:
    if not depth or not 0 < len(line) <= _LONGEST:
        return line
    for pattern, template in _patterns():
        if found := pattern.fullmatch(line):
            said = QCoreApplication.translate(CONTEXT, template)
            return line if said == template else _filled(said, [_translated(v, depth - 1) for v in found.groups()])
    return line


def _filled(said: str, values: Sequence[str]) -> str:
    return _HOLE.sub(lambda hole: values[int(hole[0][1])], said)


@functools.cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    templates = json.loads((paths.resources_dir() / "translations" / FILE).read_text(encoding="utf-8"))
    # A template with few words of its own fits lines of others as well.
    most_literal_first = sorted(templates, key=lambda template: -len(_HOLE.sub("", template)))
    return [(_pattern(template), template) for template in most_literal_first]


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(re.escape(part) for part in _HOLE.split(template)), re.DOTALL)

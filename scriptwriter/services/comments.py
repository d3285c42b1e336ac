"""The notes in a script: Fountain's ``[[…]]``, which comment on the text and are never printed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scriptwriter.domain.script import ElementKind

_NOTE = re.compile(r"\[\[(.+?)\]\]", re.DOTALL)
#: Notes that say something to the program and not to a reader.
_COLOR = re.compile(r"\s*colou?r:?\s+\w+\s*", re.IGNORECASE)
_HIDDEN = (ElementKind.BONEYARD, ElementKind.TITLE_PAGE)


@dataclass(frozen=True, slots=True)
class Comment:
    """``line`` is where it begins, from 0; ``text`` in one line."""

    line: int
    text: str


def read_comments(lines: Sequence[str], kinds: Sequence[ElementKind]) -> list[Comment]:
    """All notes in their order, apart from colours of scenes and what is cut out."""
    found: list[Comment] = []
    line = 0
    while line < len(lines):
        end = line + 1
        if kinds[line] not in _HIDDEN and "[[" in lines[line]:
            while end < len(lines) and lines[end - 1].rfind("[[") > lines[end - 1].rfind("]]") and lines[end].strip():
                end += 1
            for match in _NOTE.finditer("\n".join(lines[line:end])):
                if not _COLOR.fullmatch(match[1]):
                    at = line + match.string.count("\n", 0, match.start())
                    found.append(Comment(at, " ".join(match[1].split())))
        line = end
    return found
